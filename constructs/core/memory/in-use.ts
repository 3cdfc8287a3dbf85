import { type TerraformElement, TerraformResource } from "cdktf";
import { DELETIONS } from "./deletions";

/**
 * Has resources replaced before they are destroyed where {@link DELETIONS} says so. A resource that says otherwise by itself, or by an
 * override, keeps that.
 */
export function updateBeforeDeleting(elements: readonly TerraformElement[]): void {
  for (const element of elements) {
    if (!TerraformResource.isTerraformResource(element)) continue;
    if (DELETIONS[element.terraformResourceType]?.means !== "updates-first") continue;
    element.lifecycle = { createBeforeDestroy: true, ...element.lifecycle };
  }
}
