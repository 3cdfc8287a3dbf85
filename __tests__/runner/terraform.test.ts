import * as fs from "node:fs";
import * as os from "node:os";
import * as path from "node:path";
import { forEmulator } from "../../emulator/left-out";
import { terraformEnvironment } from "../../emulator/terraform-environment";
import type { Tools } from "../../emulator/tools";
import { timingTable } from "../../runner/progress/timings";
import { Pool, runInOrder } from "../../runner/stacks/schedule";
import { readStacks } from "../../runner/stacks/stacks";
import { slowestIn, Terraform } from "../../runner/terraform/terraform";

let folder: string;

beforeEach(() => {
  folder = fs.mkdtempSync(path.join(os.tmpdir(), "groundplan-terraform-"));
});

afterEach(() => fs.rmSync(folder, { recursive: true, force: true }));

const tools: Tools = {
  terraform: "/bin/terraform",
  terraformVersion: "1.11.4",
  moto: { kind: "python", python: "python3", version: "5.2.1" },
  plugins: { kind: "registry" },
};
const target = { url: "http://127.0.0.1:1234", account: "111111111111", region: "ap-northeast-2" };

describe("the environment of Terraform", () => {
  test("has nothing of the caller's credentials, proxies and Terraform settings, and keeps the rest", () => {
    const base = {
      GOGC: "400",
      PATH: "/bin",
      AWS_PROFILE: "company",
      AWS_SESSION_TOKEN: "real",
      AWS_CA_BUNDLE: "/ca.pem",
      TF_CLI_ARGS: "-var x=y",
      TF_WORKSPACE: "other",
      TF_REATTACH_PROVIDERS: "{}",
      TF_VAR_size: "3",
      TF_PLUGIN_CACHE_DIR: "/cache",
      http_proxy: "http://proxy",
      HTTPS_PROXY: "http://proxy",
      NO_PROXY: "intern",
    };
    expect(terraformEnvironment(tools, target, folder, base)).toEqual({
      GOGC: "400",
      PATH: "/bin",
      TF_VAR_size: "3",
      TF_PLUGIN_CACHE_DIR: "/cache",
      HTTPS_PROXY: "http://proxy",
      TERRAFORM_BINARY_NAME: "/bin/terraform",
      TF_IN_AUTOMATION: "1",
      CHECKPOINT_DISABLE: "1",
      AWS_ENDPOINT_URL: "http://127.0.0.1:1234",
      AWS_ACCESS_KEY_ID: "EMULATOR111111111111",
      AWS_SECRET_ACCESS_KEY: "emulator",
      AWS_REGION: "ap-northeast-2",
      AWS_EC2_METADATA_DISABLED: "true",
      AWS_CONFIG_FILE: os.devNull,
      AWS_SHARED_CREDENTIALS_FILE: os.devNull,
      HTTP_PROXY: "http://127.0.0.1:1234",
      NO_PROXY: "intern,127.0.0.1,localhost",
    });
  });
});

