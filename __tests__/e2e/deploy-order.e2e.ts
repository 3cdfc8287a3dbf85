import { deploy } from "../../runner/deploy";
import { destroy } from "../../runner/destroy";
import { NO_MEMORY } from "../../runner/memory-port";
import { deploySaved } from "../../runner/plans/deploy-saved";
import { plan } from "../../runner/plans/plan";
import { read, type SmallStack, SmallStacks } from "./support/small-stacks";

/** The runner with the real Terraform, on small stacks of its built-in resources. */
let project: SmallStacks;

beforeEach(() => {
  project = new SmallStacks();
});

afterEach(() => project.remove());

const passed = { plan: [], apply: [] };
const all = ["dev-network", "dev-eks"];

/** A network that publishes a subnet for each zone, as cdktf would write it. */
function network(...zones: string[]): SmallStack {
  return {
    resources: Object.fromEntries(zones.map((zone) => [zone, { input: `subnet-${zone}${zone}${zone}${zone}` }])),
    outputs: { subnet_ids: Object.fromEntries(zones.map((zone) => [zone, `\${terraform_data.${zone}.output}`])) },
    mocks: { subnet_ids: "subnet-mock" },
  };
}

/** A cluster in some zones of the network. */
function cluster(...zones: string[]): SmallStack {
  const subnets = zones.map((zone) => read("network", "subnet_ids", zone));
  return { resources: { cluster: { input: subnets } }, reads: ["network"] };
}

async function deployAll(stacks: Record<string, SmallStack>, selected = all) {
  project.synthesize(stacks);
  return deploy(project.session(), { selected, memory: project.memory });
}

/** A cluster that needs nothing of the network. */
const ELSEWHERE: SmallStack = { resources: { cluster: { input: "elsewhere" } } };

/** The order in which stacks were applied. */
function applied(): string[] {
  return project.printed
    .filter((text) => / (applied|destroyed|unchanged)/.test(text))
    .map((text) => text.split(":")[0] ?? "");
}

test("producers are applied before their consumers, and a second deploy changes nothing", async () => {
  const first = await deployAll({ network: network("a", "c"), eks: cluster("a", "c") });
  expect(first?.stacks.map(({ stack, result, done }) => [stack, result, done.added])).toEqual([
    ["dev-network", "applied", 2],
    ["dev-eks", "applied", 1],
  ]);
  expect(applied()).toEqual(all);
  const second = await deployAll({ network: network("a", "c"), eks: cluster("a", "c") });
  expect(second?.stacks.map(({ result }) => result)).toEqual(["unchanged", "unchanged"]);
});

test("what a consumer uses is taken from it before it is taken from the producer", async () => {
  await deployAll({ network: network("a", "b", "c"), eks: cluster("a", "b", "c") });
  project.printed.length = 0;
  const outcome = await deployAll({ network: network("a", "c"), eks: cluster("a", "c") });
  expect(outcome?.isComplete).toBe(true);
  expect(applied()).toEqual(["dev-eks", "dev-network"]);
});

test("what no consumer uses is taken away in the usual order", async () => {
  await deployAll({ network: network("a", "b", "c"), eks: cluster("a", "c") });
  project.printed.length = 0;
  await deployAll({ network: network("a", "c"), eks: cluster("a", "c") });
  expect(applied()).toEqual(all);
  expect(project.state("network")).not.toContain("subnet-bbbb");
});

test("a stack that reads nothing of another any more goes before it, once: then nothing is remembered of that", async () => {
  await deployAll({ network: network("a", "b"), eks: cluster("b") });
  project.printed.length = 0;
  await deployAll({ network: network("a"), eks: ELSEWHERE });
  expect(applied()).toEqual(["dev-eks", "dev-network"]);
  expect(project.state("network")).not.toContain("subnet-bbbb");
  const orders = await plan(project.session(), { selected: all, passed, mock: project.mock() });
  expect(orders?.order).toEqual({ before: {}, notes: [], problems: [] });
});

