import { Eip } from "@cdktf/provider-aws/lib/eip";
import type { Lb } from "@cdktf/provider-aws/lib/lb";
import type { LbListener } from "@cdktf/provider-aws/lib/lb-listener";
import type { Construct } from "constructs";
import { BaseConstruct } from "../../core/base-construct";
import { EnvironmentStack } from "../../core/environments/environment-stack";
import { GroundplanError, type Problem, Problems } from "../../core/errors";
import { stoodAt } from "../../core/names/address";
import { checkShape } from "../../core/shapes/check-shape";
import { layDefaults } from "../../core/shapes/defaults";
import { addCheck } from "../../core/validation";
import type { INetwork } from "../../network/network.types";
import type { Connections } from "../../security-groups/connections";
import { Peer } from "../../security-groups/peer";
import { Port } from "../../security-groups/port";
import type { SecurityGroup } from "../../security-groups/security-group";
import { balancerLabel, beginBalancer, createBalancer, createBalancerGroup, NETWORK_BALANCER } from "../balancer-parts";
import type { LoadBalancerScheme } from "../load-balancer.types";
import type { ITargetGroup } from "../target-groups/target-group.types";
import { checkTargetReach } from "../target-groups/target-places";
import { ExistingNetworkLoadBalancer, type ExistingNetworkLoadBalancerProps } from "./existing-network-load-balancer";
import type { INetworkLoadBalancer, NetworkPlace } from "./network-exposure.types";
import { listenNetwork } from "./network-listener";
import type { NetworkListener, NetworkLoadBalancerProps } from "./network-load-balancer.types";
import {
  admitsEverybody,
  type NetworkBalancerPlan,
  planNetworkBalancer,
  transportsOf,
} from "./network-load-balancer-checks";
import { placeUnknown } from "./network-place-checks";

/**
 * A Network Load Balancer: passes connections and packets on, with static addresses where asked. For protocols other than HTTP,
 * and in front of an `EndpointService`.
 *
 * ```ts
 * const queue = new TargetGroup(this, "queue", { network, port: 5671, protocol: "TCP" });
 * const balancer = new NetworkLoadBalancer(this, "messages", {
 *   network,
 *   listeners: { amqps: { port: 5671, protocol: "TCP", targetGroup: queue } },
 * });
 * balancer.connections.allowFrom(app, Port.tcp(5671), "orders sends messages");
 * ```
 */
export class NetworkLoadBalancer extends BaseConstruct implements INetworkLoadBalancer {
  /**
   * A balancer that exists already, for alias records, endpoint services, and listeners that it does not have yet. Nothing is looked up.
   *
   * @throws GroundplanError `EXISTING_ARN_INVALID`, `EXISTING_ARN_REGION`, `EXISTING_ARN_ACCOUNT`, `SECURITY_GROUP_ID_INVALID`
   */
  static fromExisting(
    scope: Construct,
    id: string,
    props: ExistingNetworkLoadBalancerProps,
  ): ExistingNetworkLoadBalancer {
    return new ExistingNetworkLoadBalancer(scope, id, props);
  }

  readonly resource: Lb;
  readonly securityGroup: SecurityGroup;
  readonly scheme: LoadBalancerScheme;
  /** Listeners by name, without those that are made with their targets. */
  readonly listeners: Readonly<Record<string, LbListener>>;
  /** Elastic IPs by zone. Only with `staticIps`. */
  readonly elasticIps: Readonly<Record<string, Eip>>;
  readonly ipv6 = false;
  readonly #props: NetworkLoadBalancerProps;
  #identity?: string;

