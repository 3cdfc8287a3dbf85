import * as path from "node:path";
import { countDone, type Done, NOTHING_DONE, type StackOutcome } from "../progress/summary";
import type { Session } from "../session";
import { ReleaseWaits } from "../terraform/release-waits";
import { TerraformError } from "../terraform/terraform-error";
import { runInOrder } from "./schedule";

/** What a task did with its stack. */
export type TaskResult = "applied" | "unchanged" | "destroyed" | "not started";

/** What a run did. */
export interface RunOutcome {
  readonly stacks: readonly StackOutcome[];
  readonly isInterrupted: boolean;
  /** Whether every stack was done. */
  readonly isComplete: boolean;
}

/** A task stops without an error: its stack is not begun, and nothing after it. */
export class Stopped extends Error {}

/**
 * Runs a task for every stack in order, side by side where the order allows. Nothing further starts once a task has failed or the
 * run was interrupted; what is under way is waited for. Errors are printed whole, with the stack's name.
 *
 * @param before stacks that must be done before a stack
 */
export async function runStacks(
  session: Session,
  names: readonly string[],
  before: (name: string) => readonly string[],
  task: (name: string) => Promise<TaskResult>,
): Promise<RunOutcome> {
  const outcomes = new Map<string, StackOutcome>();
  const runOne = async (name: string): Promise<void> => {
    if (session.isInterrupted) return;
    const started = Date.now();
    let done = NOTHING_DONE;
    const finish = (result: StackOutcome["result"]) => {
      const seconds = (Date.now() - started) / 1000;
      outcomes.set(name, { stack: name, result, done, seconds, log: session.logOf(name) });
    };
    const waits = new ReleaseWaits();
    const stopListening = session.onEvent(name, (event) => {
      done = countDone(done, event);
      const word = waits.tell(event);
      if (word) session.progress.print(`${withName(name, word)}\n`);
    });
    try {
      const result = await task(name);
      finish(result);
      session.progress.end(name, `${result}${doneText(done)}`);
    } catch (error) {
      if (error instanceof Stopped) {
        session.progress.end(name, `not started: ${error.message}`);
        throw error;
      }
      finish(session.isInterrupted ? "interrupted" : "failed");
      session.progress.end(name, session.isInterrupted ? "interrupted" : "failed");
      if (!session.isInterrupted || !(error instanceof TerraformError)) throw error;
    } finally {
      stopListening();
    }
  };
  try {
    await runInOrder(names, before, (name) => session.pool.run(() => runOne(name)));
  } catch (error) {
    if (error instanceof TerraformError) session.progress.print(`\n${errorText(session, error)}`);
    else if (!(error instanceof Stopped)) throw error;
  }
  const stacks = names.map((name) => outcomes.get(name) ?? notStarted(name));
  const isComplete = stacks.every(({ result }) => ["applied", "unchanged", "destroyed"].includes(result));
  return { stacks, isInterrupted: session.isInterrupted, isComplete };
}

/** What Terraform told about a failed step: its errors whole, else the end of its output; with the stack's name, and its log. */
export function errorText(session: Session, { stackName, step, reason, output, diagnostics }: TerraformError): string {
  const errors = [...new Set(diagnostics.filter(({ severity }) => severity === "error").map(({ text }) => text))];
  const text = errors.length > 0 ? errors.join("\n\n") : output.trimEnd().split("\n").slice(-40).join("\n");
  return `${stackName}: terraform ${step} ${reason}.\n\n${withName(stackName, text)}\n\nlog: ${fromHere(session.logOf(stackName))}\n`;
}

/** A text with a stack's name before every line; several empty lines become one. */
export function withName(stack: string, text: string): string {
  const lines = text
    .trimEnd()
    .replace(/\n{3,}/g, "\n\n")
    .split("\n");
  return lines.map((line) => `${stack}: ${line}`.trimEnd()).join("\n");
}

/** A file as it is named where the command runs. */
function fromHere(file: string): string {
  const relative = path.relative(process.cwd(), file);
  return relative.startsWith("..") ? file : relative;
}

function doneText({ added, changed, destroyed }: Done): string {
  const parts = [
    ...(added > 0 ? [`${added} added`] : []),
    ...(changed > 0 ? [`${changed} changed`] : []),
    ...(destroyed > 0 ? [`${destroyed} destroyed`] : []),
  ];
  return parts.length > 0 ? `, ${parts.join(", ")}` : "";
}

/** A stack of which nothing was begun. */
export function notStarted(stack: string): StackOutcome {
  return { stack, result: "not started", done: NOTHING_DONE, seconds: 0 };
}
