import { STATE_STACK } from "../../../constructs/core/environments/backend-wiring";
import type { Environment } from "../../../constructs/core/environments/environment";
import { GroundplanError, type Problem } from "../../../constructs/core/errors";
import { StateStorage, type StateStorageProps } from "../../../constructs/state/state-storage";
import { testAdvice } from "../../support/followed-advice";
import { resourceOf, resourcesOf, synthStack } from "../../support/synth";

function synthStorage(props: StateStorageProps = {}, environment: Partial<Environment> = {}) {
  return synthStack((stack) => new StateStorage(stack, "storage", props), { environment, name: STATE_STACK });
}

function rulesOf(props: StateStorageProps): readonly unknown[] {
  return resourceOf(synthStorage(props), "aws_s3_bucket_lifecycle_configuration").rule as readonly unknown[];
}

/** What the other stacks of the environment have as their backend. */
function backendOf(environment: Partial<Environment>) {
  return JSON.parse(synthStack(() => {}, { environment, name: "network" }).json).terraform.backend.s3;
}

describe("the storage of states", () => {
  it("is a private, encrypted bucket with versions that are kept for 90 days", () => {
    const synthesized = synthStorage();
    expect(resourceOf(synthesized, "aws_s3_bucket").bucket).toBe(
      "groundplan-sandbox-state-111111111111-ap-northeast-2",
    );
    expect(resourceOf(synthesized, "aws_s3_bucket_public_access_block").restrict_public_buckets).toBe(true);
    expect(resourcesOf(synthesized, "aws_s3_bucket_server_side_encryption_configuration")).toHaveLength(1);
    expect(resourcesOf(synthesized, "aws_s3_bucket_versioning")).toHaveLength(1);
    expect(resourceOf(synthesized, "aws_s3_bucket_lifecycle_configuration").rule).toEqual([
      {
        id: "expire",
        status: "Enabled",
        filter: [{ prefix: "" }],
        // The lock file is deleted after every run; its markers would stay for ever (Amazon S3 API Reference, `LifecycleExpiration`).
        expiration: [{ expired_object_delete_marker: true }],
        noncurrent_version_expiration: [{ noncurrent_days: 90 }],
        abort_incomplete_multipart_upload: [{ days_after_initiation: 7 }],
      },
      {
        id: "plans",
        status: "Enabled",
        filter: [{ prefix: "plans/" }],
        expiration: [{ days: 30 }],
        noncurrent_version_expiration: [{ noncurrent_days: 1 }],
        abort_incomplete_multipart_upload: [{ days_after_initiation: 7 }],
      },
    ]);
  });

  it("keeps old versions as long as it is told, and never deletes a current state", () => {
    const [rule] = rulesOf({ keepVersionsDays: 7 });
    expect(rule).toMatchObject({ noncurrent_version_expiration: [{ noncurrent_days: 7 }] });
    expect(rule).toMatchObject({ expiration: [{ expired_object_delete_marker: true }] });
  });

  it("keeps saved plans, which hold states in clear, as long as it is told", () => {
    const [, rule] = rulesOf({ keepPlansDays: 3 });
    expect(rule).toMatchObject({ id: "plans", filter: [{ prefix: "plans/" }], expiration: [{ days: 3 }] });
  });

  it.each<[string, Partial<Environment>]>([
    ["by default", { backend: { type: "s3", lock: "dynamodb" } }],
    ["by names of the user's own", { backend: { type: "s3", lock: "dynamodb", bucket: "acme", lockTable: "locks" } }],
    ["in another environment", { name: "staging", account: "222222222222", backend: { type: "s3", lock: "dynamodb" } }],
  ])("makes the bucket and the table that the backends of the other stacks name, %s", (_, environment) => {
    const synthesized = synthStorage({}, environment);
    const backend = backendOf(environment);
    expect(resourceOf(synthesized, "aws_s3_bucket").bucket).toBe(backend.bucket);
    expect(resourceOf(synthesized, "aws_dynamodb_table").name).toBe(backend.dynamodb_table);
  });
});

describe("the lock table", () => {
  it("has the key that Terraform looks for, costs by request, and is encrypted and backed up", () => {
    expect(resourceOf(synthStorage({ lockTable: true }), "aws_dynamodb_table")).toEqual({
      name: "groundplan-sandbox-state-lock",
      billing_mode: "PAY_PER_REQUEST",
      hash_key: "LockID",
      attribute: [{ name: "LockID", type: "S" }],
      server_side_encryption: { enabled: true },
      point_in_time_recovery: { enabled: true },
      deletion_protection_enabled: false,
    });
  });

  it.each<[number, StateStorageProps, Environment["backend"]]>([
    [0, {}, { type: "local" }],
    [0, {}, { type: "cloud", organization: "acme" }],
    [0, {}, { type: "s3" }],
    [0, {}, { type: "s3", lock: "lockfile" }],
    [1, {}, { type: "s3", lock: "dynamodb" }],
    [1, { lockTable: true }, { type: "s3" }],
    [0, { lockTable: false }, { type: "s3", lock: "dynamodb" }],
  ])("is made %d times for %j with the backend %j", (count, props, backend) => {
    expect(resourcesOf(synthStorage(props, { backend }), "aws_dynamodb_table")).toHaveLength(count);
  });

  it("is protected like the bucket in a protected environment", () => {
    const synthesized = synthStorage({ lockTable: true }, { protect: true });
    expect(resourceOf(synthesized, "aws_dynamodb_table")).toMatchObject({
      deletion_protection_enabled: true,
      lifecycle: { prevent_destroy: true },
    });
    expect(resourceOf(synthesized, "aws_s3_bucket")).toMatchObject({ lifecycle: { prevent_destroy: true } });
  });
});

const NAMED_PLANS = [
  {
    mistake: "a project whose states would be deleted with the plans",
    to: { project: "plans" },
    problems: [
      {
        code: "PROJECT_NAMED_PLANS",
        path: "sandbox-state/storage › project",
        message: "The states of a project of this name would lie where saved plans are deleted after some days.",
        found: '"plans"',
        expected: "another name",
        fix: "rename it, for example project: plans-app",
      },
    ],
    ways: [{ says: "project: plans-app", to: { project: "plans-app" } }],
  },
];

function problemsIn(environment: Partial<Environment>): readonly Problem[] {
  try {
    synthStorage({}, environment);
    return [];
  } catch (error) {
    if (error instanceof GroundplanError) return error.problems;
    throw error;
  }
}

test.each(NAMED_PLANS)("$mistake is refused", ({ to, problems }) => {
  expect(problemsIn(to)).toEqual(problems);
});

testAdvice(NAMED_PLANS, problemsIn);
