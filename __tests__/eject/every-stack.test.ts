import * as fs from "node:fs";
import * as os from "node:os";
import * as path from "node:path";
import { Testing } from "cdktf";
import { loadEnvironments } from "../../config/load";
import type { ResolvedEnvironment } from "../../config/resolved-environment";
import { EnvironmentStack } from "../../constructs/core/environments/environment-stack";
import { ejectStack } from "../../eject/stack/eject-stack";
import { createApplication } from "../../stacks/application/application";
import { load, removeConfigFolders } from "../config/support/config-folder";
import { EVERYTHING } from "../config/support/everything";
import { Site } from "../e2e/transitions/site";
import { synthesizeSide } from "../e2e/transitions/synthesize-program";
import { TRANSITIONS } from "../e2e/transitions/table";
import { isRefused } from "../e2e/transitions/transition";
import { differences, readBack } from "./support/read-back";
import { SCHEMAS } from "./support/schemas";

afterAll(removeConfigFolders);

/** Terraform JSON of each stack. */
function jsonsOf(environments: readonly ResolvedEnvironment[]): [string, string][] {
  const app = createApplication(environments, { outdir: "cdktf.out" });
  const stacks = app.node.children.filter((child) => child instanceof EnvironmentStack);
  return stacks.map((stack) => [stack.node.id, Testing.synth(stack)]);
}

function ejected(name: string, text: string): Map<string, string> {
  const json = JSON.parse(text);
  const [{ allowed_account_ids, region }] = json.provider.aws;
  return ejectStack({ name, json, schemas: SCHEMAS, known: { account: allowed_account_ids[0], region } });
}

async function differencesOf(stacks: readonly [string, string][]): Promise<string[]> {
  const all: string[] = [];
  for (const [name, json] of stacks) {
    const found = await differences(JSON.parse(json), await readBack(ejected(name, json)));
    all.push(...found.map((text) => `${name}${text}`));
  }
  return all;
}

test("every stack of the shipped environments, and of those of the end-to-end tests, is read back as it was", async () => {
  const folders = ["config", "__tests__/e2e/variants"];
  const stacks = folders.flatMap((folder) => jsonsOf(loadEnvironments(folder, { variables: {} })));
  expect(stacks.length).toBeGreaterThan(20);
  expect(await differencesOf(stacks)).toEqual([]);
}, 120_000);

test("every stack of environments that use every option is read back as it was", async () => {
  const files = Object.entries(EVERYTHING).map(([name, config]) => [name, JSON.stringify(config)]);
  expect(await differencesOf(jsonsOf(load(Object.fromEntries(files))))).toEqual([]);
}, 240_000);

test("both sides of every change in the table are read back as they were", async () => {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), "groundplan-ejected-"));
  const site = Site.nowhere();
  const stacks: [string, string][] = [];
  for (const [index, transition] of TRANSITIONS.entries()) {
    if (isRefused(transition) || "configurations" in transition) continue;
    const from = synthesizeSide(path.join(folder, `${index}-from`), transition, "from", site);
    const to = synthesizeSide(path.join(folder, `${index}-to`), transition, "to", site, from.facts);
    for (const side of [from, to]) {
      stacks.push(["sandbox-test", fs.readFileSync(path.join(side.folder, "cdk.tf.json"), "utf8")]);
    }
  }
  fs.rmSync(folder, { recursive: true });
  expect(stacks.length).toBeGreaterThan(100);
  expect(await differencesOf(stacks)).toEqual([]);
}, 240_000);
