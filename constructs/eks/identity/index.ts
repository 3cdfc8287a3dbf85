// Identity of pods: the cluster's issuer in IAM, and roles for service accounts.
export { OidcProvider, type OidcProviderProps } from "./oidc-provider";
export type { IdentityKind, IServiceAccountRole, ServiceAccountRoleOptions } from "./service-account.types";
export { ServiceAccountRole, type ServiceAccountRoleProps } from "./service-account-role";
