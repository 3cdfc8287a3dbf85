import { RESOURCE_POLICIES, type RESOURCE_POLICY_RULES } from "../../../guardrails/rules/resource-policies";
import { policyText } from "../policy-texts";
import type { CasesOf, Resources, Told } from "../rule-cases";

/** A resource of each type that has a policy. */
function each(policy: string): Resources {
  return Object.fromEntries(
    Object.entries(RESOURCE_POLICIES).map(([type, attribute]) => [type, { one: { [attribute]: policy } }]),
  );
}

/** What is told of each of them. */
function toldOfEach(found: string, expected: string): readonly Told[] {
  return Object.entries(RESOURCE_POLICIES).map(
    ([type, attribute]): Told => [`app/${type}.one › ${attribute}`, found, expected],
  );
}

/** A policy that allows one action. */
function admitting(principal: unknown, condition?: object, action: unknown = "s3:GetObject"): string {
  const limits = condition ? { Condition: condition } : {};
  return policyText({ Effect: "Allow", Principal: principal, Action: action, Resource: "*", ...limits });
}

const NAMED = "principals that are named, or a condition on their organization, account, network or source";
const SOURCE = "a condition on aws:SourceArn or aws:SourceAccount";
const CALLER = "source_arn, and for a bucket, whose ARN tells no account, source_account";

