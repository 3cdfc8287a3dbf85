import { closest } from "fastest-levenshtein";
import type { Problems } from "../../core/errors";
import type { WebAclProps, WebAclRule } from "../web-acl.types";
import { MANAGED_RULE_GROUPS } from "./managed-rule-groups";
import type { Match } from "./match.types";
import type { PlacedRule } from "./placed-rule";
import { isLabel } from "./text-checks";

/** What labels of AWS's rule groups begin with, before the group's own part. */
const MANAGED = "awswaf:managed:aws:";

/** Labels that AWS WAF sets without a rule of ours saying so: tokens of challenges, and places of addresses. */
const SET_BY_AWS = /^awswaf:(?!managed:aws:)/;

/** A rule that sets labels: how it is told, what it sets, from which place on. */
interface Setter {
  readonly priority: number;
  readonly sets: (label: string) => boolean;
}

/**
 * Checks that a label which a rule looks for is set by a rule before it: `LABEL_TOO_EARLY`, `LABEL_NEVER_SET`. It would match nothing
 * otherwise, without a word (AWS WAF Developer Guide, "Web request labeling", as of 2026-11). Labels of AWS's groups are found by their full
 * names alone: a name that is not full is looked for among the labels of the web ACL's own rules (AWS WAFV2 API Reference,
 * `LabelMatchStatement`, as of 2026-11).
 */
export function checkLabels(props: WebAclProps, rules: readonly PlacedRule[], problems: Problems): void {
  const own = props.rules ?? {};
  const setters = rules.flatMap((rule) => setterOf(rule, own));
  const all = Object.values(own).flatMap(({ labels = [] }) => labels);
  for (const { name, priority, property } of rules) {
    const looksFor = property.startsWith("managed.") ? scopeOf(props, name) : labelsIn(own[name]);
    for (const label of looksFor) {
      if (SET_BY_AWS.test(label) || !isLabel(label)) continue;
      const places = setters.filter((setter) => setter.sets(label)).map((setter) => setter.priority);
      if (places.length === 0) addNeverSet(label, property, all, problems);
      else if (Math.min(...places) >= priority) addTooEarly(label, priority, Math.min(...places), property, problems);
    }
  }
}

function setterOf({ name, priority, property }: PlacedRule, own: Readonly<Record<string, WebAclRule>>): Setter[] {
  if (property.startsWith("managed.")) {
    const group = Object.entries(MANAGED_RULE_GROUPS).find(([known]) => known === name)?.[1];
    if (!group) return [];
    return [{ priority, sets: (label) => label.startsWith(`${MANAGED}${group.labels}:`) }];
  }
  const labels = own[name]?.labels ?? [];
  // A match may leave out parts at the front, and is about labels of this web ACL then.
  return [{ priority, sets: (label) => labels.some((set) => set === label || set.endsWith(`:${label}`)) }];
}

function addTooEarly(label: string, priority: number, after: number, property: string, problems: Problems): void {
  problems.add(`${property}.priority`, {
    code: "LABEL_TOO_EARLY",
    message: "The rule looks for a label before any rule has set it.",
    found: `priority ${priority}, while "${label}" is set at ${after} or later`,
    expected: "a priority behind the rule that sets the label",
    fix: `give the rule a priority above ${after}`,
  });
}

function addNeverSet(label: string, property: string, all: readonly string[], problems: Problems): void {
  const group = Object.entries(MANAGED_RULE_GROUPS).find(([, { labels }]) => label.startsWith(`${MANAGED}${labels}:`));
  const short = Object.values(MANAGED_RULE_GROUPS).some(({ labels }) => label.startsWith(`${labels}:`));
  problems.add(property, {
    code: "LABEL_NEVER_SET",
    message: "The rule looks for a label that no rule of the web ACL sets.",
    found: `"${label}"`,
    expected:
      all.length > 0 ? `a label that a rule sets: ${[...new Set(all)].sort().join(", ")}` : "a label that a rule sets",
    fix: short
      ? `write it in full: ${MANAGED}${label}`
      : group
        ? `add the group to managed: ${group[0]}`
        : all.length > 0
          ? `did you mean ${closest(label, [...all])}?`
          : `let a rule before it set the label: action: "count", labels: ["${label}"]`,
  });
}

/** Labels that a managed group is limited to. */
function scopeOf({ managed }: WebAclProps, name: string): readonly string[] {
  const options = Object.entries(managed ?? {}).find(([known]) => known === name)?.[1];
  return typeof options === "object" && options.of ? labelsOf(options.of) : [];
}

function labelsIn(rule: WebAclRule | undefined): readonly string[] {
  if (!rule) return [];
  const match = "rate" in rule ? rule.rate.of : rule.when;
  return match ? labelsOf(match) : [];
}

function labelsOf(match: Match): readonly string[] {
  if ("label" in match) return [match.label];
  if ("all" in match) return match.all.flatMap(labelsOf);
  if ("any" in match) return match.any.flatMap(labelsOf);
  return "not" in match ? labelsOf(match.not) : [];
}
