import { copyFileSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { basename, dirname, join } from "node:path";
import type { App } from "cdktf";
import { type Exemption, exemptionsOf } from "../constructs/core/exemptions";
import { STACK_FILES_KEY } from "../constructs/core/stack-files";
import type { Json } from "../memory/deployed.types";
import { writeCandidates } from "./candidates";
import { withoutTokenTraces } from "./token-traces";

/** What was synthesized of one stack. */
export interface SynthesizedStack {
  readonly name: string;
  readonly resources: number;
  readonly dataSources: number;
  /** File that was written. */
  readonly file: string;
  /** Full names of the stacks that are deployed before. */
  readonly dependencies: readonly string[];
  readonly warnings: readonly string[];
  /** Rules that the stack is exempt from, with the reasons that were written down. */
  readonly exemptions: readonly Exemption[];
}

interface Manifest {
  readonly stacks: Readonly<
    Record<
      string,
      {
        readonly name: string;
        readonly synthesizedStackPath: string;
        readonly dependencies: readonly string[];
        readonly annotations: readonly {
          readonly level: string;
          readonly constructPath: string;
          readonly message: string;
        }[];
      }
    >
  >;
}

/**
 * Synthesizes into `outdir`, all or nothing: everything is made in a temporary folder first, so that a failure leaves what was
 * there untouched.
 *
 * @param create makes the app, which writes to the folder that it is given
 * @param leftOut full names of the stacks that the app has been told to leave out, and which are not gone for that
 * @throws GroundplanError what `create` throws
 */
export function synthesize(
  outdir: string,
  create: (staging: string) => App,
  leftOut: readonly string[] = [],
): readonly SynthesizedStack[] {
  const staging = mkdtempSync(join(tmpdir(), "groundplan-"));
  try {
    const app = withoutTokenTraces(() => {
      const created = create(staging);
      created.synth();
      return created;
    });
    const exemptions = exemptionsOf(app);
    const manifest = readManifest(staging);
    removeStale(outdir, manifest);
    const stacks = Object.values(manifest?.stacks ?? {});
    const jsons = new Map<string, StackJson>();
    const written = stacks.map((stack) => {
      const file = join(outdir, stack.synthesizedStackPath);
      copyStack(join(staging, stack.synthesizedStackPath), file);
      const json = JSON.parse(readFileSync(file, "utf8")) as StackJson;
      jsons.set(stack.name, json);
      return {
        name: stack.name,
        ...count(json),
        file,
        dependencies: stack.dependencies,
        warnings: stack.annotations
          .filter(({ level }) => level.endsWith("warn"))
          .map(({ constructPath, message }) => `${constructPath}: ${message}`),
        exemptions: exemptions.filter(({ path }) => path.startsWith(`${stack.name}/`)),
      };
    });
    mkdirSync(outdir, { recursive: true });
    writeCandidates(outdir, app, jsons, leftOut);
    copyFileSync(join(staging, "manifest.json"), join(outdir, "manifest.json"));
    return written;
  } finally {
    rmSync(staging, { recursive: true, force: true });
  }
}

/** Copies a stack's JSON and the files beside it, and removes files that earlier stood there. */
function copyStack(from: string, to: string): void {
  const names = filesBeside(from);
  removeBeside(to, names);
  mkdirSync(dirname(to), { recursive: true });
  copyFileSync(from, to);
  for (const name of names) copyFileSync(join(dirname(from), name), join(dirname(to), name));
}

/** A stack that no longer exists must not be found by tools that walk the folder. Terraform's own files are kept. */
function removeStale(outdir: string, manifest: Manifest | undefined): void {
  for (const stack of Object.values(readManifest(outdir)?.stacks ?? {})) {
    if (manifest?.stacks[stack.name]) continue;
    const file = join(outdir, stack.synthesizedStackPath);
    removeBeside(file, []);
    rmSync(file, { force: true });
  }
}

/** Removes the files beside a stack's JSON, except some. */
function removeBeside(file: string, kept: readonly string[]): void {
  for (const name of filesBeside(file)) {
    if (!kept.includes(name)) rmSync(join(dirname(file), name), { force: true });
  }
}

/** Names of the files beside a stack's JSON, by what the JSON says. Most stacks have none, so most are not parsed for it. */
function filesBeside(file: string): readonly string[] {
  if (!existsSync(file)) return [];
  const text = readFileSync(file, "utf8");
  if (!text.includes(STACK_FILES_KEY)) return [];
  const json = JSON.parse(text) as { readonly "//"?: { readonly [STACK_FILES_KEY]?: readonly string[] } };
  return (json["//"]?.[STACK_FILES_KEY] ?? []).map((name) => basename(name));
}

function readManifest(folder: string): Manifest | undefined {
  const file = join(folder, "manifest.json");
  return existsSync(file) ? (JSON.parse(readFileSync(file, "utf8")) as Manifest) : undefined;
}

/** A stack's Terraform JSON. */
type StackJson = Readonly<Record<string, Json>>;

function count({ resource, data }: StackJson): { resources: number; dataSources: number } {
  const sum = (block: Json | undefined): number =>
    Object.values(block ?? {}).reduce((total, byName) => total + Object.keys(byName ?? {}).length, 0);
  return { resources: sum(resource), dataSources: sum(data) };
}
