import { type StackJson, withoutMetadata } from "../../runner/stacks/stack-json";

/** A Kubernetes cluster, as the picture shows it. */
export interface EksModel {
  readonly version: string;
  /** Whether some ranges of the internet reach the Kubernetes API. */
  readonly publicApi: boolean;
  /** Keys of the subnets that nodes lie in: `app-a`. */
  readonly nodeSubnets: readonly string[];
  /** Keys of the subnets that pods have addresses of their own in. */
  readonly podSubnets: readonly string[];
  /** How many Fargate profiles there are. */
  readonly fargateProfiles: number;
}

/** Reads the EKS stack of an environment; nothing without one. */
export function readEks(eks: StackJson | undefined): EksModel | undefined {
  const [cluster] = eks ? resources(eks, "aws_eks_cluster") : [];
  if (!eks || !cluster) return undefined;
  const network = cluster.vpc_config as Readonly<Record<string, unknown>> | undefined;
  const nodes = [
    ...resources(eks, "aws_eks_node_group").map(({ subnet_ids }) => subnet_ids),
    ...resources(eks, "aws_autoscaling_group").map(({ vpc_zone_identifier }) => vpc_zone_identifier),
  ];
  const [cni] = resources(eks, "aws_eks_addon").filter(({ addon_name }) => addon_name === "vpc-cni");
  return {
    version: String(cluster.version),
    publicApi: network?.endpoint_public_access === true,
    nodeSubnets: subnetKeys(nodes),
    podSubnets: subnetKeys(cni?.configuration_values),
    fargateProfiles: resources(eks, "aws_eks_fargate_profile").length,
  };
}

/** The keys of the network's subnets in references, however often their quotes are escaped. */
export function subnetKeys(value: unknown): string[] {
  const found = [...JSON.stringify(value ?? null).matchAll(/subnet_ids\[\\+"([^"\\]+)\\+"\]/g)];
  return [...new Set(found.map(([, key = ""]) => key))].sort();
}

function resources(stack: StackJson, type: string): Readonly<Record<string, unknown>>[] {
  return Object.values(stack.resource?.[type] ?? {}).map(withoutMetadata);
}
