/**
 * Loaded before a measured program (`node --require`): writes what the process used to the file that
 * GROUNDPLAN_BENCH_RESULT names when the process ends. With GROUNDPLAN_BENCH_PHASES set it also tells loading of modules from
 * building and writing.
 */
import { writeFileSync } from "node:fs";
import Module from "node:module";
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
  /** Time in `require`, outermost calls; 0 unless phases are asked for. */
  readonly loading: number;
  /** Time in `App.synth`, without loading; 0 unless phases are asked for. */
  readonly writing: number;
}

/** Environment variable that names the result file. */
export const RESULT_VARIABLE: VariableName = "GROUNDPLAN_BENCH_RESULT";
/** Environment variable that asks for phases. */
export const PHASES_VARIABLE: VariableName = "GROUNDPLAN_BENCH_PHASES";

type Load = (request: string, parent: unknown, isMain: boolean) => unknown;
interface AppModule {
  readonly App: { readonly prototype: { synth(): void } };
}

const phases = { loading: 0, writing: 0 };

const file = process.env[RESULT_VARIABLE];
if (file !== undefined) {
  if (process.env[PHASES_VARIABLE] !== undefined) timePhases();
  process.on("exit", () => {
    const wall = performance.now();
    const { userCPUTime, systemCPUTime, maxRSS } = process.resourceUsage();
    const cpu = (userCPUTime + systemCPUTime) / 1000;
    const usage: Usage = { wall, cpu, peakMemory: maxRSS / 1024, ...phases };
    writeFileSync(file, JSON.stringify(usage));
  });
}

function timePhases(): void {
  const loader = Module as unknown as { _load: Load };
  const load = loader._load;
  let depth = 0;
  let timed = false;
  loader._load = (request, parent, isMain) => {
    if (isMain) return load(request, parent, isMain);
    const start = performance.now();
    depth += 1;
    try {
      const loaded = load(request, parent, isMain);
      // What is asked for while it is being loaded itself has no App yet.
      if (/^cdktf$|[\\/]cdktf[\\/]lib[\\/]index\.js$/.test(request) && (loaded as Partial<AppModule>).App && !timed) {
        timed = true;
        timeWriting(loaded as AppModule);
      }
      return loaded;
    } finally {
      depth -= 1;
      if (depth === 0) phases.loading += performance.now() - start;
    }
  };
}

function timeWriting({ App }: AppModule): void {
  const synth = App.prototype.synth;
  App.prototype.synth = function (this: unknown) {
    const start = performance.now();
    const loaded = phases.loading;
    synth.call(this);
    phases.writing += performance.now() - start - (phases.loading - loaded);
  };
}
