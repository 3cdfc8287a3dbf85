import type { Name } from "../../../constructs/core/texts/text.types";
import type { DatabaseOptions, PasswordFromSecret } from "../../../constructs/databases/database-props";
import type { ProxyOptions } from "../../../constructs/databases/proxy";
import type { KeyChoice } from "../../sections/key-choice";

/** A password that a secret of the section holds. */
export interface PasswordSpec extends Omit<PasswordFromSecret, "secret"> {
  /** Name of the secret: one of the section that is JSON with the fields `username` and `password`. */
  readonly secret: string;
}

/** Where a database or a cluster lies, and who its owner is. */
export interface PlacedDatabaseSpec {
  /**
   * The tier that it lies in, with subnets in two zones or more.
   *
   * @default - the isolated tier, where there is one
   */
  readonly tier?: string;
  /**
   * Where the owner's password comes from.
   *
   * @default - AWS makes it, keeps it in a secret, and changes it every week
   */
  readonly password?: PasswordSpec;
}

/** A proxy in front of a database: everything that the code's has. */
export interface ProxySpec extends Omit<ProxyOptions, "users"> {
  /**
   * Names of secrets of further users of the database that clients log in to the proxy as: those of the section that are JSON with the fields
   * `username` and `password`.
   *
   * @default - clients log in as the owner
   */
  readonly users?: readonly string[];
}

/** A database: everything that `Database` takes. */
export interface DatabaseSpec extends Omit<DatabaseOptions, "key">, KeyChoice, PlacedDatabaseSpec {
  /**
   * Whether a proxy stands in front of the database, which keeps connections ready and hands them out: for functions, and for services with many
   * tasks. Clients are told its host in the place of the database's.
   *
   * @default false
   */
  readonly proxy?: boolean | ProxySpec;
}

/**
 * Databases by name.
 *
 * @named database
 */
export interface DatabasesProps {
  readonly [name: Name]: DatabaseSpec;
}
