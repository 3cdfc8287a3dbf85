/** How the task of one stack ended, for whoever waits for it. */
interface Outcome {
  readonly promise: Promise<void>;
  readonly resolve: () => void;
  readonly reject: (error: unknown) => void;
}

/** What became of each stack in a run of many, for whoever waits for one of them. */
export class Outcomes {
  readonly #byStack = new Map<string, Outcome>();

  /** Ends as the stack's task does. @throws what the task has thrown, or why it was never started */
  of(stack: string): Promise<void> {
    return this.#outcome(stack).promise;
  }

  /** Runs a stack's task and keeps how it ends. */
  async record(stack: string, task: () => Promise<void>): Promise<void> {
    const outcome = this.#outcome(stack);
    try {
      await task();
      outcome.resolve();
    } catch (error) {
      outcome.reject(error);
      throw error;
    }
  }

  /** Says of the stacks whose tasks have not ended that they never will, and why. */
  giveUp(stacks: readonly string[], cause: unknown): void {
    const [reason] = (cause instanceof Error ? cause.message : String(cause)).split("\n", 1);
    for (const stack of stacks) {
      this.#outcome(stack).reject(new Error(`${stack} was not tried, because of another failure: ${reason}`));
    }
  }

  #outcome(stack: string): Outcome {
    const known = this.#byStack.get(stack);
    if (known) return known;
    const made = createOutcome();
    // Whoever asks is told; an outcome that nobody has asked for yet is no unhandled error.
    made.promise.catch(() => undefined);
    this.#byStack.set(stack, made);
    return made;
  }
}

function createOutcome(): Outcome {
  let resolve: Outcome["resolve"] = () => {};
  let reject: Outcome["reject"] = () => {};
  const promise = new Promise<void>((resolvePromise, rejectPromise) => {
    resolve = resolvePromise;
    reject = rejectPromise;
  });
  return { promise, resolve, reject };
}