describe("a step of Terraform", () => {
  function fakeTerraform(script: string): Terraform {
    const program = path.join(folder, "terraform");
    fs.writeFileSync(program, `#!/bin/sh\n${script}\n`, { mode: 0o755 });
    return new Terraform("sandbox-network", folder, program, { PATH: process.env.PATH });
  }

  test("that fails names the stack and the step, and shows the end of the output", async () => {
    const terraform = fakeTerraform(
      "i=0; while [ $i -lt 60 ]; do echo line $i; i=$((i+1)); done; echo broken >&2; exit 1",
    );
    const failure = await terraform.apply().catch((error: Error) => error.message);
    expect(failure).toMatch(/^sandbox-network: terraform apply ended with exit code 1\.\n\nline 21\n/);
    expect(failure).toMatch(/line 59\nbroken$/);
  });

  test("plan tells changes by the exit code, and is an error for any other", async () => {
    expect((await fakeTerraform("exit 2").plan()).hasChanges).toBe(true);
    expect((await fakeTerraform("exit 0").plan()).hasChanges).toBe(false);
    await expect(fakeTerraform("exit 1").plan()).rejects.toThrow("terraform plan ended with exit code 1");
  });

  test("that is killed says so", async () => {
    await expect(fakeTerraform("kill -9 $$").init()).rejects.toThrow("terraform init was ended by SIGKILL");
  });

  test("is timed, with the resource that took longest", async () => {
    const terraform = fakeTerraform("echo 'aws_vpc.main: Creation complete after 11s [id=vpc-1]'");
    await terraform.apply();
    expect(terraform.times).toMatchObject([
      { stack: "sandbox-network", step: "apply", slowest: { address: "aws_vpc.main", seconds: 11 } },
    ]);
  });

  test("ids are read from the state, without data sources and what will be replaced", async () => {
    const state = {
      resources: [
        { mode: "managed", type: "aws_vpc", name: "v", instances: [{ attributes: { id: "vpc-1" } }] },
        {
          mode: "managed",
          type: "aws_eip",
          name: "e",
          instances: [{ status: "tainted", attributes: { id: "eip-1" } }],
        },
        {
          mode: "managed",
          type: "aws_subnet",
          name: "s",
          instances: [{ index_key: "a", attributes: { id: "subnet-1" } }],
        },
        { mode: "data", type: "aws_region", name: "r", instances: [{ attributes: { id: "x" } }] },
      ],
    };
    const terraform = fakeTerraform(`echo '${JSON.stringify(state)}'`);
    expect(await terraform.resourceIds()).toEqual({ "aws_vpc.v": "vpc-1", 'aws_subnet.s["a"]': "subnet-1" });
  });

  test("writes what it did to its log, and values of outputs to none", async () => {
    const program = path.join(folder, "terraform");
    const script = `#!/bin/sh\nif [ "$1" = output ]; then echo '{"token": {"value": "secret"}}'; else echo '{"@message": "Plan: 1 to add"}'; fi\n`;
    fs.writeFileSync(program, script, { mode: 0o755 });
    const log = path.join(folder, "logs/sandbox-network/1-plan.log");
    const terraform = new Terraform("sandbox-network", folder, program, { PATH: process.env.PATH }, { log });
    await terraform.plan();
    await terraform.outputs();
    expect(fs.readFileSync(log, "utf8").replace(/\d+\.\d s/g, "N s")).toBe(
      [
        "$ terraform plan -json -input=false -detailed-exitcode -out=groundplan.tfplan",
        "Plan: 1 to add",
        "(exit code 0, N s)",
        "",
        "$ terraform output -json",
        "(exit code 0, N s)",
        "",
        "",
      ].join("\n"),
    );
  });

  test("outputs are read from standard output only", async () => {
    const terraform = fakeTerraform(`echo warning >&2; echo '{"vpc_id": {"value": "vpc-1", "type": "string"}}'`);
    expect(await terraform.outputs()).toEqual({ vpc_id: "vpc-1" });
  });
});

test("the slowest resource is found among hours, minutes and seconds", () => {
  const output = [
    "aws_vpc.main: Creation complete after 59s [id=vpc-1]",
    "aws_lb.web: Creation complete after 1m1s [id=lb]",
    "module.x.aws_db_instance.db: Destruction complete after 1h0m5s",
    "aws_s3_bucket.b: Modifications complete after 0s [id=b]",
  ].join("\n");
  expect(slowestIn(output)).toEqual({ slowest: { address: "module.x.aws_db_instance.db", seconds: 3605 } });
  expect(slowestIn("No changes.")).toEqual({});
});

test("the table of times has the slowest step first and names the provider's own waits", () => {
  const table = timingTable([
    { stack: "a-state", step: "init", seconds: 1.24 },
    { stack: "a-network", step: "apply", seconds: 35.5, slowest: { address: "aws_vpc.main", seconds: 11 } },
    { stack: "a-network", step: "destroy", seconds: 5, slowest: { address: "aws_subnet.x", seconds: 1 } },
  ]);
  expect(table).toBe(
    [
      "seconds  stack      step     slowest resource   why",
      "   35.5  a-network  apply    aws_vpc.main 11 s  provider's own wait: 10 s, 30 s with generated IPv6",
      "    5.0  a-network  destroy",
      "    1.2  a-state    init",
    ].join("\n"),
  );
});

