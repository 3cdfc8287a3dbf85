import type { Construct } from "constructs";
import { BaseConstruct } from "../../core/base-construct";
import { checkShape } from "../../core/shapes/check-shape";
import { layDefaults } from "../../core/shapes/defaults";
import type { INetwork } from "../../network/network.types";
import { fargateProviders } from "../capacity/capacity-providers";
import type { CapacityShare } from "../capacity/capacity-share.types";
import type {
  ClusterCapacityProvider,
  ClusterExec,
  ClusterNamespace,
  ExistingEcsClusterProps,
  IEcsCluster,
} from "./ecs-cluster.types";

/** A cluster that exists: made by another stack, by another tool, or by hand. Nothing is looked up. */
export class ExistingEcsCluster extends BaseConstruct implements IEcsCluster {
  readonly clusterArn: string;
  readonly clusterName: string;
  readonly network: INetwork;
  readonly capacityProviders: Readonly<Record<string, ClusterCapacityProvider>>;
  readonly defaultCapacity?: Readonly<Record<string, CapacityShare>>;
  readonly exec?: ClusterExec;
  readonly serviceConnect?: ClusterNamespace;
  readonly discovery?: ClusterNamespace;

  constructor(scope: Construct, id: string, props: ExistingEcsClusterProps) {
    super(scope, id);
    props = layDefaults(this, "ExistingEcsCluster", props);
    checkShape(this, "ExistingEcsCluster", props).throwIfAny();
    this.clusterArn = props.clusterArn;
    this.clusterName = props.clusterName;
    this.network = props.network;
    this.capacityProviders = props.capacityProviders ?? fargateProviders();
    this.defaultCapacity = props.defaultCapacity;
    this.exec = props.exec;
    this.serviceConnect = props.serviceConnect;
    this.discovery = props.discovery;
  }
}
