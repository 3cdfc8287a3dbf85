/**
 * Runs a step without making the text of stack traces. cdktf takes the trace of every token that it makes, to say in its own
 * errors where the token came from; writing these texts takes a tenth of the whole synthesis. V8 writes a trace when it is
 * first read, so an error that leaves the step still shows where it was thrown.
 */
export function withoutTokenTraces<T>(step: () => T): T {
  const prepare = Error.prepareStackTrace;
  Error.prepareStackTrace = () => "";
  try {
    return step();
  } finally {
    Error.prepareStackTrace = prepare;
  }
}
