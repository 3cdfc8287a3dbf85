import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { loadEnvironments } from "../../../config/load";
import { createApplication } from "../../../stacks/application/application";
import { synthesize } from "../../../stacks/application/synthesize";
import { type FoundStatement, misfitsOf, overlap, statementsOf } from "../../support/iam-policies";

const outdir = mkdtempSync(join(tmpdir(), "groundplan-iam-"));
afterAll(() => rmSync(outdir, { recursive: true }));

const environments = loadEnvironments("config", { variables: {} });
const stacks = synthesize(outdir, (staging) => createApplication(environments, { outdir: staging, mock: [] }));
const statements = stacks.map(({ name }): [string, FoundStatement[]] => {
  const json = JSON.parse(readFileSync(join(outdir, "stacks", name, "cdk.tf.json"), "utf8"));
  return [name, statementsOf(json)];
});

async function misfits(list: readonly FoundStatement[]): Promise<string[]> {
  return (await Promise.all(list.map(misfitsOf))).flat();
}

describe("the policies of the shipped environments", () => {
  test.each(statements)("%s names actions that AWS knows, and resources that they are about", async (_, list) => {
    expect(await misfits(list)).toEqual([]);
  });

  test("are found: there is none in a stack that the search passes over", () => {
    const found = statements.flatMap(([, list]) => list.map(({ at }) => at.replace(/\..*\./, ".").split(" ")[0]));
    expect([...new Set(found)].sort()).toEqual(
      expect.arrayContaining([
        "aws_iam_role.assume_role_policy",
        "aws_iam_role_policy.policy",
        "aws_kms_key.policy",
        "aws_s3_bucket_policy.policy",
      ]),
    );
  });
});

describe("the search for misfits", () => {
  const found = (actions: string[], resources: string[]) => misfits([{ at: "x", actions, resources }]);

  test("finds actions and services that do not exist, also behind a wildcard", async () => {
    expect(await found(["s3:GetObjects", "s4:GetObject", "s3:Fetch*"], ["arn:aws:s3:::orders/*"])).toEqual([
      "x: no action s3:GetObjects",
      "x: no action s4:GetObject",
      "x: no action s3:Fetch*",
      "x: no action is about arn:aws:s3:::orders/*",
    ]);
  });

  test("finds a resource of another service, and an action whose resource is missing", async () => {
    expect(await found(["s3:GetObject"], ["arn:aws:s3:::orders/*", "arn:aws:sqs:eu-west-1:111111111111:jobs"])).toEqual(
      ["x: no action is about arn:aws:sqs:eu-west-1:111111111111:jobs"],
    );
    expect(await found(["s3:GetObject", "s3:ListAllMyBuckets"], ["arn:aws:s3:::orders/*"])).toEqual([
      "x: s3:ListAllMyBuckets is about none of the resources",
    ]);
  });

  test("passes what is right, wildcards and references too", async () => {
    expect(await found(["s3:Get*", "s3:ListBucket"], ["arn:aws:s3:::orders", "arn:aws:s3:::orders/*"])).toEqual([]);
    expect(await found(["kms:ReEncrypt*", "kms:Decrypt"], ["${aws_kms_key.orders.arn}"])).toEqual([]);
    expect(await found(["sts:AssumeRole"], [])).toEqual([]);
  });
});

test.each([
  ["abc", "abc", true],
  ["abc", "abd", false],
  ["a*", "*c", true],
  ["a*c", "b*", false],
  ["arn:aws:s3:::x/${aws_y.z.id}", "arn:*:s3:::*/*", true],
  ["", "*", true],
])("the patterns %s and %s have a text in common: %s", (a, b, expected) => {
  expect(overlap(a, b)).toBe(expected);
});
