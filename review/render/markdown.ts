import { destroyCommand, type PermissionRow } from "../findings";
import type { GatedFinding } from "../gates/exemptions";
import type { ReviewedGrant } from "../gates/grants";
import { mermaid, pictureOf } from "../picture";
import type { Change } from "../plan/changes";
import { type Lost, nameKey, type Review, type StackReview } from "../review";
import { type Block, bounded } from "./bounded";
import { costSection, stackCostText } from "./cost";
import { code, codeInTag, plain, table } from "./markdown-text";
import {
  countsText,
  exemptionNote,
  findingsByResource,
  grantNote,
  RISK_WORDS,
  reasonText,
  sentenceOf,
  shownChange,
  verdict,
  whereOf,
} from "./words";

/** Longest comment that GitHub takes (REST API, "Create an issue comment": body is too long, maximum is 65536 characters; read 2026-11). */
export const GITHUB_COMMENT = 65_536;

/** First line of every review, by which a comment is found again. */
export const MARKER = "<!-- groundplan review -->";

/** Most attributes that are shown of one change. */
const MOST_ATTRIBUTES = 20;

/** A picture in a comment is as wide as the comment: no more can be read there. */
const PICTURE = { boxes: 30, arrows: 60 };

/**
 * The review as Markdown for a pull request: the verdict, the stacks, what must be read first, and the rest folded. What does not fit is
 * left out, the least important first, and that is said.
 *
 * @param limit most characters; that of a GitHub comment
 */
export function markdown(review: Review, limit = GITHUB_COMMENT): string {
  const findings = findingsByResource(review);
  const blocks: Block[] = [
    { text: [MARKER, `**${plain(verdict(review))}**`, ""], name: "the verdict" },
    ...(review.about === undefined ? [] : [{ text: [plain(review.about), ""], name: "where the plans come from" }]),
    { text: stackTable(review), name: "the table of stacks" },
    ...review.stacks.flatMap(({ stack, lost }) =>
      lost.map((one) => lostBlock(one, findings.get(nameKey(stack, one.change.address)) ?? [])),
    ),
    { text: findingBlock(review), name: "findings" },
    ...exemptionBlocks(review),
    ...permissionBlocks(review.permissions),
    ...costBlocks(review),
    { text: pictureBlock(review), name: "the picture" },
    ...review.stacks.flatMap(updateBlocks),
    ...review.stacks.flatMap(foldedBlocks),
  ];
  return bounded(blocks, limit);
}

function stackTable(review: Review): string[] {
  const { stacks, findings } = review;
  const rows = stacks.map((stack) => {
    const risks = findings.filter((one) => one.stack === stack.stack && one.needsApproval).map(({ risk }) => risk);
    const cost = stackCostText(review, stack.stack);
    const notes = [
      ...(cost === "" ? [] : [cost]),
      ...(stack.mocked.length > 0 ? [`planned with mock values of ${stack.mocked.join(", ")}`] : []),
      ...stack.notes,
      ...(stack.isIncomplete ? ["planning failed: there may be more"] : []),
      ...(stack.outputs.length > 0 ? [`outputs that change: ${stack.outputs.join(", ")}`] : []),
    ];
    const words = [...new Set(risks)].map((risk) => RISK_WORDS[risk]).join(", ");
    return [code(stack.stack), countsText(stack.counts), words === "" ? "–" : `**${words}**`, plain(notes.join("; "))];
  });
  return [...table(["Stack", "Changes", "Risk", ""], rows), ""];
}

function costBlocks(review: Review): Block[] {
  const section = costSection(review);
  if (section === undefined) return [];
  const { amounts, uncounted, notes } = section;
  const lines = [
    ...amounts.map((line) => `- ${plain(line)}`),
    ...uncounted.map((line) => `- not counted: ${plain(line)}`),
  ];
  const blocks: Block[] = [{ text: ["### Cost", "", ...lines, ""], name: "costs" }];
  const small = notes.map((line) => `- ${plain(line)}`);
  return small.length === 0 ? blocks : [...blocks, folded("What the amounts assume", small, "assumptions of costs")];
}

