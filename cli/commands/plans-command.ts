import * as fs from "node:fs";
import { resolve } from "node:path";
import { type Command, InvalidArgumentError } from "commander";
import { loadEnvironment } from "../../config/load";
import { dnsSuffixOf } from "../../constructs/aws/regions";
import { backendRegion, PLANS_PREFIX, stateBucketOf } from "../../constructs/core/environments/backend-wiring";
import type { Environment } from "../../constructs/core/environments/environment";
import { GroundplanError, Problems } from "../../constructs/core/errors";
import { shellWord } from "../../constructs/core/texts/shell-word";
import { SAVED_SETTINGS } from "../../review/gates/settings";
import { type Credentials, type KeyPrefix, pullPlans, pushPlans, StateBucket } from "../../runner/plans/plan-store";
import { readVariable } from "../../variables/read";
import type { CommandContext } from "../io";

interface PushFlags {
  readonly commit: string;
  readonly digestFile?: string;
}

interface PullFlags {
  readonly commit: string;
  readonly digest: string;
}

/** Adds `groundplan plans …`: carries saved plans from where they are made to where they are applied. */
export function addPlansCommands(program: Command, context: CommandContext): void {
  const plans = program.command("plans").description("keep saved plans in the state bucket of their environment");

  plans
    .command("push")
    .description("save the plans of an environment, encrypted, under the commit that they were made from")
    .argument("<environment>", "name of the environment")
    .argument("<folder>", "folder that `plan --out` saved in")
    .requiredOption("--commit <hash>", "full hash of the commit", parseCommit)
    .option("--digest-file <file>", "also write the digest of what was saved to a file")
    .action(async (name: string, folder: string, { commit, digestFile }: PushFlags) => {
      const { root, print } = context;
      const store = stateBucket(name, context);
      const digest = await pushPlans(store, prefixOf(name, commit), resolve(root, folder), folder, [SAVED_SETTINGS]);
      if (digestFile) fs.writeFileSync(resolve(root, digestFile), digest);
      const pull = `npx groundplan plans pull ${name} ${shellWord(folder)} --commit ${commit} --digest ${digest}`;
      print(`Saved in ${store.placeOf(prefixOf(name, commit))}. Bring it back:\n  ${pull}\n`);
    });

  plans
    .command("pull")
    .description("bring saved plans of an environment, for `deploy --plan`")
    .argument("<environment>", "name of the environment")
    .argument("<folder>", "folder to write them to")
    .requiredOption("--commit <hash>", "full hash of the commit", parseCommit)
    .requiredOption("--digest <digest>", "digest that `plans push` told: these plans and no others", parseDigest)
    .action(async (name: string, folder: string, { commit, digest }: PullFlags) => {
      await pullPlans(stateBucket(name, context), prefixOf(name, commit), digest, resolve(context.root, folder));
      context.print(`Apply them:\n  npx groundplan deploy --plan ${shellWord(folder)}\n`);
    });
}

function parseCommit(text: string): string {
  if (/^([0-9a-f]{40}|[0-9a-f]{64})$/.test(text)) return text;
  throw new InvalidArgumentError("It must be the full hash, as `git rev-parse HEAD` prints it.");
}

function parseDigest(text: string): string {
  if (/^[0-9a-f]{64}$/.test(text)) return text;
  throw new InvalidArgumentError("It must be what `plans push` prints: 64 hexadecimal digits.");
}

function prefixOf(environment: string, commit: string): KeyPrefix {
  return `${PLANS_PREFIX}${environment}/${commit}/`;
}

/** @throws GroundplanError if the environment's state lies in no bucket, or there are no credentials; both at once */
function stateBucket(name: string, { root, variables }: CommandContext): StateBucket {
  const { environment, delivery } = loadEnvironment(resolve(root, readVariable("GROUNDPLAN_CONFIG", variables)), name);
  const { backend } = environment;
  const problems = new Problems(name);
  if (backend.type !== "s3") problems.add("backend.type", stateNotShared(environment));
  const credentials = credentialsOf(variables, problems);
  if (backend.type !== "s3" || credentials === undefined) throw new GroundplanError(problems.list);
  const region = backendRegion(environment);
  return new StateBucket({
    environment: name,
    bucket: stateBucketOf(environment, backend),
    region,
    dnsSuffix: dnsSuffixOf(region),
    endpoint: readVariable("AWS_ENDPOINT_URL", variables),
    // A bucket that is made elsewhere may belong to another account, where the key aws/s3 is of no use; one with a key has its own.
    asksForKms: !backend.bucketExists && delivery?.stateKeyArn === undefined,
    credentials,
  });
}

function stateNotShared({ name, backend: { type } }: Environment) {
  return {
    code: "STATE_NOT_SHARED",
    message: "The environment keeps its state in no bucket, so there is none to save plans in.",
    found: type,
    expected: "s3",
    fix: `give it a bucket, before the first deploy: backend.type: s3 in its file, then npx groundplan bootstrap ${name}`,
  };
}

function credentialsOf(variables: NodeJS.ProcessEnv, problems: Problems): Credentials | undefined {
  const accessKeyId = readVariable("AWS_ACCESS_KEY_ID", variables);
  const secretAccessKey = readVariable("AWS_SECRET_ACCESS_KEY", variables);
  if (accessKeyId !== undefined && secretAccessKey !== undefined) {
    return { accessKeyId, secretAccessKey, sessionToken: readVariable("AWS_SESSION_TOKEN", variables) };
  }
  problems.addAll([
    {
      code: "AWS_CREDENTIALS_MISSING",
      path: "AWS_ACCESS_KEY_ID, AWS_SECRET_ACCESS_KEY",
      message: "There are no credentials for the state bucket.",
      found: "not set",
      expected: "both, and AWS_SESSION_TOKEN with those of a role",
      fix: 'take those of a profile: eval "$(aws configure export-credentials --format env)"',
    },
  ]);
  return undefined;
}
