/** Network interfaces of an instance type, on its first network card, and IPv4 addresses of each. */
export interface InterfaceLimits {
  readonly interfaces: number;
  readonly addresses: number;
}

/** How pods get their addresses. */
export interface PodNetworking {
  /** Whether interfaces get prefixes of 16 addresses instead of single ones. */
  readonly prefixDelegation: boolean;
  /** Whether pods lie in other subnets than their node, so that its first interface has none of them. */
  readonly customNetworking: boolean;
}

const ADDRESSES_PER_PREFIX = 16;

/** aws-node and kube-proxy use the node's own address. */
const PODS_ON_HOST_NETWORK = 2;

/**
 * What Kubernetes is tested with, and what AWS tested beyond it on instances with more than 30 vCPUs. Managed node groups never have
 * more (Amazon EKS User Guide, "Choose an optimal Amazon EC2 node instance type", section on how maxPods is determined, as of 2026-11).
 */
const RECOMMENDED = { small: 110, large: 250, largeFromXlarge: 8 } as const;

/**
 * Interfaces and addresses by family and size: `4x15` are 4 interfaces with 15 addresses each. Source: `instance-info.jsonl` of
 * awslabs/amazon-eks-ami, which is made from `DescribeInstanceTypes`, as of 2026-07. Sizes that have no entry are not known.
 */
const TABLE: readonly { readonly families: RegExp; readonly sizes: string }[] = [
  { families: /^(t3|t4g)$/, sizes: "nano:2x2 micro:2x2 small:3x4 medium:3x6 large:3x12 xlarge:4x15 2xlarge:4x15" },
  { families: /^t3a$/, sizes: "nano:2x2 micro:2x2 small:2x4 medium:3x6 large:3x12 xlarge:4x15 2xlarge:4x15" },
  {
    // The most common pattern, from the fifth generation to Graviton 4.
    families: /^([mcr][5-7](a|ad|b|d|dn|g|gd|gn|i|id|iz|n)?|[mc]7i-flex|[mcr]8gd?)$/,
    sizes:
      "medium:2x4 large:3x10 xlarge:4x15 2xlarge:4x15 4xlarge:8x30 8xlarge:8x30 9xlarge:8x30 12xlarge:8x30 16xlarge:15x50 " +
      "18xlarge:15x50 24xlarge:15x50 32xlarge:15x50 48xlarge:15x50 metal:15x50 metal-16xl:15x50 metal-24xl:15x50 " +
      "metal-32xl:15x50 metal-48xl:15x50",
  },
  {
    families: /^([mcr]6in|[mr]6idn)$/,
    sizes:
      "large:3x10 xlarge:4x15 2xlarge:4x15 4xlarge:8x30 8xlarge:8x30 12xlarge:8x30 16xlarge:15x50 24xlarge:15x50 32xlarge:8x50 " +
      "metal:8x50",
  },
  {
    families: /^m5zn$/,
    sizes: "large:3x10 xlarge:4x15 2xlarge:4x15 3xlarge:8x30 6xlarge:8x30 12xlarge:15x50 metal:15x50",
  },
  {
    families: /^[mcr]8g[bn]$/,
    sizes:
      "medium:2x4 large:3x10 xlarge:4x15 2xlarge:4x15 4xlarge:8x30 8xlarge:10x30 12xlarge:12x30 16xlarge:16x50 24xlarge:24x50 " +
      "48xlarge:12x50 metal-24xl:24x50 metal-48xl:12x50",
  },
  {
    families: /^[mcr]8a$/,
    sizes:
      "medium:2x4 large:3x20 xlarge:4x20 2xlarge:4x40 4xlarge:8x40 8xlarge:10x40 12xlarge:12x64 16xlarge:16x64 24xlarge:16x64 " +
      "48xlarge:24x64 metal-24xl:16x64 metal-48xl:24x64",
  },
  {
    families: /^[mcr]8(i|id|i-flex)$/,
    sizes:
      "large:3x20 xlarge:4x30 2xlarge:4x30 4xlarge:8x50 8xlarge:10x50 12xlarge:12x50 16xlarge:16x64 24xlarge:16x64 32xlarge:24x64 " +
      "48xlarge:24x64 96xlarge:24x64 metal-48xl:24x64 metal-96xl:24x64",
  },
  {
    families: /^([mcr]8(ib|in)|[mr]8(idb|idn))$/,
    sizes:
      "large:4x20 xlarge:4x30 2xlarge:4x30 4xlarge:8x50 8xlarge:8x50 12xlarge:12x50 16xlarge:16x64 24xlarge:16x64 32xlarge:16x64 " +
      "48xlarge:24x64 96xlarge:12x64 metal-48xl:24x64 metal-96xl:12x64",
  },
];

/** Interfaces and addresses of an instance type; `undefined` for one that is not in the table. */
export function interfaceLimits(instanceType: string): InterfaceLimits | undefined {
  const [family = "", size = ""] = instanceType.split(".");
  const row = TABLE.find(({ families }) => families.test(family));
  const entry = row?.sizes.split(" ").find((candidate) => candidate.startsWith(`${size}:`));
  const [interfaces, addresses] =
    entry
      ?.slice(size.length + 1)
      .split("x")
      .map(Number) ?? [];
  return interfaces === undefined || addresses === undefined ? undefined : { interfaces, addresses };
}

/** How many pods a node of this type has addresses for; `undefined` for a type that is not in the table. */
export function podAddresses(instanceType: string, networking: PodNetworking): number | undefined {
  const limits = interfaceLimits(instanceType);
  if (limits === undefined) return undefined;
  const interfaces = limits.interfaces - (networking.customNetworking ? 1 : 0);
  // The first address of an interface is its own.
  const slots = limits.addresses - 1;
  return interfaces * slots * (networking.prefixDelegation ? ADDRESSES_PER_PREFIX : 1) + PODS_ON_HOST_NETWORK;
}

/**
 * Most pods of a node of this type: what it has addresses for, and never more than AWS recommends. `undefined` for a type that is not in
 * the table. `t3.small` has 11, and 110 with prefixes.
 */
export function maxPodsOf(instanceType: string, networking: PodNetworking): number | undefined {
  const addresses = podAddresses(instanceType, networking);
  return addresses === undefined ? undefined : Math.min(addresses, recommendedPods(instanceType));
}

/** The instance type of a list that takes the fewest pods, among those that are in the table. */
export function smallestNode(
  instanceTypes: readonly string[],
  networking: PodNetworking,
): { readonly instanceType: string; readonly maxPods: number } | undefined {
  return instanceTypes
    .flatMap((instanceType) => {
      const maxPods = maxPodsOf(instanceType, networking);
      return maxPods === undefined ? [] : [{ instanceType, maxPods }];
    })
    .reduce<{ readonly instanceType: string; readonly maxPods: number } | undefined>(
      (least, next) => (least === undefined || next.maxPods < least.maxPods ? next : least),
      undefined,
    );
}

/** An `xlarge` has 4 vCPUs in every family of the table; bare metal has 48 and more. */
function recommendedPods(instanceType: string): number {
  const size = instanceType.split(".")[1] ?? "";
  const multiple = size.startsWith("metal")
    ? RECOMMENDED.largeFromXlarge
    : Number(/^(\d+)xlarge$/.exec(size)?.[1] ?? 0);
  return multiple >= RECOMMENDED.largeFromXlarge ? RECOMMENDED.large : RECOMMENDED.small;
}
