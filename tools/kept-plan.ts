import type { PlanJson } from "../review";
import { isRecord } from "../review/values/values";

/** Parts of a plan's JSON that a review reads; the rest has versions, times and settings of the provider. */
const KEPT = ["format_version", "terraform_version", "resource_changes", "resource_drift", "output_changes", "errored"];

/** Resources whose sensitive values are drawn by their provider. */
const DRAWING = /^(random|tls)_/;

/** Stands in the place of a key or a password that a provider drew. */
export const DRAWN = "drawn by the provider";

/** A plan without what no review reads, and without the keys and passwords that providers drew. */
export function keptOf(plan: PlanJson): Readonly<Record<string, unknown>> {
  const parts: Readonly<Record<string, unknown>> = { ...plan };
  const kept = Object.fromEntries(KEPT.filter((key) => key in parts).map((key) => [key, parts[key]]));
  const whole = { ...kept, configuration: { root_module: plan.configuration?.root_module } };
  const drawn = [...(plan.resource_changes ?? []), ...(plan.resource_drift ?? [])].flatMap(({ type, change }) =>
    DRAWING.test(type) ? markedTexts(change.before, change.before_sensitive) : [],
  );
  return JSON.parse(JSON.stringify(whole), (_, value: unknown) =>
    typeof value === "string" ? drawn.reduce((text, one) => text.replaceAll(one, DRAWN), value) : value,
  );
}

/** Texts of a resource that are sensitive by the schema. */
function markedTexts(values: unknown, marks: unknown): string[] {
  if (!isRecord(values) || !isRecord(marks)) return [];
  return Object.entries(values).flatMap(([key, value]) =>
    marks[key] === true && typeof value === "string" && value !== "" ? [value] : [],
  );
}
