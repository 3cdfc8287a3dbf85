import { EcsCluster as EcsClusterResource } from "@cdktf/provider-aws/lib/ecs-cluster";
import { EcsClusterCapacityProviders } from "@cdktf/provider-aws/lib/ecs-cluster-capacity-providers";
import { ServiceDiscoveryHttpNamespace } from "@cdktf/provider-aws/lib/service-discovery-http-namespace";
import { ServiceDiscoveryPrivateDnsNamespace } from "@cdktf/provider-aws/lib/service-discovery-private-dns-namespace";
import type { Construct } from "constructs";
import { BaseConstruct } from "../../core/base-construct";
import { EnvironmentStack } from "../../core/environments/environment-stack";
import { Problems } from "../../core/errors";
import { namedBy } from "../../core/names/physical-names/name-source";
import { checkShape } from "../../core/shapes/check-shape";
import { layDefaults } from "../../core/shapes/defaults";
import { tag } from "../../core/tags/tags";
import { logRetention } from "../../monitoring/environment-logs";
import type { INetwork } from "../../network/network.types";
import { privateTier } from "../../network/tiers/private-tier";
import { fargateProviders } from "../capacity/capacity-providers";
import { type CapacityShares, capacityStrategy, FARGATE_ONLY } from "../capacity/capacity-shares";
import { Ec2Capacity } from "../capacity/ec2-capacity";
import { nameInStack } from "../services/name-in-stack";
import { checkCluster, TASKS_AND_INSTANCES } from "./cluster-checks";
import { ExecSessions } from "./cluster-exec";
import type {
  ClusterCapacityProvider,
  ClusterNamespace,
  EcsClusterProps,
  ExistingEcsClusterProps,
  IEcsCluster,
} from "./ecs-cluster.types";
import { ExistingEcsCluster } from "./existing-cluster";

const DEFAULT_EXEC_RETENTION_DAYS = 90;

/**
 * An ECS cluster: where services and tasks run. Fargate and Fargate Spot need nothing more; EC2 instances are added by
 * `capacity.ec2`.
 *
 * ```ts
 * const cluster = new EcsCluster(this, "cluster", { network, serviceConnect: { namespace: "shop" } });
 * ```
 */
export class EcsCluster extends BaseConstruct implements IEcsCluster {
  /** A cluster that exists already. Nothing is looked up. */
  static fromExisting(scope: Construct, id: string, props: ExistingEcsClusterProps): IEcsCluster {
    return new ExistingEcsCluster(scope, id, props);
  }

  /** The Terraform resource. */
  readonly resource: EcsClusterResource;
  /** Capacity providers of the cluster; tasks are started after it. */
  readonly capacityResource: EcsClusterCapacityProviders;
  /** EC2 capacity by name. */
  readonly ec2Capacity: Readonly<Record<string, Ec2Capacity>>;
  readonly exec?: ExecSessions;
  /** Only with `serviceConnect`. */
  readonly connectNamespace?: ServiceDiscoveryHttpNamespace;
  /** Only with `discovery`. */
  readonly dnsNamespace?: ServiceDiscoveryPrivateDnsNamespace;
  readonly network: INetwork;
  readonly capacityProviders: Readonly<Record<string, ClusterCapacityProvider>>;
  readonly defaultCapacity?: CapacityShares;
  readonly #clusterName: string;

  /** @throws GroundplanError with everything that is wrong with the properties */
  constructor(scope: Construct, id: string, props: EcsClusterProps) {
    super(scope, id);
    props = layDefaults(this, "EcsCluster", props);
    const problems = checkShape(this, "EcsCluster", props);
    tag(this, props);
    namedBy(this, "name");
    const stack = EnvironmentStack.of(this);
    this.#check(props, problems);
    const name = props.name ?? nameInStack(this);
    this.#clusterName = props.clusterName ?? stack.physicalName("ecs", stack.stackName, name);
    this.network = props.network;
    this.exec = this.#createExec(props, name);
    this.connectNamespace = this.#createConnectNamespace(props);
    this.dnsNamespace = this.#createDnsNamespace(props);
    this.resource = this.#createCluster(props);
    if (props.clusterName !== undefined) this.#nameAfterCluster(props);
    this.ec2Capacity = this.#createEc2Capacity(props);
    this.capacityProviders = this.#listCapacity(props);
    this.defaultCapacity = props.defaultCapacity;
    this.capacityResource = this.#attachCapacity();
  }

  get clusterArn(): string {
    return this.resource.arn;
  }

  /** Name, as a reference that makes its reader wait for the cluster and its capacity. */
  get clusterName(): string {
    return this.capacityResource.clusterName;
  }

  get serviceConnect(): ClusterNamespace | undefined {
    const { connectNamespace: namespace } = this;
    return namespace && { namespaceArn: namespace.arn, namespaceId: namespace.id, namespaceName: namespace.name };
  }