function lostBlock({ change, referredToBy }: Lost, grave: readonly GatedFinding[]): Block {
  const verb = change.action === "replace" ? "Replaced" : "Destroyed";
  const first = change.action === "replace" && change.isCreatedFirst ? ", the new one first" : "";
  const attributes = change.attributes.filter(({ forcesReplacement }) => forcesReplacement);
  const reason = attributes.length > 0 ? "" : reasonText(change);
  const why = reason === "" ? "" : ` – ${plain(reason)}`;
  const text = [
    `- **${verb}${first}**: ${title(change)}${why}`,
    ...attributes.map(
      ({ attribute, before, after }) => `  - forced by ${code(attribute)}: ${code(before)} → ${code(after)}`,
    ),
    ...grave.map((one) => `  - ${one.needsApproval ? "**!** " : ""}${plain(sentenceOf(one))}`),
    ...(referredToBy.length > 0 ? [`  - referred to by ${listed(referredToBy)}`] : []),
  ];
  return { text, heading: "### Read this first", name: "replacements and deletions" };
}

function listed(names: readonly string[]): string {
  const shown = names.slice(0, 8).map(code).join(", ");
  return names.length > 8 ? `${shown} and ${names.length - 8} more` : shown;
}

/** The construct, and the address by which Terraform knows it. */
function title({ stack, construct, address }: Change): string {
  return construct === undefined
    ? `${code(address)} in ${code(stack)}`
    : `${code(`${stack}/${construct}`)} (${code(address)})`;
}

function findingBlock(review: Review): string[] {
  const lost = new Set(
    review.stacks.flatMap((one) => one.lost.map(({ change }) => nameKey(one.stack, change.address))),
  );
  const isTold = ({ rule, stack, address }: GatedFinding) =>
    /^(stateful|serving)-/.test(rule) && lost.has(nameKey(stack, address));
  const rows = review.findings
    .filter((one) => !isTold(one) && one.risk !== "permission")
    .map((one) => [one.severity, RISK_WORDS[one.risk], code(whereOf(review, one)), plain(sentenceOf(one))]);
  const destroy = review.gone.map((gone) => `- ${code(destroyCommand(gone))} destroys ${code(gone.stack)}`);
  if (rows.length === 0) return [];
  return [
    "### Risks",
    "",
    ...table(["", "Risk", "Where", "What"], rows),
    ...(destroy.length === 0 ? [] : ["", ...destroy]),
    "",
  ];
}

/** Exemptions: those from rules of the review, and what is new or has ended of those that synth judges; the rest folded. */
function exemptionBlocks({ exemptions, grants }: Review): Block[] {
  const heading = ["Exempt from", "Where", "Why", "Until", "Note"];
  const own = exemptions.map((one) => [
    code(one.rule),
    code(one.at),
    plain(one.reason),
    one.until,
    plain(exemptionNote(one)),
  ]);
  // What is new or has ended must be read.
  const isTold = ({ isNew, isExpired }: ReviewedGrant) => isNew || isExpired;
  const told = grants
    .filter(isTold)
    .map((one) => [code(one.rule), code(one.at), plain(one.reason), plain(one.until ?? ""), plain(grantNote(one))]);
  const rows = [...own, ...told];
  const rest = grants
    .filter((one) => !isTold(one))
    .map(({ at, rule, reason, until, place }) => {
      const last = until === undefined ? "" : `, until ${plain(until)}`;
      return `- ${code(at)}: ${code(rule)}${last}, because ${plain(reason)} (${plain(place)})`;
    });
  return [
    ...(rows.length === 0 ? [] : [{ text: ["### Exemptions", "", ...table(heading, rows), ""], name: "exemptions" }]),
    ...(rest.length === 0 ? [] : [folded(`${rest.length} exemptions as before`, rest, "exemptions as before")]),
  ];
}

