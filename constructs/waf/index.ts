// Web ACLs and their rules, sets of addresses and of expressions, logs.

export { ExistingWebAcl, type ExistingWebAclProps } from "./existing-web-acl";
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
export type { ExistingIpSetProps, ExistingRegexPatternSetProps } from "./sets/existing-match-sets";
export { IpSet } from "./sets/ip-set";
export type { IpSetProps } from "./sets/ip-set.types";
export { RegexPatternSet } from "./sets/regex-pattern-set";
export type { IIpSet, IMatchSet, IRegexPatternSet, WebAclScope } from "./waf-scope";
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
