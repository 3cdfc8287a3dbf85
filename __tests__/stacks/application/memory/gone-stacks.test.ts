import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { App } from "cdktf";
import { EnvironmentStack } from "../../../../constructs/core";
import { Bucket } from "../../../../constructs/storage";
import { readCandidate, readMemory, recordApplied } from "../../../../memory";
import { createApplication } from "../../../../stacks/application/application";
import type { EnvironmentSpec } from "../../../../stacks/application/environment-spec";
import { goneStacks } from "../../../../stacks/application/memory/gone-stacks";
import { synthesize } from "../../../../stacks/application/synthesize";
import { specOf } from "../../stack-json";

let root: string;
let folder: string;
let outdir: string;

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), "groundplan-gone-"));
  folder = join(root, "config");
  outdir = join(root, "cdktf.out");
  mkdirSync(folder);
});

afterEach(() => rmSync(root, { recursive: true }));

const EDGE = { plainHttp: { reason: "nobody sees this test" } };
const full = () => specOf(EDGE);
const withoutEdge = (): EnvironmentSpec => ({ ...specOf(EDGE), edge: undefined });

/** Synthesizes as main does. @returns what is said of stacks that are gone */
function synth(spec: EnvironmentSpec, { leftOut = [] as readonly string[], code = (_: App) => {} } = {}): string[] {
  const { name } = spec.environment;
  writeFileSync(join(folder, `${name}.yaml`), "");
  const memory = readMemory(folder, name);
  const facts = Object.entries(memory?.stacks ?? {}).map(([stack, entry]) => [stack, entry.facts]);
  const environments = [memory ? { ...spec, remembered: Object.fromEntries(facts) } : spec];
  const stacks = synthesize(
    outdir,
    (staging) => {
      const app = createApplication(environments, { outdir: staging, without: leftOut });
      code(app);
      return app;
    },
    { leftOut },
  );
  return goneStacks({ environments, synthesized: stacks.map(({ name }) => name), leftOut, folder, outdir });
}

function deploy(stack: string): void {
  recordApplied({ configFolder: folder, environment: "sandbox", stack }, outdir);
}

describe("a stack that the configuration no longer makes", () => {
  it("is named with the command that destroys it, when it was deployed, at every synth", () => {
    expect(synth(full())).toEqual([]);
    for (const stack of ["sandbox-network", "sandbox-edge"]) deploy(stack);
    const said = [
      "sandbox-edge is remembered as deployed, and the configuration no longer makes it. It goes on costing what it costs: `npx groundplan destroy sandbox-edge` destroys it",
    ];
    expect(synth(withoutEdge())).toEqual(said);
    expect(synth(withoutEdge())).toEqual(said);
  });

  it("is named too when nothing was deployed yet, as something that may be deployed", () => {
    synth(full());
    const said = [
      "sandbox-edge was synthesized before, and the configuration no longer makes it. If it is deployed, `npx groundplan destroy sandbox-edge` destroys it; if not, `npx groundplan accept sandbox --forget sandbox-edge`",
    ];
    expect(synth(withoutEdge())).toEqual(said);
    expect(synth(withoutEdge())).toEqual(said);
    expect(Object.keys(readCandidate(outdir, "sandbox")?.gone["sandbox-edge"]?.skeleton ?? {})).toContain("provider");
  });

  it.each([
    ["a stack of one's own", "files"],
    ["the section data", "data"],
    ["the section functions", "functions"],
    ["the section buckets", "buckets"],
  ])("is told whatever made it: %s", (_, gone) => {
    const sections: Partial<EnvironmentSpec> = {
      buckets: { uploads: {} },
      data: { queues: { jobs: {} }, secrets: { licence: { generate: false } } },
      functions: { resize: { code: "__tests__/constructs/functions/fixtures/hello", runtime: "nodejs22.x" } },
    };
    const files = (app: App) => {
      new Bucket(new EnvironmentStack(app, "files", full().environment), "own", { bucketName: "shop-own-files" });
    };
    const without = Object.fromEntries(Object.entries(sections).filter(([section]) => section !== gone));
    synth({ ...full(), ...sections }, { code: files });
    for (const stack of ["network", "files", "data", "functions", "buckets"]) deploy(`sandbox-${stack}`);
    expect(synth({ ...full(), ...without }, gone === "files" ? {} : { code: files })).toEqual([
      `sandbox-${gone} is remembered as deployed, and the configuration no longer makes it. It goes on costing what it costs: \`npx groundplan destroy sandbox-${gone}\` destroys it`,
    ]);
  });

  it("is not gone any more when it is made again", () => {
    synth(full());
    synth(withoutEdge());
    expect(synth(full())).toEqual([]);
    expect(readCandidate(outdir, "sandbox")?.gone).toEqual({});
  });

  it("is not gone when it is left out, with a memory and without", () => {
    synth(full());
    expect(synth(full(), { leftOut: ["sandbox-edge"] })).toEqual([]);
    synth(full());
    for (const stack of ["sandbox-network", "sandbox-edge"]) deploy(stack);
    expect(synth(full(), { leftOut: ["sandbox-edge"] })).toEqual([]);
  });

  it("is not gone when its environment is not asked for, but is when the environment's file was deleted", () => {
    synth(full());
    deploy("sandbox-network");
    deploy("sandbox-edge");
    const nothing = { environments: [], synthesized: [], leftOut: [], folder, outdir };
    expect(goneStacks(nothing)).toEqual([]);
    rmSync(join(folder, "sandbox.yaml"));
    expect(goneStacks(nothing)).toEqual([
      "sandbox has no file sandbox.yaml any more, and sandbox-edge, sandbox-network are remembered as deployed: `npx groundplan destroy 'sandbox-*'` destroys them",
    ]);
  });
});

test("a tier that moves before anything is remembered is said, not refused", () => {
  const spec = specOf(EDGE);
  const small = { name: "cache", kind: "isolated", prefixLength: 24 } as const;
  const moved = { ...spec, network: { ...spec.network, tiers: [small, ...spec.network.tiers] } };
  const warnings = (given: EnvironmentSpec) =>
    synthesize(outdir, (staging) => createApplication([given], { outdir: staging })).flatMap(
      ({ warnings: all }) => all,
    );
  expect(warnings(spec)).toEqual([]);
  expect(warnings(moved)).toEqual([
    "sandbox-network: a tier has another place than at the last synth. If it is deployed, its subnets are made anew: public: public-a 10.0.0.0/24 → 10.0.4.0/24, public-c 10.0.2.0/24 → 10.0.6.0/24",
  ]);
  expect(warnings(moved)).toEqual([]);
});

test("what a stack is remembered by holds nothing of this machine and nothing of its resources", () => {
  synth(full());
  const stack = readCandidate(outdir, "sandbox")?.stacks["sandbox-edge"];
  expect(stack?.dependencies).toEqual(["sandbox-network"]);
  expect(Object.keys(stack?.skeleton ?? {})).toEqual(["provider", "terraform"]);
  expect(JSON.stringify(stack)).not.toContain(root);
});
