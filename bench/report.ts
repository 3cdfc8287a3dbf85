import { checkBudget, type GrowthPoint, type Results, seconds } from "./budget";
import type { Usage } from "./probe";

/** The page docs/performance.md. */
export function renderReport(results: Results): string {
  return `${[introduction(results), budget(results), comparison(results), growth(results), reviews(results), comparisonOfRevisions(results), typeChecks(results), method()].join("\n\n")}\n`;
}

function introduction({ machine, runs, stacks, resources }: Results): string {
  return [
    "# Performance",
    "",
    `Written by \`npm run bench\`: ${resources} resources in ${stacks} stacks, Node.js ${machine.node}, ${machine.cores} cores, medians of ${runs} runs.`,
    `The machine had a load of ${machine.load.toFixed(1)} from elsewhere when it began: above its number of cores, wall times say little.`,
    "Figures differ from machine to machine; the budget is therefore in ratios of processor time where it can be.",
    "`npm run bench -- --check` changes no file and fails when the budget is broken.",
  ].join("\n");
}

function budget(results: Results): string {
  const lines = checkBudget(results).map(({ what, limit, found, kept }) => [
    what,
    limit,
    found,
    kept ? "kept" : "**broken**",
  ]);
  return `## Budget\n\n${table(["what", "budget", "found", ""], lines)}`;
}

function comparison({ application, changed, bare, literal, bytes }: Results): string {
  const line = (name: string, usage: Usage, size: number) => [
    name,
    seconds(usage.wall),
    seconds(usage.cpu),
    `${usage.peakMemory.toFixed(0)} MiB`,
    `${(size / 1024).toFixed(0)} KiB`,
  ];
  const ratio = (a: number, b: number) => `${(a / b).toFixed(2)} ×`;
  return [
    "## Application and bare program",
    "",
    "The bare program is a cdktf program without any construct of ours. It makes the same stacks with the same resources, attribute",
    "for attribute (the benchmark compares the two outputs and stops if they differ), each by its provider class, with every value",
    "written out and every reference as one writes it (`vpc.id`). It reads no configuration, derives nothing and checks nothing. The",
    "last one is the same program with the references as text that Terraform resolves: nobody writes that, but less is not possible.",
    "",
    "The application is bundled by `npm run build`, packages included, and keeps beside the bundle what V8 made of it and what it made of",
    "the configuration; after a change of the configuration it reads and checks all of it again.",
    "",
    table(
      ["program", "wall time", "processor time", "peak memory", "JSON"],
      [
        line("application", application, bytes.application),
        line("application, after a change of the configuration", changed, bytes.application),
        line("bare program", bare, bytes.bare),
        line("bare program, references as text", literal, bytes.bare),
        [
          "application ÷ bare program",
          ratio(application.wall, bare.wall),
          ratio(application.cpu, bare.cpu),
          ratio(application.peakMemory, bare.peakMemory),
          ratio(bytes.application, bytes.bare),
        ],
      ],
    ),
  ].join("\n");
}

function growth({ growth, services }: Results): string {
  const lines = (points: readonly GrowthPoint[]) =>
    points.map(({ times, resources, usage }) => [
      `${times.toLocaleString("en-US")} ×`,
      resources.toLocaleString("en-US"),
      seconds(usage.wall),
      seconds(usage.cpu),
      `${usage.peakMemory.toFixed(0)} MiB`,
      `${(usage.cpu / resources).toFixed(2)} ms`,
    ]);
  const head = ["size", "resources", "wall time", "processor time", "peak memory", "processor time per resource"];
  return [
    "## Growth",
    "",
    "The environments of the application, so many times over under names of their own, in one program.",
    "",
    table(head, lines(growth)),
    "",
    "One environment, in whose file so many services stand, read from its YAML.",
    "",
    table(head, lines(services)),
  ].join("\n");
}

function reviews({ reviews }: Results): string {
  const lines = reviews.map(({ changes, bytes, usage }) => [
    changes.toLocaleString("en-US"),
    `${(bytes / 1024 / 1024).toFixed(1)} MiB`,
    seconds(usage.wall),
    seconds(usage.cpu),
    `${usage.peakMemory.toFixed(0)} MiB`,
    `${(usage.cpu / changes).toFixed(2)} ms`,
  ]);
  return [
    "## Review of large plans",
    "",
    "The plans that change a production environment (`__tests__/review/environments`, made by Terraform and the AWS provider), so many",
    "times over as modules of one configuration, reviewed into Markdown, page, JSON, SARIF and text by one command.",
    "",
    table(["changes", "plan", "wall time", "processor time", "peak memory", "processor time per change"], lines),
  ].join("\n");
}

function comparisonOfRevisions({ diff: { first, again } }: Results): string {
  return [
    "## Comparing revisions",
    "",
    `The first \`groundplan diff\` with a base compiles and synthesizes it: ${seconds(first)}. Later ones with the same base take what was kept: ${seconds(again)}.`,
  ].join("\n");
}

function typeChecks({ typeCheck: { first, again } }: Results): string {
  return [
    "## Type-check",
    "",
    `The first \`npm run typecheck\`, tests included: ${seconds(first)}. Later ones read anew only what has changed and what follows from it: ${seconds(again)} where nothing has.`,
  ].join("\n");
}

function method(): string {
  return [
    "## How it is measured",
    "",
    "Every run is a fresh process, measured from its start to its end by a hook inside it; peak memory is the operating system's",
    "figure for the process. Guardrails' share is the processor time from when they begin to read what was synthesized until they have",
    "judged it, as a part of that of the whole run. The programs that are compared run in turn, in changing order, after one run each that does not",
    "count; sizes of the growth above 1 × run once, and reviews of other sizes than that of the budget. Variables that change the output (`AWS_…`, `GROUNDPLAN_…`, `CDKTF_…`) are removed.",
  ].join("\n");
}

function table(head: readonly string[], lines: readonly (readonly string[])[]): string {
  const align = head.map((_, index) => (index === 0 ? "---" : "---:"));
  return [head, align, ...lines].map((cells) => `| ${cells.join(" | ")} |`).join("\n");
}
