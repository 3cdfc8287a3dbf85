import type { EnvironmentStack } from "../../../constructs/core/environments/environment-stack";
import type { Problem } from "../../../constructs/core/errors";
import { REMEMBERED_CONTEXT } from "../../../constructs/core/memory/remembered";
import { TODAY_CONTEXT } from "../../../constructs/core/versions/today";
import { Database, type DatabaseProps } from "../../../constructs/databases";
import { Role } from "../../../constructs/iam";
import { Secret, type SecretProps } from "../../../constructs/secrets";
import { testAdvice, type Way } from "../../support/followed-advice";
import { problemsIfAny, problemsOf, synthStack } from "../../support/synth";
import { TIERS, testNetwork } from "../access/support";
import { databaseNetwork, SMALL } from "./support";

/** A program, and what its app is told besides. */
interface Build {
  (stack: EnvironmentStack): void;
  readonly context?: Readonly<Record<string, unknown>>;
}

const synth = (build: Build) => synthStack(build, build.context ? { context: build.context } : {});
type Row = readonly [mistake: string, wrong: Build, problem: Problem, ways: readonly Way<Build>[]];

const orders =
  (props: Partial<DatabaseProps> = {}, zones: readonly string[] = ["a", "c"]): Build =>
  (stack) => {
    new Database(stack, "orders", { network: databaseNetwork(stack, zones), ...SMALL, ...props });
  };
const withPassword =
  (props: Partial<DatabaseProps>): Build =>
  (stack) => {
    const generate = { json: { generated: "password", fields: { username: "dbowner" } } };
    orders({ password: { secret: new Secret(stack, "login", { generate }) }, ...props })(stack);
  };
/** In a network that was made elsewhere, where a tier lies in one zone. */
const inTier =
  (tier: string, zones: readonly string[] = ["a", "b"]): Build =>
  (stack) => {
    const tiers = [TIERS.private, TIERS.isolated].map((one) => ({
      ...one,
      subnets: one === TIERS.isolated ? one.subnets.filter(({ zone }) => zones.includes(zone)) : one.subnets,
    }));
    new Database(stack, "orders", { network: testNetwork(stack, { tiers }), ...SMALL, tier });
  };
/** The same where a database of another name, owner and engine is deployed. */
const deployed = (props: Partial<DatabaseProps>): Build => {
  const lasting = {
    engine: "postgres",
    ...{ databaseName: "orders", username: "dbowner", snapshot: "", pointInTime: "", key: "" },
  };
  return Object.assign(orders(props), {
    context: { [REMEMBERED_CONTEXT]: { "sandbox-test": { orders: { lasting } } } },
  });
};
const later = (engine: string): Build =>
  Object.assign(orders({ engine }), { context: { [TODAY_CONTEXT]: "2030-01-01" } });
const connects =
  (iamLogin: boolean, user: string): Build =>
  (stack) => {
    const trustedBy = [{ by: "service", service: "ecs-tasks.amazonaws.com" }] as const;
    const role = new Role(stack, "api", { description: "Works", trustedBy });
    new Database(stack, "orders", { network: databaseNetwork(stack), ...SMALL, iamLogin }).grantConnect(role, user);
  };
const withUserThatExists: Build = (stack) => {
  const secretArn = "arn:aws:secretsmanager:ap-northeast-2:111111111111:secret:user-AbCdEf";
  const user = Secret.fromExisting(stack, "user", { secretArn, fields: ["username", "password"] });
  orders({ proxy: { users: [user] } })(stack);
};
const withUser =
  (generate: SecretProps["generate"]): Build =>
  (stack) =>
    orders({ proxy: { users: [new Secret(stack, "user", { ...(generate === undefined ? {} : { generate }) })] } })(
      stack,
    );
const many = (count: number) =>
  Object.fromEntries(Array.from({ length: count }, (_, one) => [`reader-${one + 1}`, {}]));
const told = (property: string, code: string, rest: Omit<Problem, "code" | "path">): Problem => ({
  code,
  path: property === "" ? "sandbox-test/orders" : `sandbox-test/orders › ${property}`,
  ...rest,
});

