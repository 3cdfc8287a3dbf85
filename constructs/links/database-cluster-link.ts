import type { IDatabaseCluster } from "../databases/cluster/database-cluster.types";
import { databaseLink } from "./database-link";
import type { Link } from "./link.types";
import { checkLinked } from "./link-checks";

/**
 * What it means to use a cluster of Aurora: what {@link databaseLink} says, of the instance that writes, and the variable `READER_HOST`, which leads to one
 * that reads.
 *
 * ```ts
 * new FargateService(this, "api", { …, uses: { orders: databaseClusterLink(orders) } });
 * ```
 *
 * @param cluster one of the same stack, or `DatabaseCluster.fromExisting`
 * @throws GroundplanError `USE_LINK_INVALID`
 */
export function databaseClusterLink(cluster: IDatabaseCluster): Link {
  checkLinked(
    "databaseClusterLink",
    { what: "a cluster", maker: "DatabaseCluster", key: "cluster", has: ["readerHost", "grantConnect"] },
    cluster,
  );
  const { host, portNumber: port, databaseName: database, secretArn, secretKeyArn, readerHost } = cluster;
  const secretKey = secretKeyArn === undefined ? {} : { secretKey: secretKeyArn };
  const link = databaseLink({ host, port, database, group: cluster, secretArn, ...secretKey });
  return { ...link, variables: { ...link.variables, READER_HOST: readerHost } };
}
