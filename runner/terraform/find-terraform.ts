import { spawnSync } from "node:child_process";
import * as fs from "node:fs";
import * as path from "node:path";
import { Problems } from "../../constructs/core/errors";
import { readVariable } from "../../variables/read";

/** Oldest Terraform that the stacks plan with: native S3 locking came with 1.10. */
const MINIMUM_TERRAFORM: readonly [number, number] = [1, 10];

/** What Terraform's program is called, where no variable names another one. */
const TERRAFORM = "terraform";

const DOWNLOAD = "https://developer.hashicorp.com/terraform/install";

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
 * Finds Terraform: `GROUNDPLAN_TERRAFORM`, then `TERRAFORM_BINARY_NAME` (which cdktf reads too), then `terraform` on the PATH.
 *
 * @throws GroundplanError `TERRAFORM_MISSING`, `TERRAFORM_TOO_OLD`
 */
export function findTerraform(env: NodeJS.ProcessEnv): { program: string; version: string } {
  const problems = new Problems("emulator tools");
  const name = readVariable("GROUNDPLAN_TERRAFORM", env) ?? readVariable("TERRAFORM_BINARY_NAME", env);
  // Where a variable names a program, one that is on the PATH is not looked at.
  const howToName = name === TERRAFORM ? ", or name the program with" : ", and name the program with";
  const fix = `install Terraform 1.10 or later (${DOWNLOAD})${howToName} GROUNDPLAN_TERRAFORM`;
  const program = findProgram(name, env);
  // An answer of the wrong form is as good as none: the program is not Terraform.
  const answer = program ? outputOf(program, ["version", "-json"], { ...env, CHECKPOINT_DISABLE: "1" }) : undefined;
  const version = answer ? /"terraform_version":\s*"([^"]+)"/.exec(answer)?.[1] : undefined;
  if (!program || !version) {
    problems.add("terraform", {
      code: "TERRAFORM_MISSING",
      message: program ? "The program that was found does not answer as Terraform." : "Terraform was not found.",
      found: program ?? `no program \`${name}\` on the PATH`,
      expected: "Terraform 1.10 or later on the PATH, or named by GROUNDPLAN_TERRAFORM or TERRAFORM_BINARY_NAME",
      fix,
    });
  } else {
    const [major = 0, minor = 0] = version.split(".").map((part) => Number.parseInt(part, 10));
    const [minimumMajor, minimumMinor] = MINIMUM_TERRAFORM;
    if (major < minimumMajor || (major === minimumMajor && minor < minimumMinor)) {
      problems.add("terraform", {
        code: "TERRAFORM_TOO_OLD",
        message: "The Terraform that was found is older than the stacks allow.",
        found: `${version} (${program})`,
        expected: `${MINIMUM_TERRAFORM.join(".")} or later`,
        fix,
      });
    }
  }
  problems.throwIfAny();
  return { program: program ?? "", version: version ?? "" };
}
