import { SERVING, STATEFUL } from "../../constructs/core/resources/resource-kinds";
import type { Change } from "../plan/changes";
import { entryOf } from "../values/values";
import { type Finding, finding, type Judged } from "./finding.types";

/** What is lost for good, and what is out of service, by replacements and deletions. */
export function losses({ changes }: Judged): readonly Finding[] {
  return changes.flatMap((change) => {
    if (change.action !== "replace" && change.action !== "delete") return [];
    return [...dataLoss(change), ...outage(change)];
  });
}

function dataLoss(change: Change): readonly Finding[] {
  const what = entryOf(STATEFUL, change.type);
  if (what === undefined) return [];
  const rule = change.action === "replace" ? "stateful-replaced" : "stateful-destroyed";
  return [finding(change, rule, "high", `loses ${what}${copyOf(change)}`)];
}

/** Whether a copy is kept of what a database holds. */
function copyOf({ before }: Change): string {
  const { skip_final_snapshot: isSkipped } = before;
  if (typeof isSkipped !== "boolean") return "";
  return isSkipped ? " (no final snapshot is taken)" : " (a final snapshot is taken)";
}

function outage(change: Change): readonly Finding[] {
  const what = entryOf(SERVING, change.type);
  if (what === undefined) return [];
  if (change.action === "delete") {
    return [finding(change, "serving-destroyed", "medium", `ends ${what}`)];
  }
  const [severity, how] = change.isCreatedFirst
    ? (["low", "moves to the new one, which is made first"] as const)
    : (["medium", "is out of service until the new one is there"] as const);
  return [finding(change, "serving-replaced", severity, `${how}: ${what}`)];
}
