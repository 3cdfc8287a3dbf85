import { Construct } from "constructs";
import { Certificate } from "../../constructs/certificates/certificate";
import type { ICertificate } from "../../constructs/certificates/certificate.types";
import { Problems } from "../../constructs/core/errors";
import type { NetworkPlace } from "../../constructs/load-balancing/network/network-exposure.types";
import { NetworkLoadBalancer } from "../../constructs/load-balancing/network/network-load-balancer";
import type { NetworkListener } from "../../constructs/load-balancing/network/network-load-balancer.types";
import {
  type NetworkListenerOfContract,
  networkPlacesFromContract,
  publishNetworkLoadBalancers,
} from "../../constructs/load-balancing/network/network-load-balancer-contract";
import type { INetwork } from "../../constructs/network/network.types";
import type { IBucket } from "../../constructs/storage/bucket.types";
import { namesOf } from "./edge-contract";
import { peersOf } from "./edge-listeners";
import type { EdgeNetworkBalancerProps, EdgeNetworkListener } from "./edge-network.types";
import type { EdgeProps } from "./edge-stack.types";

/** Name that the balancer is published by. */
const NAME = "edge";

/** What the balancer for connections is made with beside its section. */
interface Around {
  readonly network: INetwork;
  /** The certificate of the domain, made when it is first asked for. */
  readonly certificate: () => ICertificate;
  /** The bucket of the edge's access logs. */
  readonly accessLogs?: IBucket;
}

/**
 * Makes the edge's balancer for connections, and publishes it. Its listeners are made with their targets.
 *
 * @throws GroundplanError with everything that is wrong with it
 */
export function createNetworkBalancer(
  stack: Construct,
  { listeners, ...options }: EdgeNetworkBalancerProps,
  { network, certificate, accessLogs }: Around,
): NetworkLoadBalancer {
  const problems = new Problems(stack.node.path);
  const scope = new Construct(stack, "network-certificates");
  const planned = Object.fromEntries(
    Object.entries(listeners).flatMap(([name, listener]) => {
      const made = problems.collect(() => {
        const own = listener.protocol === "TLS" ? certificateOf(scope, name, listener, certificate) : {};
        return listenerOf(name, listener, own, network, problems);
      });
      return made ? [[name, made]] : [];
    }),
  );
  problems.throwIfAny();
  const isTls = Object.values(listeners).some(({ protocol }) => protocol === "TLS");
  const balancer = new NetworkLoadBalancer(stack, "network-load-balancer", {
    ...options,
    network,
    name: "edge-network",
    listeners: planned,
    ...(accessLogs && isTls ? { accessLogs: { bucket: accessLogs, prefix: "network" } } : {}),
  });
  publishNetworkLoadBalancers({ [NAME]: balancer });
  return balancer;
}

function certificateOf(
  scope: Construct,
  name: string,
  { certificate }: Extract<EdgeNetworkListener, { readonly protocol: "TLS" }>,
  ofDomain: () => ICertificate,
) {
  return { certificate: certificate ? Certificate.fromExisting(scope, name, certificate) : ofDomain() };
}

function listenerOf(
  name: string,
  { entry, ...listener }: EdgeNetworkListener,
  own: { readonly certificate?: ICertificate },
  network: INetwork,
  problems: Problems,
): NetworkListener {
  const at = `networkLoadBalancer.listeners.${name}.entry`;
  return {
    ...listener,
    ...own,
    targetGroup: "elsewhere",
    ...(entry === undefined
      ? {}
      : { entry: entry === "internet" ? entry : peersOf(entry, network, false, at, problems) }),
  } as NetworkListener;
}

/** Names of the certificate of a listener for TLS, the main one first; none where neither it nor the edge has one. */
export function networkCertificateNames(
  { certificate }: Extract<EdgeNetworkListener, { readonly protocol: "TLS" }>,
  { domain }: EdgeProps,
): readonly string[] {
  return certificate?.names ?? (domain ? namesOf(domain.name) : []);
}

/** The listeners of the edge's balancer for connections, in a stack whose targets they get. */
export function networkPlacesOfEdge(
  scope: Construct,
  id: string,
  network: INetwork,
  edge: EdgeProps,
): Readonly<Record<string, NetworkPlace>> {
  const { listeners = {}, scheme } = edge.networkLoadBalancer ?? {};
  const told = (listener: EdgeNetworkListener): NetworkListenerOfContract => {
    const { entry: _, ...options } = listener;
    if (options.protocol !== "TLS") return options;
    const { certificate: __, ...tls } = options;
    return { ...tls, certificateNames: networkCertificateNames(options, edge) };
  };
  return networkPlacesFromContract(scope, id, {
    network,
    name: NAME,
    ...(scheme === undefined ? {} : { scheme }),
    listeners: Object.fromEntries(Object.entries(listeners).map(([name, listener]) => [name, told(listener)])),
  });
}
