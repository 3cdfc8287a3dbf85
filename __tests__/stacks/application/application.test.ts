import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { loadEnvironments } from "../../../config/load";
import { createApplication } from "../../../stacks/application/application";
import type { EnvironmentSpec } from "../../../stacks/application/environment-spec";
import { synthesize } from "../../../stacks/application/synthesize";
import { compactSnapshot } from "../../support/compact-snapshot";
import { problemsOf } from "../../support/synth";
import { isShipped, ON_NETWORK } from "../shipped-stacks";

const environments = loadEnvironments("config", { variables: {} });
let outdir: string;

beforeEach(() => {
  outdir = mkdtempSync(join(tmpdir(), "groundplan-test-"));
});

afterEach(() => {
  rmSync(outdir, { recursive: true });
});

function synth(specs: readonly EnvironmentSpec[] = environments, mock: readonly string[] = []) {
  return synthesize(outdir, (staging) => createApplication(specs, { outdir: staging, mock }));
}

/** The files of all environments, synthesized once for the tests that only look at them. */
const shipped = memoize(() => {
  synth();
  return files();
});

function memoize<T>(make: () => T): () => T {
  let value: { readonly made: T } | undefined;
  return () => {
    value ??= { made: make() };
    return value.made;
  };
}

function jsonOf(stack: string) {
  return JSON.parse(shipped()[`stacks/${stack}/cdk.tf.json`] ?? "");
}

function files(): Record<string, string> {
  const names = readdirSync(outdir, { recursive: true, withFileTypes: true });
  return Object.fromEntries(
    names
      .filter((entry) => entry.isFile())
      .map((entry) => {
        const path = join(entry.parentPath, entry.name);
        return [path.slice(outdir.length + 1), readFileSync(path, "utf8")];
      }),
  );
}

function only(name: string): EnvironmentSpec {
  const spec = environments.find(({ environment }) => environment.name === name);
  if (!spec) throw new Error(`no environment ${name}`);
  return spec;
}

