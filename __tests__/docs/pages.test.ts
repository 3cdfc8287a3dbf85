import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { Command } from "commander";
import { createProgram } from "../../cli/main";
import { checkCommands } from "../../tools/markdown/commands";
import { checkLinks } from "../../tools/markdown/links";
import { projectPages } from "../../tools/markdown/project-pages";
import { checkSnippets } from "../../tools/markdown/snippets";

const ROOT = join(__dirname, "..", "..");
const pages = projectPages(ROOT);

test("every TypeScript snippet compiles", () => {
  expect(checkSnippets(ROOT, pages)).toEqual([]);
}, 60_000);

test("every relative link leads somewhere", () => {
  const anchors = new Map(pages.map((page) => [page.path, page.anchors]));
  const targets = {
    exists: (path: string) => existsSync(join(ROOT, path)),
    anchors: (path: string) => anchors.get(path),
  };
  expect(pages.flatMap((page) => checkLinks(page, targets))).toEqual([]);
});

test("every script and command that the documentation names exists", async () => {
  const { scripts } = JSON.parse(readFileSync(join(ROOT, "package.json"), "utf8")) as {
    scripts: Record<string, string>;
  };
  const silent = { root: ROOT, variables: {}, print: () => {}, printError: () => {} };
  const known = { scripts: Object.keys(scripts), subcommands: commandNames(await createProgram(silent, () => {})) };
  expect(known.subcommands).toContain("config explain");
  expect(pages.flatMap((page) => checkCommands(page, known))).toEqual([]);
});

function commandNames(program: Command, parent = ""): string[] {
  return program.commands.flatMap((command) => {
    const name = parent === "" ? command.name() : `${parent} ${command.name()}`;
    return [name, ...commandNames(command, name)];
  });
}
