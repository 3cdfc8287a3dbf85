import { isPlanned, newSalt, removePlan } from "../deploy";
import type { Session } from "../session";
import { isWhole, type PassedArguments } from "../terraform/pass-through";
import type { TerraformError } from "../terraform/terraform-error";
import type { MockPlanner } from "./mock-plans";
import type { PlannedRun, PlannedStack } from "./planned-run";
import { NO_ORDER, Planner, put } from "./planner";
import { savePlans } from "./saved-plans";

/** How stacks are planned for a reader. */
export interface PlanOptions {
  readonly selected: readonly string[];
  readonly passed: PassedArguments;
  readonly mock: MockPlanner;
  /**
   * Whether all is planned with mock values, also where the producers exist.
   *
   * @default false
   */
  readonly isMocked?: boolean;
  /**
   * Folder to save the plans in.
   *
   * @default - they are not kept
   */
  readonly out?: string;
  /** Prints a whole plan, as Terraform shows it. @default - it stands in the log only */
  readonly onDetails?: (stack: string, text: string) => void;
  /** Is given every plan in Terraform's JSON format, and the folder that it was made in. @default - nobody asks */
  readonly onPlanJson?: (stack: string, folder: string, plan: unknown) => void;
}

/**
 * Plans stacks, each against what is deployed; those whose producers do not exist with mock values. The whole text of every plan
 * goes to the stack's log.
 *
 * @returns what would be done, or undefined if a plan failed
 * @throws GroundplanError if no order of applying them would be right
 */
export async function plan(session: Session, options: PlanOptions): Promise<PlannedRun | undefined> {
  const { selected, passed, mock, isMocked, out, onDetails, onPlanJson } = options;
  if (isMocked) {
    const [stacks, failed] = [new Map<string, PlannedStack>(), new Map<string, TerraformError>()];
    const plans = await mock(session, selected, (name) => session.producers(name));
    for (const [name, plan] of plans) put(name, plan, stacks, failed);
    const run = { stacks, failed, order: NO_ORDER };
    if (!isPlanned(session, run)) return undefined;
    if (out) savePlans(session, run, { salt: newSalt(), isWhole: isWhole(passed) }, out);
    return run;
  }
  const salt = newSalt();
  const planner = new Planner(session, { selected, passed, mock, salt, mocksUnselected: true });
  const run = await planner.plan();
  try {
    if (!isPlanned(session, run)) return undefined;
    for (const [name, planned] of run.stacks) {
      if (planned.kind !== "real") continue;
      if (onPlanJson) onPlanJson(name, session.stack(name).folder, await session.terraform(name).planJson());
      if (!planned.hasChanges) continue;
      const text = await session.terraform(name).showPlan();
      onDetails?.(name, text);
    }
    if (out) savePlans(session, run, { salt, isWhole: isWhole(passed) }, out);
    return run;
  } finally {
    for (const name of selected) removePlan(session, name);
  }
}
