import { createHash } from "node:crypto";

/** One entry of another stack's outputs that a stack reads. */
export interface Read {
  /** Full name of the stack that publishes it. */
  readonly producer: string;
  readonly output: string;
  /** Key of a map output; undefined if the whole output is read. */
  readonly key?: string;
}

/** Outputs of a stack by name. */
export type Outputs = Readonly<Record<string, unknown>>;

/**
 * What a stack reads of others, from the references in its synthesized JSON. The data source of a producer has the name of its
 * stack without the environment, as contracts give it.
 *
 * @param environment name of the stack's environment
 * @param json text of `cdk.tf.json`
 */
export function readsOf(environment: string, json: string): Read[] {
  const reference = /data\.terraform_remote_state\.([\w-]+)\.outputs\.([\w-]+)(?:\[\\"((?:[^"\\]|\\[^"])*)\\"\])?/g;
  const reads = new Map<string, Read>();
  for (const [, name = "", output = "", key] of json.matchAll(reference)) {
    const read: Read = { producer: `${environment}-${name}`, output, ...(key === undefined ? {} : { key }) };
    reads.set(`${read.producer} ${entryName(read)}`, read);
  }
  return [...reads.entries()].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, read]) => read);
}

/**
 * Full names of the stacks whose states a stack opens, sorted: also those of which it uses no output, since Terraform opens the state
 * all the same and fails where there is none.
 *
 * @param environment name of the stack's environment
 * @param json text of `cdk.tf.json`
 */
export function statesOpenedBy(environment: string, json: string): string[] {
  const { data } = JSON.parse(json) as { data?: { terraform_remote_state?: object } };
  return Object.keys(data?.terraform_remote_state ?? {})
    .map((name) => `${environment}-${name}`)
    .sort();
}

/** How an entry is written: `vpc_id`, `subnet_ids["app-a"]`. */
export function entryName({ output, key }: Pick<Read, "output" | "key">): string {
  return key === undefined ? output : `${output}[${JSON.stringify(key)}]`;
}

/** Value of an entry; undefined if the producer does not publish it. */
export function entryValue(read: Pick<Read, "output" | "key">, outputs: Outputs): unknown {
  const value = outputs[read.output];
  if (read.key === undefined || value === undefined) return value;
  return isRecord(value) ? value[read.key] : undefined;
}

/**
 * Hashes of the entries that are read, by producer and entry: enough to tell that a value has changed, and no way back to a
 * sensitive one.
 *
 * @param salt a random text, so that short secrets cannot be looked up by their hash
 */
export function hashInputs(
  reads: readonly Read[],
  outputsOf: (producer: string) => Outputs,
  salt: string,
): Record<string, Record<string, string>> {
  const hashes: Record<string, Record<string, string>> = {};
  for (const read of reads) {
    const text = JSON.stringify(sorted(entryValue(read, outputsOf(read.producer))) ?? null);
    const entries = hashes[read.producer] ?? {};
    entries[entryName(read)] = createHash("sha256").update(`${salt}\n${text}`).digest("hex");
    hashes[read.producer] = entries;
  }
  return hashes;
}

/** Entries whose hashes differ, as `<producer> <entry>`. */
export function changedInputs(
  before: Readonly<Record<string, Readonly<Record<string, string>>>>,
  after: Readonly<Record<string, Readonly<Record<string, string>>>>,
): string[] {
  return [...new Set([...Object.keys(before), ...Object.keys(after)])].sort().flatMap((producer) => {
    const [old = {}, now = {}] = [before[producer], after[producer]];
    return [...new Set([...Object.keys(old), ...Object.keys(now)])]
      .sort()
      .filter((entry) => old[entry] !== now[entry])
      .map((entry) => `${producer} ${entry}`);
  });
}

/** A value with the keys of its objects in order, so that equal values have equal texts. */
function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  if (!isRecord(value)) return value;
  return Object.fromEntries(
    Object.keys(value)
      .sort()
      .map((key) => [key, sorted(value[key])]),
  );
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
