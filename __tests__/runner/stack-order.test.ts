import type { Problem } from "../../constructs/core/errors";
import { type Consumer, type OutputChange, orderStacks, outputDifference } from "../../runner/stacks/stack-order";
import { type Told, testAdvice } from "../support/followed-advice";

const noop = { actions: ["no-op"], before: "x", after: "x", after_unknown: false };

/** A change of a map output of subnets, by zone: what it is before and after; `later` are zones whose value is not known yet. */
function subnets(before: readonly string[], after: readonly string[], later: readonly string[] = []): OutputChange {
  const values = (zones: readonly string[]) => Object.fromEntries(zones.map((zone) => [zone, `subnet-0${zone}`]));
  const unknown = Object.fromEntries(later.map((zone) => [zone, true]));
  return { actions: ["update"], before: values(before), after: values(after), after_unknown: unknown };
}

describe("the difference of outputs", () => {
  test("of what stays is nothing", () => {
    expect(outputDifference({ vpc_id: noop })).toEqual({ lost: [], gained: [] });
  });

  test("of a map is told by its keys: those that go, those that come or are not known yet, and not those that stay", () => {
    expect(outputDifference({ subnet_ids: subnets(["a", "b"], ["a"], ["c"]) })).toEqual({
      lost: [{ output: "subnet_ids", key: "b", value: "subnet-0b" }],
      gained: [{ output: "subnet_ids", key: "c" }],
    });
  });

  test("of a key whose value changes is a gain, also when it is not known yet", () => {
    const before = { a: "subnet-01", b: "subnet-02" };
    const change = { actions: ["update"], before, after: { a: "subnet-03" }, after_unknown: { b: true } };
    const keys = outputDifference({ subnet_ids: change }).gained.map(({ key }) => key);
    expect(keys).toEqual(["a", "b"]);
  });

  test("of a text that changes is a gain of the whole, of one that goes a loss of the whole", () => {
    const changed = { actions: ["update"], before: "vpc-1", after_unknown: true };
    const gone = { actions: ["delete"], before: "vpc-1", after: null, after_unknown: false };
    expect(outputDifference({ changed, gone })).toEqual({
      lost: [{ output: "gone", value: "vpc-1" }],
      gained: [{ output: "changed" }],
    });
  });

  test("of a map that is not known at all, or is new, is a gain of the whole", () => {
    const unknown = { actions: ["update"], before: { a: "subnet-01" }, after_unknown: true };
    const created = { actions: ["create"], before: null, after: { a: "subnet-01" }, after_unknown: {} };
    expect(outputDifference({ unknown, created }).gained).toEqual([{ output: "unknown" }, { output: "created" }]);
  });
});

const network: Consumer = {
  name: "dev-network",
  dependencies: [],
  deployedAfter: [],
  isSelected: true,
  isGone: false,
  reads: [],
  state: "",
};

function eks(state: string, zones: readonly string[], isSelected = true): Consumer {
  const reads = zones.map((key) => ({ producer: "dev-network", output: "subnet_ids", key }));
  const dependencies = ["dev-network"];
  return { name: "dev-eks", dependencies, deployedAfter: dependencies, isSelected, isGone: false, reads, state };
}

/** A cluster that was deployed in the network, and is configured to need nothing of it any more. */
function leaving(
  state: string,
  { needs = [], isSelected = true }: { needs?: string[]; isSelected?: boolean } = {},
): Consumer {
  return { ...eks(state, [], isSelected), dependencies: needs };
}

function order(change: OutputChange, ...consumers: readonly Consumer[]) {
  return orderStacks({ "dev-network": outputDifference({ subnet_ids: change }) }, [network, ...consumers]);
}

/** A deploy: what the network's plan does, and who uses it. */
type Deploy = Parameters<typeof order>;

function problemsIn(deploys: readonly Deploy[]): readonly Problem[] {
  return deploys.flatMap((deploy) => order(...deploy).problems);
}

const GONE = { ...eks('["subnet-0b"]', [], false), isGone: true };

/** What waits for the edge too. */
function afterEdge(state: string, zones: readonly string[]): Consumer {
  return { ...eks(state, zones), dependencies: ["dev-network", "dev-edge"] };
}

function edge(zones: readonly string[]): Consumer {
  return { ...eks("", zones), name: "dev-edge" };
}

interface Refused extends Told<readonly Deploy[]> {
  readonly deploy: Deploy;
  readonly problems: readonly Problem[];
}

