import type { IConstruct } from "constructs";
import type { Problems } from "../errors";
import { remember, remembered } from "./remembered";

/** What something has for good, by the property that says it: another value is another one. Nothing that is known after the apply only. */
export type LastingFacts = Readonly<Record<string, string>>;

/** What would be replaced, in messages. */
export interface Replaced {
  /** `TABLE_REPLACED`. */
  readonly code: string;
  /** What it is: `table`. */
  readonly what: string;
  /** Whose service cannot change it: `DynamoDB`. */
  readonly service: string;
  /** An example of a reason: `moved by an export`. */
  readonly reason: string;
}

const REMEMBERED = "lasting";

/**
 * Remembers what cannot be changed, and adds a problem where it differs from what is deployed, unless a reason is given.
 *
 * @param replace why another one may take its place
 */
export function checkLastingFacts(
  construct: IConstruct,
  facts: LastingFacts,
  { code, what, service, reason }: Replaced,
  replace: string | undefined,
  problems: Problems,
): void {
  const before = remembered(construct, REMEMBERED);
  remember(construct, REMEMBERED, { ...facts });
  if (replace !== undefined || typeof before !== "object" || before === null || Array.isArray(before)) return;
  for (const [property, value] of Object.entries(facts)) {
    const deployed = (before as Readonly<Record<string, unknown>>)[property];
    if (typeof deployed !== "string" || deployed === value) continue;
    problems.add(property, {
      code,
      message: `The ${what} would be destroyed, and an empty one made in its place: ${service} cannot change this of one that exists.`,
      found: `${shown(value)}, and ${shown(deployed)} in the ${what} that is deployed`,
      expected: `${shown(deployed)}, or a reason for another ${what}`,
      fix: `take the change back, or say in replace why what is in it may go, such as replace: "${reason}"`,
    });
  }
}

function shown(value: string): string {
  return value === "" ? "nothing" : `"${value}"`;
}
