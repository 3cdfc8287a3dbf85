import * as fs from "node:fs";
import * as os from "node:os";
import * as path from "node:path";
import { App } from "cdktf";
import { EnvironmentStack } from "../../constructs/core/environments/environment-stack";
import { LOCK_FILE, ProviderLocks, readLockFile } from "../../runner/terraform/provider-locks";
import { synthesize } from "../../stacks/application/synthesize";
import { testEnvironment } from "../support/synth";

let outdir: string;

beforeEach(() => {
  outdir = fs.mkdtempSync(path.join(os.tmpdir(), "groundplan-lock-files-"));
});

afterEach(() => fs.rmSync(outdir, { recursive: true, force: true }));

const HELM = { address: "registry.terraform.io/hashicorp/helm", version: "3.1.1", constraint: "", hashes: [] };
const AWS = ["5.100.0", "6.25.0"].map((version) => ({
  address: "registry.terraform.io/hashicorp/aws",
  version,
  constraint: "",
  hashes: [],
  folder: `providers/${version}`,
}));

/** Synthesizes stacks of these names, each with what is done to it. */
function synth(stacks: Readonly<Record<string, (stack: EnvironmentStack) => void>>, locked = AWS) {
  return synthesize(
    outdir,
    (staging) => {
      const app = new App({ outdir: staging, stackTraces: false });
      const environment = testEnvironment({ region: "ap-northeast-2" });
      for (const [name, change] of Object.entries(stacks)) change(new EnvironmentStack(app, name, environment));
      return app;
    },
    { locks: new ProviderLocks([...locked, { ...HELM, folder: "providers/helm" }]) },
  );
}

const file = (stack: string) => path.join(outdir, "stacks", stack, LOCK_FILE);
const versions = (stack: string) =>
  readLockFile(fs.readFileSync(file(stack), "utf8")).map(({ address, version }) => `${address} ${version}`);

test("each stack gets a lock file of its own, by what its constructs need", () => {
  synth({
    network: () => undefined,
    ecs: (stack) => {
      stack.requireAwsProvider("6.9.0");
      stack.requireAwsProvider("6.4.0");
    },
    charts: (stack) =>
      stack.addOverride("terraform.required_providers.helm", { source: "hashicorp/helm", version: "~> 3.1" }),
  });
  expect(versions("sandbox-network")).toEqual(["registry.terraform.io/hashicorp/aws 5.100.0"]);
  expect(versions("sandbox-ecs")).toEqual(["registry.terraform.io/hashicorp/aws 6.25.0"]);
  expect(fs.readFileSync(file("sandbox-ecs"), "utf8")).toContain('constraints = ">= 6.9.0, < 7.0.0"');
  expect(versions("sandbox-charts")).toEqual([
    "registry.terraform.io/hashicorp/aws 5.100.0",
    "registry.terraform.io/hashicorp/helm 3.1.1",
  ]);
});

test("what nothing locks is warned of at its stack", () => {
  const [stack] = synth({ ecs: (one) => one.requireAwsProvider("6.4.0") }, AWS.slice(0, 1));
  expect(stack?.warnings).toEqual([
    "sandbox-ecs: no version of registry.terraform.io/hashicorp/aws >= 6.4.0, < 7.0.0 is locked in providers/, so that Terraform takes " +
      "the newest, which is another one tomorrow",
  ]);
});

test("a stack that is no longer made loses the lock file that synth wrote, and keeps one that Terraform wrote", () => {
  synth({ a: () => undefined, b: () => undefined });
  const byTerraform = fs.readFileSync(file("sandbox-b"), "utf8").replace(/^#.*/, "# By Terraform.");
  fs.writeFileSync(file("sandbox-b"), byTerraform);
  synth({ network: () => undefined });
  expect(fs.existsSync(file("sandbox-a"))).toBe(false);
  expect(fs.readFileSync(file("sandbox-b"), "utf8")).toBe(byTerraform);
});

test("the version that is locked next is what the next synth writes", () => {
  synth({ network: () => undefined });
  synth({ network: () => undefined }, AWS.slice(1));
  expect(versions("sandbox-network")).toEqual(["registry.terraform.io/hashicorp/aws 6.25.0"]);
});
