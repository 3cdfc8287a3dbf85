import * as path from "node:path";
import { environmentNames } from "../../config/load";
import { unknownEnvironment } from "../../config/selection";
import { GroundplanError, Problems } from "../../constructs/core/errors";
import { findTools, type Tools } from "../../emulator/tools";
import { readVariable } from "../../variables/read";
import type { CommandContext } from "../io";
import { checkForms, outputsOf } from "../review-output";
import { frameworksMeant, frameworksWithoutProwler } from "./frameworks";
import { installCommand } from "./scanner-result";
import { findScanners, frameworkNames, type ScannerProgram } from "./scanners";

/** What the options of an audit say. */
export interface AuditFlags {
  readonly framework?: readonly string[];
  readonly json?: string;
  readonly html?: string;
}

/** Forms in which an audit is written to a file. */
export const FORMS = ["json", "html"] as const;

/** What an audit works with. */
export interface AuditRequest {
  readonly programs: readonly ScannerProgram[];
  /** Names of frameworks, as prowler's command line has them. */
  readonly frameworks: readonly string[];
  readonly tools: Tools;
}

/**
 * Judges what an audit is asked for, before anything is deployed or scanned.
 *
 * @throws GroundplanError with all that is wrong: an environment or a framework that there is not, a file that cannot be written, scanners
 *   and tools that are missing
 */
export function auditRequest(environment: string, flags: AuditFlags, context: CommandContext): AuditRequest {
  const problems = new Problems("command line");
  problems.collect(() => checkEnvironment(environment, context));
  problems.collect(() => checkForms(outputsOf(FORMS, flags, context.root), "audit"));
  const programs = problems.collect(() => findScanners(context.variables));
  const frameworks = programs && problems.collect(() => frameworksFor(flags.framework ?? [], programs, context));
  const tools = problems.collect(() => findTools({ env: context.variables }));
  if (!programs || !frameworks || !tools || problems.list.length > 0) throw new GroundplanError(problems.list);
  return { programs, frameworks, tools };
}

function checkEnvironment(environment: string, { root, variables }: CommandContext): void {
  const names = environmentNames(path.resolve(root, readVariable("GROUNDPLAN_CONFIG", variables)));
  if (names.length === 0 || names.includes(environment)) return;
  throw new GroundplanError([unknownEnvironment("command line › environment", environment, names)]);
}

function frameworksFor(
  wanted: readonly string[],
  programs: readonly ScannerProgram[],
  { variables }: CommandContext,
): readonly string[] {
  if (wanted.length === 0) return [];
  const prowler = programs.find(({ scanner }) => scanner === "prowler");
  if (!prowler) throw new GroundplanError([frameworksWithoutProwler(wanted, installCommand("prowler"))]);
  return frameworksMeant(wanted, frameworkNames(prowler, variables));
}
