import { spawnSync } from "node:child_process";
import * as fs from "node:fs";
import * as path from "node:path";
import { terraformEnvironment } from "../../emulator/terraform-environment";
import { projectRoot } from "../../runner/project";
import { platform } from "../../runner/terraform/plugins";
import { LOCK_FILE, ProviderLocks, readLockFile } from "../../runner/terraform/provider-locks";
import { Terraform } from "../../runner/terraform/terraform";
import { createWorkspace, removeWorkspace } from "./support/harness";

/** The lock files that synth writes, as the real Terraform takes them. */
const workspace = createWorkspace({ GROUNDPLAN_ENV: "sandbox" });
const { tools, folder, stacks } = workspace;
const env = terraformEnvironment(
  tools,
  { url: "http://127.0.0.1:9", account: "111111111111", region: "us-east-1" },
  folder,
);

afterAll(() => removeWorkspace(workspace));

/** A folder with a stack's providers and its lock file, and without its backend. */
function folderWith(name: string, lock: string): Terraform {
  const own = path.join(folder, name);
  fs.mkdirSync(own);
  const [stack] = stacks;
  const { terraform } = JSON.parse(fs.readFileSync(path.join(stack?.folder ?? "", "cdk.tf.json"), "utf8"));
  const { required_providers } = terraform;
  fs.writeFileSync(path.join(own, "cdk.tf.json"), JSON.stringify({ terraform: { required_providers } }));
  fs.writeFileSync(path.join(own, LOCK_FILE), lock);
  return new Terraform(name, own, tools.terraform, env);
}

const lockOf = (own: string) => fs.readFileSync(path.join(own, LOCK_FILE), "utf8");

test("each stack's lock file names the version that is committed, and no hash", () => {
  const committed = ProviderLocks.read(projectRoot());
  for (const { folder: own } of stacks) {
    const json = JSON.parse(fs.readFileSync(path.join(own, "cdk.tf.json"), "utf8"));
    expect(lockOf(own)).toBe(committed.of(json).text);
  }
  expect(readLockFile(lockOf(stacks[0]?.folder ?? ""))).toEqual([
    expect.objectContaining({ address: "registry.terraform.io/hashicorp/aws", version: "5.100.0" }),
  ]);
});

test("init takes the file as it is, and also when it may not change it", async () => {
  const lock = lockOf(stacks[0]?.folder ?? "");
  const readonly = folderWith("readonly", lock);
  await readonly.init(["-lockfile=readonly"]);
  expect(lockOf(readonly.folder)).toBe(lock);
  const writing = folderWith("writing", lock);
  await writing.init();
  const [{ version, hashes } = { version: "", hashes: [] }] = readLockFile(lockOf(writing.folder));
  expect({ version, hashes: hashes.length }).toEqual({ version: "5.100.0", hashes: 1 });
});

test("the hash of another machine fails init, and the way that is told then mends it", async () => {
  const foreign = lockOf(stacks[0]?.folder ?? "").replace(
    /}\n$/,
    '  hashes = [\n    "h1:of-another-platform=",\n  ]\n}\n',
  );
  await expect(folderWith("foreign", foreign).init()).rejects.toThrow(
    /providers\/aws-5 has no hash of 5\.100\.0 .*\n {2}terraform -chdir=providers\/aws-5 providers lock -platform=/,
  );
  // The same command, in a copy of the folder, and with the providers of this machine.
  const copy = path.join(folder, "copy", "providers", "aws-5");
  fs.cpSync(path.join(projectRoot(), "providers", "aws-5"), copy, { recursive: true });
  const mirror = tools.plugins.kind === "mirror" ? [`-fs-mirror=${tools.plugins.folder}`] : [];
  const args = [`-chdir=${copy}`, "providers", "lock", `-platform=${platform()}`, ...mirror];
  expect(spawnSync(tools.terraform, args, { env, encoding: "utf8" })).toMatchObject({ status: 0 });
  const json = JSON.parse(fs.readFileSync(path.join(stacks[0]?.folder ?? "", "cdk.tf.json"), "utf8"));
  const { text } = ProviderLocks.read(path.join(folder, "copy")).of(json, foreign);
  await folderWith("mended", text).init(["-lockfile=readonly"]);
});

test("a version that is not to be had is told with the folder that asks for it", async () => {
  const mirror = path.join(folder, "mirror");
  fs.mkdirSync(path.join(mirror, "registry.terraform.io", "hashicorp", "aws", "5.101.0", platform()), {
    recursive: true,
  });
  await expect(folderWith("nowhere", lockOf(stacks[0]?.folder ?? "")).init([`-plugin-dir=${mirror}`])).rejects.toThrow(
    "providers/aws-5 locks 5.100.0 of hashicorp/aws, and Terraform finds no such version where it looks.",
  );
});
