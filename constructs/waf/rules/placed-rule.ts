import type { Wafv2WebAclRule } from "@cdktf/provider-aws/lib/wafv2-web-acl";
import type { Problems } from "../../core/errors";

/** A rule with its place in the order. */
export interface PlacedRule {
  readonly name: string;
  readonly priority: number;
  /** Where it was declared, for problems. */
  readonly property: string;
  readonly rule: Wafv2WebAclRule;
}

/** How a rule shows in metrics. */
export interface Visibility {
  readonly metricPrefix: string;
  readonly sampled: boolean;
}

/** The block `visibility_config` of a rule. */
export function visibilityConfig(name: string, { metricPrefix, sampled }: Visibility) {
  return {
    cloudwatchMetricsEnabled: true,
    metricName: `${metricPrefix}-${name}`.slice(0, 255),
    sampledRequestsEnabled: sampled,
  };
}

/** Checks a priority that was given. */
export function checkPriority(priority: number, problems: Problems, property: string): void {
  if (Number.isInteger(priority) && priority >= 0 && priority <= 1_000_000) return;
  problems.add(`${property}.priority`, {
    code: "RULE_PRIORITY_INVALID",
    message: "This is no place in the order of rules.",
    found: String(priority),
    expected: "a whole number from 0 to 1000000",
    fix: "leave it out, or use a number such as 500 to come before all others",
  });
}
