import { resolve } from "node:path";
import { type Command, Option } from "commander";
import { byPlace, judge } from "../../guardrails/findings/judge";
import { unusedProblems } from "../../guardrails/findings/problems";
import { verdictOf } from "../../guardrails/findings/verdict";
import { GUARDRAILS } from "../../guardrails/rules";
import { estateOfConfigurations } from "../../guardrails/tree/read-configurations";
import { estateOfPlans } from "../../guardrails/tree/read-plans";
import { readVariable } from "../../variables/read";
import { today } from "../../variables/today";
import { type CheckInputOptions, readCheckInputs } from "../check/check-inputs";
import { checkJson } from "../check/check-json";
import { checkJunit } from "../check/check-junit";
import { checkSarif } from "../check/check-sarif";
import { checkTable } from "../check/check-table";
import { reportOf } from "../check/report";
import { type CheckReport, ofStatus } from "../check/report.types";
import type { CommandContext } from "../io";

const FORMATS = { table: checkTable, json: checkJson, sarif: checkSarif, junit: checkJunit } as const;

interface CheckFlags {
  readonly format: keyof typeof FORMATS;
  readonly production?: boolean;
  readonly exemptionsFrom?: string;
}

/** Adds `groundplan check`: what guardrails find in all stacks, or in files. */
export function addCheckCommand(program: Command, context: CommandContext, setExitCode: (code: number) => void): void {
  const formats = Object.keys(FORMATS);
  program
    .command("check")
    .description("say what guardrails find: in all stacks of the project, or in files")
    .argument(
      "[files...]",
      "files in Terraform's JSON syntax, such as cdk.tf.json, and the JSON of plans (terraform show -json)",
    )
    .addOption(new Option("--format <format>", "what is printed").choices(formats).default("table"))
    .option("--production", "judge the files as production")
    .option(
      "--exemptions-from <folder>",
      "folder that synth or plan --out wrote, which says what is exempt in files that lie elsewhere",
    )
    .addHelpText("after", "\nExit code: 0 for nothing that is open, 1 for errors that no exemption acknowledges.")
    .action(async (files: string[], { format, production, exemptionsFrom }: CheckFlags, command: Command) => {
      if (production && files.length === 0)
        command.error("error: --production is about files; each environment says by `protect` what it is");
      if (exemptionsFrom !== undefined && files.length === 0)
        command.error("error: --exemptions-from is about files; those of the project's own stacks are known");
      const options = {
        isProduction: production ?? false,
        ...(exemptionsFrom === undefined ? {} : { exemptionsFrom }),
      };
      const report = files.length > 0 ? reportOfFiles(files, options, context) : await reportOfProject(context);
      context.print(FORMATS[format](report));
      setExitCode(ofStatus(report, "open").length > 0 || report.problems.length > 0 ? 1 : 0);
    });
}

function reportOfFiles(sources: readonly string[], options: CheckInputOptions, context: CommandContext): CheckReport {
  const { configurations, plans, files, exemptions } = readCheckInputs(sources, options, context);
  const estates = [estateOfConfigurations(configurations), estateOfPlans(plans)];
  const findings = estates.flatMap((estate) => judge(estate, GUARDRAILS)).sort(byPlace);
  return reportOf(verdictOf(findings, exemptions, context.today ?? today()), estates, GUARDRAILS, [], ({ stack }) =>
    files.get(stack),
  );
}

/** Makes all stacks as synth does, and writes nothing. */
async function reportOfProject(context: CommandContext): Promise<CheckReport> {
  const { root, variables } = context;
  const folder = resolve(root, readVariable("GROUNDPLAN_CONFIG", variables));
  // Files need no construct, and wait for none.
  const { checkedConfiguration } = await import("../../stacks/application/configuration/checked-configuration.js");
  const { originsIn } = await import("../../stacks/application/configuration/origins.js");
  const { guardSynth } = await import("../../stacks/application/synthesize.js");
  const { verdict } = checkedConfiguration(
    { folder, root, originOf: originsIn(), variables },
    ({ create, ...options }) => guardSynth(create, { ...options, today: context.today ?? today() }),
  );
  const problems = [...verdict.unknown, ...unusedProblems(verdict.exemptions)];
  return reportOf(verdict, [verdict.estate], GUARDRAILS, problems, verdict.fileOf);
}
