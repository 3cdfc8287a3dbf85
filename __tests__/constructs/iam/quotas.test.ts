import { IamRolePolicyAttachment } from "@cdktf/provider-aws/lib/iam-role-policy-attachment";
import { synthStack } from "../../support/synth";
import { makeRole, roleProblems, synthRole } from "./support";

const policies = (count: number, from = 0) =>
  Array.from({ length: count }, (_, index) => `arn:aws:iam::111111111111:policy/p${index + from}`);

const roles = (length: number) =>
  Array.from({ length }, (_, index) => ({
    by: "role" as const,
    roleArn: `arn:aws:iam::222222222222:role/team-${index}`,
  }));

// IAM User Guide, "IAM and AWS STS quotas" (read 2026-11): 10 managed policies per role, 2,048 characters of a trust policy.
describe("quotas of a role", () => {
  test("managed policies are counted, whoever attaches them", () => {
    const attached = (own: number, others: number) =>
      synthStack((stack) => {
        const role = makeRole(stack, { managedPolicyArns: policies(own) });
        for (const policyArn of policies(others, own)) {
          const id = policyArn.split("/").at(-1) ?? "";
          new IamRolePolicyAttachment(stack, id, { role: role.roleName, policyArn });
        }
      }).problems;
    expect(attached(10, 0)).toEqual([]);
    const told = {
      code: "MANAGED_POLICIES_TOO_MANY",
      message: "The role has more managed policies than AWS attaches to one.",
      found: "11 policies",
      expected: 'at most 10 (IAM User Guide, "IAM and AWS STS quotas", Managed policies per role)',
      fix: "grant what is needed instead, or raise the quota, to 25 at most, and set quotas: { managedPolicies: 11 }",
    };
    expect(attached(11, 0)).toMatchObject([told]);
    expect(attached(6, 5)).toMatchObject([told]);
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
