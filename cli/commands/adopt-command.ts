import * as fs from "node:fs";
import * as os from "node:os";
import * as path from "node:path";
import { isatty } from "node:tty";
import { Argument, type Command } from "commander";
import { ConfigProblems } from "../../config/config-problems";
import { environmentNames, loadEnvironment } from "../../config/load";
import { readAdopted } from "../../config/reading/adopted";
import { adoptedFile } from "../../config/reading/adopted-files";
import { unknownEnvironment } from "../../config/selection";
import { GroundplanError, type Problem } from "../../constructs/core/errors";
import { readVariable, writeNames } from "../../variables/read";
import { adoptReport, suggestionFor } from "../adopt/adopt-report";
import { type AwsDocument, documentsIn } from "../adopt/aws-documents";
import type { Found, Match, Wanted } from "../adopt/found.types";
import { KINDS, type Kind } from "../adopt/kinds";
import { lineOf, mappingText, moreLines } from "../adopt/mapping-text";
import { match } from "../adopt/match";
import { foundIn, isUnderstood } from "../adopt/read-found";
import { wantedIn } from "../adopt/wanted";
import type { CommandContext } from "../io";
import { synthesize } from "../run-context";

interface AdoptFlags {
  readonly env?: string;
  readonly print?: boolean;
}

const HELP = `
Kinds:
${Object.entries(KINDS)
  .map(([name, { about, example }]) => `  ${name.padEnd(14)} ${about}; by ${example}`)
  .join("\n")}

Nothing is called: what AWS has is piped in, as the aws command writes it. Without input, the commands are printed.`;

/** Adds `groundplan adopt`: begins the file by which an environment takes over what AWS has already. */
export function addAdoptCommand(program: Command, context: CommandContext): void {
  program
    .command("adopt")
    .description("begin the mapping by which an environment takes over what AWS has already")
    .addArgument(new Argument("<kind>", "what is taken over").choices(Object.keys(KINDS)))
    .argument("<ids...>", "ids, names or ARNs of the things")
    .option("--env <environment>", "the environment that takes them over; needed where there are several")
    .option("--print", "print the lines, and write no file")
    .addHelpText("after", HELP)
    .action((kind: string, ids: string[], flags: AdoptFlags) => adoptThings(kind, ids, flags, context));
}

function adoptThings(name: string, ids: readonly string[], flags: AdoptFlags, context: CommandContext): void {
  const kind = KINDS[name] as Kind;
  checkIds(name, kind, ids);
  const folder = path.resolve(context.root, readVariable("GROUNDPLAN_CONFIG", context.variables));
  const environment = environmentFor(flags, environmentNames(folder), [name, ...ids]);
  const input = inputOf(context);
  if (input.trim() === "") {
    const { region } = loadEnvironment(folder, environment).environment;
    context.print(commandsText(name, kind, ids, { environment, region }));
    return;
  }
  const documents = documentsIn(input);
  checkUnderstood(documents);
  const told = foundIn(documents).filter((one) => !isOfOtherVpc(one, ids, name));
  checkFound(ids, told);
  const found = told.filter((one) => kind.isPart(one, ids) || kind.besides?.includes(one.type));
  const wanted = wantedOf(environment, context);
  const problems = new ConfigProblems();
  const existing = readAdopted(folder, environment, problems) ?? [];
  if (!problems.none) throw new GroundplanError(problems.list());
  const { matches, left } = match(wanted, found, known(wanted, found, ids, existing));
  const result = { kind: name, ids, matches, left: left.filter((one) => kind.isPart(one, ids)), found, wanted };
  const suggestion = suggestionFor(result);
  if (suggestion) {
    context.print(adoptReport({ ...result, added: 0, suggestion }));
    return;
  }
  const fresh = matches.filter(({ wanted: { path: at } }) => !existing.some((entry) => entry.path === at));
  const lines = new Map(fresh.map((one) => [one.wanted.path, lineOf(one, matches)]));
  const file = adoptedFile(folder, environment);
  const text = existing.length > 0 ? moreLines(lines) : mappingText(environment, lines);
  if (!flags.print && lines.size > 0) write(file, text, existing.length > 0);
  const where = flags.print ? { text } : { file: path.relative(context.root, file) };
  context.print(adoptReport({ ...result, added: lines.size, ...where }));
}

/** What the user has said: the things that are named, where one resource alone can be meant, and the lines that are written. */
function known(
  wanted: readonly Wanted[],
  found: readonly Found[],
  ids: readonly string[],
  existing: readonly { readonly path: string; readonly id: string | true }[],
): readonly Match[] {
  const written = existing.flatMap((entry) => {
    const one = wanted.find(({ path: at }) => at === entry.path);
    const thing = found.find(({ type, id }) => type === one?.type && id === entry.id);
    return one && thing ? [{ wanted: one, found: thing }] : [];
  });
  const named = ids.flatMap((id) => {
    const thing = found.find((one) => isCalled(one, id));
    const alike = wanted.filter(({ type }) => type === thing?.type);
    const [only] = alike;
    const isWritten = written.some((one) => one.found === thing || one.wanted === only);
    return thing && only && alike.length === 1 && !isWritten ? [{ wanted: only, found: thing }] : [];
  });
  return [...written, ...named];
}

