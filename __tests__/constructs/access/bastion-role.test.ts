import { IamRolePolicy } from "@cdktf/provider-aws/lib/iam-role-policy";
import { IamRolePolicyAttachment } from "@cdktf/provider-aws/lib/iam-role-policy-attachment";
import { Fn } from "cdktf";
import type { Bastion, BastionProps } from "../../../constructs/access";
import type { EnvironmentStack } from "../../../constructs/core/environments/environment-stack";
import { exemptionsOf } from "../../../constructs/core/environments/exemptions";
import type { Problem } from "../../../constructs/core/errors";
import { Role } from "../../../constructs/iam/roles/role";
import { type Told, testAdvice } from "../../support/followed-advice";
import { resourcesOf } from "../../support/synth";
import { synthBastion } from "./support";

interface Given {
  readonly props?: Omit<BastionProps, "network">;
  readonly after?: (bastion: Bastion, stack: EnvironmentStack) => void;
}

interface Mistake extends Told<Given> {
  readonly given: Given;
  readonly problems: readonly Problem[];
}

const READ = "arn:aws:iam::aws:policy/AmazonS3ReadOnlyAccess";

const problemsIn = ({ props = {}, after }: Given) => synthBastion(props, after ? { after } : {}).problems;

const widened = (found: string, expected: string): Problem => ({
  code: "BASTION_ROLE_WIDENED",
  path: "sandbox-access/bastion/role",
  message: "Everyone with a session on the bastion could do what its role may, so nothing else is attached to it.",
  found,
  expected,
  fix: "grant to the roles of the people who connect; morePolicies is for what the instance itself needs",
});

const MISTAKES: readonly Mistake[] = [
  {
    mistake: "a policy that is attached to the role of the bastion, by a part of its ARN, too",
    given: {
      props: { cloudWatchAgent: true },
      after: ({ role }, stack) => {
        new IamRolePolicyAttachment(stack, "wide", { role: role.name, policyArn: READ });
        new IamRolePolicy(stack, "split", { role: Fn.element(Fn.split("/", role.arn), 1), policy: "{}" });
      },
    },
    problems: [
      widened("sandbox-access/wide", "2 policies and no other permission"),
      widened("sandbox-access/split", "2 policies and no other permission"),
    ],
    ways: [
      {
        says: "grant to the roles of the people who connect",
        to: {
          props: { cloudWatchAgent: true },
          after: (_, stack) => {
            const people = new Role(stack, "people", {
              description: "People who look into files",
              trustedBy: [{ by: "account", account: "222222222222" }],
            });
            people.allow({ sid: "Read", actions: ["s3:GetObject"], resources: ["arn:aws:s3:::shop/*"] });
          },
        },
      },
      {
        says: "morePolicies is for what the instance itself needs",
        to: {
          props: { cloudWatchAgent: true, morePolicies: { arns: [READ], reason: "its agent reads its settings" } },
        },
      },
    ],
  },
];

test.each(MISTAKES)("$mistake, is refused at synth", ({ given, problems }) => {
  expect(problemsIn(given)).toEqual(problems);
});

testAdvice(MISTAKES, problemsIn);

test("further policies have a reason, which is listed", () => {
  const reason = "its agent reads its settings";
  const synthesized = synthBastion({ morePolicies: { arns: [READ], reason } });
  expect(resourcesOf(synthesized, "aws_iam_role_policy_attachment").map(({ policy_arn }) => policy_arn)).toEqual([
    READ,
  ]);
  expect(exemptionsOf(synthesized.stack)).toEqual([
    { path: "sandbox-access/bastion/role", rule: "SEC-17", option: "morePolicies", reason },
  ]);
});
