import * as fs from "node:fs";
import * as path from "node:path";
import { GroundplanError } from "../../constructs/core/errors";
import { shellWord } from "../../constructs/core/texts/shell-word";
import type { Target } from "../../emulator/terraform-environment";
import { runProgram } from "../../runner/program";
import { findProgram, outputOf } from "../../runner/terraform/find-terraform";
import type { Scanner, ScannerResult } from "./audit.types";
import { type Framework, readFrameworkNames, readFrameworks } from "./frameworks";
import { readCheckov } from "./read-checkov";
import { readProwler } from "./read-prowler";
import { installCommand, SCANNER_VERSIONS, scannerFailed } from "./scanner-result";

/** A scanner that was found. */
export interface ScannerProgram {
  readonly scanner: Scanner;
  /** Full path. */
  readonly program: string;
  /** Its version, or nothing that is known. */
  readonly version: string;
}

/** An address where nobody listens: the port is that of a service that discards what it gets (RFC 863). */
const NOWHERE = "http://127.0.0.1:9";

/** Milliseconds that a scanner may take to say what it is: their libraries are large, and the machine may be busy. */
const PATIENCE = 300_000;

/** Region that prowler looks into besides that of the environment: certificates and web ACLs of CloudFront are there. */
const GLOBAL_REGION = "us-east-1";

/**
 * The scanners on the PATH, in the order in which they run.
 *
 * @throws GroundplanError `AUDIT_NO_SCANNER` if there is none
 */
export function findScanners(env: NodeJS.ProcessEnv): readonly ScannerProgram[] {
  const scanners = Object.keys(SCANNER_VERSIONS) as Scanner[];
  const found = scanners.flatMap((scanner): ScannerProgram[] => {
    const program = findProgram(scanner, env);
    if (!program) return [];
    const answer = outputOf(program, ["--version"], quietly(env, NOWHERE), PATIENCE) ?? "";
    return [{ scanner, program, version: /\d+\.\d+(\.\d+)*/.exec(answer)?.[0] ?? "an unknown version" }];
  });
  if (found.length > 0) return found;
  throw new GroundplanError([
    {
      code: "AUDIT_NO_SCANNER",
      path: "audit › scanners",
      message: "There is no scanner to audit with.",
      found: `no \`${scanners.join("` and no `")}\` on the PATH`,
      expected: "one of them, or both",
      fix: `install both: ${scanners.map(installCommand).join(" && ")}`,
    },
  ]);
}

/**
 * Names of the compliance frameworks that prowler knows.
 *
 * @throws GroundplanError `AUDIT_SCANNER_FAILED`
 */
export function frameworkNames({ program }: ScannerProgram, env: NodeJS.ProcessEnv): readonly string[] {
  const words = ["aws", "--no-banner", "--list-compliance"];
  const names = readFrameworkNames(outputOf(program, words, quietly(env, NOWHERE), PATIENCE) ?? "");
  if (names.length > 0) return names;
  throw scannerFailed("prowler", "no names of frameworks");
}

/**
 * What frameworks require, by prowler.
 *
 * @param folder an empty folder for what it writes
 * @throws GroundplanError `AUDIT_SCANNER_FAILED`
 */
export async function frameworksOf(
  { program }: ScannerProgram,
  names: readonly string[],
  folder: string,
  { env, signal }: { readonly env: NodeJS.ProcessEnv; readonly signal: AbortSignal },
): Promise<readonly Framework[]> {
  if (names.length === 0) return [];
  const words = [program, "aws", "--no-banner", "--list-compliance-requirements", ...names];
  const { status, stderr, stdout } = await runProgram(words.map(shellWord).join(" "), {
    cwd: folder,
    env: { ...quietly(env, NOWHERE), HOME: folder },
    signal,
  });
  const frameworks = readFrameworks(stdout, names);
  if (status === 0 && frameworks.length === names.length) return frameworks;
  throw scannerFailed(
    "prowler",
    lastLine(stderr) || `requirements of ${frameworks.length} frameworks of ${names.length}`,
  );
}

