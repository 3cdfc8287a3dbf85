import * as fs from "node:fs";
import * as path from "node:path";
import { type Command, Option } from "commander";
import { type Audit, isGrave, type Scanner, type ScannerResult } from "../audit/audit.types";
import { auditJson } from "../audit/audit-json";
import { auditPage } from "../audit/audit-page";
import { auditTable } from "../audit/audit-table";
import { DeployedResources } from "../audit/deployed-resources";
import { type EmulatedEnvironment, withEmulated } from "../audit/emulated-environment";
import type { Framework } from "../audit/frameworks";
import { auditOf } from "../audit/report";
import { type AuditFlags, type AuditRequest, auditRequest, FORMS } from "../audit/request";
import { SCANNER_VERSIONS, scannerNotes } from "../audit/scanner-result";
import { frameworksOf, runCheckov, runProwler, type ScannerProgram } from "../audit/scanners";
import type { CommandContext } from "../io";
import { outputsOf, writeForms } from "../review-output";

const HELP = `
Nothing leaves this machine: the environment is in an emulator, the one of \`npm run sandbox\` if it holds the environment as it is
configured now, else one that is started for it. The scanners are looked for on the PATH: ${Object.entries(
  SCANNER_VERSIONS,
)
  .map(([scanner, version]) => `${scanner} (${version})`)
  .join(" and ")}.

Exit code: 0 for no open finding that is medium or graver, 1 for one, or for an error, 130 after an interrupt.`;

/** Adds `groundplan audit`: what scanners find in an environment that is deployed to an emulator. */
export function addAuditCommand(program: Command, context: CommandContext, setExitCode: (code: number) => void): void {
  program
    .command("audit")
    .description("audit an environment on an emulator by prowler and checkov, before there is an account")
    .argument("[environment]", "environment", "sandbox")
    .addOption(new Option("--framework <names...>", "compliance frameworks, such as cis_3.0_aws, fsbp, pci or isms-p"))
    .option("--json <file>", "write the audit for other programs")
    .option("--html <file>", "write the whole audit as a page that loads nothing")
    .addHelpText("after", HELP)
    .action(async (environment: string, flags: AuditFlags) => {
      const request = auditRequest(environment, flags, context);
      for (const note of notesOf(request)) context.printError(`${note}\n`);
      const exitCode = await withEmulated(environment, request.tools, context, async (emulated) => {
        const audit = await auditEnvironment(environment, emulated, request, context);
        if (emulated.signal.aborted) return 1;
        writeAudit(audit, flags, context);
        return audit.findings.some(isGrave) ? 1 : 0;
      });
      setExitCode(exitCode);
    });
}

const SCANNERS = Object.keys(SCANNER_VERSIONS) as Scanner[];

/** What is known of the scanners before minutes have gone. */
function notesOf({ programs }: AuditRequest): readonly string[] {
  return SCANNERS.flatMap((scanner) => {
    const version = programs.find((one) => one.scanner === scanner)?.version;
    return scannerNotes({ scanner, version }, "does not run");
  });
}

async function auditEnvironment(
  environment: string,
  emulated: EmulatedEnvironment,
  { programs, frameworks }: AuditRequest,
  context: CommandContext,
): Promise<Audit> {
  const { stacks, about, errors } = emulated;
  const before = (await errors()).length;
  const results: ScannerResult[] = [];
  for (const one of programs) {
    context.printError(`${one.scanner} ${one.version} audits ${environment}.\n`);
    results.push(...(await RUNS[one.scanner](one, emulated, context.variables)));
    if (emulated.signal.aborted) break;
  }
  const versions = new Map(programs.map(({ scanner, version }) => [scanner, version]));
  return auditOf({
    environment,
    about,
    scanners: SCANNERS.map((scanner) => ({
      scanner,
      version: versions.get(scanner),
      answersFor: SCANNER_VERSIONS[scanner],
    })),
    results,
    resources: new DeployedResources(stacks),
    frameworks: await requiredBy(frameworks, programs, emulated, context),
    unanswered: operationsIn((await errors()).slice(before)),
  });
}

/** What the frameworks that were asked for require. */
async function requiredBy(
  names: readonly string[],
  programs: readonly ScannerProgram[],
  { folder, signal }: EmulatedEnvironment,
  { variables }: CommandContext,
): Promise<readonly Framework[]> {
  const prowler = programs.find(({ scanner }) => scanner === "prowler");
  if (!prowler || signal.aborted) return [];
  return frameworksOf(prowler, names, folderIn(folder, "frameworks"), { env: variables, signal });
}

const RUNS: Readonly<
  Record<
    Scanner,
    (
      program: ScannerProgram,
      emulated: EmulatedEnvironment,
      env: NodeJS.ProcessEnv,
    ) => Promise<readonly ScannerResult[]>
  >
> = {
  prowler: (program, { target, folder, signal }, env) =>
    runProwler(program, target, folderIn(folder, "prowler"), { env, signal }),
  checkov: (program, { outdir, folder, signal }, env) =>
    runCheckov(program, outdir, folderIn(folder, "checkov"), { env, signal }),
};

function folderIn(folder: string, name: string): string {
  const own = path.join(folder, name);
  fs.mkdirSync(own, { recursive: true });
  return own;
}

/** Operations in the lines that the emulator keeps of what it could not answer. */
function operationsIn(errors: readonly string[]): readonly string[] {
  const operations = errors.map((line) => /The emulator cannot answer (.+? of [a-z0-9-]+)/.exec(line)?.[1] ?? line);
  return [...new Set(operations)].sort();
}

function writeAudit(audit: Audit, flags: AuditFlags, { root, print }: CommandContext): void {
  const forms: Readonly<Record<(typeof FORMS)[number], (audit: Audit) => string>> = {
    json: auditJson,
    html: auditPage,
  };
  const outputs = outputsOf(FORMS, flags, root).map((output) => ({ ...output, text: forms[output.form](audit) }));
  const lines = auditTable(audit);
  writeForms(outputs, "audit");
  print(lines);
}
