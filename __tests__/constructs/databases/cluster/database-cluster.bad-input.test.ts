import type { EnvironmentStack } from "../../../../constructs/core/environments/environment-stack";
import type { Problem } from "../../../../constructs/core/errors";
import { REMEMBERED_CONTEXT } from "../../../../constructs/core/memory/remembered";
import { TODAY_CONTEXT } from "../../../../constructs/core/versions/today";
import { DatabaseCluster, type DatabaseClusterProps } from "../../../../constructs/databases";
import { Role } from "../../../../constructs/iam";
import { testAdvice, type Way } from "../../../support/followed-advice";
import { problemsIfAny, problemsOf, synthStack } from "../../../support/synth";
import { databaseNetwork } from "../support";
import { PROVISIONED } from "./support";

/** A program, and what its app is told besides. */
interface Build {
  (stack: EnvironmentStack): void;
  readonly context?: Readonly<Record<string, unknown>>;
}

const synth = (build: Build) => synthStack(build, build.context ? { context: build.context } : {});
type Row = readonly [mistake: string, wrong: Build, problem: Problem, ways: readonly Way<Build>[]];

/** A cluster that has neither a size nor capacity where nothing is said of them. */
const bare =
  (props: Partial<DatabaseClusterProps>): Build =>
  (stack) => {
    new DatabaseCluster(stack, "orders", { network: databaseNetwork(stack), engine: PROVISIONED.engine, ...props });
  };
const orders = (props: Partial<DatabaseClusterProps> = {}) => bare({ ...PROVISIONED, ...props });
const serverless = (
  capacity: Partial<NonNullable<DatabaseClusterProps["serverless"]>>,
  props: Partial<DatabaseClusterProps> = {},
) => bare({ serverless: { max: 4, ...capacity }, ...props });
/** The same where a cluster is deployed that has other facts. */
const deployed = (props: Partial<DatabaseClusterProps>): Build => {
  const clusterName = "groundplan-sandbox-test-orders";
  const lasting = {
    ...{ engine: "aurora-postgresql", clusterName, databaseName: "orders", username: "dbowner", snapshot: "", key: "" },
    subnetGroupName: `${clusterName}-cluster`,
  };
  return Object.assign(orders(props), {
    context: { [REMEMBERED_CONTEXT]: { "sandbox-test": { orders: { lasting } } } },
  });
};
const connects =
  (iamLogin: boolean, user: string): Build =>
  (stack) => {
    const trustedBy = [{ by: "service", service: "ecs-tasks.amazonaws.com" }] as const;
    const role = new Role(stack, "api", { description: "Works", trustedBy });
    const network = databaseNetwork(stack);
    new DatabaseCluster(stack, "orders", { network, ...PROVISIONED, iamLogin }).grantConnect(role, user);
  };
const told = (property: string, code: string, rest: Omit<Problem, "code" | "path">): Problem => ({
  code,
  path: property === "" ? "sandbox-test/orders" : `sandbox-test/orders › ${property}`,
  ...rest,
});

const USABLE =
  "aurora-postgresql 13, aurora-postgresql 14, aurora-postgresql 15, aurora-postgresql 16, aurora-postgresql 17, aurora-postgresql 18, aurora-mysql 8.0";
const CLASSES = "a class of the families r and x, such as db.r8g.large; for tests db.t4g.medium or db.t4g.large";
const TAKE_BACK =
  'take the change back, or say in replace why what is in it may go, such as replace: "moved by a snapshot"';
const SEVENTEEN = Object.fromEntries(
  Array.from({ length: 17 }, (_, index) => [`one-${String.fromCharCode(97 + index)}`, {}]),
);
const { "one-a": _one, ...SIXTEEN } = SEVENTEEN;

