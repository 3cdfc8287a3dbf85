import type { StackOrder } from "../stacks/stack-order";
import type { TerraformError } from "../terraform/terraform-error";
import type { PlanChanges } from "./plan-changes";

/** Hashes of what a plan read of other stacks: by producer and entry. */
export type InputHashes = Readonly<Record<string, Readonly<Record<string, string>>>>;

/** The plan of one stack, or why there is none yet. */
export type PlannedStack =
  /** Planned with what is deployed: it can be applied. */
  | { readonly kind: "real"; readonly changes: PlanChanges; readonly hasChanges: boolean; readonly inputs: InputHashes }
  /** Planned with mock values of stacks that do not exist: it is never applied. */
  | {
      readonly kind: "mock";
      readonly changes: PlanChanges;
      readonly hasChanges: boolean;
      readonly mocked: readonly string[];
    }
  /** Not planned before other stacks are applied. */
  | { readonly kind: "later"; readonly changes: PlanChanges; readonly hasChanges: true; readonly why: string };

/** What the stacks of a run would do, and in which order. */
export interface PlannedRun {
  readonly stacks: ReadonlyMap<string, PlannedStack>;
  readonly order: StackOrder;
  /** Stacks whose plan failed. */
  readonly failed: ReadonlyMap<string, TerraformError>;
}
