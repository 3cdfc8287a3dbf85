import type { Problem } from "../../../../constructs/core/errors";
import type { EcsClusterProps } from "../../../../constructs/ecs";
import { type Told, testAdvice } from "../../../support/followed-advice";
import { problemsIfAny, type SynthesizedStack, synthStack } from "../../../support/synth";
import { TIERS } from "../../access/support";
import { expectProblems, type Found, testCluster } from "../support";

function synthCluster(props: Partial<EcsClusterProps>): SynthesizedStack {
  return synthStack((stack) => testCluster(stack, props), { name: "ecs" });
}

const EC2 = { instanceType: "m7g.large", min: 1, max: 4 } as const;

/** Everything that can be wrong with a cluster at once. */
const WRONG: Partial<EcsClusterProps> = {
  exec: { logRetentionDays: 8 },
  discovery: { domain: "internal." },
  serviceConnect: { namespace: "the shop" },
  capacity: { ec2: { FARGATE: { instanceType: "large", min: 5, max: 2, targetCapacity: 0, tier: "web" } } },
};

const OUT_OF_RANGE = { code: "NUMBER_OUT_OF_RANGE", message: "The number is not one that AWS takes." };

const PROBLEMS: readonly Found[] = [
  {
    ...OUT_OF_RANGE,
    property: "capacity.ec2.FARGATE.targetCapacity",
    found: "0 percent",
    expected: "a whole number from 1 to 100",
    fix: "use 1",
  },
  {
    property: "exec.logRetentionDays",
    code: "LOG_RETENTION_INVALID",
    message: "CloudWatch Logs does not know this retention time.",
    found: "8 days",
    expected:
      "one of 1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1096, 1827, 2192, 2557, 2922, 3288, 3653",
    fix: "use 14",
  },
  {
    property: "capacity.ec2.FARGATE",
    code: "CAPACITY_NAME_INVALID",
    message: "EC2 capacity cannot have this name.",
    found: '"FARGATE"',
    expected: "1 to 64 of A-Z, a-z, 0-9, - and _, other than FARGATE and FARGATE_SPOT",
    fix: 'name it by what it is for, for example "general"',
  },
  {
    property: "capacity.ec2.FARGATE.instanceType",
    code: "INSTANCE_TYPE_INVALID",
    message: "This is not an instance type.",
    found: '"large"',
    expected: "a family and a size, such as m7g.large or c7i.xlarge",
    fix: "take the type from the list of EC2 instance types",
  },
  {
    property: "capacity.ec2.FARGATE.min",
    code: "CAPACITY_MIN_ABOVE_MAX",
    message: "The least number of instances is above the greatest.",
    found: "min 5, max 2",
    expected: "min that is at most max",
    fix: "set min to 2 or less, or max to 5 or more",
  },
  {
    property: "capacity.ec2.FARGATE.tier",
    code: "TIER_PUBLIC",
    message: "Tasks and instances belong into private tiers, where nothing on the internet can reach them.",
    found: 'public tier "web"',
    expected: "a private or isolated tier",
    fix: "use app or data",
  },
  {
    property: "discovery.domain",
    code: "DISCOVERY_DOMAIN_INVALID",
    message: "This is not a domain for private names.",
    found: '"internal."',
    expected: "a domain of two or more parts, in lower case, without a dot at its end",
    fix: 'for example "shop.internal"',
  },
  {
    property: "serviceConnect.namespace",
    code: "NAMESPACE_INVALID",
    message: "A namespace cannot have this name.",
    found: '"the shop"',
    expected: "1 to 1,024 visible characters without spaces",
    fix: 'for example "shop"',
  },
];

/** The cluster with every advice followed; where there is a choice, with this capacity. */
const mended = (capacity: { readonly min: number; readonly max: number }) => () =>
  synthCluster({
    exec: { logRetentionDays: 14 },
    discovery: { domain: "shop.internal" },
    serviceConnect: { namespace: "shop" },
    capacity: { ec2: { general: { ...capacity, instanceType: "m7g.large", targetCapacity: 1, tier: "app" } } },
  });

