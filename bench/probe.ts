/**
 * Loaded before a measured program (`node --require`): writes what the process used to the file that
 * GROUNDPLAN_BENCH_RESULT names when the process ends.
 */
import { writeFileSync } from "node:fs";
import { performance } from "node:perf_hooks";
import type { VariableName } from "../variables/table";

/** What one run of a program used. Times in milliseconds. */
export interface Usage {
  /** From the start of the process to its end. */
  readonly wall: number;
  /** Processor time of all threads, in user and system mode. */
  readonly cpu: number;
  /** Peak resident memory in MiB. */
  readonly peakMemory: number;
}

/** Environment variable that names the result file. */
export const RESULT_VARIABLE: VariableName = "GROUNDPLAN_BENCH_RESULT";

const file = process.env[RESULT_VARIABLE];
if (file !== undefined) {
  process.on("exit", () => {
    const wall = performance.now();
    const { userCPUTime, systemCPUTime, maxRSS } = process.resourceUsage();
    const cpu = (userCPUTime + systemCPUTime) / 1000;
    const usage: Usage = { wall, cpu, peakMemory: maxRSS / 1024 };
    writeFileSync(file, JSON.stringify(usage));
  });
}
