import type { Environment } from "../../../constructs/core/environments/environment";
import type { Problem } from "../../../constructs/core/errors";
import { type DeliveryProps, DeployBoundary, DeployRole, GithubOidcProvider } from "../../../constructs/delivery";
import { type Told, testAdvice } from "../../support/followed-advice";
import { problemsIfAny, synthStack } from "../../support/synth";
import { DELIVERY, problemsOfDelivery, REPOSITORY } from "./support";

interface Input {
  readonly props: DeliveryProps;
  readonly environment?: Partial<Environment>;
}

interface Mistake extends Told<Input | undefined> {
  readonly input: Input;
  readonly problems: readonly Problem[];
}

const github = (changes: Partial<DeliveryProps["github"]>): Input => ({
  props: { github: { ...REPOSITORY, ...changes } },
});
const inEnvironment = (environment: Partial<Environment>): Input => ({ props: DELIVERY, environment });

/** What is told of an input; nothing of an environment without delivery. */
function problemsIn(input: Input | undefined) {
  return input ? problemsOfDelivery(input.props, input.environment) : [];
}

const KEY = "arn:aws:kms:ap-northeast-2:111111111111:key/11111111-1111-1111-1111-111111111111";

const notOneRepository = (found: string): Problem => ({
  code: "GITHUB_REPOSITORY_INVALID",
  path: "prod-delivery › github.repository",
  message: "This is not the name of one repository on GitHub: others would be trusted, or nobody.",
  found: `"${found}"`,
  expected: "<owner>/<name>, without wildcards",
  fix: "write the name as GitHub shows it, for example acme/platform, without https://github.com/ before it",
});

const notOneBranch = (found: string, index = 0): Problem => ({
  code: "GITHUB_BRANCH_INVALID",
  path: `prod-delivery › apply.branches[${index}]`,
  message: "This is not the name of one branch. A pattern would let every branch in that somebody gives such a name.",
  found: `"${found}"`,
  expected: "a name of letters, digits, . _ / and -, without wildcards and without refs/heads/",
  fix: "name each branch that is deployed by itself, for example main",
});

const REPOSITORIES: readonly Mistake[] = ["*", "*/*", "acme/*", "acme", "https://github.com/acme/platform"].map(
  (repository) => ({
    mistake: `the repository ${repository}`,
    input: github({ repository }),
    problems: [notOneRepository(repository)],
    ways: [{ says: "for example acme/platform", to: github({ repository: "acme/platform" }) }],
  }),
);

const BRANCHES: readonly Mistake[] = ["*", "release/*", "refs/heads/main", "", "ma in"].map((branch) => ({
  mistake: `the branch "${branch}"`,
  input: { props: { ...DELIVERY, apply: { branches: [branch] } } },
  problems: [notOneBranch(branch)],
  ways: [{ says: "for example main", to: { props: { ...DELIVERY, apply: { branches: ["main"] } } } }],
}));

