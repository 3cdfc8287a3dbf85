import { Cache, type CacheProps } from "../../../constructs/caches";
import type { EnvironmentStack } from "../../../constructs/core/environments/environment-stack";
import type { Problem } from "../../../constructs/core/errors";
import { REMEMBERED_CONTEXT } from "../../../constructs/core/memory/remembered";
import { testAdvice, type Way } from "../../support/followed-advice";
import { problemsIfAny, problemsOf, synthStack } from "../../support/synth";
import { TIERS, testNetwork } from "../access/support";
import { databaseNetwork } from "../databases/support";
import { SMALL } from "./support";

/** A program, and what its app is told besides. */
interface Build {
  (stack: EnvironmentStack): void;
  readonly context?: Readonly<Record<string, unknown>>;
}

const synth = (build: Build) => synthStack(build, build.context ? { context: build.context } : {});
type Row = readonly [mistake: string, wrong: Build, problem: Problem, ways: readonly Way<Build>[]];

const sessions =
  (props: Partial<CacheProps> = {}, zones: readonly string[] = ["a", "c"]): Build =>
  (stack) => {
    new Cache(stack, "sessions", { network: databaseNetwork(stack, zones), ...SMALL, ...props });
  };
/** In a network that was made elsewhere, where the isolated tier lies in one zone. */
const inTier =
  (tier: string, zones: readonly string[], props: Partial<CacheProps> = {}): Build =>
  (stack) => {
    const tiers = [TIERS.private, TIERS.isolated].map((one) => ({
      ...one,
      subnets: one === TIERS.isolated ? one.subnets.filter(({ zone }) => zones.includes(zone)) : one.subnets,
    }));
    new Cache(stack, "sessions", { network: testNetwork(stack, { tiers }), ...SMALL, replicas: 1, tier, ...props });
  };
/** The same where a cache of Valkey 8.1 without shards is deployed. */
const deployed = (props: Partial<CacheProps>): Build => {
  const own = { cacheName: "groundplan-sandbox-test-sessions", subnetGroupName: "" };
  const lasting = { ...own, snapshot: "", shards: "no shards", key: "" };
  return Object.assign(sessions({ engine: "valkey 8.1", ...props }), {
    context: { [REMEMBERED_CONTEXT]: { "sandbox-test": { sessions: { engine: "valkey 8.1", lasting } } } },
  });
};
const told = (property: string, code: string, rest: Omit<Problem, "code" | "path">): Problem => ({
  code,
  path: `sandbox-test/sessions › ${property}`,
  ...rest,
});

const USABLE =
  "one of redis 7.0, redis 7.1, valkey 7.2, valkey 8.0, valkey 8.1, valkey 8.2, valkey 9.0, valkey 9.1 (as of 2026-11-30), or the major version alone for the newest of it";
const REPLACED =
  "The cache would be destroyed, and an empty one made in its place: ElastiCache cannot change this of one that exists.";

