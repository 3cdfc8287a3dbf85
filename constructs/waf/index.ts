// Web ACLs and their rules, sets of addresses and of expressions, logs.

export type { ManagedRuleGroupName } from "./rules/managed-rule-groups";
export type {
  CountryMatch,
  InjectionMatch,
  IpMatch,
  LabelMatch,
  Match,
  RegexMatch,
  RegexSetMatch,
  RequestField,
  SizeMatch,
  TextMatch,
} from "./rules/match.types";
export { IpSet } from "./sets/ip-set";
export type { IpSetProps } from "./sets/ip-set.types";
export { RegexPatternSet } from "./sets/regex-pattern-set";
export { WebAcl } from "./web-acl";
export type {
  BlockResponse,
  IWebAcl,
  ManagedRuleGroupOptions,
  MatchRule,
  RateRule,
  RedactedField,
  ResponseBody,
  RuleAction,
  WafLogging,
  WafLogToCloudWatch,
  WafLogToFirehose,
  WafLogToS3,
  WebAclProps,
  WebAclRule,
} from "./web-acl.types";
