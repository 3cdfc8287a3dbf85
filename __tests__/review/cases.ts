import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { type PlanInput, readPlan } from "../../review";
import type { PlanJson, ResourceChangeJson } from "../../review/plan/plan-json.types";

const CASES = join(__dirname, "cases");

/** Names of the cases that have a plan. */
export const CASE_NAMES: readonly string[] = readdirSync(CASES, { withFileTypes: true })
  .filter((entry) => entry.isDirectory())
  .map(({ name }) => name)
  .sort();

/** The plan of a case, as the real Terraform and provider made it. */
export function planOf(name: string): PlanJson {
  return readPlan(readFileSync(join(CASES, name, "plan.json"), "utf8"), `${name}/plan.json`);
}

/** A case as the only stack of a review. */
export function caseInput(name: string): PlanInput {
  return { stack: name, plan: planOf(name) };
}

/** A plan of one change in place, for values that no provider would give. */
export function planWith(
  change: Partial<ResourceChangeJson["change"]>,
  more: Partial<ResourceChangeJson> = {},
): PlanJson {
  return {
    format_version: "1.2",
    resource_changes: [
      {
        address: "aws_thing.one",
        mode: "managed",
        type: "aws_thing",
        name: "one",
        change: { actions: ["update"], before: {}, after: {}, ...change },
        ...more,
      },
    ],
  };
}
