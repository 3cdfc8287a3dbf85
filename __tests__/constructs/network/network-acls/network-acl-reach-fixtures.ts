import { Bastion, type BastionAccess } from "../../../../constructs/access";
import type { EnvironmentStack } from "../../../../constructs/core/environments/environment-stack";
import type { Problem } from "../../../../constructs/core/errors";
import {
  ApplicationLoadBalancer,
  type NetworkListener,
  NetworkLoadBalancer,
  type NetworkLoadBalancerProps,
  TargetGroup,
  type TransportTargetGroupProps,
} from "../../../../constructs/load-balancing";
import { Network } from "../../../../constructs/network/network";
import type { NetworkAclOpening, NetworkAclProps, NetworkProps } from "../../../../constructs/network/network-props";
import { problemsIfAny, synthStack } from "../../../support/synth";
import { ED25519_KEY } from "../../access/support";
import { APP, networkProps, PUBLIC } from "../network-fixtures";

/** An opening for SSH from an office. */
export const OFFICE: NetworkAclOpening = { from: "203.0.113.0/24", protocol: "tcp", ports: 22 };

/** What the network ACLs of the two tiers let in. */
export interface Tiers {
  /** Rules of the public tier's network ACL in place of the default ones. */
  readonly acl?: NetworkAclProps;
  readonly web?: Readonly<Record<string, NetworkAclOpening>>;
  readonly app?: Readonly<Record<string, NetworkAclOpening>>;
}

/** A network whose public and private tier let this in. */
export function props({ acl, web = {}, app = {} }: Tiers): NetworkProps {
  return networkProps({
    tiers: [
      { ...PUBLIC, openings: web, ...(acl ? { networkAcl: acl } : {}) },
      { ...APP, openings: app },
    ],
    prefixLists: { office: { entries: { seoul: "203.0.113.0/24" } } },
  });
}

/** What synth says about something in a network, at once or when everything is declared. */
export function told(tiers: Tiers, build: (stack: EnvironmentStack, network: Network) => unknown): readonly Problem[] {
  return problemsIfAny(() => synthStack((stack) => void build(stack, new Network(stack, "network", props(tiers)))));
}

/** Makes a bastion with SSH from these sources. */
export function bastion(from: readonly string[]): (stack: EnvironmentStack, network: Network) => unknown {
  const access: BastionAccess = { mode: "ssh", from, publicKey: ED25519_KEY };
  return (stack, network) => new Bastion(stack, "bastion", { network, access });
}

/** Makes a Network Load Balancer with one listener. */
export function balancer(
  listener: Omit<Extract<NetworkListener, { protocol: "TCP" | "UDP" | "TCP_UDP" }>, "targetGroup">,
  options: Partial<NetworkLoadBalancerProps> = { scheme: "internet-facing", publicEntry: "the port is the product" },
  targets: Partial<TransportTargetGroupProps> = {},
) {
  return (stack: EnvironmentStack, network: Network): TargetGroup => {
    const targetGroup = new TargetGroup(stack, "targets", {
      network,
      port: listener.port,
      protocol: listener.protocol,
      ...targets,
    } as TransportTargetGroupProps);
    new NetworkLoadBalancer(stack, "balancer", {
      network,
      ...options,
      listeners: { mail: { ...listener, targetGroup } },
    });
    return targetGroup;
  };
}

/** Makes an Application Load Balancer in the internet, on port 80. */
export function webBalancer(stack: EnvironmentStack, network: Network): unknown {
  return new ApplicationLoadBalancer(stack, "edge", { network, plainHttp: { reason: "the tests have no domain" } });
}
