// Rules of a web ACL: what they match, what they do, and what they cost in capacity.
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
