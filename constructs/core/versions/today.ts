import type { Construct } from "constructs";
import type { Problems } from "../errors";

/** App context key: the day that support of versions is judged at, YYYY-MM-DD. */
export const TODAY_CONTEXT = "groundplan:today";

/**
 * The day that support of versions is judged at: the app's context, else the day on which the table of versions was checked.
 * Nothing here reads a clock, so that the same program says the same every day. Adds `EKS_TODAY_INVALID`.
 *
 * @param asOf the day of the table
 */
export function todayOf(construct: Construct, asOf: string, problems: Problems): string {
  const today: unknown = construct.node.tryGetContext(TODAY_CONTEXT);
  if (today === undefined) return asOf;
  if (typeof today === "string" && /^\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])$/.test(today)) return today;
  problems.add("", {
    code: "EKS_TODAY_INVALID",
    message: `The context ${TODAY_CONTEXT} of the app is not a day.`,
    found: JSON.stringify(today),
    expected: "YYYY-MM-DD",
    fix: `for example "${asOf}", or leave it out`,
  });
  return asOf;
}