test("a stack that reads nothing of another any more has saved plans that are applied in this order", async () => {
  await deployAll({ network: network("a", "b"), eks: cluster("b") });
  project.synthesize({ network: network("a"), eks: ELSEWHERE });
  const folder = `${project.folder}/plans`;
  await plan(project.session(), { selected: all, passed, mock: project.mock(), out: folder });
  project.printed.length = 0;
  const outcome = await deploySaved(project.session(), { folder, selected: all, passed, memory: project.memory });
  expect(outcome?.isComplete).toBe(true);
  expect(applied()).toEqual(["dev-eks", "dev-network"]);
});

test("taking away and adding at once is refused before anything is applied, with the steps", async () => {
  await deployAll({ network: network("a", "b"), eks: cluster("a", "b") });
  const before = project.state("network");
  await expect(deployAll({ network: network("a", "c"), eks: cluster("a", "c") })).rejects.toThrow("ORDER_TWO_PASSES");
  expect(project.state("network")).toBe(before);

  // The steps of the message, followed.
  await deployAll({ network: network("a", "b", "c"), eks: cluster("a", "b", "c") });
  const last = await deployAll({ network: network("a", "c"), eks: cluster("a", "c") });
  expect(last?.isComplete).toBe(true);
});

test("a consumer that is not part of the deploy and uses what goes must go first", async () => {
  await deployAll({ network: network("a", "b"), eks: cluster("a", "b") });
  project.synthesize({ network: network("a"), eks: cluster("a") });
  const run = deploy(project.session(), { selected: ["dev-network"], memory: NO_MEMORY });
  await expect(run).rejects.toThrow("npx groundplan deploy dev-eks dev-network");
});

test("a consumer that is gone from the configuration and uses what goes is destroyed first", async () => {
  await deployAll({ network: network("a", "b"), eks: cluster("a", "b") });
  const gone = { network: network("a"), eks: { reads: ["network"], isGone: true } };
  const before = project.state("network");
  await expect(deployAll(gone, ["dev-network"])).rejects.toThrow(
    /\[ORDER_GONE_FIRST\][\s\S]*goes: subnet_ids\["b"\][\s\S]*npx groundplan destroy dev-eks$/m,
  );
  expect(project.state("network")).toBe(before);

  // The advice, followed.
  const options = { selected: ["dev-eks"], memory: NO_MEMORY };
  expect((await destroy(project.session(), options))?.isComplete).toBe(true);
  const last = await deployAll(gone, ["dev-network"]);
  expect(last?.isComplete).toBe(true);
  expect(project.state("network")).not.toContain("subnet-bbbb");
});

test("the question shows what is planned with mock values, and a plan that then destroys more is asked about again", async () => {
  project.synthesize({ network: network("a"), eks: cluster("a") });
  const questions: string[] = [];
  const ask = async (summary: string) => questions.push(summary) > 0;
  const outcome = await deploy(project.session(), { selected: all, ask, mock: project.mock(), memory: NO_MEMORY });
  expect(outcome?.isComplete).toBe(true);
  expect(questions).toEqual([
    "dev-network  1 to add\ndev-eks      1 to add (planned with mock values of dev-network)\n",
  ]);
  expect(project.state("eks")).toContain("subnet-aaaa");
});

test("a consumer of what its producer does not publish yet is planned after it, and asked about when it replaces something", async () => {
  const pinned = (zone: string): SmallStack => ({
    resources: { cluster: { triggers_replace: read("network", "subnet_ids", zone) } },
    reads: ["network"],
  });
  await deployAll({ network: network("a"), eks: pinned("a") });
  project.synthesize({ network: network("a", "b"), eks: pinned("b") });
  const questions: string[] = [];
  const ask = async (summary: string) => questions.push(summary) === 1;
  const outcome = await deploy(project.session(), { selected: all, ask, memory: NO_MEMORY });
  expect(questions[0]).toContain(`dev-eks      planned after dev-network, which does not publish subnet_ids["b"] yet`);
  expect(questions[1]).toContain("replace  terraform_data.cluster");
  expect(outcome?.stacks.map(({ result }) => result)).toEqual(["applied", "not started"]);
});

