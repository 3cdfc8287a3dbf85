import { destroyCommand, type PermissionRow } from "../findings";
import type { GatedFinding } from "../gates/exemptions";
import { type Lost, nameKey, type Review } from "../review";
import { stackCostText } from "./cost";
import { changesOfStack } from "./html-changes";
import { costPart } from "./html-cost";
import { htmlPage, type Section } from "./html-page";
import { pictureSection } from "./html-picture";
import { code, table, text, title } from "./html-text";
import {
  countsText,
  exemptionNote,
  findingsByResource,
  grantNote,
  RISK_WORDS,
  reasonText,
  sentenceOf,
  verdict,
  whereOf,
} from "./words";

/**
 * The whole review as one page: nothing is loaded from anywhere, no script runs, and nothing is left out. It can be read with a keyboard
 * alone, in light and dark, on any width, and on paper.
 */
export function html(review: Review): string {
  const stacks = review.stacks.map(({ stack }) => stack);
  const heading = stacks.length === 1 ? `Review of ${stacks[0]}` : `Review of ${stacks.length} stacks`;
  const sections = sectionsOf(review).filter(({ body }) => body !== "");
  return htmlPage({
    title: `Review: ${stacks.join(", ")}`,
    heading,
    skip: "Skip to the review",
    verdict: verdict(review),
    isAsked: review.risks.length > 0,
    ...(review.about === undefined ? {} : { about: review.about }),
    sections,
  });
}

function sectionsOf(review: Review): readonly Section[] {
  const findings = findingsByResource(review);
  const lost = review.stacks.flatMap(({ stack, lost }) =>
    lost.map((one) => lostItem(one, findings.get(nameKey(stack, one.change.address)) ?? [])),
  );
  return [
    { id: "stacks", heading: "Stacks", body: stackTable(review) },
    {
      id: "first",
      heading: "Replaced and destroyed",
      body: lost.length === 0 ? "" : `<ul class="lost">${lost.join("\n")}</ul>`,
    },
    { id: "risks", heading: "Risks", body: findingTable(review) },
    { id: "exemptions", heading: "Exemptions", body: exemptionTable(review) },
    { id: "permissions", heading: "Permissions", body: permissionTable(review.permissions) },
    { id: "cost", heading: "Cost", body: costPart(review) },
    { id: "picture", heading: "Picture of the change", body: pictureSection(review) },
    ...review.stacks.map((stack, at) => ({
      id: `stack-${at}`,
      heading: `Changes of ${stack.stack}`,
      body: changesOfStack(stack),
    })),
  ];
}

function stackTable(review: Review): string {
  const { stacks, findings } = review;
  const rows = stacks.map(({ stack, counts, mocked, notes: said, isIncomplete }) => {
    const risks = findings
      .filter((one) => one.stack === stack && one.needsApproval)
      .map(({ risk }) => RISK_WORDS[risk]);
    const cost = stackCostText(review, stack);
    const notes = [
      ...(cost === "" ? [] : [cost]),
      ...(mocked.length > 0 ? [`planned with mock values of ${mocked.join(", ")}`] : []),
      ...said,
      ...(isIncomplete ? ["planning failed: there may be more"] : []),
    ];
    return [code(stack), text(countsText(counts)), text([...new Set(risks)].join(", ") || "–"), text(notes.join("; "))];
  });
  return table("Stacks", ["Stack", "Changes", "Needs approval", "Note"], rows);
}

function lostItem({ change, referredToBy }: Lost, said: readonly GatedFinding[]): string {
  const verb = change.action === "replace" ? "Replaced" : "Destroyed";
  const first = change.action === "replace" && change.isCreatedFirst ? ", the new one first" : "";
  const reason = reasonText(change);
  const lines = [
    ...(reason === "" ? [] : [`because ${code(reason)}`]),
    ...said.map((one) => `<span class="${one.severity}">${text(one.severity)}</span> ${text(sentenceOf(one))}`),
    ...(referredToBy.length === 0 ? [] : [`referred to by ${referredToBy.map(code).join(", ")}`]),
  ];
  const worst = said[0]?.severity ?? "low";
  return `<li class="card ${worst}-card"><strong>${verb}${first}</strong> ${title(change)}<ul>${lines.map((line) => `<li>${line}</li>`).join("")}</ul></li>`;
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
  return `${table("Risks", ["Severity", "Risk", "Where", "What"], rows)}${after}`;
}

function exemptionTable({ exemptions, grants }: Review): string {
  const rows = [
    ...exemptions.map((one) => [
      code(one.rule),
      code(one.at),
      text(one.reason),
      text(one.until),
      text(exemptionNote(one)),
    ]),
    ...grants.map((one) => [
      code(one.rule),
      code(one.at),
      text(one.reason),
      text(one.until ?? ""),
      text(grantNote(one)),
    ]),
  ];
  const heading = ["Exempt from", "Where", "Why", "Until", "Note"];
  return rows.length === 0 ? "" : table("Exemptions", heading, rows);
}

function permissionTable(permissions: readonly PermissionRow[]): string {
  const rows = permissions.map(({ change, effect, principal, action, resource, condition, flags }) => [
    `<span class="${change}">${change === "added" ? "+ added" : "− removed"}</span>`,
    text(effect),
    code(principal),
    code(action),
    resource === "" ? "" : code(resource),
    condition === "" ? "" : code(condition),
    text(flags.join(", ")),
  ]);
  const heading = ["Change", "Effect", "Who", "May", "On", "If", "Note"];
  return rows.length === 0 ? "" : table("Permissions", heading, rows);
}