/** Cases of the rules about who may use a resource. */
export const RESOURCE_POLICY_CASES: CasesOf<typeof RESOURCE_POLICY_RULES> = {
  "SEC-20": {
    title: "No policy of a resource admits everybody.",
    fix: "name the accounts, roles or services, or add a condition such as aws:PrincipalOrgID",
    passes: {
      "an account": each(admitting({ AWS: "arn:aws:iam::111111111111:root" })),
      "everybody of an organization": each(admitting("*", { StringEquals: { "aws:principalorgid": "o-1234567890" } })),
      "everybody of a network": each(
        admitting({ AWS: "*" }, { StringEquals: { "aws:SourceVpce": "${aws_vpc_endpoint.a.id}" } }),
      ),
      "addresses of an office": each(admitting("*", { IpAddress: { "aws:SourceIp": ["203.0.113.0/24"] } })),
      "what is refused to everybody": each(policyText({ Effect: "Deny", Principal: "*", Action: "*", Resource: "*" })),
      "a policy that is not known": each("${data.aws_iam_policy_document.none.json}"),
      "a principal that is not known": each(admitting({ AWS: "${var.who}" })),
      "whoever comes by a mount target": {
        aws_efs_file_system_policy: {
          one: {
            policy: admitting("*", { Bool: { "elasticfilesystem:AccessedViaMountTarget": "true" } }),
          },
        },
      },
      "permissions for a caller": {
        aws_lambda_permission: {
          service: { principal: "sns.amazonaws.com" },
          organization: { principal: "*", principal_org_id: "o-1234567890" },
        },
        aws_lambda_layer_version_permission: { one: { principal: "*", organization_id: "o-1234567890" } },
        aws_cloudwatch_event_permission: {
          one: {
            principal: "*",
            condition: [{ key: "aws:PrincipalOrgID", type: "StringEquals", value: "o-1234567890" }],
          },
        },
      },
    },
    fails: {
      everybody: { given: each(admitting("*")), told: toldOfEach("everybody may s3:GetObject", NAMED) },
      "everybody, as a data source writes it": {
        given: {
          stacks: {
            app: {
              resource: {
                aws_sqs_queue_policy: {
                  closed: { policy: "${data.aws_iam_policy_document.closed.json}" },
                  open: { policy: "${data.aws_iam_policy_document.open.json}" },
                },
              },
              data: {
                aws_iam_policy_document: {
                  closed: {
                    statement: [
                      {
                        actions: ["sqs:SendMessage"],
                        principals: [{ type: "*", identifiers: ["*"] }],
                        condition: [
                          { test: "StringLike", variable: "aws:UserAgent", values: ["shop*"] },
                          { test: "StringEquals", variable: "aws:PrincipalOrgID", values: ["o-1234567890"] },
                        ],
                      },
                    ],
                  },
                  open: {
                    statement: [
                      {
                        actions: ["sqs:SendMessage"],
                        principals: [
                          { type: "Service", identifiers: ["sns.amazonaws.com"] },
                          { type: "AWS", identifiers: ["*"] },
                        ],
                      },
                    ],
                  },
                },
              },
            },
          },
        },
        told: [["app/aws_sqs_queue_policy.open › policy", "everybody may sqs:SendMessage", NAMED]],
      },
      "everybody, by conditions that all fulfil": {
        given: {
          aws_s3_bucket_policy: {
            agent: { policy: admitting("*", { StringLike: { "aws:UserAgent": "shop*" } }) },
            all: { policy: admitting("*", { StringLike: { "aws:PrincipalArn": "*" } }) },
            internet: { policy: admitting("*", { IpAddress: { "aws:SourceIp": ["10.0.0.0/8", "0.0.0.0/0"] } }) },
            not: { policy: admitting("*", { StringNotEquals: { "aws:SourceVpc": "vpc-1" } }) },
          },
        },
        told: ["agent", "all", "internet", "not"].map(
          (name): Told => [`app/aws_s3_bucket_policy.${name} › policy`, "everybody may s3:GetObject", NAMED],
        ),
      },
      "everybody but some, and everything but some": {
        given: {
          aws_sqs_queue_policy: {
            jobs: {
              policy: policyText({
                Effect: "Allow",
                NotPrincipal: { AWS: "arn:aws:iam::111111111111:root" },
                NotAction: ["sqs:DeleteQueue"],
                Resource: "*",
              }),
            },
          },
        },
        told: [["app/aws_sqs_queue_policy.jobs › policy", "everybody may everything but sqs:DeleteQueue", NAMED]],
      },
      "permissions for everybody": {
        given: {
          aws_lambda_permission: { one: { principal: "*", action: "lambda:InvokeFunction" } },
          aws_lambda_layer_version_permission: { one: { principal: "*", action: "lambda:GetLayerVersion" } },
          aws_cloudwatch_event_permission: { one: { principal: "*" } },
        },
        told: [
          ["app/aws_cloudwatch_event_permission.one › principal", "everybody may use it", NAMED],
          ["app/aws_lambda_layer_version_permission.one › principal", "everybody may lambda:GetLayerVersion", NAMED],
          ["app/aws_lambda_permission.one › principal", "everybody may lambda:InvokeFunction", NAMED],
        ],
      },
    },
  },
  "SEC-21": {
    title: "Services of AWS are admitted for what is in the own account.",
    fix: "add the condition, with the ARN of what the service is set up for",
    passes: {
      "a source": each(
        admitting({ Service: "sns.amazonaws.com" }, { ArnEquals: { "aws:SourceArn": "${aws_sns_topic.a.arn}" } }),
      ),
      "an account": each(
        admitting({ Service: "sns.amazonaws.com" }, { StringEquals: { "AWS:SourceAccount": "111111111111" } }),
      ),
      "keys for named logs": {
        aws_kms_key: {
          logs: {
            policy: admitting(
              { Service: "logs.ap-northeast-2.amazonaws.com" },
              { ArnEquals: { "kms:EncryptionContext:aws:logs:arn": "arn:aws:logs:ap-northeast-2:111111111111:*" } },
              "kms:Decrypt",
            ),
          },
        },
      },
      "no service": each(admitting({ AWS: "arn:aws:iam::111111111111:role/web" })),
    },
    fails: {
      "any account": {
        given: each(
          admitting({ Service: ["sns.amazonaws.com", "events.amazonaws.com"] }, undefined, "sqs:SendMessage"),
        ),
        told: toldOfEach("events.amazonaws.com, sns.amazonaws.com may sqs:SendMessage for every account", SOURCE),
      },
    },
  },
  "SEC-22": {
    title: "Services of AWS call a function for what is in the own account.",
    fix: "name what calls by source_arn, and its account by source_account",
    passes: {
      "named callers": {
        aws_lambda_permission: {
          topic: { principal: "sns.amazonaws.com", source_arn: "${aws_sns_topic.a.arn}" },
          bucket: { principal: "s3.amazonaws.com", source_arn: "arn:aws:s3:::a", source_account: "111111111111" },
          skill: { principal: "alexa-appkit.amazon.com", event_source_token: "1" },
          account: { principal: "111111111111" },
          unknown: { principal: "${var.who}" },
        },
      },
    },
    fails: {
      "whatever calls": {
        given: {
          aws_lambda_permission: {
            topic: { principal: "sns.amazonaws.com" },
            bucket: { principal: "s3.amazonaws.com", source_arn: "${aws_s3_bucket.a.arn}" },
          },
        },
        told: [
          ["app/aws_lambda_permission.bucket › source_account", "s3.amazonaws.com without source_account", CALLER],
          ["app/aws_lambda_permission.topic › source_arn", "sns.amazonaws.com without source_arn", CALLER],
        ],
      },
    },
  },
  "SEC-23": {
    title: "A policy of an endpoint limits who comes through it, or where to.",
    fix: "add a condition on aws:PrincipalOrgID or aws:ResourceOrgID, name what is reached, or leave the policy out",
    passes: {
      "no policy": { aws_vpc_endpoint: { s3: { service_name: "com.amazonaws.ap-northeast-2.s3" } } },
      "some actions": { aws_vpc_endpoint: { s3: { policy: admitting("*") } } },
      "own resources": {
        aws_vpc_endpoint_policy: {
          s3: { policy: admitting("*", { StringEquals: { "aws:ResourceOrgID": "o-1234567890" } }, "*") },
        },
      },
    },
    fails: {
      "all that is allowed without it": {
        given: {
          aws_vpc_endpoint: { s3: { policy: admitting("*", undefined, "*") } },
          aws_vpc_endpoint_policy: { s3: { policy: admitting({ AWS: "*" }, undefined, ["*"]) } },
        },
        told: ["aws_vpc_endpoint", "aws_vpc_endpoint_policy"].map(
          (type): Told => [
            `app/${type}.s3 › policy`,
            "Allow * on * for everybody",
            "principals, resources or accounts that are named, or no policy",
          ],
        ),
      },
    },
  },
};