/** What AWS imports by something else, such as a queue by its address, is named by its name. */
function isCalled({ id, name }: Found, text: string): boolean {
  return id === text || name === text;
}

/** Answers may tell of all VPCs of a region. */
function isOfOtherVpc({ type, id, attributes }: Found, ids: readonly string[], kind: string): boolean {
  if (kind !== "network") return false;
  const vpc = type === "aws_vpc" ? id : attributes.vpc_id;
  return vpc !== undefined && !ids.includes(vpc);
}

function wantedOf(environment: string, context: CommandContext): readonly Wanted[] {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), "groundplan-adopt-"));
  try {
    const variables = { ...context.variables, ...writeNames({ GROUNDPLAN_ENV: [environment] }) };
    return wantedIn(synthesize(path.join(folder, "out"), variables, context).stacks);
  } finally {
    fs.rmSync(folder, { recursive: true, force: true });
  }
}

function write(file: string, text: string, isMore: boolean): void {
  fs.mkdirSync(path.dirname(file), { recursive: true });
  if (!isMore) {
    fs.writeFileSync(file, text);
    return;
  }
  const before = fs.readFileSync(file, "utf8");
  fs.writeFileSync(file, `${before.endsWith("\n") ? before : `${before}\n`}${text}`);
}

function inputOf({ readInput }: CommandContext): string {
  if (readInput) return readInput().toString("utf8");
  return isatty(0) ? "" : fs.readFileSync(0, "utf8");
}

function commandsText(
  name: string,
  { commands }: Kind,
  ids: readonly string[],
  { environment, region }: { readonly environment: string; readonly region: string },
): string {
  const all = [...new Set(ids.flatMap(commands))].map((command) => `  aws ${command} --region ${region} --output json`);
  return [
    "These commands tell what there is. They read, and change nothing:",
    "",
    "(",
    ...all,
    `) | npx groundplan adopt ${name} ${ids.join(" ")} --env ${environment}`,
    "",
  ].join("\n");
}

function environmentFor({ env }: AdoptFlags, names: readonly string[], args: readonly string[]): string {
  if (env !== undefined) {
    if (names.includes(env)) return env;
    throw new GroundplanError([unknownEnvironment("command line", env, names)]);
  }
  const [only, ...others] = names;
  if (only !== undefined && others.length === 0) return only;
  throw new GroundplanError([
    {
      code: "ADOPT_ENVIRONMENT_MISSING",
      path: "command line",
      message: "The project has several environments, and one of them is to take this over.",
      found: "no --env",
      expected: `one of ${names.join(", ")}`,
      fix: `name it: npx groundplan adopt ${args.join(" ")} --env ${only ?? "sandbox"}`,
    },
  ]);
}

function checkIds(name: string, { id: form, example }: Kind, ids: readonly string[]): void {
  const problems = ids
    .filter((id) => !form.test(id))
    .map(
      (id): Problem => ({
        code: "ADOPT_ARGUMENT_FORM",
        path: `command line › ${name}`,
        message: "This is no id of such a thing.",
        found: JSON.stringify(id),
        expected: `one such as ${example}`,
        fix: `write it as AWS shows it; for example ${example}`,
      }),
    );
  if (problems.length > 0) throw new GroundplanError(problems);
}

function checkUnderstood(documents: readonly AwsDocument[]): void {
  if (documents.some(isUnderstood)) return;
  throw new GroundplanError([
    {
      code: "ADOPT_INPUT_EMPTY",
      path: "standard input",
      message: "What was piped in tells of nothing that can be taken over.",
      found: `documents with ${[...new Set(documents.flatMap((one) => Object.keys(one)))].join(", ") || "nothing in them"}`,
      expected: "answers of the commands that `groundplan adopt` prints without input",
      fix: "run these commands without `--query`, and pipe all their output in",
    },
  ]);
}

function checkFound(ids: readonly string[], found: readonly Found[]): void {
  const missing = ids.filter((id) => !found.some((one) => isCalled(one, id)));
  if (missing.length === 0) return;
  throw new GroundplanError(
    missing.map(
      (id): Problem => ({
        code: "ADOPT_NOT_FOUND",
        path: "standard input",
        message: "What was piped in does not tell of the thing that is to be taken over.",
        found: `nothing of ${id}`,
        expected: "an answer that has it",
        fix: "run the commands with the credentials and the region of the account that has it",
      }),
    ),
  );
}
