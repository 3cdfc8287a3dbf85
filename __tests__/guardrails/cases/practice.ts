import type { PRACTICE_RULES } from "../../../guardrails/rules/practice";
import type { CasesOf, StackJson } from "../rule-cases";

/** One stack. */
function app(stack: StackJson) {
  return { stacks: { app: stack } };
}

/** A state in S3. */
function s3(key: string, more: Readonly<Record<string, unknown>> = { use_lockfile: true }): StackJson {
  return { terraform: { backend: { s3: { bucket: "states", key, ...more } } } };
}

const AWS = { source: "hashicorp/aws" };

/** A resource under constructs. */
function nested(depth: number) {
  const path = ["app", ...Array.from({ length: depth }, (_, at) => `c${at}`)].join("/");
  return app({ resource: { aws_sns_topic: { deep: { "//": { metadata: { path, uniqueId: "deep" } } } } } });
}

/** Cases of the rules about how infrastructure is written and deployed. */
export const PRACTICE_CASES: CasesOf<typeof PRACTICE_RULES> = {
  "IAC-01": {
    title: "States in S3 are locked while they are changed.",
    fix: "set use_lockfile to true",
    passes: {
      "a lock in S3": app(s3("app")),
      "a lock in DynamoDB": app(s3("app", { dynamodb_table: "locks" })),
      "a state on the machine": app({ terraform: { backend: { local: { path: "app.tfstate" } } } }),
    },
    fails: {
      none: {
        given: app(s3("app", {})),
        told: [["app › terraform.backend.s3", "no lock", "use_lockfile = true, or dynamodb_table"]],
      },
    },
  },
  "IAC-02": {
    title: "Every stack has a state of its own.",
    fix: "give each stack a key of its own",
    passes: {
      "keys of their own": { stacks: { one: s3("one"), other: s3("other") } },
      "one key in two buckets": {
        stacks: { one: s3("app"), other: s3("app", { bucket: "others", use_lockfile: true }) },
      },
    },
    fails: {
      "one key for two": {
        given: { stacks: { one: s3("app"), other: s3("app") } },
        told: [
          ["one › terraform.backend", "the state of other", "a key that no other stack has"],
          ["other › terraform.backend", "the state of one", "a key that no other stack has"],
        ],
      },
    },
  },
  "IAC-09": {
    title: "Providers name the accounts that they may change.",
    fix: "set allowed_account_ids to the account of the environment",
    passes: {
      "an account": app({ provider: { aws: [{ region: "us-east-1", allowed_account_ids: ["111111111111"] }] } }),
      "another provider": app({ provider: { random: [{}] } }),
    },
    fails: {
      "one of two": {
        given: app({ provider: { aws: [{ allowed_account_ids: ["111111111111"] }, { alias: "global" }] } }),
        told: [["app › provider", "aws.global names no account", "allowed_account_ids"]],
      },
    },
  },
  "IAC-10": {
    title: "No provider has an access key.",
    fix: "remove access_key, secret_key and token, and end the key",
    passes: { "a role": app({ provider: { aws: [{ assume_role: [{ role_arn: "${var.role}" }] }] } }) },
    fails: {
      keys: {
        given: app({ provider: { aws: [{ access_key: "x", secret_key: "${var.key}" }] } }),
        told: [["app › provider", "access_key, secret_key of aws", "credentials from the environment, or a role"]],
      },
    },
  },
  "IAC-11": {
    title: "Providers have a version.",
    fix: "name the versions that are meant, and keep the lock file",
    passes: { "a version": app({ terraform: { required_providers: { aws: { ...AWS, version: "5.100.0" } } } }) },
    fails: {
      none: {
        given: app({ terraform: { required_providers: { aws: AWS } } }),
        told: [["app › terraform.required_providers", "aws without a version", "a version in required_providers"]],
      },
    },
  },
  "IAC-14": {
    title: "Outputs say what they are.",
    fix: "add a description",
    passes: {
      "a description": app({ output: { id: { value: 1, description: "Id of the VPC" } } }),
      "what cdktf makes": app({ output: { "cross-stack-output-aws_vpcmainid": { value: 1 } } }),
    },
    fails: {
      none: {
        given: app({ output: { id: { value: 1 } } }),
        told: [["app › output.id", "id without a description", "a description of each"]],
      },
    },
  },
  "IAC-17": {
    title: "Constructs are not nested without end.",
    fix: "let the inner construct take what the outer one adds",
    passes: { ten: nested(10) },
    fails: {
      eleven: {
        given: nested(11),
        told: [["app", "c0/c1/c2/c3/c4/c5/c6/c7/c8/c9/c10", "10 constructs within each other or fewer"]],
      },
    },
  },
};
