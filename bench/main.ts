import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { availableParallelism, loadavg, tmpdir } from "node:os";
import { join } from "node:path";
import { performance } from "node:perf_hooks";
import { parseArgs } from "node:util";
import type { PlanJson } from "../review/plan/plan-json.types";
import { countResources, readStacks, type SynthesizedStack } from "../runner/stacks/stack-json";
import { differences, type ReferenceStyle, writeBareProgram } from "./bare-program";
import { checkBudget, type GrowthPoint, REVIEWED_CHANGES, type Results, type ReviewPoint } from "./budget";
import { largePlan } from "./large-plan";
import { compare, median, type Program, run } from "./measure";
import { renderReport } from "./report";

const GROWTH = [1, 10, 50];
const SERVICES = [10, 100, 1000];
/** Real plans that large ones are made of. */
const REVIEWED_PLANS = join("__tests__", "review", "environments", "day-two", "plans.json");
const REVIEWS = [1000, REVIEWED_CHANGES, 2 * REVIEWED_CHANGES];

/** What the command line asks for. */
interface Options {
  /** Measured runs of each program. */
  readonly runs: number;
  /** Whether a broken budget is a failure. */
  readonly check: boolean;
  /** Whether `npm test` is timed too. */
  readonly tests: boolean;
}

/**
 * `npm run bench [-- --runs <n>] [--tests]`: measures, prints, and writes docs/performance.md; with `--check` it writes nothing, and
 * fails when the budget is broken. Says on standard error where it is.
 */
