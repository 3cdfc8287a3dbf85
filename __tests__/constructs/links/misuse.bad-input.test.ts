import { TaskDefinition } from "../../../constructs/ecs";
import { ServiceAccountRole } from "../../../constructs/eks";
import { Role } from "../../../constructs/iam";
import { bucketLink, type DatabaseLinkProps, databaseLink, type Links, useLinks } from "../../../constructs/links";
import { Port, SecurityGroup } from "../../../constructs/security-groups";
import { Bucket, type IBucket } from "../../../constructs/storage";
import { type Told, testAdvice } from "../../support/followed-advice";
import { problemsIfAny, synthStack } from "../../support/synth";
import { IMAGE, SMALL_TASK } from "../ecs/support";
import { knownCluster } from "../eks/identity/support";

/** What programs without types say. */
interface Input {
  readonly uses?: unknown;
  /** In the place of a bucket. */
  readonly bucket?: unknown;
  /** In the place of some properties of a database. */
  readonly database?: object;
}

interface Found {
  /** The property behind the construct, or behind the function with its name. */
  readonly at: string;
  readonly code: string;
  readonly message: string;
  readonly found: string;
  readonly expected: string;
  readonly fix: string;
}

interface Case extends Told<Input> {
  readonly input: Input;
  readonly problems: readonly Found[];
}

const GRANT = { grant() {} };

/** What a service account, a task and `useLinks` are told of the same. */
function toldBy({ uses = {}, bucket, database }: Input) {
  const links = uses as Links;
  const builds = {
    "sandbox-ecs/reader › ": (stack: Parameters<Parameters<typeof synthStack>[0]>[0]) => {
      if (bucket !== undefined) bucketLink((bucket === "none" ? undefined : bucket) as IBucket);
      if (database) {
        const group = SecurityGroup.fromExisting(stack, "orders", { securityGroupId: "sg-0123456789abcdef0" });
        const secretArn = "arn:aws:secretsmanager:ap-northeast-2:111111111111:secret:orders-AbCdEf";
        const given = { host: "orders.example.com", port: 5432, database: "orders", group, secretArn };
        databaseLink({ ...given, ...database } as DatabaseLinkProps);
      }
      const cluster = knownCluster(stack);
      const pods = { namespace: "shop", serviceAccount: "reader", podLabels: { app: "reader" } };
      new ServiceAccountRole(stack, "reader", { ...pods, cluster, uses: links });
    },
    "sandbox-ecs/api › containers.app.": (stack: Parameters<Parameters<typeof synthStack>[0]>[0]) => {
      new TaskDefinition(stack, "api", { ...SMALL_TASK, containers: { app: { image: IMAGE, uses: links } } });
    },
    "sandbox-ecs/importer › ": (stack: Parameters<Parameters<typeof synthStack>[0]>[0]) => {
      const trustedBy = [{ by: "service", service: "ec2.amazonaws.com" }] as const;
      useLinks(new Role(stack, "importer", { description: "imports", trustedBy }), links, "importer");
    },
  };
  return Object.entries(builds).map(([before, build]) =>
    problemsIfAny(() => synthStack(build, { name: "ecs" })).map(({ path, ...told }) => ({
      at: path.startsWith(before) ? path.slice(before.length) : path,
      ...told,
    })),
  );
}

const NO_LINK = {
  code: "USE_LINK_INVALID",
  message: "This is no link, so nobody knows what it means to use it.",
  expected: "a link, made by bucketLink(…) or databaseLink(…)",
  fix: "make it by bucketLink(…) or databaseLink(…), or take it out",
};
const NO_CONNECTION = {
  code: "USE_LINK_INVALID",
  expected: "a list of { to, port }",
  fix: "such as [{ to: group, port: Port.tcp(5432) }], or leave it out",
};

