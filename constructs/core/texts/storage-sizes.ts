import { holdsReference } from "../checks/known-at-synth";
import type { Problems } from "../errors";
import type { StorageSize } from "./text.types";

const FORM = /^(\d+) ?(GB|TB)$/;

/** GiB of a size that {@link checkStorageSize} has admitted: `gibOf("2 TB")` is 2048. */
export function gibOf(size: StorageSize): number {
  const [, count, unit] = FORM.exec(size) ?? [];
  return Number(count) * (unit === "TB" ? 1024 : 1);
}

/**
 * Adds `STORAGE_SIZE_INVALID` for a text that is no size, or one out of the limits in GiB. Nothing is checked where there is none.
 *
 * @returns whether it can be used
 */
export function checkStorageSize(
  size: StorageSize | undefined,
  [least, most]: readonly [number, number],
  property: string,
  problems: Problems,
): boolean {
  if (size === undefined) return true;
  const isForm = !holdsReference(size) && FORM.test(size);
  const gib = isForm ? gibOf(size) : Number.NaN;
  if (gib >= least && gib <= most) return true;
  problems.add(property, {
    code: "STORAGE_SIZE_INVALID",
    message: isForm ? "The size is not one that AWS takes here." : "This is no size of storage.",
    found: `"${size}"`,
    expected: `a whole number with GB or TB, from ${least} GB to ${most} GB`,
    fix: `use "${gib > most ? most : least} GB"`,
  });
  return false;
}
