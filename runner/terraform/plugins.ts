import * as fs from "node:fs";
import * as path from "node:path";
import { GroundplanError } from "../../constructs/core/errors";
import { readVariable } from "../../variables/read";
import { REGISTRIES } from "./registries";

/** Folders of the AWS provider inside a provider mirror: Terraform's, and OpenTofu's. */
const AWS_PROVIDERS = REGISTRIES.map((registry) => path.join(registry, "hashicorp", "aws"));
const [AWS_PROVIDER = ""] = AWS_PROVIDERS;

/** Versions of the AWS provider that the stacks plan with: 5.100 up to, not including, 7. */
function isUsable(version: string): boolean {
  const [major = 0, minor = 0] = version.split(".").map((part) => Number.parseInt(part, 10));
  return (major === 5 && minor >= 100) || major === 6;
}

/** Where Terraform gets the AWS provider from. */
export type PluginSource =
  /** A CLI configuration of the user's that says so. */
  | { readonly kind: "cli-config"; readonly file: string }
  /** A folder in Terraform's layout of a filesystem mirror. */
  | { readonly kind: "mirror"; readonly folder: string; readonly versions: readonly string[] }
  /** Nothing on this machine: Terraform downloads the provider. */
  | { readonly kind: "registry" };

/** Where to look for the provider. */
export interface PluginSearch {
  readonly env: NodeJS.ProcessEnv;
  readonly home: string;
  /**
   * Folders to look into, after those that variables name.
   *
   * @default - Terraform's own folders, and a search of the usual places for a mirror
   */
  readonly folders?: readonly string[];
}

/**
 * Finds the AWS provider: `GROUNDPLAN_PLUGIN_DIR`; the file that `TF_CLI_CONFIG_FILE` names, if there is one; the user's
 * `~/.terraformrc`, if it says where providers come from; a mirror on the disk; else the registry.
 *
 * @throws GroundplanError `PLUGIN_DIR_EMPTY` if `GROUNDPLAN_PLUGIN_DIR` holds no usable provider
 */
export function findPlugins(search: PluginSearch): PluginSource {
  const { env, home } = search;
  const named = readVariable("GROUNDPLAN_PLUGIN_DIR", env);
  if (named) {
    const versions = versionsIn(named);
    if (versions.length > 0) return { kind: "mirror", folder: path.resolve(named), versions };
    throw new GroundplanError([pluginFolderProblem(named)]);
  }
  const configured = readVariable("TF_CLI_CONFIG_FILE", env);
  if (configured && fs.existsSync(configured)) return { kind: "cli-config", file: path.resolve(configured) };
  const own = path.join(home, ".terraformrc");
  if (fs.existsSync(own) && /^\s*provider_installation\b/m.test(fs.readFileSync(own, "utf8"))) {
    return { kind: "cli-config", file: own };
  }
  const cache = readVariable("TF_PLUGIN_CACHE_DIR", env);
  for (const folder of [...(cache ? [cache] : []), ...(search.folders ?? usualFolders(home, env))]) {
    const versions = versionsIn(folder);
    if (versions.length > 0) return { kind: "mirror", folder, versions };
  }
  return { kind: "registry" };
}

function pluginFolderProblem(folder: string) {
  return {
    code: "PLUGIN_DIR_EMPTY",
    path: "emulator tools › GROUNDPLAN_PLUGIN_DIR",
    message: "The folder that GROUNDPLAN_PLUGIN_DIR names holds no AWS provider for this machine.",
    found: fs.existsSync(folder)
      ? `no usable version in ${path.join(folder, AWS_PROVIDER)}`
      : `${folder} does not exist`,
    expected: `${AWS_PROVIDER}/<version>/${platform()}, version 5.100 or later and below 7`,
    fix: "fill it with `terraform providers mirror <folder>` in a stack folder, or unset the variable to download the provider",
  };
}

/** Name of this machine's platform in Terraform's terms, for example `linux_amd64`. */
export function platform(): string {
  const system = process.platform === "win32" ? "windows" : process.platform;
  const processor = process.arch === "x64" ? "amd64" : process.arch === "ia32" ? "386" : process.arch;
  return `${system}_${processor}`;
}

/** Usable versions of the AWS provider in a mirror of one of the registries, unpacked or packed, oldest first. */
export function versionsIn(folder: string): string[] {
  const all = AWS_PROVIDERS.flatMap((provider) => packagesIn(path.join(folder, provider)));
  const versions = [...new Set(all.map(({ version }) => version))].filter(isUsable);
  return versions.sort((a, b) => a.localeCompare(b, "en", { numeric: true }));
}

/** A version of the provider for this machine's platform. */
interface Package {
  readonly version: string;
  /** The archive, or the folder that it is unpacked in; from the provider's folder. */
  readonly file: string;
}

function packagesIn(provider: string): Package[] {
  return entriesOf(provider).flatMap((entry) => {
    const packed = /^terraform-provider-aws_([\d.]+)_(\w+)\.zip$/.exec(entry);
    if (packed?.[1] && packed[2] === platform()) return [{ version: packed[1], file: entry }];
    const isUnpacked = entriesOf(path.join(provider, entry)).includes(platform());
    return isUnpacked ? [{ version: entry, file: path.join(entry, platform()) }] : [];
  });
}

