import * as fs from "node:fs";
import * as path from "node:path";
import type { SynthesizedStack } from "../stacks/stacks";

/** Where a stack keeps its state, as far as it is needed here. */
export type StackBackend =
  | { readonly type: "s3"; readonly bucket: string; readonly key: string; readonly lockTable?: string }
  | { readonly type: "local"; readonly file: string }
  | { readonly type: "other" };

/** The backend of a stack, read from what was synthesized. */
export function backendOf(folder: string): StackBackend {
  const { s3, local } = readJson(folder).terraform?.backend ?? {};
  if (s3) return { type: "s3", bucket: s3.bucket, key: s3.key, lockTable: s3.dynamodb_table };
  return local ? { type: "local", file: path.resolve(folder, local.path) } : { type: "other" };
}

/** Whether a stack makes the bucket that its own state lies in. Such a stack is bootstrapped. */
export function holdsOwnState(folder: string): boolean {
  const backend = backendOf(folder);
  return backend.type === "s3" && bucketsMadeBy(folder).includes(backend.bucket);
}

/** The resources of a stack by address. */
export function resourcesOf(folder: string): Readonly<Record<string, { readonly type: string }>> {
  const entries = Object.entries(readJson(folder).resource ?? {}).flatMap(([type, byName]) =>
    Object.keys(byName).map((name) => [`${type}.${name}`, { type }] as const),
  );
  return Object.fromEntries(entries);
}

/** Whether Terraform refuses to destroy something of a stack. */
export function isProtected(folder: string): boolean {
  const all = Object.values(readJson(folder).resource ?? {}).flatMap((byName) => Object.values(byName));
  return all.some(({ lifecycle }) => lifecycle?.prevent_destroy === true);
}

/**
 * Writes a folder with a stack's backend alone. It lies as deep as the stack's own, from which the path of a local state is
 * written.
 */
export function writeBackend({ name, folder }: Pick<SynthesizedStack, "name" | "folder">): string {
  const json = JSON.parse(fs.readFileSync(path.join(folder, "cdk.tf.json"), "utf8")) as {
    terraform?: Readonly<Record<string, unknown>>;
  };
  const own = path.resolve(folder, "../../../.groundplan/backends", name);
  const { backend, cloud } = json.terraform ?? {};
  fs.mkdirSync(own, { recursive: true });
  fs.writeFileSync(path.join(own, "cdk.tf.json"), JSON.stringify({ terraform: { backend, cloud } }));
  return own;
}

function bucketsMadeBy(folder: string): string[] {
  return Object.values(readJson(folder).resource?.aws_s3_bucket ?? {}).flatMap(({ bucket }) => bucket ?? []);
}

function readJson(folder: string): StackJson {
  return JSON.parse(fs.readFileSync(path.join(folder, "cdk.tf.json"), "utf8")) as StackJson;
}

/** The parts of a synthesized stack that are read here. */
interface StackJson {
  readonly terraform?: {
    readonly backend?: {
      readonly s3?: { readonly bucket: string; readonly key: string; readonly dynamodb_table?: string };
      readonly local?: { readonly path: string };
    };
  };
  readonly resource?: Readonly<
    Record<
      string,
      Readonly<
        Record<string, { readonly bucket?: string; readonly lifecycle?: { readonly prevent_destroy?: boolean } }>
      >
    >
  >;
}
