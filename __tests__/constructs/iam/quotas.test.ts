import { IamRolePolicyAttachment } from "@cdktf/provider-aws/lib/iam-role-policy-attachment";
import type { Problem } from "../../../constructs/core/errors";
import type { GrantStatement } from "../../../constructs/iam/grantable";
import { testAdvice } from "../../support/followed-advice";
import { synthStack } from "../../support/synth";
import { makeRole, roleProblems, synthRole } from "./support";

const policies = (count: number, from = 0) =>
  Array.from({ length: count }, (_, index) => `arn:aws:iam::111111111111:policy/p${index + from}`);

const roles = (length: number) =>
  Array.from({ length }, (_, index) => ({
    by: "role" as const,
    roleArn: `arn:aws:iam::222222222222:role/team-${index}`,
  }));

/** How many managed policies a role has, and how many others attach to it. */
interface Attached {
  readonly own: number;
  readonly others?: number;
  readonly quota?: number;
  readonly grants?: readonly GrantStatement[];
}

function attached({ own, others = 0, quota: managedPolicies, grants = [] }: Attached): readonly Problem[] {
  return synthStack((stack) => {
    const role = makeRole(stack, { managedPolicyArns: policies(own), quotas: { managedPolicies } });
    for (const grant of grants) role.allow(grant);
    for (const policyArn of policies(others, own)) {
      const id = policyArn.split("/").at(-1) ?? "";
      new IamRolePolicyAttachment(stack, id, { role: role.roleName, policyArn });
    }
  }).problems;
}

/** What is told of a role with more managed policies than its quota. */
function tooMany(count: number, fix: string): Problem {
  return {
    code: "MANAGED_POLICIES_TOO_MANY",
    path: "sandbox-test/import › managedPolicyArns",
    message: "The role has more managed policies than AWS attaches to one.",
    found: `${count} policies`,
    expected: 'at most 10 (IAM User Guide, "IAM and AWS STS quotas", Managed policies per role)',
    fix,
  };
}

const READ: GrantStatement = { sid: "Read", actions: ["s3:GetObject"], resources: ["arn:aws:s3:::orders/*"] };

const TOO_MANY = [
  {
    mistake: "a role with one managed policy too many",
    problems: [
      tooMany(
        11,
        "grant what is needed instead, or raise the quota, to 25 at most, and set quotas: { managedPolicies: 11 }",
      ),
    ],
    ways: [
      { says: "grant what is needed instead", to: { own: 10, grants: [READ] } },
      { says: "set quotas: { managedPolicies: 11 }", to: { own: 11, quota: 11 } },
    ],
  },
  {
    mistake: "a role with more managed policies than AWS attaches at all",
    problems: [tooMany(26, "grant what is needed instead: no account attaches more than 25")],
    ways: [{ says: "grant what is needed instead", to: { own: 10, grants: [READ] } }],
  },
];

testAdvice(TOO_MANY, attached);

// IAM User Guide, "IAM and AWS STS quotas" (read 2026-11): 10 managed policies per role, 2,048 characters of a trust policy.
describe("quotas of a role", () => {
  test("managed policies are counted, whoever attaches them", () => {
    expect(attached({ own: 10 })).toEqual([]);
    expect(attached({ own: 11 })).toEqual(TOO_MANY[0]?.problems);
    expect(attached({ own: 6, others: 5 })).toEqual(TOO_MANY[0]?.problems);
    expect(attached({ own: 26 })).toEqual(TOO_MANY[1]?.problems);
  });

  test("are what the account has", () => {
    const raised = { quotas: { managedPolicies: 11, trustPolicyLength: 4096 } };
    expect(synthRole({ managedPolicyArns: policies(11), ...raised }).problems).toEqual([]);
    expect(roleProblems({ trustedBy: roles(20) }).map(({ code }) => code)).toEqual(["TRUST_POLICY_TOO_LONG"]);
    expect(() => synthRole({ trustedBy: roles(20), ...raised })).not.toThrow();
    const most = { quotas: { managedPolicies: 26, trustPolicyLength: 4097 } };
    expect(roleProblems(most).map(({ code, expected }) => [code, expected])).toEqual([
      ["NUMBER_OUT_OF_RANGE", "a whole number from 10 to 25"],
      ["NUMBER_OUT_OF_RANGE", "a whole number from 2048 to 4096"],
    ]);
  });
});