  /** @throws GroundplanError with everything that is wrong with the properties */
  constructor(scope: Construct, id: string, props: NetworkLoadBalancerProps) {
    super(scope, id);
    props = layDefaults(this, "NetworkLoadBalancer", props);
    const problems = checkShape(this, "NetworkLoadBalancer", props);
    beginBalancer(this, props);
    const plan = planNetworkBalancer(this, props, problems);
    this.#props = props;
    this.scheme = plan.scheme;
    this.securityGroup = createBalancerGroup(this, NETWORK_BALANCER, props);
    this.elasticIps = this.#reserveAddresses(plan);
    this.resource = this.#createBalancer(plan);
    this.listeners = Object.fromEntries(
      Object.entries(props.listeners).flatMap(([name, listener]) =>
        listener.targetGroup === "elsewhere" ? [] : [[name, this.#listen(name, listener, listener.targetGroup)]],
      ),
    );
    this.#admitClients();
    addCheck(this, () => this.#targetProblems());
  }

  /**
   * A listener whose target group is `"elsewhere"`: where a `NetworkExposure` puts its targets.
   *
   * @param name one of `listeners`
   * @throws GroundplanError `NETWORK_PLACE_UNKNOWN`
   */
  place(name: string): NetworkPlace {
    const { listeners } = this.#props;
    const open = Object.keys(listeners).filter((one) => listeners[one]?.targetGroup === "elsewhere");
    const found = open.includes(name) ? listeners[name] : undefined;
    if (!found) throw new GroundplanError([placeUnknown(this.node.path, name, open)]);
    const { targetGroup: _, entry: __, ...listener } = found;
    return { ...listener, name, loadBalancer: this };
  }

  /** The same for the same balancer in every stack of the app. */
  get identity(): string {
    return this.#identity ?? this.node.path;
  }

  /** Says by which identity other stacks know it. */
  publishAs(identity: string): void {
    this.#identity = identity;
  }

  /** Listeners that are made with their targets, by name. */
  get places(): Readonly<Record<string, NetworkPlace>> {
    const open = Object.entries(this.#props.listeners).filter(([, { targetGroup }]) => targetGroup === "elsewhere");
    return Object.fromEntries(open.map(([name]) => [name, this.place(name)]));
  }

  get network(): INetwork {
    return this.#props.network;
  }

  get loadBalancerArn(): string {
    return this.resource.arn;
  }

  /** Last part of the ARN, which metrics name the balancer by. */
  get arnSuffix(): string {
    return this.resource.arnSuffix;
  }

  get dnsName(): string {
    return this.resource.dnsName;
  }

  get hostedZoneId(): string {
    return this.resource.zoneId;
  }

  /** Who may connect to the balancer, and where it may connect to. Its targets have to be allowed, too. */
  get connections(): Connections {
    return this.securityGroup.connections;
  }

  get #label(): string {
    return balancerLabel(this, this.#props);
  }

  #reserveAddresses({ tier }: NetworkBalancerPlan): Readonly<Record<string, Eip>> {
    if (!this.#props.staticIps) return {};
    const stack = EnvironmentStack.of(this);
    return Object.fromEntries(
      tier.subnets.map(({ zone }) => {
        const tags = { Name: stack.physicalName("tag", stack.stackName, this.#label, zone) };
        return [zone, new Eip(this, `address-${zone}`, { domain: "vpc", tags })];
      }),
    );
  }

  #createBalancer({ tier, scheme }: NetworkBalancerPlan): Lb {
    const { crossZone, filterPrivateLink, clientRouting } = this.#props;
    return createBalancer(this, NETWORK_BALANCER, this.#props, {
      scheme,
      securityGroup: this.securityGroup,
      attributes: {
        subnetMapping: tier.subnets.map(({ subnetId, zone }) => {
          const address = this.elasticIps[zone];
          return { subnetId, ...(address ? { allocationId: address.allocationId } : {}) };
        }),
        enforceSecurityGroupInboundRulesOnPrivateLinkTraffic: filterPrivateLink ? "on" : "off",
        ipAddressType: "ipv4",
        enableCrossZoneLoadBalancing: crossZone ?? false,
        ...(clientRouting === undefined ? {} : { dnsRecordClientRoutingPolicy: clientRouting }),
      },
    });
  }

  #listen(name: string, listener: NetworkListener, targetGroup: ITargetGroup): LbListener {
    const loadBalancerArn = this.resource.arn;
    const tagParts = [this.#label, name];
    const resource = listenNetwork(this, listener, { loadBalancerArn, targetGroup, tagParts });
    if (name !== String(listener.port)) stoodAt(resource, this, `listener-${name}`);
    return resource;
  }

  /** Where targets lie is known when everything is declared. */
  #targetProblems(): readonly Problem[] {
    const problems = new Problems(this.node.path);
    checkTargetReach(this.#props, this.scheme, problems);
    return problems.list;
  }

  #admitClients(): void {
    for (const [name, listener] of Object.entries(this.#props.listeners)) {
      const { port, protocol, entry } = listener;
      const isOpen = admitsEverybody(listener, this.scheme);
      const peers = isOpen ? [Peer.anyIpv4()] : typeof entry === "object" ? entry : [];
      for (const transport of transportsOf(protocol)) {
        for (const peer of peers) {
          this.connections.allowFrom(peer, Port[transport](port), isOpen ? "clients" : `clients of ${name}`);
        }
      }
    }
  }
}
