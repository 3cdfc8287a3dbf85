import { EksAccessEntry } from "@cdktf/provider-aws/lib/eks-access-entry";
import { EksAccessPolicyAssociation } from "@cdktf/provider-aws/lib/eks-access-policy-association";
import type { EksClusterConfig } from "@cdktf/provider-aws/lib/eks-cluster";
import type { IamRolePolicyAttachment } from "@cdktf/provider-aws/lib/iam-role-policy-attachment";
import type { Construct } from "constructs";
import { BaseConstruct } from "../../core/base-construct";
import { EnvironmentStack } from "../../core/environments/environment-stack";
import { checkShape } from "../../core/shapes/check-shape";
import { layDefaults } from "../../core/shapes/defaults";
import { NodeRole } from "../nodes/node-role";
import type { AutoModeNodePool, AutoModeOptions, AutoModePlan } from "./auto-mode.types";
import { autoModeOptions, autoModePlan } from "./auto-mode-plan";

/**
 * The oldest AWS provider that turns EKS Auto Mode off, takes the role away with the last node pool and lets the blocks be left out afterwards
 * (its release notes, 6.15.0, 2025-10).
 */
const TAKING_AWAY_PROVIDER = "6.15.0";

/** Properties of {@link AutoMode}. */
export interface AutoModeProps {
  readonly options: AutoModeOptions | boolean;
  /** Last part of the names of its roles. */
  readonly name: string;
  /** Node pools of the cluster that is deployed, where EKS Auto Mode is on there. */
  readonly deployed: readonly AutoModeNodePool[] | undefined;
}

/**
 * EKS Auto Mode of a cluster: the roles of its nodes, and the access entry of those that NodeClasses of one's own describe. Made by
 * `EksCluster`, before the cluster.
 *
 * Nodes of the pools that EKS brings along get their entry from EKS (Amazon EKS User Guide, "Create a Node Class for Amazon EKS", as of
 * 2026-11). So they have a role of their own: an entry that Terraform makes and takes away would be theirs as well.
 */
export class AutoMode extends BaseConstruct {
  readonly plan: AutoModePlan;
  /** Role of the nodes of EKS's own pools; `undefined` where the cluster has none of them. */
  readonly nodeRole?: NodeRole;
  /** Role of the nodes of NodeClasses of one's own; `undefined` where there is none. */
  readonly nodeClassRole?: NodeRole;
  #accessEntry: EksAccessEntry | undefined;
  #accessPolicy: EksAccessPolicyAssociation | undefined;

  constructor(scope: Construct, id: string, props: AutoModeProps) {
    super(scope, id);
    props = layDefaults(this, "AutoMode", props);
    checkShape(this, "AutoMode", props);
    const { options, name, deployed } = props;
    const { nodeRoleName, nodeClassRoleName } = autoModeOptions(options);
    this.plan = autoModePlan(options) ?? { enabled: false, nodePools: [], nodeClassRole: false };
    const { enabled, nodePools, nodeClassRole } = this.plan;
    if (nodePools.length > 0) this.nodeRole = this.#createRole("nodes", `${name}-nodes`, nodeRoleName);
    if (nodeClassRole) {
      this.nodeClassRole = this.#createRole("node-classes", `${name}-node-classes`, nodeClassRoleName);
    }
    const takesLastPool = nodePools.length === 0 && deployed !== undefined && deployed.length > 0;
    if (!enabled || takesLastPool) EnvironmentStack.of(this).requireAwsProvider(TAKING_AWAY_PROVIDER);
  }

  /** The access entry of the nodes of NodeClasses of one's own; `undefined` where there are none. */
  get accessEntry(): EksAccessEntry | undefined {
    return this.#accessEntry;
  }

  /** What that entry lets them do; `undefined` where there are none. */
  get accessPolicy(): EksAccessPolicyAssociation | undefined {
    return this.#accessPolicy;
  }

  /** ARNs of the roles of the nodes: of EKS's own pools as `autoMode`, of NodeClasses of one's own as `nodeClasses`. */
  get roleArns(): Readonly<Record<string, string>> {
    return {
      ...(this.nodeRole ? { autoMode: this.nodeRole.roleArn } : {}),
      ...(this.nodeClassRole ? { nodeClasses: this.nodeClassRole.roleArn } : {}),
    };
  }

  /** What has to be there before the cluster. */
  get permissions(): readonly IamRolePolicyAttachment[] {
    return this.nodeRole?.attachments ?? [];
  }

  /**
   * What the cluster says of it. All three go on and off in one request, and a role goes with pools only (Amazon EKS User Guide, "Enable EKS
   * Auto Mode on an existing cluster"; Amazon EKS API Reference, `ComputeConfigRequest`; as of 2026-11).
   */
  get settings(): Required<Pick<EksClusterConfig, "computeConfig" | "storageConfig" | "kubernetesNetworkConfig">> {
    const { enabled, nodePools } = this.plan;
    const pools = enabled && this.nodeRole ? { nodePools: [...nodePools], nodeRoleArn: this.nodeRole.roleArn } : {};
    return {
      computeConfig: { enabled, ...pools },
      storageConfig: { blockStorage: { enabled } },
      kubernetesNetworkConfig: { elasticLoadBalancing: { enabled } },
    };
  }

  /** Lets nodes of NodeClasses of one's own join. */
  admitNodeClasses(clusterName: string): void {
    if (!this.nodeClassRole) return;
    const { partition } = EnvironmentStack.of(this);
    this.#accessEntry = new EksAccessEntry(this, "access", {
      clusterName,
      principalArn: this.nodeClassRole.roleArn,
      type: "EC2",
    });
    this.#accessPolicy = new EksAccessPolicyAssociation(this, "access-policy", {
      clusterName,
      principalArn: this.#accessEntry.principalArn,
      policyArn: `arn:${partition}:eks::aws:cluster-access-policy/AmazonEKSAutoNodePolicy`,
      accessScope: { type: "cluster" },
    });
  }

  #createRole(id: string, name: string, roleName: string | undefined): NodeRole {
    return new NodeRole(this, id, {
      name,
      autoMode: true,
      sessionManager: false,
      ...(roleName === undefined ? {} : { roleName }),
    });
  }
}