const engineRow = (mistake: string, engine: string, right: string): Row => [
  mistake,
  orders({ engine }),
  told("engine", "DATABASE_ENGINE_UNKNOWN", {
    message: "Aurora has no engine of this name and version, as far as is known here.",
    found: `"${engine}"`,
    expected: `one of ${USABLE} (as of 2026-08-22), with a minor version behind it or without`,
    fix: `use "${right}"`,
  }),
  [{ says: `use "${right}"`, to: orders({ engine: right }) }],
];
const sizeRow = (mistake: string, size: string, right: string): Row => [
  mistake,
  orders({ size }),
  told("size", "DATABASE_SIZE_UNSUPPORTED", {
    message: "Aurora has no such instances.",
    found: `"${size}"`,
    expected: CLASSES,
    fix: `use "${right}"`,
  }),
  [{ says: `use "${right}"`, to: orders({ size: right }) }],
];
const unitsRow = (mistake: string, name: "min" | "max", units: number, nearest: number): Row => [
  mistake,
  serverless({ [name]: units }),
  told(`serverless.${name}`, "DATABASE_CAPACITY_STEP", {
    message: "Aurora has no such capacity.",
    found: String(units),
    expected: `${name === "min" ? 0 : 1} to 256, in steps of 0.5`,
    fix: `use ${nearest}`,
  }),
  [{ says: `use ${nearest}`, to: serverless({ [name]: nearest }) }],
];

