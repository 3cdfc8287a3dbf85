import type { Problem } from "../../../constructs/core/errors";
import { type Told, testAdvice } from "../../support/followed-advice";
import { devWith, load, problemsOf, removeConfigFolders } from "../support/config-folder";

afterAll(removeConfigFolders);

/** An environment of its own address range with a backend in S3. */
function withBackend(...lines: string[]): string {
  return devWith("  type: local\n", `${["type: s3", ...lines].map((line) => `  ${line}\n`).join("")}`);
}

/** The same with a backend in HCP Terraform. */
function withCloud(...lines: string[]): string {
  return withBackend(...lines).replace("type: s3", "type: cloud");
}

type Files = Readonly<Record<string, string>>;

interface Mistake extends Told<Files> {
  readonly files: Files;
  readonly problems: readonly Problem[];
}

const SHARED = withBackend("bucket: acme-states");
const SHARING = withBackend("bucket: acme-states", "bucketExists: true");

const MISTAKES: readonly Mistake[] = [
  {
    mistake: "a bucket that two environments would make",
    files: { dev: SHARED, qa: SHARED },
    problems: ["dev", "qa"].map((name) => ({
      code: "CONFIG_STATE_BUCKET_TWICE",
      path: `config/${name}.yaml:8:11 › backend.bucket`,
      message: "Several environments would make the same state bucket.",
      found: '"acme-states" in dev, qa',
      expected: "one environment that makes the bucket",
      fix: "write `bucketExists: true` below backend in all of dev, qa but one, or give each a bucket of its own",
    })),
    ways: [
      { says: "in all of dev, qa but one", to: { dev: SHARED, qa: SHARING } },
      { says: "give each a bucket of its own", to: { dev: SHARED, qa: withBackend("bucket: acme-qa-states") } },
    ],
  },
  {
    mistake: "a bucket that exists, and is not named",
    files: { dev: withBackend("bucketExists: true") },
    problems: [
      {
        code: "CONFIG_STATE_BUCKET_UNNAMED",
        path: "config/dev.yaml:8:17 › backend.bucketExists",
        message: "What exists already has a name, and the bucket is not named.",
        found: "bucketExists without bucket",
        expected: "the name of the bucket",
        fix: "write `bucket` beside it, or remove bucketExists so that the state stack makes the bucket",
      },
    ],
    ways: [
      { says: "write `bucket` beside it", to: { dev: SHARING } },
      { says: "remove bucketExists so that the state stack makes the bucket", to: { dev: withBackend() } },
    ],
  },
  {
    mistake: "a bucket's name with its protocol",
    files: { dev: withBackend("bucket: s3://acme-states") },
    problems: [
      {
        code: "CONFIG_BUCKET_FORM",
        path: "config/dev.yaml:8:11 › backend.bucket",
        message: "The value is not the name of an S3 bucket.",
        found: '"s3://acme-states"',
        expected: "3 to 63 of a-z, 0-9, - and ., starting and ending with a letter or a digit",
        fix: "write the bucket's name alone, without s3:// or arn:",
      },
    ],
    ways: [{ says: "write the bucket's name alone, without s3://", to: { dev: SHARED } }],
  },
  {
    mistake: "a table's ARN in the place of its name",
    files: { dev: withBackend("lock: dynamodb", "lockTable: table/locks") },
    problems: [
      {
        code: "CONFIG_LOCK_TABLE_FORM",
        path: "config/dev.yaml:9:14 › backend.lockTable",
        message: "The value is not the name of a DynamoDB table.",
        found: '"table/locks"',
        expected: "3 to 255 of A-Z, a-z, 0-9, _, - and .",
        fix: "write the table's name alone, without arn:",
      },
    ],
    ways: [{ says: "write the table's name alone", to: { dev: withBackend("lock: dynamodb", "lockTable: locks") } }],
  },
  {
    mistake: "an organization with a space, at a host with its protocol",
    files: { dev: withCloud("organization: acme inc", "hostname: https://tfe.example.com") },
    problems: [
      {
        code: "CONFIG_ORGANIZATION_FORM",
        path: "config/dev.yaml:8:17 › backend.organization",
        message: "The value is not the name of an organization of HCP Terraform.",
        found: '"acme inc"',
        expected: "A-Z, a-z, 0-9, _ and -",
        fix: "copy the name from the organization's address: app.terraform.io/app/<name>",
      },
      {
        code: "CONFIG_HOST_FORM",
        path: "config/dev.yaml:9:13 › backend.hostname",
        message: "The value is not a host name.",
        found: '"https://tfe.example.com"',
        expected: "a host name such as app.terraform.io",
        fix: "write the host name alone, without https:// and without a path",
      },
    ],
    ways: [
      {
        says: ["copy the name from the organization's address", "write the host name alone, without https://"],
        to: { dev: withCloud("organization: acme-inc", "hostname: tfe.example.com") },
      },
    ],
  },
];

test.each(MISTAKES)("$mistake is refused", ({ files, problems }) => {
  expect(problemsOf(files)).toEqual(problems);
});

testAdvice(MISTAKES, (files) => problemsOf(files));

test("a bucket may be shared when one environment makes it", () => {
  expect(load({ dev: SHARED, qa: SHARING })).toHaveLength(2);
  expect(load({ dev: SHARING, qa: SHARING })).toHaveLength(2);
});

test("a lock table that exists with its bucket is named", () => {
  const backend = ["bucket: acme-states", "bucketExists: true", "lock: dynamodb"];
  expect(problemsOf({ dev: withBackend(...backend) }).map(({ code, found }) => [code, found])).toEqual([
    ["CONFIG_STATE_BUCKET_UNNAMED", "bucketExists without lockTable"],
  ]);
  expect(load({ dev: withBackend(...backend, "lockTable: acme-locks") })).toHaveLength(1);
});
