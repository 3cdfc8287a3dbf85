import type { EnvironmentStack } from "../../../constructs/core/environments/environment-stack";
import type { Problem } from "../../../constructs/core/errors";
import { factsOf, REMEMBERED_CONTEXT } from "../../../constructs/core/memory";
import { type ExistingTableProps, Table, type TableProps } from "../../../constructs/dynamodb";
import { testAdvice, type Way } from "../../support/followed-advice";
import { problemsIfAny, problemsOf, synthStack } from "../../support/synth";
import { makeRole } from "../messaging/support";
import { KEY, TABLE } from "./support";

interface Build {
  readonly make: (stack: EnvironmentStack) => void;
  /** What is remembered of the deployed stack. */
  readonly context?: Readonly<Record<string, unknown>>;
}
type Row = readonly [mistake: string, wrong: Build, problem: Problem, ways: readonly Way<Build>[]];

const PATH = "sandbox-test/carts";

const table = (props: Partial<TableProps>): Build => ({
  make: (stack) => {
    new Table(stack, "carts", { key: { id: "string" }, ...props });
  },
});
const existing = (props: ExistingTableProps): Build => ({
  make: (stack) => {
    Table.fromExisting(stack, "carts", props);
  },
});
/** A table that has been deployed as the first, and is to be the second. */
const changed = (before: Partial<TableProps>, props: Partial<TableProps>): Build => {
  let facts = {};
  synthStack((stack) => {
    table(before).make(stack);
    facts = factsOf(stack);
  });
  return { ...table(props), context: { [REMEMBERED_CONTEXT]: { "sandbox-test": facts } } };
};
const streamed = (props: Partial<TableProps>): Build => ({
  make: (stack) => new Table(stack, "carts", { key: { id: "string" }, ...props }).grantStream(makeRole(stack)),
});
/** A table of the stack, taken as one that exists. */
const referred = (isNamed: boolean): Build => ({
  make: (stack) => {
    const { table: other, tableName } = new Table(stack, "other", { key: { id: "string" } });
    Table.fromExisting(stack, "carts", { tableArn: other.arn, ...(isNamed ? { tableName } : {}) });
  },
});
const synth = ({ make, context }: Build) => synthStack(make, context ? { context } : {});

const found = (property: string, code: string, told: Omit<Problem, "code" | "path">): Problem => ({
  code,
  path: `${PATH} › ${property}`,
  ...told,
});
const scaled = { min: 1, max: 10 };
const provisioned = { by: "provisioned", read: scaled, write: scaled } as const;
const customers = { key: { customer: "string" } } as const;
const totals = { sortKey: { total: "number" } } as const;
const sortKey = { at: "number" } as const;
const fiveAndOne = Object.fromEntries(["one", "two", "three", "four", "five", "six"].map((name) => [name, totals]));
const many = Array.from({ length: 101 }, (_, index) => `a${index}`);
const replica = { "eu-west-1": {} };