test("nothing is applied when the question is answered with no", async () => {
  project.synthesize({ network: network("a") });
  const ask = async () => false;
  expect(await deploy(project.session(), { selected: ["dev-network"], ask, memory: NO_MEMORY })).toBeUndefined();
  expect(project.state("network")).toBe("");
});

test("a stack that needs what is neither deployed nor selected is refused, with the command", async () => {
  await expect(deployAll({ network: network("a"), eks: cluster("a") }, ["dev-eks"])).rejects.toThrow(
    "fix:      npx groundplan deploy dev-network dev-eks",
  );
});

test("after a failure nothing further starts, and the error comes whole with the stack's name", async () => {
  const failing: SmallStack = {
    resources: { bad: { provisioner: { "local-exec": { command: "exit 3" } } } },
    outputs: { id: "x" },
  };
  const outcome = await deployAll({
    network: failing,
    eks: { reads: ["network"], resources: { e: { input: read("network", "id") } } },
  });
  expect(outcome?.stacks.map(({ result }) => result)).toEqual(["failed", "not started"]);
  expect(project.printed.join("\n")).toContain("dev-network: Error running command 'exit 3': exit status 3");
});

test("an empty stack's second plan says no changes; a change says what", async () => {
  await deployAll({ network: network("a"), eks: cluster("a") });
  const options = { selected: all, passed, mock: project.mock() };
  const same = await plan(project.session(), options);
  expect([...(same?.stacks.values() ?? [])].map(({ hasChanges }) => hasChanges)).toEqual([false, false]);
});

describe("saved plans", () => {
  const folder = () => `${project.folder}/plans`;
  const save = (selected = all) => plan(project.session(), { selected, passed, mock: project.mock(), out: folder() });
  const apply = (selected = all) =>
    deploySaved(project.session(), { folder: folder(), selected, passed, memory: NO_MEMORY });

  test("are applied exactly, and a second time they are stale", async () => {
    await deployAll({ network: network("a"), eks: cluster("a") });
    project.synthesize({ network: network("a", "b"), eks: cluster("a") });
    await save();
    expect((await apply())?.stacks.map(({ result }) => result).sort()).toEqual(["applied", "unchanged"]);
    const again = await apply(["dev-network"]);
    expect(again?.left).toEqual(new Map([["dev-network", "the state has changed since it was planned"]]));
    expect(project.printed.join("\n")).toContain("Saved plan is stale");
  });

  test("are refused when the configuration is another one", async () => {
    project.synthesize({ network: network("a") });
    await save(["dev-network"]);
    project.synthesize({ network: network("a", "b") });
    await expect(apply(["dev-network"])).rejects.toThrow("PLAN_CONFIGURATION_CHANGED");
    expect(project.state("network")).toBe("");
  });

  test("with mock values are never applied: what comes before is, and the rest is named", async () => {
    project.synthesize({ network: network("a"), eks: cluster("a") });
    await save();
    const outcome = await apply();
    expect(outcome?.stacks.map(({ result }) => result)).toEqual(["applied", "not started"]);
    expect(outcome?.left).toEqual(new Map([["dev-eks", "it was planned with mock values of dev-network"]]));
    expect(project.state("eks")).toBe("");
  });

  test("stop before a consumer whose inputs have changed since", async () => {
    const inputs = (text: string): Record<string, SmallStack> => ({
      network: { resources: { v: { input: text } }, outputs: { vpc: "${terraform_data.v.output}" } },
      eks: { resources: { e: { input: read("network", "vpc"), triggers_replace: "1" } }, reads: ["network"] },
    });
    await deployAll(inputs("vpc-1111"));
    project.synthesize({
      ...inputs("vpc-1111"),
      eks: { resources: { e: { input: read("network", "vpc"), triggers_replace: "2" } }, reads: ["network"] },
    });
    await save(["dev-eks"]);
    await deployAll({ ...inputs("vpc-2222") }, ["dev-network"]);
    project.synthesize({
      ...inputs("vpc-2222"),
      eks: { resources: { e: { input: read("network", "vpc"), triggers_replace: "2" } }, reads: ["network"] },
    });
    const outcome = await apply(["dev-eks"]);
    expect(outcome?.left).toEqual(
      new Map([["dev-eks", "what it read has changed since it was planned: dev-network vpc"]]),
    );
  });

  test("hold no sensitive value in plain beside the plans", async () => {
    const { readFileSync } = await import("node:fs");
    await deployAll({
      network: { resources: { t: { input: "secret-token" } }, outputs: { token: "${terraform_data.t.output}" } },
      eks: { resources: { e: { input: read("network", "token") } }, reads: ["network"] },
    });
    await save();
    expect(readFileSync(`${folder()}/plans.json`, "utf8")).not.toContain("secret-token");
  });
});

