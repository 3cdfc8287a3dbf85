import { checkLedger, compareIds } from "../../tools/ledger/check";
import { type LedgerRow, readLedger } from "../../tools/ledger/ledger";
import { renderCoverage } from "../../tools/ledger/page";

const VPC: LedgerRow = {
  id: "C01",
  title: "VPC",
  class: "core",
  status: "done",
  construct: ["constructs/network.ts#Network"],
  stack: "stacks/network.ts",
  tests: ["__tests__/network.test.ts"],
};
const ALB: LedgerRow = { id: "C10", title: "ALB", class: "core", status: "planned", issue: "edge-ecs" };
const SHELL: LedgerRow = { id: "X01", title: "Shell | vi", class: "out", status: "out", note: "Interactive" };

const FILES: Record<string, string> = {
  "constructs/network.ts": "export class Network {}",
  "stacks/network.ts": "export class NetworkStack {}",
  "__tests__/network.test.ts": 'test("it", () => new Network())',
};
const files = { read: (path: string) => FILES[path] };

describe("reading the ledger", () => {
  test("a single construct and a list of constructs are both lists afterwards", () => {
    const source = [
      "rows:",
      "  - { id: C01, title: VPC, class: core, status: done, construct: a.ts#A, stack: s.ts, tests: [t.ts] }",
      "  - { id: C02, title: Subnet, class: core, status: done, construct: [a.ts#A, b.ts#B], stack: s.ts, tests: [t.ts] }",
    ].join("\n");
    expect(readLedger(source).map((row) => row.status === "done" && row.construct)).toEqual([
      ["a.ts#A"],
      ["a.ts#A", "b.ts#B"],
    ]);
  });

  test("every malformed row is named with what is wrong", () => {
    const source = [
      "rows:",
      "  - { id: C01, title: VPC, class: core, status: partial }",
      "  - { id: C02, title: Subnet, class: core, status: planned, issue: someday }",
      "  - { id: C03, title: Subnet, class: core, status: done, construct: network, tests: [] }",
      "  - { id: X01, title: Shell, class: out, status: out }",
    ].join("\n");
    expect(() => readLedger(source)).toThrow(
      new Error(
        [
          "coverage.yaml is not a ledger:",
          "C01: status: Invalid discriminator value. Expected 'done' | 'planned' | 'out'",
          'C02: issue: Invalid option: expected one of "foundation"|"edge-ecs"|"eks"|"later"',
          "C03: construct.0: must have the form file.ts#Export",
          "C03: tests: Too small: expected array to have >=1 items",
          "X01: note: Invalid input: expected string, received undefined",
        ].join("\n"),
      ),
    );
  });
});

describe("checking the ledger", () => {
  test("a row whose construct, stack and tests exist is sound", () => {
    expect(checkLedger([VPC, ALB, SHELL], files)).toEqual([]);
  });

  test("a test may speak of the construct through a support file of the tests, but not through the source", () => {
    const through = (test: string, support: string) =>
      checkLedger([VPC], {
        read: (path) => ({ ...FILES, "__tests__/network.test.ts": test, "__tests__/support/synth.ts": support })[path],
      });
    const support = 'import { Network } from "../../constructs/network";';
    expect(through('import { synth } from "./support/synth";', support)).toEqual([]);
    expect(through('import { other } from "../constructs/network";', support)).toEqual([
      "C01: __tests__/network.test.ts does not mention Network",
    ]);
  });

  test("two rows of one id are reported", () => {
    expect(checkLedger([ALB, ALB], files)).toEqual(["C10: two rows"]);
  });

  test("every file, export, stack and test that is missing is reported", () => {
    const row: LedgerRow = {
      ...VPC,
      construct: ["constructs/network.ts#Subnet", "constructs/gone.ts#Gone"],
      stack: "stacks/gone.ts",
      tests: ["__tests__/gone.test.ts", "__tests__/network.test.ts"],
    };
    expect(checkLedger([row], files)).toEqual([
      "C01: constructs/network.ts does not export Subnet",
      "C01: no file constructs/gone.ts",
      "C01: no stack stacks/gone.ts",
      "C01: no test __tests__/gone.test.ts",
      "C01: __tests__/network.test.ts does not mention Subnet or Gone",
    ]);
  });

  test("a row without a stack needs a note", () => {
    const { stack: _, ...row } = VPC;
    expect(checkLedger([row], files)).toEqual(["C01: neither a stack nor a note that says why there is none"]);
    expect(checkLedger([{ ...row, note: "A property of the program, not of a stack" }], files)).toEqual([]);
  });

  test("missing and unknown ids are told apart", () => {
    expect(compareIds([VPC, ALB], ["C01", "C02"])).toEqual(["C02: no row", "C10: not an id of the notes map"]);
  });
});

describe("the coverage page", () => {
  test("shows counts by class and status, then a table per area with links", () => {
    const page = renderCoverage([VPC, ALB, SHELL]);
    expect(page.slice(page.indexOf("| class"))).toBe(
      [
        "| class | done | planned | out | all |",
        "| --- | --- | --- | --- | --- |",
        "| `core` | 1 | 1 | 0 | 2 |",
        "| `out` | 0 | 0 | 1 | 1 |",
        "| **all** | 1 | 1 | 1 | 3 |",
        "",
        "## Core (1 of 2)",
        "",
        "| id | system | class | status | where |",
        "| --- | --- | --- | --- | --- |",
        "| C01 | VPC | core | **done** | [`Network`](../constructs/network.ts); stack [network](../stacks/network.ts); tests [network](../__tests__/network.test.ts) |",
        "| C10 | ALB | core | planned: edge and ECS |  |",
        "",
        "## Beyond infrastructure",
        "",
        "| id | system | class | status | where |",
        "| --- | --- | --- | --- | --- |",
        "| X01 | Shell \\| vi | out | out | Interactive |",
        "",
      ].join("\n"),
    );
  });

  test("refuses a row that belongs to no area", () => {
    expect(() => renderCoverage([{ ...ALB, id: "Q01" }])).toThrow("No area for Q01");
  });
});
