import type { Problems } from "../core/errors";
import { checkMorePolicies } from "../iam/policies/more-policies";
import { checkPolicyArn } from "../iam/roles/role-checks";
import { DEFAULT_BRANCHES } from "./delivery-names";
import type { DeliveryProps, DeployRoleProps, GithubRepository } from "./deploy-role.types";

/** Checks what an environment says of its delivery, each value once. */
export function checkDelivery({ github, plan = {}, apply = {}, stateKeyArn }: DeliveryProps, problems: Problems): void {
  checkRepository(github, "github.", problems);
  checkEnvironment(plan.environment, "plan.environment", problems);
  checkMorePolicies(plan.morePolicies, problems, "plan.morePolicies");
  checkEnvironment(apply.environment, "apply.environment", problems);
  checkBranches(apply.branches ?? DEFAULT_BRANCHES, "apply.branches", problems);
  for (const [index, arn] of (apply.policyArns ?? []).entries()) {
    checkPolicyArn(arn, `apply.policyArns[${index}]`, problems);
  }
  checkStateKey(stateKeyArn, problems);
}

/** Checks the properties of one role; those of the role in IAM are checked by the role itself. */
export function checkDeployRole(props: DeployRoleProps, problems: Problems): void {
  checkRepository(props.repository, "repository.", problems);
  checkEnvironment(props.environment, "environment", problems);
  checkBranches(props.branches, "branches", problems);
  checkStateKey(props.stateKeyArn, problems);
  if (props.may === "plan") checkMorePolicies(props.morePolicies, problems);
}

function checkRepository(github: GithubRepository, at: string, problems: Problems): void {
  const { repository } = github;
  const isOne = /^[A-Za-z0-9][A-Za-z0-9_-]{0,99}\/[A-Za-z0-9._-]{1,100}$/.test(repository);
  if (!isOne) {
    problems.add(`${at}repository`, {
      code: "GITHUB_REPOSITORY_INVALID",
      message: "This is not the name of one repository on GitHub: others would be trusted, or nobody.",
      found: `"${repository}"`,
      expected: "<owner>/<name>, without wildcards",
      fix: "write the name as GitHub shows it, for example acme/platform, without https://github.com/ before it",
    });
  }
  for (const property of ["ownerId", "repositoryId"] as const) {
    const id = github[property];
    if (/^[0-9]{1,20}$/.test(id)) continue;
    problems.add(`${at}${property}`, {
      code: "GITHUB_ID_INVALID",
      message: "GitHub's ids are numbers, and nobody's token has another text in their place.",
      found: `"${id}"`,
      expected: "digits, in quotes",
      fix: `ask GitHub: gh api repos/${isOne ? repository : "acme/platform"} --jq ${property === "ownerId" ? ".owner.id" : ".id"}`,
    });
  }
}

/** `git check-ref-format` admits more; these are the names that a text can be compared with as it is. */
function checkBranches(branches: readonly string[], at: string, problems: Problems): void {
  if (branches.length === 0) {
    problems.add(at, {
      code: "GITHUB_BRANCH_MISSING",
      message: "No branch is deployed, so nobody could take the role.",
      found: "an empty list",
      expected: "at least one branch",
      fix: "name the branch that is deployed, for example main",
    });
  }
  for (const [index, branch] of branches.entries()) {
    if (/^(?!refs\/)[A-Za-z0-9_][A-Za-z0-9._/-]*$/.test(branch)) continue;
    problems.add(`${at}[${index}]`, {
      code: "GITHUB_BRANCH_INVALID",
      message:
        "This is not the name of one branch. A pattern would let every branch in that somebody gives such a name.",
      found: `"${branch}"`,
      expected: "a name of letters, digits, . _ / and -, without wildcards and without refs/heads/",
      fix: "name each branch that is deployed by itself, for example main",
    });
  }
}

/** In a subject `:` is written `%3A` (GitHub Docs, "OpenID Connect reference", as of 2026-11), so such names are not taken. */
function checkEnvironment(environment: string | undefined, at: string, problems: Problems): void {
  if (environment === undefined || /^[A-Za-z0-9_./-]{1,255}$/.test(environment)) return;
  problems.add(at, {
    code: "GITHUB_ENVIRONMENT_INVALID",
    message: "This is not the name of one environment on GitHub that can be compared as it is.",
    found: `"${environment}"`,
    expected: "1 to 255 letters, digits, . _ / and -",
    fix: "name the environment as GitHub's settings show it, for example production; one with other characters is to be renamed there",
  });
}

function checkStateKey(arn: string | undefined, problems: Problems): void {
  if (arn === undefined || /^arn:aws[a-z-]*:kms:[a-z0-9-]+:\d{12}:key\/[A-Za-z0-9-]+$/.test(arn)) return;
  problems.add("stateKeyArn", {
    code: "STATE_KEY_ARN_INVALID",
    message: "This is not the ARN of a KMS key; an alias is not enough in a policy.",
    found: `"${arn}"`,
    expected: "arn:aws:kms:<region>:<account>:key/<id>",
    fix: "copy the key's ARN from the KMS console, or leave stateKeyArn out if the bucket has no key of its own",
  });
}
