import * as fs from "node:fs";
import * as path from "node:path";
import { LOCK_FILE, readLockFile } from "../runner/terraform/provider-locks";
import { readmeOf } from "./readme";
import { type Exemption, ejectStack } from "./stack/eject-stack";
import type { JsonObject } from "./stack/json-blocks";
import type { Schemas } from "./stack/stack-blocks";

/** A synthesized stack that is ejected. */
export interface Source {
  readonly name: string;
  /** Folder that it was synthesized to. */
  readonly folder: string;
  readonly account: string;
  readonly region: string;
  readonly schemas: Schemas;
  /** What was exempt from a rule. */
  readonly exemptions: readonly Exemption[];
  /** Folder within the target; the target itself when empty. */
  readonly to: string;
}

/** A stack that was ejected. */
export interface Ejected {
  readonly name: string;
  /** Folder within the target. */
  readonly to: string;
  readonly files: number;
  readonly lines: number;
}

/** The files of an eject, by their paths in the target folder. */
export interface EjectedFiles {
  readonly files: ReadonlyMap<string, string | Buffer>;
  readonly stacks: readonly Ejected[];
}

/**
 * Makes the files of stacks as plain HCL. Nothing is written.
 *
 * @param of the environment or the stack, for the page that says what this is
 * @param sources the stacks, in the order in which they are deployed
 * @param target folder that they will lie in, from which paths of local states are written
 * @throws UnknownType, TemplateError
 */
export function eject(of: string, sources: readonly Source[], target: string): EjectedFiles {
  const files = new Map<string, string | Buffer>();
  const stacks = sources.map((source): Ejected => {
    const own = stackFiles(source, path.join(target, source.to));
    for (const [name, content] of own) files.set(path.join(source.to, name), content);
    const texts = [...own].filter(([name]) => name.endsWith(".tf")).map(([, content]) => String(content));
    const lines = texts.reduce((sum, text) => sum + text.split("\n").length - 1, 0);
    return { name: source.name, to: source.to, files: texts.length, lines };
  });
  files.set(
    "README.md",
    readmeOf(
      of,
      sources.map(({ name, to }) => ({ name, to })),
    ),
  );
  return { files, stacks };
}

function stackFiles(source: Source, target: string): ReadonlyMap<string, string | Buffer> {
  const { name, folder, account, region, schemas, exemptions } = source;
  const json = JSON.parse(fs.readFileSync(path.join(folder, "cdk.tf.json"), "utf8")) as JsonObject;
  const localState = (state: string) => {
    const from = path.relative(target, path.resolve(folder, state));
    return from.split(path.sep).join("/");
  };
  const hcl = ejectStack({
    ...{ name, json, schemas, exemptions, localState },
    known: { account, region },
    requiredVersion: requiredVersionIn(folder),
  });
  return new Map<string, string | Buffer>([...hcl, ...filesBeside(folder, json), ...lockFile(folder)]);
}

/** The version of Terraform that a file beside the JSON asks for. */
function requiredVersionIn(folder: string): string | undefined {
  const file = path.join(folder, "versions.tf");
  if (!fs.existsSync(file)) return undefined;
  return /^\s*required_version\s*=\s*"([^"]+)"/m.exec(fs.readFileSync(file, "utf8"))?.[1];
}

/** Files that stand beside the JSON for others than Terraform, and those that resources read. */
function filesBeside(folder: string, json: JsonObject): [string, Buffer][] {
  const comment = json["//"] as { readonly "groundplan:files"?: readonly string[] } | undefined;
  const assets = path.join(folder, "assets");
  const read = (name: string): [string, Buffer] => [name, fs.readFileSync(path.join(folder, name))];
  const inAssets = fs.existsSync(assets) ? (fs.readdirSync(assets, { recursive: true }) as string[]) : [];
  return [
    ...(comment?.["groundplan:files"] ?? []).map(read),
    ...inAssets
      .map((name) => path.join("assets", name))
      .filter((name) => fs.statSync(path.join(folder, name)).isFile())
      .sort()
      .map(read),
  ];
}

/** The versions of the providers, without what synth says of its own file. */
function lockFile(folder: string): [string, string][] {
  const file = path.join(folder, LOCK_FILE);
  if (!fs.existsSync(file)) return [];
  const text = fs.readFileSync(file, "utf8");
  if (readLockFile(text).length === 0) return [];
  return [[LOCK_FILE, text.replace(/^(?:#.*\n)+\n*/, "")]];
}
