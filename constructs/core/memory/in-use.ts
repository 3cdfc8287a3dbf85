import { type TerraformElement, TerraformResource } from "cdktf";
import { DELETIONS } from "./deletions";

/**
 * What is done so that nothing is deleted while it is referred to.
 *
 * Terraform deletes what has left the configuration *before* it updates what referred to it: the reference that would tell it otherwise
 * left with it. Only what the state knows as `create_before_destroy` is deleted after those updates.
 *
 * - `updates-first`: it has `create_before_destroy`. Something that goes on living can give it up, and AWS refuses the deletion until then.
 *   Terraform extends the setting to everything that it needs.
 * - `referrers-first`: AWS refuses the deletion too, but nothing gives it up and lives on: what refers to it is deleted or replaced
 *   with it, by references that both have.
 * - `at-once`: AWS deletes it whatever refers to it, or nothing does.
 */
export type Means = "updates-first" | "referrers-first" | "at-once";

/**
 * What happens when a second one is made before the first is deleted, as `create_before_destroy` does it on a replacement.
 *
 * - `unnamed`: AWS tells the two apart by ids.
 * - `fresh-name`: the name has an end that the provider makes, or a hash of everything that replaces it.
 * - `own-name`: the name is fixed, but only another name, or another parent that it is named within, replaces it.
 * - `same-name`: something else replaces it as well, and AWS then refuses the second one.
 */
export type Twin = "unnamed" | "fresh-name" | "own-name" | "same-name";

/** How resources of one type are taken away. */
export interface Deletion {
  readonly means: Means;
  readonly twin: Twin;
  /** AWS's answer while it is in use, and what uses it here; or why nothing is needed. */
  readonly why: string;
  /**
   * Why it is well that `create_before_destroy` reaches it although a second one of its name is refused.
   *
   * @default - it is not, and must not be reached
   */
  readonly evenSo?: string;
}

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
