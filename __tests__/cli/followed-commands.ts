import type { Problem } from "../../constructs/core/errors";
import type { Outcome } from "./run-command";

/** A project in which commands are run. */
export interface CommandProject {
  readonly root: string;
  readonly run: (args: string, variables?: NodeJS.ProcessEnv, answer?: string) => Promise<Outcome>;
}

/** A command line as it is typed, or what a person does in the project's folder. */
export type Step = string | ((project: CommandProject) => void);

/** What is done one after the other. */
export type Steps = readonly Step[];

/** A command line that nobody watches: it has no terminal. */
export const ALONE = "CI=true ";

/**
 * What is told while steps are done, up to the first one that is told anything about. At the terminal is somebody who says yes.
 *
 * @throws Error if a command fails and tells no problem
 */
export async function problemsOfSteps(project: CommandProject, steps: Steps): Promise<readonly Problem[]> {
  for (const step of steps) {
    if (typeof step !== "string") {
      step(project);
      continue;
    }
    const { variables, args } = parsed(step);
    const { exitCode, out, err } = await project.run(args, variables, step.startsWith(ALONE) ? undefined : "yes");
    const told = problemsIn(err);
    if (told.length > 0) return told;
    if (exitCode !== 0 && !(exitCode === 2 && args.startsWith("plan "))) throw new Error(`${step}\n${out}${err}`);
  }
  return [];
}

/** A command line as a shell takes it: variables, the program and its arguments. */
function parsed(line: string): { variables: NodeJS.ProcessEnv; args: string } {
  const words = (line.match(/(?:'[^']*'|[^\s'])+/g) ?? []).map((word) => word.replaceAll("'", ""));
  const program = words.indexOf("npx");
  const variables = words.slice(0, program).map((word) => word.split("="));
  if (program < 0 || words[program + 1] !== "groundplan") throw new Error(`not the command: ${line}`);
  return { variables: Object.fromEntries(variables), args: words.slice(program + 2).join(" ") };
}

/** The problems in a command's error output. */
function problemsIn(text: string): Problem[] {
  const block =
    /^\d+\. (.+) \[([A-Z_]+)\]\n {3}at: {7}(.+)\n {3}found: {4}(.+)\n {3}expected: (.+)\n {3}fix: {6}(.+)$/gm;
  return [...text.matchAll(block)].map(
    ([, message = "", code = "", path = "", found = "", expected = "", fix = ""]) => ({
      code,
      path,
      message,
      found,
      expected,
      fix,
    }),
  );
}
