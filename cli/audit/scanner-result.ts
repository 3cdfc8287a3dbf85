import { GroundplanError } from "../../constructs/core/errors";
import { CHECKOV_VERSION } from "../../guardrails/answers/checkov";
import { PROWLER_VERSION } from "../../guardrails/answers/prowler";
import { isRecord } from "../../review/values/values";
import type { Scanner } from "./audit.types";

/** The scanners, in the order in which they run, with the versions that the answers are for. */
export const SCANNER_VERSIONS: Readonly<Record<Scanner, string>> = {
  checkov: CHECKOV_VERSION,
  prowler: PROWLER_VERSION,
};

/** The command that installs a scanner in the version that the answers are for. */
export function installCommand(scanner: Scanner): string {
  return `pipx install ${scanner}==${SCANNER_VERSIONS[scanner]}`;
}

/**
 * What is to be said of a scanner that is not there, or whose version is another one than the answers are for.
 *
 * @param absent what becomes of one that is not there: `does not run`
 */
export function scannerNotes(
  { scanner, version }: { readonly scanner: Scanner; readonly version?: string },
  absent: string,
): readonly string[] {
  const wanted = SCANNER_VERSIONS[scanner];
  if (version === undefined) return [`${scanner} is not on the PATH, and ${absent}: ${installCommand(scanner)}`];
  if (version === wanted) return [];
  return [
    `${scanner} is ${version}, and the answers are for ${wanted}: a check that one of them lacks is told as open, or not at all. ` +
      `For the other one: ${reinstallCommand(scanner)}`,
  ];
}

/** The command that installs the version that the answers are for in place of another one. */
export function reinstallCommand(scanner: Scanner): string {
  return installCommand(scanner).replace("install", "install --force");
}

/**
 * JSON that a scanner wrote.
 *
 * @throws GroundplanError `AUDIT_SCANNER_FAILED`
 */
export function resultIn(text: string, scanner: Scanner): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw scannerFailed(scanner, text.trim() === "" ? "nothing" : "no JSON");
  }
}

/** A scanner that came to no result. */
export function scannerFailed(scanner: Scanner, found: string): GroundplanError {
  return new GroundplanError([
    {
      code: "AUDIT_SCANNER_FAILED",
      path: `audit › ${scanner}`,
      message: "The scanner came to no result that can be read.",
      found,
      expected: "its findings as JSON",
      fix: `install the version that the answers are for: ${reinstallCommand(scanner)}`,
    },
  ]);
}

/** A record, or an empty one in place of anything else. */
export function recordOf(value: unknown): Readonly<Record<string, unknown>> {
  return isRecord(value) ? value : {};
}

/** A text, or an empty one in place of anything else. */
export function textOf(value: unknown): string {
  return typeof value === "string" ? value : "";
}