const NONE: readonly Refused[] = [
  {
    mistake: "a consumer loses and gains at once: the steps are told",
    deploy: [subnets(["a", "b"], ["a"], ["c"]), eks('["subnet-0b"]', ["a", "c"])],
    problems: [
      {
        code: "ORDER_TWO_PASSES",
        path: "dev-network",
        message: "The stack takes away and adds at once what dev-eks uses, so neither of the two can be applied first.",
        found: 'goes: subnet_ids["b"]; new or changed: subnet_ids["c"]',
        expected: "a change that only adds, or one that only takes away",
        fix: "do it in two deploys: first configure what is new besides what is there and deploy, then take the old away and deploy again",
      },
    ],
    ways: [
      {
        says: "do it in two deploys: first configure what is new besides what is there and deploy, then take the old away",
        to: [
          [subnets(["a", "b"], ["a", "b"], ["c"]), eks('["subnet-0b"]', ["a", "b", "c"])],
          [subnets(["a", "b", "c"], ["a", "c"]), eks('["subnet-0b"]', ["a", "c"])],
        ],
      },
    ],
  },
  {
    mistake: "a consumer that is not selected uses what goes: it must go first",
    deploy: [subnets(["a", "b"], ["a"]), eks('["subnet-0b"]', ["a"], false)],
    problems: [
      {
        code: "ORDER_CONSUMER_FIRST",
        path: "dev-network",
        message: "The stack takes away what dev-eks uses, and dev-eks is not part of this deploy.",
        found: 'goes: subnet_ids["b"]',
        expected: "dev-eks applied first, without it",
        fix: "deploy both, the order is found: npx groundplan deploy dev-eks dev-network",
      },
    ],
    ways: [
      {
        says: "npx groundplan deploy dev-eks dev-network",
        to: [[subnets(["a", "b"], ["a"]), eks('["subnet-0b"]', ["a"])]],
      },
    ],
  },
  {
    mistake: "a deployed consumer that the configuration no longer makes uses what goes: it is destroyed first",
    deploy: [subnets(["a", "b"], ["a"]), GONE],
    problems: [
      {
        code: "ORDER_GONE_FIRST",
        path: "dev-network",
        message:
          "The stack takes away what dev-eks uses, which the configuration no longer makes and which is still deployed.",
        found: 'goes: subnet_ids["b"]',
        expected: "dev-eks destroyed first",
        fix: "destroy it, then deploy again: npx groundplan destroy dev-eks",
      },
    ],
    ways: [{ says: "npx groundplan destroy dev-eks", to: [[subnets(["a", "b"], ["a"])]] }],
  },
  {
    mistake: "stacks wait for each other in a circle",
    deploy: [subnets(["a", "b"], ["a", "c"]), afterEdge('["subnet-0b"]', ["a"]), edge(["c"])],
    problems: [
      {
        code: "ORDER_CIRCLE",
        path: "dev-network",
        message: "What the stacks take away and add from each other leaves no order in which they can be applied.",
        found: "dev-network waits for dev-eks waits for dev-edge waits for dev-network",
        expected: "a change that only adds, or one that only takes away",
        fix: "first configure what is new besides what is there and deploy; then take the old away, and deploy what uses it by itself: npx groundplan deploy dev-eks; then deploy again",
      },
    ],
    ways: [
      {
        says: "then take the old away, and deploy what uses it by itself: npx groundplan deploy dev-eks; then deploy again",
        to: [
          [subnets(["a", "b"], ["a", "b", "c"]), afterEdge('["subnet-0b"]', ["a", "b"]), edge(["c"])],
          [subnets(["a", "b", "c"], ["a", "b", "c"]), afterEdge('["subnet-0b"]', ["a"])],
          [subnets(["a", "b", "c"], ["a", "c"]), afterEdge('["subnet-0a"]', ["a"]), edge(["c"])],
        ],
      },
    ],
  },
  {
    mistake:
      "a stack that is not selected still uses what goes, although it is configured without it: it must go first",
    deploy: [subnets(["a", "b"], ["a"]), leaving('["subnet-0b"]', { isSelected: false })],
    problems: [
      {
        code: "ORDER_CONSUMER_FIRST",
        path: "dev-network",
        message: "The stack takes away what dev-eks uses, and dev-eks is not part of this deploy.",
        found: 'goes: subnet_ids["b"]',
        expected: "dev-eks applied first, without it",
        fix: "deploy both, the order is found: npx groundplan deploy dev-eks dev-network",
      },
    ],
    ways: [
      {
        says: "npx groundplan deploy dev-eks dev-network",
        to: [[subnets(["a", "b"], ["a"]), leaving('["subnet-0b"]')]],
      },
    ],
  },
  {
    mistake: "what a stack uses goes, and what it needs in its place needs the stack that takes away",
    deploy: [subnets(["a", "b"], ["a", "c"]), leaving('["subnet-0b"]', { needs: ["dev-edge"] }), edge(["c"])],
    problems: [
      {
        code: "ORDER_CIRCLE",
        path: "dev-network",
        message: "What the stacks take away and add from each other leaves no order in which they can be applied.",
        found: "dev-network waits for dev-eks waits for dev-edge waits for dev-network",
        expected: "a change that only adds, or one that only takes away",
        fix: "first configure what is new besides what is there and deploy; then take the old away, and deploy what uses it by itself: npx groundplan deploy dev-eks; then deploy again",
      },
    ],
    ways: [
      {
        says: "then take the old away, and deploy what uses it by itself: npx groundplan deploy dev-eks; then deploy again",
        to: [
          [subnets(["a", "b"], ["a", "b", "c"]), afterEdge('["subnet-0b"]', ["b"]), edge(["c"])],
          [subnets(["a", "b", "c"], ["a", "b", "c"]), leaving('["subnet-0b"]', { needs: ["dev-edge"] })],
          [
            subnets(["a", "b", "c"], ["a", "c"]),
            { ...leaving("", { needs: ["dev-edge"] }), deployedAfter: ["dev-edge"] },
            edge(["c"]),
          ],
        ],
      },
    ],
  },
];

