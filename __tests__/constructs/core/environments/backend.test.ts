import { TerraformStack, Testing } from "cdktf";
import fc from "fast-check";
import type { BackendConfig } from "../../../../constructs/core/environments/backend";
import { attachBackend, readState, STATE_STACK } from "../../../../constructs/core/environments/backend-wiring";
import type { Environment } from "../../../../constructs/core/environments/environment";
import { synthStack, testEnvironment } from "../../../support/synth";

const RUNNER = "arn:aws:iam::111111111111:role/runner";

function backendOf(backend: BackendConfig, stack = "network", environment: Partial<Environment> = {}) {
  const { json } = synthStack(() => {}, { environment: { backend, ...environment }, name: stack });
  return JSON.parse(json).terraform.backend ?? { cloud: JSON.parse(json).terraform.cloud };
}

describe("the backend of a stack", () => {
  it("is a file beside the project, by a path that is relative to where Terraform runs", () => {
    expect(backendOf({ type: "local" })).toEqual({
      local: { path: "../../../.groundplan/state/sandbox-network.tfstate" },
    });
  });

  it("is the environment's bucket, locked by a file of Terraform's own", () => {
    expect(backendOf({ type: "s3" })).toEqual({
      s3: {
        bucket: "groundplan-sandbox-state-111111111111-ap-northeast-2",
        key: "groundplan/sandbox/network.tfstate",
        region: "ap-northeast-2",
        encrypt: true,
        use_lockfile: true,
      },
    });
    expect(backendOf({ type: "s3", lock: "lockfile" })).toEqual(backendOf({ type: "s3" }));
  });

  it("is the environment's bucket, locked by the environment's table", () => {
    expect(backendOf({ type: "s3", lock: "dynamodb" })).toEqual({
      s3: {
        bucket: "groundplan-sandbox-state-111111111111-ap-northeast-2",
        key: "groundplan/sandbox/network.tfstate",
        region: "ap-northeast-2",
        encrypt: true,
        dynamodb_table: "groundplan-sandbox-state-lock",
      },
    });
  });

  it("is a bucket and a table of the user's own, in a region of their own, entered by the runner's role", () => {
    const backend = {
      type: "s3",
      bucket: "acme-states",
      region: "us-east-1",
      lock: "dynamodb",
      lockTable: "acme-locks",
    } as const;
    expect(backendOf(backend, "network", { runnerRoleArn: RUNNER })).toEqual({
      s3: {
        bucket: "acme-states",
        key: "groundplan/sandbox/network.tfstate",
        region: "us-east-1",
        encrypt: true,
        dynamodb_table: "acme-locks",
        assume_role: { role_arn: RUNNER },
      },
    });
  });

  it("is a workspace of HCP Terraform that is named after the stack", () => {
    expect(backendOf({ type: "cloud", organization: "acme" })).toEqual({
      cloud: { organization: "acme", hostname: "app.terraform.io", workspaces: { name: "groundplan-sandbox-network" } },
    });
    expect(backendOf({ type: "cloud", organization: "acme", hostname: "tfe.example.com" })).toEqual({
      cloud: { organization: "acme", hostname: "tfe.example.com", workspaces: { name: "groundplan-sandbox-network" } },
    });
  });

  it("is the bucket that it makes, for the state stack", () => {
    expect(backendOf({ type: "s3" }, STATE_STACK)).toEqual({
      s3: {
        bucket: "groundplan-sandbox-state-111111111111-ap-northeast-2",
        key: "groundplan/sandbox/state.tfstate",
        region: "ap-northeast-2",
        encrypt: true,
        use_lockfile: true,
      },
    });
  });

  it("is named after the region that it lies in", () => {
    expect(backendOf({ type: "s3", region: "eu-west-1" })).toEqual({
      s3: expect.objectContaining({
        bucket: "groundplan-sandbox-state-111111111111-eu-west-1",
        region: "eu-west-1",
      }),
    });
  });
});

/** The names that the configuration allows for projects, environments and stacks. */
const name = fc.stringMatching(/^[a-z][a-z0-9-]{0,6}[a-z0-9]$/);
const place = fc.record({ project: name, environment: name, stack: name });
const twoPlaces = fc.uniqueArray(place, { minLength: 2, maxLength: 2, selector: (p) => JSON.stringify(p) });

interface Place {
  readonly project: string;
  readonly environment: string;
  readonly stack: string;
}

function backendAt(backend: BackendConfig, { project, environment, stack }: Place) {
  const scope = new TerraformStack(Testing.app(), "scope");
  attachBackend(scope, testEnvironment({ backend, project, name: environment }), stack);
  return JSON.parse(Testing.synth(scope)).terraform.backend.s3;
}

describe("the states of different stacks", () => {
  it("never share a key in a bucket, even when two projects share the bucket", () => {
    fc.assert(
      fc.property(twoPlaces, (places) => {
        const backend = { type: "s3", bucket: "acme-states" } as const;
        expect(new Set(places.map((p) => backendAt(backend, p).key)).size).toBe(2);
      }),
      { numRuns: 50 },
    );
  });
});

/** Settings of a backend that only matter to whoever writes the state. */
const WRITERS = new Set(["use_lockfile", "dynamodb_table"]);

describe("reading another stack's state", () => {
  const backends: readonly (readonly [string, BackendConfig, Partial<Environment>])[] = [
    ["a local file", { type: "local" }, {}],
    ["a bucket", { type: "s3" }, {}],
    ["a bucket with a lock table", { type: "s3", lock: "dynamodb" }, {}],
    ["a bucket elsewhere", { type: "s3", bucket: "acme-states", region: "us-east-1" }, { runnerRoleArn: RUNNER }],
    ["a bucket of another environment", { type: "s3", bucket: "acme-states", bucketExists: true }, {}],
    ["HCP Terraform", { type: "cloud", organization: "acme" }, {}],
    ["Terraform Enterprise", { type: "cloud", organization: "acme", hostname: "tfe.example.com" }, {}],
  ];
  const cases = backends.flatMap((backend) =>
    ["network", STATE_STACK].map((producer) => [producer, ...backend] as const),
  );

  it.each(cases)("looks for the state of the %s stack where it was written, with %s", (producer, _, backend, rest) => {
    const environment = { backend, ...rest };
    const { data } = synthStack((stack) => readState(stack, producer, stack.environment, producer), {
      environment,
      name: "access",
    });
    const written = Object.entries(backendOf(backend, producer, rest));
    const [kind, settings] = written[0] ?? ["none", {}];
    expect(written).toHaveLength(1);
    expect(data.terraform_remote_state?.[producer]).toEqual({
      // The backend of HCP Terraform is read by its older name.
      backend: kind === "cloud" ? "remote" : kind,
      config: Object.fromEntries(Object.entries(settings as object).filter(([key]) => !WRITERS.has(key))),
    });
  });
});
