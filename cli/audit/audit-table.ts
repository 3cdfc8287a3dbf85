import { MAX_WIDTH, renderTable } from "../table";
import { type Audit, type AuditFinding, byAnswer, findingsOf } from "./audit.types";
import { countsLine, frameworkRows, idsOf, STATUS_WORDS, scannerLines } from "./words";

/** An audit for a terminal: what is open, what is answered and why, how frameworks stand, and a sum. */
export function auditTable(audit: Audit): string {
  const open = findingsOf(audit, "open");
  const parts = [
    ...(open.length === 0 ? [] : [openText(open)]),
    ...answeredTexts(audit),
    ...(audit.frameworks.length === 0 ? [] : [renderTable(frameworkRows(audit), [0]), ...requirementTexts(audit)]),
    [...scannerLines(audit), countsLine(audit)].map((line) => `${line}\n`).join(""),
  ];
  return parts.join("\n");
}

/** A check with the places that it finds something at, each behind it. */
function openText(findings: readonly AuditFinding[]): string {
  const checks = [...new Set(findings.map(({ check }) => check))];
  return checks
    .map((check) => {
      const found = findings.filter((one) => one.check === check);
      const places = found.map(({ place, detail }) => wrapped(detail === "" ? place : `${place}: ${detail}`));
      return `${found[0]?.severity}  ${check}: ${found[0]?.title}\n${places.join("")}`;
    })
    .join("");
}

function answeredTexts(audit: Audit): readonly string[] {
  const groups = byAnswer(audit);
  if (groups.length === 0) return [];
  const lines = groups.map(([{ check, reason }, findings]) => wrapped(`${check} (${findings.length}): ${reason}`));
  return [`Answered:\n${lines.join("")}`];
}

/** The requirements of each framework that our stacks fail and are answered for; of those that they pass there may be hundreds. */
function requirementTexts({ frameworks }: Audit): readonly string[] {
  return frameworks.flatMap((framework) => {
    const lines = (["failed", "answered"] as const).flatMap((status) => {
      const ids = idsOf(framework, status);
      return ids.length === 0 ? [] : [wrapped(`${STATUS_WORDS[status]}: ${ids.join(", ")}`)];
    });
    return lines.length === 0 ? [] : [`${framework.title}:\n${lines.join("")}`];
  });
}

/** Lines of a list, each behind two spaces, and what goes on behind four. */
function wrapped(text: string): string {
  const lines: string[] = [];
  for (const word of text.split(" ")) {
    const last = lines.at(-1);
    if (last !== undefined && last.length + 1 + word.length <= MAX_WIDTH - 4)
      lines[lines.length - 1] = `${last} ${word}`;
    else lines.push(word);
  }
  return `  ${lines.join("\n    ")}\n`;
}
