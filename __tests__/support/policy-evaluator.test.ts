import { policyDocument } from "../../constructs/iam/policies/policy-document";
import { type Decision, decide, decideTrust, type PolicyRequest } from "./policy-evaluator";

type Conditions = Readonly<Record<string, Readonly<Record<string, string | readonly string[]>>>>;

const OBJECT = "arn:aws:s3:::orders/2026/11.csv";
const READ: PolicyRequest = { action: "s3:GetObject", resource: OBJECT };

const allow = (action: string, resource = "*", conditions?: Conditions): string =>
  policyDocument([{ sid: "A", actions: [action], resources: [resource], ...(conditions ? { conditions } : {}) }]);
const deny = (action: string, resource = "*"): string =>
  policyDocument([{ sid: "D", effect: "Deny", actions: [action], resources: [resource] }]);

test.each<[string, readonly string[], string | undefined, Decision]>([
  ["nothing is allowed that no policy allows", [], undefined, "not allowed"],
  ["one policy that allows is enough", [allow("sqs:*"), allow("s3:GetObject")], undefined, "allowed"],
  ["a deny counts more than an allow", [allow("s3:*"), deny("s3:GetObject")], undefined, "denied"],
  ["a boundary allows nothing by itself", [], allow("s3:*"), "not allowed"],
  ["what policy and boundary allow is allowed", [allow("s3:*")], allow("s3:Get*"), "allowed"],
  ["what the boundary does not allow is not allowed", [allow("s3:*")], allow("s3:Put*"), "not allowed"],
  [
    "a deny of the boundary counts",
    [allow("s3:*")],
    policyDocument([
      { sid: "A", actions: ["s3:*"], resources: ["*"] },
      { sid: "D", effect: "Deny", actions: ["s3:GetObject"], resources: ["*"] },
    ]),
    "denied",
  ],
])("%s", (_, identity, boundary, decision) => {
  expect(decide(READ, { identity, ...(boundary === undefined ? {} : { boundary }) })).toBe(decision);
});

test.each<[string, string, boolean]>([
  ["s3:getobject", OBJECT, true],
  ["s3:Get??ject", OBJECT, true],
  ["s3:Get", OBJECT, false],
  ["*", OBJECT, true],
  ["s3:*", "arn:aws:s3:::orders/*", true],
  ["s3:*", "arn:aws:s3:::orders", false],
  ["s3:*", "arn:aws:s3:::ORDERS/*", false],
  ["s3:*", "arn:aws:s3:::order?/2026/*.csv", true],
  ["s3:*", "arn:aws:*", false],
  ["s3:*", "arn:*:*:*:*:*", true],
])("an object is read by %s on %s: %s", (action, resource, isAllowed) => {
  expect(decide(READ, { identity: [allow(action, resource)] })).toBe(isAllowed ? "allowed" : "not allowed");
});

test("what is excepted by NotAction and NotResource is all that does not fit", () => {
  const others = policyDocument([{ sid: "A", notActions: ["iam:*"], notResources: ["arn:aws:s3:::orders/*"] }]);
  expect(decide(READ, { identity: [others] })).toBe("not allowed");
  expect(decide({ ...READ, resource: "arn:aws:s3:::reports/1" }, { identity: [others] })).toBe("allowed");
  expect(decide({ action: "iam:GetRole", resource: "*" }, { identity: [others] })).toBe("not allowed");
});

