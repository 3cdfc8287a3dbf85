import type { Construct } from "constructs";
import { Problems } from "../../core/errors";
import type { INetwork, ITier } from "../../network/network.types";
import { checkReach } from "../../network/network-acls/network-acl-reach";
import type { RulePeer } from "../../security-groups/connections";
import { checkInternetIngress } from "../../security-groups/internet-exposure";
import { Port } from "../../security-groups/port";
import { checkBalancer, checkCertificateRegions, NETWORK_BALANCER } from "../balancer-parts";
import type { LoadBalancerScheme } from "../load-balancer.types";
import { checkTlsPolicy } from "../tls-policies";
import type { NetworkListener, NetworkLoadBalancerProps } from "./network-load-balancer.types";

/** "Quotas for your Network Load Balancers", Listeners per Network Load Balancer, read 2026-11: not adjustable. */
const MAX_LISTENERS = 50;

/** What is decided before the first resource is made. */
export interface NetworkBalancerPlan {
  readonly tier: ITier;
  readonly scheme: LoadBalancerScheme;
}

/**
 * Checks the properties of a Network Load Balancer and decides where it lies.
 *
 * @throws GroundplanError with everything that is wrong
 */
export function planNetworkBalancer(
  balancer: Construct,
  props: NetworkLoadBalancerProps,
  problems: Problems,
): NetworkBalancerPlan {
  const scheme = props.scheme ?? "internal";
  const tier = checkBalancer(NETWORK_BALANCER, props, scheme, problems);
  checkListeners(balancer, props.listeners, problems);
  if (props.staticIps && scheme === "internal") {
    problems.add("staticIps", {
      code: "STATIC_IPS_INTERNAL",
      message: "An internal balancer has no public addresses that could be static.",
      found: 'staticIps: true with scheme: "internal"',
      expected: "one of the two",
      fix: 'set scheme: "internet-facing", or leave staticIps out',
    });
  }
  checkCapacity(props, problems);
  checkPublicEntry(props, scheme, problems);
  if (tier) checkListenersReach(tier, props, scheme, problems);
  problems.throwIfAny();
  if (!tier) throw new Error("a balancer without a tier and without a problem");
  return { tier, scheme };
}

/** Elastic Load Balancing, Network Load Balancers, "Request Load balancer Capacity Unit reservation", as of 2026-11. */
function checkCapacity({ capacityUnits, listeners }: NetworkLoadBalancerProps, problems: Problems): void {
  const tls = Object.entries(listeners).flatMap(([name, { protocol }]) => (protocol === "TLS" ? [name] : []));
  if (capacityUnits === undefined || tls.length === 0) return;
  problems.add("capacityUnits", {
    code: "CAPACITY_WITH_TLS",
    message: "AWS keeps no capacity ready for a Network Load Balancer that ends TLS.",
    found: `capacityUnits: ${capacityUnits} with the listener ${tls.join(", ")} for TLS`,
    expected: "one of the two",
    fix: 'leave capacityUnits out, or let the targets end TLS: protocol: "TCP"',
  });
}

/** Said where the port is: the security group of the balancer is nobody's to declare. */
function checkPublicEntry(
  { listeners, publicEntry }: NetworkLoadBalancerProps,
  scheme: LoadBalancerScheme,
  problems: Problems,
): void {
  for (const [name, listener] of Object.entries(listeners)) {
    const { port, protocol, entry } = listener;
    if (entry === "internet" && scheme === "internal") {
      problems.add(`listeners.${name}.entry`, {
        code: "ENTRY_INTERNET_INTERNAL",
        message: "Nobody in the internet reaches an internal balancer.",
        found: 'entry: "internet" with scheme: "internal"',
        expected: "ranges of those who are connected to the VPC, or a balancer that is internet-facing",
        fix: 'name ranges in entry, or set scheme: "internet-facing"',
      });
      continue;
    }
    if (!Number.isInteger(port) || !admitsEverybody(listener, scheme)) continue;
    for (const transport of transportsOf(protocol)) {
      const property = `listeners.${name}.port`;
      checkInternetIngress(Port[transport](port), ANYBODY, publicEntry, problems, property, "balancer");
    }
  }
}