  get discovery(): ClusterNamespace | undefined {
    const { dnsNamespace: namespace } = this;
    return namespace && { namespaceArn: namespace.arn, namespaceId: namespace.id, namespaceName: namespace.name };
  }

  /** Of all names only these two follow `clusterName`. */
  #nameAfterCluster({ serviceConnect }: EcsClusterProps): void {
    namedBy(this.resource, "clusterName", this);
    if (this.connectNamespace && serviceConnect?.namespace === undefined) {
      namedBy(this.connectNamespace, "clusterName", this);
    }
  }

  #check(props: EcsClusterProps, problems: Problems): void {
    checkCluster(props, problems);
    problems.throwIfAny();
  }

  #createExec(props: EcsClusterProps, name: string): ExecSessions | undefined {
    if (!props.exec) return undefined;
    return new ExecSessions(this, "exec", {
      name,
      retentionDays: logRetention(this, props.exec.logRetentionDays, DEFAULT_EXEC_RETENTION_DAYS),
      ...(props.exec.logGroupName === undefined ? {} : { logGroupName: props.exec.logGroupName }),
    });
  }

  #createConnectNamespace({ serviceConnect }: EcsClusterProps): ServiceDiscoveryHttpNamespace | undefined {
    if (!serviceConnect) return undefined;
    const namespace = new ServiceDiscoveryHttpNamespace(this, "service-connect", {
      name: serviceConnect.namespace ?? this.#clusterName,
      description: "Services that call each other by Service Connect",
    });
    if (serviceConnect.namespace !== undefined) namedBy(namespace, "serviceConnect.namespace", this);
    return namespace;
  }

  #createDnsNamespace({ discovery, network }: EcsClusterProps): ServiceDiscoveryPrivateDnsNamespace | undefined {
    if (!discovery) return undefined;
    const namespace = new ServiceDiscoveryPrivateDnsNamespace(this, "discovery", {
      name: discovery.domain,
      vpc: network.vpcId,
      description: "Names of services inside the VPC",
    });
    namedBy(namespace, "discovery.domain", this);
    return namespace;
  }

  #createCluster(props: EcsClusterProps): EcsClusterResource {
    const { protect } = EnvironmentStack.of(this).environment;
    const { exec, connectNamespace } = this;
    return new EcsClusterResource(this, "Default", {
      name: this.#clusterName,
      setting: [{ name: "containerInsights", value: props.containerInsights ?? (protect ? "enhanced" : "disabled") }],
      ...(exec
        ? {
            configuration: {
              executeCommandConfiguration: {
                kmsKeyId: exec.keyArn,
                logging: "OVERRIDE",
                logConfiguration: {
                  cloudWatchEncryptionEnabled: true,
                  cloudWatchLogGroupName: exec.logGroupName,
                },
              },
            },
          }
        : {}),
      ...(connectNamespace ? { serviceConnectDefaults: { namespace: connectNamespace.arn } } : {}),
      ...leftAlone({ configuration: exec, service_connect_defaults: connectNamespace }),
    });
  }

  #createEc2Capacity({ capacity, network }: EcsClusterProps): Readonly<Record<string, Ec2Capacity>> {
    const entries = Object.entries(capacity?.ec2 ?? {}).sort(([a], [b]) => (a < b ? -1 : 1));
    return Object.fromEntries(
      entries.flatMap(([name, props]): [string, Ec2Capacity][] => {
        const tier = privateTier(
          network,
          props.tier,
          { at: "tier", what: TASKS_AND_INSTANCES },
          new Problems(this.node.path),
        );
        if (!tier) return [];
        const context = { network, tier, name, cluster: this.resource, clusterName: this.#clusterName };
        return [[name, new Ec2Capacity(this, `ec2-${name}`, props, context)]];
      }),
    );
  }

  #listCapacity({ capacity }: EcsClusterProps): Readonly<Record<string, ClusterCapacityProvider>> {
    return {
      ...fargateProviders(capacity),
      ...Object.fromEntries(
        Object.entries(this.ec2Capacity).map(([name, { capacityProvider, architecture }]) => [
          name,
          { name: capacityProvider.name, architecture },
        ]),
      ),
    };
  }

  #attachCapacity(): EcsClusterCapacityProviders {
    return new EcsClusterCapacityProviders(this, "capacity", {
      clusterName: this.resource.name,
      capacityProviders: Object.values(this.capacityProviders).map((provider) => provider.name),
      // For tasks that are started by hand and say nothing.
      defaultCapacityProviderStrategy: capacityStrategy(this.defaultCapacity ?? FARGATE_ONLY, this),
    });
  }
}

/**
 * Blocks of a cluster that it does not have are left alone: the provider sends none that is taken away, and would plan that for ever.
 * Nothing uses what then stays: services name their namespace themselves, and none has ECS Exec in a cluster without it.
 */
function leftAlone(blocks: Readonly<Record<string, object | undefined>>) {
  const absent = Object.keys(blocks).filter((name) => blocks[name] === undefined);
  return absent.length > 0 ? { lifecycle: { ignoreChanges: absent } } : {};
}
