import { createHash } from "node:crypto";
import type { Problems } from "../../core/errors";
import type { RateRule, WebAclProps, WebAclRule } from "../web-acl.types";
import { CapacityCount } from "./capacity";
import { checkLabels } from "./label-checks";
import { managedRules } from "./managed-rules";
import { type MatchContext, matchStatement, type Statement } from "./match-statement";
import { checkPriority, type PlacedRule, type Visibility, visibilityConfig } from "./placed-rule";
import { ruleAction } from "./rule-action";
import { checkRate, checkRuleNames } from "./rule-checks";
import { checkLabel } from "./text-checks";

/** The rules of a web ACL, in the order in which they are tried, and the capacity they need. */
export interface RulePlan {
  readonly rules: readonly PlacedRule[];
  readonly capacity: number;
}

/** First priority of each kind of rule, and how many places a kind has. */
const FIRST_PRIORITY = { allow: 1000, match: 2000, rate: 3000 } as const;
const PLACES = 1000;

/** Capacity of a rate limit beside what it is limited to (AWS WAF Developer Guide, "Rate-based rule statement", as of 2026-11). */
const RATE_UNITS = 2;

/** Levels of `all`, `any` and `not` in a rule, and in what a rate or a managed group is limited to. */
const RULE_LEVELS = 3;
const SCOPE_DOWN_LEVELS = 2;

/** Turns the properties into rules. Everything that is wrong is added to the problems. */
export function planRules(props: WebAclProps, metricPrefix: string, problems: Problems): RulePlan {
  const capacity = new CapacityCount();
  const scope = props.scope ?? "REGIONAL";
  const context = (property: string, levels: number): MatchContext => ({
    scope,
    problems,
    property,
    capacity,
    levels,
  });
  const visibility = { metricPrefix, sampled: props.sampledRequests ?? true };
  const own = props.rules ?? {};
  checkRuleNames(own, problems);
  const rules = [
    ...Object.entries(own).map(([name, rule]) => ownRule(name, rule, props, context, visibility)),
    ...managedRules(props.managed, (property) => context(property, SCOPE_DOWN_LEVELS), visibility),
  ].sort((a, b) => a.priority - b.priority || (a.name < b.name ? -1 : 1));
  checkPriorities(rules, problems);
  checkLabels(props, rules, problems);
  return { rules, capacity: capacity.units };
}

function ownRule(
  name: string,
  rule: WebAclRule,
  props: WebAclProps,
  context: (property: string, levels: number) => MatchContext,
  visibility: Visibility,
): PlacedRule {
  const property = `rules.${name}`;
  const { problems } = context(property, RULE_LEVELS);
  const priority = rule.priority ?? defaultPriority(name, rule);
  checkPriority(priority, problems, property);
  for (const label of rule.labels ?? []) checkLabel(label, "set", problems, `${property}.labels`);
  const statement =
    "rate" in rule
      ? rateStatement(rule, (of) => context(`${property}.rate.${of}`, SCOPE_DOWN_LEVELS))
      : matchStatement(rule.when, context(`${property}.when`, RULE_LEVELS));
  const action = rule.action ?? "block";
  return {
    name,
    priority,
    property,
    rule: {
      name,
      priority,
      action: ruleAction(action, props.responseBodies ?? {}, problems, `${property}.action`),
      ruleLabel: [...new Set(rule.labels ?? [])].sort().map((label) => ({ name: label })),
      statement,
      visibilityConfig: visibilityConfig(name, visibility),
    },
  };
}

function rateStatement({ rate }: RateRule, context: (part: string) => MatchContext): Statement {
  const below = context("of");
  below.capacity.add(RATE_UNITS);
  checkRate(rate, below.problems, below.property.replace(/\.of$/, ""));
  const per = rate.per ?? "ip";
  return {
    rate_based_statement: {
      limit: rate.limit,
      evaluation_window_sec: rate.windowSeconds ?? 300,
      aggregate_key_type: per === "ip" ? "IP" : "FORWARDED_IP",
      ...(per === "ip"
        ? {}
        : // A request whose header is missing or broken counts for the limit of all such requests.
          { forwarded_ip_config: { header_name: per.forwardedIpHeader, fallback_behavior: "MATCH" } }),
      ...(rate.of ? { scope_down_statement: matchStatement(rate.of, below) } : {}),
    },
  };
}

/** The place follows from the name alone: a further rule moves none of those that are there. */
function defaultPriority(name: string, rule: WebAclRule): number {
  const kind = "rate" in rule ? "rate" : rule.action === "allow" ? "allow" : "match";
  return FIRST_PRIORITY[kind] + (createHash("sha256").update(name).digest().readUInt32BE() % PLACES);
}

function checkPriorities(rules: readonly PlacedRule[], problems: Problems): void {
  const taken = new Set(rules.map(({ priority }) => priority));
  for (const [index, rule] of rules.entries()) {
    const before = rules[index - 1];
    if (before?.priority !== rule.priority) continue;
    let free = rule.priority + 1;
    while (taken.has(free)) free += 1;
    problems.add(`${rule.property}.priority`, {
      code: "RULE_PRIORITY_CLASH",
      message: "Two rules of the web ACL have the same place in the order.",
      found: `${before.property} and ${rule.property} at ${rule.priority}`,
      expected: "a place of its own for each rule",
      fix: `give ${rule.property} the priority ${free}, or another that is free`,
    });
  }
}
