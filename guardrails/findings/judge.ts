import { maskedText } from "../../review/values/mask";
import type { Found, Level, Rule } from "../rules/rule.types";
import type { Estate, GuardedEnvironment } from "../tree/estate";
import type { Resource } from "../tree/resource";

/** How a finding counts in its environment. */
export type Severity = "error" | "warning";

/** What a rule found, where. Its texts are fit to be shown. */
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
  /**
   * Attribute that it is about.
   *
   * @default - the resource, or the stack, as a whole
   */
  readonly attribute?: string;
  readonly found: string;
  readonly expected: string;
  readonly fix: string;
}

/** Asks every rule of everything, in the order of places and of rules. */
export function judge(estate: Estate, rules: readonly Rule[]): readonly Finding[] {
  return rules.flatMap((rule) => findingsOf(rule, estate)).sort(byPlace);
}

function findingsOf(rule: Rule, estate: Estate): readonly Finding[] {
  if ("checkStack" in rule) {
    return estate.stacks.flatMap((stack) => {
      const { name, environment } = stack;
      return rule
        .checkStack(stack, estate)
        .map((found) => findingAt({ stack: name, place: name }, rule, found, environment));
    });
  }
  const asked = "types" in rule ? estate.all(...rule.types) : estate.stacks.flatMap(({ resources }) => resources);
  return asked.flatMap((resource) => {
    const { stack, place, address } = resource;
    const found = "types" in rule ? rule.check(resource, estate) : rule.checkEach(resource, estate);
    return found.map((found) =>
      findingAt({ stack, place, address }, rule, withoutSensitive(found, resource), estate.environmentOf(resource)),
    );
  });
}

function findingAt(
  at: Pick<Finding, "stack" | "place" | "address">,
  rule: Rule,
  { found, attribute, expected = rule.expected, fix = rule.fix }: Found,
  environment: GuardedEnvironment,
): Finding {
  return {
    ...at,
    rule,
    severity: severityOf(rule.level, environment),
    ...(attribute === undefined ? {} : { attribute }),
    found: maskedText(found),
    expected,
    fix,
  };
}

/** What the provider's schema calls sensitive is not quoted. */
function withoutSensitive(found: Found, resource: Resource): Found {
  const { attribute } = found;
  const [first = ""] = attribute?.split(".") ?? [];
  return attribute !== undefined && resource.isSensitive(first)
    ? { ...found, found: `${attribute} = (sensitive)` }
    : found;
}

function severityOf(level: Level, { isProduction }: GuardedEnvironment): Severity {
  return level === "error" || (level === "production" && isProduction) ? "error" : "warning";
}

/** By place, then by rule, address, attribute and what is found. */
export function byPlace(a: Finding, b: Finding): number {
  const [keyA, keyB] = [a, b].map(({ place, rule, address = "", attribute = "", found }) => [
    place,
    rule.id,
    address,
    attribute,
    found,
  ]);
  for (const [at, one] of (keyA ?? []).entries()) {
    const other = keyB?.[at] ?? "";
    if (one !== other) return one < other ? -1 : 1;
  }
  return 0;
}
