import type { PlanChanges } from "../../../runner/plans/plan-changes";
import type { Counts } from "./transition";

/** What a plan does, by type of resource. */
export interface Planned {
  readonly created: Counts;
  readonly replaced: Counts;
  readonly removed: Counts;
  /** Where it replaces or takes away something else than is declared, or less. */
  differences(what: string, declared: { readonly replaced: Counts; readonly removed: Counts }): string[];
  /** Where the first plan of a stack makes something else than is declared. */
  differencesOfFirst(
    stack: string,
    declared: { readonly created: Counts; readonly outputs: readonly string[] },
  ): string[];
}

/** Reads a plan. */
export function planned(changes: PlanChanges): Planned {
  const addresses = (...actions: string[]) =>
    changes.resources.filter(({ action }) => actions.includes(action)).map(({ address }) => address);
  const lost = { replaced: addresses("replace"), removed: addresses("delete", "remove") };
  return {
    created: countTypes(addresses("create")),
    replaced: countTypes(lost.replaced),
    removed: countTypes(lost.removed),
    differences: (what, declared) =>
      (["replaced", "removed"] as const).flatMap((kind) => {
        const found = textOf(countTypes(lost[kind]));
        const expected = textOf(declared[kind]);
        return found === expected
          ? []
          : [`  ${what}: ${kind} ${found} (${lost[kind].join(", ")}); declared: ${expected}`];
      }),
    differencesOfFirst: (stack, declared) => {
      const made = (created: Counts, outputs: readonly string[]) =>
        `${textOf(created)}, with the outputs ${[...outputs].sort().join(", ")}`;
      const found = made(countTypes(addresses("create")), Object.keys(changes.outputs));
      const expected = made(declared.created, declared.outputs);
      return found === expected ? [] : [`  the first deploy of ${stack}: created ${found}; declared: ${expected}`];
    },
  };
}

function countTypes(addresses: readonly string[]): Counts {
  const counts: Record<string, number> = {};
  for (const address of addresses) {
    const type = address.split(".")[0] ?? "";
    counts[type] = (counts[type] ?? 0) + 1;
  }
  return counts;
}

function textOf(counts: Counts): string {
  const parts = Object.entries(counts).map(([type, count]) => `${count} ${type}`);
  return parts.length > 0 ? parts.sort().join(", ") : "nothing";
}
