import * as fs from "node:fs";
import * as path from "node:path";
import { type Command, Option } from "commander";
import { environmentNames } from "../../config/load";
import { unknownEnvironment } from "../../config/selection";
import { GroundplanError } from "../../constructs/core/errors";
import { readVariable } from "../../variables/read";
import { type Audit, isGrave, type Scanner, type ScannerResult } from "../audit/audit.types";
import { auditJson } from "../audit/audit-json";
import { auditPage } from "../audit/audit-page";
import { auditTable } from "../audit/audit-table";
import { DeployedResources } from "../audit/deployed-resources";
import { type EmulatedEnvironment, withEmulated } from "../audit/emulated-environment";
import { auditOf } from "../audit/report";
import { SCANNER_VERSIONS } from "../audit/scanner-result";
import { findScanners, runCheckov, runProwler, type ScannerProgram } from "../audit/scanners";
import type { CommandContext } from "../io";
import { writeForms } from "../review-output";

interface AuditFlags {
  readonly framework?: readonly string[];
  readonly json?: string;
  readonly html?: string;
}

const HELP = `
Nothing leaves this machine: the environment is in an emulator, the one of \`npm run sandbox\` if it holds the environment, else one
that is started for it. The scanners are looked for on the PATH: ${Object.entries(SCANNER_VERSIONS)
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
      checkEnvironment(environment, context);
      const programs = findScanners(context.variables);
      const exitCode = await withEmulated(environment, context, async (emulated) => {
        const audit = await auditEnvironment(environment, emulated, programs, flags, context);
        if (emulated.signal.aborted) return 1;
        writeAudit(audit, flags, context);
        return audit.findings.some(isGrave) || audit.problems.length > 0 ? 1 : 0;
      });
      setExitCode(exitCode);
    });
}

/** Refuses an environment that there is not, before anything is looked for or started. */
function checkEnvironment(environment: string, { root, variables }: CommandContext): void {
  const names = environmentNames(path.resolve(root, readVariable("GROUNDPLAN_CONFIG", variables)));
  if (names.length === 0 || names.includes(environment)) return;
  throw new GroundplanError([unknownEnvironment("command line › environment", environment, names)]);
}

async function auditEnvironment(
  environment: string,
  emulated: EmulatedEnvironment,
  programs: readonly ScannerProgram[],
  { framework = [] }: AuditFlags,
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
    scanners: (Object.keys(SCANNER_VERSIONS) as Scanner[]).map((scanner) => ({
      scanner,
      version: versions.get(scanner),
    })),
    results,
    resources: new DeployedResources(stacks),
    frameworks: framework,
    unanswered: operationsIn((await errors()).slice(before)),
  });
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
  const forms = { json: auditJson, html: auditPage } as const;
  const outputs = (Object.keys(forms) as (keyof typeof forms)[]).flatMap((form) => {
    const shown = flags[form];
    if (shown === undefined) return [];
    return [{ option: `--${form}`, shown, file: path.resolve(root, shown), text: forms[form](audit) }];
  });
  const lines = auditTable(audit);
  writeForms(outputs, "audit");
  print(lines);
}
