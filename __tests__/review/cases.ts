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

/** Names of the cases that are plans of all stacks of an environment. */
export const ENVIRONMENT_NAMES: readonly string[] = readdirSync(join(__dirname, "environments")).sort();

/** The plans of an environment of this project, in the order in which its stacks are deployed. */
export function environmentPlans(name: string): readonly PlanInput[] {
  const stacks: {
    readonly stack: string;
    readonly plan: PlanJson;
    readonly mocked: readonly string[];
    readonly after: readonly string[];
    readonly constructs: Readonly<Record<string, string>>;
  }[] = JSON.parse(readFileSync(join(__dirname, "environments", name, "plans.json"), "utf8"));
  return stacks.map(({ constructs, ...one }) => ({
    ...one,
    constructs: new Map(Object.entries(constructs)),
  }));
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
