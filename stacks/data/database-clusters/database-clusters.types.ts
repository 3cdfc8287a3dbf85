import type { Name } from "../../../constructs/core/texts/text.types";
import type { DatabaseClusterOptions } from "../../../constructs/databases/cluster/database-cluster-props";
import type { KeyChoice } from "../../sections/key-choice";
import type { PlacedDatabaseSpec } from "../databases/databases.types";

/** A cluster: everything that `DatabaseCluster` takes. */
export interface DatabaseClusterSpec extends Omit<DatabaseClusterOptions, "key">, KeyChoice, PlacedDatabaseSpec {}

/**
 * Clusters by name.
 *
 * @named cluster
 */
export interface DatabaseClustersProps {
  readonly [name: Name]: DatabaseClusterSpec;
}
