import { TRANSITIONS } from "../__tests__/e2e/transitions/table";
import {
  type AppliedTransition,
  type Counts,
  type EnvironmentTransition,
  isRefused,
  type Transition,
} from "../__tests__/e2e/transitions/transition";

/** The page docs/transitions.md: what every tried change of a deployed environment does, by area. */
export function renderTransitions(transitions: readonly Transition[] = TRANSITIONS): string {
  const areas = [...new Set(transitions.map(({ area }) => area))];
  return [
    "<!-- Written by `npm run docs` from the table in __tests__/e2e/transitions. -->",
    "",
    "# Changes of what is deployed",
    "",
    "What a change does to what is there. `npm run test:e2e` makes each of them with the real Terraform and the real AWS provider on the",
    "[emulator](emulator.md): deploy, change, a plan that is empty; then back, a plan that is empty; then destroy, and nothing is left.",
    "_Replaced_ is made anew, and _taken away_ is gone for good; the plan of the change loses this and nothing else. What is changed in",
    "place or added is not listed. Where no way back is tried, the remark says why. Changes of whole environments go through what",
    "`groundplan deploy` and `groundplan destroy` run; the others are of small stacks.",
    "",
    ...areas.flatMap((area) => section(area, transitions)),
  ].join("\n");
}

function section(area: string, transitions: readonly Transition[]): string[] {
  const rows = transitions.filter((transition) => transition.area === area);
  const title = `## ${area.slice(0, 1).toUpperCase()}${area.slice(1)}`;
  const applied = rows.flatMap((row) => (isRefused(row) ? [] : [row]));
  const refused = rows.filter(isRefused);
  return [
    title,
    "",
    ...(applied.length > 0 ? ["| Change | Replaced | Taken away | Remarks |", "| --- | --- | --- | --- |"] : []),
    ...applied.map(
      (row) =>
        `| ${capital(row.name)} | ${typesOf(row.replaced ?? {})} | ${typesOf(row.removed ?? {})} | ${remarks(row)} |`,
    ),
    ...(applied.length > 0 ? [""] : []),
    ...(refused.length > 0
      ? [
          "Refused by synth, so that nothing is applied:",
          "",
          "| Change | What is said |",
          "| --- | --- |",
          ...refused.map((row) => `| ${capital(row.name)} | ${cell(row.refused)} |`),
          "",
        ]
      : []),
  ];
}

function remarks(row: AppliedTransition | EnvironmentTransition): string {
  return [
    ...("order" in row ? [`applied in the order ${row.order.map((stack) => `\`${stack}\``).join(", ")}`] : []),
    ...(row.oneWay ? [`no way back: ${cell(row.oneWay)}`] : []),
  ].join("; ");
}

function typesOf(counts: Counts): string {
  return (
    Object.keys(counts)
      .sort()
      .map((type) => `\`${type}\``)
      .join(", ") || "nothing"
  );
}

function capital(text: string): string {
  return text.slice(0, 1).toUpperCase() + text.slice(1);
}

function cell(text: string): string {
  return text.replaceAll("|", "\\|").replaceAll("\n", " ");
}