describe("synthesized stacks", () => {
  function writeStack(provider: object): void {
    fs.mkdirSync(path.join(folder, "stacks/dev-network"), { recursive: true });
    fs.writeFileSync(
      path.join(folder, "stacks/dev-network/cdk.tf.json"),
      JSON.stringify({ provider: { aws: [provider] } }),
    );
    const stack = { name: "dev-network", workingDirectory: "stacks/dev-network", dependencies: ["dev-state"] };
    fs.writeFileSync(path.join(folder, "manifest.json"), JSON.stringify({ stacks: { "dev-network": stack } }));
  }

  test("are read with environment, account, region and dependencies", () => {
    const tags = [{ tags: { Environment: "dev" } }];
    writeStack({ region: "eu-west-1", allowed_account_ids: ["111111111111"], default_tags: tags });
    expect(readStacks(folder)).toEqual([
      {
        name: "dev-network",
        environment: "dev",
        folder: path.join(folder, "stacks/dev-network"),
        dependencies: ["dev-state"],
        account: "111111111111",
        region: "eu-west-1",
        otherProviders: [],
      },
    ]);
  });

  test("that need more than AWS are left out, with the reason", () => {
    const stack = (name: string, otherProviders: string[]) => {
      return { name, environment: "dev", folder, dependencies: [], account: "1", region: "eu-west-1", otherProviders };
    };
    const network = stack("dev-network", []);
    expect(forEmulator([network, stack("dev-eks-addons", ["helm"]), stack("dev-dns", ["cloudflare", "tls"])])).toEqual({
      stacks: [network],
      leftOut: [
        { name: "dev-eks-addons", reason: "it installs charts in a cluster, and the emulator has no Kubernetes API" },
        { name: "dev-dns", reason: "the emulator is one of AWS only, and it needs cloudflare and tls" },
      ],
    });
  });

  test("that could reach any account are refused", () => {
    writeStack({ region: "eu-west-1", default_tags: [{ tags: { Environment: "dev" } }] });
    expect(() => readStacks(folder)).toThrow(
      "dev-network: the stack's AWS provider lacks the account, the region or the tag Environment.",
    );
  });
});

describe("running in order", () => {
  const needs: Record<string, string[]> = { network: ["state", "unknown"], access: ["network"], state: [] };

  test("starts nothing before what it needs, and everything once", async () => {
    const events: string[] = [];
    await runInOrder(
      ["access", "network", "state"],
      (item) => needs[item] ?? [],
      async (item) => {
        events.push(`+${item}`);
        await Promise.resolve();
        events.push(`-${item}`);
      },
    );
    expect(events).toEqual(["+state", "-state", "+network", "-network", "+access", "-access"]);
  });

  test("starts independent items before the first one is done", async () => {
    const started: string[] = [];
    let release = () => {};
    const gate = new Promise<void>((resolve) => {
      release = resolve;
    });
    const run = runInOrder(
      ["a", "b"],
      () => [],
      async (item) => {
        started.push(item);
        if (started.length === 2) release();
        await gate;
      },
    );
    await run;
    expect(started).toEqual(["a", "b"]);
  });

  test("starts nothing more after a failure, and throws the first error", async () => {
    const started: string[] = [];
    const run = runInOrder(
      ["state", "network", "access"],
      (item) => needs[item] ?? [],
      async (item) => {
        started.push(item);
        throw new Error(`${item} failed`);
      },
    );
    await expect(run).rejects.toThrow("state failed");
    expect(started).toEqual(["state"]);
  });

  test("refuses stacks that depend on each other in a circle", async () => {
    const circle: Record<string, string[]> = { a: ["b"], b: ["a"] };
    const run = runInOrder(
      ["a", "b"],
      (item) => circle[item] ?? [],
      async () => {},
    );
    await expect(run).rejects.toThrow("The stacks depend on each other in a circle: a → b → a.");
  });

  test("a pool never runs more than its size, and goes on after a failure", async () => {
    const pool = new Pool(2);
    let running = 0;
    let most = 0;
    const task = async (item: number) => {
      most = Math.max(most, ++running);
      await Promise.resolve();
      running--;
      if (item === 1) throw new Error("one failed");
      return item;
    };
    const results = await Promise.allSettled([1, 2, 3, 4, 5].map((item) => pool.run(() => task(item))));
    expect(results.map(({ status }) => status)).toEqual(["rejected", ...Array(4).fill("fulfilled")]);
    expect(most).toBe(2);
  });
});
