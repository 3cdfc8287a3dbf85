import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { DEV } from "../config/support/config-folder";
import type { CommandProject } from "./followed-commands";
import { project, runIn } from "./run-command";

/**
 * Stands in for the application: of every environment a network and, unless its bucket is made elsewhere, the stack that makes the
 * bucket, in which all states lie. `PROTECT` names an environment whose bucket is protected.
 */
const APP = `const fs = require("node:fs");
const { CDKTF_OUTDIR, GROUNDPLAN_ENV, GROUNDPLAN_UNPROTECT = "", PROTECT } = process.env;
const stacks = {};
for (const environment of GROUNDPLAN_ENV.split(",")) {
  const config = fs.readFileSync("config/" + environment + ".yaml", "utf8");
  const bucket = /bucket: (.*)/.exec(config)[1];
  const isHeld = environment === PROTECT && !GROUNDPLAN_UNPROTECT.split(",").includes(environment);
  const resources = {
    state: {
      aws_s3_bucket: { bucket: { bucket, ...(isHeld ? { lifecycle: { prevent_destroy: true } } : {}) } },
      ...(config.includes("lock: dynamodb") ? { aws_dynamodb_table: { "lock-table": {} } } : {}),
    },
    network: { aws_vpc: { main: {} } },
  };
  for (const key of config.includes("bucketExists") ? ["network"] : ["state", "network"]) {
    const name = environment + "-" + key;
    const workingDirectory = "stacks/" + name;
    const tags = [{ tags: { Project: "shop", Environment: environment, ManagedBy: "groundplan" } }];
    const json = {
      provider: { aws: [{ region: "eu-west-1", allowed_account_ids: ["111111111111"], default_tags: tags }] },
      terraform: { backend: { s3: { bucket, key: name } } },
      resource: resources[key],
    };
    fs.mkdirSync(CDKTF_OUTDIR + "/" + workingDirectory, { recursive: true });
    fs.writeFileSync(CDKTF_OUTDIR + "/" + workingDirectory + "/cdk.tf.json", JSON.stringify(json));
    stacks[name] = { name, workingDirectory, dependencies: [] };
  }
}
fs.writeFileSync(CDKTF_OUTDIR + "/manifest.json", JSON.stringify({ stacks }));
`;

