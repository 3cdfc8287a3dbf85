// Argo CD, its projects, and the application of applications.

export { ArgoCd, type ArgoCdProps } from "./argo-cd";
export type {
  AppOfApps,
  ArgoCdIngress,
  ArgoCdOptions,
  ArgoCdProject,
  ArgoCdRepository,
  GitHubSignIn,
  OidcSignIn,
  SecretReference,
} from "./argocd.types";
