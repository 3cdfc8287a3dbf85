import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { RESULT_VARIABLE, type Usage } from "./probe";

/** A Node.js program that is measured. */
export interface Program {
  /** Compiled file and arguments. */
  readonly command: readonly [file: string, ...args: string[]];
  /** Working directory. */
  readonly cwd: string;
  /** Folder that the program synthesizes to. */
  readonly outdir: string;
  /**
   * Files that are taken away before each run.
   *
   * @default - none
   */
  readonly without?: readonly string[];
}

/** Variables that change what is synthesized, and would make runs differ between machines. */
const FOREIGN_VARIABLES = /^(AWS_|GROUNDPLAN_|CDKTF_|NODE_OPTIONS$)/;

/**
 * Runs a program in a process of its own and returns what it used.
 *
 * @throws Error with the program's output if it fails
 */
export function run(program: Program): Usage {
  const folder = mkdtempSync(join(tmpdir(), "groundplan-bench-"));
  try {
    const result = join(folder, "usage.json");
    for (const file of program.without ?? []) rmSync(file, { force: true });
    const variables = Object.fromEntries(Object.entries(process.env).filter(([name]) => !FOREIGN_VARIABLES.test(name)));
    const child = spawnSync(process.execPath, ["--require", join(__dirname, "probe.js"), ...program.command], {
      cwd: program.cwd,
      encoding: "utf8",
      env: {
        ...variables,
        CDKTF_OUTDIR: program.outdir,
        CHECKPOINT_DISABLE: "1",
        [RESULT_VARIABLE]: result,
      },
    });
    if (child.error) throw child.error;
    if (child.status !== 0) throw new Error(`${program.command.join(" ")} failed:\n${child.stdout}${child.stderr}`);
    return JSON.parse(readFileSync(result, "utf8"));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/**
 * Measures programs in turn, so that what else the machine does falls on all of them: one run of each that is not counted,
 * then `runs` rounds. Returns the median of every figure for each program.
 *
 * @param tell is called before each round
 */
export function compare(
  programs: readonly Program[],
  runs: number,
  { tell = () => undefined }: { readonly tell?: (round: string) => void } = {},
): Usage[] {
  tell("a first round, which does not count");
  for (const program of programs) run(program);
  const rounds = Array.from({ length: runs }, (_, round) => {
    tell(`round ${round + 1} of ${runs}`);
    const order = programs.map((program, index) => ({ program, index }));
    if (round % 2 === 1) order.reverse();
    const usages = order.map(({ program, index }) => ({ index, usage: run(program) }));
    return usages.sort((a, b) => a.index - b.index).map(({ usage }) => usage);
  });
  return programs.map((_, index) => medianUsage(rounds.flatMap((round) => round[index] ?? [])));
}

/** The median of each figure. */
export function medianUsage(usages: readonly Usage[]): Usage {
  const of = (figure: keyof Usage) => median(usages.map((usage) => usage[figure]));
  return {
    wall: of("wall"),
    cpu: of("cpu"),
    peakMemory: of("peakMemory"),
    guardrails: of("guardrails"),
  };
}

/** The middle value; of an even number, the mean of the two in the middle. */
export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length / 2;
  const lower = sorted[Math.ceil(middle) - 1] ?? Number.NaN;
  const upper = sorted[Math.floor(middle)] ?? Number.NaN;
  return (lower + upper) / 2;
}