const MISTAKES: readonly Row[] = [
  [
    "an engine that keeps no entries in groups",
    sessions({ engine: "memcached 1.6" }),
    told("engine", "CACHE_ENGINE_UNKNOWN", {
      message: "ElastiCache has no engine of this name and version that caches are made of, as far as is known here.",
      found: '"memcached 1.6"',
      expected: USABLE,
      fix: 'use "valkey 9.1"',
    }),
    [{ says: 'use "valkey 9.1"', to: sessions({ engine: "valkey 9.1" }) }],
  ],
  [
    "an engine in the form of another tool",
    sessions({ engine: "Redis@7.4" }),
    told("engine", "CACHE_ENGINE_UNKNOWN", {
      message: "ElastiCache has no engine of this name and version that caches are made of, as far as is known here.",
      found: '"Redis@7.4"',
      expected: USABLE,
      fix: 'use "redis 7.1"',
    }),
    [{ says: 'use "redis 7.1"', to: sessions({ engine: "redis 7.1" }) }],
  ],
  [
    "a version of Redis that knows no logins by IAM",
    sessions({ engine: "redis 6.2" }),
    told("engine", "CACHE_ENGINE_WITHOUT_IAM", {
      message: "This version lets nobody in by IAM, and by a password it would have to stand in the state.",
      found: '"redis 6.2"',
      expected: USABLE,
      fix: 'use "redis 7.1", which speaks the same protocol',
    }),
    [{ says: 'use "redis 7.1"', to: sessions({ engine: "redis 7.1" }) }],
  ],
  [
    "a version of Redis whose support has ended",
    sessions({ engine: "redis 5" }),
    told("engine", "CACHE_ENGINE_WITHOUT_IAM", {
      message: "This version lets nobody in by IAM, and by a password it would have to stand in the state.",
      found: '"redis 5", whose standard support ended on 2026-01-31',
      expected: USABLE,
      fix: 'use "redis 7.1", which speaks the same protocol',
    }),
    [{ says: 'use "redis 7.1"', to: sessions({ engine: "redis 7.1" }) }],
  ],
  [
    "a type of EC2",
    sessions({ size: "t4g.small" }),
    told("size", "CACHE_SIZE_FORM", {
      message: "This is no type of nodes of ElastiCache.",
      found: '"t4g.small"',
      expected: "cache., a family and a size, such as cache.t4g.small",
      fix: 'use "cache.t4g.small"',
    }),
    [{ says: 'use "cache.t4g.small"', to: sessions({ size: "cache.t4g.small" }) }],
  ],
  [
    "a type of RDS",
    sessions({ size: "db.r7g.large" }),
    told("size", "CACHE_SIZE_FORM", {
      message: "This is no type of nodes of ElastiCache.",
      found: '"db.r7g.large"',
      expected: "cache., a family and a size, such as cache.t4g.small",
      fix: 'use "cache.r7g.large"',
    }),
    [{ says: 'use "cache.r7g.large"', to: sessions({ size: "cache.r7g.large" }) }],
  ],
  [
    "nodes that make no snapshots",
    sessions({ size: "cache.t1.micro" }),
    told("size", "CACHE_SIZE_UNSUPPORTED", {
      message: "No cache is made of nodes of this family.",
      found: '"cache.t1.micro", of a previous generation, which has neither snapshots nor failover',
      expected: "none of t1, m1, m2, m3, c1, r3, r6gd",
      fix: 'use "cache.t4g.micro"',
    }),
    [{ says: 'use "cache.t4g.micro"', to: sessions({ size: "cache.t4g.micro" }) }],
  ],
  [
    "nodes with disks",
    sessions({ size: "cache.r6gd.xlarge" }),
    told("size", "CACHE_SIZE_UNSUPPORTED", {
      message: "No cache is made of nodes of this family.",
      found: '"cache.r6gd.xlarge", for data tiering, which is not made here',
      expected: "none of t1, m1, m2, m3, c1, r3, r6gd",
      fix: 'use "cache.r7g.large"',
    }),
    [{ says: 'use "cache.r7g.large"', to: sessions({ size: "cache.r7g.large" }) }],
  ],
  [
    "several zones with one node",
    sessions({ multiAz: true }),
    told("multiAz", "CACHE_REPLICAS_NEEDED", {
      message: "A primary alone lies in one zone.",
      found: "multiAz: true, without replicas",
      expected: "one replica or more, or a cache in one zone",
      fix: "set replicas to 1, or leave out multiAz",
    }),
    [
      { says: "set replicas to 1", to: sessions({ multiAz: true, replicas: 1 }) },
      { says: "leave out multiAz", to: sessions() },
    ],
  ],
  [
    "more nodes than ElastiCache allows",
    sessions({ shards: 300, replicas: 1 }),
    told("shards", "CACHE_NODES_TOO_MANY", {
      message: "The cache has more nodes than ElastiCache allows.",
      found: "600 nodes: 300 shards of 2",
      expected: "at most 500 nodes, and 90 without a raised quota",
      fix: "use 250 shards, or fewer replicas",
    }),
    [
      { says: "use 250 shards", to: sessions({ shards: 250, replicas: 1 }) },
      { says: "fewer replicas", to: sessions({ shards: 300, replicas: 0 }) },
    ],
  ],
  [
    "a parameter that says whether there are shards",
    sessions({ parameters: { "cluster-enabled": "yes" } }),
    told("parameters.cluster-enabled", "CACHE_PARAMETER_OF_SHARDS", {
      message: "Whether the cache has shards is an option, by which the parameter is set.",
      found: 'cluster-enabled: "yes"',
      expected: "parameters without it",
      fix: "take it out, and say shards where there are some",
    }),
    [
      { says: "take it out", to: sessions() },
      { says: "say shards where there are some", to: sessions({ shards: 1 }) },
    ],
  ],
  [
    "snapshots in half an hour",
    sessions({ snapshotWindow: "17:00-17:30" }),
    told("snapshotWindow", "CACHE_WINDOW_FORM", {
      message: "This is no window of an hour or more.",
      found: '"17:00-17:30"',
      expected: "two times in UTC, an hour apart at least, such as 17:00-18:00",
      fix: 'use "17:00-18:00", or leave it out and AWS chooses it',
    }),
    [
      { says: 'use "17:00-18:00"', to: sessions({ snapshotWindow: "17:00-18:00" }) },
      { says: "leave it out", to: sessions() },
    ],
  ],
  [
    "snapshots in the window of maintenance",
    sessions({ snapshotWindow: "17:00-18:00", maintenanceWindow: "sun:17:30-sun:18:30" }),
    told("maintenanceWindow", "CACHE_WINDOWS_OVERLAP", {
      message: "ElastiCache changes nothing while it makes a snapshot, so the two windows lie apart.",
      found: '"sun:17:30-sun:18:30", and snapshots in "17:00-18:00"',
      expected: "a window outside of that of the snapshots",
      fix: "move one of them, or leave one out and AWS chooses it",
    }),
    [
      {
        says: "move one of them",
        to: sessions({ snapshotWindow: "17:00-18:00", maintenanceWindow: "sun:18:00-sun:19:00" }),
      },
      { says: "leave one out", to: sessions({ snapshotWindow: "17:00-18:00" }) },
    ],
  ],
  [
    "several zones in a tier of one",
    inTier("data", ["a"]),
    told("tier", "CACHE_TIER_ZONES", {
      message: "The nodes of the cache lie in several zones, and its tier does not.",
      found: "the tier data in 1 zone",
      expected: "a tier with subnets in two zones, or multiAz: false",
      fix: "give the network two zones, name another tier, or set multiAz to false",
    }),
    [
      { says: "give the network two zones", to: inTier("data", ["a", "b"]) },
      { says: "name another tier", to: inTier("app", ["a"]) },
      { says: "set multiAz to false", to: inTier("data", ["a"], { multiAz: false }) },
    ],
  ],
  [
    "a subnet group that exists beside one that is made",
    sessions({ existingSubnetGroupName: "legacy", subnetGroupName: "sessions", tier: "data" }),
    told("existingSubnetGroupName", "CACHE_SUBNET_GROUPS", {
      message: "A cache lies in one subnet group: one that it makes, or one that exists.",
      found: "existingSubnetGroupName beside subnetGroupName and tier",
      expected: "existingSubnetGroupName alone, or a tier and a subnetGroupName for a group of its own",
      fix: "leave out subnetGroupName and tier; or leave out existingSubnetGroupName",
    }),
    [
      { says: "leave out subnetGroupName and tier", to: sessions({ existingSubnetGroupName: "legacy" }) },
      { says: "leave out existingSubnetGroupName", to: sessions({ subnetGroupName: "sessions", tier: "data" }) },
    ],
  ],
  [
    "a subnet group whose name AWS does not have",
    sessions({ existingSubnetGroupName: "legacy.caches" }),
    told("existingSubnetGroupName", "EXACT_NAME_INVALID", {
      message: "AWS has no such name for this kind of resource, so nothing that exists is called so.",
      found: '"legacy.caches" (13 characters)',
      expected: "1 to 255 small letters, digits and -, other than default",
      fix: "write the name as AWS shows it, or leave existingSubnetGroupName out and one is made",
    }),
    [
      { says: "write the name as AWS shows it", to: sessions({ existingSubnetGroupName: "legacy-caches" }) },
      { says: "leave existingSubnetGroupName out", to: sessions() },
    ],
  ],
  [
    "a name with capitals",
    sessions({ cacheName: "Prod_sessions" }),
    told("cacheName", "EXACT_NAME_INVALID", {
      message: "AWS has no such name for this kind of resource, so nothing that exists is called so.",
      found: '"Prod_sessions" (13 characters)',
      expected: "1 to 40 small letters, digits and -, a letter first, no - at the end and no two of them together",
      fix: "write the name as AWS shows it, or leave cacheName out and one is made",
    }),
    [
      { says: "write the name as AWS shows it", to: sessions({ cacheName: "prod-sessions" }) },
      { says: "leave cacheName out", to: sessions() },
    ],
  ],
  [
    "shards in the place of a cache without",
    deployed({ shards: 2 }),
    told("shards", "CACHE_REPLACED", {
      message: REPLACED,
      found: '"shards", and "no shards" in the cache that is deployed',
      expected: '"no shards", or a reason for another cache',
      fix: 'take the change back, or say in replace why what is in it may go, such as replace: "only sessions"',
    }),
    [
      { says: "take the change back", to: deployed({}) },
      { says: "say in replace why", to: deployed({ shards: 2, replace: "only sessions" }) },
    ],
  ],
  [
    "another name for a cache that is deployed",
    deployed({ cacheName: "prod-sessions" }),
    told("cacheName", "CACHE_REPLACED", {
      message: REPLACED,
      found: '"prod-sessions", and "groundplan-sandbox-test-sessions" in the cache that is deployed',
      expected: '"groundplan-sandbox-test-sessions", or a reason for another cache',
      fix: 'take the change back, or say in replace why what is in it may go, such as replace: "only sessions"',
    }),
    [
      { says: "take the change back", to: deployed({}) },
      { says: "say in replace why", to: deployed({ cacheName: "prod-sessions", replace: "only sessions" }) },
    ],
  ],
  [
    "another subnet group for a cache that is deployed in one of its own",
    deployed({ existingSubnetGroupName: "shared" }),
    told("subnetGroupName", "CACHE_REPLACED", {
      message: REPLACED,
      found: '"shared", and nothing in the cache that is deployed',
      expected: "nothing, or a reason for another cache",
      fix: 'take the change back, or say in replace why what is in it may go, such as replace: "only sessions"',
    }),
    [
      { says: "take the change back", to: deployed({ subnetGroupName: "groundplan-sandbox-test-sessions" }) },
      {
        says: "say in replace why",
        to: deployed({ existingSubnetGroupName: "shared", replace: "only sessions" }),
      },
    ],
  ],
  ...(["valkey 8.0", "redis 7.1"] as const).map(
    (engine): Row => [
      `${engine} in the place of a newer engine that is deployed`,
      deployed({ engine }),
      told("engine", "CACHE_REPLACED", {
        message:
          "The cache would be destroyed, and an empty one made in its place: ElastiCache goes back to no older engine.",
        found: `"${engine}", and "valkey 8.1" in the cache that is deployed`,
        expected: '"valkey 8.1" or newer, or a reason for another cache',
        fix: 'take the change back, or say in replace why what is in it may go, such as replace: "only sessions"',
      }),
      [
        { says: "take the change back", to: deployed({}) },
        { says: "say in replace why", to: deployed({ engine, replace: "only sessions" }) },
      ],
    ],
  ),
];

const MISTAKEN = MISTAKES.map(([mistake, wrong, problem, ways]) => ({
  mistake,
  expected: [problem],
  problems: problemsOf(() => synth(wrong)),
  ways,
}));

test.each(MISTAKEN)("$mistake is told", ({ problems, expected }) => {
  expect(problems.map(({ line: _, ...problem }) => problem)).toEqual(expected);
});

testAdvice<Build>(MISTAKEN, (build) => problemsIfAny(() => synth(build)));
