import { destroyCommand } from "../findings";
import type { GatedFinding } from "../gates/exemptions";
import type { GrantedExemption } from "../gates/settings.types";
import type { Change } from "../plan/changes";
import type { Review, StackReview } from "../review";
import { costSection, stackCostText } from "./cost";
import { visible } from "./markdown-text";
import { countsText, exemptionNote, grantNote, RISK_WORDS, reasonText, sentenceOf, verdict, whereOf } from "./words";

/** The review for a terminal: plain lines, without colour, so that a log reads the same. */
export function terminal(review: Review): string {
  const permissions = review.permissions.map(({ change, effect, principal, action, resource, condition, flags }) => {
    const on = resource === "" ? "" : ` on ${resource}`;
    const note = [...(condition === "" ? [] : [`if ${condition}`]), ...flags].join("; ");
    return `  ${change === "added" ? "+" : "-"} ${effect === "Deny" ? "deny " : ""}${principal}: ${action}${on}${note === "" ? "" : ` (${note})`}`;
  });
  const found = review.findings.filter(({ risk }) => risk !== "permission");
  const parts = [
    [verdict(review), ...(review.about === undefined ? [] : [review.about])],
    review.stacks.flatMap(({ stack, counts, mocked, notes }) => {
      const note = mocked.length > 0 ? ` (with mock values of ${mocked.join(", ")})` : "";
      const cost = stackCostText(review, stack);
      const line = `  ${stack}: ${countsText(counts)}${cost === "" ? "" : ` · ${cost}`}${note}`;
      return [line, ...notes.map((text) => `    ${text}`)];
    }),
    section(
      "Replaced and destroyed",
      review.stacks.flatMap(({ lost }) => lost.flatMap(({ change, referredToBy }) => lostLines(change, referredToBy))),
    ),
    section("Risks", [
      ...found.map((one) => findingLine(review, one)),
      ...review.gone.map((gone) => `  destroy ${gone.stack}: ${destroyCommand(gone)}`),
    ]),
    section("Exemptions", exemptionLines(review)),
    section("Permissions", permissions),
    section("Cost", costLines(review)),
    section("Changed", review.stacks.flatMap(updateLines)),
    section("The rest", review.stacks.flatMap(restLines)),
  ];
  return `${parts
    .filter((part) => part.length > 0)
    .map((part) => part.map(visible).join("\n"))
    .join("\n\n")}\n`;
}

function section(heading: string, lines: readonly string[]): string[] {
  return lines.length === 0 ? [] : [heading, ...lines];
}

function costLines(review: Review): string[] {
  const { amounts = [], uncounted = [], notes = [] } = costSection(review) ?? {};
  return [
    ...amounts.map((line) => `  ${line}`),
    ...uncounted.map((line) => `  not counted: ${line}`),
    ...notes.map((line) => `  ${line}`),
  ];
}

function lostLines(change: Change, referredToBy: readonly string[]): string[] {
  const first = change.action === "replace" && change.isCreatedFirst ? ", the new one first" : "";
  const reason = reasonText(change);
  return [
    `  ${change.action === "replace" ? "replace" : "destroy"}${first}  ${title(change)}`,
    ...(reason === "" ? [] : [`    because ${reason}`]),
    ...(referredToBy.length === 0 ? [] : [`    referred to by ${referredToBy.join(", ")}`]),
  ];
}

function title({ stack, construct, address }: Change): string {
  return construct === undefined ? `${stack} ${address}` : `${stack}/${construct} (${address})`;
}

function findingLine(review: Review, one: GatedFinding): string {
  return `  ${one.severity.padEnd(6)}  ${RISK_WORDS[one.risk]}: ${whereOf(review, one)}: ${sentenceOf(one)}`;
}

function exemptionLines({ exemptions, grants }: Review): string[] {
  return [
    ...exemptions.map((one) => exemptionLine(one, exemptionNote(one))),
    ...grants.map((one) => exemptionLine(one, grantNote(one))),
  ];
}

function exemptionLine({ at, rule, until, reason }: GrantedExemption, note: string): string {
  return `  ${at}: ${rule}${until === undefined ? "" : `, until ${until}`}, because ${reason} (${note})`;
}

function updateLines({ updates }: StackReview): string[] {
  return updates.flatMap((change) => [
    `  ${title(change)}`,
    ...change.attributes.map(({ attribute, before, after }) => `    ${attribute}: ${before} → ${after}`),
  ]);
}

function restLines({ stack, policiesOnly, created, tagsOnly, cascades, bookkeeping, drift }: StackReview): string[] {
  const line = (list: readonly unknown[], what: string) =>
    list.length === 0 ? [] : [`  ${stack}: ${list.length} ${what}`];
  return [
    ...line(policiesOnly, "with changed policies only (see Permissions)"),
    ...line(created, "new"),
    ...line(tagsOnly, "with changed tags only"),
    ...line(cascades, "known after the apply only"),
    ...line(bookkeeping, "in the state only: moved, taken over or let go"),
    ...drift.map(
      ({ type, attribute, addresses }) =>
        `  ${stack}: changed since the last apply: ${type} ${attribute} (${addresses.length})`,
    ),
  ];
}