/**
 * Audits what is deployed to an emulator. Prowler's answers are counted by {@link readProwler}'s result, so that it is given no list of mutes.
 *
 * @param folder an empty folder for what it writes
 */
export async function runProwler(
  { program }: ScannerProgram,
  { url, account, region }: Target,
  folder: string,
  { env, signal }: { readonly env: NodeJS.ProcessEnv; readonly signal: AbortSignal },
): Promise<readonly ScannerResult[]> {
  const words = [
    ...[program, "aws", "--no-banner", "--no-color", "--ignore-exit-code-3", "--output-formats", "json-ocsf"],
    ...["--output-directory", folder, "--output-filename", "audit"],
    ...["--region", ...new Set([region, GLOBAL_REGION])],
    // What the emulator lacks it refuses at once; asked again it would not answer otherwise.
    ...["--aws-retries-max-attempts", "1"],
  ];
  const { status, stderr, stdout } = await runProgram(words.map(shellWord).join(" "), {
    cwd: folder,
    env: { ...quietly(env, url), ...credentials({ url, account, region }), HOME: folder },
    signal,
  });
  const file = path.join(folder, "audit.ocsf.json");
  if (status !== 0 || !fs.existsSync(file)) throw scannerFailed("prowler", lastLine(stderr) || lastLine(stdout));
  return readProwler(fs.readFileSync(file, "utf8"));
}

/**
 * Checks what synth wrote. `.checkov.yaml` leaves out what is answered, so that it is not read here.
 *
 * @param outdir folder that synth wrote to
 * @param folder a folder without settings of checkov's
 */
export async function runCheckov(
  { program }: ScannerProgram,
  outdir: string,
  folder: string,
  { env, signal }: { readonly env: NodeJS.ProcessEnv; readonly signal: AbortSignal },
): Promise<readonly ScannerResult[]> {
  const words = [
    ...[program, "--directory", path.join(outdir, "stacks"), "--framework", "terraform_json"],
    ...["--skip-download", "--compact", "--soft-fail", "--output", "json"],
  ];
  const { status, stdout, stderr } = await runProgram(words.map(shellWord).join(" "), {
    cwd: folder,
    env: { ...quietly(env, NOWHERE), HOME: folder, LOG_LEVEL: "ERROR" },
    signal,
  });
  if (status !== 0) throw scannerFailed("checkov", lastLine(stderr));
  return readCheckov(stdout);
}

/** Variables of a scanner: it is told nothing of the caller's accounts, and reaches no host but one. */
function quietly(env: NodeJS.ProcessEnv, url: string): NodeJS.ProcessEnv {
  return { ...withoutAws(env), ...offline(url) };
}

/**
 * Nothing but this machine is reached: all that a scanner asks goes to one address as its proxy. Where that is the emulator, requests of S3
 * Control, which have the account in front of the host's name, arrive too.
 */
function offline(url: string): NodeJS.ProcessEnv {
  return { http_proxy: url, https_proxy: url, no_proxy: "", HTTP_PROXY: url, HTTPS_PROXY: url, NO_PROXY: "" };
}

function credentials({ url, account, region }: Target): NodeJS.ProcessEnv {
  return {
    AWS_ENDPOINT_URL: url,
    AWS_ACCESS_KEY_ID: `EMULATOR${account}`,
    AWS_SECRET_ACCESS_KEY: "emulator",
    AWS_REGION: region,
    AWS_DEFAULT_REGION: region,
    AWS_EC2_METADATA_DISABLED: "true",
    AWS_CONFIG_FILE: "/dev/null",
    AWS_SHARED_CREDENTIALS_FILE: "/dev/null",
  };
}

/** Without credentials, profiles and endpoints of the caller, and without keys of the scanners' makers. */
function withoutAws(env: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  return Object.fromEntries(Object.entries(env).filter(([name]) => !/^(AWS_|PROWLER_|CKV_|BC_|PRISMA_)/.test(name)));
}

function lastLine(text: string): string {
  return text.trimEnd().split("\n").at(-1)?.trim() ?? "";
}