const CASES: readonly Case[] = [
  ...[
    ["a text", "buckets.uploads", '"buckets.uploads"'],
    ["a list", [GRANT], "a list"],
    ["null", null, "null"],
  ].map(
    ([what, uses, found]): Case => ({
      mistake: `uses that is ${what}`,
      input: { uses },
      problems: [
        {
          at: "uses",
          code: "USE_LINK_INVALID",
          message: "What is used is said by name.",
          found: String(found),
          expected: "an object of links by name, such as { orders: databaseLink(…) }",
          fix: "give each link the name that its variables begin with",
        },
      ],
      ways: [{ says: "give each link the name", to: { uses: { orders: GRANT } } }],
    }),
  ),
  {
    mistake: "what is no link, in lists too",
    input: { uses: { files: "uploads", orders: [GRANT, undefined], jobs: null, more: [[GRANT]] } },
    problems: [
      { at: "uses.files", found: '"uploads"', ...NO_LINK },
      { at: "uses.jobs", found: "null", ...NO_LINK },
      { at: "uses.more[0]", found: "a list", ...NO_LINK },
      { at: "uses.orders[1]", found: "undefined", ...NO_LINK },
    ],
    ways: [{ says: "or take it out", to: { uses: { orders: [GRANT] } } }],
  },
  {
    mistake: "a link that permits nothing it says",
    input: { uses: { files: { variables: { HOST: "a" } }, orders: { grant: "read" } } },
    problems: [
      ["files", "undefined"],
      ["orders", '"read"'],
    ].map(([name, found = ""]) => ({
      at: `uses.${name}.grant`,
      code: "USE_LINK_INVALID",
      message: "A link says what it permits, and this says nothing.",
      found,
      expected: "a function grant({ grantee }), which may do nothing",
      fix: "make the link by bucketLink(…) or databaseLink(…), or add grant() {} where there is nothing to permit",
    })),
    ways: [
      {
        says: "or add grant() {} where there is nothing to permit",
        to: { uses: { files: { ...GRANT, variables: { HOST: "a" } }, orders: GRANT } },
      },
    ],
  },
  {
    mistake: "parts of a link that are something else",
    input: {
      uses: {
        files: { ...GRANT, connections: { to: "sg-1" }, variables: ["HOST"] },
        orders: {
          ...GRANT,
          connections: [{ to: "sg-0123456789abcdef0", port: 5432 }, undefined],
          variables: { PORT: 5432 },
          secrets: { PASSWORD: "arn:aws:secretsmanager:ap-northeast-2:111111111111:secret:orders", USER: {} },
        },
      },
    },
    problems: [
      {
        at: "uses.files.connections",
        message: "What is connected to is a list.",
        found: "an object",
        ...NO_CONNECTION,
      },
      {
        at: "uses.files.variables",
        code: "USE_LINK_INVALID",
        message: "What the application is told has names.",
        found: "a list",
        expected: "an object by the ends of variables' names",
        fix: "such as { HOST: … }, or leave it out",
      },
      ...[
        ["0", 'to: "sg-0123456789abcdef0", port: 5432'],
        ["1", "undefined"],
      ].map(([place, found = ""]) => ({
        at: `uses.orders.connections[${place}]`,
        message: "This says neither what is connected to nor by which port.",
        found,
        ...NO_CONNECTION,
      })),
      {
        at: "uses.orders.variables.PORT",
        code: "USE_LINK_INVALID",
        message: "An environment variable is a text.",
        found: "5432",
        expected: "a text",
        fix: "write it as a text, such as String(port), or leave it out",
      },
      ...[
        ["PASSWORD", '"arn:aws:secretsmanager:ap-northeast-2:111111111111:secret:orders"'],
        ["USER", "secretArn: undefined"],
      ].map(([name, found = ""]) => ({
        at: `uses.orders.secrets.${name}`,
        code: "USE_LINK_INVALID",
        message: "A secret is named by its ARN.",
        found,
        expected: "{ secretArn }, and field for one key of its JSON",
        fix: "write { secretArn: secret.arn }, or leave it out",
      })),
    ],
    ways: [
      {
        says: ["or leave it out", "write it as a text, such as String(port)"],
        to: { uses: { files: GRANT, orders: { ...GRANT, variables: { PORT: "5432" } } } },
      },
    ],
  },
];

test.each(CASES)("$mistake is told, whoever uses it", ({ input, problems }) => {
  for (const told of toldBy(input)) expect(told).toEqual(problems);
});

testAdvice(CASES, (input) =>
  toldBy(input).flatMap((told) => told.map(({ at, ...problem }) => ({ path: at, ...problem }))),
);

const MADE: readonly Case[] = [
  {
    mistake: "a bucket that is none",
    input: { bucket: "uploads" },
    problems: [
      {
        at: "bucketLink(…) › bucket",
        code: "USE_LINK_INVALID",
        message: "The link is made from a bucket, and this is none.",
        found: '"uploads"',
        expected: "a Bucket, or one that exists",
        fix: "hand over the bucket itself, or Bucket.fromExisting(…)",
      },
    ],
    ways: [{ says: "hand over the bucket itself", to: {} }],
  },
  {
    mistake: "a database of which half is missing",
    input: { database: { host: undefined, port: "5432", group: "sg-0123456789abcdef0" } },
    problems: [
      {
        at: "databaseLink(…) › host",
        code: "USE_LINK_INVALID",
        message: "The link says where the database is, by a text.",
        found: "undefined",
        expected: "a text",
        fix: "write host as the database has it",
      },
      {
        at: "databaseLink(…) › port",
        code: "USE_LINK_INVALID",
        message: "The link says by which port the database is reached.",
        found: '"5432"',
        expected: "a whole number from 1 to 65535",
        fix: "write the port that the database listens on, such as 5432",
      },
      {
        at: "databaseLink(…) › group",
        code: "USE_LINK_INVALID",
        message: "The link connects to the security group of the database, and this is none.",
        found: '"sg-0123456789abcdef0"',
        expected: "a SecurityGroup, or one that exists",
        fix: 'hand over the group itself, or SecurityGroup.fromExisting(this, "orders", { securityGroupId })',
      },
    ],
    ways: [
      {
        says: [
          "write host as the database has it",
          "write the port that the database listens on",
          "hand over the group itself",
        ],
        to: { database: {} },
      },
    ],
  },
];

test.each(MADE)("$mistake is told where the link is made", ({ input, problems }) => {
  expect(toldBy(input)[0]).toEqual(problems);
});

testAdvice(MADE, (input) => (toldBy(input)[0] ?? []).map(({ at, ...problem }) => ({ path: at, ...problem })));

test("links of all that there is pass", () => {
  const { problems } = synthStack(
    (stack) => {
      const group = SecurityGroup.fromExisting(stack, "group", { securityGroupId: "sg-0123456789abcdef0" });
      const own = { ...GRANT, connections: [{ to: group, port: Port.tcp(9200) }], variables: { HOST: "a" } };
      const bucket = Bucket.fromExisting(stack, "uploads", { bucketName: "acme-uploads" });
      const uses = { search: own, uploads: [bucketLink(bucket)] };
      new TaskDefinition(stack, "api", { ...SMALL_TASK, containers: { app: { image: IMAGE, uses } } });
    },
    { name: "ecs" },
  );
  expect(problems).toEqual([]);
});
