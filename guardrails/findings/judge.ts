import type { Level, Rule } from "../rules/rule.types";
import type { Estate, GuardedEnvironment } from "../tree/estate";

/** How a finding counts in its environment. */
export type Severity = "error" | "warning";

/** What a rule found, where. */
export interface Finding {
  readonly rule: Rule;
  readonly severity: Severity;
  /** Full name of the stack. */
  readonly stack: string;
  /** The stack and the path of the construct, or the address where no construct is known. */
  readonly place: string;
  /**
   * Address in Terraform.
   *
   * @default - the stack as a whole
   */
  readonly address?: string;
  readonly attribute?: string;
  readonly found: string;
  readonly fix: string;
}

/** Asks every rule of everything, in the order of places and of rules. */
export function judge(estate: Estate, rules: readonly Rule[]): readonly Finding[] {
  const findings = rules.flatMap((rule) => findingsOf(rule, estate));
  return findings.sort(
    (a, b) => order(a.place, b.place) || order(a.rule.id, b.rule.id) || order(a.attribute ?? "", b.attribute ?? ""),
  );
}

function findingsOf(rule: Rule, estate: Estate): readonly Finding[] {
  if ("checkStack" in rule) {
    return estate.stacks.flatMap((stack) =>
      rule.checkStack(stack, estate).map((found) => ({
        ...{ rule, severity: severityOf(rule.level, stack.environment), stack: stack.name, place: stack.name },
        ...{ fix: rule.fix, ...found },
      })),
    );
  }
  return estate.all(...rule.types).flatMap((resource) =>
    rule.check(resource, estate).map((found) => ({
      ...{ rule, severity: severityOf(rule.level, estate.environmentOf(resource)), stack: resource.stack },
      ...{ place: resource.place, address: resource.address, fix: rule.fix, ...found },
    })),
  );
}

function severityOf(level: Level, { isProduction }: GuardedEnvironment): Severity {
  return level === "error" || (level === "production" && isProduction) ? "error" : "warning";
}

function order(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
