import type { Construct } from "constructs";
import { Contract, MOCK_ACCOUNT, MOCK_REGION, map, type PublishedValues, text } from "../../core/contract";
import { readBy } from "../../core/contract-ways";
import { EnvironmentStack } from "../../core/environments/environment-stack";
import { checkCall } from "../../core/shapes/check-call";
import { ecsArchitecture, fargateProviders } from "../capacity/capacity-providers";
import type { EcsCluster } from "./ecs-cluster";
import type { ClusterCapacityProvider, ClusterNamespace, EcsClusterProps, IEcsCluster } from "./ecs-cluster.types";
import { ExistingEcsCluster } from "./existing-cluster";

/** Stand-ins of what sessions in containers are logged and encrypted with. */
const MOCK_EXEC: Readonly<Record<string, string>> = {
  logGroupName: "/mock/exec",
  logGroupArn: `arn:aws:logs:${MOCK_REGION}:${MOCK_ACCOUNT}:log-group:/mock/exec`,
  keyArn: `arn:aws:kms:${MOCK_REGION}:${MOCK_ACCOUNT}:key/00000000-0000-0000-0000-000000000000`,
};

/** What stacks with a cluster hand to those that place services and tasks in it. */
export const CLUSTER_OUTPUTS = {
  clusterName: text("Name of the cluster", "mock"),
  clusterArn: text("ARN of the cluster", `arn:aws:ecs:${MOCK_REGION}:${MOCK_ACCOUNT}:cluster/mock`),
  capacityProviderNames: map("Names of the EC2 capacity in AWS, by its names in code", (key) => `mock-${key}`),
  sessions: map(
    "Log group and key of sessions in containers: logGroupName, logGroupArn, keyArn",
    (key) => MOCK_EXEC[key] ?? key,
  ),
  namespaceArns: map(
    "ARNs of the namespaces of services: serviceConnect, discovery",
    (key) => `arn:aws:servicediscovery:${MOCK_REGION}:${MOCK_ACCOUNT}:namespace/ns-${key}`,
  ),
  namespaceIds: map("Ids of the same", (key) => `ns-${key}`),
  namespaceNames: map("Names of the same", (key) => `mock-${key}`),
};

/**
 * What a stack with a cluster of one's own hands to those that place services in it.
 *
 * @param stack name of that stack without the environment
 */
export function ecsClusterContract(stack: string) {
  return new Contract(stack, CLUSTER_OUTPUTS);
}

/** Publishes a cluster to the other stacks of its environment. */
export function publishEcsCluster(cluster: EcsCluster): void {
  checkCall("publishEcsCluster", { cluster });
  const stack = EnvironmentStack.of(cluster);
  readBy(cluster, `ecsClusterFromContract(this, "cluster", { …, stack: "${stack.stackName}" })`);
  ecsClusterContract(stack.stackName).publish(stack, clusterValues(cluster));
}

/** The values of {@link CLUSTER_OUTPUTS} for a cluster. */
export function clusterValues(cluster: EcsCluster): PublishedValues<typeof CLUSTER_OUTPUTS> {
  const namespaces = Object.entries({ serviceConnect: cluster.serviceConnect, discovery: cluster.discovery });
  const ofNamespaces = (read: (namespace: ClusterNamespace) => string) =>
    Object.fromEntries(namespaces.flatMap(([kind, namespace]) => (namespace ? [[kind, read(namespace)]] : [])));
  const { exec } = cluster;
  return {
    clusterName: cluster.clusterName,
    clusterArn: cluster.clusterArn,
    capacityProviderNames: Object.fromEntries(
      Object.entries(cluster.ec2Capacity).map(([name, { capacityProvider }]) => [name, capacityProvider.name]),
    ),
    sessions: exec ? { logGroupName: exec.logGroupName, logGroupArn: exec.logGroupArn, keyArn: exec.keyArn } : {},
    namespaceArns: ofNamespaces(({ namespaceArn }) => namespaceArn),
    namespaceIds: ofNamespaces(({ namespaceId }) => namespaceId),
    namespaceNames: ofNamespaces(({ namespaceName }) => namespaceName),
  };
}

/** What another stack is told of a cluster besides the contract: the same as the stack that makes it. */
export interface EcsClusterFromContractProps
  extends Pick<EcsClusterProps, "network" | "capacity" | "defaultCapacity" | "exec" | "serviceConnect" | "discovery"> {
  /** Stack that publishes it, without the environment. */
  readonly stack: string;
}

/**
 * A cluster of another stack, for services and tasks of this one: ids come from the contract, everything else from the same properties that
 * the cluster is made from. The stack is deployed after the cluster's.
 *
 * ```ts
 * const cluster = ecsClusterFromContract(this, "cluster", { ...CLUSTER, network, stack: "batch" });
 * new Ec2Service(this, "search", { cluster, taskDefinition, capacity: { general: { weight: 1 } } });
 * ```
 */
export function ecsClusterFromContract(scope: Construct, id: string, props: EcsClusterFromContractProps): IEcsCluster {
  checkCall("ecsClusterFromContract", { scope, id, props });
  return clusterOfOutputs(scope, id, ecsClusterContract(props.stack).read(EnvironmentStack.of(scope)), props);
}

/** A cluster from what its stack hands over. */
export function clusterOfOutputs(
  scope: Construct,
  id: string,
  outputs: ReturnType<ReturnType<typeof ecsClusterContract>["read"]>,
  props: Omit<EcsClusterFromContractProps, "stack">,
): IEcsCluster {
  const { network, capacity, defaultCapacity } = props;
  const namespaceOf = (kind: string): ClusterNamespace => ({
    namespaceArn: outputs.namespaceArns(kind),
    namespaceId: outputs.namespaceIds(kind),
    namespaceName: outputs.namespaceNames(kind),
  });
  const { sessions } = outputs;
  return new ExistingEcsCluster(scope, id, {
    clusterName: outputs.clusterName,
    clusterArn: outputs.clusterArn,
    network,
    capacityProviders: { ...fargateProviders(capacity), ...ec2Providers(capacity, outputs.capacityProviderNames) },
    ...(defaultCapacity ? { defaultCapacity } : {}),
    ...(props.exec
      ? {
          exec: {
            logGroupName: sessions("logGroupName"),
            logGroupArn: sessions("logGroupArn"),
            keyArn: sessions("keyArn"),
          },
        }
      : {}),
    ...(props.serviceConnect ? { serviceConnect: namespaceOf("serviceConnect") } : {}),
    ...(props.discovery ? { discovery: { ...namespaceOf("discovery"), namespaceName: props.discovery.domain } } : {}),
  });
}

function ec2Providers(
  capacity: EcsClusterProps["capacity"],
  nameOf: (key: string) => string,
): Readonly<Record<string, ClusterCapacityProvider>> {
  return Object.fromEntries(
    Object.entries(capacity?.ec2 ?? {}).map(([name, { instanceType }]) => [
      name,
      { name: nameOf(name), architecture: ecsArchitecture(instanceType) },
    ]),
  );
}
