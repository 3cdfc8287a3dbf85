/**
 * Node pools that EKS brings along (Amazon EKS User Guide, "Enable or Disable Built-in NodePools", as of 2026-11): `general-purpose` takes
 * every pod, on amd64; `system` takes pods that tolerate the taint `CriticalAddonsOnly`, on amd64 and arm64.
 */
export type AutoModeNodePool = "general-purpose" | "system";

/** EKS Auto Mode: nodes, network interfaces, volumes and load balancers that EKS makes for pods by itself, from AWS's own images. */
export interface AutoModeOptions {
  /**
   * Whether it is on. `false` turns it off where it was on: EKS ends its nodes and deletes its load balancers, and leaves its volumes. What it
   * does that by stays; leave `autoMode` out once that is deployed. Needs version 6.15 or newer of the AWS provider, to which the stack is then
   * pinned.
   *
   * @default true
   */
  readonly enabled?: boolean;
  /**
   * Node pools of EKS's own that the cluster has; `[]` for none, where NodePools of one's own come into the cluster. Taking out the last one
   * needs version 6.15 or newer of the AWS provider, to which the stack is then pinned.
   *
   * @example ["system"]
   * @default - general-purpose and system
   * @toldAs EKS_AUTO_MODE_POOL_UNKNOWN
   */
  readonly nodePools?: readonly AutoModeNodePool[];
  /**
   * The whole name of the role that nodes of these pools have: for one that is taken over. Another role replaces the cluster.
   *
   * @maxLength ../../core/names/naming#RULES.iamRole.maxLength
   * @default - made
   */
  readonly nodeRoleName?: string;
  /**
   * Whether there is a role for nodes of NodeClasses of one's own, with the access entry by which they join. With a pool of EKS's own, a
   * NodeClass may name that pool's role as well.
   *
   * @default - true where there are no node pools
   */
  readonly nodeClassRole?: boolean;
  /**
   * The whole name of that role.
   *
   * @maxLength ../../core/names/naming#RULES.iamRole.maxLength
   * @default - made
   */
  readonly nodeClassRoleName?: string;
  /**
   * Whether EKS may put tags of NodeClasses, StorageClasses and IngressClassParams on what it makes; with the policies of AWS it may put its own
   * tags only.
   *
   * @default false
   */
  readonly customTags?: boolean;
}

/** What EKS Auto Mode is to be for a cluster. */
export interface AutoModePlan {
  readonly enabled: boolean;
  /** Sorted; empty for none. */
  readonly nodePools: readonly AutoModeNodePool[];
  /** Whether there is a role for nodes of NodeClasses of one's own. */
  readonly nodeClassRole: boolean;
}
