// Who may do what: roles, the grants that they are given, policies, and the checks that keep permissions narrow.
export type { GrantStatement, IGrantable, IRole } from "./grantable";
export { InlinePolicy } from "./policies/inline-policy";
export { ManagedPolicy } from "./policies/managed-policy";
export { type PolicyStatement, policyDocument } from "./policies/policy-document";
export { type PolicyFile, statementsFromFile } from "./policies/policy-file";
export { type Wildcard, wildcardsOf } from "./policies/wildcards";
export { Role } from "./roles/role";
export type { TrustedBy } from "./trust/trust.types";
