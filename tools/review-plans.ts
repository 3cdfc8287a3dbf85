import { execFileSync } from "node:child_process";
import * as fs from "node:fs";
import * as os from "node:os";
import * as path from "node:path";
import { AWS_PROVIDER_VERSIONS } from "../constructs/core/environments/environment-stack";
import { findProvider, LongLivedProvider } from "../emulator/long-lived-provider";
import { Emulator } from "../emulator/server";
import { terraformEnvironment } from "../emulator/terraform-environment";
import { findTools } from "../emulator/tools";
import { keptOf } from "./kept-plan";
import { ENVIRONMENT_CASES, planEnvironment } from "./review-environments";

/** Folder of the cases: in each what is deployed (`before.tf`), what is planned (`after.tf`), and the plan that came of it. */
const CASES = path.join("__tests__", "review", "cases");

/** What the names of cases begin with that OpenTofu plans; Terraform plans the others. */
const BY_OPENTOFU = "opentofu-";

/** File of a case's plan. */
const PLAN = "plan.json";

/** Arguments of a case's plan, where it has any. */
const ARGUMENTS: Readonly<Record<string, readonly string[]>> = {
  destroy: ["-destroy"],
  "replace-requested": ["-replace=aws_s3_bucket.logs"],
};

/** What the state is made to say, as if somebody had changed the resource by hand. */
const DRIFT: Readonly<Record<string, (state: string) => string>> = {
  drift: (state) =>
    state
      .replaceAll('"Owner": "platform"', '"Owner": "somebody"')
      .replaceAll('"retention_in_days": 365', '"retention_in_days": 30'),
};

/**
 * `npm run review-plans [cases…]`: deploys each case to the emulator, plans its change with the real provider, and writes the plan's JSON
 * beside it, for the tests of `review/`. With OpenTofu in the place of Terraform (`GROUNDPLAN_TERRAFORM=tofu`) these are the cases of
 * OpenTofu, and a CLI configuration says where it finds the provider.
 */
async function main(): Promise<void> {
  const chosen = process.argv.slice(2);
  const tools = findTools();
  const isOpenTofu = /^OpenTofu /m.test(execFileSync(tools.terraform, ["version"], { encoding: "utf8" }));
  const isChosen = (name: string) =>
    name.startsWith(BY_OPENTOFU) === isOpenTofu && (chosen.length === 0 || chosen.includes(name));
  const names = fs
    .readdirSync(CASES)
    .filter((name) => fs.existsSync(path.join(CASES, name, "after.tf")))
    .filter(isChosen);
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), "groundplan-review-"));
  const emulator = await Emulator.start({ moto: tools.moto, folder: path.join(folder, "emulator") });
  const target = { url: emulator.url, account: "111111111111", region: "ap-northeast-2" };
  const env = terraformEnvironment(tools, target, folder);
  const program = await findProvider(tools.terraform, env, path.join(folder, "provider"), AWS_PROVIDER_VERSIONS);
  const provider = program ? await LongLivedProvider.start(program, env, folder) : "no provider was found";
  if (typeof provider === "string") throw new Error(provider);
  try {
    for (const name of names) {
      await emulator.reset();
      makePlan(name, path.join(folder, name), tools.terraform, { ...env, ...provider.variables });
      process.stdout.write(`${name}\n`);
    }
    for (const name of fs.readdirSync(ENVIRONMENT_CASES).filter(isChosen)) {
      await emulator.reset();
      await planEnvironment(name, path.join(folder, name), tools, emulator);
      process.stdout.write(`${name}\n`);
    }
  } finally {
    await provider.stop();
    await emulator.stop();
    fs.rmSync(folder, { recursive: true, force: true });
  }
}

function makePlan(name: string, folder: string, program: string, env: NodeJS.ProcessEnv): void {
  const terraform = (args: readonly string[]) =>
    execFileSync(program, [...args], {
      cwd: folder,
      env,
      encoding: "utf8",
      maxBuffer: 1 << 28,
      stdio: ["ignore", "pipe", "inherit"],
    });
  const use = (file: string) => {
    fs.rmSync(path.join(folder, "main.tf"), { force: true });
    if (fs.existsSync(path.join(CASES, name, file))) {
      fs.copyFileSync(path.join(CASES, name, file), path.join(folder, "main.tf"));
    }
  };
  fs.cpSync(path.join(CASES, name), folder, { recursive: true });
  for (const file of ["before.tf", "after.tf", "found.tf", PLAN]) fs.rmSync(path.join(folder, file), { force: true });
  fs.copyFileSync(path.join(CASES, "provider.tf"), path.join(folder, "provider.tf"));
  use("before.tf");
  terraform(["init", "-input=false"]);
  if (fs.existsSync(path.join(CASES, name, "found.tf"))) {
    use("found.tf");
    terraform(["apply", "-auto-approve", "-input=false", "-state=found.tfstate"]);
    use("before.tf");
  }
  terraform(["apply", "-auto-approve", "-input=false"]);
  const state = path.join(folder, "terraform.tfstate");
  const drift = DRIFT[name];
  if (drift) fs.writeFileSync(state, drift(fs.readFileSync(state, "utf8")));
  use("after.tf");
  terraform(["plan", "-input=false", "-out=plan", ...(ARGUMENTS[name] ?? [])]);
  const whole = keptOf(JSON.parse(terraform(["show", "-json", "plan"])));
  fs.writeFileSync(path.join(CASES, name, PLAN), `${JSON.stringify(whole, undefined, 1)}\n`);
}

void main();
