/** What a command works with: where it prints, the project it is in, and the variables of the process. */
export interface CommandContext {
  /** Root folder of the project. */
  readonly root: string;
  readonly variables: NodeJS.ProcessEnv;
  /** Prints a text as it is. */
  readonly print: (text: string) => void;
  /** Prints a text to the error output. */
  readonly printError: (text: string) => void;
  /**
   * The terminal, where there is one on both sides: somebody reads, and can answer.
   *
   * @default - none, as in CI
   */
  readonly terminal?: Terminal;
  /**
   * Listens to interrupts. Returns what ends that.
   *
   * @default - those that this process is sent, by Ctrl-C or SIGTERM
   */
  readonly onInterrupt?: (listener: () => void) => () => void;
  /**
   * Reads standard input to its end.
   *
   * @default - that of this process
   */
  readonly readInput?: () => Buffer;
  /**
   * The day that exemptions are judged at, as `YYYY-MM-DD`.
   *
   * @default - today
   */
  readonly today?: string;
}

/** A person's terminal. */
export interface Terminal {
  /** Width in characters. */
  readonly columns: () => number;
  /** Asks, and returns what was typed; empty if the question was interrupted. */
  readonly ask: (question: string) => Promise<string>;
}

/** Data as JSON text. */
export function json(data: unknown): string {
  return `${JSON.stringify(data, undefined, 2)}\n`;
}
