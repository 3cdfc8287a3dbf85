/**
 * Runs a step without taking the stack traces of tokens. cdktf takes the trace of every token that it makes, to say in its own
 * errors where the token came from; that takes a tenth of the whole synthesis. Errors are not affected: V8 takes their traces by
 * itself.
 */
export function withoutTokenTraces<T>(step: () => T): T {
  const capture = Error.captureStackTrace;
  Error.captureStackTrace = () => undefined;
  try {
    return step();
  } finally {
    Error.captureStackTrace = capture;
  }
}
