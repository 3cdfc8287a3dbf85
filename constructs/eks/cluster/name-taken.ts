import type { IConstruct } from "constructs";
import { EnvironmentStack } from "../../core/environment-stack";
import type { Problems } from "../../core/errors";

/** A cluster by its name in AWS. */
interface NamedCluster extends IConstruct {
  readonly physicalName: string;
}

const clustersByApp = new WeakMap<IConstruct, NamedCluster[]>();

/** Remembers a cluster, for {@link checkNameTaken}. */
export function registerName(cluster: NamedCluster): void {
  const { root } = cluster.node;
  clustersByApp.set(root, [...(clustersByApp.get(root) ?? []), cluster]);
}

/** Adds `EKS_CLUSTER_NAME_TWICE` when a cluster before this one has its name, account and region. */
export function checkNameTaken(cluster: NamedCluster, problems: Problems): void {
  const others = clustersByApp.get(cluster.node.root) ?? [];
  const earlier = others.slice(0, others.indexOf(cluster)).find((other) => identity(other) === identity(cluster));
  if (!earlier) return;
  problems.add("name", {
    code: "EKS_CLUSTER_NAME_TWICE",
    message: "Two clusters of one account and region have the same name.",
    found: `"${cluster.physicalName}", which is the name of ${earlier.node.path} too`,
    expected: "a name of its own for every cluster",
    fix: 'give the clusters of an environment names, for example name: "batch"',
  });
}

function identity(cluster: NamedCluster): string {
  const { account, region } = EnvironmentStack.of(cluster).environment;
  return [account, region, cluster.physicalName].join(" ");
}
