import type { Construct } from "constructs";
import { Contract, list, map, text } from "../../constructs/core/contract";
import { EnvironmentStack } from "../../constructs/core/environments/environment-stack";
import { checkCall } from "../../constructs/core/shapes/check-call";
import { isWithin } from "../../constructs/dns/domain-name";
import { HostedZone } from "../../constructs/dns/hosted-zone";
import type { IHostedZone } from "../../constructs/dns/hosted-zone.types";
import type {
  Exposure,
  HostOptions,
  ILoadBalancer,
  LoadBalancerScheme,
} from "../../constructs/load-balancing/load-balancer.types";
import {
  type ListenerOfContract,
  loadBalancerFromContract,
} from "../../constructs/load-balancing/load-balancer-contract";
import type { INetwork } from "../../constructs/network/network.types";
import type { EdgeListenerProps } from "./edge-listener.types";
import type { EdgeProps } from "./edge-stack.types";

/** What the edge stack hands to the others besides its load balancer. */
const zoneContract = new Contract("edge", {
  zoneId: text("Zone that the names of services lie in", "Z00000000000000000000"),
});

/** What it hands over besides when it made the zone: nobody reads it but who delegates the domain. */
const nameServersContract = new Contract("edge", {
  nameServers: list("Name servers of the zone, for whoever delegates the domain", [
    "ns-0.example.net",
    "ns-1.example.org",
  ]),
});

/** What it hands over besides when a record of the domain is left to others: they read it, and no stack. */
const distributionContract = new Contract("edge", {
  distributionName: text("Name that CloudFront gave the distribution, for records of others", "d0.cloudfront.net"),
});

/** What it hands over besides to whoever releases static files or reads access logs. */
const filesContract = new Contract("edge", {
  bucketNames: map("Names of the buckets that there are: access-logs, static-files", (key) => `mock-${key}`),
  distributionIds: map("Ids of the distributions that there are, for invalidations: edge", () => "E00000000000000"),
});

/** Whether the zone is all that is made of an edge: its domain is not delegated yet. */
export function isZoneAlone({ domain }: EdgeProps): boolean {
  return domain?.delegated === false;
}

/** The names that certificates of a domain are for: the domain, and every name one label below. */
export function namesOf(domain: string): readonly string[] {
  return [domain, `*.${domain}`];
}

/** Every name that the balancer of an edge has a certificate for; none without a domain. */
export function coveredNames({ domain, loadBalancer }: EdgeProps): readonly string[] {
  if (!domain) return [];
  const more = Object.values(loadBalancer?.moreCertificates ?? {}).flatMap(({ names }) => names);
  return [...namesOf(domain.name), ...more];
}

/**
 * The further listeners of an edge that services can choose, by their names: with their ports, and the names of their certificates, none
 * for plain HTTP.
 */
export function listenersOf(props: EdgeProps): Readonly<Record<string, Required<ListenerOfContract>>> {
  const { httpListener, listeners = {} } = props.loadBalancer ?? {};
  const further = Object.entries(listeners).map(([name, listener]) => {
    return [name, { port: listener.port, certificateNames: namesCoveredBy(listener, props) }] as const;
  });
  return Object.fromEntries([
    ...(typeof httpListener === "object" ? [["http", { port: 80, certificateNames: [] }] as const] : []),
    ...further,
  ]);
}

function namesCoveredBy(
  { plainHttp, certificate, moreCertificates = {} }: EdgeListenerProps,
  props: EdgeProps,
): readonly string[] {
  if (plainHttp) return [];
  if (!certificate) return coveredNames(props);
  return [certificate, ...Object.values(moreCertificates)].flatMap(({ names }) => names);
}

/** Whether the balancer of an edge speaks IPv6 too. */
export function isDualstack({ loadBalancer }: EdgeProps): boolean {
  return loadBalancer?.addressType === "dualstack";
}

/** Whom the balancer of an edge admits, and whether it has public addresses. */
export function schemeOf({ distribution }: EdgeProps): {
  readonly scheme: LoadBalancerScheme;
  readonly entry: "cloudfront" | "internet";
} {
  if (!distribution) return { scheme: "internet-facing", entry: "internet" };
  return { scheme: distribution.publicOrigin ? "internet-facing" : "internal", entry: "cloudfront" };
}

