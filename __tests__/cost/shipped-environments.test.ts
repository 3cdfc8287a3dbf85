import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { costText } from "../../cli/cost-report";
import { loadEnvironments } from "../../config/load";
import { dollars, itemText, monthlyCosts, PriceTable, synthesizedResources, totalCosts } from "../../cost";
import { createApplication } from "../../stacks/application/application";
import { synthesize } from "../../stacks/application/synthesize";

const table = new PriceTable();
const outdir = mkdtempSync(join(tmpdir(), "groundplan-test-"));
let stacks: Record<string, unknown>;

beforeAll(() => {
  const environments = loadEnvironments("config", { variables: {} });
  synthesize(outdir, (staging) => createApplication(environments, { outdir: staging }));
  const names = readdirSync(join(outdir, "stacks")).sort();
  stacks = Object.fromEntries(names.map((name) => [name, jsonOf(name)]));
});

afterAll(() => {
  rmSync(outdir, { recursive: true });
});

function jsonOf(stack: string): unknown {
  return JSON.parse(readFileSync(join(outdir, "stacks", stack, "cdk.tf.json"), "utf8"));
}

const costsOf = (environment: string) =>
  Object.entries(stacks)
    .filter(([stack]) => stack.startsWith(`${environment}-`))
    .map(([stack, json]) => ({ stack, environment, costs: monthlyCosts(synthesizedResources(json), table) }));

test.each(["sandbox", "staging", "production"])("%s costs what it did", (environment) => {
  const all = costsOf(environment);
  expect(
    [
      `${environment}: ${dollars(totalCosts(all.map(({ costs }) => costs)).total)}`,
      ...all.flatMap(({ stack, costs }) => [
        `${stack}: ${dollars(costs.total)}`,
        ...costs.lines.map(
          ({ item, quantity, monthly }) => `  ${itemText(item, `${quantity}`)}: ${monthly?.toFixed(2)}`,
        ),
        ...costs.unpriced.map(({ resource, why }) => `  ${resource.type}: ${why}`),
      ]),
    ].join("\n"),
  ).toMatchSnapshot();
});

test("the guide shows what is really printed of the sandbox", () => {
  const guide = readFileSync(join(__dirname, "..", "..", "docs", "guide", "costs.md"), "utf8");
  expect(guide).toContain(`\n$ npx groundplan cost sandbox\n${costText(costsOf("sandbox"))}\`\`\``);
});