describe("a destroy", () => {
  test("takes the consumers down first, and a second one finds nothing", async () => {
    await deployAll({ network: network("a"), eks: cluster("a") });
    project.printed.length = 0;
    const summaries: string[] = [];
    const ask = async (summary: string) => summaries.push(summary) > 0;
    const outcome = await destroy(project.session(), { selected: all, ask, memory: NO_MEMORY });
    expect(outcome?.isComplete).toBe(true);
    expect(applied()).toEqual(["dev-eks", "dev-network"]);
    expect(summaries[0]).toContain("dev-eks      1 to destroy\n  destroy  terraform_data.cluster");
    const again = await destroy(project.session(), { selected: all, memory: NO_MEMORY });
    expect(again?.stacks.map(({ result }) => result)).toEqual(["unchanged", "unchanged"]);
  });

  test("is refused while a deployed stack depends on what is destroyed, with the command", async () => {
    await deployAll({ network: network("a"), eks: cluster("a") });
    const run = destroy(project.session(), { selected: ["dev-network"], memory: NO_MEMORY });
    await expect(run).rejects.toThrow("fix:      npx groundplan destroy dev-eks dev-network");
  });

  test("takes down first what read others when it was last deployed", async () => {
    await deployAll({ network: network("a"), eks: cluster("a") });
    project.synthesize({ network: network("a"), eks: ELSEWHERE });
    project.printed.length = 0;
    const outcome = await destroy(project.session(), { selected: all, memory: project.memory });
    expect(outcome?.isComplete).toBe(true);
    expect(applied()).toEqual(["dev-eks", "dev-network"]);
  });

  test("goes by what is deployed where two stacks have turned around who reads whom", async () => {
    await deployAll({ network: network("a"), eks: cluster("a") });
    const turned = { ...network("a"), reads: ["eks"] };
    project.synthesize({ network: turned, eks: ELSEWHERE });
    project.printed.length = 0;
    const outcome = await destroy(project.session(), { selected: all, memory: project.memory });
    expect(outcome?.isComplete).toBe(true);
    expect(applied()).toEqual(["dev-eks", "dev-network"]);
  });

  test("of protected stacks is refused for all of them before anything is destroyed", async () => {
    const held = (stack: SmallStack): SmallStack => ({
      ...stack,
      resources: { ...stack.resources, held: { input: "x", lifecycle: { prevent_destroy: true } } },
    });
    await deployAll({ network: held(network("a")), eks: held(cluster("a")) });
    const run = destroy(project.session(), { selected: all, memory: NO_MEMORY });
    await expect(run).rejects.toThrow(/dev-network[\s\S]*GROUNDPLAN_UNPROTECT=dev[\s\S]*dev-eks/);
    expect(project.state("eks")).toContain("subnet-aaaa");
  });
});
