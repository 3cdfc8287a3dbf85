import { covers, isLimitedBy, isUnread, policiesAt } from "../../guardrails/tree/policies";
import { estateOfConfigurations } from "../../guardrails/tree/read-configurations";
import { estateOfPlans } from "../../guardrails/tree/read-plans";
import type { Resource } from "../../guardrails/tree/resource";
import { unreferred } from "../../guardrails/tree/unreferred";
import type { PlanJson } from "../../review";
import { allowing, policyText, trusting } from "./policy-texts";
import type { Resources } from "./rule-cases";

const ENVIRONMENT = { name: "production", isProduction: true };

function estateOf(resource: Resources) {
  return estateOfConfigurations([{ name: "app", environment: ENVIRONMENT, json: { resource } }]);
}

/** A queue with a policy. */
function queueWith(policy: unknown): Resource {
  const [queue] = estateOf({ aws_sqs_queue: { one: { policy } } }).all("aws_sqs_queue");
  if (!queue) throw new Error("no queue");
  return queue;
}

test("a policy is read once, whatever number of rules ask", () => {
  const queue = queueWith(allowing("sqs:SendMessage", "*"));
  expect(policiesAt(queue, "policy")).toBe(policiesAt(queue, "policy"));
});

test("a plan has policies that are known, and others of which nothing is said", () => {
  const made = (name: string, after: Readonly<Record<string, unknown>>, later: object) => ({
    ...{ address: `aws_iam_policy.${name}`, type: "aws_iam_policy", name, mode: "managed" as const },
    change: { actions: ["create"], after, after_unknown: later },
  });
  const plan: PlanJson = {
    format_version: "1.2",
    resource_changes: [made("known", { policy: allowing("*", "*") }, {}), made("later", {}, { policy: true })],
  };
  const policies = estateOfPlans([{ name: "app", environment: ENVIRONMENT, plan }]).all("aws_iam_policy");
  expect(policies.map((one) => policiesAt(one, "policy").flatMap(({ statements }) => statements.length))).toEqual([
    [1],
    [],
  ]);
  expect(policies.map((one) => isUnread(one, "policy"))).toEqual([false, true]);
});

test.each([
  ["nothing", undefined, false],
  ["an expression", "${var.policy}", true],
  ["a text that is no policy", "allow all", true],
  ["a policy", allowing("*", "*"), false],
])("of %s it is known whether there is more than is read", (_, policy, isMore) => {
  expect(isUnread(queueWith(policy), "policy")).toBe(isMore);
});

test.each([
  ["s3:GetObject", "s3:getobject", true],
  ["s3:Get*", "s3:GetObject", true],
  ["s3:Get?bject", "s3:GetObject", true],
  ["s3:GetObject", "s3:GetObjectVersion", false],
  ["s3.GetObject", "s3:GetObject", false],
  ["arn:aws:s3:::a+b/*", "arn:aws:s3:::a+b/c", true],
  ["*", "kms:Decrypt", true],
])("%s covers %s: %s", (pattern, name, expected) => {
  expect(covers(pattern, name)).toBe(expected);
});

const WHO = /^aws:PrincipalOrgID$/i;

test.each([
  ["no condition", undefined, false],
  ["a value", { StringEquals: { "aws:PrincipalOrgID": "o-1" } }, true],
  ["one of several values", { "ForAnyValue:StringEquals": { "aws:principalorgid": ["o-1", "o-2"] } }, true],
  ["a value that is not known", { StringEquals: { "aws:PrincipalOrgID": "${var.organization}" } }, true],
  ["a key that is not known", { StringEquals: { "${var.key}": "o-1" } }, true],
  ["an operator that is not known", { "${var.test}": { "aws:UserAgent": "o-1" } }, true],
  ["a value among any", { StringLike: { "aws:PrincipalOrgID": ["o-1", "*"] } }, false],
  ["another key", { StringEquals: { "aws:UserAgent": "o-1" } }, false],
  ["what holds without the key", { StringEqualsIfExists: { "aws:PrincipalOrgID": "o-1" } }, false],
  ["what holds without values", { "ForAllValues:StringEquals": { "aws:PrincipalOrgID": "o-1" } }, false],
  ["what holds for all others", { StringNotEquals: { "aws:PrincipalOrgID": "o-1" } }, false],
])("%s: whether a statement is limited", (_, condition, expected) => {
  const [statement] = policiesAt(queueWith(trusting("*", condition)), "policy")[0]?.statements ?? [];
  expect(statement && isLimitedBy(statement, WHO)).toBe(expected);
});

test("principals are told by their kinds, and whom a statement is not about is no principal", () => {
  const both = { Service: ["sns.amazonaws.com"], AWS: "arn:aws:iam::111111111111:root" };
  const queue = queueWith(
    policyText(
      { Sid: "A", Effect: "Allow", Principal: both, Action: "*" },
      { Sid: "B", Effect: "Deny", NotPrincipal: both, Action: "*" },
    ),
  );
  expect(
    policiesAt(queue, "policy").flatMap(({ statements }) => statements.map((one) => [one.principals, one.isForOthers])),
  ).toEqual([
    [
      [
        { kind: "Service", names: ["sns.amazonaws.com"] },
        { kind: "AWS", names: ["arn:aws:iam::111111111111:root"] },
      ],
      false,
    ],
    [[], true],
  ]);
});

test("what names something, or refers to something that is not judged, is found once", () => {
  const estate = estateOf({
    aws_s3_bucket: { files: {} },
    aws_s3_bucket_policy: {
      named: { bucket: "files" },
      referring: { bucket: "${aws_s3_bucket.files.id}" },
      unknown: { bucket: "${var.bucket}" },
    },
  });
  const found = unreferred(estate, "aws_s3_bucket_policy", "bucket");
  expect(found.map(({ address }) => address)).toEqual(["aws_s3_bucket_policy.named", "aws_s3_bucket_policy.unknown"]);
  expect(unreferred(estate, "aws_s3_bucket_policy", "bucket")).toBe(found);
});
