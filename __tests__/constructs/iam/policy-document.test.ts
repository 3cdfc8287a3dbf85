import { ref, TerraformOutput, Token } from "cdktf";
import fc from "fast-check";
import { type PolicyStatement, policyDocument } from "../../../constructs/iam/policies/policy-document";
import { synthStack } from "../../support/synth";

const names = fc.uniqueArray(fc.stringMatching(/^[a-z]{1,8}$/), { minLength: 1, maxLength: 6 });

/** A statement whose lists and keys may be in any order. */
const statement = fc.record({
  sid: fc.constant("Read"),
  actions: names.map((list) => list.map((name) => `s3:${name}`)),
  resources: names.map((list) => list.map((name) => `arn:aws:s3:::${name}`)),
  principals: fc.record({ AWS: names, Service: names, Federated: names }),
  conditions: fc.dictionary(
    fc.stringMatching(/^[A-Z][a-z]{1,6}$/),
    fc.dictionary(fc.stringMatching(/^k[a-z]{1,6}$/), names),
  ),
});

function reversed(given: PolicyStatement): PolicyStatement {
  return backwards(given) as unknown as PolicyStatement;
}

/** The same value with every list and every object's keys back to front. */
function backwards(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(backwards).reverse();
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .map(([key, entry]) => [key, backwards(entry)])
      .reverse(),
  );
}

describe("a policy document", () => {
  it("is written whole, in the order in which AWS documents write it", () => {
    expect(
      policyDocument([
        {
          sid: "RefuseWithoutTls",
          effect: "Deny",
          principals: "*",
          actions: ["s3:*"],
          resources: ["arn:aws:s3:::states/*", "arn:aws:s3:::states"],
          conditions: { Bool: { "aws:SecureTransport": "false" } },
        },
        { sid: "Find", actions: ["logs:DescribeLogGroups"], resources: ["*"] },
      ]),
    ).toBe(
      '{"Version":"2012-10-17","Statement":[' +
        '{"Sid":"RefuseWithoutTls","Effect":"Deny","Principal":"*","Action":"s3:*",' +
        '"Resource":["arn:aws:s3:::states","arn:aws:s3:::states/*"],' +
        '"Condition":{"Bool":{"aws:SecureTransport":"false"}}},' +
        '{"Sid":"Find","Effect":"Allow","Action":"logs:DescribeLogGroups","Resource":"*"}]}',
    );
  });

  it("does not depend on the order of lists and keys", () => {
    fc.assert(
      fc.property(statement, (given) => {
        expect(policyDocument([reversed(given)])).toBe(policyDocument([given]));
      }),
    );
  });

  it("keeps the order of the statements, which people read from top to bottom", () => {
    const sids = ["Write", "Find", "Agent"];
    const document = JSON.parse(
      policyDocument(sids.map((sid) => ({ sid, actions: ["s3:GetObject"], resources: ["*"] }))),
    );
    expect(document.Statement.map(({ Sid }: { Sid: string }) => Sid)).toEqual(sids);
  });

  it("writes every list of one as a text, in actions, resources, principals and conditions", () => {
    const document = policyDocument([
      {
        sid: "One",
        principals: { Service: ["ec2.amazonaws.com"] },
        actions: ["sts:AssumeRole"],
        resources: ["*"],
        conditions: { StringEquals: { "aws:SourceAccount": ["111111111111"] } },
      },
    ]);
    expect(JSON.parse(document).Statement).toEqual([
      {
        Sid: "One",
        Effect: "Allow",
        Principal: { Service: "ec2.amazonaws.com" },
        Action: "sts:AssumeRole",
        Resource: "*",
        Condition: { StringEquals: { "aws:SourceAccount": "111111111111" } },
      },
    ]);
  });

  it("leaves the given statement as it was", () => {
    fc.assert(
      fc.property(statement, (given) => {
        const before = structuredClone(given);
        policyDocument([given]);
        expect(given).toEqual(before);
      }),
    );
  });

  it("puts references behind the known values, in the order given and not in the order in which they were made", () => {
    const { outputs } = synthStack((stack) => {
      const [first, second] = ["first", "second"].map((name) => Token.asString(ref(`aws_kms_key.${name}.arn`)));
      const resources = [`${second}/*`, "arn:aws:z", `${first}`, "arn:aws:y"];
      new TerraformOutput(stack, "policy", {
        value: policyDocument([{ sid: "Use", actions: ["kms:Decrypt"], resources }]),
        staticId: true,
      });
    });
    expect(JSON.parse(String(outputs.policy?.value)).Statement[0].Resource).toEqual([
      "arn:aws:y",
      "arn:aws:z",
      "${aws_kms_key.second.arn}/*",
      "${aws_kms_key.first.arn}",
    ]);
  });
});
