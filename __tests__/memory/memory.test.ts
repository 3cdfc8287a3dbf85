import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { GroundplanError } from "../../constructs/core/errors";
import {
  type DeployedStack,
  goneStack,
  memoryFile,
  readMemory,
  recordApplied,
  recordDestroyed,
  rememberedEnvironments,
  skeletonOf,
  writeCandidate,
  writeMemory,
} from "../../memory";

let root: string;
let configFolder: string;
let outdir: string;

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), "groundplan-memory-"));
  configFolder = join(root, "config");
  outdir = join(root, "cdktf.out");
});

afterEach(() => rmSync(root, { recursive: true }));

function entry(facts: DeployedStack["facts"] = {}, dependencies: readonly string[] = []): DeployedStack {
  return { dependencies, facts, skeleton: { terraform: { backend: { local: { path: "state" } } } } };
}

function candidate(stacks: Record<string, DeployedStack>, gone: Record<string, DeployedStack> = {}): void {
  writeCandidate(outdir, { environment: "dev", stacks, gone });
}

const network = () => ({ configFolder, environment: "dev", stack: "dev-network" });

describe("the memory of an environment", () => {
  it("begins with the first stack that is applied, and ends with the last that is destroyed", () => {
    candidate({ "dev-network": entry({ network: { zones: ["a", "c"] } }) });
    expect(readMemory(configFolder, "dev")).toBeUndefined();
    recordApplied(network(), outdir);
    expect(rememberedEnvironments(configFolder)).toEqual(["dev"]);
    recordDestroyed(network(), outdir);
    expect(readdirSync(join(configFolder, "deployed"))).toEqual([]);
  });

  it("is a text that people review: sorted, short lists on one line, no draft left", () => {
    candidate({ "dev-network": entry({ network: { zones: ["a", "c"], nat: "a" } }, ["dev-state"]) });
    recordApplied(network(), outdir);
    expect(readFileSync(memoryFile(configFolder, "dev"), "utf8")).toBe(`{
  "environment": "dev",
  "stacks": {
    "dev-network": {
      "dependencies": ["dev-state"],
      "facts": { "network": { "nat": "a", "zones": ["a", "c"] } },
      "skeleton": { "terraform": { "backend": { "local": { "path": "state" } } } }
    }
  }
}
`);
    expect(readdirSync(join(configFolder, "deployed"))).toEqual(["dev.json"]);
  });

  it("keeps lists in the order in which their entries were introduced", () => {
    candidate({ "dev-network": entry({ network: { zones: ["a", "c"] } }) });
    recordApplied(network(), outdir);
    candidate({ "dev-network": entry({ network: { zones: ["a", "b", "c"] } }) });
    recordApplied(network(), outdir);
    candidate({ "dev-network": entry({ network: { zones: ["b", "c", "d"] } }) });
    recordApplied(network(), outdir);
    expect(readMemory(configFolder, "dev")?.stacks["dev-network"]?.facts).toEqual({
      network: { zones: ["c", "b", "d"] },
    });
  });

  it("forgets facts that a stack no longer has, and leaves other stacks alone", () => {
    candidate({ "dev-network": entry({ network: { nat: "a" } }), "dev-eks": entry({ cluster: { zones: ["a"] } }) });
    recordApplied(network(), outdir);
    recordApplied({ ...network(), stack: "dev-eks" }, outdir);
    candidate({ "dev-network": entry() });
    recordApplied(network(), outdir);
    const stacks = readMemory(configFolder, "dev")?.stacks;
    expect([stacks?.["dev-network"]?.facts, stacks?.["dev-eks"]?.facts]).toEqual([{}, { cluster: { zones: ["a"] } }]);
  });

  it("refuses to remember what synth did not write", () => {
    candidate({});
    expect(problemOf(() => recordApplied(network(), outdir))).toEqual({
      code: "MEMORY_CANDIDATE_MISSING",
      path: "dev-network",
      message: "What is to be remembered of the stack is not there.",
      found: `no entry of dev-network in ${outdir}/deployed`,
      expected: "what synth writes there beside the stacks",
      fix: "run `npx cdktf synth`",
    });
  });
});

