import type { MorePolicies } from "../iam/policies/more-policies";
import type { DeployBoundary } from "./deploy-boundary";
import type { IGithubOidcProvider } from "./github-oidc-provider";

/**
 * A repository on github.com, by its name and by the ids that GitHub gives to no other one:
 * `gh api repos/acme/platform --jq '.owner.id, .id'`.
 */
export interface GithubRepository {
  /**
   * `<owner>/<name>`, in the case that GitHub shows; no wildcard.
   *
   * @example acme/platform
   */
  readonly repository: string;
  /**
   * Id of the user or organization that the repository belongs to, in digits.
   *
   * @example 123456
   */
  readonly ownerId: string;
  /**
   * Id of the repository, in digits.
   *
   * @example 123456789
   */
  readonly repositoryId: string;
}

/** What can be chosen of the role that plans. */
export interface PlanRoleOptions {
  /**
   * Environment on GitHub that planning jobs name, for its variables. Its jobs may take the role whatever branch they run for.
   *
   * @default - planning jobs name no environment
   */
  readonly environment?: string;
  /**
   * Managed policies beside `SecurityAudit` and `ViewOnlyAccess`, for configuration that these cannot read. Secrets and data stay out
   * of reach, whatever they allow.
   *
   * @default - none
   */
  readonly morePolicies?: MorePolicies;
}

/** What can be chosen of the role that applies. */
export interface ApplyRoleOptions {
  /**
   * Environment on GitHub that deploying jobs name; its protection rules say who approves.
   *
   * @default - the name of the environment
   */
  readonly environment?: string;
  /**
   * Branches that are deployed, without `refs/heads/` and wildcards.
   *
   * @example ["main"]
   * @default - `main`
   */
  readonly branches?: readonly string[];
  /**
   * ARNs of the managed policies that say what may be deployed, within the boundary.
   *
   * @default - AWS's `PowerUserAccess`
   */
  readonly policyArns?: readonly string[];
}

/** Who delivers an environment. */
export interface DeliveryProps {
  /** The repository, and whether the environment's account knows GitHub already. */
  readonly github: GithubRepository & {
    /**
     * Whether this environment makes the account's identity provider for GitHub, of which there is one, or refers to it.
     *
     * @default "create"
     */
    readonly provider?: "create" | "existing";
  };
  /**
   * The role that plans.
   *
   * @default - jobs of pull requests and of the branches that are deployed may plan
   */
  readonly plan?: PlanRoleOptions;
  /**
   * The role that applies.
   *
   * @default - jobs of the branch `main` that name the environment may apply
   */
  readonly apply?: ApplyRoleOptions;
  /**
   * ARN of the KMS key that the state bucket is encrypted with.
   *
   * @default - none: the bucket is encrypted with keys of Amazon S3, as the bucket of a state stack is
   */
  readonly stateKeyArn?: string;
}

/** What both roles have. */
interface CommonProps extends Pick<DeliveryProps, "stateKeyArn"> {
  readonly provider: IGithubOidcProvider;
  readonly repository: GithubRepository;
  /** Branches that are deployed: those that may apply, and whose jobs may plan. */
  readonly branches: readonly string[];
  /** The most that the role may do, and every role that the applying one makes. */
  readonly boundary: DeployBoundary;
}

/** Properties of a `DeployRole` that plans. */
export interface PlanRoleProps extends CommonProps, PlanRoleOptions {
  readonly may: "plan";
}

/** Properties of a `DeployRole` that applies. */
export interface ApplyRoleProps extends CommonProps, Pick<ApplyRoleOptions, "policyArns"> {
  readonly may: "apply";
  /** Environment on GitHub that deploying jobs name. */
  readonly environment: string;
}

/** Properties of `DeployRole`. */
export type DeployRoleProps = PlanRoleProps | ApplyRoleProps;
