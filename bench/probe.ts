/**
 * Loaded before a measured program (`node --require`): writes what the process used to the file that
 * GROUNDPLAN_BENCH_RESULT names when the process ends.
 */
import { writeFileSync } from "node:fs";
import { performance } from "node:perf_hooks";
import { JUDGING } from "../stacks/application/judgement/judging";
import type { VariableName } from "../variables/table";

/** What one run of a program used. Times in milliseconds. */
export interface Usage {
  /** From the start of the process to its end. */
  readonly wall: number;
  /** Processor time of all threads, in user and system mode. */
  readonly cpu: number;
  /** Peak resident memory in MiB. */
  readonly peakMemory: number;
  /** The part of its processor time that guardrails took, from 0 to 1: 0 for a program that has none. */
  readonly guardrails: number;
}

/** Environment variable that names the result file. */
export const RESULT_VARIABLE: VariableName = "GROUNDPLAN_BENCH_RESULT";

const file = process.env[RESULT_VARIABLE];
if (file !== undefined) {
  let [began, guardrails] = [0, 0];
  JUDGING.start.subscribe(() => {
    began = processorTime();
  });
  JUDGING.end.subscribe(() => {
    guardrails += processorTime() - began;
  });
  process.on("exit", () => {
    const wall = performance.now();
    const cpu = processorTime();
    const peakMemory = process.resourceUsage().maxRSS / 1024;
    const usage: Usage = { wall, cpu, peakMemory, guardrails: guardrails / cpu };
    writeFileSync(file, JSON.stringify(usage));
  });
}

/** Of all threads, since the process began. */
function processorTime(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1000;
}
