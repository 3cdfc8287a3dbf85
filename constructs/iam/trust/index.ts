// Who may assume a role.
export type { TrustedBy } from "./trust.types";