const USABLE =
  "postgres 13, postgres 14, postgres 15, postgres 16, postgres 17, postgres 18, mysql 8.0, mysql 8.4, mariadb 10.6, mariadb 10.11, mariadb 11.4, mariadb 11.8";

const MISTAKES: readonly Row[] = [
  [
    "an engine that RDS does not have",
    orders({ engine: "postgres 9" }),
    told("engine", "DATABASE_ENGINE_UNKNOWN", {
      message: "RDS has no engine of this name and version, as far as is known here.",
      found: '"postgres 9"',
      expected: `one of ${USABLE} (as of 2026-08-22), with a minor version behind it or without`,
      fix: 'use "postgres 18"',
    }),
    [{ says: 'use "postgres 18"', to: orders({ engine: "postgres 18" }) }],
  ],
  [
    "an engine that AWS has ended",
    later("mysql 8.0"),
    told("engine", "DATABASE_ENGINE_UNSUPPORTED", {
      message: "AWS no longer supports this version, and upgrades the databases that have it.",
      found: '"mysql 8.0", supported until 2029-07-31',
      expected: "postgres 14, postgres 15, postgres 16, postgres 17, postgres 18, mysql 8.4",
      fix: 'use "mysql 8.4"',
    }),
    [{ says: 'use "mysql 8.4"', to: later("mysql 8.4") }],
  ],
  [
    "a class of EC2",
    orders({ size: "t4g.medium" }),
    told("size", "DATABASE_SIZE_FORM", {
      message: "This is no class of instances of RDS.",
      found: '"t4g.medium"',
      expected: "db., a family and a size, such as db.t4g.medium",
      fix: 'use "db.t4g.medium"',
    }),
    [{ says: 'use "db.t4g.medium"', to: orders({ size: "db.t4g.medium" }) }],
  ],
  [
    "too little storage",
    orders({ storage: "5 GB" }),
    told("storage", "STORAGE_SIZE_INVALID", {
      message: "The size is not one that AWS takes here.",
      found: '"5 GB"',
      expected: "a whole number with GB or TB, from 20 GB to 65536 GB",
      fix: 'use "20 GB"',
    }),
    [{ says: 'use "20 GB"', to: orders({ storage: "20 GB" }) }],
  ],
  [
    "storage without a unit",
    orders({ storage: "50" }),
    told("storage", "STORAGE_SIZE_INVALID", {
      message: "This is no size of storage.",
      found: '"50"',
      expected: "a whole number with GB or TB, from 20 GB to 65536 GB",
      fix: 'use "20 GB"',
    }),
    [{ says: 'use "20 GB"', to: orders({ storage: "20 GB" }) }],
  ],
  [
    "storage that grows to less than it has",
    orders({ storage: "100 GB", maxStorage: "50 GB" }),
    told("maxStorage", "DATABASE_STORAGE_SHRINKS", {
      message: "The storage cannot grow to less than it has.",
      found: '"50 GB", and "100 GB" of storage',
      expected: '"100 GB" or more',
      fix: 'use "100 GB", by which it does not grow, or leave it out for twice as much',
    }),
    [
      { says: 'use "100 GB"', to: orders({ storage: "100 GB", maxStorage: "100 GB" }) },
      { says: "leave it out", to: orders({ storage: "100 GB" }) },
    ],
  ],
  [
    "a name in the database with a dash",
    orders({ databaseName: "my-orders" }),
    told("databaseName", "DATABASE_NAME_FORM", {
      message: "RDS admits no such name.",
      found: '"my-orders"',
      expected:
        "1 to 63 letters, digits and _, a letter first, and none of rdsadmin, rdsrepladmin, rds_superuser, mysql",
      fix: 'give it a name of its own, such as "orders"',
    }),
    [{ says: "give it a name of its own", to: orders({ databaseName: "orders" }) }],
  ],
  [
    "an owner that RDS has already",
    orders({ username: "rdsadmin" }),
    told("username", "DATABASE_NAME_FORM", {
      message: "The engine keeps this name for itself.",
      found: '"rdsadmin"',
      expected:
        "1 to 63 letters, digits and _, a letter first, and none of rdsadmin, rdsrepladmin, rds_superuser, mysql",
      fix: 'leave it out for "dbowner"',
    }),
    [{ says: "leave it out", to: orders() }],
  ],
  [
    "backups in ten minutes",
    orders({ backupWindow: "17:00-17:10" }),
    told("backupWindow", "DATABASE_WINDOW_FORM", {
      message: "This is no window of half an hour or more.",
      found: '"17:00-17:10"',
      expected: "two times in UTC, half an hour apart at least, such as 17:00-17:30",
      fix: 'use "17:00-17:30", or leave it out and AWS chooses it',
    }),
    [
      { says: 'use "17:00-17:30"', to: orders({ backupWindow: "17:00-17:30" }) },
      { says: "leave it out", to: orders() },
    ],
  ],
  [
    "maintenance without a day",
    orders({ maintenanceWindow: "18:00-19:00" }),
    told("maintenanceWindow", "DATABASE_WINDOW_FORM", {
      message: "This is no window of half an hour or more.",
      found: '"18:00-19:00"',
      expected: "two times in UTC, half an hour apart at least, such as sun:18:00-sun:19:00",
      fix: 'use "sun:18:00-sun:19:00", or leave it out and AWS chooses it',
    }),
    [
      { says: 'use "sun:18:00-sun:19:00"', to: orders({ maintenanceWindow: "sun:18:00-sun:19:00" }) },
      { says: "leave it out", to: orders() },
    ],
  ],
  [
    "maintenance while backups are made",
    orders({ backupWindow: "17:00-18:30", maintenanceWindow: "sun:18:00-sun:19:00" }),
    told("maintenanceWindow", "DATABASE_WINDOWS_OVERLAP", {
      message: "RDS changes nothing while it makes a backup, so the two windows lie apart.",
      found: '"sun:18:00-sun:19:00", and backups in "17:00-18:30"',
      expected: "a window outside of that of the backups",
      fix: "move one of them, or leave one out and AWS chooses it",
    }),
    [
      {
        says: "move one of them",
        to: orders({ backupWindow: "17:00-18:00", maintenanceWindow: "sun:18:00-sun:19:00" }),
      },
      { says: "leave one out", to: orders({ maintenanceWindow: "sun:18:00-sun:19:00" }) },
    ],
  ],
  [
    "a copy of a database whose password AWS manages",
    orders({ blueGreen: true }),
    told("blueGreen", "DATABASE_PASSWORD_MANAGED", {
      message: "AWS makes no copy to change of a database whose password it manages itself.",
      found: "blueGreen: true, without a password of one's own",
      expected: "a password that is read of a secret, or changes in place",
      fix: "hand over password with a Secret, or leave out blueGreen",
    }),
    [
      { says: "hand over password with a Secret", to: withPassword({ blueGreen: true }) },
      { says: "leave out blueGreen", to: orders() },
    ],
  ],
  [
    "a copy of a database without backups",
    withPassword({ blueGreen: true, backupDays: 0 }),
    told("backupDays", "DATABASE_BACKUPS_NEEDED", {
      message: "A copy that takes the place of a database is made from its backups.",
      found: "backupDays: 0, with blueGreen: true",
      expected: "1 to 35",
      fix: "use 7, or leave out blueGreen",
    }),
    [
      { says: "use 7", to: withPassword({ blueGreen: true, backupDays: 7 }) },
      { says: "leave out blueGreen", to: withPassword({}) },
    ],
  ],
  [
    "a tier in one zone",
    inTier("data", ["a"]),
    told("tier", "DATABASE_TIER_ZONES", {
      message: "RDS puts a database into subnets of two zones at least.",
      found: "the tier data in 1 zone",
      expected: "a tier with subnets in two zones",
      fix: "give the network two zones, or name another tier",
    }),
    [
      { says: "give the network two zones", to: inTier("data") },
      { says: "name another tier", to: inTier("app", ["a"]) },
    ],
  ],
  [
    "a subnet group that exists beside one that is made",
    orders({ existingSubnetGroupName: "legacy", subnetGroupName: "orders", tier: "data" }),
    told("existingSubnetGroupName", "DATABASE_SUBNET_GROUPS", {
      message: "A database lies in one subnet group: one that it makes, or one that exists.",
      found: "existingSubnetGroupName beside subnetGroupName and tier",
      expected: "existingSubnetGroupName alone, or a tier and a subnetGroupName for a group of its own",
      fix: "leave out subnetGroupName and tier; or leave out existingSubnetGroupName",
    }),
    [
      { says: "leave out subnetGroupName and tier", to: orders({ existingSubnetGroupName: "legacy" }) },
      { says: "leave out existingSubnetGroupName", to: orders({ subnetGroupName: "orders", tier: "data" }) },
    ],
  ],
  [
    "a subnet group whose name AWS does not have",
    orders({ existingSubnetGroupName: "Legacy" }),
    told("existingSubnetGroupName", "EXACT_NAME_INVALID", {
      message: "AWS has no such name for this kind of resource, so nothing that exists is called so.",
      found: '"Legacy" (6 characters)',
      expected: "1 to 255 small letters, digits, spaces, ., _ and -, other than default",
      fix: "write the name as AWS shows it, or leave existingSubnetGroupName out and one is made",
    }),
    [
      { says: "write the name as AWS shows it", to: orders({ existingSubnetGroupName: "legacy" }) },
      { says: "leave existingSubnetGroupName out", to: orders() },
    ],
  ],
  [
    "another database in the place of one that is deployed",
    deployed({ databaseName: "carts" }),
    told("databaseName", "DATABASE_REPLACED", {
      message:
        "The database would be destroyed, and an empty one made in its place: RDS cannot change this of one that exists.",
      found: '"carts", and "orders" in the database that is deployed',
      expected: '"orders", or a reason for another database',
      fix: 'take the change back, or say in replace why what is in it may go, such as replace: "moved by a snapshot"',
    }),
    [
      { says: "take the change back", to: deployed({}) },
      { says: "say in replace why", to: deployed({ databaseName: "carts", replace: "moved by a snapshot" }) },
    ],
  ],
  [
    "a restored database in the place of one that is deployed",
    deployed({ pointInTime: { source: "shop-orders" } }),
    told("pointInTime", "DATABASE_REPLACED", {
      message:
        "The database would be destroyed, and an empty one made in its place: RDS cannot change this of one that exists.",
      found: '"shop-orders at the latest moment", and nothing in the database that is deployed',
      expected: "nothing, or a reason for another database",
      fix: 'take the change back, or say in replace why what is in it may go, such as replace: "moved by a snapshot"',
    }),
    [
      { says: "take the change back", to: deployed({}) },
      {
        says: "say in replace why",
        to: deployed({ pointInTime: { source: "shop-orders" }, replace: "moved by a snapshot" }),
      },
    ],
  ],
  [
    "a snapshot beside a moment",
    orders({ snapshot: "orders-2026-11-30", pointInTime: { source: "shop-orders" } }),
    told("pointInTime", "DATABASE_ORIGINS", {
      message: "A database is made from one thing: a snapshot, or a moment of another database.",
      found: "pointInTime beside snapshot",
      expected: "one of the two",
      fix: "leave out snapshot, or leave out pointInTime",
    }),
    [
      { says: "leave out snapshot", to: orders({ pointInTime: { source: "shop-orders" } }) },
      { says: "leave out pointInTime", to: orders({ snapshot: "orders-2026-11-30" }) },
    ],
  ],
  [
    "another owner of what is restored",
    orders({ snapshot: "orders-2026-11-30", username: "shop" }),
    told("username", "DATABASE_OWNER_RESTORED", {
      message: "What is restored keeps the owner that it had.",
      found: '"shop", with snapshot',
      expected: "no username",
      fix: "leave out username",
    }),
    [{ says: "leave out username", to: orders({ snapshot: "orders-2026-11-30" }) }],
  ],
  [
    "a moment of an ARN",
    orders({ pointInTime: { source: "arn:aws:rds:eu-west-1:111111111111:db:orders" } }),
    told("pointInTime.source", "DATABASE_SOURCE_FORM", {
      message: "This is neither the name of an instance nor a resource id.",
      found: '"arn:aws:rds:eu-west-1:111111111111:db:orders"',
      expected:
        "1 to 63 letters, digits and single -, a letter first, such as groundplan-prod-data-orders; or db- and a resource id",
      fix: "write the name that the RDS console shows as DB identifier",
    }),
    [{ says: "write the name", to: orders({ pointInTime: { source: "orders" } }) }],
  ],
  [
    "a database that is restored from itself",
    orders({ pointInTime: { source: "groundplan-sandbox-test-orders" } }),
    told("pointInTime.source", "DATABASE_RESTORED_FROM_ITSELF", {
      message: "The database would be destroyed before it is restored from its own backups.",
      found: '"groundplan-sandbox-test-orders", which is its own name',
      expected: "another database, or a snapshot",
      fix: "restore it as a database of another id beside this one, or take a snapshot and name it in snapshot in the place of pointInTime",
    }),
    [
      {
        says: "restore it as a database of another id beside this one",
        to: (stack) => {
          const network = databaseNetwork(stack);
          const source = new Database(stack, "orders", { network, ...SMALL }).instanceName;
          new Database(stack, "restored", { network, ...SMALL, pointInTime: { source } });
        },
      },
      { says: "take a snapshot and name it in snapshot", to: orders({ snapshot: "orders-2026-11-30" }) },
    ],
  ],
  [
    "a moment without seconds",
    orders({ pointInTime: { source: "shop-orders", time: "2026-11-30 12:00" } }),
    told("pointInTime.time", "DATABASE_MOMENT_FORM", {
      message: "This is no moment in UTC.",
      found: '"2026-11-30 12:00"',
      expected: "a day and a time to the second, such as 2026-11-30T12:00:00Z",
      fix: 'use "2026-11-30T12:00:00Z", or leave it out for the last moment that can be restored',
    }),
    [
      {
        says: 'use "2026-11-30T12:00:00Z"',
        to: orders({ pointInTime: { source: "shop-orders", time: "2026-11-30T12:00:00Z" } }),
      },
      { says: "leave it out", to: orders({ pointInTime: { source: "shop-orders" } }) },
    ],
  ],
  [
    "a replica of a database whose password AWS manages",
    orders({ replicas: { reader: {} } }),
    told("replicas", "DATABASE_REPLICAS_PASSWORD", {
      message: "AWS makes no read replica of a database whose password it manages itself.",
      found: "replicas, without a password of one's own",
      expected: "a password that is read of a secret, or no replicas",
      fix: "hand over password with a Secret, or leave out replicas",
    }),
    [
      { says: "hand over password with a Secret", to: withPassword({ replicas: { reader: {} } }) },
      { says: "leave out replicas", to: orders() },
    ],
  ],
  [
    "sixteen replicas",
    withPassword({ replicas: many(16) }),
    told("replicas", "DATABASE_REPLICAS_MANY", {
      message: "RDS makes no more replicas of one database.",
      found: "16 replicas",
      expected: "15 at most",
      fix: "leave out 1",
    }),
    [{ says: "leave out 1", to: withPassword({ replicas: many(15) }) }],
  ],
  [
    "a replica of a database without backups",
    withPassword({ replicas: { reader: {} }, backupDays: 0 }),
    told("backupDays", "DATABASE_BACKUPS_NEEDED", {
      message: "A replica is made from the backups of its database.",
      found: "backupDays: 0, with replicas",
      expected: "1 to 35",
      fix: "use 7, or leave out replicas",
    }),
    [
      { says: "use 7", to: withPassword({ replicas: { reader: {} }, backupDays: 7 }) },
      { says: "leave out replicas", to: withPassword({ backupDays: 0 }) },
    ],
  ],
  [
    "changes by a copy of a database with replicas",
    withPassword({ replicas: { reader: {} }, blueGreen: true }),
    told("blueGreen", "DATABASE_REPLICAS_BLUE_GREEN", {
      message: "The AWS provider changes no database by a copy that has replicas.",
      found: "blueGreen: true, with replicas",
      expected: "changes in place, or no replicas",
      fix: "leave out blueGreen, or leave out replicas",
    }),
    [
      { says: "leave out blueGreen", to: withPassword({ replicas: { reader: {} } }) },
      { says: "leave out replicas", to: withPassword({ blueGreen: true }) },
    ],
  ],
  [
    "a replica of a size of EC2",
    withPassword({ replicas: { reader: { size: "t4g.medium" } } }),
    told("replicas.reader.size", "DATABASE_SIZE_FORM", {
      message: "This is no class of instances of RDS.",
      found: '"t4g.medium"',
      expected: "db., a family and a size, such as db.t4g.medium",
      fix: 'use "db.t4g.medium"',
    }),
    [{ says: 'use "db.t4g.medium"', to: withPassword({ replicas: { reader: { size: "db.t4g.medium" } } }) }],
  ],
  [
    "a replica in a zone that the network does not have",
    withPassword({ replicas: { reader: { zone: "b" } } }),
    told("replicas.reader.zone", "DATABASE_ZONE_UNKNOWN", {
      message: "The network has no zone of this letter.",
      found: '"b"',
      expected: "a, c",
      fix: 'use "a", or leave it out and AWS chooses one',
    }),
    [
      { says: 'use "a"', to: withPassword({ replicas: { reader: { zone: "a" } } }) },
      { says: "leave it out", to: withPassword({ replicas: { reader: {} } }) },
    ],
  ],
  [
    "a replica with a standby in one zone",
    withPassword({ replicas: { reader: { zone: "a", multiAz: true } } }),
    told("replicas.reader.zone", "DATABASE_ZONE_STANDBY", {
      message: "A replica with a standby lies in two zones, which AWS chooses.",
      found: 'zone: "a", with multiAz: true',
      expected: "a zone, or a standby",
      fix: "leave out zone, or leave out multiAz",
    }),
    [
      { says: "leave out zone", to: withPassword({ replicas: { reader: { multiAz: true } } }) },
      { says: "leave out multiAz", to: withPassword({ replicas: { reader: { zone: "a" } } }) },
    ],
  ],
  [
    "a proxy that keeps more connections than it opens",
    orders({ proxy: { maxConnectionsPercent: 40, maxIdlePercent: 50 } }),
    told("proxy.maxIdlePercent", "DATABASE_PROXY_IDLE", {
      message: "A proxy keeps no more connections than it opens.",
      found: "50, and 40 in maxConnectionsPercent",
      expected: "0 to 40",
      fix: "use 40, or leave it out for half of maxConnectionsPercent",
    }),
    [
      { says: "use 40", to: orders({ proxy: { maxConnectionsPercent: 40, maxIdlePercent: 40 } }) },
      { says: "leave it out", to: orders({ proxy: { maxConnectionsPercent: 40 } }) },
    ],
  ],
  [
    "a proxy with the password of a user without the name",
    withUser({}),
    told("proxy.users[0]", "DATABASE_PROXY_SECRET_FORM", {
      message: "A proxy reads name and password of a user from one secret.",
      found: "a secret that is one text",
      expected: "JSON with the fields username and password",
      fix: 'make the secret with generate: { json: { generated: "password", fields: { username: "app" } } }, or say its fields where it exists',
    }),
    [
      {
        says: 'make the secret with generate: { json: { generated: "password", fields: { username: "app" } } }',
        to: withUser({ json: { generated: "password", fields: { username: "app" } } }),
      },
      { says: "say its fields where it exists", to: withUserThatExists },
    ],
  ],
  [
    "changes by a copy of a database behind a proxy",
    withPassword({ proxy: true, blueGreen: true }),
    told("blueGreen", "DATABASE_PROXY_BLUE_GREEN", {
      message: "AWS makes no copy to change of a database behind a proxy.",
      found: "blueGreen: true, with a proxy",
      expected: "changes in place, or no proxy",
      fix: "leave out blueGreen, or leave out proxy",
    }),
    [
      { says: "leave out blueGreen", to: withPassword({ proxy: true }) },
      { says: "leave out proxy", to: withPassword({ blueGreen: true }) },
    ],
  ],
  [
    "a user with a star",
    connects(true, "app*"),
    told("", "DATABASE_USER_FORM", {
      message: "This is not the name of a user in a database.",
      found: '"app*"',
      expected: "1 to 63 letters, digits and _ . @ -",
      fix: "name the user that was made in the database, such as app",
    }),
    [{ says: "name the user", to: connects(true, "app") }],
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
