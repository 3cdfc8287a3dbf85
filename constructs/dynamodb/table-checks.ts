import { REGIONS } from "../aws/regions";
import type { Problems } from "../core/errors";
import { checkKeyArn } from "../encryption/key-arn";
import { checkAlarmActions } from "../monitoring/alarm-actions";
import { checkKeys, typesOf } from "./table-keys";
import type { ProvisionedCapacity, ScaledCapacity, TableProps } from "./table-props";

/** Amazon DynamoDB API Reference, `CreateTable`, as of 2026-11. */
const INDEX_NAME = /^[A-Za-z0-9_.-]{3,255}$/;

/** Amazon DynamoDB Developer Guide, "Service, account, and table quotas in Amazon DynamoDB", as of 2026-11. */
const MOST = { localIndexes: 5, projected: 100 } as const;

/**
 * Checks what the forms of the properties do not say.
 *
 * @param region where the table lies
 */
export function checkTable(props: TableProps, region: string, problems: Problems): void {
  checkKeys(props, problems);
  checkIndexes(props, problems);
  checkExpiry(props, problems);
  checkEncryption(props, problems);
  if (props.capacity?.by === "provisioned") checkCapacity(props.capacity, problems);
  else checkIndexCapacity(props, problems);
  checkReplicas(props, region, problems);
  checkImport(props, problems);
  if (props.alarms) checkAlarmActions(props.alarms.actions ?? [], "alarms.actions", problems);
}

function checkIndexes(props: TableProps, problems: Problems): void {
  const { indexes = {}, localIndexes = {} } = props;
  for (const [kind, some] of Object.entries({ indexes, localIndexes })) {
    for (const name of Object.keys(some).filter((one) => !INDEX_NAME.test(one))) {
      problems.add(`${kind}.${name}`, {
        code: "TABLE_INDEX_NAME",
        message: "DynamoDB has no such name for an index.",
        found: `"${name}"`,
        expected: "3 to 255 letters, digits, _, - and .",
        fix: "give the index another name",
      });
    }
  }
  for (const name of Object.keys(localIndexes).filter((one) => Object.hasOwn(indexes, one))) {
    problems.add(`localIndexes.${name}`, {
      code: "TABLE_INDEX_TWICE",
      message: "Two indexes of a table have the same name.",
      found: `"${name}" in indexes and in localIndexes`,
      expected: "a name of its own for each index",
      fix: "give one of them another name",
    });
  }
  const locals = Object.keys(localIndexes).length;
  if (locals > MOST.localIndexes) {
    problems.add("localIndexes", {
      code: "TABLE_LOCAL_INDEXES_TOO_MANY",
      message: "A table cannot have so many local indexes.",
      found: `${locals} local indexes`,
      expected: `at most ${MOST.localIndexes}`,
      fix: "make some of them indexes with a key",
    });
  }
  if (locals > 0 && !props.sortKey) {
    problems.add("localIndexes", {
      code: "TABLE_LOCAL_INDEX_WITHOUT_SORT_KEY",
      message: "Without a sort key there is one item of each key, and nothing that a local index could sort.",
      found: "localIndexes without sortKey",
      expected: "a table with a sortKey",
      fix: "give the table a sortKey, or make them indexes with a key",
    });
  }
  checkProjected(props, problems);
}

function checkProjected({ indexes = {}, localIndexes = {} }: TableProps, problems: Problems): void {
  const lists = Object.entries({ indexes, localIndexes }).flatMap(([kind, some]) =>
    Object.entries(some).flatMap(([name, { projection }]) =>
      projection === undefined || typeof projection === "string"
        ? []
        : [{ at: `${kind}.${name}.projection`, projection }],
    ),
  );
  for (const { at } of lists.filter(({ projection }) => projection.length === 0)) {
    problems.add(at, {
      code: "TABLE_PROJECTION_EMPTY",
      message: "The list names no attribute that the index keeps.",
      found: "an empty list",
      expected: "all, keys, or names of attributes",
      fix: "use keys, or name the attributes that queries read",
    });
  }
  const count = lists.reduce((sum, { projection }) => sum + projection.length, 0);
  if (count <= MOST.projected) return;
  problems.add("indexes", {
    code: "TABLE_PROJECTION_TOO_MANY",
    message: "The indexes of a table cannot name so many attributes together.",
    found: `${count} attributes in all lists`,
    expected: `at most ${MOST.projected}`,
    fix: "use all for those that keep most of an item",
  });
}

function checkExpiry(props: TableProps, problems: Problems): void {
  const { expires } = props;
  const type = expires === undefined ? undefined : typesOf(props)[expires];
  if (expires === "") {
    problems.add("expires", {
      code: "TABLE_EXPIRES_INVALID",
      message: "No attribute says when items are deleted.",
      found: '""',
      expected: "the name of an attribute",
      fix: "name the attribute, or leave expires out",
    });
  }
  if (type === undefined || type === "number") return;
  problems.add("expires", {
    code: "TABLE_EXPIRES_INVALID",
    message: "Nothing would ever be deleted: the time is a number, and this attribute holds another kind of value.",
    found: `${expires}, which holds "${type}"`,
    expected: "an attribute that holds a number",
    fix: "name another attribute, or leave expires out",
  });
}

