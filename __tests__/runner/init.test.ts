import * as fs from "node:fs";
import * as os from "node:os";
import * as path from "node:path";
import { RunLock } from "../../runner/state/run-lock";
import { BackendMissing, initialize } from "../../runner/terraform/init";
import { Terraform } from "../../runner/terraform/terraform";

let folder: string;

beforeEach(() => {
  folder = fs.mkdtempSync(path.join(os.tmpdir(), "groundplan-init-"));
});

afterEach(() => fs.rmSync(folder, { recursive: true, force: true }));

/** A stack whose Terraform notes its inits, and writes what Terraform would; `says` is printed before it fails. */
function stack(name: string, says = "") {
  const own = path.join(folder, name);
  fs.mkdirSync(own);
  fs.writeFileSync(path.join(own, "cdk.tf.json"), JSON.stringify({ terraform: { backend: { local: {} } } }));
  const program = path.join(own, "terraform");
  const script = `#!/bin/sh
[ -f ${folder}/running ] && echo two at once >> ${folder}/inits
touch ${folder}/running; sleep 0.05; rm ${folder}/running
mkdir -p .terraform; echo lock > .terraform.lock.hcl; echo ${name} >> ${folder}/inits
${says ? `echo '${says}'; exit 1` : ""}
`;
  fs.writeFileSync(program, script, { mode: 0o755 });
  const env: NodeJS.ProcessEnv = { PATH: process.env.PATH };
  const terraform = new Terraform(name, own, program, env);
  return {
    own,
    init: (more: NodeJS.ProcessEnv = {}, version = "1.11.4") => initialize(terraform, version, { ...env, ...more }),
  };
}

function inits(): string[] {
  return fs.readFileSync(path.join(folder, "inits"), "utf8").trim().split("\n");
}

test("a second init is left out while nothing that it depends on has changed", async () => {
  const { own, init } = stack("a");
  await init();
  await init();
  expect(inits()).toHaveLength(1);
  await init({}, "1.12.0");
  expect(inits()).toHaveLength(2);
  const locked = (registry: string, hashes: string) =>
    `provider "${registry}/hashicorp/aws" {\n  version = "5.101.0"\n${hashes}}\n`;
  // Without hashes it is the other one's, of Terraform and OpenTofu: a plan would miss its package, and an init takes it out.
  fs.writeFileSync(path.join(own, ".terraform.lock.hcl"), locked("registry.opentofu.org", ""));
  await init({}, "1.12.0");
  expect(inits()).toHaveLength(3);
  fs.writeFileSync(
    path.join(own, ".terraform.lock.hcl"),
    locked("registry.terraform.io", '  hashes = ["h1:other="]\n'),
  );
  await init({}, "1.12.0");
  expect(inits()).toHaveLength(4);
  fs.writeFileSync(path.join(own, "cdk.tf.json"), JSON.stringify({ terraform: { backend: { s3: {} } } }));
  await init({}, "1.12.0");
  expect(inits()).toHaveLength(5);
});

test("inits run one at a time, also with a cache of providers that another process holds for a while", async () => {
  const cache = path.join(folder, "cache");
  const held = RunLock.wait(cache, ".groundplan", "terraform init", async () => {
    await new Promise((resolve) => setTimeout(resolve, 100));
    fs.appendFileSync(path.join(folder, "inits"), "the other process\n");
  });
  await Promise.all(["a", "b", "c"].map((name) => stack(name).init({ TF_PLUGIN_CACHE_DIR: cache })));
  await held;
  expect(inits()[0]).toBe("the other process");
  expect(inits().slice(1).sort()).toEqual(["a", "b", "c"]);
});

test("a state bucket that does not exist is told apart from other failures", async () => {
  await expect(stack("a", 'S3 bucket "x-state" does not exist.').init()).rejects.toThrow(BackendMissing);
  await expect(stack("b", "no network").init()).rejects.toThrow("b: terraform init ended with exit code 1.");
});
