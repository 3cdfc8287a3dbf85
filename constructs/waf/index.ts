// Web ACLs and their rules, sets of addresses and of expressions, logs.

export { IpSet } from "./ip-set";
export type { IpSetProps } from "./ip-set.types";
export type { ManagedRuleGroupName } from "./managed-rule-groups";
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
} from "./match.types";
export { RegexPatternSet } from "./regex-pattern-set";
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
