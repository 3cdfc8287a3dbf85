import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Terminal } from "../../cli/io";
import { DEV } from "../config/support/config-folder";
import { type Outcome, project, runIn } from "./run-command";

/**
 * Stands in for the application: writes what a synth would. Two environments, in each a network that the others read. `FAIL_SYNTH` makes
 * it fail, `STACKS` names the stacks, `PROTECT` protects the network, `CHAIN` lets the edge read of access, `REGION` is
 * where they are, `PROJECT` whose, `SETTINGS` what reviews are told of each environment, `GRANTED` the
 * exemptions of stacks by their names.
 */
const APP = `const fs = require("node:fs");
const { CDKTF_OUTDIR, GROUNDPLAN_ENV, GROUNDPLAN_MOCK = "", GROUNDPLAN_UNPROTECT = "", FAIL_SYNTH, PROTECT, CHAIN,
  REGION = "eu-west-1", PROJECT = "shop" } = process.env;
if (FAIL_SYNTH) { console.error("synth says why"); process.exit(1); }
const stacks = {};
for (const environment of (GROUNDPLAN_ENV || "dev,dev-eu").split(",")) {
  const remembered = {};
  for (const name of (process.env.STACKS || "network,access,edge").split(",").map((key) => environment + "-" + key)) {
    const producer = CHAIN && name.endsWith("edge") ? "access" : "network";
    const reads = name.endsWith("network") ? [] : [environment + "-" + producer];
    const isHeld = PROTECT && !GROUNDPLAN_UNPROTECT.split(",").includes(environment) && reads.length === 0;
    const isReal = reads.length > 0 && GROUNDPLAN_MOCK === "";
    const tags = [{ tags: { Project: PROJECT, Environment: environment } }];
    const json = {
      provider: { aws: [{ region: REGION, allowed_account_ids: ["111111111111"], default_tags: tags }] },
      resource: { aws_vpc: { main: { cidr_block: isReal ? "\${data.terraform_remote_state." + producer + ".outputs.cidr}" : "10.0.0.0/16",
        ...(isHeld ? { lifecycle: { prevent_destroy: true } } : {}) } } },
      ...(isReal ? { data: { terraform_remote_state: { [producer]: {} } } } : {}),
    };
    const workingDirectory = "stacks/" + name;
    fs.mkdirSync(CDKTF_OUTDIR + "/" + workingDirectory, { recursive: true });
    fs.writeFileSync(CDKTF_OUTDIR + "/" + workingDirectory + "/cdk.tf.json", JSON.stringify(json));
    stacks[name] = { name, workingDirectory, dependencies: reads };
    remembered[name] = { dependencies: reads, facts: {}, skeleton: { provider: json.provider } };
  }
  fs.mkdirSync(CDKTF_OUTDIR + "/deployed", { recursive: true });
  const candidate = { environment, stacks: remembered, gone: {} };
  fs.writeFileSync(CDKTF_OUTDIR + "/deployed/" + environment + ".json", JSON.stringify(candidate));
  if (process.env.SETTINGS) {
    fs.mkdirSync(CDKTF_OUTDIR + "/review", { recursive: true });
    const places = Object.fromEntries(Object.keys(remembered).map((name) => [name, { granted: JSON.parse(process.env.GRANTED || "{}")[name] ?? [], places: { "": "config/dev.yaml:8:1" } }]));
    const settings = { version: 1, environment, exemptions: [], ...JSON.parse(process.env.SETTINGS), stacks: places };
    fs.writeFileSync(CDKTF_OUTDIR + "/review/" + environment + ".json", JSON.stringify(settings));
  }
}
fs.writeFileSync(CDKTF_OUTDIR + "/manifest.json", JSON.stringify({ stacks }));
console.log("warning: the application warns");
`;

/**
 * Stands in for Terraform: notes the stack and its arguments, and does as if every stack had one resource. What is "deployed" is a
 * file beside the notes. An apply makes the file that `INTERRUPT` names and goes on for a while; a plan does so
 * if that is `notes-plan`; `SECONDS_TO_WAIT` says how long. `VERSION` is its version, `ENGINE` what it says to be, `ATTRIBUTES` adds to the attributes in every state, `LINEAGE` is that
 * of all states; by itself each stack has its own.
 */
