// Rules of listeners: conditions, priorities, actions.

export { ListenerRule, type ListenerRuleProps } from "./listener-rule";
export type {
  Authentication,
  CognitoAuthentication,
  FixedResponse,
  OidcAuthentication,
  QueryCondition,
  Redirect,
  RuleAction,
  RuleConditions,
  WeightedForward,
  WeightedTarget,
} from "./listener-rule.types";