testAdvice(NONE, problemsIn);

describe("the order of stacks", () => {
  test("is that of the dependencies when something is added or changes", () => {
    expect(order(subnets(["a"], ["a", "b"]), eks('["subnet-0a"]', ["a", "b"]))).toEqual({
      before: { "dev-eks": ["dev-network"] },
      notes: [],
      problems: [],
    });
  });

  test("is that of the dependencies when what goes is used by nobody", () => {
    const { before, notes } = order(subnets(["a", "b"], ["a"]), eks('["subnet-0a"]', ["a"]));
    expect({ before, notes }).toEqual({ before: { "dev-eks": ["dev-network"] }, notes: [] });
  });

  test("has the consumer first when what it uses goes, and says so", () => {
    expect(order(subnets(["a", "b"], ["a"]), eks('["subnet-0a","subnet-0b"]', ["a"]))).toEqual({
      before: { "dev-network": ["dev-eks"] },
      notes: ['dev-eks goes before dev-network, which takes away what it uses: subnet_ids["b"].'],
      problems: [],
    });
  });

  test("is told for each consumer by itself", () => {
    const edge = { ...eks('["subnet-0a"]', ["a"]), name: "dev-edge" };
    const { before } = order(subnets(["a", "b"], ["a"]), eks('["subnet-0b"]', ["a"]), edge);
    expect(before).toEqual({ "dev-network": ["dev-eks"], "dev-edge": ["dev-network"] });
  });

  test("has a stack that needs another no longer first, before what it uses goes", () => {
    expect(order(subnets(["a", "b"], ["a"]), leaving('["subnet-0b"]'))).toEqual({
      before: { "dev-network": ["dev-eks"] },
      notes: ['dev-eks goes before dev-network, which takes away what it uses: subnet_ids["b"].'],
      problems: [],
    });
  });

  test("has a stack that needs another no longer first, also where nothing tells what is taken away", () => {
    expect(orderStacks({}, [network, leaving('["subnet-0b"]')])).toEqual({
      before: { "dev-network": ["dev-eks"] },
      notes: ["dev-eks goes before dev-network, which it needs no longer."],
      problems: [],
    });
  });

  test("is that of the configuration where what a stack needs now needs what it needed, and nothing that it uses goes", () => {
    expect(order(subnets(["a"], ["a", "c"]), leaving('["subnet-0a"]', { needs: ["dev-edge"] }), edge(["c"]))).toEqual({
      before: { "dev-eks": ["dev-edge"], "dev-edge": ["dev-network"] },
      notes: [],
      problems: [],
    });
  });

  test("follows two stacks that turn around who needs whom", () => {
    const turned = { ...network, dependencies: ["dev-eks"] };
    expect(orderStacks({}, [turned, leaving("")])).toEqual({
      before: { "dev-network": ["dev-eks"] },
      notes: [],
      problems: [],
    });
  });

  test("does not wait for a stack that left and is not part of the run", () => {
    const { before, notes } = order(subnets(["a"], ["a", "b"]), leaving('["subnet-0a"]', { isSelected: false }));
    expect({ before, notes }).toEqual({ before: {}, notes: [] });
  });

  test.each(NONE)("does not exist when $mistake", ({ deploy, problems }) => {
    expect(problemsIn([deploy])).toEqual(problems);
  });

  test("takes a value for used only where the whole of it stands in the state, and short texts for nothing", () => {
    const gone = (value: unknown): OutputChange => ({ actions: ["delete"], before: value, after: null });
    expect(order(gone(["subnet-0b"]), eks('["subnet-0b"]', [])).notes).toHaveLength(1);
    expect(order(gone("a"), eks('["a"]', [])).notes).toEqual([]);
  });
});
