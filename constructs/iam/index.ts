// Who may do what: roles, the grants that they are given, policies, and the checks that keep permissions narrow.
export type { GrantStatement, IGrantable, IRole } from "./grantable";
export { InlinePolicy } from "./inline-policy";
export { ManagedPolicy } from "./managed-policy";
export { type PolicyStatement, policyDocument } from "./policy-document";
export { Role } from "./role";
export type { TrustedBy } from "./trust.types";
export { type Wildcard, wildcardsOf } from "./wildcards";