const TERRAFORM = `#!/bin/sh
if [ "$1" = version ]; then echo "\${ENGINE:-Terraform} v\${VERSION:-1.11.4}"; exit 0; fi
stack=$(basename "$PWD")
deployed="$NOTES-$stack"
case "$PWD" in */backends/*) [ "$1" = init ] && exit 0 ;; esac
[ "$1" = output ] || [ "$1" = state ] || echo "$stack: $*" >> "$NOTES"
arguments="$*"
say() { case "$arguments" in *-json*) echo "{\\"@message\\": \\"$1\\", $2}" ;; esac; }
resource='"resource": {"addr": "aws_vpc.main"}'
case "$1" in
  init) if [ -n "$FAIL_INIT" ]; then echo "init says why"; exit 1; fi ;;
  output) if [ -f "$deployed" ]; then echo '{"cidr": {"value": "10.0.0.0/16"}, "key": {"value": "k", "sensitive": true}}'; else echo '{}'; fi ;;
  state) if [ "$2" = rm ]; then rm -f "$deployed"; elif [ -f "$deployed" ]; then echo '{"lineage": "'"\${LINEAGE:-$stack}"'", "resources": [{"mode": "managed", "type": "aws_vpc", "name": "main", "instances": [{"attributes": {"id": "vpc-1"'"$ATTRIBUTES"'}}]}]}'; fi ;;
  plan)
    [ "$INTERRUPT" = "$NOTES-plan" ] && { touch "$INTERRUPT"; sleep "$SECONDS_TO_WAIT"; }
    touch groundplan.tfplan
    [ "$stack" = "$FAIL_PLAN" ] && { echo '{"type": "diagnostic", "diagnostic": {"severity": "error", "summary": "No such thing", "detail": "It is gone."}}'; exit 1; }
    case "$*" in *-destroy*) action=delete ;; *) [ -f "$deployed" ] && exit 0; action=create ;; esac
    say "Plan to $action" '"type": "planned_change", "change": {'"$resource"', "action": "'$action'"}'
    case "$*" in *-detailed-exitcode*) exit 2 ;; esac ;;
  show)
    case "$*" in
      *-json*)
        changes='{"address": "aws_vpc.main", "mode": "managed", "type": "aws_vpc", "name": "main", "change": {"actions": ["create"], "after": {}}}'
        [ -f "$deployed" ] && changes=
        echo '{"format_version": "1.2", "resource_changes": ['"$changes"']}' ;;
      *) echo "the whole plan of $stack" ;;
    esac ;;
  providers) echo '{"provider_schemas": {"registry.terraform.io/hashicorp/aws": {"resource_schemas": {"aws_vpc": {}}}}}' ;;
  apply)
    [ -n "$INTERRUPT" ] && { touch "$INTERRUPT"; sleep "$SECONDS_TO_WAIT"; }
    touch "$deployed"
    say "Creation complete" '"type": "apply_complete", "hook": {'"$resource"', "action": "create"}' ;;
  destroy)
    rm "$deployed"
    say "Destruction complete" '"type": "apply_complete", "hook": {'"$resource"', "action": "delete"}' ;;
esac
`;

// Every command here starts a few dozen processes; on a machine busy with other work jest's 5 s are not enough for three commands.
jest.setTimeout(60_000);

/** A project whose application and Terraform are stand-ins. */
export interface TerraformProject {
  readonly root: string;
  /** Variables that a command in the project runs with. */
  readonly variables: NodeJS.ProcessEnv;
  /** Runs a command; `answer` is what a person at the terminal says, without one there is no terminal. */
  readonly run: (
    args: string,
    variables?: NodeJS.ProcessEnv,
    answer?: string,
  ) => Promise<Outcome & { asked: string[] }>;
  /** What Terraform was called with, `<stack>: <arguments>`, since the last time this was asked. */
  readonly calls: () => string[];
}

/** Makes a project with the environments `dev` and `dev-eu`, of which nothing is deployed. */
export function terraformProject(): TerraformProject {
  const root = project({ dev: DEV, "dev-eu": DEV });
  mkdirSync(join(root, "dist"));
  writeFileSync(join(root, "dist", "main.js"), APP);
  writeFileSync(join(root, "cdktf.json"), JSON.stringify({ app: "node dist/main.js" }));
  const terraform = join(root, "terraform");
  writeFileSync(terraform, TERRAFORM, { mode: 0o755 });
  const notes = join(root, "notes");
  // A CLI configuration of one's own, so that nothing is searched for on the disk.
  const base = {
    PATH: process.env.PATH,
    GROUNDPLAN_TERRAFORM: terraform,
    TF_CLI_CONFIG_FILE: terraform,
    NOTES: notes,
    SECONDS_TO_WAIT: "0.5",
  };
  return {
    root,
    variables: base,
    run: async (args, variables = {}, answer) => {
      const asked: string[] = [];
      const ask = async (question: string) => {
        asked.push(question);
        return answer ?? "";
      };
      const terminal: Terminal | undefined = answer === undefined ? undefined : { columns: () => 80, ask };
      const onInterrupt = (listener: () => void) => whenThere(variables.INTERRUPT, listener);
      return { ...(await runIn(root, args, { ...base, ...variables }, { terminal, onInterrupt })), asked };
    },
    calls: () => {
      const calls = readFileSync(notes, { encoding: "utf8", flag: "a+" }).split("\n").filter(Boolean);
      writeFileSync(notes, "");
      return calls;
    },
  };
}

/** Calls a listener once a file is there. Returns what ends that. */
function whenThere(file: string | undefined, listener: () => void): () => void {
  if (!file) return () => {};
  const timer = setInterval(() => {
    if (!existsSync(file)) return;
    clearInterval(timer);
    listener();
  }, 10);
  return () => clearInterval(timer);
}

/** What was printed without times and the temporary folder, which differ from run to run. */
export function stable(text: string): string {
  return text
    .replace(/\d{8}-\d{6}/g, "TIME")
    .replace(/^(\S+ +(?:applied|unchanged|destroyed|failed|interrupted|not started)(?: +\d+){3}) +\d+/gm, "$1  N");
}
