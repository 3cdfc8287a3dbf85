import { spawnSync } from "node:child_process";
import * as fs from "node:fs";
import * as os from "node:os";
import * as path from "node:path";
import { Testing } from "cdktf";
import fc from "fast-check";
import { loadEnvironments } from "../../config/load";
import type { ResolvedEnvironment } from "../../config/resolved-environment";
import { EnvironmentStack } from "../../constructs/core/environments/environment-stack";
import { ejectStack } from "../../eject/stack/eject-stack";
import { projectRoot } from "../../runner/project";
import { ownEnvironment } from "../../runner/stacks/own-environment";
import { findTerraform } from "../../runner/terraform/find-terraform";
import { Terraform } from "../../runner/terraform/terraform";
import { createApplication } from "../../stacks/application/application";
import { PROVIDER_BLOCKS_FILE, providerBlocksTable } from "../../tools/provider-blocks";
import { load, removeConfigFolders } from "../config/support/config-folder";
import { EVERYTHING } from "../config/support/everything";
import { SCHEMAS } from "../eject/support/schemas";
import { templates } from "../eject/support/templates";

/**
 * What is ejected, with the real Terraform. That a deployed stack has an empty plan when it is ejected is tried beside every deploy, in
 * stacks.e2e.ts.
 */
const root = projectRoot();
const { program } = findTerraform(process.env);
const folder = fs.mkdtempSync(path.join(os.tmpdir(), "groundplan-eject-"));
const env = ownEnvironment(process.env, os.homedir(), folder);

afterAll(() => {
  fs.rmSync(folder, { recursive: true, force: true });
  removeConfigFolders();
});

test("the table of blocks that the tests read is the provider's", async () => {
  const table = await providerBlocksTable(root, process.env);
  expect(JSON.parse(fs.readFileSync(path.join(root, PROVIDER_BLOCKS_FILE), "utf8"))).toEqual(JSON.parse(table));
});

test("what is written for every stack is formatted as Terraform formats it", async () => {
  const everything = Object.entries(EVERYTHING).map(([name, config]) => [name, JSON.stringify(config)]);
  const apps = [loadEnvironments("config", { variables: {} }), load(Object.fromEntries(everything))];
  const all = path.join(folder, "formatted");
  for (const [name, json] of apps.flatMap(jsonsOf)) write(path.join(all, name), name, json);
  const { code, output } = await new Terraform("formatted", all, program, env).run(
    "fmt",
    ["-check", "-diff", "-recursive"],
    [0, 3],
  );
  expect(output).toBe("");
  expect(code).toBe(0);
});

test("Terraform gives every text and every document the value that it has in JSON", async () => {
  const { template, document } = templates(["${local.name}", '${upper("a}b")}', '${join("-", [local.name, "x"])}']);
  const values = [template, document].flatMap((one) => fc.sample(one, { numRuns: 200, seed: 5 }));
  const output = Object.fromEntries(values.map((value, index) => [`t${index}`, { value }]));
  const json = JSON.stringify({ locals: { name: "n/1" }, output });
  const before = await outputsOf("json", (to) => fs.writeFileSync(path.join(to, "a.tf.json"), json));
  const after = await outputsOf("hcl", (to) => write(to, "texts", json));
  expect(after).toEqual(before);
  expect(Object.keys(after)).toHaveLength(values.length);
});

test("the command writes a stack with the schema of the provider, and its files are Terraform's", () => {
  const to = path.join(folder, "command");
  const variables = { ...process.env, CDKTF_OUTDIR: path.join(folder, "cdktf.out") };
  const command = ["bin/groundplan.js", "eject", "sandbox-network", "--to", to];
  const { status, stdout, stderr } = spawnSync(process.execPath, command, {
    cwd: root,
    env: variables,
    encoding: "utf8",
  });
  expect({ status, stderr }).toEqual({ status: 0, stderr: "" });
  expect(stdout).toContain("terraform init && terraform plan");
  expect(fs.readdirSync(to)).toEqual(expect.arrayContaining(["README.md", "network.tf", ".terraform.lock.hcl"]));
  const state = /path = "(.+)"/.exec(fs.readFileSync(path.join(to, "terraform.tf"), "utf8"))?.[1] ?? "";
  expect(path.resolve(to, state)).toBe(path.join(folder, ".groundplan/state/sandbox-network.tfstate"));
  const check = spawnSync(program, ["fmt", "-check", "-recursive"], { cwd: to, env, encoding: "utf8" });
  expect(check).toMatchObject({ status: 0, stdout: "" });
});

test("cdktf synth --hcl is refused before anything is written, with a sentence that names eject", () => {
  const outdir = path.join(folder, "with-hcl");
  const cdktf = path.join(root, "node_modules", "cdktf-cli", "bundle", "bin", "cdktf");
  const { status, stdout, stderr } = spawnSync(process.execPath, [cdktf, "synth", "--hcl", "--output", outdir], {
    cwd: root,
    env: { ...process.env, CI: "1", CHECKPOINT_DISABLE: "1" },
    encoding: "utf8",
  });
  expect(status).toBe(1);
  expect(`${stdout}${stderr}`).toContain(
    "The HCL of cdktf is none that Terraform reads; `npx groundplan eject` writes an environment as HCL.",
  );
  expect(fs.existsSync(path.join(outdir, "stacks"))).toBe(false);
});

/** Terraform JSON of each stack. */
function jsonsOf(environments: readonly ResolvedEnvironment[]): [string, string][] {
  const app = createApplication(environments, { outdir: "cdktf.out" });
  const stacks = app.node.children.filter((child) => child instanceof EnvironmentStack);
  return stacks.map((stack) => [stack.node.id, Testing.synth(stack)]);
}

function write(to: string, name: string, text: string): void {
  const json = JSON.parse(text);
  const [{ allowed_account_ids: [account] = [], region = undefined } = {}] = json.provider?.aws ?? [{}];
  fs.mkdirSync(to, { recursive: true });
  for (const [file, hcl] of ejectStack({ name, json, schemas: SCHEMAS, known: { account, region } }))
    fs.writeFileSync(path.join(to, file), hcl);
}

async function outputsOf(name: string, prepare: (to: string) => void): Promise<Record<string, unknown>> {
  const to = path.join(folder, name);
  fs.mkdirSync(to);
  prepare(to);
  const terraform = new Terraform(name, to, program, env);
  await terraform.init();
  await terraform.apply();
  return terraform.outputs();
}
