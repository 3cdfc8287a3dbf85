import type { Name } from "../core/texts/text.types";

/** A copy of a database that follows it and can be read alone. */
export interface ReadReplica {
  /**
   * Class of the instance.
   *
   * @default - that of the database
   */
  readonly size?: string;
  /**
   * Letter of the zone that it lies in.
   *
   * @default - AWS chooses
   */
  readonly zone?: string;
  /**
   * Whether a second instance in another zone takes over when the first one fails.
   *
   * @default false
   */
  readonly multiAz?: boolean;
  /**
   * Parameters of the engine beside those that ask clients for TLS.
   *
   * @named parameter
   * @default - those of the database
   */
  readonly parameters?: Readonly<Record<string, string>>;
  /**
   * Whether it follows no longer, and becomes a database that can be written. That cannot be taken back.
   *
   * @default false
   */
  readonly promoted?: boolean;
}

/**
 * Replicas by names of yours.
 *
 * @named replica
 */
export interface ReadReplicas {
  readonly [name: Name]: ReadReplica;
}
