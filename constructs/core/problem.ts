/**
 * One thing that is wrong with the input, told so that the reader can mend it without looking at our source.
 */
export interface Problem {
  /** Stable code, for search and for tests: upper case with underscores, for example `CIDR_HOST_BITS`. */
  readonly code: string;
  /** Where: a construct path (`sandbox-network/network`), with the property behind ` › ` (`tiers.app.cidr`), or a file position. */
  readonly path: string;
  /** What is wrong, as one sentence. */
  readonly message: string;
  /** The value that was found. */
  readonly found: string;
  /** What is allowed. */
  readonly expected: string;
  /** At least one way out. */
  readonly fix: string;
  /**
   * The line of the program that made the construct, `main.ts:23:21`, where that came to light when all was made.
   *
   * @default - the line is told of all problems that are thrown together, or there is none outside of the package
   */
  readonly line?: string;
}
