import { execFileSync } from "node:child_process";
import { mkdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { DEV } from "../config/support/config-folder";
import type { CommandProject } from "./followed-commands";
import { project, runIn } from "./run-command";

/**
 * Stands in for the application: writes the stacks of `stacks.json` whose environments have a file. A project with a file `broken` has a
 * mistake, and one with `supported-until` cannot be made after that day. Every run leaves its folder in `home/synths`, and
 * one that is told to be the only one in `home/synths-of-once` too.
 */
const APP = `const fs = require("node:fs");
const { CDKTF_OUTDIR, GROUNDPLAN_CONFIG, GROUNDPLAN_ENV, SOURCE_DATE_EPOCH, SECONDS_TO_WAIT, AWS_ENDPOINT_URL, AWS_VERSION } =
  process.env;
if (SECONDS_TO_WAIT) Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, Number(SECONDS_TO_WAIT) * 1000);
fs.appendFileSync(process.env.HOME + "/synths", process.cwd() + "\\n");
if (process.env.SYNTH_ONCE) fs.appendFileSync(process.env.HOME + "/synths-of-once", process.cwd() + "\\n");
const fail = (why) => { console.error(why); process.exit(1); };
if (fs.existsSync("broken")) fail("synth says why");
const day = new Date(SOURCE_DATE_EPOCH ? SOURCE_DATE_EPOCH * 1000 : Date.now()).toISOString();
if (fs.existsSync("supported-until") && day > fs.readFileSync("supported-until", "utf8")) fail("no longer supported");
const known = fs.readdirSync(GROUNDPLAN_CONFIG || "config").map((file) => file.replace(/\\.yaml$/, ""));
const wanted = GROUNDPLAN_ENV ? GROUNDPLAN_ENV.split(",") : known;
for (const name of wanted) if (!known.includes(name)) fail("no environment " + name);
const stacks = {};
for (const [name, given] of Object.entries(JSON.parse(fs.readFileSync("stacks.json", "utf8")))) {
  const environment = name.split("-")[0];
  if (!wanted.includes(environment)) continue;
  const tags = [{ tags: { Environment: environment } }];
  const emulator = AWS_ENDPOINT_URL ? { skip_credentials_validation: true, s3_use_path_style: true, max_retries: 2 } : {};
  const aws = { region: "eu-west-1", allowed_account_ids: ["111111111111"], default_tags: tags, ...emulator };
  const parts = given.resource ? given : { resource: given };
  const json = {
    ...parts,
    provider: { aws: [aws], ...parts.provider },
    terraform: { required_providers: { aws: { source: "hashicorp/aws", version: AWS_VERSION } } },
  };
  const reads = Object.keys(json.data?.terraform_remote_state ?? {}).map((other) => environment + "-" + other);
  const workingDirectory = "stacks/" + name;
  fs.mkdirSync(CDKTF_OUTDIR + "/" + workingDirectory, { recursive: true });
  fs.writeFileSync(CDKTF_OUTDIR + "/" + workingDirectory + "/cdk.tf.json", JSON.stringify(json));
  stacks[name] = { name, workingDirectory, dependencies: reads };
}
fs.writeFileSync(CDKTF_OUTDIR + "/manifest.json", JSON.stringify({ stacks }));
`;

/** Stacks by name: their resources by type and name, or their whole JSON without what concerns the provider. */
export type Stacks = Readonly<Record<string, object>>;

/** A project in a repository whose application is a stand-in. */
export interface RevisionProject extends CommandProject {
  /** Variables that commands and Git run with: nothing of the machine's own settings is in them. */
  readonly variables: NodeJS.ProcessEnv;
  /** Runs a command of a shell in a folder of the project. @returns what it prints */
  readonly shell: (command: string, folder?: string) => string;
  /** Writes a file of the project. */
  readonly write: (file: string, text: string) => void;
  readonly writeStacks: (stacks: Stacks) => void;
}

/**
 * Makes a project in a repository: the stacks are committed to `main`, which is `origin/main` too.
 *
 * @param isRepository whether there is a repository at all
 */
export function revisionProject(stacks: Stacks, isRepository = true): RevisionProject {
  const root = project({ dev: DEV, prod: DEV });
  const home = join(root, "home");
  const variables: NodeJS.ProcessEnv = {
    PATH: process.env.PATH,
    TMPDIR: process.env.TMPDIR,
    HOME: home,
    GIT_CONFIG_NOSYSTEM: "1",
    GIT_AUTHOR_NAME: "Somebody",
    GIT_AUTHOR_EMAIL: "somebody@example.com",
    GIT_COMMITTER_NAME: "Somebody",
    GIT_COMMITTER_EMAIL: "somebody@example.com",
    // Repositories above are none of this one's.
    GIT_CEILING_DIRECTORIES: dirname(root),
  };
  const shell = (command: string, folder = ".") =>
    execFileSync("sh", ["-ec", command], { cwd: join(root, folder), env: variables, encoding: "utf8", stdio: "pipe" });
  const write = (file: string, text: string) => writeFileSync(join(root, file), text);
  const writeStacks = (all: Stacks) => write("stacks.json", JSON.stringify(all, undefined, 2));
  mkdirSync(home);
  write(".gitignore", "home\norigin.git\nclone\nnode_modules\n.groundplan\n*.md\n");
  write("cdktf.json", JSON.stringify({ app: "node app.js" }));
  write("app.js", APP);
  writeStacks(stacks);
  if (isRepository) {
    shell("git init -q -b main . && git add --all && git commit -qm Begin");
    shell("git clone -q --bare . origin.git && git remote add origin ./origin.git && git fetch -q");
  }
  const run = (args: string, more: NodeJS.ProcessEnv = {}) => runIn(root, args, { ...variables, ...more });
  return { root, variables, run, shell, write, writeStacks };
}
