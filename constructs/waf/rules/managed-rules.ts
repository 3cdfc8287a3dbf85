import { closest } from "fastest-levenshtein";
import type { Problems } from "../../core/errors";
import type { ManagedRuleGroupOptions, WebAclProps } from "../web-acl.types";
import { MANAGED_RULE_GROUPS, type ManagedRuleGroup, managedRuleGroup } from "./managed-rule-groups";
import { type MatchContext, matchStatement, type Statement } from "./match-statement";
import { checkPriority, type PlacedRule, type Visibility, visibilityConfig } from "./placed-rule";

/** The groups of a web ACL that names none: what every web application wants, well within the included capacity. */
const DEFAULT_GROUPS: WebAclProps["managed"] = { "ip-reputation": true, core: true, "known-bad-inputs": true };

/** The rules that use managed groups. */
export function managedRules(
  managed: WebAclProps["managed"],
  context: (property: string) => MatchContext,
  visibility: Visibility,
): readonly PlacedRule[] {
  return Object.entries(managed ?? DEFAULT_GROUPS ?? {}).flatMap(([name, given]) => {
    const property = `managed.${name}`;
    const group = managedRuleGroup(name);
    if (!group) unknownGroup(name, context(property).problems, property);
    if (!group || !given) return [];
    return [managedRule(name, group, given === true ? {} : given, context(`${property}.of`), visibility)];
  });
}

function managedRule(
  name: string,
  group: ManagedRuleGroup,
  options: ManagedRuleGroupOptions,
  context: MatchContext,
  visibility: Visibility,
): PlacedRule {
  const property = `managed.${name}`;
  const { problems, capacity } = context;
  const priority = options.priority ?? group.priority;
  checkPriority(priority, problems, property);
  checkOverrides(group, options, problems, property);
  checkInspectionLevel(name, options, problems, property);
  capacity.add(group.capacity);
  return {
    name,
    priority,
    property,
    rule: {
      name,
      priority,
      overrideAction: options.countOnly ? { count: {} } : { none: {} },
      statement: { managed_rule_group_statement: groupStatement(name, group, options, context) },
      visibilityConfig: visibilityConfig(name, visibility),
    },
  };
}

function groupStatement(
  name: string,
  group: ManagedRuleGroup,
  options: ManagedRuleGroupOptions,
  context: MatchContext,
): Statement {
  const overrides = Object.entries(options.overrides ?? {}).sort(([a], [b]) => (a < b ? -1 : 1));
  return {
    vendor_name: "AWS",
    name: group.awsName,
    ...(options.version === undefined ? {} : { version: options.version }),
    ...(overrides.length > 0
      ? { rule_action_override: overrides.map(([rule, action]) => ({ name: rule, action_to_use: { [action]: {} } })) }
      : {}),
    ...(options.of ? { scope_down_statement: matchStatement(options.of, context) } : {}),
    ...(name === "bot-control"
      ? {
          managed_rule_group_configs: {
            aws_managed_rules_bot_control_rule_set: {
              inspection_level: (options.inspectionLevel ?? "common").toUpperCase(),
            },
          },
        }
      : {}),
  };
}

function unknownGroup(name: string, problems: Problems, property: string): void {
  const known = Object.keys(MANAGED_RULE_GROUPS);
  problems.add(property, {
    code: "MANAGED_GROUP_UNKNOWN",
    message: "There is no rule group of this name.",
    found: `"${name}"`,
    expected: known.join(", "),
    fix: `did you mean ${closest(name, known)}?`,
  });
}

/** AWS WAF takes an override for a rule that the group does not have, and does nothing; so a typing error would go unseen. */
function checkOverrides(
  group: ManagedRuleGroup,
  { overrides = {} }: ManagedRuleGroupOptions,
  problems: Problems,
  property: string,
): void {
  for (const rule of Object.keys(overrides)) {
    if (group.rules.includes(rule)) continue;
    problems.add(`${property}.overrides`, {
      code: "MANAGED_RULE_UNKNOWN",
      message: "The group has no rule of this name, and AWS WAF would leave the override out without a word.",
      found: `"${rule}" in ${group.awsName}`,
      expected: [...group.rules].sort().join(", "),
      fix: `did you mean ${closest(rule, [...group.rules])}? A rule that AWS added belongs into constructs/waf/rules/managed-rule-groups.ts`,
    });
  }
}

function checkInspectionLevel(
  name: string,
  { inspectionLevel }: ManagedRuleGroupOptions,
  problems: Problems,
  property: string,
): void {
  if (inspectionLevel === undefined || name === "bot-control") return;
  problems.add(`${property}.inspectionLevel`, {
    code: "INSPECTION_LEVEL_UNUSED",
    message: "Only Bot Control has inspection levels.",
    found: `inspectionLevel: "${inspectionLevel}" for ${name}`,
    expected: "inspectionLevel under managed.bot-control only",
    fix: "remove it",
  });
}
