import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { removeConfigFolders } from "../../config/support/config-folder";
import { stable, terraformProject } from "../terraform-project";

afterAll(removeConfigFolders);

test("an environment is written with a folder for each stack, and what comes next is said", async () => {
  const { root, run, calls } = terraformProject();
  const { exitCode, out } = await run("eject dev --to hcl/dev");
  expect(exitCode).toBe(0);
  expect(stable(out)).toMatchInlineSnapshot(`
    "warning: the application warns
    dev-network  2 files  14 lines  hcl/dev/network
    dev-access   3 files  15 lines  hcl/dev/access
    dev-edge     3 files  15 lines  hcl/dev/edge

    Addresses and states are the same: of a stack that is deployed as it is, a plan shows no changes.
      cd hcl/dev/network && terraform init && terraform plan
    hcl/dev/README.md says how to go on.
    "
  `);
  expect(readFileSync(join(root, "hcl/dev/edge/main.tf"), "utf8")).toMatchInlineSnapshot(`
    "resource "aws_vpc" "main" {
      cidr_block = data.terraform_remote_state.network.outputs.cidr
    }
    "
  `);
  expect(existsSync(join(root, "hcl/dev-eu"))).toBe(false);
  // Terraform is asked for the provider once, and formats what is written; no backend, state or plan is looked at.
  expect([...new Set(calls().map((call) => call.replace(/^[^:]*: /, "")))]).toMatchInlineSnapshot(`
    [
      "init -no-color -input=false -backend=false",
      "providers schema -json",
      "fmt -no-color -recursive -list=false",
    ]
  `);
});

test("one stack is written into the folder itself", async () => {
  const { root, run } = terraformProject();
  const { exitCode, out } = await run("eject dev-network --to hcl");
  expect(exitCode).toBe(0);
  expect(out).toContain("cd hcl && terraform init && terraform plan");
  expect(readFileSync(join(root, "hcl/README.md"), "utf8")).toContain("# dev-network\n");
  expect(existsSync(join(root, "hcl/main.tf"))).toBe(true);
});

test("the same is written again over what nobody has touched, and is the same", async () => {
  const { root, run } = terraformProject();
  await run("eject dev --to hcl");
  const before = readFileSync(join(root, "hcl/.groundplan-eject.json"), "utf8");
  expect((await run("eject dev --to hcl")).exitCode).toBe(0);
  expect(readFileSync(join(root, "hcl/.groundplan-eject.json"), "utf8")).toBe(before);
});

test("when Terraform does not get a provider, nothing is written", async () => {
  const { root, run } = terraformProject();
  const { exitCode, out } = await run("eject dev --to hcl", { FAIL_INIT: "yes" });
  expect(exitCode).toBe(1);
  expect(out).toContain("init says why");
  expect(existsSync(join(root, "hcl"))).toBe(false);
});

test("a folder that somebody has gone on with is refused before anything is asked or synthesized", async () => {
  const { root, run, calls } = terraformProject();
  await run("eject dev --to hcl");
  writeFileSync(join(root, "hcl/network/own.tf"), "");
  calls();
  const { exitCode, err } = await run("eject dev --to hcl", { FAIL_SYNTH: "yes" });
  expect(exitCode).toBe(1);
  expect(err).toContain("changes of network/own.tf since");
  expect(calls()).toEqual([]);
});

test("an environment that there is not is told before anything is synthesized", async () => {
  const { root, run } = terraformProject();
  const { exitCode, err } = await run("eject dve --to hcl", { FAIL_SYNTH: "yes" });
  expect(exitCode).toBe(1);
  expect(err).toContain("CONFIG_ENVIRONMENT_UNKNOWN");
  expect(err).toContain('did you mean "dev"?');
  expect(existsSync(join(root, "hcl"))).toBe(false);
});
