import { type Problem, Problems } from "../../../constructs/core/errors";
import { checkMorePolicies, type MorePolicies } from "../../../constructs/iam/policies/more-policies";
import { type Told, testAdvice } from "../../support/followed-advice";

function problemsIn(more: MorePolicies | undefined) {
  const problems = new Problems("sandbox-eks/nodes");
  checkMorePolicies(more, problems);
  return problems.list;
}

const REASON = "The agent of the node reads its settings there.";

interface Bad extends Told<MorePolicies | undefined> {
  readonly more: MorePolicies;
  readonly problems: readonly Problem[];
}

const BAD: readonly Bad[] = [
  {
    mistake: "a reason for further policies, and none of them",
    more: { arns: [], reason: REASON },
    problems: [
      {
        code: "MORE_POLICIES_EMPTY",
        path: "sandbox-eks/nodes › morePolicies.arns",
        message: "A reason for further policies is given, and no policy.",
        found: "an empty list",
        expected: "the ARN of one policy or more",
        fix: "name the policies, or leave morePolicies out",
      },
    ],
    ways: [
      { says: "name the policies", to: { arns: ["arn:aws:iam::aws:policy/AmazonSSMReadOnlyAccess"], reason: REASON } },
      { says: "leave morePolicies out", to: undefined },
    ],
  },
];

test.each(BAD)("$mistake is a problem", ({ more, problems }) => {
  expect(problemsIn(more)).toEqual(problems);
});

testAdvice(BAD, problemsIn);