describe("a stack that is gone from the configuration", () => {
  it("is known from the memory, else from the synth that last made it, until it is destroyed", () => {
    candidate({}, { "dev-eks": entry({}, ["dev-network"]) });
    const eks = { ...network(), stack: "dev-eks" };
    expect(goneStack(eks, outdir)?.dependencies).toEqual(["dev-network"]);
    writeMemory(configFolder, { environment: "dev", stacks: { "dev-eks": entry({}, ["dev-edge"]) } });
    expect(goneStack(eks, outdir)?.dependencies).toEqual(["dev-edge"]);
    recordDestroyed(eks, outdir);
    expect(goneStack(eks, outdir)).toBeUndefined();
  });
});

describe("a memory file that is not what was written", () => {
  const unreadable = "take the file of the last commit (`git checkout HEAD -- config/deployed/dev.json`)";

  it.each([
    ["no JSON", "{", "MEMORY_UNREADABLE", "a text that JSON cannot be read from"],
    [
      "a merge conflict",
      '<<<<<<< HEAD\n{}\n=======\n{"a":1}\n>>>>>>> x',
      "MEMORY_UNREADABLE",
      "the marks of a merge conflict",
    ],
    ["a list", "[]", "MEMORY_INVALID", "a list"],
    ["another environment's", '{"environment":"prod","stacks":{}}', "MEMORY_INVALID", 'environment "prod"'],
    ["no stacks", '{"environment":"dev"}', "MEMORY_INVALID", "stacks: nothing"],
    ["a foreign stack", '{"environment":"dev","stacks":{"prod-eks":{}}}', "MEMORY_INVALID", 'a stack "prod-eks"'],
    [
      "a stack without facts",
      '{"environment":"dev","stacks":{"dev-eks":{"skeleton":{}}}}',
      "MEMORY_INVALID",
      "dev-eks: an object with skeleton",
    ],
    [
      "facts of the wrong kind",
      '{"environment":"dev","stacks":{"dev-eks":{"dependencies":[],"facts":{"a":1},"skeleton":{}}}}',
      "MEMORY_INVALID",
      "dev-eks: an object with dependencies, facts, skeleton",
    ],
  ])("is a problem with a way out: %s", (_, text, code, found) => {
    mkdirSync(join(configFolder, "deployed"), { recursive: true });
    writeFileSync(memoryFile(configFolder, "dev"), text);
    const problem = problemOf(() => readMemory(configFolder, "dev"));
    expect(problem).toMatchObject({ code, path: "config/deployed/dev.json", found });
    expect(problem.fix).toBe(
      found.includes("merge")
        ? "keep the stacks of both sides, and of a stack on both sides the entry that was deployed last"
        : `${unreadable}; or, if nothing of the environment is deployed, delete it`,
    );
  });

  it("may be a folder", () => {
    mkdirSync(memoryFile(configFolder, "dev"), { recursive: true });
    expect(problemOf(() => readMemory(configFolder, "dev"))).toMatchObject({ code: "MEMORY_UNREADABLE" });
  });
});

describe("the skeleton of a stack", () => {
  it("is its backend, its providers and the data sources that these need, by whatever way", () => {
    const skeleton = skeletonOf({
      "//": { metadata: {} },
      terraform: { backend: { s3: { bucket: "b" } }, required_providers: { aws: {} }, required_version: ">= 1.10.0" },
      provider: { helm: [{ kubernetes: [{ host: "${data.terraform_remote_state.eks.outputs.endpoint}" }] }] },
      data: {
        terraform_remote_state: { eks: { backend: "s3", workspace: "${data.aws_region.here.name}" }, other: {} },
        aws_region: { here: { "//": { path: "x" } } },
      },
      resource: { helm_release: { a: {} } },
      output: { a: { value: 1 } },
    });
    expect(skeleton).toEqual({
      terraform: { backend: { s3: { bucket: "b" } }, required_providers: { aws: {} }, required_version: ">= 1.10.0" },
      provider: { helm: [{ kubernetes: [{ host: "${data.terraform_remote_state.eks.outputs.endpoint}" }] }] },
      data: {
        terraform_remote_state: { eks: { backend: "s3", workspace: "${data.aws_region.here.name}" } },
        aws_region: { here: {} },
      },
    });
  });
});

function problemOf(step: () => unknown) {
  try {
    step();
  } catch (error) {
    const [first, ...others] = (error as GroundplanError).problems;
    if (first && others.length === 0) return first;
    throw error;
  }
  throw new Error("nothing was refused");
}
