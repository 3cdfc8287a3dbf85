import { EnvironmentStack } from "../../core/environments/environment-stack";
import { canonicalJson } from "../../core/texts/canonical-json";
import { layValues, type Values } from "../../core/texts/values";
import type { IEksCluster } from "../cluster/eks-cluster.types";
import type {
  AddonName,
  AddonsProps,
  CloudWatchOptions,
  CoreDnsOptions,
  Toleration,
  VpcCniOptions,
} from "./addons.types";
import { podSubnets } from "./pod-subnets";
import { addonOptions } from "./selected-addons";

/** Replicas of CoreDNS that EKS's autoscaling stays between unless the properties say otherwise. */
const CORE_DNS_REPLICAS = { min: 2, max: 10 } as const;

/** Pods of CoreDNS lie in different zones as far as they can. */
const OVER_ZONES = {
  maxSkew: 1,
  topologyKey: "topology.kubernetes.io/zone",
  whenUnsatisfiable: "ScheduleAnyway",
  labelSelector: { matchLabels: { "k8s-app": "kube-dns" } },
};

/** What CoreDNS tolerates by itself; a list of one's own takes the place of it (its configuration schema, as below). */
const CORE_DNS_TOLERATES: readonly Toleration[] = [
  { key: "CriticalAddonsOnly", operator: "Exists" },
  { key: "node-role.kubernetes.io/control-plane", operator: "Exists", effect: "NoSchedule" },
];

/**
 * Configuration values of an add-on as JSON; `undefined` when it has none: those of the properties over those that are made here. Only what differs from the add-on's own defaults, or what
 * must not change with them, is in it.
 *
 * The keys are those of the configuration schemas (`aws eks describe-addon-configuration`). kube-proxy, metrics-server, the agents and the
 * EFS driver run with their defaults. Sources, as of 2026-08: for CoreDNS the schema of v1.10.1-eksbuild.11; for vpc-cni the chart
 * `aws-vpc-cni` 1.23.1, which the add-on is made from; for aws-ebs-csi-driver `values.schema.json` of its chart at v1.64.0; for
 * amazon-cloudwatch-observability CloudWatch User Guide, "Enable your applications on Amazon EKS clusters".
 */
export function addonConfiguration(name: AddonName, cluster: IEksCluster, props: AddonsProps): string | undefined {
  return configurationText(layValues(valuesOf(name, cluster, props), addonOptions(props, name).values ?? {}));
}

/** Configuration values as JSON; `undefined` when there are none. */
export function configurationText(values: Values): string | undefined {
  return Object.keys(values).length === 0 ? undefined : canonicalJson(values);
}

function valuesOf(name: AddonName, cluster: IEksCluster, props: AddonsProps): Values {
  switch (name) {
    case "vpc-cni":
      return vpcCni(cluster, props["vpc-cni"] ?? {});
    case "coredns":
      return coreDns(props.coredns ?? {});
    case "aws-ebs-csi-driver":
      return ebsCsi(cluster);
    case "amazon-cloudwatch-observability":
      return cloudWatch(addonOptions(props, name));
    default:
      return {};
  }
}

/**
 * Values of environment variables are texts, as is `enableNetworkPolicy`. One warm prefix is 16 addresses that a node has in
 * reserve (amazon-vpc-cni-k8s, "WARM_PREFIX_TARGET, WARM_IP_TARGET and MINIMUM_IP_TARGET", 2026-08).
 */
function vpcCni(cluster: IEksCluster, options: VpcCniOptions): Values {
  const { prefixDelegation = true, networkPolicy = true, podTier, podSecurityGroups } = options;
  const { region } = EnvironmentStack.of(cluster).environment;
  const pods = podTier === undefined ? undefined : podSubnets(cluster.network, podTier, region);
  return {
    enableNetworkPolicy: String(networkPolicy),
    env: {
      ENABLE_PREFIX_DELEGATION: String(prefixDelegation),
      // A node with IPv6 has one prefix, which is enough for all its pods; EKS itself tells the add-on the family.
      ...(prefixDelegation && cluster.ipFamily === "ipv4" ? { WARM_PREFIX_TARGET: "1" } : {}),
      ...(pods ? { AWS_VPC_K8S_CNI_CUSTOM_NETWORK_CFG: "true", ENI_CONFIG_LABEL_DEF: pods.label } : {}),
      ...(podSecurityGroups ? { ENABLE_POD_ENI: "true", POD_SECURITY_GROUP_ENFORCING_MODE: podSecurityGroups } : {}),
    },
    // Else the kubelet's probes would not reach pods that have groups of their own (EKS User Guide, as `PodSecurityGroups` names it).
    ...(podSecurityGroups === "strict" ? { init: { env: { DISABLE_TCP_EARLY_DEMUX: "true" } } } : {}),
    ...(pods ? { eniConfig: eniConfig(cluster, region, pods.subnetIds) } : {}),
  };
}

/**
 * Network configurations by the value of the nodes' label (amazon-vpc-cni-k8s, chart `aws-vpc-cni`, `templates/eniconfig.yaml`,
 * 2026-08). Pods keep the cluster's security group, so that pods, nodes and control plane reach each other.
 */
function eniConfig(cluster: IEksCluster, region: string, subnetIds: Readonly<Record<string, string>>): Values {
  const securityGroups = [cluster.clusterSecurityGroupId];
  return {
    create: true,
    region,
    subnets: Object.fromEntries(Object.entries(subnetIds).map(([zone, id]) => [zone, { id, securityGroups }])),
  };
}

/** Fargate places each pod on a machine of its own, and knows no spread over zones. */
function coreDns(options: CoreDnsOptions): Values {
  const { replicas = CORE_DNS_REPLICAS, fargate = false, tolerations = [], nodeSelector } = options;
  const count: Values =
    typeof replicas === "number"
      ? { replicaCount: replicas }
      : { autoScaling: { enabled: true, minReplicas: replicas.min, maxReplicas: replicas.max } };
  return {
    ...count,
    ...(fargate ? { computeType: "Fargate" } : { topologySpreadConstraints: [OVER_ZONES] }),
    ...(tolerations.length > 0 ? { tolerations: [...CORE_DNS_TOLERATES, ...tolerations].map(toleration) } : {}),
    ...(nodeSelector ? { nodeSelector } : {}),
  };
}

function toleration({ key, value, effect, operator }: Toleration): Values {
  return {
    ...(key === undefined ? {} : { key }),
    operator: operator ?? (value === undefined ? "Exists" : "Equal"),
    ...(value === undefined ? {} : { value }),
    ...(effect === undefined ? {} : { effect }),
  };
}

/** The provider's default tags do not reach what the driver makes. */
function ebsCsi(cluster: IEksCluster): Values {
  return { controller: { extraVolumeTags: { ...EnvironmentStack.of(cluster).defaultTags } } };
}

/** Left alone, the add-on watches every service (CloudWatch User Guide, as above). */
function cloudWatch({ applicationSignals = false }: Partial<CloudWatchOptions>): Values {
  return { manager: { applicationSignals: { autoMonitor: { monitorAllServices: applicationSignals } } } };
}
