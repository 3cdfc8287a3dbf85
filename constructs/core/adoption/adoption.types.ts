/**
 * What stands for a resource that AWS has already: the id that AWS shows, or `true` where the id follows from the configuration and from the
 * other entries, such as that of a route table's association from subnet and route table.
 */
export type AdoptedId = string | true;

/** One resource that is taken over. */
export interface AdoptedEntry {
  /** Path of the resource, from the name of its stack without the environment: `network/network/vpc`. */
  readonly path: string;
  readonly id: AdoptedId;
  /**
   * Where that is written, for messages: `config/adopted/staging.yaml:4:5`.
   *
   * @default - in the program, whose stack is told
   */
  readonly at?: string;
}

/** What is taken over into one stack, and what stands beside it. */
export interface Adoption {
  /** Where the entries are written; empty where a program has them. */
  readonly file: string;
  /** Number of the resources that are taken over. */
  readonly imported: number;
  /** Number of the stack's resources below the constructs that something is taken over into. */
  readonly among: number;
  /** Those of them that are made new, by the construct that they lie in, with their number. */
  readonly made: ReadonlyMap<string, number>;
  /** What is not as it was once the resource is taken over. */
  readonly caveats: readonly string[];
}
