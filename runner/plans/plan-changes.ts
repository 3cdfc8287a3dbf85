import type { PlannedChange, ResourceAction, TerraformEvent } from "../terraform/terraform-events";

/** What a plan would do to a stack. */
export interface PlanChanges {
  /** Resources by what happens to them; what is only read is left out. */
  readonly resources: readonly PlannedChange[];
  /** Outputs that change, with what happens to them. */
  readonly outputs: Readonly<Record<string, ResourceAction>>;
}

/** A plan without changes. */
export const NO_CHANGES: PlanChanges = { resources: [], outputs: {} };

/** The changes that a plan's `-json` stream told. */
export function planChangesOf(events: readonly TerraformEvent[]): PlanChanges {
  const resources = events.flatMap((event) =>
    event.kind === "planned" && event.change.action !== "read" && event.change.action !== "noop" ? [event.change] : [],
  );
  const outputs = events.flatMap((event) => (event.kind === "outputs" ? Object.entries(event.actions) : []));
  return { resources, outputs: Object.fromEntries(outputs.filter(([, action]) => action !== "noop")) };
}

/** Numbers of resources by what happens to them. A replaced one counts as replaced only. */
export interface ChangeCounts {
  readonly add: number;
  readonly change: number;
  readonly replace: number;
  readonly destroy: number;
}

/** Counts the changes of a plan. */
export function countChanges({ resources }: PlanChanges): ChangeCounts {
  const count = (...actions: ResourceAction[]) => resources.filter(({ action }) => actions.includes(action)).length;
  return {
    add: count("create", "import"),
    change: count("update", "move"),
    replace: count("replace"),
    destroy: count("delete", "remove"),
  };
}

/** Addresses that a plan replaces or destroys. */
export function addressesLost({ resources }: PlanChanges): readonly PlannedChange[] {
  return resources.filter(({ action }) => ["replace", "delete", "remove"].includes(action));
}
