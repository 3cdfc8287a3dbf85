import { destroyCommand, type PermissionRow } from "../findings";
import type { Change } from "../plan/changes";
import type { Lost, Review, StackReview } from "../review";
import { STYLE } from "./html-style";
import { visible } from "./markdown-text";
import { countsText, exemptionNote, RISK_WORDS, reasonText, sentenceOf, verdict, whereOf } from "./words";

/**
 * The whole review as one page: nothing is loaded from anywhere, no script runs, and nothing is left out. It can be read with a keyboard
 * alone, in light and dark, on any width.
 */
export function html(review: Review): string {
  const body = [
    `<h1>${text(verdict(review))}</h1>`,
    review.about === undefined ? "" : `<p>${text(review.about)}</p>`,
    stackTable(review),
    section(
      "Read this first",
      review.stacks.flatMap(({ stack, lost }) => lost.map((one) => lostItem(review, stack, one))),
    ),
    findingTable(review),
    exemptionTable(review),
    permissionTable(review.permissions),
    ...review.stacks.map(stackDetails),
  ];
  const policy = "default-src 'none'; style-src 'unsafe-inline'";
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${text(`Review: ${review.stacks.map(({ stack }) => stack).join(", ")}`)}</title>
<style>${STYLE}</style>
</head>
<body>
<main>
${body.filter((part) => part !== "").join("\n")}
</main>
</body>
</html>
`;
}

/** A text in HTML: nothing in it is markup, and what is not seen is shown as an escape. */
export function text(value: string): string {
  return visible(value).replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);
}

function code(value: string): string {
  return `<code>${text(value)}</code>`;
}

function section(heading: string, items: readonly string[]): string {
  return items.length === 0 ? "" : `<section><h2>${text(heading)}</h2><ul>${items.join("\n")}</ul></section>`;
}

/** A table that scrolls on its own where the page is narrow; it can be scrolled with the keyboard. */
function table(label: string, heading: readonly string[], rows: readonly (readonly string[])[]): string {
  const head = heading.map((cell) => `<th scope="col">${text(cell)}</th>`).join("");
  const body = rows.map((row) => `<tr>${row.map((cell) => `<td>${cell}</td>`).join("")}</tr>`).join("\n");
  return `<div class="scroll" role="region" aria-label="${text(label)}" tabindex="0"><table><thead><tr>${head}</tr></thead><tbody>${body}</tbody></table></div>`;
}

function stackTable({ stacks, findings }: Review): string {
  const rows = stacks.map(({ stack, counts, mocked, notes: said, isIncomplete }) => {
    const risks = findings
      .filter((one) => one.stack === stack && one.needsApproval)
      .map(({ risk }) => RISK_WORDS[risk]);
    const notes = [
      ...(mocked.length > 0 ? [`planned with mock values of ${mocked.join(", ")}`] : []),
      ...said,
      ...(isIncomplete ? ["planning failed: there may be more"] : []),
    ];
    return [code(stack), text(countsText(counts)), text([...new Set(risks)].join(", ") || "–"), text(notes.join("; "))];
  });
  return table("Stacks", ["Stack", "Changes", "Risk", "Note"], rows);
}

function lostItem(review: Review, stack: string, { change, referredToBy }: Lost): string {
  const verb = change.action === "replace" ? "Replaced" : "Destroyed";
  const first = change.action === "replace" && change.isCreatedFirst ? ", the new one first" : "";
  const said = review.findings.filter((one) => one.stack === stack && one.address === change.address);
  const reason = reasonText(change);
  const lines = [
    ...(reason === "" ? [] : [`because ${code(reason)}`]),
    ...said.map((one) => `<span class="${one.severity}">${text(one.severity)}</span> ${text(sentenceOf(one))}`),
    ...(referredToBy.length === 0 ? [] : [`referred to by ${referredToBy.map(code).join(", ")}`]),
  ];
  return `<li><strong>${verb}${first}</strong> ${title(change)}<ul>${lines.map((line) => `<li>${line}</li>`).join("")}</ul></li>`;
}

function title({ stack, construct, address }: Change): string {
  return construct === undefined
    ? `${code(address)} in ${code(stack)}`
    : `${code(`${stack}/${construct}`)} ${code(address)}`;
}

function findingTable(review: Review): string {
  const rows = review.findings
    .filter(({ risk }) => risk !== "permission")
    .map((one) => [
      `<span class="${one.severity}">${text(one.severity)}</span>`,
      text(RISK_WORDS[one.risk]),
      code(whereOf(review, one)),
      text(sentenceOf(one)),
    ]);
  if (rows.length === 0) return "";
  const destroy = review.gone.map((gone) => `<li>${code(destroyCommand(gone))} destroys ${code(gone.stack)}</li>`);
  const after = destroy.length === 0 ? "" : `<ul>${destroy.join("")}</ul>`;
  return `<section><h2>Risks</h2>${table("Risks", ["Severity", "Risk", "Where", "What"], rows)}${after}</section>`;
}

function exemptionTable({ exemptions, grants }: Review): string {
  const rows = [
    ...exemptions.map((one) => [
      code(one.rule),
      code(one.at),
      text(one.reason),
      text(one.until),
      text([exemptionNote(one), one.place].filter(Boolean).join("; ")),
    ]),
    ...grants.map(({ path, rule, reason, isNew }) => [
      text(rule),
      code(path),
      text(reason),
      "",
      isNew ? "new in this change" : "",
    ]),
  ];
  if (rows.length === 0) return "";
  const heading = ["Exempt from", "Where", "Why", "Until", "Note"];
  return `<section><h2>Exemptions</h2>${table("Exemptions", heading, rows)}</section>`;
}

function permissionTable(permissions: readonly PermissionRow[]): string {
  const rows = permissions.map(({ change, effect, principal, action, resource, condition, flags }) => [
    text(change),
    text(effect),
    code(principal),
    code(action),
    resource === "" ? "" : code(resource),
    condition === "" ? "" : code(condition),
    text(flags.join(", ")),
  ]);
  if (rows.length === 0) return "";
  const heading = ["Change", "Effect", "Who", "May", "On", "If", "Note"];
  return `<section><h2>Permissions</h2>${table("Permissions", heading, rows)}</section>`;
}

function stackDetails({
  stack,
  updates,
  policiesOnly,
  created,
  tagsOnly,
  cascades,
  bookkeeping,
  drift,
  outputs,
}: StackReview): string {
  const parts = [
    details("changed", updates.map(updateItem), true),
    details("with changed policies only (see Permissions)", policiesOnly.map(simpleItem)),
    details("new", created.map(simpleItem)),
    details("with changed tags only", tagsOnly.map(simpleItem)),
    details("known after the apply only", cascades.map(simpleItem)),
    details("in the state only", bookkeeping.map(bookkeepingItem)),
    details(
      "kinds of changes outside of Terraform",
      drift.map(
        ({ type, attribute, addresses }) =>
          `<li>${code(type)} ${code(attribute)}: ${addresses.map(code).join(", ")}</li>`,
      ),
    ),
    details(
      "outputs that change",
      outputs.map((name) => `<li>${code(name)}</li>`),
    ),
  ].join("\n");
  return parts.trim() === "" ? "" : `<section><h2>${text(stack)}</h2>${parts}</section>`;
}

function details(what: string, items: readonly string[], isOpen = false): string {
  if (items.length === 0) return "";
  return `<details${isOpen ? " open" : ""}><summary>${items.length} ${text(what)}</summary><ul>${items.join("\n")}</ul></details>`;
}

function simpleItem(change: Change): string {
  return `<li>${title(change)}</li>`;
}

function updateItem(change: Change): string {
  const lines = change.attributes.map(
    ({ attribute, before, after }) =>
      `<li>${code(attribute)}: <del>${text(before)}</del> → <ins>${text(after)}</ins></li>`,
  );
  return `<li>${title(change)}<ul>${lines.join("")}</ul></li>`;
}

function bookkeepingItem(change: Change): string {
  const how =
    change.movedFrom !== undefined
      ? `moved from ${code(change.movedFrom)}`
      : change.importedId !== undefined
        ? `taken over: ${code(change.importedId)}`
        : "let go: Terraform forgets it, and it stays in AWS";
  return `<li>${title(change)}: ${how}</li>`;
}
