import { EnvironmentStack } from "../../../constructs/core/environments/environment-stack";
import type { Problem } from "../../../constructs/core/errors";
import type { GrantStatement } from "../../../constructs/iam/grantable";
import { InlinePolicy } from "../../../constructs/iam/policies/inline-policy";
import { ManagedPolicy } from "../../../constructs/iam/policies/managed-policy";
import type { Role } from "../../../constructs/iam/roles/role";
import { type Told, testAdvice } from "../../support/followed-advice";
import { synthStack } from "../../support/synth";
import { makeRole } from "./support";

/** A statement with a resource of this length. */
function long(sid: string, length: number): GrantStatement {
  return { sid, actions: ["s3:GetObject"], resources: [`arn:aws:s3:::${"x".repeat(length)}`] };
}

/** The problems of a stack with a role that is granted something long, and what else is made for it. */
function problemsBeside(more: (role: Role) => void) {
  return synthStack((stack) => {
    const role = makeRole(stack);
    role.allow(long("A", 5000));
    more(role);
  }).problems;
}

/** As much more in another inline policy. */
function inline(length: number): (role: Role) => void {
  return (role) => void new InlinePolicy(role, "more", { role, name: "more", statements: [long("B", length)] });
}

const INLINE = [
  {
    mistake: "a role that is granted more than fits into its inline policies",
    problems: [
      {
        code: "INLINE_POLICIES_TOO_LONG",
        path: "sandbox-test/import",
        message: "The role is granted more than IAM takes in inline policies.",
        found: "at least 10241 characters: grants 5118, more 5123",
        expected: "at most 10240 characters in all inline policies of a role",
        fix: "give the parts of the program roles of their own, or put what many roles share into a ManagedPolicy",
      },
    ],
    ways: [
      {
        says: "give the parts of the program roles of their own",
        to: (role: Role) => inline(5005)(makeRole(EnvironmentStack.of(role), {}, "export")),
      },
      {
        says: "put what many roles share into a ManagedPolicy",
        to: (role: Role) => {
          const policy = new ManagedPolicy(role, "shared", { description: "Shared", statements: [long("B", 5005)] });
          makeRole(EnvironmentStack.of(role), { managedPolicyArns: [policy.policyArn] }, "export");
        },
      },
    ],
  },
];

test("the inline policies of a role must fit together into what IAM takes", () => {
  expect(problemsBeside(inline(5004))).toEqual([]);
  expect(problemsBeside(inline(5005))).toEqual(INLINE[0]?.problems);
});

testAdvice(INLINE, problemsBeside);

/** Statements of policies that roles share, by the ids of the policies. */
type Policies = Readonly<Record<string, readonly GrantStatement[]>>;

function problemsOfShared(policies: Policies) {
  return synthStack((stack) => {
    for (const [id, statements] of Object.entries(policies)) {
      new ManagedPolicy(stack, id, { description: "Shared", statements });
    }
  }).problems;
}

interface Shared extends Told<Policies> {
  readonly policies: Policies;
  readonly problems: readonly Problem[];
}

const SHARED: readonly Shared[] = [
  {
    mistake: "a managed policy without statements",
    policies: { shared: [] },
    problems: [
      {
        code: "MANAGED_POLICY_EMPTY",
        path: "sandbox-test/shared › statements",
        message: "The policy has no statement, and IAM takes no policy without one.",
        found: "an empty list",
        expected: "at least one statement",
        fix: "say what the policy allows, or leave the policy out",
      },
    ],
    ways: [
      { says: "say what the policy allows", to: { shared: [long("A", 100)] } },
      { says: "leave the policy out", to: {} },
    ],
  },
  {
    mistake: "a managed policy that is longer than IAM takes",
    policies: { shared: [long("A", 3000), long("B", 3100)] },
    problems: [
      {
        code: "MANAGED_POLICY_TOO_LONG",
        path: "sandbox-test/shared › statements",
        message: "The policy is longer than IAM takes.",
        found: "at least 6298 characters",
        expected: "at most 6144 characters",
        fix: "make two policies of it",
      },
    ],
    ways: [{ says: "make two policies of it", to: { first: [long("A", 3000)], second: [long("B", 3100)] } }],
  },
];

test.each(SHARED)("$mistake is a problem at synth", ({ policies, problems }) => {
  expect(problemsOfShared(policies)).toEqual(problems);
});

testAdvice(SHARED, problemsOfShared);