const MISTAKES: readonly Mistake[] = [
  ...REPOSITORIES,
  ...BRANCHES,
  {
    mistake: "names in the place of ids",
    input: github({ ownerId: "acme", repositoryId: "*" }),
    problems: [
      {
        code: "GITHUB_ID_INVALID",
        path: "prod-delivery › github.ownerId",
        message: "GitHub's ids are numbers, and nobody's token has another text in their place.",
        found: '"acme"',
        expected: "digits, in quotes",
        fix: "ask GitHub: gh api repos/acme/platform --jq .owner.id",
      },
      {
        code: "GITHUB_ID_INVALID",
        path: "prod-delivery › github.repositoryId",
        message: "GitHub's ids are numbers, and nobody's token has another text in their place.",
        found: '"*"',
        expected: "digits, in quotes",
        fix: "ask GitHub: gh api repos/acme/platform --jq .id",
      },
    ],
    ways: [{ says: ["--jq .owner.id", "--jq .id"], to: github({ ownerId: "77", repositoryId: "4242" }) }],
  },
  {
    mistake: "no branch that is deployed",
    input: { props: { ...DELIVERY, apply: { branches: [] } } },
    problems: [
      {
        code: "GITHUB_BRANCH_MISSING",
        path: "prod-delivery › apply.branches",
        message: "No branch is deployed, so nobody could take the role.",
        found: "an empty list",
        expected: "at least one branch",
        fix: "name the branch that is deployed, for example main",
      },
    ],
    ways: [{ says: "for example main", to: { props: { ...DELIVERY, apply: { branches: ["main"] } } } }],
  },
  {
    mistake:
      "environments on GitHub that are patterns, a key that is an alias, and a policy that is a name, all at once",
    input: {
      props: {
        ...DELIVERY,
        plan: { environment: "*" },
        apply: { environment: "prod:1", policyArns: ["PowerUserAccess"] },
        stateKeyArn: "alias/states",
      },
    },
    problems: [
      ...["plan", "apply"].map((part) => ({
        code: "GITHUB_ENVIRONMENT_INVALID",
        path: `prod-delivery › ${part}.environment`,
        message: "This is not the name of one environment on GitHub that can be compared as it is.",
        found: part === "plan" ? '"*"' : '"prod:1"',
        expected: "1 to 255 letters, digits, . _ / and -",
        fix: "name the environment as GitHub's settings show it, for example production; one with other characters is to be renamed there",
      })),
      {
        code: "POLICY_ARN_INVALID",
        path: "prod-delivery › apply.policyArns[0]",
        message: "This is not the ARN of a managed policy.",
        found: '"PowerUserAccess"',
        expected: "an ARN such as arn:aws:iam::aws:policy/ReadOnlyAccess, or a reference to one",
        fix: "take the ARN from the IAM console; a name is not enough",
      },
      {
        code: "STATE_KEY_ARN_INVALID",
        path: "prod-delivery › stateKeyArn",
        message: "This is not the ARN of a KMS key; an alias is not enough in a policy.",
        found: '"alias/states"',
        expected: "arn:aws:kms:<region>:<account>:key/<id>",
        fix: "copy the key's ARN from the KMS console, or leave stateKeyArn out if the bucket has no key of its own",
      },
    ],
    ways: [
      {
        says: [
          "for example production",
          "take the ARN from the IAM console",
          "copy the key's ARN from the KMS console",
        ],
        to: {
          props: {
            ...DELIVERY,
            plan: { environment: "prod-plan" },
            apply: { environment: "production", policyArns: ["arn:aws:iam::aws:policy/PowerUserAccess"] },
            stateKeyArn: KEY,
          },
        },
      },
      {
        says: ["one with other characters is to be renamed there", "from the IAM console", "leave stateKeyArn out"],
        to: {
          props: {
            ...DELIVERY,
            plan: { environment: "plan" },
            apply: { environment: "prod-1", policyArns: ["arn:aws:iam::aws:policy/PowerUserAccess"] },
          },
        },
      },
    ],
  },
  {
    mistake: "a state that lies on one machine",
    input: inEnvironment({ backend: { type: "local" } }),
    problems: [
      {
        code: "DELIVERY_BACKEND",
        path: "prod-delivery",
        message: "The state lies in files of one machine, where a pipeline does not find it.",
        found: "backend: local",
        expected: "backend: s3",
        fix: "keep the state in S3 (backend: { type: s3 }, then `npx groundplan bootstrap`), or take delivery away",
      },
    ],
    ways: [
      { says: "backend: { type: s3 }", to: inEnvironment({ backend: { type: "s3" } }) },
      { says: "take delivery away", to: undefined },
    ],
  },
  {
    mistake: "a state in HCP Terraform",
    input: inEnvironment({ backend: { type: "cloud", organization: "acme" } }),
    problems: [
      {
        code: "DELIVERY_BACKEND",
        path: "prod-delivery",
        message: "HCP Terraform runs the plans itself, by a role that trusts it and not GitHub.",
        found: "backend: cloud",
        expected: "backend: s3",
        fix: "keep the state in S3 (backend: { type: s3 }, then `npx groundplan bootstrap`), or take delivery away",
      },
    ],
    ways: [{ says: "take delivery away", to: undefined }],
  },
  {
    mistake: "a runner role beside the roles of the pipeline",
    input: inEnvironment({ runnerRoleArn: "arn:aws:iam::111111111111:role/runner" }),
    problems: [
      {
        code: "DELIVERY_RUNNER_ROLE",
        path: "prod-delivery",
        message: "Terraform takes the runner's role before it does anything, so a plan could do whatever an apply can.",
        found: "runnerRoleArn: arn:aws:iam::111111111111:role/runner",
        expected: "delivery, whose two roles stand in the place of the runner's, or a role of the runner",
        fix: "remove runnerRoleArn (people take their role before they start Terraform, by a profile), or take delivery away",
      },
    ],
    ways: [
      { says: "remove runnerRoleArn", to: inEnvironment({}) },
      { says: "take delivery away", to: undefined },
    ],
  },
  {
    mistake: "a region whose STS is not known to look at claims",
    input: inEnvironment({ region: "us-gov-west-1" }),
    problems: [
      {
        code: "DELIVERY_PARTITION",
        path: "prod-delivery",
        message:
          "AWS says only of commercial regions that STS looks at the branch and the repository of a token of GitHub.",
        found: "us-gov-west-1, in the partition aws-us-gov",
        expected: "a region of the partition aws",
        fix: "take delivery away here, and deploy this environment by a role of your own",
      },
    ],
    ways: [{ says: "take delivery away here", to: undefined }],
  },
];

test.each(MISTAKES)("$mistake is told before anything is made", ({ input, problems }) => {
  expect(problemsIn(input)).toEqual(problems);
});

testAdvice(MISTAKES, problemsIn);

test("a role that code makes checks its own properties", () => {
  const told = problemsIfAny(() =>
    synthStack(
      (stack) => {
        const provider = new GithubOidcProvider(stack, "github");
        const boundary = new DeployBoundary(stack, "boundary");
        const repository = { ...REPOSITORY, repository: "acme/*" };
        new DeployRole(stack, "plan", { may: "plan", provider, boundary, repository, branches: ["*"] });
      },
      { environment: { backend: { type: "s3" } } },
    ),
  );
  expect(told).toEqual([
    { ...notOneRepository("acme/*"), path: "sandbox-test/plan › repository.repository" },
    { ...notOneBranch("*"), path: "sandbox-test/plan › branches[0]" },
  ]);
});

test("ids of zeros are nobody's, and stand for those that are not known yet", () => {
  expect(problemsIn(github({ ownerId: "0", repositoryId: "0" }))).toEqual([]);
});
