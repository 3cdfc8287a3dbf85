/** What a command works with: where it prints, the project it is in, and the variables of the process. */
export interface CommandContext {
  /** Root folder of the project. */
  readonly root: string;
  readonly variables: NodeJS.ProcessEnv;
  /** Prints a text as it is. */
  readonly print: (text: string) => void;
  /** Prints a text to the error output. */
  readonly printError: (text: string) => void;
}

/** Data as JSON text. */
export function json(data: unknown): string {
  return `${JSON.stringify(data, undefined, 2)}\n`;
}
