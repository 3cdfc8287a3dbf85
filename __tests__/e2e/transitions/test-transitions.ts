import * as fs from "node:fs";
import * as os from "node:os";
import * as path from "node:path";
import { Pool } from "../../../runner/stacks/schedule";
import { Progress } from "../progress/progress";
import { Lanes } from "./lanes";
import { loadBefore } from "./loaded-before";
import { isRefused, type Transition } from "./transition";
import { TransitionRuns } from "./transition-runs";

/**
 * Declares a test for each change that is applied. Those that share a stack are run as one, as many at once as the configuration says, each in a
 * lane of its own; lanes are kept for those that follow.
 */
export function testTransitions(transitions: readonly Transition[]): void {
  loadBefore();
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), "groundplan-transitions-"));
  const progress = new Progress();
  const atOnce = (globalThis as unknown as { readonly TRANSITIONS: number }).TRANSITIONS;
  const runs = new TransitionRuns(new Lanes(folder, progress), new Pool(atOnce));

  afterAll(async () => {
    progress.end();
    await runs.stop();
    process.stdout.write(`\n${progress.summary()}\n`);
    fs.rmSync(folder, { recursive: true, force: true });
  });

  const rows = transitions.flatMap((transition) =>
    isRefused(transition) ? [] : [[`${transition.area}: ${transition.name}`, transition] as const],
  );
  test.concurrent.each(rows)("%s", (_title, transition) => runs.resultOf(transition));
}