function checkEncryption(
  { encryptionKey, awsManagedKey = false, replicas = {} }: TableProps,
  problems: Problems,
): void {
  if (typeof encryptionKey === "string") checkKeyArn(encryptionKey, "encryptionKey", problems);
  for (const [region, { keyArn }] of Object.entries(replicas)) {
    if (keyArn !== undefined) checkKeyArn(keyArn, `replicas.${region}.keyArn`, problems);
  }
  if (encryptionKey === undefined || !awsManagedKey) return;
  problems.add("awsManagedKey", {
    code: "TABLE_TWO_KEYS",
    message: "A table is encrypted with one key.",
    found: "a key of one's own, and awsManagedKey: true",
    expected: "one of the two, or neither for a key of DynamoDB's own",
    fix: "leave out awsManagedKey, or the other key",
  });
}

function checkCapacity({ read, write }: ProvisionedCapacity, problems: Problems): void {
  for (const [what, { min, max }] of Object.entries({ read, write } satisfies Record<string, ScaledCapacity>)) {
    if (min <= max) continue;
    problems.add(`capacity.${what}`, {
      code: "TABLE_CAPACITY_RANGE",
      message: "The least capacity is more than the most.",
      found: `min ${min}, max ${max}`,
      expected: "min that is at most max",
      fix: `set max to ${min}, or min to ${max}`,
    });
  }
}

function checkIndexCapacity({ indexes = {} }: TableProps, problems: Problems): void {
  for (const [name] of Object.entries(indexes).filter(([, { capacity }]) => capacity !== undefined)) {
    problems.add(`indexes.${name}.capacity`, {
      code: "TABLE_INDEX_CAPACITY",
      message: "Capacity is bought for an index only where it is bought for the table.",
      found: "capacity of an index, and a table whose requests are billed one by one",
      expected: "capacity of both, or of neither",
      fix: "leave it out, or give the table capacity by provisioned",
    });
  }
}

function checkReplicas(props: TableProps, region: string, problems: Problems): void {
  const { replicas = {}, stream = "new-and-old", capacity } = props;
  const others = Object.keys(replicas);
  if (others.length === 0) return;
  for (const other of others) {
    const is = (found: string, message: string): void =>
      problems.add(`replicas.${other}`, {
        code: "TABLE_REPLICA_REGION",
        message,
        found,
        expected: "other regions than that of the table",
        fix: "name another region, or leave it out",
      });
    if (other === region) is(`"${other}", where the table lies`, "The table itself lies in this region.");
    else if (!REGIONS.includes(other)) is(`"${other}"`, "AWS has no such region.");
  }
  if (stream !== "new-and-old") {
    problems.add("stream", {
      code: "TABLE_REPLICA_STREAM",
      message: "Replicas follow the stream of the table, and need both images of each change.",
      found: `"${stream}"`,
      expected: '"new-and-old"',
      fix: "leave stream out",
    });
  }
  if (capacity?.by === "provisioned") {
    problems.add("capacity", {
      code: "TABLE_REPLICA_CAPACITY",
      message:
        "What is written to one region has to fit into the capacity of all, which only scaling of every index too could give.",
      found: "replicas, and capacity by provisioned",
      expected: "a table whose requests are billed one by one",
      fix: "leave capacity out, or replicas",
    });
  }
  const isOwn = props.encryptionKey !== undefined;
  for (const [other, { keyArn }] of Object.entries(replicas)) {
    if ((keyArn !== undefined) === isOwn) continue;
    problems.add(`replicas.${other}.keyArn`, {
      code: "TABLE_REPLICA_KEY",
      message: "A table and its replicas have keys of the same kind.",
      found: isOwn ? "no key, and a table that has one" : "a key, and a table that has none",
      expected: isOwn ? `the ARN of a key in ${other}` : "no key",
      fix: isOwn ? "give the ARN of a key of that region" : "leave it out, or give the table a key too",
    });
  }
}

function checkImport({ importFrom, localIndexes = {} }: TableProps, problems: Problems): void {
  if (!importFrom) return;
  if (Object.keys(localIndexes).length > 0) {
    problems.add("importFrom", {
      code: "TABLE_IMPORT_LOCAL_INDEXES",
      message: "DynamoDB imports into no table with local indexes.",
      found: "importFrom and localIndexes",
      expected: "one of the two",
      fix: "make them indexes with a key, or leave importFrom out",
    });
  }
  const { format, delimiter, header } = importFrom;
  const given = Object.entries({ delimiter, header }).filter(([, value]) => value !== undefined);
  if (format === "csv" || given.length === 0) return;
  for (const [option] of given) {
    problems.add(`importFrom.${option}`, {
      code: "TABLE_IMPORT_FORMAT",
      message: "Only csv has lines and values.",
      found: `${option}, and the format ${format}`,
      expected: `${option} with the format csv alone`,
      fix: "leave it out, or set format to csv",
    });
  }
}