/** Publishes the zone of the edge. */
export function publishZone(stack: EnvironmentStack, zone: IHostedZone): void {
  checkCall("publishZone", { stack, zone });
  zoneContract.publish(stack, { zoneId: zone.zoneId });
}

/** Publishes the name servers of a zone that was made here. */
export function publishNameServers(stack: EnvironmentStack, zone: HostedZone): void {
  checkCall("publishNameServers", { stack, zone });
  nameServersContract.publish(stack, { nameServers: zone.nameServers });
}

/** Publishes the name that records of others lead to. */
export function publishDistribution(stack: EnvironmentStack, distributionName: string): void {
  checkCall("publishDistribution", { stack, distributionName });
  distributionContract.publish(stack, { distributionName });
}

/** Publishes the buckets and the distribution of the edge; the outputs are there without any, so that none comes or goes with an option. */
export function publishFiles(stack: EnvironmentStack, parts: EdgeParts): void {
  checkCall("publishFiles", { stack, parts });
  const { accessLogs, staticFiles, distribution } = parts;
  filesContract.publish(stack, {
    bucketNames: {
      ...(accessLogs ? { "access-logs": accessLogs.bucketName } : {}),
      ...(staticFiles ? { "static-files": staticFiles.bucketName } : {}),
    },
    distributionIds: distribution ? { edge: distribution.distributionId } : {},
  });
}

/** What an edge may have beside its balancer. */
interface EdgeParts {
  readonly accessLogs?: { readonly bucketName: string };
  readonly staticFiles?: { readonly bucketName: string };
  readonly distribution?: { readonly distributionId: string };
}

/** The edge, as the stacks of services see it. */
export interface Edge {
  readonly loadBalancer: ILoadBalancer;
  /** The zone of the domain; absent without one. */
  readonly zone?: IHostedZone;
  /**
   * Names of services: makes their records in the zone of the domain, except where a distribution stands in front and has all names already,
   * for names outside the domain, and with `zone: "none"`.
   */
  host(name: string, options?: Omit<HostOptions, "zone"> & { readonly zone?: "none" }): Exposure;
}

/** The edge of the environment, read by contract and from the configuration that the edge stack is made from. */
export function edgeFromContract(scope: Construct, id: string, network: INetwork, props: EdgeProps): Edge {
  checkCall("edgeFromContract", { scope, id, network, props });
  const zones = props.domain ? [zoneOfDomain(scope, `${id}-zone`, props.domain.name, props.domain.zoneId)] : [];
  const { scheme, entry } = schemeOf(props);
  const loadBalancer = loadBalancerFromContract(scope, id, {
    network,
    name: "edge",
    scheme,
    ...(entry === "cloudfront" ? { entry } : {}),
    certificateNames: coveredNames(props),
    listeners: listenersOf(props),
    authenticates: authenticatesOf(props),
    ...(isDualstack(props) ? { addressType: "dualstack" } : {}),
    zones,
  });
  const [zone] = zones;
  return {
    loadBalancer,
    ...(zone ? { zone } : {}),
    host: (name, options) => {
      const isOurs = (host: string) => !props.distribution && props.domain && isWithin(host, props.domain.name);
      const exposure = loadBalancer.host(name, { ...options, zone: "none" });
      if (!zone || options?.zone === "none") return exposure;
      const names = [...new Set([name, ...(options?.otherHosts ?? [])])].filter(isOurs);
      return { ...exposure, records: names.map((host) => ({ name: host, zone })) };
    },
  };
}

/** An edge that was refused, as services can be checked by it: whatever zone it is in. */
export function inAnyZone(props: EdgeProps): EdgeProps {
  if (!props.domain) return props;
  const { zoneId: _, ...domain } = props.domain;
  return { ...props, domain };
}

/** Whether rules of the edge may send users to log in. */
export function authenticatesOf({ loadBalancer = {} }: EdgeProps): boolean {
  const { authenticates, defaultAction, listeners = {} } = loadBalancer;
  const actions = [defaultAction, ...Object.values(listeners).map((listener) => listener.defaultAction)];
  return authenticates ?? actions.some((action) => action?.authenticate !== undefined);
}

/** The zone of the edge's domain, by contract where its id is not known. */
export function zoneOfDomain(scope: Construct, id: string, zoneName: string, known: string | undefined): IHostedZone {
  const zoneId = known ?? zoneContract.read(EnvironmentStack.of(scope)).zoneId;
  return HostedZone.fromExisting(scope, id, { zoneId, zoneName });
}
