import type { IConstruct } from "constructs";
import type { Problems } from "../core/errors";
import { remember, remembered } from "../core/memory/remembered";

/** What a database has for good: another value is another database. */
export type LastingFacts = Readonly<Record<string, string>>;

const REMEMBERED = "lasting";

/**
 * Remembers what a database cannot change, and adds `DATABASE_REPLACED` where it differs from what is deployed, unless that is declared.
 * AWS has no way to change these of a database that exists (AWS provider 5.100.0, `aws_db_instance` and `aws_rds_cluster`, `ForceNew`).
 *
 * @param facts by the property that says them; nothing that is known after the apply only
 * @param replace why another database may take its place
 */
export function checkReplacement(
  construct: IConstruct,
  facts: LastingFacts,
  replace: string | undefined,
  problems: Problems,
): void {
  remember(construct, REMEMBERED, { ...facts });
  const before = remembered(construct, REMEMBERED);
  if (replace !== undefined || typeof before !== "object" || before === null || Array.isArray(before)) return;
  for (const [property, value] of Object.entries(facts)) {
    const deployed = (before as Readonly<Record<string, unknown>>)[property];
    if (typeof deployed !== "string" || deployed === value) continue;
    problems.add(property, {
      code: "DATABASE_REPLACED",
      message:
        "The database would be destroyed, and an empty one made in its place: RDS cannot change this of one that exists.",
      found: `${shown(value)}, and ${shown(deployed)} in the database that is deployed`,
      expected: `${shown(deployed)}, or a reason for another database`,
      fix: `take the change back, or say in replace why what is in it may go, such as replace: "moved by a snapshot"`,
    });
  }
}

function shown(value: string): string {
  return value === "" ? "nothing" : `"${value}"`;
}