const MISTAKES: readonly Row[] = [
  [
    "two attributes in a key",
    table({ key: { id: "string", at: "number" } }),
    found("key", "TABLE_KEY_ATTRIBUTES", {
      message:
        "A key of DynamoDB has one attribute by which items are found, and may have one by which they are sorted.",
      found: "id and at",
      expected: "one attribute, such as { id: string }",
      fix: "leave one in key, and write the other one as sortKey",
    }),
    [{ says: "leave one in key", to: table({ key: { id: "string" }, sortKey }) }],
  ],
  [
    "no attribute in the key of an index",
    table({ indexes: { customers: { key: {} } } }),
    found("indexes.customers.key", "TABLE_KEY_ATTRIBUTES", {
      message:
        "A key of DynamoDB has one attribute by which items are found, and may have one by which they are sorted.",
      found: "no attribute",
      expected: "one attribute, such as { id: string }",
      fix: "name one attribute",
    }),
    [{ says: "name one attribute", to: table({ indexes: { customers } }) }],
  ],
  [
    "a key whose name is too long",
    table({ key: { ["k".repeat(256)]: "string" } }),
    found("key", "TABLE_ATTRIBUTE_NAME", {
      message: "DynamoDB has no such name for an attribute of a key.",
      found: "a name of 256 characters",
      expected: "1 to 255 characters",
      fix: "use a shorter name that is not empty",
    }),
    [{ says: "use a shorter name", to: table({ key: { ["k".repeat(255)]: "string" } }) }],
  ],
  [
    "a sort key that is the key",
    table({ sortKey: { id: "string" } }),
    found("sortKey", "TABLE_KEY_TWICE", {
      message: "Items with the same key would all have the same place in the order.",
      found: "id, as in key",
      expected: "another attribute than that of key",
      fix: "name the attribute that sorts items with the same key, or leave the sort key out",
    }),
    [
      { says: "name the attribute that sorts items", to: table({ sortKey }) },
      { says: "leave the sort key out", to: table({}) },
    ],
  ],
  [
    "an attribute of two kinds",
    table({ sortKey, indexes: { customers: { ...customers, sortKey: { at: "string" } } } }),
    found("indexes.customers.sortKey.at", "TABLE_ATTRIBUTE_TWO_TYPES", {
      message: "An attribute holds the same kind of value wherever it is part of a key.",
      found: '"string", and "number" in sortKey',
      expected: "one of them in both places",
      fix: "write number here, or string there",
    }),
    [
      { says: "write number here", to: table({ sortKey, indexes: { customers: { ...customers, sortKey } } }) },
      {
        says: "string there",
        to: table({ sortKey: { at: "string" }, indexes: { customers: { ...customers, sortKey: { at: "string" } } } }),
      },
    ],
  ],
  [
    "an index of two letters",
    table({ indexes: { by: customers } }),
    found("indexes.by", "TABLE_INDEX_NAME", {
      message: "DynamoDB has no such name for an index.",
      found: '"by"',
      expected: "3 to 255 letters, digits, _, - and .",
      fix: "give the index another name",
    }),
    [{ says: "give the index another name", to: table({ indexes: { customers } }) }],
  ],
  [
    "a name that two indexes have",
    table({ sortKey, indexes: { totals: customers }, localIndexes: { totals } }),
    found("localIndexes.totals", "TABLE_INDEX_TWICE", {
      message: "Two indexes of a table have the same name.",
      found: '"totals" in indexes and in localIndexes',
      expected: "a name of its own for each index",
      fix: "give one of them another name",
    }),
    [
      {
        says: "give one of them another name",
        to: table({ sortKey, indexes: { customers }, localIndexes: { totals } }),
      },
    ],
  ],
  [
    "six local indexes",
    table({ sortKey, localIndexes: fiveAndOne }),
    found("localIndexes", "TABLE_LOCAL_INDEXES_TOO_MANY", {
      message: "A table cannot have so many local indexes.",
      found: "6 local indexes",
      expected: "at most 5",
      fix: "make some of them indexes with a key",
    }),
    [
      {
        says: "make some of them indexes with a key",
        to: table({ sortKey, indexes: { one: { ...customers, ...totals } }, localIndexes: { two: totals } }),
      },
    ],
  ],
  [
    "a local index of a table without order",
    table({ localIndexes: { totals } }),
    found("localIndexes", "TABLE_LOCAL_INDEX_WITHOUT_SORT_KEY", {
      message: "Without a sort key there is one item of each key, and nothing that a local index could sort.",
      found: "localIndexes without sortKey",
      expected: "a table with a sortKey",
      fix: "give the table a sortKey, or make them indexes with a key",
    }),
    [
      { says: "give the table a sortKey", to: table({ sortKey, localIndexes: { totals } }) },
      { says: "make them indexes with a key", to: table({ indexes: { totals: { ...customers, ...totals } } }) },
    ],
  ],
  [
    "an index that keeps nothing",
    table({ indexes: { customers: { ...customers, projection: [] } } }),
    found("indexes.customers.projection", "TABLE_PROJECTION_EMPTY", {
      message: "The list names no attribute that the index keeps.",
      found: "an empty list",
      expected: "all, keys, or names of attributes",
      fix: "use keys, or name the attributes that queries read",
    }),
    [
      { says: "use keys", to: table({ indexes: { customers: { ...customers, projection: "keys" } } }) },
      { says: "name the attributes", to: table({ indexes: { customers: { ...customers, projection: ["total"] } } }) },
    ],
  ],
  [
    "indexes that name a hundred and one attributes",
    table({ indexes: { customers: { ...customers, projection: many } } }),
    found("indexes", "TABLE_PROJECTION_TOO_MANY", {
      message: "The indexes of a table cannot name so many attributes together.",
      found: "101 attributes in all lists",
      expected: "at most 100",
      fix: "use all for those that keep most of an item",
    }),
    [{ says: "use all", to: table({ indexes: { customers: { ...customers, projection: "all" } } }) }],
  ],
  [
    "a time that is a text",
    table({ expires: "id" }),
    found("expires", "TABLE_EXPIRES_INVALID", {
      message: "Nothing would ever be deleted: the time is a number, and this attribute holds another kind of value.",
      found: 'id, which holds "string"',
      expected: "an attribute that holds a number",
      fix: "name another attribute, or leave expires out",
    }),
    [
      { says: "name another attribute", to: table({ expires: "until" }) },
      { says: "leave expires out", to: table({}) },
    ],
  ],
  [
    "a time without a name",
    table({ expires: "" }),
    found("expires", "TABLE_EXPIRES_INVALID", {
      message: "No attribute says when items are deleted.",
      found: '""',
      expected: "the name of an attribute",
      fix: "name the attribute, or leave expires out",
    }),
    [
      { says: "name the attribute", to: table({ expires: "until" }) },
      { says: "leave expires out", to: table({}) },
    ],
  ],
  [
    "two keys of KMS",
    table({ encryptionKey: KEY, awsManagedKey: true }),
    found("awsManagedKey", "TABLE_TWO_KEYS", {
      message: "A table is encrypted with one key.",
      found: "a key of one's own, and awsManagedKey: true",
      expected: "one of the two, or neither for a key of DynamoDB's own",
      fix: "leave out awsManagedKey, or the other key",
    }),
    [
      { says: "leave out awsManagedKey", to: table({ encryptionKey: KEY }) },
      { says: "the other key", to: table({ awsManagedKey: true }) },
    ],
  ],
  [
    "the alias of a key",
    table({ encryptionKey: "alias/carts" }),
    found("encryptionKey", "KEY_ARN_INVALID", {
      message: "This is not the ARN of a KMS key.",
      found: '"alias/carts"',
      expected:
        "the ARN of a key, such as arn:aws:kms:ap-northeast-2:111111111111:key/1234abcd-12ab-34cd-56ef-1234567890ab",
      fix: "give the ARN of the key; an alias cannot be named in a permission",
    }),
    [{ says: "give the ARN of the key", to: table({ encryptionKey: KEY }) }],
  ],
  [
    "a least capacity above the most",
    table({ capacity: { by: "provisioned", read: { min: 10, max: 5 }, write: scaled } }),
    found("capacity.read", "TABLE_CAPACITY_RANGE", {
      message: "The least capacity is more than the most.",
      found: "min 10, max 5",
      expected: "min that is at most max",
      fix: "set max to 10, or min to 5",
    }),
    [
      { says: "set max to 10", to: table({ capacity: { ...provisioned, read: { min: 10, max: 10 } } }) },
      { says: "min to 5", to: table({ capacity: { ...provisioned, read: { min: 5, max: 5 } } }) },
    ],
  ],
  [
    "capacity of an index alone",
    table({ indexes: { customers: { ...customers, capacity: { read: 1, write: 1 } } } }),
    found("indexes.customers.capacity", "TABLE_INDEX_CAPACITY", {
      message: "Capacity is bought for an index only where it is bought for the table.",
      found: "capacity of an index, and a table whose requests are billed one by one",
      expected: "capacity of both, or of neither",
      fix: "leave it out, or give the table capacity by provisioned",
    }),
    [
      { says: "leave it out", to: table({ indexes: { customers } }) },
      {
        says: "give the table capacity by provisioned",
        to: table({ capacity: provisioned, indexes: { customers: { ...customers, capacity: { read: 1, write: 1 } } } }),
      },
    ],
  ],
  [
    "a replica where the table is",
    table({ replicas: { "ap-northeast-2": {} } }),
    found("replicas.ap-northeast-2", "TABLE_REPLICA_REGION", {
      message: "The table itself lies in this region.",
      found: '"ap-northeast-2", where the table lies',
      expected: "other regions than that of the table",
      fix: "name another region, or leave it out",
    }),
    [
      { says: "name another region", to: table({ replicas: replica }) },
      { says: "leave it out", to: table({}) },
    ],
  ],
  [
    "a replica in a region that is none",
    table({ replicas: { "eu-west-9": {} } }),
    found("replicas.eu-west-9", "TABLE_REPLICA_REGION", {
      message: "AWS has no such region.",
      found: '"eu-west-9"',
      expected: "other regions than that of the table",
      fix: "name another region, or leave it out",
    }),
    [
      { says: "name another region", to: table({ replicas: replica }) },
      { says: "leave it out", to: table({}) },
    ],
  ],
  [
    "a replica that cannot follow",
    table({ replicas: replica, stream: "keys" }),
    found("stream", "TABLE_REPLICA_STREAM", {
      message: "Replicas follow the stream of the table, and need both images of each change.",
      found: '"keys"',
      expected: '"new-and-old"',
      fix: "leave stream out",
    }),
    [{ says: "leave stream out", to: table({ replicas: replica }) }],
  ],
  [
    "replicas and capacity that is bought",
    table({ replicas: replica, capacity: provisioned }),
    found("capacity", "TABLE_REPLICA_CAPACITY", {
      message:
        "What is written to one region has to fit into the capacity of all, which only scaling of every index too could give.",
      found: "replicas, and capacity by provisioned",
      expected: "a table whose requests are billed one by one",
      fix: "leave capacity out, or replicas",
    }),
    [
      { says: "leave capacity out", to: table({ replicas: replica }) },
      { says: "or replicas", to: table({ capacity: provisioned }) },
    ],
  ],
  [
    "a replica without a key of a table with one",
    table({ replicas: replica, encryptionKey: KEY }),
    found("replicas.eu-west-1.keyArn", "TABLE_REPLICA_KEY", {
      message: "A table and its replicas have keys of the same kind.",
      found: "no key, and a table that has one",
      expected: "the ARN of a key in eu-west-1",
      fix: "give the ARN of a key of that region",
    }),
    [
      {
        says: "give the ARN of a key of that region",
        to: table({
          replicas: { "eu-west-1": { keyArn: KEY.replace("ap-northeast-2", "eu-west-1") } },
          encryptionKey: KEY,
        }),
      },
    ],
  ],
  [
    "a replica with a key of a table without",
    table({ replicas: { "eu-west-1": { keyArn: KEY } } }),
    found("replicas.eu-west-1.keyArn", "TABLE_REPLICA_KEY", {
      message: "A table and its replicas have keys of the same kind.",
      found: "a key, and a table that has none",
      expected: "no key",
      fix: "leave it out, or give the table a key too",
    }),
    [
      { says: "leave it out", to: table({ replicas: replica }) },
      {
        says: "give the table a key too",
        to: table({ replicas: { "eu-west-1": { keyArn: KEY } }, encryptionKey: KEY }),
      },
    ],
  ],
  [
    "an import into local indexes",
    table({ sortKey, localIndexes: { totals }, importFrom: { bucketName: "acme-carts", format: "ion" } }),
    found("importFrom", "TABLE_IMPORT_LOCAL_INDEXES", {
      message: "DynamoDB imports into no table with local indexes.",
      found: "importFrom and localIndexes",
      expected: "one of the two",
      fix: "make them indexes with a key, or leave importFrom out",
    }),
    [
      {
        says: "make them indexes with a key",
        to: table({ sortKey, indexes: { customers }, importFrom: { bucketName: "acme-carts", format: "ion" } }),
      },
      { says: "leave importFrom out", to: table({ sortKey, localIndexes: { totals } }) },
    ],
  ],
  [
    "a delimiter of ion",
    table({ importFrom: { bucketName: "acme-carts", format: "ion", delimiter: ";" } }),
    found("importFrom.delimiter", "TABLE_IMPORT_FORMAT", {
      message: "Only csv has lines and values.",
      found: "delimiter, and the format ion",
      expected: "delimiter with the format csv alone",
      fix: "leave it out, or set format to csv",
    }),
    [
      { says: "leave it out", to: table({ importFrom: { bucketName: "acme-carts", format: "ion" } }) },
      {
        says: "set format to csv",
        to: table({ importFrom: { bucketName: "acme-carts", format: "csv", delimiter: ";" } }),
      },
    ],
  ],
  [
    "a name with a slash",
    table({ tableName: "prod/carts" }),
    found("tableName", "EXACT_NAME_INVALID", {
      message: "AWS has no such name for this kind of resource, so nothing that exists is called so.",
      found: '"prod/carts" (10 characters)',
      expected: "3 to 255 letters, digits, _, . and -",
      fix: "write the name as AWS shows it, or leave tableName out and one is made",
    }),
    [
      { says: "write the name as AWS shows it", to: table({ tableName: "prod.carts" }) },
      { says: "leave tableName out", to: table({}) },
    ],
  ],
  [
    "another key of a table that is deployed",
    changed({ key: { customer: "string" } }, {}),
    found("key", "TABLE_REPLACED", {
      message:
        "The table would be destroyed, and an empty one made in its place: DynamoDB cannot change this of one that exists.",
      found: '"id", and "customer" in the table that is deployed',
      expected: '"customer", or a reason for another table',
      fix: 'take the change back, or say in replace why what is in it may go, such as replace: "moved by an export"',
    }),
    [
      { says: "take the change back", to: changed({ key: { customer: "string" } }, { key: { customer: "string" } }) },
      { says: "say in replace why", to: changed({ key: { customer: "string" } }, { replace: "moved by an export" }) },
    ],
  ],
  [
    "an order that a deployed table has not",
    changed({}, { sortKey }),
    found("sortKey", "TABLE_REPLACED", {
      message:
        "The table would be destroyed, and an empty one made in its place: DynamoDB cannot change this of one that exists.",
      found: '"at", and nothing in the table that is deployed',
      expected: "nothing, or a reason for another table",
      fix: 'take the change back, or say in replace why what is in it may go, such as replace: "moved by an export"',
    }),
    [
      { says: "take the change back", to: changed({}, {}) },
      { says: "say in replace why", to: changed({}, { sortKey, replace: "moved by an export" }) },
    ],
  ],
  [
    "a key that holds something else now",
    changed({}, { key: { id: "number" } }),
    found("key.id", "TABLE_ATTRIBUTE_TYPE", {
      message: "DynamoDB cannot change what an attribute of a key holds.",
      found: '"number", and "string" in the table that is deployed',
      expected: '"string"',
      fix: "take the change back, or give the attribute another name",
    }),
    [
      { says: "take the change back", to: changed({}, {}) },
      {
        says: "give the attribute another name",
        to: changed({}, { key: { number: "number" }, replace: "moved by an export" }),
      },
    ],
  ],
  [
    "another end of items while there is one",
    changed({ expires: "until" }, { expires: "end" }),
    found("expires", "TABLE_EXPIRES_CHANGED", {
      message: "DynamoDB takes no other attribute while it follows one.",
      found: '"end", and "until" in the table that is deployed',
      expected: '"until", or none',
      fix: "take the change back, or leave expires out and deploy, and write the new one an hour later",
    }),
    [
      { says: "take the change back", to: changed({ expires: "until" }, { expires: "until" }) },
      { says: "leave expires out and deploy", to: changed({ expires: "until" }, {}) },
      { says: "write the new one an hour later", to: changed({}, { expires: "end" }) },
    ],
  ],
  [
    "a stream that a table has not",
    streamed({}),
    found("stream", "TABLE_WITHOUT_STREAM", {
      message: "The table has no stream of its changes that could be read.",
      found: "a grant of the stream",
      expected: "a table with a stream",
      fix: 'set stream of the table to "new-and-old", or give streamArn of one that exists',
    }),
    [
      { says: 'set stream of the table to "new-and-old"', to: streamed({ stream: "new-and-old" }) },
      {
        says: "give streamArn of one that exists",
        to: {
          make: (stack) =>
            Table.fromExisting(stack, "carts", {
              tableArn: TABLE,
              streamArn: `${TABLE}/stream/2026-11-01T00:00:00.000`,
            }).grantStream(makeRole(stack)),
        },
      },
    ],
  ],
  [
    "a table that exists by its name",
    existing({ tableArn: "carts" }),
    found("tableArn", "TABLE_ARN_INVALID", {
      message: "This is not the ARN of a table.",
      found: '"carts"',
      expected: "the ARN of a table, such as arn:aws:dynamodb:ap-northeast-2:111111111111:table/carts",
      fix: "give the ARN, not the name",
    }),
    [{ says: "give the ARN", to: existing({ tableArn: TABLE }) }],
  ],
  [
    "a stream that is a table",
    existing({ tableArn: TABLE, streamArn: TABLE }),
    found("streamArn", "TABLE_STREAM_ARN_INVALID", {
      message: "This is not the ARN of a table's stream.",
      found: `"${TABLE}"`,
      expected:
        "the ARN of a stream, such as arn:aws:dynamodb:ap-northeast-2:111111111111:table/carts/stream/2026-11-01T00:00:00.000",
      fix: "give LatestStreamArn of the table, or leave streamArn out",
    }),
    [
      {
        says: "give LatestStreamArn of the table",
        to: existing({ tableArn: TABLE, streamArn: `${TABLE}/stream/2026-11-01T00:00:00.000` }),
      },
      { says: "leave streamArn out", to: existing({ tableArn: TABLE }) },
    ],
  ],
  [
    "a reference to a table alone",
    referred(false),
    found("tableName", "TABLE_UNKNOWN", {
      message: "The ARN is known after the apply only, so that tableName cannot be read out of it.",
      found: "nothing",
      expected: "tableName, a literal or a reference",
      fix: "give tableName beside the ARN",
    }),
    [{ says: "give tableName beside the ARN", to: referred(true) }],
  ],
];

test.each(MISTAKES)("%s is told, with a way out", (_, wrong, problem) => {
  expect(problemsOf(() => synth(wrong))).toEqual([problem]);
});

testAdvice<Build>(
  MISTAKES.map(([mistake, , problem, ways]) => ({ mistake, problems: [problem], ways })),
  (build) => problemsIfAny(() => synth(build)),
);

test("a statement that opens a table to everybody is told", () => {
  const { problems } = synthStack((stack) => {
    const one = new Table(stack, "carts", { key: { id: "string" } });
    one.admit({ sid: "Everybody", principals: "*", actions: ["dynamodb:GetItem"], resources: [one.tableArn] });
  });
  expect(problems).toEqual([
    expect.objectContaining({
      code: "RESOURCE_POLICY_PUBLIC",
      path: `${PATH} › policy › Everybody`,
      message: "The statement would open the table to everybody.",
    }),
  ]);
});
