import * as readline from "node:readline/promises";
import type { Terminal } from "./io";

/** The terminal of this process, if its input and its output are one. */
export function terminalOfProcess(): Terminal | undefined {
  const { stdin: input, stdout: output } = process;
  if (!input.isTTY || !output.isTTY) return undefined;
  return {
    columns: () => output.columns || 80,
    ask: async (question) => {
      const asking = readline.createInterface({ input, output });
      const interrupt = new AbortController();
      asking.once("SIGINT", () => interrupt.abort());
      try {
        return await asking.question(question, { signal: interrupt.signal });
      } catch {
        return "";
      } finally {
        asking.close();
      }
    },
  };
}

/**
 * Lets a command run to its end when nobody reads any more what it prints (`| head`): a deployment is not broken off for that.
 *
 * @param output standard output, or error output
 */
export function outliveReaders(output: NodeJS.EventEmitter): void {
  output.on("error", (error: NodeJS.ErrnoException) => {
    if (error.code !== "EPIPE") throw error;
  });
}