describe("the application", () => {
  it("deploys what keeps its state in a bucket after the bucket, and what reads the network after the network", () => {
    const stacks = synth().filter(({ name }) => isShipped(name));
    expect(stacks.map(({ name, dependencies }) => `${name} after [${dependencies.join(", ")}]`)).toEqual([
      "production-access after [production-network, production-delivery, production-state]",
      "production-data after [production-network, production-delivery, production-state]",
      "production-delivery after [production-state]",
      "production-ecs after [production-network, production-edge, production-data, production-delivery, production-state]",
      "production-edge after [production-network, production-delivery, production-state]",
      "production-eks after [production-network, production-access, production-delivery, production-state]",
      "production-eks-addons after [production-network, production-eks, production-delivery, production-state]",
      "production-functions after [production-data, production-delivery, production-state]",
      "production-network after [production-delivery, production-state]",
      "production-state after []",
      "sandbox-access after [sandbox-network]",
      "sandbox-data after []",
      "sandbox-ecs after [sandbox-network, sandbox-edge, sandbox-data]",
      "sandbox-edge after [sandbox-network]",
      "sandbox-eks after [sandbox-network, sandbox-access]",
      "sandbox-eks-addons after [sandbox-network, sandbox-eks]",
      "sandbox-functions after [sandbox-data]",
      "sandbox-network after []",
      "sandbox-state after []",
      "staging-access after [staging-network, staging-delivery, staging-state]",
      "staging-data after [staging-network, staging-delivery, staging-state]",
      "staging-delivery after [staging-state]",
      "staging-ecs after [staging-network, staging-edge, staging-data, staging-delivery, staging-state]",
      "staging-edge after [staging-network, staging-delivery, staging-state]",
      "staging-eks after [staging-network, staging-access, staging-delivery, staging-state]",
      "staging-eks-addons after [staging-network, staging-eks, staging-delivery, staging-state]",
      "staging-functions after [staging-data, staging-delivery, staging-state]",
      "staging-network after [staging-delivery, staging-state]",
      "staging-state after []",
    ]);
  });

  it("is byte-identical at every synth", () => {
    synth();
    const first = files();
    synth();
    expect(files()).toEqual(first);
  });

  it("holds no path of the machine", () => {
    for (const [name, content] of Object.entries(shipped())) {
      expect({ name, leaks: content.includes(process.cwd()) || content.includes(tmpdir()) }).toEqual({
        name,
        leaks: false,
      });
    }
  });

  it("reads no data source in the network stacks", () => {
    for (const { environment } of environments) expect(jsonOf(`${environment.name}-network`).data).toBeUndefined();
  });

  it("reads other stacks' states only where a contract says so", () => {
    const json = jsonOf("sandbox-access");
    expect(Object.keys(json.data)).toEqual(["terraform_remote_state"]);
    expect(json.data.terraform_remote_state.network.config).toEqual({
      path: "../../../.groundplan/state/sandbox-network.tfstate",
    });
  });

  it("reads no state at all when the producers are mocked", () => {
    synth(environments, ["*"]);
    expect(JSON.parse(files()["stacks/sandbox-access/cdk.tf.json"] ?? "").data).toBeUndefined();
  });

  it("protects what holds data in production and nothing in the sandbox", () => {
    const protectedTypes = (stack: string): string[] => {
      return Object.entries(
        jsonOf(stack).resource as Record<string, Record<string, { lifecycle?: { prevent_destroy?: boolean } }>>,
      )
        .filter(([, byName]) => Object.values(byName).some((resource) => resource.lifecycle?.prevent_destroy))
        .map(([type]) => type);
    };
    expect(protectedTypes("production-state")).toContain("aws_s3_bucket");
    expect(protectedTypes("production-network")).toEqual(["aws_cloudwatch_log_group", "aws_eip", "aws_kms_key"]);
    expect(protectedTypes("production-data")).toEqual([
      "aws_cloudwatch_log_group",
      "aws_db_instance",
      "aws_dynamodb_table",
      "aws_sqs_queue",
    ]);
    for (const stack of ["sandbox-state", "sandbox-network", "sandbox-access", "sandbox-data"])
      expect(protectedTypes(stack)).toEqual([]);
  });

  it("gives staging the same kinds of resources as production", () => {
    for (const stack of ["state", "delivery", "network", ...ON_NETWORK]) {
      const kinds = (name: string): string[] => Object.keys(jsonOf(`${name}-${stack}`).resource);
      expect(kinds("staging")).toEqual(kinds("production"));
    }
  });

  it("removes what it wrote for a stack that no longer exists, and leaves Terraform's files", () => {
    synth();
    writeFileSync(join(outdir, "stacks/production-network/.terraform.lock.hcl"), "");
    synth([only("sandbox")]);
    const left = Object.keys(files()).filter((file) => isShipped(/^stacks\/([^/]+)/.exec(file)?.[1] ?? "x-network"));
    expect(left.sort()).toEqual([
      "deployed/production.json",
      "deployed/sandbox.json",
      "deployed/staging.json",
      "manifest.json",
      "stacks/production-network/.terraform.lock.hcl",
      "stacks/sandbox-access/cdk.tf.json",
      "stacks/sandbox-access/versions.tf",
      "stacks/sandbox-data/cdk.tf.json",
      "stacks/sandbox-data/versions.tf",
      "stacks/sandbox-ecs/cdk.tf.json",
      "stacks/sandbox-ecs/versions.tf",
      "stacks/sandbox-edge/cdk.tf.json",
      "stacks/sandbox-edge/versions.tf",
      "stacks/sandbox-eks-addons/cdk.tf.json",
      "stacks/sandbox-eks-addons/versions.tf",
      "stacks/sandbox-eks/cdk.tf.json",
      "stacks/sandbox-eks/fargate-logging-groundplan-sandbox.yaml",
      "stacks/sandbox-eks/versions.tf",
      "stacks/sandbox-functions/cdk.tf.json",
      "stacks/sandbox-functions/code-functions-worker.zip",
      "stacks/sandbox-functions/versions.tf",
      "stacks/sandbox-network/cdk.tf.json",
      "stacks/sandbox-network/versions.tf",
      "stacks/sandbox-state/cdk.tf.json",
      "stacks/sandbox-state/versions.tf",
    ]);
  });
});

