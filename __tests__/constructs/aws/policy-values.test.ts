import { IamRole } from "@cdktf/provider-aws/lib/iam-role";
import { KmsKey } from "@cdktf/provider-aws/lib/kms-key";
import { S3BucketPolicy } from "@cdktf/provider-aws/lib/s3-bucket-policy";
import { SqsQueuePolicy } from "@cdktf/provider-aws/lib/sqs-queue-policy";
import { Lazy } from "cdktf";
import type { AlsoKnown } from "../../../constructs/aws/also-known";
import { ManagedPolicy } from "../../../constructs/iam/policies/managed-policy";
import { type PolicyStatement, policyDocument } from "../../../constructs/iam/policies/policy-document";
import { testAdvice, type Way } from "../../support/followed-advice";
import { synthStack } from "../../support/synth";

/** The policy of a bucket, and what the environment knows beside the tables. */
interface Given {
  readonly statement: PolicyStatement;
  readonly alsoKnown?: AlsoKnown;
}

const READ: PolicyStatement = {
  sid: "Read",
  principals: { Service: ["cloudfront.amazonaws.com"] },
  actions: ["s3:GetObject"],
  resources: ["arn:aws:s3:::orders/*"],
};

function problemsIn({ statement, alsoKnown }: Given) {
  const { problems } = synthStack(
    (stack) => new S3BucketPolicy(stack, "policy", { bucket: "orders", policy: policyDocument([statement]) }),
    { environment: { ...(alsoKnown ? { alsoKnown } : {}) } },
  );
  return problems;
}

const TABLES = "of the table, which is from ";

/** A mistake in a bucket's policy, with what is told of it. */
function told(mistake: string, given: Given, ways: readonly Way<Given>[]) {
  return { mistake, given, problems: problemsIn(given), ways };
}

const unknownActionGiven: Given = { statement: { ...READ, actions: ["s3:GetObjekt"] } };
const unknownPrincipalGiven: Given = { statement: { ...READ, principals: { Service: ["cloudfrond.amazonaws.com"] } } };

const mistakes = [
  told("an action that IAM does not have", unknownActionGiven, [
    { says: 'did you mean "s3:GetObject"?', to: { statement: READ } },
    { says: "`alsoKnown.actions`", to: { ...unknownActionGiven, alsoKnown: { actions: ["s3:GetObjekt"] } } },
  ]),
  told("a service principal that AWS does not have", unknownPrincipalGiven, [
    { says: 'did you mean "cloudfront.amazonaws.com"?', to: { statement: READ } },
    {
      says: "`alsoKnown.servicePrincipals`",
      to: { ...unknownPrincipalGiven, alsoKnown: { servicePrincipals: ["cloudfrond.amazonaws.com"] } },
    },
  ]),
];

test("the policy of a bucket tells its unknown action and its unknown service with the nearest names", () => {
  expect(mistakes.flatMap(({ problems }) => problems)).toEqual([
    {
      code: "ACTION_UNKNOWN",
      path: "sandbox-test/policy › policy › Read › Action",
      message: "This is not an IAM action of AWS, as far as the tables know.",
      found: '"s3:GetObjekt"',
      expected: expect.stringContaining(TABLES),
      fix: 'did you mean "s3:GetObject"? What AWS has added since goes into `alsoKnown.actions` of the environment',
    },
    {
      code: "SERVICE_PRINCIPAL_UNKNOWN",
      path: "sandbox-test/policy › policy › Read › Principal",
      message: "This is not a service principal of AWS, as far as the tables know.",
      found: '"cloudfrond.amazonaws.com"',
      expected: expect.stringContaining(TABLES),
      fix: 'did you mean "cloudfront.amazonaws.com"? What AWS has added since goes into `alsoKnown.servicePrincipals` of the environment',
    },
  ]);
});

testAdvice(mistakes, problemsIn);

/** Codes and places of what is told of a stack. */
function placesIn(build: Parameters<typeof synthStack>[0]) {
  return synthStack(build).problems.map(({ code, path }) => `${code} ${path}`);
}

test("the policies of keys, queues and roles are read too, whoever writes the JSON, also with what is known late", () => {
  expect(
    placesIn((stack) => {
      const statement = {
        Effect: "Allow",
        Action: "kms:Decript",
        Resource: "*",
        Principal: { Service: "ec2.amazonaws.com" },
      };
      const key = new KmsKey(stack, "key", { policy: JSON.stringify({ Statement: statement }) });
      new SqsQueuePolicy(stack, "queue", {
        queueUrl: "q",
        policy: Lazy.stringValue({
          produce: () =>
            policyDocument([{ sid: "Send", principals: "*", actions: ["sqs:SendMesage"], resources: [key.arn] }]),
        }),
      });
      new IamRole(stack, "role", {
        assumeRolePolicy: policyDocument([
          { sid: "Trust", principals: { Service: ["ecs-task.amazonaws.com"] }, actions: ["sts:AssumeRole"] },
        ]),
      });
    }),
  ).toEqual([
    "ACTION_UNKNOWN sandbox-test/key › policy › Statement[0] › Action",
    "ACTION_UNKNOWN sandbox-test/queue › policy › Send › Action",
    "SERVICE_PRINCIPAL_UNKNOWN sandbox-test/role › assumeRolePolicy › Trust › Principal",
  ]);
});

test("whole services, everything, references and what is no JSON are left alone", () => {
  expect(
    placesIn((stack) => {
      const key = new KmsKey(stack, "key", { policy: "no JSON" });
      new S3BucketPolicy(stack, "policy", {
        bucket: "orders",
        policy: JSON.stringify({
          Statement: [
            { Sid: "All", Effect: "Deny", NotAction: ["s3:*"], Principal: { AWS: key.arn }, Resource: key.arn },
            { Sid: "Every", Effect: "Deny", Action: "*", Principal: "*", Resource: "*" },
          ],
        }),
      });
    }),
  ).toEqual([]);
});

test("statements of a policy of ours are told once, where they are given", () => {
  expect(
    placesIn((stack) => {
      new ManagedPolicy(stack, "send", {
        description: "Sends",
        statements: [
          { sid: "Send", actions: ["sqs:SendMesage"], resources: ["arn:aws:sqs:eu-west-1:111111111111:orders"] },
        ],
      });
    }),
  ).toEqual(["ACTION_UNKNOWN sandbox-test/send › Send › actions"]);
});