const MISTAKES: readonly Row[] = [
  engineRow("an engine of single databases", "postgres 17", "aurora-postgresql 17"),
  engineRow("another engine of single databases", "mysql 8.0", "aurora-mysql 8.0"),
  engineRow("the number that Aurora MySQL itself has", "aurora-mysql 3.08.0", "aurora-mysql 8.0"),
  [
    "an engine that AWS has ended",
    Object.assign(orders({ engine: "aurora-postgresql 13" }), { context: { [TODAY_CONTEXT]: "2029-03-01" } }),
    told("engine", "DATABASE_ENGINE_UNSUPPORTED", {
      message: "AWS no longer supports this version, and upgrades the databases that have it.",
      found: '"aurora-postgresql 13", supported until 2029-02-28',
      expected:
        "aurora-postgresql 14, aurora-postgresql 15, aurora-postgresql 16, aurora-postgresql 17, aurora-postgresql 18, aurora-mysql 8.0",
      fix: 'use "aurora-postgresql 18"',
    }),
    [{ says: 'use "aurora-postgresql 18"', to: orders({ engine: "aurora-postgresql 18" }) }],
  ],
  [
    "neither a size nor capacity",
    bare({}),
    told("", "DATABASE_CAPACITY", {
      message: "The instances of a cluster have a size, or capacity that follows the load.",
      found: "neither size nor serverless",
      expected: "one of the two",
      fix: 'add size: "db.t4g.medium", or serverless: { max: 4 }',
    }),
    [
      { says: 'add size: "db.t4g.medium"', to: bare({ size: "db.t4g.medium" }) },
      { says: "serverless: { max: 4 }", to: bare({ serverless: { max: 4 } }) },
    ],
  ],
  [
    "a size beside capacity",
    serverless({}, { size: "db.r8g.large" }),
    told("", "DATABASE_CAPACITY", {
      message: "The instances of a cluster have a size, or capacity that follows the load.",
      found: "size and serverless",
      expected: "one of the two",
      fix: "leave out size; an instance that differs says so in instances. Or leave out serverless",
    }),
    [
      { says: "leave out size", to: serverless({}) },
      { says: "leave out serverless", to: bare({ size: "db.r8g.large" }) },
    ],
  ],
  [
    "a class of EC2",
    orders({ size: "r8g.large" }),
    told("size", "DATABASE_SIZE_FORM", {
      message: "This is no class of instances of RDS.",
      found: '"r8g.large"',
      expected: "db., a family and a size, such as db.t4g.medium",
      fix: 'use "db.r8g.large"',
    }),
    [{ says: 'use "db.r8g.large"', to: orders({ size: "db.r8g.large" }) }],
  ],
  sizeRow("a size of single databases", "db.t4g.small", "db.t4g.medium"),
  sizeRow("a family that Aurora does not have", "db.m7g.large", "db.r8g.large"),
  [
    "a serverless class of an instance",
    orders({ instances: { one: {}, two: { size: "db.serverless" } } }),
    told("instances.two.size", "DATABASE_SIZE_UNSUPPORTED", {
      message: "Capacity that follows the load is no size.",
      found: '"db.serverless"',
      expected: CLASSES,
      fix: "leave out instances.two.size, and say serverless of the cluster",
    }),
    [
      {
        says: "leave out instances.two.size",
        to: serverless({}, { instances: { one: { size: "db.t4g.medium" }, two: {} } }),
      },
    ],
  ],
  unitsRow("capacity between two steps", "min", 0.7, 0.5),
  unitsRow("more capacity than there is", "max", 300, 256),
  unitsRow("less than one unit at the most", "max", 0.5, 1),
  [
    "more at the least than at the most",
    serverless({ min: 8 }),
    told("serverless.min", "DATABASE_CAPACITY_LIMITS", {
      message: "Capacity cannot be more at the least than at the most.",
      found: "min: 8, and max: 4",
      expected: "0 to 4",
      fix: "use min: 4, or raise max",
    }),
    [
      { says: "use min: 4", to: serverless({ min: 4 }) },
      { says: "raise max", to: serverless({ min: 8, max: 8 }) },
    ],
  ],
  [
    "a pause of instances that never have nothing",
    serverless({ min: 1, pauseAfterSeconds: 600 }),
    told("serverless.pauseAfterSeconds", "DATABASE_PAUSE", {
      message: "Only an instance whose capacity can be zero pauses.",
      found: "pauseAfterSeconds: 600, with min: 1",
      expected: "min: 0, or no pauseAfterSeconds",
      fix: "set min to 0, or leave out pauseAfterSeconds",
    }),
    [
      { says: "set min to 0", to: serverless({ min: 0, pauseAfterSeconds: 600 }) },
      { says: "leave out pauseAfterSeconds", to: serverless({ min: 1 }) },
    ],
  ],
  ...(
    [
      ["aurora-postgresql", "16.2", "16.3"],
      ["aurora-mysql", "8.0.mysql_aurora.3.07.1", "8.0.mysql_aurora.3.08.0"],
    ] as const
  ).map(
    ([engine, old, least]): Row => [
      `a pause of ${engine} ${old}`,
      serverless({ min: 0 }, { engine: `${engine} ${old}` }),
      told("serverless.min", "DATABASE_PAUSE", {
        message: "Instances of this version do not pause.",
        found: `min: 0, with ${engine} ${old}`,
        expected: `${engine} ${least} or newer, or min: 0.5 or more`,
        fix: `use "${engine} ${least}" as engine, or min: 0.5`,
      }),
      [
        { says: `use "${engine} ${least}" as engine`, to: serverless({ min: 0 }, { engine: `${engine} ${least}` }) },
        { says: "min: 0.5", to: serverless({ min: 0.5 }, { engine: `${engine} ${old}` }) },
      ],
    ],
  ),
  [
    "readers beside instances that are told one by one",
    orders({ readers: 1, instances: { one: {}, two: {} } }),
    told("readers", "DATABASE_INSTANCES", {
      message: "Instances are alike and counted, or told one by one.",
      found: "readers: 1, and 2 in instances",
      expected: "one of the two",
      fix: "leave out readers, and name all instances; or leave out instances",
    }),
    [
      { says: "leave out readers", to: orders({ instances: { one: {}, two: {} } }) },
      { says: "leave out instances", to: orders({ readers: 1 }) },
    ],
  ],
  [
    "a cluster without an instance",
    orders({ instances: {} }),
    told("instances", "DATABASE_INSTANCES", {
      message: "A cluster has an instance that writes, and up to 15 that read.",
      found: "0 instances",
      expected: "1 to 16",
      fix: "leave out instances for one, or name one",
    }),
    [
      { says: "leave out instances for one", to: orders() },
      { says: "name one", to: orders({ instances: { one: {} } }) },
    ],
  ],
  [
    "more instances than Aurora has",
    orders({ instances: SEVENTEEN }),
    told("instances", "DATABASE_INSTANCES", {
      message: "A cluster has an instance that writes, and up to 15 that read.",
      found: "17 instances",
      expected: "1 to 16",
      fix: "leave out 1 of them",
    }),
    [{ says: "leave out 1 of them", to: orders({ instances: SIXTEEN }) }],
  ],
  [
    "a zone in which the tier has no subnet",
    orders({ instances: { one: {}, two: { zone: "b" } } }),
    told("instances.two.zone", "DATABASE_ZONE_UNKNOWN", {
      message: "The tier has no subnet in this zone.",
      found: '"b"',
      expected: "a or c",
      fix: 'use "a", or leave it out',
    }),
    [
      { says: 'use "a"', to: orders({ instances: { one: {}, two: { zone: "a" } } }) },
      { says: "leave it out", to: orders({ instances: { one: {}, two: {} } }) },
    ],
  ],
  [
    "a zone that the network does not have, in a subnet group that others make",
    orders({ existingSubnetGroupName: "shared", instances: { one: { zone: "b" } } }),
    told("instances.one.zone", "DATABASE_ZONE_UNKNOWN", {
      message: "The network has no such zone.",
      found: '"b"',
      expected: "a or c",
      fix: 'use "a", or leave it out',
    }),
    [
      { says: 'use "a"', to: orders({ existingSubnetGroupName: "shared", instances: { one: { zone: "a" } } }) },
      { says: "leave it out", to: orders({ existingSubnetGroupName: "shared", instances: { one: {} } }) },
    ],
  ],
  [
    "no backups, which Aurora always makes",
    orders({ backupDays: 0 }),
    told("backupDays", "NUMBER_OUT_OF_RANGE", {
      message: "The number is not one that AWS takes.",
      found: "0 days",
      expected: "a whole number from 1 to 35",
      fix: "use 1",
    }),
    [{ says: "use 1", to: orders({ backupDays: 1 }) }],
  ],
  [
    "a name whose instances have none",
    orders({ clusterName: `a${"b".repeat(60)}`, instances: { reports: {} } }),
    told("instances.reports.instanceName", "EXACT_NAME_INVALID", {
      message: "AWS has no such name for this kind of resource, so nothing that exists is called so.",
      found: `"a${"b".repeat(60)}-reports" (69 characters)`,
      expected: "1 to 63 letters, digits and -, a letter first, no - at the end and no two of them together",
      fix: "write the name as AWS shows it, or leave instances.reports.instanceName out and one is made",
    }),
    [
      {
        says: "write the name as AWS shows it",
        to: orders({ clusterName: `a${"b".repeat(60)}`, instances: { reports: { instanceName: "reports" } } }),
      },
      {
        says: "leave instances.reports.instanceName out and one is made",
        to: orders({ clusterName: "orders", instances: { reports: {} } }),
      },
    ],
  ],
  [
    "another engine in the place of a cluster that is deployed",
    deployed({ engine: "aurora-mysql 8.0" }),
    told("engine", "DATABASE_REPLACED", {
      message:
        "The cluster would be destroyed, and an empty one made in its place: RDS cannot change this of one that exists.",
      found: '"aurora-mysql", and "aurora-postgresql" in the cluster that is deployed',
      expected: '"aurora-postgresql", or a reason for another cluster',
      fix: TAKE_BACK,
    }),
    [
      { says: "take the change back", to: deployed({}) },
      { says: "say in replace why", to: deployed({ engine: "aurora-mysql 8.0", replace: "moved by a snapshot" }) },
    ],
  ],
  [
    "another subnet group, which a cluster never changes",
    deployed({ existingSubnetGroupName: "shared" }),
    told("subnetGroupName", "DATABASE_REPLACED", {
      message:
        "The cluster would be destroyed, and an empty one made in its place: RDS cannot change this of one that exists.",
      found: '"shared", and "groundplan-sandbox-test-orders-cluster" in the cluster that is deployed',
      expected: '"groundplan-sandbox-test-orders-cluster", or a reason for another cluster',
      fix: TAKE_BACK,
    }),
    [
      { says: "take the change back", to: deployed({}) },
      {
        says: "say in replace why",
        to: deployed({ existingSubnetGroupName: "shared", replace: "moved by a snapshot" }),
      },
    ],
  ],
  [
    "a login by IAM where there is none",
    connects(false, "app"),
    told("", "DATABASE_WITHOUT_IAM", {
      message: "The database lets nobody in by IAM.",
      found: "no logins by IAM",
      expected: "iamLogin, or resourceId of one that exists",
      fix: "set iamLogin to true, or say resourceId of the database that exists",
    }),
    [{ says: "set iamLogin to true", to: connects(true, "app") }],
  ],
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
