import { spawnSync } from "node:child_process";
import { existsSync, mkdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import type { Command } from "commander";
import { GroundplanError } from "../../constructs/core/errors";
import { readVariable } from "../../variables/read";
import type { CommandContext } from "../io";
import { type NewStack, planFiles } from "../new-stack/plan-files";

/** Adds `groundplan new stack`: the files of a stack of one's own. */
export function addNewCommands(program: Command, context: CommandContext): void {
  const parent = program.command("new").description("write the files of something new");
  parent
    .command("stack")
    .description("write a stack of your own: its file and test, its entry in the list of stacks, its section")
    .argument("<name>", "name of the stack without the environment, such as orders")
    .option("--in <file>", "configuration file that gets the section, without .yaml")
    .action((name: string, options: { in?: string }) => {
      const stack: NewStack = { name, ...(options.in === undefined ? {} : { file: options.in }) };
      const files = planFiles(context.root, readVariable("GROUNDPLAN_CONFIG", context.variables), stack);
      for (const [path, text] of files) {
        const file = join(context.root, path);
        mkdirSync(dirname(file), { recursive: true });
        writeFileSync(file, text);
        context.print(`${path} is written.\n`);
      }
      const commands = followUps(context.root);
      if (commands.length > 0)
        context.printError("The schema and the pages are made anew, which takes a minute or two.\n");
      for (const [program, ...args] of commands) follow(program ?? "", args, context);
    });
}

/** What brings the files that are made from others up to date: order of imports, the schema, and then all that reads it. */
function followUps(root: string): readonly (readonly string[])[] {
  if (!existsSync(join(root, "bin", "groundplan.js"))) return [];
  const biome = join("node_modules", "@biomejs", "biome", "bin", "biome");
  return [
    [process.execPath, biome, "check", "--write", "stacks", "__tests__/stacks"],
    [process.execPath, join("bin", "groundplan.js"), "config", "schema"],
    ["npm", "run", "--silent", "docs"],
  ];
}

function follow(program: string, args: readonly string[], { root, variables }: CommandContext): void {
  const { status, stdout, stderr } = spawnSync(program, args, { cwd: root, env: variables, encoding: "utf8" });
  if (status === 0) return;
  const command = [program === process.execPath ? "node" : program, ...args].join(" ");
  throw new GroundplanError([
    {
      code: "NEW_STACK_UNFINISHED",
      path: "new stack",
      message: "The files are written, but what is made from them could not be brought up to date.",
      found: `${stdout}${stderr}`.trim().split("\n").slice(-5).join(" / "),
      expected: `\`${command}\` ends well`,
      fix: "mend what it says, and run `npx groundplan config schema` and `npm run docs`",
    },
  ]);
}
