import { TRANSITIONS } from "../__tests__/e2e/transitions/table";
import {
  type AppliedTransition,
  type Counts,
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
    "What a change does to an environment that is there. Each is tried by `npm run test:e2e` with the real Terraform and the real AWS",
    "provider on the [emulator](emulator.md): deploy, change, a plan that is empty; then back, a plan that is empty; then destroy, and",
    "nothing is left. _Replaced_ is made anew, and _taken away_ is gone for good; nothing else of the program is. Everything else is",
    "changed in place or added. A change without a way back says why.",
    "",
    ...areas.flatMap((area) => section(area, transitions)),
  ].join("\n");
}

function section(area: string, transitions: readonly Transition[]): string[] {
  const rows = transitions.filter((transition) => transition.area === area);
  const title = `## ${area.slice(0, 1).toUpperCase()}${area.slice(1)}`;
  const applied = rows.filter((transition): transition is AppliedTransition => !isRefused(transition));
  const refused = rows.filter(isRefused);
  return [
    title,
    "",
    ...(applied.length > 0 ? ["| Change | Replaced | Taken away | Remarks |", "| --- | --- | --- | --- |"] : []),
    ...applied.map(
      ({ name, replaced = {}, removed = {}, said, oneWay }) =>
        `| ${capital(name)} | ${typesOf(replaced)} | ${typesOf(removed)} | ${remarks(said, oneWay)} |`,
    ),
    ...(applied.length > 0 ? [""] : []),
    ...(refused.length > 0
      ? [
          "Refused before anything is applied:",
          "",
          "| Change | What is said |",
          "| --- | --- |",
          ...refused.map((row) => `| ${capital(row.name)} | ${cell(row.refused)} |`),
          "",
        ]
      : []),
  ];
}

function remarks(said: string | undefined, oneWay: string | undefined): string {
  return [said ? `synth says: ${cell(said)}` : "", oneWay ? `no way back: ${cell(oneWay)}` : ""]
    .filter(Boolean)
    .join("; ");
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
