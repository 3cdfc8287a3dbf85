import { map, type OutputSpec } from "../../constructs/core/contract";

const MOCK = { region: "us-east-1", account: "000000000000" } as const;

/** An output by the names of things, and what it says of each: nothing of those that have none. */
export interface DataOutput<Thing> {
  readonly spec: OutputSpec<"map">;
  // A method, so that outputs of several kinds can be told as those of one.
  of(thing: Thing): string | Parts | undefined;
}

/** An output that has several values for a thing, by names within it: they are told as `<thing>.<name>`. */
export type Parts = Readonly<Record<string, string>>;

/** What the stack of the data tells of the things of a kind, by the outputs' names. */
export type DataOutputs<Thing> = Readonly<Record<string, DataOutput<Thing>>>;

/** What a contract declares of outputs. */
export type SpecsOf<Outputs> = { readonly [Name in keyof Outputs]: OutputSpec<"map"> };

/**
 * An output of a kind.
 *
 * @param description what it is, for readers of the state
 * @param mock stands in for the value of a thing, by its name
 */
export function dataOutput<Thing>(
  description: string,
  mock: (name: string) => string,
  of: (thing: Thing) => string | Parts | undefined,
): DataOutput<Thing> {
  return { spec: map(description, mock), of };
}

/** Makes stand-ins for the ARNs of a kind: `mockArn("sqs", "mock-")`. */
export function mockArn(service: string, before: string): (name: string) => string {
  return (name) => `arn:aws:${service}:${MOCK.region}:${MOCK.account}:${before}${name}`;
}

/** Makes stand-ins for addresses below a name of AWS in the region: `mockHost("sqs")`. */
export function mockUrl(service: string): (name: string) => string {
  return (name) => `https://${service}.${MOCK.region}.amazonaws.com/${MOCK.account}/mock-${name}`;
}

/** What a contract declares. */
export function specsOf<Outputs extends DataOutputs<never>>(outputs: Outputs): SpecsOf<Outputs> {
  return Object.fromEntries(Object.entries(outputs).map(([name, { spec }]) => [name, spec])) as SpecsOf<Outputs>;
}

/** What the stack publishes of the things of a kind, by outputs and names. */
export function valuesOf<Thing>(
  outputs: DataOutputs<Thing>,
  things: Readonly<Record<string, Thing>>,
): Readonly<Record<string, Readonly<Record<string, string>>>> {
  return Object.fromEntries(Object.entries(outputs).map(([name, output]) => [name, byName(output, things)]));
}

function byName<Thing>(output: DataOutput<Thing>, things: Readonly<Record<string, Thing>>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(things).flatMap(([name, thing]) => {
      const value = output.of(thing);
      if (value === undefined) return [];
      if (typeof value === "string") return [[name, value]];
      return Object.entries(value).map(([part, one]) => [`${name}.${part}`, one]);
    }),
  );
}
