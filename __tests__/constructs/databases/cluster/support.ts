import type { EnvironmentStack } from "../../../../constructs/core/environments/environment-stack";
import { DatabaseCluster, type DatabaseClusterProps } from "../../../../constructs/databases";
import { type SynthesizedStack, synthStack } from "../../../support/synth";
import { databaseNetwork } from "../support";

/** Properties of a small cluster, with others. */
export const PROVISIONED = { engine: "aurora-postgresql 17", size: "db.t4g.medium" } as const;

/** The same with capacity that follows the load. */
export const SERVERLESS = { engine: "aurora-postgresql 17", serverless: { max: 4 } } as const;

/** A stack with a network and the cluster `orders`. */
export function synthCluster(
  props: Partial<DatabaseClusterProps> = PROVISIONED,
  options: Parameters<typeof synthStack>[1] = {},
  use: (cluster: DatabaseCluster, stack: EnvironmentStack) => void = () => {},
  zones: readonly string[] = ["a", "c"],
): SynthesizedStack {
  return synthStack((stack) => {
    const network = databaseNetwork(stack, zones);
    use(new DatabaseCluster(stack, "orders", { network, engine: PROVISIONED.engine, ...props }), stack);
  }, options);
}
