// What lets a pipeline on GitHub plan and deploy an environment: the identity provider, the roles, and the most that they may do.
export { DeployBoundary, deployBoundaryArn } from "./deploy-boundary";
export { DeployRole } from "./deploy-role";
export type {
  ApplyRoleOptions,
  DeliveryProps,
  DeployRoleProps,
  GithubRepository,
  PlanRoleOptions,
} from "./deploy-role.types";
export { GithubOidcProvider, type IGithubOidcProvider } from "./github-oidc-provider";