test.each<[string, Conditions, PolicyRequest["context"], boolean]>([
  ["one of several values", { StringEquals: { k: ["a", "b"] } }, { k: "b" }, true],
  ["another value", { StringEquals: { k: ["a", "b"] } }, { k: "c" }, false],
  ["a value in another case", { StringEquals: { k: "a" } }, { k: "A" }, false],
  ["a key in another case", { StringEquals: { "aws:Key": "a" } }, { "AWS:key": "a" }, true],
  ["a star that is compared as it is", { StringEquals: { k: "*" } }, { k: "a" }, false],
  ["a key that is absent", { StringEquals: { k: "a" } }, {}, false],
  ["a key that may be absent", { StringEqualsIfExists: { k: "a" } }, {}, true],
  ["a key that may be absent, with another value", { StringEqualsIfExists: { k: "a" } }, { k: "b" }, false],
  ["none of several values", { StringNotEquals: { k: ["a", "b"] } }, { k: "c" }, true],
  ["one of several unwanted values", { StringNotEquals: { k: ["a", "b"] } }, { k: "b" }, false],
  ["an unwanted key that is absent", { StringNotEquals: { k: "a" } }, {}, true],
  ["any case", { StringEqualsIgnoreCase: { k: "a" } }, { k: "A" }, true],
  ["a pattern", { StringLike: { k: "a*c?" } }, { k: "a:/cd" }, true],
  ["an unwanted pattern", { StringNotLike: { k: "a*" } }, { k: "ab" }, false],
  ["all operators together", { StringLike: { k: "a*" }, StringNotEquals: { k: "ab" } }, { k: "ab" }, false],
  ["all keys together", { StringEquals: { k: "a", l: "b" } }, { k: "a", l: "c" }, false],
  ["a flag", { Bool: { k: "true" } }, { k: "true" }, true],
  ["a key that must be there", { Null: { k: "false" } }, { k: "a" }, true],
  ["a key that must be there, and is not", { Null: { k: "false" } }, {}, false],
  ["a key that must not be there", { Null: { k: "true" } }, {}, true],
  ["all of several", { "ForAllValues:StringLike": { k: ["a*", "b*"] } }, { k: ["a1", "b1"] }, true],
  ["all of several, and one more", { "ForAllValues:StringLike": { k: ["a*"] } }, { k: ["a1", "b1"] }, false],
  ["all of none", { "ForAllValues:StringEquals": { k: "a" } }, {}, true],
  ["any of several", { "ForAnyValue:StringEquals": { k: "b" } }, { k: ["a", "b"] }, true],
  ["any of none", { "ForAnyValue:StringEquals": { k: "b" } }, {}, false],
  ["any of several that is none of these", { "ForAnyValue:StringNotEquals": { k: "a" } }, { k: ["a", "b"] }, true],
  ["only what is none of these", { "ForAllValues:StringNotEquals": { k: "a" } }, { k: ["a", "b"] }, false],
  ["an ARN", { ArnLike: { k: "arn:aws:iam::*:role/*" } }, { k: "arn:aws:iam::111111111111:role/a" }, true],
  ["an ARN of fewer parts", { ArnEquals: { k: "arn:aws:iam:*" } }, { k: "arn:aws:iam::111111111111:role/a" }, false],
  ["an unwanted ARN", { ArnNotEquals: { k: "arn:aws:iam::*:role/a" } }, { k: "arn:aws:iam::1:role/a" }, false],
])("a condition takes %s as IAM does", (_, conditions, context, holds) => {
  const request: PolicyRequest = { ...READ, ...(context ? { context } : {}) };
  expect(decide(request, { identity: [allow("s3:*", "*", conditions)] })).toBe(holds ? "allowed" : "not allowed");
});

test.each<[Conditions, string]>([
  [{ NumericEquals: { k: "1" } }, "The evaluator knows nothing of NumericEquals: 1."],
  [{ StringEquals: { k: "${aws:username}" } }, "The evaluator knows nothing of StringEquals: ${aws:username}."],
])("what it does not know it refuses: %j", (conditions, message) => {
  const judge = () => decide({ ...READ, context: { k: "1" } }, { identity: [allow("s3:*", "*", conditions)] });
  expect(judge).toThrow(message);
});

test("a key of several values needs an operator for several", () => {
  const identity = [allow("s3:*", "*", { StringEquals: { k: "a" } })];
  expect(() => decide({ ...READ, context: { k: ["a", "b"] } }, { identity })).toThrow(
    "StringEquals compares one value, and the key has 2.",
  );
});

test("a token gets a role whose trust names its provider and its claims", () => {
  const provider = "arn:aws:iam::111111111111:oidc-provider/id.example.com";
  const trust = policyDocument([
    {
      sid: "Trust",
      principals: { Federated: [provider] },
      actions: ["sts:AssumeRoleWithWebIdentity"],
      conditions: { StringEquals: { "id.example.com:sub": "ann" } },
    },
  ]);
  const ann = { "id.example.com:sub": "ann" };
  expect(decideTrust(trust, { provider, context: ann })).toBe("allowed");
  expect(decideTrust(trust, { provider, context: { "id.example.com:sub": "bob" } })).toBe("not allowed");
  expect(decideTrust(trust, { provider: `${provider}.org`, context: ann })).toBe("not allowed");
  expect(() => decideTrust(allow("s3:*"), { provider, context: ann })).toThrow("A trust policy says whom it trusts.");
});
