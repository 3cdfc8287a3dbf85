// Who may do what in a cluster: access entries, policies, the aws-auth map.

export type { AccessGrant, AccessPolicy, AuthenticationMode } from "./access.types";
export { admissions } from "./admissions";
export { principalArn } from "./principal";
