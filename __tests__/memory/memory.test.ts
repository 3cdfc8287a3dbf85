import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { GroundplanError, Problem } from "../../constructs/core/errors";
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
import { problemsIn } from "../config/support/config-folder";
import { testAdvice } from "../support/followed-advice";

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

const STACK = '{ "dependencies": [], "facts": {}, "skeleton": {} }';

/** The memory of an environment with stacks by name, as deploy writes it or nearly so. */
function textWith(stacks: string): string {
  return `{\n"environment": "dev",\n"stacks": {\n${stacks}\n}\n}\n`;
}

const LAST_COMMIT = textWith(`"dev-network": ${STACK}`);

/** What lies there instead of what was written, and what is told of it; the way back is the last commit, or none at all. */
function mistaken(mistake: string, text: string, told: Pick<Problem, "found" | "expected">, code = "MEMORY_INVALID") {
  const message =
    code === "MEMORY_INVALID"
      ? "The memory of what is deployed does not hold what it should."
      : "The memory of what is deployed is not JSON.";
  return {
    mistake,
    text,
    problems: [
      {
        code,
        path: "config/deployed/dev.json",
        message,
        ...told,
        fix:
          "take the file of the last commit (`git checkout HEAD -- config/deployed/dev.json`); or, if nothing of the " +
          "environment is deployed, delete it",
      },
    ],
    ways: [
      { says: "take the file of the last commit (`git checkout HEAD -- config/deployed/dev.json`)", to: LAST_COMMIT },
      { says: "or, if nothing of the environment is deployed, delete it", to: undefined },
    ],
  };
}

const AS_WRITTEN = "the file as `groundplan deploy` or `groundplan accept` wrote it";
const ONE_STACK = "dependencies (names), facts and skeleton (objects)";
const later = STACK.replace("{}", '{ "cluster": { "zones": ["a"] } }');

const MISTAKEN = [
  mistaken(
    "no JSON",
    "{",
    { found: "a text that JSON cannot be read from", expected: AS_WRITTEN },
    "MEMORY_UNREADABLE",
  ),
  mistaken("a list", "[]", { found: "a list", expected: "an object with `environment` and `stacks`" }),
  mistaken("another environment's", '{"environment":"prod","stacks":{}}', {
    found: 'environment "prod"',
    expected: 'environment "dev", as the file\'s name says',
  }),
  mistaken("no stacks", '{"environment":"dev"}', {
    found: "stacks: nothing",
    expected: "stacks by their full names",
  }),
  mistaken("a foreign stack", '{"environment":"dev","stacks":{"prod-eks":{}}}', {
    found: 'a stack "prod-eks"',
    expected: "stacks of dev only: dev-network and others",
  }),
  mistaken("a stack without facts", '{"environment":"dev","stacks":{"dev-eks":{"skeleton":{}}}}', {
    found: "dev-eks: an object with skeleton",
    expected: ONE_STACK,
  }),
  mistaken("facts of the wrong kind", textWith(`"dev-eks": ${STACK.replace("{}", '{"a": 1}')}`), {
    found: "dev-eks: an object with dependencies, facts, skeleton",
    expected: ONE_STACK,
  }),
  {
    mistake: "a merge conflict",
    text: textWith(
      `<<<<<<< HEAD\n"dev-eks": ${STACK}\n=======\n"dev-ecs": ${STACK},\n"dev-eks": ${later}\n>>>>>>> services`,
    ),
    problems: [
      {
        code: "MEMORY_UNREADABLE",
        path: "config/deployed/dev.json",
        message: "The memory of what is deployed is not JSON.",
        found: "the marks of a merge conflict",
        expected: AS_WRITTEN,
        fix: "remove the marks and keep the stacks of both sides; of a stack on both sides keep the entry that was deployed last",
      },
    ],
    ways: [
      {
        says: "remove the marks and keep the stacks of both sides; of a stack on both sides keep the entry that was deployed last",
        to: textWith(`"dev-ecs": ${STACK},\n"dev-eks": ${later}`),
      },
    ],
  },
];

function problemsWith(text: string | undefined): readonly Problem[] {
  mkdirSync(join(configFolder, "deployed"), { recursive: true });
  if (text !== undefined) writeFileSync(memoryFile(configFolder, "dev"), text);
  return problemsIn(() => readMemory(configFolder, "dev"));
}

testAdvice(MISTAKEN, problemsWith);

describe("a memory file that is not what was written", () => {
  it.each(MISTAKEN)("is a problem with a way out: $mistake", ({ text, problems }) => {
    expect(problemsWith(text)).toEqual(problems);
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
