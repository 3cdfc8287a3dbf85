import * as fs from "node:fs";
import * as path from "node:path";
import { countText } from "../progress/summary";
import type { Session } from "../session";
import type { SynthesizedStack } from "../stacks/stacks";
import { initialize } from "../terraform/init";
import { TerraformError } from "../terraform/terraform-error";
import { countChanges, NO_CHANGES } from "./plan-changes";
import type { PlannedStack } from "./planned-run";

/**
 * Plans stacks with mock values of the producers that each lacks.
 *
 * @returns the plans, and an error for every stack that could not be planned
 */
export type MockPlanner = (
  session: Session,
  stacks: readonly string[],
  lacks: (stack: string) => readonly string[],
) => Promise<ReadonlyMap<string, PlannedStack | TerraformError>>;

/** What plans with mock values need. */
export interface MockPlannerOptions {
  /**
   * Synthesizes into a folder, with mock values for the contracts of some stacks.
   *
   * @param mocked full names of the stacks
   */
  readonly synthesize: (outdir: string, mocked: readonly string[]) => readonly SynthesizedStack[];
  /** A temporary folder of the run. */
  readonly folder: string;
  /**
   * What becomes of a plan that fails: some stacks cannot be planned at all before their producers exist, since they sign in to
   * what these make. `later`: it is planned then. `error`: it is an error of the run.
   */
  readonly onFailure: "later" | "error";
  /**
   * Whether every stack is planned as if nothing of it existed, without a look at its state.
   *
   * @default false
   */
  readonly isWithoutState?: boolean;
  /** Prints a whole plan. @default - the plans are only counted */
  readonly onDetails?: (stack: string, text: string) => void;
  /** Is given every plan in Terraform's JSON format, and the folder that it was made in. @default - nobody asks */
  readonly onPlanJson?: (stack: string, folder: string, plan: unknown) => void;
}

/**
 * Plans stacks whose producers do not exist: against a copy of their own state, which is empty as a rule, and with mock values
 * where they read the producers. These plans live in a folder of their own with a backend of their own, so that none of them can
 * be applied.
 */
export function mockPlanner(options: MockPlannerOptions): MockPlanner {
  return async (session, names, lacks) => {
    const mocked = [...new Set(names.flatMap((name) => lacks(name)))].sort();
    const stacks = options.synthesize(path.join(options.folder, "cdktf.out"), mocked);
    linkLocalStates(session, options.folder);
    const plans = new Map<string, PlannedStack | TerraformError>();
    await Promise.all(
      names.map((name) =>
        session.pool.run(async () => {
          const stack = stacks.find((candidate) => candidate.name === name);
          if (!stack || session.isInterrupted) return;
          plans.set(name, await planWithMocks(session, stack, lacks(name), options));
        }),
      ),
    );
    return plans;
  };
}

async function planWithMocks(
  session: Session,
  { name, folder }: SynthesizedStack,
  mocked: readonly string[],
  { onFailure, isWithoutState, onDetails, onPlanJson }: MockPlannerOptions,
): Promise<PlannedStack | TerraformError> {
  const { progress } = session;
  progress.begin(name, "planning with mock values");
  try {
    const state = isWithoutState ? undefined : await session.state(name);
    if (state) fs.writeFileSync(path.join(folder, "terraform.tfstate"), JSON.stringify(state));
    detach(folder);
    const terraform = session.terraformIn(name, folder);
    await initialize(terraform, session.engine, session.options.environment(session.stack(name)));
    const { hasChanges, changes } = await terraform.plan("plan with mock values", ["-refresh=false", "-lock=false"]);
    if (onDetails && hasChanges) onDetails(name, await terraform.showPlan());
    if (onPlanJson) onPlanJson(name, folder, await terraform.planJson());
    progress.end(name, `${hasChanges ? countText(countChanges(changes)) : "no changes"}, with mock values`);
    return { kind: "mock", changes, hasChanges, mocked };
  } catch (error) {
    if (!(error instanceof TerraformError)) throw error;
    if (onFailure === "error" || session.isInterrupted) {
      progress.end(name, session.isInterrupted ? "interrupted" : "failed");
      return error;
    }
    progress.end(name, "cannot be planned with mock values");
    return { kind: "later", changes: NO_CHANGES, hasChanges: true, why: `after ${mocked.join(" and ")}` };
  }
}

/** Local states of producers that exist are found beside the folder of the plans, as beside `cdktf.out`. */
function linkLocalStates(session: Session, folder: string): void {
  const [stack] = session.options.stacks;
  if (stack) fs.symlinkSync(path.resolve(stack.folder, "../../../.groundplan"), path.join(folder, ".groundplan"));
}

/** Gives a stack's folder a local backend of its own. */
export function detach(folder: string): void {
  const override = { terraform: { backend: { local: { path: path.join(folder, "terraform.tfstate") } } } };
  fs.writeFileSync(path.join(folder, "backend_override.tf.json"), JSON.stringify(override));
}
