import * as path from "node:path";
import type { Command } from "commander";
import { environmentNames } from "../../config/load";
import { unknownEnvironment } from "../../config/selection";
import { GroundplanError, type Problem } from "../../constructs/core/errors";
import { shellWord } from "../../constructs/core/texts/shell-word";
import { type EjectedFiles, eject, type Source } from "../../eject/eject";
import { TemplateError } from "../../eject/expressions/template";
import { UnknownType } from "../../eject/stack/stack-blocks";
import { targetProblem, writeTarget } from "../../eject/target";
import { readSettings } from "../../review/gates/settings";
import { outdirOf } from "../../runner/synthesize-app";
import { engineOf, PROGRAMS } from "../../runner/terraform/engine";
import { readProviderBlocks } from "../../runner/terraform/provider-schemas";
import { readVariable } from "../../variables/read";
import type { CommandContext } from "../io";
import { ownFolder, type Run, withRun } from "../run-context";
import { renderTable } from "../table";

/** Adds `groundplan eject`: stacks as plain HCL. */
export function addEjectCommand(program: Command, context: CommandContext, setExitCode: (code: number) => void): void {
  program
    .command("eject")
    .description("write an environment or a stack as plain HCL, on the same state: the way out of this project")
    .argument("<environment|stack>", "name of an environment, or full name of a stack, for example staging-network")
    .requiredOption(
      "--to <folder>",
      "folder to write to: a new one, or an earlier eject of the same that nobody has touched",
    )
    .addHelpText("after", "\nFor example: npx groundplan eject staging --to ../staging")
    .action(async (name: string, { to }: { readonly to: string }) =>
      setExitCode(await ejectCommand(name, to, context)),
    );
}

async function ejectCommand(name: string, to: string, context: CommandContext): Promise<number> {
  const { root, variables } = context;
  const target = path.resolve(root, to);
  const problem = insideProblem(target, to, name, context) ?? targetProblem(target, to, name);
  if (problem) throw new GroundplanError([problem]);
  const environments = environmentNames(path.resolve(root, readVariable("GROUNDPLAN_CONFIG", variables)));
  const isEnvironment = environments.includes(name);
  // A stack has its environment's name before a hyphen; what has no hyphen is meant as an environment.
  if (!isEnvironment && /^\w+$/.test(name))
    throw new GroundplanError([unknownEnvironment("command line", name, environments)]);
  const request = {
    command: "eject",
    commandLine: `groundplan eject ${shellWord(name)} --to ${shellWord(to)}`,
    patterns: [isEnvironment ? `${name}-*` : name],
    jobs: 1,
  };
  return withRun(request, context, async (run) => {
    const { selected, session } = run;
    const [first = ""] = selected;
    if (!isEnvironment && selected.length > 1) throw new GroundplanError([severalStacks(name, selected)]);
    const sources: Source[] = [];
    for (const stack of selected) {
      sources.push(await sourceOf(stack, isEnvironment ? stack.slice(name.length + 1) : "", run, context));
    }
    const ejected = ejectAll(name, sources, target);
    await writeTarget(target, name, ejected.files, async (beside) => {
      await session.terraformIn(first, beside).run("fmt", ["-recursive", "-list=false"]);
    });
    session.progress.stop();
    context.print(report(ejected, to, PROGRAMS[engineOf(session.options.program)]));
    return 0;
  });
}

async function sourceOf(name: string, to: string, run: Run, context: CommandContext): Promise<Source> {
  const { folder, account, region, environment } = run.session.stack(name);
  const kept = path.join(ownFolder(context), "schemas");
  const schemas = await readProviderBlocks(folder, kept, (where) => run.session.terraformIn(name, where));
  const granted = readSettings(run.outdir, environment)?.stacks[name]?.granted ?? [];
  const exemptions = granted.map(({ rule, at, reason }) => ({ rule, at, reason }));
  return { name, folder, account, region, schemas, exemptions, to };
}

function ejectAll(of: string, sources: readonly Source[], target: string): EjectedFiles {
  try {
    return eject(of, sources, target);
  } catch (error) {
    if (error instanceof UnknownType) throw new GroundplanError([unknownType(error.type)]);
    if (error instanceof TemplateError) throw new GroundplanError([unreadable(error.template)]);
    throw error;
  }
}

function report({ stacks }: EjectedFiles, to: string, program: string): string {
  const rows = stacks.map((stack) => [
    stack.name,
    `${stack.files} files`,
    `${stack.lines} lines`,
    path.join(to, stack.to),
  ]);
  const where = shellWord(path.join(to, stacks[0]?.to ?? ""));
  const look = `cd ${where} && ${program} init && ${program} plan`;
  return [
    renderTable(rows, []),
    "Addresses and states are the same: of a stack that is deployed as it is, a plan shows no changes.",
    `  ${look}`,
    `${path.join(to, "README.md")} says how to go on.`,
    "",
  ].join("\n");
}

/** A synth takes away what it has not made. */
function insideProblem(
  target: string,
  to: string,
  name: string,
  { root, variables }: CommandContext,
): Problem | undefined {
  const outdir = outdirOf(root, variables);
  if (target !== outdir && !target.startsWith(`${outdir}${path.sep}`)) return undefined;
  return {
    code: "EJECT_FOLDER",
    path: "command line › --to",
    message: "The next synth takes away what lies in its own folder.",
    found: `${to}, in ${path.relative(root, outdir) || outdir}`,
    expected: "a folder outside of it",
    fix: `npx groundplan eject ${shellWord(name)} --to ejected/${shellWord(name)}`,
  };
}

function severalStacks(name: string, selected: readonly string[]): Problem {
  return {
    code: "ONE_STACK",
    path: "command line",
    message: "One stack is ejected at a time, or a whole environment.",
    found: `${name}, which means ${selected.join(", ")}`,
    expected: "the name of an environment, or the full name of a stack",
    fix: `npx groundplan eject ${selected[0]} --to <folder>`,
  };
}

function unknownType(type: string): Problem {
  return {
    code: "EJECT_TYPE_UNKNOWN",
    path: "eject",
    message: "No provider of the stack has a resource of this type, so it cannot be told what of it are blocks.",
    found: type,
    expected: "a type that a provider in required_providers has",
    fix: `add the provider of ${type} to the stack, or take the resource out, and deploy before you eject`,
  };
}

function unreadable(template: string): Problem {
  return {
    code: "EJECT_TEXT_UNREADABLE",
    path: "eject",
    message: "The code in a text of the stack does not end.",
    found: template.length > 200 ? `${template.slice(0, 200)}…` : template,
    expected: "a } for every ${ and %{",
    fix: "mend the override that the text comes from; npx groundplan plan tells its address",
  };
}
