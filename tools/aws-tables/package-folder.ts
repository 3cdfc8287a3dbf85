import { execFileSync } from "node:child_process";
import { mkdirSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

/** A published version of a package, unpacked. */
export interface PublishedPackage {
  readonly name: string;
  readonly version: string;
  /** The day on which the version was published, `YYYY-MM-DD`. */
  readonly published: string;
  /** Where it lies. */
  readonly folder: string;
}

/**
 * Fetches a package by npm and unpacks it, without installing it: what the tables are made from is too heavy to lie in everybody's
 * `node_modules`.
 *
 * @param name name of the package; its newest version is taken
 * @param into an empty folder
 */
export function fetchPackage(name: string, into: string): PublishedPackage {
  mkdirSync(into, { recursive: true });
  execFileSync("npm", ["pack", name, "--silent"], { cwd: into, stdio: ["ignore", "ignore", "inherit"] });
  const archive = readdirSync(into).find((file) => file.endsWith(".tgz")) ?? "";
  execFileSync("tar", ["-xzf", archive], { cwd: into });
  const folder = join(into, "package");
  const { version } = JSON.parse(readFileSync(join(folder, "package.json"), "utf8")) as { version: string };
  const times = JSON.parse(
    execFileSync("npm", ["view", name, "time", "--json"], { encoding: "utf8", maxBuffer: 64 * 1024 * 1024 }),
  ) as Record<string, string>;
  return { name, version, published: (times[version] ?? "").slice(0, "YYYY-MM-DD".length), folder };
}
