import { spawnSync } from "node:child_process";
import * as fs from "node:fs";
import * as path from "node:path";
import { Problems } from "../../constructs/core/errors";
import { readVariable } from "../../variables/read";
import { type EngineVersion, PROGRAMS, readVersion } from "./engine";

/** Oldest Terraform that the stacks plan with: native S3 locking came with 1.10. */
const MINIMUM_TERRAFORM: readonly [number, number] = [1, 10];

/** Where each comes from. */
const DOWNLOADS = {
  Terraform: "https://developer.hashicorp.com/terraform/install",
  OpenTofu: "https://opentofu.org/docs/intro/install",
} as const;

/** Full path of a program on the PATH of `env`; a name with a slash is taken as a path. */
export function findProgram(name: string, env: NodeJS.ProcessEnv): string | undefined {
  const candidates = name.includes(path.sep)
    ? [path.resolve(name)]
    : (env.PATH ?? "")
        .split(path.delimiter)
        .filter(Boolean)
        .map((folder) => path.join(folder, name));
  return candidates.find(isExecutable);
}

/** Whether a file is there that may be run. */
export function isExecutable(file: string): boolean {
  try {
    fs.accessSync(file, fs.constants.X_OK);
    return fs.statSync(file).isFile();
  } catch {
    return false;
  }
}

/**
 * Output of a short command, or undefined if it fails or takes longer.
 *
 * @param timeout milliseconds
 */
export function outputOf(
  program: string,
  args: readonly string[],
  env: NodeJS.ProcessEnv,
  timeout = 30_000,
): string | undefined {
  const result = spawnSync(program, args, {
    env,
    encoding: "utf8",
    timeout,
    maxBuffer: 64 * 1024 * 1024,
    stdio: ["ignore", "pipe", "ignore"],
  });
  return result.status === 0 ? result.stdout.trim() : undefined;
}

/**
 * Finds Terraform, or OpenTofu in its place: `GROUNDPLAN_TERRAFORM`, then `TERRAFORM_BINARY_NAME` (which cdktf reads too), then `terraform` on the PATH.
 *
 * @throws GroundplanError `TERRAFORM_MISSING`, `TERRAFORM_TOO_OLD`
 */
export function findTerraform(env: NodeJS.ProcessEnv): EngineVersion & { readonly program: string } {
  const problems = new Problems("emulator tools");
  const name = readVariable("GROUNDPLAN_TERRAFORM", env) ?? readVariable("TERRAFORM_BINARY_NAME", env);
  // Where a variable names a program, one that is on the PATH is not looked at.
  const howToName = name === PROGRAMS.Terraform ? ", or name the program with" : ", and name the program with";
  const program = findProgram(name, env);
  // An answer of the wrong form is as good as none: the program is not Terraform.
  const answer = program ? outputOf(program, ["version"], { ...env, CHECKPOINT_DISABLE: "1" }) : undefined;
  const found = program && answer ? readVersion(program, answer) : undefined;
  const engine = found?.engine ?? "Terraform";
  const fix = `install ${engine} 1.10 or later (${DOWNLOADS[engine]})${howToName} GROUNDPLAN_TERRAFORM`;
  if (!program || !found) {
    problems.add("terraform", {
      code: "TERRAFORM_MISSING",
      message: program ? "The program that was found does not answer as Terraform." : "Terraform was not found.",
      found: program ?? `no program \`${name}\` on the PATH`,
      expected: "Terraform 1.10 or later on the PATH, or named by GROUNDPLAN_TERRAFORM or TERRAFORM_BINARY_NAME",
      fix,
    });
  } else {
    const [major = 0, minor = 0] = found.version.split(".").map((part) => Number.parseInt(part, 10));
    const [minimumMajor, minimumMinor] = MINIMUM_TERRAFORM;
    if (major < minimumMajor || (major === minimumMajor && minor < minimumMinor)) {
      problems.add("terraform", {
        code: "TERRAFORM_TOO_OLD",
        message: `The ${engine} that was found is older than the stacks allow.`,
        found: `${found.version} (${program})`,
        expected: `${MINIMUM_TERRAFORM.join(".")} or later`,
        fix,
      });
    }
  }
  problems.throwIfAny();
  return { program: program ?? "", engine, version: found?.version ?? "" };
}
