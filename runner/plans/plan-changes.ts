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

/**
 * Numbers of resources by what happens to them. A replaced one counts as replaced only; one that is taken over or moved, and changed in the
 * same go, as both.
 */
export interface ChangeCounts {
  /** Taken over: they are there, and the state comes to know them. */
  readonly import: number;
  /** They get another address in the state. */
  readonly move: number;
  readonly add: number;
  readonly change: number;
  readonly replace: number;
  readonly destroy: number;
  /** The state no longer knows them, and they stay. */
  readonly forget: number;
}

/** Counts the changes of a plan. */
export function countChanges({ resources }: PlanChanges): ChangeCounts {
  const count = (...actions: ResourceAction[]) => resources.filter(({ action }) => actions.includes(action)).length;
  return {
    import: resources.filter(({ action, importing }) => action === "import" || importing !== undefined).length,
    move: resources.filter(({ action, movedFrom }) => action === "move" || movedFrom !== undefined).length,
    add: count("create"),
    change: count("update"),
    replace: count("replace"),
    destroy: count("delete"),
    forget: count("remove"),
  };
}

/** What a plan replaces or destroys. */
export function addressesLost({ resources }: PlanChanges): readonly PlannedChange[] {
  return resources.filter(({ action }) => ["replace", "delete"].includes(action));
}

/** What a plan takes over, moves or forgets: the state changes and AWS does not. */
export function addressesMoved({ resources }: PlanChanges): readonly PlannedChange[] {
  return resources.filter(
    ({ action, importing, movedFrom }) => action === "remove" || importing !== undefined || movedFrom !== undefined,
  );
}
