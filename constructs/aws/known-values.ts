import { closest, distance } from "fastest-levenshtein";
import type { Problem } from "../core/errors";
import type { AlsoKnown } from "./also-known";
import { tableLines } from "./table-lines";

/** A table, with the packages that it is from. */
interface Table {
  readonly SOURCES: readonly { readonly package: string; readonly version: string; readonly asOf: string }[];
  readonly TABLE: string;
}

/** How a kind of value is looked up. */
interface Kind {
  /** What the value is, in a message. */
  readonly noun: string;
  readonly code: string;
  /** The table, which is loaded when the first value of the kind is looked up: most programs use few kinds. */
  readonly table: () => Table;
  /** Every value of the table. */
  readonly values: (table: Table) => readonly string[];
}

const KINDS: Readonly<Record<keyof AlsoKnown, Kind>> = {
  regions: {
    noun: "a region",
    code: "REGION_UNKNOWN",
    table: () => require("./tables/regions") as Table,
    values: ({ TABLE }) => [...tableLines(TABLE).values()].flat().sort(),
  },
  endpointServices: {
    noun: "a service with a VPC endpoint",
    code: "ENDPOINT_SERVICE_UNKNOWN",
    table: () => require("./tables/endpoint-services") as Table,
    values: ({ TABLE }) => [...new Set([...tableLines(TABLE).values()].flat())],
  },
  instanceTypes: {
    noun: "an instance type",
    code: "INSTANCE_TYPE_UNKNOWN",
    table: () => require("./tables/instance-types") as Table,
    values: ({ TABLE }) =>
      [...tableLines(TABLE)].flatMap(([family, sizes]) => sizes.map((size) => `${family}.${size}`)),
  },
  servicePrincipals: {
    noun: "a service principal",
    code: "SERVICE_PRINCIPAL_UNKNOWN",
    table: () => require("./tables/service-principals") as Table,
    values: ({ TABLE }) => [...tableLines(TABLE).values()].flat().map((name) => `${name}.amazonaws.com`),
  },
  actions: {
    noun: "an IAM action",
    code: "ACTION_UNKNOWN",
    table: () => require("./tables/actions") as Table,
    values: ({ TABLE }) =>
      [...tableLines(TABLE)].flatMap(([service, actions]) => actions.map((action) => `${service}:${action}`)),
  },
};

const loaded = new Map<keyof AlsoKnown, ReadonlySet<string>>();

/** Every value of a kind that the table knows. */
export function knownValues(kind: keyof AlsoKnown): ReadonlySet<string> {
  const values = loaded.get(kind) ?? new Set(KINDS[kind].values(KINDS[kind].table()));
  loaded.set(kind, values);
  return values;
}

/**
 * What is told of a value that neither the table knows nor {@link AlsoKnown}, or `undefined` if one of them does.
 *
 * @param nearTo what the nearest name is looked for among; the table, if left out
 */
export function unknownValue(
  kind: keyof AlsoKnown,
  value: string,
  alsoKnown: AlsoKnown = {},
  nearTo?: readonly string[],
): Omit<Problem, "path"> | undefined {
  if (knownValues(kind).has(value) || alsoKnown[kind]?.includes(value)) return undefined;
  const { noun, code, table } = KINDS[kind];
  const from = table()
    .SOURCES.map(({ package: name, version, asOf }) => `${name} ${version} of ${asOf}`)
    .join(" and ");
  const meant = nearestTo(value, nearTo ?? [...knownValues(kind)]);
  return {
    code,
    message: `This is not ${noun} of AWS, as far as the tables know.`,
    found: JSON.stringify(value),
    expected: `${noun} of the table, which is from ${from}`,
    fix: `${meant ? `did you mean ${JSON.stringify(meant)}? What` : "what"} AWS has added since goes into \`alsoKnown.${kind}\` of the environment`,
  };
}

/** The nearest name, if it is near enough to be a typing error. */
function nearestTo(value: string, names: readonly string[]): string | undefined {
  const candidate = closest(value, [...names]);
  return distance(value.toLowerCase(), candidate.toLowerCase()) <= Math.max(2, value.length / 4)
    ? candidate
    : undefined;
}