function entriesOf(folder: string): string[] {
  try {
    return fs.readdirSync(folder).sort();
  } catch {
    return [];
  }
}

/** Terraform's own folders for providers on disk, then every mirror found by a bounded search of the usual places. */
function usualFolders(home: string, env: NodeJS.ProcessEnv): string[] {
  const data = readVariable("XDG_DATA_HOME", env) ?? path.join(home, ".local", "share");
  const own = [
    path.join(home, ".terraform.d", "plugins"),
    path.join(home, ".terraform.d", "plugin-cache"),
    ...[data, ...readVariable("XDG_DATA_DIRS", env)].map((folder) => path.join(folder, "terraform", "plugins")),
  ];
  return [...own, ...searchMirrors(["/opt", "/usr/local/share", "/usr/local/lib", "/srv", home])];
}

/** Folders below the given ones, at most three deep and 3,000 in all, that hold a mirror of a registry. */
function searchMirrors(roots: readonly string[]): string[] {
  const found: string[] = [];
  const queue = roots.map((folder) => ({ folder, depth: 0 }));
  for (let visited = 0; visited < 3000; visited++) {
    const next = queue.shift();
    if (!next) break;
    let entries: fs.Dirent[];
    try {
      entries = fs.readdirSync(next.folder, { withFileTypes: true });
    } catch {
      continue;
    }
    if (entries.some((entry) => REGISTRIES.some((registry) => registry === entry.name))) found.push(next.folder);
    if (next.depth === 3) continue;
    for (const entry of entries) {
      const isOrdinary = entry.isDirectory() && entry.name !== "node_modules" && !entry.name.startsWith(".");
      if (isOrdinary) queue.push({ folder: path.join(next.folder, entry.name), depth: next.depth + 1 });
    }
  }
  return found;
}

/** Folder for the registry that a mirror lacks, beside the CLI configuration. */
const LINKED = "linked-providers";

/**
 * The CLI configuration file that makes Terraform, or OpenTofu, take the AWS provider from where it was found. Each of them looks below the
 * name of its own registry: what a mirror has for one only is linked for the other one.
 *
 * @param folder where to write the file and the links, if they are needed
 * @returns its path, or undefined if Terraform needs none
 */
export function cliConfigFile(source: PluginSource, folder: string): string | undefined {
  if (source.kind === "cli-config") return source.file;
  if (source.kind === "registry") return undefined;
  const file = path.join(folder, "terraform.tfrc");
  const addresses = REGISTRIES.map((registry) => `${registry}/hashicorp/aws`);
  const mirrors = AWS_PROVIDERS.map((provider, index) => {
    const mirror = mirrorWith(provider, source.folder, path.join(folder, LINKED));
    return block("filesystem_mirror", { path: mirror, include: [addresses[index] ?? ""] });
  });
  const blocks = [...mirrors, block("direct", { exclude: addresses })].join("");
  const text = `provider_installation {\n${blocks}}\n`;
  // Another run may be reading the file, so one that is right already is left alone.
  if (!fs.existsSync(file) || fs.readFileSync(file, "utf8") !== text) fs.writeFileSync(file, text);
  return file;
}

function block(type: string, settings: Readonly<Record<string, string | readonly string[]>>): string {
  const width = Math.max(...Object.keys(settings).map((name) => name.length));
  const value = (one: string | readonly string[]) =>
    typeof one === "string" ? JSON.stringify(one) : `[${one.map((text) => JSON.stringify(text)).join(", ")}]`;
  const lines = Object.entries(settings).map(([name, one]) => `    ${name.padEnd(width)} = ${value(one)}\n`);
  return `  ${type} {\n${lines.join("")}  }\n`;
}

/**
 * The mirror itself, where it has a provider below this registry, or one of links to what it has below the other. The links are those of packages:
 * Terraform and OpenTofu follow no other ones in a mirror.
 */
function mirrorWith(provider: string, mirror: string, linked: string): string {
  if (packagesIn(path.join(mirror, provider)).length > 0) return mirror;
  const to = path.join(linked, provider);
  const wanted = new Map(
    AWS_PROVIDERS.flatMap((other) =>
      packagesIn(path.join(mirror, other)).map(({ file }) => [file, path.resolve(mirror, other, file)] as const),
    ),
  );
  // Another run may be reading the links, so those that are right already are left alone.
  const kept = packagesIn(to).filter(({ file }) => {
    const isRight = fs.readlinkSync(path.join(to, file)) === wanted.get(file);
    if (!isRight) fs.rmSync(path.join(to, file));
    return isRight;
  });
  for (const { file } of kept) wanted.delete(file);
  for (const [file, target] of wanted) {
    fs.mkdirSync(path.dirname(path.join(to, file)), { recursive: true });
    fs.symlinkSync(target, path.join(to, file));
  }
  return linked;
}