/** Stands in for Terraform and AWS: a bucket is a folder below `BUCKETS` with its tags and the states in it. */
const TERRAFORM = `#!/usr/bin/env node
const fs = require("node:fs");
const path = require("node:path");
const [command, ...args] = process.argv.slice(2);
if (command === "version") {
  console.log("Terraform v1.11.4");
  process.exit(0);
}
const read = (file) => (fs.existsSync(file) ? JSON.parse(fs.readFileSync(file, "utf8")) : undefined);
const fail = (text) => {
  console.log("Error: " + text);
  process.exit(1);
};
const { terraform, resource = {}, provider } = read("cdk.tf.json");
const { bucket, key } = terraform.backend.s3;
const folder = path.join(process.env.BUCKETS, bucket);
const tagsFile = path.join(folder, "tags");
const beside = read("backend_override.tf.json");
const file = beside ? beside.terraform.backend.local.path : path.join(folder, key);
const state = read(file);
const held = state?.resources ?? [];
const write = (resources) =>
  fs.writeFileSync(file, JSON.stringify({ lineage: "l", serial: (state?.serial ?? 0) + 1, resources }));
const wanted = Object.entries(resource).flatMap(([type, byName]) => Object.keys(byName).map((name) => ({ type, name })));
const isHeld = ({ type, name }) => held.some((one) => one.type === type && one.name === name);
const made = ({ type, name }, id = type === "aws_s3_bucket" ? bucket : type) => {
  const attributes = { id, tags_all: type === "aws_s3_bucket" ? read(tagsFile) : {} };
  return { mode: "managed", type, name, instances: [{ attributes }] };
};
const planned = (action, { type, name }) =>
  JSON.stringify({ type: "planned_change", change: { resource: { addr: type + "." + name }, action } });
const words = args.filter((arg) => !arg.startsWith("-"));
switch (command) {
  case "init":
    if (!beside && !fs.existsSync(folder)) fail('S3 bucket "' + bucket + '" does not exist.');
    break;
  case "state":
    if (words[0] === "push") fs.copyFileSync(words[1], file);
    else if (state) console.log(JSON.stringify(state));
    break;
  case "import": {
    const [type, name] = words[0].split(".");
    if (!wanted.some((one) => one.type === type && one.name === name)) fail("resource address does not exist");
    if (isHeld({ type, name })) fail("Resource already managed by Terraform");
    if (type === "aws_s3_bucket" && !fs.existsSync(folder)) fail("Cannot import non-existent remote object");
    write([...held, made({ type, name }, words[1])]);
    break;
  }
  case "plan": {
    const changes = args.includes("-destroy") ? held.map((one) => planned("delete", one))
      : wanted.filter((one) => !isHeld(one)).map((one) => planned("create", one));
    fs.writeFileSync("groundplan.tfplan", args.includes("-destroy") ? "destroy" : "apply");
    for (const change of changes) console.log(change);
    process.exit(changes.length > 0 ? 2 : 0);
  }
  case "show":
    console.log(args.includes("-json") ? '{"format_version": "1.2", "resource_changes": []}' : "the plan");
    break;
  case "output":
    console.log("{}");
    break;
  case "apply":
    if (words[0] === undefined || fs.readFileSync(words[0], "utf8") === "apply") {
      fs.mkdirSync(folder, { recursive: true });
      if (resource.aws_s3_bucket) fs.writeFileSync(tagsFile, JSON.stringify(provider.aws[0].default_tags[0].tags));
      write([...held, ...wanted.filter((one) => !isHeld(one)).map((one) => made(one))]);
      break;
    }
  case "destroy":
    write([]);
    if (resource.aws_s3_bucket) fs.rmSync(folder, { recursive: true });
}
`;

/** The configuration of an environment whose states lie in a bucket; `more` are further lines below `backend`. */
export function inBucket(name: string, bucket: string, ...more: readonly string[]): string {
  const backend = ["type: s3", `bucket: ${bucket}`, ...more].map((line) => `  ${line}`).join("\n");
  const cidr = name === "dev" ? "10.0.0.0/16" : "10.1.0.0/16";
  return DEV.replace("  type: local", backend).replace("10.0.0.0/16", cidr);
}

// Every command here starts a dozen processes; on a machine busy with other work jest's 5 s are not enough for three commands.
jest.setTimeout(60_000);

/** A project with the environments `dev`, which makes the bucket `shop-states`, and `near`, which keeps its states there too. */
export function bucketProject(): CommandProject {
  const near = inBucket("near", "shop-states", "bucketExists: true");
  const root = project({ dev: inBucket("dev", "shop-states"), near });
  mkdirSync(join(root, "dist"));
  writeFileSync(join(root, "dist", "main.js"), APP);
  writeFileSync(join(root, "cdktf.json"), JSON.stringify({ app: "node dist/main.js" }));
  const terraform = join(root, "terraform");
  writeFileSync(terraform, TERRAFORM, { mode: 0o755 });
  const base = {
    PATH: process.env.PATH,
    GROUNDPLAN_TERRAFORM: terraform,
    // A CLI configuration of one's own, so that nothing is searched for on the disk.
    TF_CLI_CONFIG_FILE: terraform,
    BUCKETS: join(root, "buckets"),
  };
  return {
    root,
    run: (args, variables = {}, answer) => {
      const terminal = answer === undefined ? undefined : { columns: () => 80, ask: async () => answer };
      return runIn(root, args, { ...base, ...variables }, { terminal, onInterrupt: () => () => {} });
    },
  };
}
