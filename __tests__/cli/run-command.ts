import { dirname } from "node:path";
import type { CommandContext } from "../../cli/io";
import { run } from "../../cli/main";
import { configFolder } from "../config/support/config-folder";

/** What a command did. */
export interface Outcome {
  readonly exitCode: number;
  readonly out: string;
  readonly err: string;
}

/** Makes a project folder with configuration files. @returns its root */
export function project(files: Readonly<Record<string, string>>): string {
  return dirname(configFolder(files));
}

/** Runs a command in a project, with a person at the terminal, or who interrupts, with input, and on a day, if they are given. */
export async function runIn(
  root: string,
  args: string,
  variables: NodeJS.ProcessEnv = {},
  person: Pick<CommandContext, "terminal" | "onInterrupt" | "readInput" | "today"> = {},
): Promise<Outcome> {
  const [out, err]: [string[], string[]] = [[], []];
  const exitCode = await run(args.split(" "), {
    root,
    variables,
    print: (text) => out.push(text),
    printError: (text) => err.push(text),
    ...person,
  });
  return { exitCode, out: out.join(""), err: err.join("") };
}