function checkListeners(
  balancer: Construct,
  listeners: Readonly<Record<string, NetworkListener>>,
  problems: Problems,
): void {
  const entries = Object.entries(listeners);
  if (entries.length === 0 || entries.length > MAX_LISTENERS) {
    problems.add("listeners", {
      code: "LISTENERS_COUNT",
      message: "The balancer has no listener, or more than AWS allows.",
      found: `${entries.length} listeners`,
      expected: `1 to ${MAX_LISTENERS}`,
      fix: 'declare one: listeners: { tls: { port: 443, protocol: "TCP", targetGroup } }',
    });
  }
  for (const [name, listener] of entries) {
    const property = `listeners.${name}`;
    if (!/^[A-Za-z0-9-]+$/.test(name)) {
      problems.add(property, {
        code: "LISTENER_NAME",
        message: "The name of a listener becomes part of its address in Terraform.",
        found: `"${name}"`,
        expected: "letters, digits and -",
        fix: `use "${name.replace(/[^A-Za-z0-9]+/g, "-").replace(/^-|-$/g, "") || "tcp"}"`,
      });
    }
    if (listener.protocol === "TLS") checkTls(balancer, listener, property, problems);
  }
  checkPorts(entries, problems);
}

const ANYBODY = "0.0.0.0/0";

/** Whether everybody may connect to the port of a listener. */
export function admitsEverybody({ entry }: Pick<NetworkListener, "entry">, scheme: LoadBalancerScheme): boolean {
  return scheme === "internet-facing" && (entry === undefined || entry === "internet");
}

/** Who may connect to a balancer: everybody, or the VPC. */
export function clientsOf(scheme: LoadBalancerScheme, network: Pick<INetwork, "cidrs">): readonly string[] {
  return scheme === "internet-facing" ? [ANYBODY] : network.cidrs;
}

/** The ranges of peers, as far as they are known. */
function rangesOf(entry: readonly RulePeer[]): readonly string[] {
  // What is wrong with one is told where its rule is made.
  const ignored = new Problems("");
  return entry
    .flatMap((peer) => ("target" in peer ? (peer.target(ignored, "")?.ranges ?? []) : []))
    .filter((range) => !range.includes(":"));
}

/** The protocols of the connections that a listener takes. */
export function transportsOf(protocol: NetworkListener["protocol"]): readonly ("tcp" | "udp")[] {
  if (protocol === "UDP") return ["udp"];
  return protocol === "TCP_UDP" ? ["tcp", "udp"] : ["tcp"];
}

function checkListenersReach(
  tier: ITier,
  { network, listeners }: NetworkLoadBalancerProps,
  scheme: LoadBalancerScheme,
  problems: Problems,
): void {
  for (const [name, { port, protocol, entry }] of Object.entries(listeners)) {
    for (const transport of transportsOf(protocol)) {
      const what = `clients of the listener "${name}"`;
      for (const from of typeof entry === "object" ? rangesOf(entry) : clientsOf(scheme, network)) {
        checkReach(tier, { protocol: transport, port, from }, what, problems, `listeners.${name}.port`);
      }
    }
  }
}

function checkTls(
  balancer: Construct,
  { certificate, sslPolicy }: Extract<NetworkListener, { protocol: "TLS" }>,
  property: string,
  problems: Problems,
): void {
  checkTlsPolicy(sslPolicy, `${property}.sslPolicy`, problems);
  checkCertificateRegions(balancer, [certificate], `${property}.certificate`, problems);
}

/** Each port once, whatever the protocol: TCP and UDP of one port are one listener of the protocol TCP_UDP. */
function checkPorts(entries: readonly (readonly [string, NetworkListener])[], problems: Problems): void {
  for (const [index, [name, { port, protocol }]] of entries.entries()) {
    const same = entries.slice(0, index).find(([, other]) => other.port === port);
    if (!same) continue;
    const both = new Set([protocol, same[1].protocol]);
    problems.add(`listeners.${name}.port`, {
      code: "LISTENER_PORT_CLASH",
      message: "The balancer listens on the port already.",
      found: `${port} (${protocol}), which is that of the listener "${same[0]}" (${same[1].protocol})`,
      expected: "each port once",
      fix:
        both.has("TCP") && both.has("UDP")
          ? 'make one listener of the two: protocol: "TCP_UDP"'
          : "choose another port",
    });
  }
}
