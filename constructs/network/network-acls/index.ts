// Network ACLs of tiers, and what they have to admit.

export type {
  IcmpMessage,
  IcmpMessages,
  NetworkAclOpening,
  NetworkAclProps,
  NetworkAclRule,
} from "./network-acl-props";
