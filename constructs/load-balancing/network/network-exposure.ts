import type { LbListener } from "@cdktf/provider-aws/lib/lb-listener";
import type { Construct } from "constructs";
import { BaseConstruct } from "../../core/base-construct";
import { Problems } from "../../core/errors";
import { checkShape } from "../../core/shapes/check-shape";
import { layDefaults } from "../../core/shapes/defaults";
import { addCheck } from "../../core/validation";
import { AliasRecord } from "../../dns/alias-record";
import type { IConnectable } from "../../security-groups/connections";
import { Port } from "../../security-groups/port";
import { TargetGroup } from "../target-groups/target-group";
import type { TransportProtocol } from "../target-groups/target-group.types";
import { checkExposedReach } from "../target-groups/target-places";
import type { NetworkExposureProps, NetworkPlace } from "./network-exposure.types";
import { listenNetwork } from "./network-listener";
import { transportsOf } from "./network-load-balancer-checks";
import { takePlace } from "./network-place-checks";

/**
 * Targets behind a Network Load Balancer of the same stack or of another: target group, listener, and a name, all in the stack of the
 * targets.
 *
 * ```ts
 * const exposure = new NetworkExposure(this, "amqps", { place: balancer.place("amqps"), port: 5671 });
 * const broker = new FargateService(this, "broker", { ...task, moreTargetGroups: [exposure.targetGroup] });
 * exposure.admit(broker);
 * ```
 */
export class NetworkExposure extends BaseConstruct {
  readonly targetGroup: TargetGroup;
  readonly listener: LbListener;
  /** Only with `host`. */
  readonly record?: AliasRecord;
  readonly #props: NetworkExposureProps;

  /** @throws GroundplanError with everything that is wrong with the properties; a listener that is taken twice is told at synth */
  constructor(scope: Construct, id: string, props: NetworkExposureProps) {
    super(scope, id);
    props = layDefaults(this, "NetworkExposure", props);
    checkShape(this, "NetworkExposure", props);
    const { place, host, ...group } = props;
    this.#props = props;
    takePlace(this, place);
    const { loadBalancer, name } = place;
    this.targetGroup = new TargetGroup(this, "targets", {
      ...group,
      network: loadBalancer.network,
      protocol: protocolOf(place),
    });
    this.listener = listenNetwork(this, place, {
      loadBalancerArn: loadBalancer.loadBalancerArn,
      targetGroup: this.targetGroup,
      tagParts: [name],
    });
    if (host) this.record = new AliasRecord(this, "record", { ...host, target: loadBalancer });
    addCheck(this, () => this.#reachProblems());
  }

  /**
   * Lets the balancer connect to what has the security group of the targets. A rule that refers to the balancer's group holds for targets
   * that see the clients' addresses too (Elastic Load Balancing, Network Load Balancers, "Update the security groups for your Network Load
   * Balancer", read 2026-11).
   */
  admit(target: IConnectable): void {
    const { place, port, healthCheck } = this.#props;
    const { loadBalancer, protocol } = place;
    const ports = [
      ...transportsOf(protocol).map((transport) => Port[transport](port)),
      Port.tcp(healthCheck?.port ?? port),
    ];
    // In the same words for all: several listeners may lead to one port, and be checked at it.
    for (const one of ports) target.connections.allowFrom(loadBalancer, one, "connections and health checks");
  }

  #reachProblems() {
    const problems = new Problems(this.node.path);
    checkExposedReach(this.targetGroup, this.#props.place, problems);
    return problems.list;
  }
}

/** What targets of a listener get: TLS ends at the balancer. */
function protocolOf({ protocol }: NetworkPlace): TransportProtocol {
  return protocol === "TLS" ? "TCP" : protocol;
}
