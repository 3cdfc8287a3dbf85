import type { Change } from "../plan/changes";
import type { StackReview } from "../review";
import { grouped } from "../values/grouped";
import { code, text, title } from "./html-text";
import { shownChange } from "./words";

/** Lists that are longer are divided by construct or module. */
const LONG = 25;

/** All changes of a stack, in lists that open; empty if it has none. */
export function changesOfStack(stack: StackReview): string {
  const { updates, policiesOnly, created, tagsOnly, cascades, bookkeeping, drift, outputs } = stack;
  return [
    list("changed", updates, updateItem, updates.length <= LONG),
    list("with changed policies only (see Permissions)", policiesOnly, simpleItem),
    list("new", created, simpleItem),
    list("with changed tags only", tagsOnly, simpleItem),
    list("known after the apply only", cascades, simpleItem),
    list("in the state only", bookkeeping, bookkeepingItem),
    details(
      `${drift.length} kinds of changes since the last apply`,
      drift.map(
        ({ type, attribute, addresses }) =>
          `<li>${code(type)} ${code(attribute)}: ${addresses.map(code).join(", ")}</li>`,
      ),
    ),
    details(
      `${outputs.length} outputs that change`,
      outputs.map((name) => `<li>${code(name)}</li>`),
    ),
  ]
    .filter((part) => part !== "")
    .join("\n");
}

function list(what: string, changes: readonly Change[], item: (change: Change) => string, isOpen = false): string {
  const summary = `${changes.length} ${what}`;
  if (changes.length <= LONG) return details(summary, changes.map(item), isOpen);
  const groups = [...grouped(changes, groupOf)].sort(([a], [b]) => (a < b ? -1 : 1));
  return details(
    summary,
    groups.map(([name, own]) => `<li>${details(`${name}: ${own.length}`, own.map(item))}</li>`),
  );
}

/** What a change is listed under: the outermost construct, else the module, else the type. */
function groupOf({ construct, address, type }: Change): string {
  if (construct !== undefined) return construct.split("/")[0] ?? construct;
  return /^module\.[^.[]+/.exec(address)?.[0] ?? type;
}

function details(summary: string, items: readonly string[], isOpen = false): string {
  if (items.length === 0) return "";
  return `<details${isOpen ? " open" : ""}><summary>${text(summary)}</summary><ul>${items.join("\n")}</ul></details>`;
}

function simpleItem(change: Change): string {
  return `<li>${title(change)}</li>`;
}

function updateItem(change: Change): string {
  const { attributes, tags } = shownChange(change);
  const lines = [
    ...attributes.map(
      ({ attribute, before, after }) =>
        `<li>${code(attribute)}: <del>${text(before)}</del> → <ins>${text(after)}</ins></li>`,
    ),
    ...(tags === "" ? [] : [`<li>tags: ${code(tags)}</li>`]),
  ];
  return `<li>${title(change)}<ul>${lines.join("")}</ul></li>`;
}

function bookkeepingItem(change: Change): string {
  const how =
    change.movedFrom !== undefined
      ? `moved from ${code(change.movedFrom)}`
      : change.importedId !== undefined
        ? `taken over: ${code(change.importedId)}`
        : "let go: the state forgets it, and it stays in AWS";
  return `<li>${title(change)}: ${how}</li>`;
}
