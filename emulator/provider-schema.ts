import * as fs from "node:fs";
import * as path from "node:path";

/** Fields of the answer to `GetSchema` that are maps by type: of resources, and of data sources (Terraform 1.11, `docs/plugin-protocol/tfplugin5.8.proto`, and the same in version 6). */
const BY_TYPE = [2, 3];

/** The field of a question to `Configure` that holds the configuration; others say what Terraform can do in its plan or its apply. */
const CONFIGURATION = 2;

/** What stands before a field: its number, and that its length follows (Protocol Buffers, "Encoding", read 2026-11). */
const LENGTH_FOLLOWS = 2;

/**
 * The answer of a provider to `GetSchema` with the types that are used, and nothing else left out. Terraform takes each of the 2,000 types of
 * AWS apart in every command, which is most of what a short command computes.
 *
 * @param answer the message, without the frame of gRPC
 */
export function narrowed(answer: Buffer, types: ReadonlySet<string>): Buffer {
  const kept = fieldsOf(answer).filter(
    ({ number, content }) => !BY_TYPE.includes(number) || types.has(fieldsOf(content)[0]?.content.toString() ?? ""),
  );
  return Buffer.concat(kept.map(({ whole }) => whole));
}

/**
 * The configuration that a provider gets.
 *
 * @param question the message to `Configure`, without the frame of gRPC
 */
export function configurationIn(question: Buffer): string {
  const field = fieldsOf(question).find(({ number }) => number === CONFIGURATION);
  return field?.content.toString("latin1") ?? "";
}

interface Field {
  readonly number: number;
  /** The field with its number. */
  readonly whole: Buffer;
  /** What is in it, if it has a length. */
  readonly content: Buffer;
}

function fieldsOf(message: Buffer): readonly Field[] {
  const fields: Field[] = [];
  for (let at = 0; at < message.length; ) {
    const [tag, afterTag] = varint(message, at);
    const [value, start] = varint(message, afterTag);
    const end = (tag & 7) === LENGTH_FOLLOWS ? start + value : start;
    fields.push({ number: tag >> 3, whole: message.subarray(at, end), content: message.subarray(start, end) });
    at = end;
  }
  return fields;
}

/** A number of variable length. @returns it, and where it ends */
function varint(bytes: Buffer, start: number): readonly [value: number, end: number] {
  let value = 0;
  let at = start;
  for (let factor = 1; ; factor *= 128) {
    const byte = bytes[at++] ?? 0;
    value += (byte & 127) * factor;
    if (byte < 128) return [value, at];
  }
}

/** The types of resources and data sources that a stack's JSON has. */
export function typesIn(stackFolder: string): readonly string[] {
  const json = JSON.parse(fs.readFileSync(path.join(stackFolder, "cdk.tf.json"), "utf8")) as Sections;
  return [...Object.keys(json.resource ?? {}), ...Object.keys(json.data ?? {})];
}

interface Sections {
  readonly resource?: object;
  readonly data?: object;
}