/** Rows of a table that are one block, so that what is left out is left out in parts. */
const ROWS_OF_A_BLOCK = 50;

function permissionBlocks(rows: readonly PermissionRow[]): Block[] {
  const cells = rows.map(({ change, effect, principal, action, resource, condition, flags }) => [
    change === "added" ? "+" : "−",
    effect === "Deny" ? "**Deny**" : "Allow",
    code(principal),
    code(action),
    resource === "" ? "" : code(resource),
    condition === "" ? "" : code(condition),
    plain(flags.join(", ")),
  ]);
  const parts = Array.from({ length: Math.ceil(cells.length / ROWS_OF_A_BLOCK) }, (_, at) =>
    cells.slice(at * ROWS_OF_A_BLOCK, (at + 1) * ROWS_OF_A_BLOCK),
  );
  return parts.map((part) => ({
    text: [...table(["", "", "Who", "May", "On", "If", "Note"], part), ""],
    heading: "### Permissions",
    name: "permissions",
  }));
}

/** A picture, if there is something to see in it: more than one box. */
function pictureBlock({ stacks }: Review): string[] {
  const picture = pictureOf(stacks, PICTURE);
  if (picture.stacks.flatMap(({ boxes }) => boxes).length < 2) return [];
  const said = ["Arrows lead to what is referred to", ...picture.leftOut].map(plain).join("; ");
  return [
    "<details>",
    "<summary>Picture of the change</summary>",
    "",
    "```mermaid",
    ...mermaid(picture),
    "```",
    "",
    `${said}.`,
    "",
    "</details>",
    "",
  ];
}

function updateBlocks({ updates }: StackReview): Block[] {
  return updates.map((change) => {
    const { attributes, tags } = shownChange(change);
    const shown = attributes.slice(0, MOST_ATTRIBUTES);
    const more = attributes.length - shown.length;
    return {
      text: [
        `- ${title(change)}`,
        ...shown.map(({ attribute, before, after }) => `  - ${code(attribute)}: ${code(before)} → ${code(after)}`),
        ...(more > 0 ? [`  - and ${more} more attributes`] : []),
        ...(tags === "" ? [] : [`  - tags: ${code(tags)}`]),
      ],
      heading: "### Changed",
      name: "changes",
    };
  });
}

function foldedBlocks(stack: StackReview): Block[] {
  const stackName = codeInTag(stack.stack);
  const fold = (name: string, changes: readonly Change[], line: (change: Change) => string): Block[] =>
    changes.length === 0 ? [] : [folded(`${stackName}: ${changes.length} ${name}`, changes.map(line), name)];
  const drift = stack.drift.map(
    ({ type, attribute, addresses }) => `- ${code(type)} ${code(attribute)}: ${addresses.length}, ${listed(addresses)}`,
  );
  return [
    ...fold("with changed policies only (see Permissions)", stack.policiesOnly, (change) => `- ${title(change)}`),
    ...fold("new", stack.created, (change) => `- ${title(change)}`),
    ...fold("with changed tags only", stack.tagsOnly, (change) => `- ${title(change)}`),
    ...fold("known after the apply only", stack.cascades, (change) => `- ${title(change)}`),
    ...fold("in the state only", stack.bookkeeping, bookkeepingLine),
    ...(drift.length === 0 ? [] : [folded(`${stackName}: changed since the last apply`, drift, "drift")]),
  ];
}

function bookkeepingLine(change: Change): string {
  const how =
    change.movedFrom !== undefined
      ? `moved from ${code(change.movedFrom)}`
      : change.importedId !== undefined
        ? `taken over: ${code(change.importedId)}`
        : "let go: the state forgets it, and it stays in AWS";
  return `- ${title(change)}: ${how}`;
}

/** @param summary in HTML */
/** @param summary in HTML */
function folded(summary: string, lines: readonly string[], name: string): Block {
  return { text: ["<details>", `<summary>${summary}</summary>`, "", ...lines, "", "</details>", ""], name };
}