function main(): void {
  const options = readOptions();
  const root = process.cwd();
  const folder = mkdtempSync(join(tmpdir(), "groundplan-bench-"));
  try {
    const results = measure(root, folder, options);
    const report = renderReport(results);
    if (!options.check) writeFileSync(join(root, "docs", "performance.md"), report);
    process.stdout.write(report);
    if (options.check && checkBudget(results).some(({ kept }) => !kept)) process.exitCode = 1;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function readOptions(): Options {
  const { values } = parseArgs({
    options: {
      runs: { type: "string", default: "5" },
      check: { type: "boolean", default: false },
      tests: { type: "boolean", default: false },
    },
  });
  const runs = Number(values.runs);
  if (!Number.isInteger(runs) || runs < 1) throw new Error(`--runs takes a whole number from 1, not ${values.runs}`);
  return { runs, check: values.check, tests: values.tests };
}

function measure(root: string, folder: string, options: Options): Results {
  const [load = 0] = loadavg();
  tell("type-check");
  const typeCheck = measureTypeCheck(root, folder);
  const compiled = join(root, "dist");
  const application = program(root, folder, "application", join(compiled, "main.js"));
  run(application);
  const stacks = readStacks(application.outdir);
  const bare = prepareBare(root, folder, stacks, "references");
  const literal = prepareBare(root, folder, stacks, "literals");
  const changed = { ...application, without: [join(compiled, ".environments")] };
  const [changedUsage, bareUsage, literalUsage, applicationUsage] = four(
    compare([changed, bare, literal, application], options.runs, { tell: telling("application and bare program") }),
  );
  return {
    machine: { node: process.versions.node, cores: availableParallelism(), load },
    runs: options.runs,
    stacks: stacks.length,
    resources: countResources(stacks),
    bytes: { application: size(stacks), bare: size(readStacks(bare.outdir)) },
    application: applicationUsage,
    changed: changedUsage,
    bare: bareUsage,
    literal: literalUsage,
    growth: GROWTH.map((times) => measureGrowth(root, folder, "growth", times, options.runs)),
    services: SERVICES.map((times) => measureGrowth(root, folder, "services", times, options.runs)),
    reviews: REVIEWS.map((changes) => measureReview(root, folder, changes, options.runs)),
    diff: measureDiff(root),
    typeCheck,
    ...(options.tests ? { tests: time(root, join("node_modules", "jest", "bin", "jest.js"), "--silent") } : {}),
  };
}

function program(root: string, folder: string, name: string, file: string, ...args: string[]): Program {
  return { command: [file, ...args], cwd: root, outdir: join(folder, name) };
}

/** Writes the bare program, runs it once and makes sure that it makes exactly what the application makes. */
function prepareBare(
  root: string,
  folder: string,
  stacks: readonly SynthesizedStack[],
  style: ReferenceStyle,
): Program {
  const own = join(folder, `bare-${style}`);
  mkdirSync(own);
  symlinkSync(join(root, "node_modules"), join(own, "node_modules"), "junction");
  const file = join(own, "program.js");
  writeFileSync(file, writeBareProgram(stacks, style));
  const bare = program(root, own, "out", file);
  run(bare);
  const found = differences(stacks, readStacks(bare.outdir));
  if (found.length > 0) throw new Error(`The bare program makes other resources:\n${found.join("\n")}`);
  return bare;
}

/** @param kind program of this folder: `growth` or `services` */
function measureGrowth(root: string, folder: string, kind: string, times: number, runs: number): GrowthPoint {
  const file = join(root, "dist", "bench", `${kind}-program.js`);
  const multiple = program(root, folder, `${kind}-${times}`, file, String(times));
  const tellRound = telling(`${kind}, ${times} ×`);
  const [usage] = times > 1 ? [run(multiple)] : compare([multiple], runs, { tell: tellRound });
  if (!usage) throw new Error("no run was measured");
  tellRound(`${(usage.cpu / 1000).toFixed(1)} s`);
  return { times, resources: countResources(readStacks(multiple.outdir)), usage };
}

/** The budget's size is measured as often as the application, the others once. */
function measureReview(root: string, folder: string, changes: number, runs: number): ReviewPoint {
  const plans: { readonly plan: PlanJson }[] = JSON.parse(readFileSync(join(root, REVIEWED_PLANS), "utf8"));
  const file = join(folder, `plan-${changes}.json`);
  const text = JSON.stringify(
    largePlan(
      plans.map(({ plan }) => plan),
      changes,
    ),
  );
  writeFileSync(file, text);
  const reviewed = program(root, folder, `review-${changes}`, join(root, "dist", "bench", "review-program.js"), file);
  const tellRound = telling(`review of ${changes} changes`);
  const [usage] = changes === REVIEWED_CHANGES ? compare([reviewed], runs, { tell: tellRound }) : [run(reviewed)];
  if (!usage) throw new Error("no run was measured");
  tellRound(`${(usage.cpu / 1000).toFixed(1)} s`);
  return { changes, bytes: Buffer.byteLength(text), usage };
}

function measureDiff(root: string): Results["diff"] {
  tell("diff");
  const diff = () => time(root, join("bin", "groundplan.js"), "diff", "--base", "HEAD");
  rmSync(join(root, ".groundplan", "base"), { recursive: true, force: true });
  return { first: diff(), again: median([diff(), diff(), diff()]) };
}

/** Says where the benchmark is. */
function tell(text: string): void {
  process.stderr.write(`bench: ${text}\n`);
}

function telling(what: string): (round: string) => void {
  return (round) => tell(`${what}: ${round}`);
}

/** Wall time of a program in milliseconds. */
/** The type-check as `npm run typecheck` does it: once when nothing is kept, and three times with what that one has kept. */
function measureTypeCheck(root: string, folder: string): { first: number; again: number } {
  const kept = ["--incremental", "--tsBuildInfoFile", join(folder, "typecheck")];
  const check = () => time(root, join("node_modules", "typescript", "bin", "tsc"), "--noEmit", ...kept);
  const first = check();
  return { first, again: median([check(), check(), check()]) };
}

function time(root: string, file: string, ...args: string[]): number {
  const start = performance.now();
  const child = spawnSync(process.execPath, [join(root, file), ...args], { cwd: root, encoding: "utf8" });
  if (child.error) throw child.error;
  if (child.status !== 0) throw new Error(`${file} failed:\n${child.stdout}${child.stderr}`);
  return performance.now() - start;
}

function size(stacks: readonly SynthesizedStack[]): number {
  return stacks.reduce((sum, { bytes }) => sum + bytes, 0);
}

function four<T>([first, second, third, fourth]: readonly T[]): [T, T, T, T] {
  if (first === undefined || second === undefined || third === undefined || fourth === undefined)
    throw new Error("four programs are compared");
  return [first, second, third, fourth];
}

main();