describe("stacks that are left out", () => {
  const namesWithout = (...without: string[]) =>
    synthesize(outdir, (staging) => createApplication([only("sandbox")], { outdir: staging, without })).map(
      ({ name }) => name,
    );

  it("are not written, and nothing else changes", () => {
    const all = namesWithout();
    expect(namesWithout("sandbox-eks-addons")).toEqual(all.filter((name) => name !== "sandbox-eks-addons"));
    const without = all.filter((name) => !name.startsWith("sandbox-eks"));
    expect(namesWithout("sandbox-eks", "sandbox-eks-addons")).toEqual(without);
    expect(namesWithout("sandbox-eks-addons", "sandbox-eks")).toEqual(without);
  });
});

describe("stacks that are read as mock values", () => {
  const create = (...mock: string[]) => createApplication([only("sandbox")], { outdir, mock });

  it("are all stacks, or some by name", () => {
    expect(() => [create("*"), create("sandbox-network", "sandbox-edge")]).not.toThrow();
  });
});

describe("an application with mistakes", () => {
  const broken: EnvironmentSpec = {
    ...only("sandbox"),
    network: { ...only("sandbox").network, nat: { mode: "none" } },
  };
  const open: EnvironmentSpec = {
    ...only("staging"),
    access: { bastion: { access: { mode: "ssh", from: ["0.0.0.0/0"], publicKey: "none" } } },
  };

  it("tells the mistakes of all environments at once, each where it is made", () => {
    const problems = problemsOf(() => synth([broken, open]));
    expect(problems.map(({ code, path }) => `${code} ${path}`)).toMatchInlineSnapshot(`
      [
        "NAT_MISSING sandbox-network/network › nat",
        "LOGIN_FROM_INTERNET staging-access/bastion › access.from",
        "PUBLIC_KEY_KIND staging-access/bastion › access.publicKey",
      ]
    `);
  });

  it("leaves the output folder as it was", () => {
    synth();
    const before = files();
    problemsOf(() => synth([broken]));
    expect(files()).toEqual(before);
  });

  it("makes no output folder where there was none", () => {
    rmSync(outdir, { recursive: true });
    problemsOf(() => synth([broken]));
    expect(() => readdirSync(outdir)).toThrow("ENOENT");
    synth();
  });
});

describe.each(environments.map((spec) => [spec.environment.name, spec] as const))("%s", (name, { delivery }) => {
  const pipeline = delivery ? ["delivery"] : [];
  it.each(["state", ...pipeline, "network", ...ON_NETWORK])("has the %s stack that the snapshot shows", (stack) => {
    expect(compactSnapshot(jsonOf(`${name}-${stack}`))).toMatchSnapshot();
  });
});

// Security Hub's control ECS.5; what the image writes: its Dockerfile in nginx/docker-nginx-unprivileged, read 2026-11.
test.each(["sandbox", "staging", "production"])(
  "no container of %s can write to its root file system",
  (environment) => {
    const tasks: Record<string, { container_definitions: string }> = jsonOf(`${environment}-ecs`).resource
      .aws_ecs_task_definition;
    const containers = Object.values(tasks).flatMap(({ container_definitions: text }) =>
      // References stand unescaped in the text, as Terraform reads them.
      JSON.parse(text.replace(/\$\{[^}]*\}/g, "reference")),
    );
    expect(
      containers.map(({ name, readonlyRootFilesystem, linuxParameters }) => [
        name,
        readonlyRootFilesystem,
        linuxParameters.tmpfs.map(({ containerPath }: { containerPath: string }) => containerPath),
      ]),
    ).toEqual([["app", true, ["/tmp"]]]);
  },
);
