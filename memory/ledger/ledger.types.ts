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
   * The address that it has moved here from, in what a synth has made; no ledger has it.
   *
   * @default - it has always been here
   */
  readonly from?: string;
  /**
   * How far it is on its way. `arriving`: another line moves here, and the stack is not applied yet, so that nothing else stands here. On
   * the way to another stack: that one has `imported` it, or this one has let go of it (`left`).
   *
   * @default - it stays where it is, or nothing of its way is applied
   */
  readonly done?: "arriving" | "imported" | "left";
}

/** The lines of one environment, sorted by path and address. */
export type Ledger = readonly LedgerLine[];

/** What a synth makes of one stack. */
export interface MadeStack {
  readonly lines: Ledger;
  /** Addresses that `moved` and `removed` blocks of the stack say are left. */
  readonly leaving: ReadonlySet<string>;
}
