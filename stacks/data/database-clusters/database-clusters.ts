import { Construct } from "constructs";
import { EnvironmentStack } from "../../../constructs/core/environments/environment-stack";
import { checkCall } from "../../../constructs/core/shapes/check-call";
import { DatabaseCluster } from "../../../constructs/databases/cluster/database-cluster";
import type { IDatabaseCluster } from "../../../constructs/databases/cluster/database-cluster.types";
import { databaseNameOf } from "../../../constructs/databases/database-checks";
import { CLUSTER_ENGINES } from "../../../constructs/databases/engine-versions";
import { databaseClusterLink } from "../../../constructs/links/database-cluster-link";
import { collectByName } from "../../sections/collect-by-name";
import { dataContract } from "../data-contract";
import type { DataProps } from "../data-stack.types";
import { type DatabaseScopes, hasSecretKey, knownEngine, madeOnes, placedDatabase } from "../databases/database-owners";
import type { DataMaking, DataPart } from "../part.types";
import { DATABASE_CLUSTER_OUTPUTS } from "./database-cluster-outputs";
import type { DatabaseClusterSpec, DatabaseClustersProps } from "./database-clusters.types";

/**
 * A cluster of the environment in another stack: where it is and who may come in come from the contract, everything else from the section.
 *
 * @param name a cluster of the section
 * @param props the section `data`
 */
export function databaseClusterFromContract(
  scope: Construct,
  id: string,
  name: string,
  props: DataProps,
): IDatabaseCluster {
  checkCall("databaseClusterFromContract", { scope, id, name, props });
  const read = dataContract.read(EnvironmentStack.of(scope));
  const { engine = "", iamLogin = true, ...spec }: Partial<DatabaseClusterSpec> = props.databaseClusters?.[name] ?? {};
  return DatabaseCluster.fromExisting(scope, id, {
    host: read.databaseClusterHosts(name),
    readerHost: read.databaseClusterReaderHosts(name),
    engine: knownEngine(engine, CLUSTER_ENGINES, scope),
    databaseName: databaseNameOf(name, spec.databaseName),
    securityGroupId: read.databaseClusterGroups(name),
    secretArn: read.databaseClusterSecretArns(name),
    ...(hasSecretKey(spec, props) ? { secretKeyArn: read.databaseClusterSecretKeyArns(name) } : {}),
    ...(iamLogin ? { resourceId: read.databaseClusterResourceIds(name) } : {}),
  });
}

function createCluster(
  scopes: DatabaseScopes,
  name: string,
  spec: DatabaseClusterSpec,
  making: DataMaking<DatabaseClustersProps>,
): DatabaseCluster | undefined {
  const { keyArn: _, ownKey: __, password: ___, ...options } = spec;
  const placed = placedDatabase(scopes, name, spec, making);
  return placed && new DatabaseCluster(scopes.databases, name, { ...options, ...placed });
}

/** Clusters of the section `data`. Services name them in `uses`: `databaseClusters.orders`. */
export const DATABASE_CLUSTERS: DataPart<"databaseClusters"> = {
  create(making, problems) {
    const { stack, specs } = making;
    const databases = new Construct(stack, "databaseClusters");
    const scopes = { databases, keys: new Construct(stack, "database-cluster-keys"), what: "database cluster" };
    return madeOnes(collectByName(specs, (name, spec) => createCluster(scopes, name, spec, making), problems));
  },
  outputs: DATABASE_CLUSTER_OUTPUTS,
  offer: {
    names: ({ databaseClusters = {} }) => Object.keys(databaseClusters),
    link: ({ scope, name, props }) =>
      databaseClusterLink(databaseClusterFromContract(scope, "databaseCluster", name, props)),
  },
  reader: "databaseClusterFromContract",
  keys: "database-cluster-keys",
};
