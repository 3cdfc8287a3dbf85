import type { TrustedFederation } from "../iam/trust/trust.types";
import type { DeployRoleProps, GithubRepository } from "./deploy-role.types";
import { GITHUB_AUDIENCE, GITHUB_ISSUER } from "./github-oidc-provider";

/**
 * Both forms of a token's subject. Repositories that were made, renamed or moved since July 2026 have the ids of owner and repository in it;
 * older ones only the names, until they opt in (GitHub Docs, "OpenID Connect reference", as of 2026-11). `@` is part of no name, so that
 * neither form can be taken for another repository's.
 *
 * @param context what the job runs for: `pull_request`, `ref:refs/heads/main`, `environment:production`
 */
function subjects({ repository, ownerId, repositoryId }: GithubRepository, context: string): readonly string[] {
  const [owner, name] = repository.split("/");
  return [`repo:${repository}:${context}`, `repo:${owner}@${ownerId}/${name}@${repositoryId}:${context}`];
}

const refOf = (branch: string): string => `refs/heads/${branch}`;

/**
 * Who may take a role. Every value is compared as a whole, and all keys must be there.
 *
 * IAM refuses a trust in GitHub that does not look at `sub` (IAM User Guide, "Identity-provider controls for shared OIDC providers", as of
 * 2026-11). Beside it STS knows the claims `actor`, `actor_id`, `enterprise_id`, `environment`, `job_workflow_ref`, `ref`, `repository`,
 * `repository_id` and `workflow`, in commercial regions (AWS What's New, "AWS STS now supports validation of select identity provider specific
 * claims from Google, GitHub, CircleCI and OCI", as of 2026-11). `repository_id` keeps out a fork, and who gets a name that became free; `ref` a
 * branch that is not deployed, whatever GitHub's environment admits.
 */
export function githubTrust(props: DeployRoleProps): TrustedFederation {
  const { provider, repository, branches } = props;
  return {
    by: "federation",
    protocol: "oidc",
    providerArn: provider.providerArn,
    conditions: {
      StringEquals: {
        [`${GITHUB_ISSUER}:aud`]: GITHUB_AUDIENCE,
        [`${GITHUB_ISSUER}:repository_id`]: repository.repositoryId,
        [`${GITHUB_ISSUER}:sub`]: contextsOf(props).flatMap((context) => subjects(repository, context)),
        ...(props.may === "apply"
          ? {
              [`${GITHUB_ISSUER}:environment`]: props.environment,
              [`${GITHUB_ISSUER}:ref`]: branches.map(refOf),
            }
          : {}),
      },
    },
  };
}

/**
 * A job that names an environment has that in its subject, and nothing else (GitHub Docs, "OpenID Connect reference", as of 2026-11). So a
 * job of a pull request cannot pass for one that was approved.
 */
function contextsOf(props: DeployRoleProps): readonly string[] {
  const environment = props.environment === undefined ? [] : [`environment:${props.environment}`];
  if (props.may === "apply") return environment;
  return ["pull_request", ...props.branches.map((branch) => `ref:${refOf(branch)}`), ...environment];
}
