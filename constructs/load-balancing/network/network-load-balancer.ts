import { Eip } from "@cdktf/provider-aws/lib/eip";
import type { Lb } from "@cdktf/provider-aws/lib/lb";
import { LbListener } from "@cdktf/provider-aws/lib/lb-listener";
import { Construct } from "constructs";
import { EnvironmentStack } from "../../core/environments/environment-stack";
import { type Problem, Problems } from "../../core/errors";
import { stoodAt } from "../../core/names/address";
import { checkShape } from "../../core/shapes/check-shape";
import { layDefaults } from "../../core/shapes/defaults";
import { addCheck } from "../../core/validation";
import type { AliasTarget } from "../../dns/alias-target";
import type { Connections, IConnectable } from "../../security-groups/connections";
import { Peer } from "../../security-groups/peer";
import { Port } from "../../security-groups/port";
import type { SecurityGroup } from "../../security-groups/security-group";
import { balancerLabel, beginBalancer, createBalancer, createBalancerGroup, NETWORK_BALANCER } from "../balancer-parts";
import type { LoadBalancerScheme } from "../load-balancer.types";
import { checkTargetReach } from "../target-groups/target-places";
import { RECOMMENDED_TLS_POLICY } from "../tls-policies";
import type { NetworkListener, NetworkLoadBalancerProps } from "./network-load-balancer.types";
import { type NetworkBalancerPlan, planNetworkBalancer, transportsOf } from "./network-load-balancer-checks";

/** Elastic Load Balancing, Network Load Balancers, "Update the TCP idle timeout for your Network Load Balancer listener", as of 2026-11. */
const TCP_IDLE_SECONDS = 350;

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
export class NetworkLoadBalancer extends Construct implements IConnectable, AliasTarget {
  readonly resource: Lb;
  readonly securityGroup: SecurityGroup;
  readonly scheme: LoadBalancerScheme;
  /** Listeners by name. */
  readonly listeners: Readonly<Record<string, LbListener>>;
  /** Elastic IPs by zone. Only with `staticIps`. */
  readonly elasticIps: Readonly<Record<string, Eip>>;
  readonly ipv6 = false;
  readonly #props: NetworkLoadBalancerProps;

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
      Object.entries(props.listeners).map(([name, listener]) => [name, this.#listen(name, listener)]),
    );
    if (plan.scheme === "internet-facing") this.#admitInternet();
    addCheck(this, () => this.#targetProblems());
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

  #listen(name: string, listener: NetworkListener): LbListener {
    const stack = EnvironmentStack.of(this);
    // By the port, and not by the name: a balancer has one listener for a port, and one that is only renamed stays.
    const id = `listener-${listener.port}`;
    const resource = new LbListener(this, id, {
      loadBalancerArn: this.resource.arn,
      port: listener.port,
      protocol: listener.protocol,
      ...(listener.protocol === "TLS"
        ? {
            certificateArn: listener.certificate.certificateArn,
            sslPolicy: listener.sslPolicy ?? RECOMMENDED_TLS_POLICY,
            alpnPolicy: listener.alpn ?? "None",
          }
        : {}),
      // Always written: the provider leaves it as it is when it is gone.
      ...(listener.protocol === "TCP"
        ? { tcpIdleTimeoutSeconds: listener.idleTimeoutSeconds ?? TCP_IDLE_SECONDS }
        : {}),
      defaultAction: [{ type: "forward", targetGroupArn: listener.targetGroup.targetGroupArn }],
      tags: { Name: stack.physicalName("tag", stack.stackName, this.#label, name) },
    });
    if (name !== String(listener.port)) stoodAt(resource, this, `listener-${name}`);
    return resource;
  }

  /** Where targets lie is known when everything is declared. */
  #targetProblems(): readonly Problem[] {
    const problems = new Problems(this.node.path);
    checkTargetReach(this.#props, this.scheme, problems);
    return problems.list;
  }

  #admitInternet(): void {
    for (const { port, protocol } of Object.values(this.#props.listeners)) {
      for (const transport of transportsOf(protocol)) {
        this.connections.allowFrom(Peer.anyIpv4(), Port[transport](port), "clients");
      }
    }
  }
}
