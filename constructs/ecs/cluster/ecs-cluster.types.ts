import type { TerraformResource } from "cdktf";
import type { IConstruct } from "constructs";
import type { Tagged } from "../../core/tags/tags";
import type { INetwork } from "../../network/network.types";
import type { CapacityShare } from "../capacity/capacity-share.types";
import type { Ec2CapacityProps } from "../capacity/ec2-capacity.types";
import type { CpuArchitecture } from "../tasks/task-definition.types";

/** What a cluster logs sessions of ECS Exec with. */
export interface ClusterExec {
  readonly logGroupName: string;
  readonly logGroupArn: string;
  /** ARN of the KMS key that sessions and their log are encrypted with. */
  readonly keyArn: string;
}

/** The Cloud Map namespace of a cluster. */
export interface ClusterNamespace {
  readonly namespaceArn: string;
  readonly namespaceId: string;
  /** For a private DNS namespace, the domain. */
  readonly namespaceName: string;
}

/** A capacity provider of a cluster. */
export interface ClusterCapacityProvider {
  /** Its name in AWS. */
  readonly name: string;
  /** Architecture of the instances; absent for Fargate, which has both. */
  readonly architecture?: CpuArchitecture;
}

/** An ECS cluster that was made here or existed before. */
export interface IEcsCluster extends IConstruct {
  readonly clusterArn: string;
  readonly clusterName: string;
  /** Network that the cluster's tasks run in. */
  readonly network: INetwork;
  /** Its capacity providers by name: `FARGATE`, `FARGATE_SPOT`, and EC2 capacity by the names that it has in code. */
  readonly capacityProviders: Readonly<Record<string, ClusterCapacityProvider>>;
  /** Shares for what says nothing, by the same names; absent where that is Fargate only, or not known. */
  readonly defaultCapacity?: Readonly<Record<string, CapacityShare>>;
  /** What makes the capacity providers the cluster's: services wait for it. Absent for a cluster that exists already. */
  readonly capacityResource?: TerraformResource;
  /** How sessions of ECS Exec are encrypted and logged; absent if the cluster does not log them. */
  readonly exec?: ClusterExec;
  /** Namespace that services find each other in by Service Connect; absent without one. */
  readonly serviceConnect?: ClusterNamespace;
  /** Private DNS namespace that services have names in; absent without one. */
  readonly discovery?: ClusterNamespace;
}

/** Capacity of a cluster. */
export interface ClusterCapacity {
  /**
   * Whether tasks may run on Fargate Spot, which is cheaper and gives two minutes' notice before it takes the task away.
   *
   * @default true - admitted; a service uses it only when its own `capacity` says so
   */
  readonly fargateSpot?: boolean;
  /**
   * EC2 instances by a name of yours, each an Auto Scaling group that ECS scales.
   *
   * @default - none; Fargate only
   */
  readonly ec2?: Readonly<Record<string, Ec2CapacityProps>>;
}

/** ECS Exec: a shell in a running container. */
export interface ExecProps {
  /**
   * Days that the sessions' logs are kept.
   *
   * @minimum 1
   * @maximum 3653
   * @rangeToldAs LOG_RETENTION_INVALID
   * @default - the environment's `logs`, else 90
   */
  readonly logRetentionDays?: number;
  /**
   * The whole name of the sessions' log group: for one that exists and is taken over. Another name is another log group.
   *
   * @default - made from the cluster's `name`
   */
  readonly logGroupName?: string;
}

/** The namespace in which services find each other by Service Connect. */
export interface ServiceConnectNamespace {
  /**
   * Its name, unique among the HTTP namespaces of the account and region. Another name makes another namespace.
   *
   * @default - the name of the cluster
   */
  readonly namespace?: string;
}

/** The private DNS domain in which services have names. */
export interface DiscoveryDomain {
  /** Its name. */
  readonly domain: string;
}

/** Properties of `EcsCluster`. */
export interface EcsClusterProps extends Tagged {
  readonly network: INetwork;
  /**
   * Last part of the name.
   *
   * @default - the construct's path within the stack
   */
  readonly name?: string;
  /**
   * The whole name, in place of the one that is made: for a cluster that exists and is taken over. Another name is another cluster.
   *
   * @default - made from `name`
   */
  readonly clusterName?: string;
  /**
   * Container Insights: metrics of services (`enabled`), or of every container as well (`enhanced`). They are billed as custom
   * metrics.
   *
   * @default - "enhanced" in a protected environment, otherwise "disabled"
   */
  readonly containerInsights?: "enhanced" | "enabled" | "disabled";
  /**
   * Lets services of the cluster ask for ECS Exec. Sessions are encrypted with a KMS key of their own and logged.
   *
   * @default - no service can have it
   */
  readonly exec?: ExecProps;
  /** @default - Fargate and Fargate Spot */
  readonly capacity?: ClusterCapacity;
  /**
   * Shares of capacity for services and tasks that say nothing, those that are started by hand among them: of `FARGATE` and `FARGATE_SPOT`, or of
   * EC2 capacity. Each service follows it for its own kind of capacity only.
   *
   * @example {"FARGATE": {"base": 1, "weight": 1}, "FARGATE_SPOT": {"weight": 3}}
   * @default - Fargate only
   */
  readonly defaultCapacity?: Readonly<Record<string, CapacityShare>>;
  /**
   * Service Connect: services call each other by short names through a proxy beside each task.
   *
   * @default - none
   */
  readonly serviceConnect?: ServiceConnectNamespace;
  /**
   * Private DNS domain in the VPC in which services have names, such as `shop.internal`. The domain must not be one that the VPC
   * resolves otherwise.
   *
   * @default - none
   */
  readonly discovery?: DiscoveryDomain;
}

/** What is known of a cluster that exists already. Nothing is looked up. */
export interface ExistingEcsClusterProps {
  readonly clusterArn: string;
  readonly clusterName: string;
  readonly network: INetwork;
  /**
   * Its capacity providers: EC2 capacity by names of your choice.
   *
   * @default - FARGATE and FARGATE_SPOT
   */
  readonly capacityProviders?: Readonly<Record<string, ClusterCapacityProvider>>;
  /** Shares for services and tasks that say nothing. @default - Fargate only */
  readonly defaultCapacity?: Readonly<Record<string, CapacityShare>>;
  /** @default - services cannot ask for ECS Exec */
  readonly exec?: ClusterExec;
  /** @default - none */
  readonly serviceConnect?: ClusterNamespace;
  /** @default - none */
  readonly discovery?: ClusterNamespace;
}
