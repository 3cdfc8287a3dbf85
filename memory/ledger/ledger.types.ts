/** A resource that an environment may have deployed: where its construct stands, and what its state calls it. */
export interface LedgerLine {
  /** Full name of the stack: `staging-buckets`. */
  readonly stack: string;
  /** Path of the construct inside the stack: `reports/bucket`; empty for what no construct makes. */
  readonly path: string;
  /** Address in the state: `aws_s3_bucket.reports_bucket_4E8F0223`. The type is in front. */
  readonly address: string;
  /**
   * Physical name, of what holds data or an identity, where it is known at synth.
   *
   * @default - none
   */
  readonly name?: string;
  /**
   * What the provider imports it by, read from the state, while it goes to another stack; empty where it cannot be imported and is made
   * anew over what is there.
   *
   * @default - it was not read
   */
  readonly id?: string;
  /**
   * Which half of the way to another stack is applied: that stack has imported it, or this one has let go of it.
   *
   * @default - none
   */
  readonly done?: "imported" | "left";
}

/** The lines of one environment, sorted by path and address. */
export type Ledger = readonly LedgerLine[];

/** What a synth makes of one stack. */
export interface MadeStack {
  readonly lines: Ledger;
  /** Addresses that `moved` and `removed` blocks of the stack say are left. */
  readonly leaving: ReadonlySet<string>;
}
