import type { Pool } from "../../../runner/stacks/schedule";
import type { Lanes } from "./lanes";
import { inSharedStacks } from "./shared-stacks";
import type { AppliedTransition, EnvironmentTransition } from "./transition";

type Run = AppliedTransition | EnvironmentTransition;

/** The end of a run, for the test that waits for it. */
interface Waiting {
  readonly transition: Run;
  readonly resolve: () => void;
  readonly reject: (error: Error) => void;
}

/**
 * Runs the transitions whose tests begin: all tests begin at the same time, and then those that share a stack are put together. A test that
 * was chosen by its name runs alone.
 */
export class TransitionRuns {
  #waiting: Waiting[] = [];

  constructor(
    private readonly lanes: Lanes,
    private readonly pool: Pool,
  ) {}

  /** @throws Error with the transition, the step and the end of the log */
  resultOf(transition: Run): Promise<void> {
    return new Promise((resolve, reject) => {
      if (this.#waiting.length === 0) setImmediate(() => this.#begin());
      this.#waiting.push({ transition, resolve, reject });
    });
  }

  stop(): Promise<void> {
    return this.lanes.stop();
  }

  #begin(): void {
    const waiting = this.#waiting;
    this.#waiting = [];
    const whole = waiting.flatMap(({ transition }) => ("configurations" in transition ? [transition] : []));
    const programs = waiting.flatMap(({ transition }) => ("configurations" in transition ? [] : [transition]));
    const start = async (of: readonly Run[], run: () => Promise<ReadonlyMap<string, Error>>) => {
      const failed = await this.pool.run(run).catch((error: unknown) => failedAll(of, error));
      for (const { transition, resolve, reject } of waiting.filter((one) => of.includes(one.transition))) {
        const error = failed.get(transition.name);
        if (error) reject(error);
        else resolve();
      }
    };
    // Whole environments take longest: they begin first, so that no lane is left alone with one at the end.
    for (const one of whole) void start([one], () => this.lanes.use((lane) => lane.deploy(one)).then(() => NONE));
    const groups = [...inSharedStacks(programs)].sort((a, b) => b.length - a.length);
    for (const group of groups) void start(group, () => this.lanes.use((lane) => lane.apply(group)));
  }
}

const NONE: ReadonlyMap<string, Error> = new Map();

function failedAll(of: readonly Run[], error: unknown): ReadonlyMap<string, Error> {
  const failed = error instanceof Error ? error : new Error(String(error));
  return new Map(of.map(({ name }) => [name, failed]));
}
