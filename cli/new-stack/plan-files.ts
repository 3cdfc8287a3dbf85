import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { parseDocument } from "yaml";
import { takenKeys } from "../../config/sections";
import { type Problem, Problems } from "../../constructs/core/errors";
import { entriesOf, withEntry } from "./registry-file";
import { type StackNames, stackNames } from "./stack-names";
import { docsRow, stackFile, testFile } from "./templates";

/** A new stack, and where its section goes. */
export interface NewStack {
  readonly name: string;
  /** Configuration file that gets the section, without `.yaml`; none gets it when this is absent. */
  readonly file?: string;
}

const REGISTRY = "stacks/registry.ts";
const CONFIGURATION_PAGE = "docs/configuration.md";

/**
 * The files of a new stack with their texts: the stack and its test, and what changes of the list of stacks, the configuration and its page.
 *
 * @param root folder of the project
 * @param folder folder of the configuration, from there
 * @throws GroundplanError `NEW_STACK_NAME`, `NEW_STACK_TAKEN`, `NEW_STACK_FILE_EXISTS`, `NEW_STACK_PLACE_MISSING`,
 *   `NEW_STACK_CONFIGURATION_MISSING`, `NEW_STACK_SECTION_EXISTS`: all at once
 */
export function planFiles(root: string, folder: string, { name, file }: NewStack): ReadonlyMap<string, string> {
  const problems = new Problems("new stack");
  const names = stackNames(name);
  if (!names) problems.add("name", wrongName(name));
  const registry = read(root, REGISTRY);
  if (names && [...takenKeys(), ...entriesOf(registry)].includes(names.section)) problems.add("name", taken(names));
  const files = new Map<string, string>();
  const shown: StackNames = names ?? { stack: "name", section: "name", type: "Name" };
  for (const [path, text] of [
    [`stacks/${shown.stack}-stack.ts`, stackFile(shown)],
    [`__tests__/stacks/${shown.stack}-stack.test.ts`, testFile(shown)],
  ] as const) {
    if (names && existsSync(join(root, path))) problems.addAll([fileExists(path)]);
    files.set(path, text);
  }
  const listed = withEntry(registry, shown);
  if (listed === undefined) problems.addAll([placeMissing(REGISTRY, "export const STACKS = [...SHIPPED] as const;")]);
  files.set(REGISTRY, listed ?? "");
  const page = withRow(read(root, CONFIGURATION_PAGE), docsRow(shown));
  if (page === undefined) problems.addAll([placeMissing(CONFIGURATION_PAGE, "a table with a row of `eksAddons`")]);
  files.set(CONFIGURATION_PAGE, page ?? "");
  if (file !== undefined) {
    const path = `${folder}/${file}.yaml`;
    files.set(path, withSection(root, path, shown, problems));
  }
  problems.throwIfAny();
  return files;
}

function read(root: string, path: string): string {
  return existsSync(join(root, path)) ? readFileSync(join(root, path), "utf8") : "";
}

/** The page with a row more at the end of the table that has a row of `eksAddons`. */
function withRow(page: string, row: string): string | undefined {
  const lines = page.split("\n");
  const shipped = lines.findIndex((line) => line.startsWith("| `eksAddons` |"));
  if (shipped < 0) return undefined;
  const end = lines.findIndex((line, index) => index > shipped && !line.startsWith("|"));
  lines.splice(end < 0 ? lines.length : end, 0, row);
  return lines.join("\n");
}

function withSection(root: string, path: string, { section }: StackNames, problems: Problems): string {
  if (!existsSync(join(root, path))) {
    problems.addAll([configurationMissing(path)]);
    return "";
  }
  const text = readFileSync(join(root, path), "utf8");
  if (parseDocument(text).has(section)) problems.addAll([sectionExists(path, section)]);
  return `${text.replace(/\n*$/, "\n")}\n${section}: {}\n`;
}

function wrongName(name: string): Omit<Problem, "path"> {
  return {
    code: "NEW_STACK_NAME",
    message:
      "A stack cannot have this name: its files, its key in the YAML and its definition in code are named after it.",
    found: JSON.stringify(name),
    expected:
      "words of a-z and 0-9 with - between them, each starting with a letter, 2 to 24 in all, and no word of TypeScript",
    fix: 'choose another, such as "orders" or "orders-database"',
  };
}

function taken({ section }: StackNames): Omit<Problem, "path"> {
  return {
    code: "NEW_STACK_TAKEN",
    message: "The configuration has a key of this name already.",
    found: section,
    expected: "a name that no key and no registered stack has",
    fix: 'choose another, such as "orders" or "orders-database"',
  };
}

function fileExists(path: string): Problem {
  return {
    code: "NEW_STACK_FILE_EXISTS",
    path,
    message: "The file is there already, and nothing is written over.",
    found: "a file of this name",
    expected: "no such file",
    fix: "choose another name, or move the file away",
  };
}

function placeMissing(path: string, place: string): Problem {
  return {
    code: "NEW_STACK_PLACE_MISSING",
    path,
    message: "The file has no place for the new stack that this command knows.",
    found: "other text",
    expected: place,
    fix: "bring it back, or add the stack by hand, as docs/guide/your-own-stack.md says",
  };
}

function configurationMissing(path: string): Problem {
  return {
    code: "NEW_STACK_CONFIGURATION_MISSING",
    path,
    message: "There is no such file of the configuration.",
    found: "no file",
    expected: "the name of a file of the configuration, without .yaml",
    fix: "name a file that is there, or leave out --in",
  };
}

function sectionExists(path: string, section: string): Problem {
  return {
    code: "NEW_STACK_SECTION_EXISTS",
    path,
    message: "The file has a section of this name already.",
    found: section,
    expected: "no such key",
    fix: "leave out --in, or take the section away",
  };
}