const WORDS = [
  "use 14",
  'for example "general"',
  "take the type from the list of EC2 instance types",
  "use 1",
  "use app",
  'for example "shop.internal"',
  'for example "shop"',
];

test("a cluster is refused for everything that is wrong with it at once", () => {
  expectProblems("cluster", () => synthCluster(WRONG), PROBLEMS);
});

testAdvice(
  [
    {
      mistake: "a cluster with everything that can be wrong",
      problems: PROBLEMS,
      ways: [
        { says: [...WORDS, "set min to 2 or less"], to: mended({ min: 2, max: 2 }) },
        { says: [...WORDS, "max to 5 or more"], to: mended({ min: 5, max: 5 }) },
      ],
    },
  ],
  problemsIfAny,
);

const inTiers =
  (...tiers: readonly (typeof TIERS)[keyof typeof TIERS][]) =>
  () =>
    synthStack((stack) => testCluster(stack, { capacity: { ec2: { general: EC2 } } }, { tiers }), { name: "ecs" });

const PUBLIC_ONLY = {
  mistake: "instances in a network without a private tier",
  problems: [
    {
      property: "capacity.ec2.general.tier",
      code: "PRIVATE_TIER_MISSING",
      message: "The network has no private tier.",
      found: "web (public)",
      expected: "a private tier, or the name of another one",
      fix: "add a private tier to the network",
    },
  ],
  ways: [{ says: "add a private tier to the network", to: inTiers(TIERS.public, TIERS.private) }],
};

test("a cluster is refused for instances in a network without a private tier", () => {
  expectProblems("cluster", inTiers(TIERS.public), PUBLIC_ONLY.problems);
});

testAdvice([PUBLIC_ONLY], problemsIfAny);

const SHARES: readonly (Told<Partial<EcsClusterProps>> & { readonly given: Partial<EcsClusterProps> })[] = [
  {
    mistake: "shares of capacity that the cluster does not have, for what says nothing",
    given: { capacity: { fargateSpot: false }, defaultCapacity: { FARGATE_SPOT: { weight: 1 } } },
    problems: [
      {
        code: "CAPACITY_UNKNOWN",
        path: "sandbox-ecs/cluster › defaultCapacity.FARGATE_SPOT",
        message: "The cluster has no capacity of this name.",
        found: '"FARGATE_SPOT"',
        expected: "FARGATE",
        fix: "use one of these names, or add the capacity to the cluster",
      } as Problem,
    ],
    ways: [
      {
        says: "use one of these names",
        to: { capacity: { fargateSpot: false }, defaultCapacity: { FARGATE: { weight: 1 } } },
      },
      { says: "or add the capacity to the cluster", to: { defaultCapacity: { FARGATE_SPOT: { weight: 1 } } } },
    ],
  },
];

test.each(SHARES)("$mistake are refused", ({ given, problems }) => {
  expect(problemsIfAny(() => synthCluster(given))).toEqual(problems);
});

testAdvice(SHARES, (props) => problemsIfAny(() => synthCluster(props)));

const BEGINNINGS = [
  {
    mistake: "fewer instances to begin with than there may be",
    given: 0 as number | undefined,
    problems: [
      {
        code: "INITIAL_SIZE_OUTSIDE",
        path: "sandbox-ecs/cluster › capacity.ec2.general.initial",
        message: "The group would begin with a size that it may not have.",
        found: "0 instances",
        expected: "a whole number from min to max: 1 to 4",
        fix: "use 1, or leave initial out and the group begins with min",
      },
    ],
    ways: [
      { says: "use 1", to: 1 },
      { says: "leave initial out", to: undefined },
    ],
  },
];

const toldOfBeginning = (initial: number | undefined) =>
  problemsIfAny(() =>
    synthCluster({ capacity: { ec2: { general: { ...EC2, ...(initial === undefined ? {} : { initial }) } } } }),
  );

test.each(BEGINNINGS)("$mistake are refused", ({ given, problems }) => {
  expect(toldOfBeginning(given)).toEqual(problems);
});

testAdvice(BEGINNINGS, toldOfBeginning);
