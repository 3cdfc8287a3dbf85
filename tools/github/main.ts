import * as fs from "node:fs";
import * as path from "node:path";
import { loadEnvironments } from "../../config/load";
import { readVariable } from "../../variables/read";
import { Github } from "./api";
import { commentReviews } from "./comment";
import { reportDrift } from "./drift-issue";
import { hasDriftedIn } from "./drifted";
import { type DeliveredEnvironment, deliveredEnvironments } from "./environments";
import { ENVIRONMENT_FILE, REVIEW_JSON, REVIEW_MARKDOWN, readReview, type WrittenReview } from "./review-files";
import type { WorkflowRun } from "./workflow-run";

/** Where a command of the workflows works, and where it prints. */
export interface GithubContext {
  readonly root: string;
  readonly variables: NodeJS.ProcessEnv;
  /** Prints a line to standard output, which a step may hand on as its outputs. */
  readonly print: (line: string) => void;
  /** Prints a line to the log. */
  readonly log: (line: string) => void;
}

/** What the workflows run beside `groundplan`, by name. Arguments are those of the step. */
const COMMANDS: Readonly<Record<string, (context: GithubContext, args: readonly string[]) => Promise<void>>> = {
  environments,
  waiting,
  comment,
  drifted,
  drift,
};

/**
 * `node dist/tools/github/main.js <command>`: what the workflows in `.github/workflows` do and `groundplan` does not.
 *
 * @returns the exit code
 */
export async function runGithub(args: readonly string[], context: GithubContext): Promise<number> {
  const [name = "", ...rest] = args;
  const command = Object.hasOwn(COMMANDS, name) ? COMMANDS[name] : undefined;
  if (!command) {
    context.log(`usage: node dist/tools/github/main.js ${Object.keys(COMMANDS).join("|")}`);
    return 2;
  }
  try {
    await command(context, rest);
    return 0;
  } catch (error) {
    context.log((error as Error).message);
    return 1;
  }
}

/** `environments`: prints `environments=<JSON>`, those that workflows plan and deploy; the log says which are left out. */
async function environments({ root, variables, print, log }: GithubContext): Promise<void> {
  const folder = path.resolve(root, readVariable("GROUNDPLAN_CONFIG", variables));
  const all = loadEnvironments(folder, { variables: {} });
  const { delivered, leftOut } = deliveredEnvironments(all, readVariable("GITHUB_REPOSITORY", variables) ?? "");
  for (const [name, reason] of leftOut) log(`::notice::${name} is left out: ${reason}.`);
  print(`environments=${JSON.stringify(delivered)}`);
}

/**
 * `waiting <folder> <environments>`: prints `waiting=<JSON>`, those of the environments whose plan in the folder changes something, with the
 * digest of that plan.
 */
async function waiting(
  { root, print, log }: GithubContext,
  [folder = "", json = "[]"]: readonly string[],
): Promise<void> {
  const all = (JSON.parse(json) as DeliveredEnvironment[]).flatMap((environment) => {
    const from = artifactOf(path.resolve(root, folder), environment.name);
    const review = from === undefined ? undefined : reviewIn(from);
    if (from === undefined || !review?.hasChanges) {
      log(`::notice::${environment.name} is not deployed: ${review ? "nothing changes" : "it has no plan"}.`);
      return [];
    }
    return [{ ...environment, digest: fs.readFileSync(path.join(from, "digest"), "utf8") }];
  });
  print(`waiting=${JSON.stringify(all)}`);
}

/** `comment`: puts the reviews of the run that the event is about into the comment of its pull request. */
async function comment(context: GithubContext): Promise<void> {
  const file = readVariable("GITHUB_EVENT_PATH", context.variables) ?? "";
  const { workflow_run: run } = JSON.parse(fs.readFileSync(file, "utf8")) as { workflow_run: WorkflowRun };
  context.log(await commentReviews(githubOf(context), run));
}

/** `drifted <folder>`: prints `true` or `false`, whether anything that the configuration says has changed since the last apply. */
async function drifted({ root, print }: GithubContext, [folder = ""]: readonly string[]): Promise<void> {
  print(String(hasDriftedIn(path.resolve(root, folder))));
}

/** `drift <folder> <environments>`: opens, updates or closes the issue about what the reviews in the folder found. */
async function drift(context: GithubContext, [folder = "", json = "[]"]: readonly string[]): Promise<void> {
  const { root, variables, log } = context;
  const found = (JSON.parse(json) as DeliveredEnvironment[]).map(({ name }) => {
    const from = artifactOf(path.resolve(root, folder), name);
    if (from === undefined) return [name, undefined] as const;
    const hasDrift = fs.readFileSync(path.join(from, "drifted"), "utf8").trim() === "true";
    return [name, { ...reviewIn(from), hasDrift }] as const;
  });
  const run = `/actions/runs/${readVariable("GITHUB_RUN_ID", variables) ?? ""}`;
  const url = `${readVariable("GITHUB_SERVER_URL", variables)}/${readVariable("GITHUB_REPOSITORY", variables)}${run}`;
  log(await reportDrift(githubOf(context), new Map(found), url));
}

/**
 * The folder of the artifact that is about an environment, by the file that names it; undefined if there is none. A folder's name does not
 * tell: each of several artifacts gets a folder of its own, and a single one none (actions/download-artifact v8, "README": patterns that
 * match one artifact, read 2026-11).
 */
function artifactOf(downloaded: string, environment: string): string | undefined {
  if (!fs.existsSync(downloaded)) return undefined;
  const inner = fs.readdirSync(downloaded).map((name) => path.join(downloaded, name));
  return [downloaded, ...inner].find((folder) => {
    const file = path.join(folder, ENVIRONMENT_FILE);
    return fs.existsSync(file) && fs.readFileSync(file, "utf8").trim() === environment;
  });
}

/** The review in a folder. */
function reviewIn(folder: string): WrittenReview {
  const read = (name: string) => fs.readFileSync(path.join(folder, name));
  return readReview(read(REVIEW_MARKDOWN), read(REVIEW_JSON));
}

function githubOf({ variables }: GithubContext): Github {
  const [repository, token] = [readVariable("GITHUB_REPOSITORY", variables), readVariable("GITHUB_TOKEN", variables)];
  if (!repository || !token) throw new Error("GITHUB_REPOSITORY and GITHUB_TOKEN are not set.");
  return new Github({ url: readVariable("GITHUB_API_URL", variables), repository, token });
}

if (require.main === module) {
  const context = {
    root: process.cwd(),
    variables: process.env,
    print: (line: string) => process.stdout.write(`${line}\n`),
    log: (line: string) => process.stderr.write(`${line}\n`),
  };
  runGithub(process.argv.slice(2), context).then((code) => {
    process.exitCode = code;
  });
}
