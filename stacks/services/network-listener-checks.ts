import { closest } from "fastest-levenshtein";
import { covers } from "../../constructs/certificates/covers";
import type { Problems } from "../../constructs/core/errors";
import { isWithin } from "../../constructs/dns/domain-name";
import type { EdgeNetworkListener } from "../edge/edge-network.types";
import { networkCertificateNames } from "../edge/edge-network-balancer";
import type { EdgeProps } from "../edge/edge-stack.types";
import type { ExposedWord } from "./exposure-checks";
import type { NetworkListenerSpec } from "./service-spec.types";

/** Something that may have listeners for connections. */
export interface Listening {
  readonly port?: number;
  readonly portProtocol?: "tcp" | "udp";
  readonly networkListeners?: Readonly<Record<string, NetworkListenerSpec>>;
}

/**
 * Adds what is wrong with the listeners for connections of one of several: `NETWORK_LISTENER_UNKNOWN`, `NETWORK_LISTENER_TWICE`,
 * `NETWORK_LISTENER_WITHOUT_PORT`, `NETWORK_LISTENER_PROTOCOL`, `NETWORK_HOST_WITHOUT_DOMAIN`, `NETWORK_HOST_OUTSIDE_DOMAIN`,
 * `NETWORK_HOST_OUTSIDE_CERTIFICATE`.
 *
 * @param all everything of the stack that may have one, by name
 */
export function checkNetworkListeners(
  name: string,
  all: Readonly<Record<string, Listening>>,
  edge: EdgeProps | undefined,
  one: ExposedWord,
  problems: Problems,
): void {
  const spec = all[name] ?? {};
  const known = edge?.networkLoadBalancer?.listeners ?? {};
  for (const [listener, { host }] of Object.entries(spec.networkListeners ?? {})) {
    const at = `networkListeners.${listener}`;
    const found = Object.hasOwn(known, listener) ? known[listener] : undefined;
    if (!edge || !found) {
      addUnknown(at, listener, Object.keys(known), problems);
      continue;
    }
    addTwice(at, name, listener, all, one, problems);
    checkPort(at, spec, found, one, problems);
    if (host !== undefined) checkHost(at, host, found, edge, problems);
  }
}

function addUnknown(at: string, listener: string, names: readonly string[], problems: Problems): void {
  problems.add(at, {
    code: "NETWORK_LISTENER_UNKNOWN",
    message: "The edge has no listener for connections of this name.",
    found: `"${listener}"`,
    expected: names.length > 0 ? `one of ${names.join(", ")}` : "no listener: the edge has none for connections",
    fix:
      names.length > 0
        ? `did you mean "${closest(listener, names)}"? Otherwise add it to edge.networkLoadBalancer.listeners`
        : "take it out, or add it to edge.networkLoadBalancer.listeners",
  });
}

/** Those of other stacks are told at synth. */
function addTwice(
  at: string,
  name: string,
  listener: string,
  all: Readonly<Record<string, Listening>>,
  one: ExposedWord,
  problems: Problems,
): void {
  const names = Object.keys(all);
  const rival = names
    .slice(0, names.indexOf(name))
    .find((other) => Object.hasOwn(all[other]?.networkListeners ?? {}, listener));
  if (rival === undefined) return;
  problems.add(at, {
    code: "NETWORK_LISTENER_TWICE",
    message: `Two ${one}s have the same listener for connections, which sends them to one.`,
    found: `"${listener}" of ${name} and of ${rival}`,
    expected: `a listener of its own for each ${one}`,
    fix: `take it out of ${name}, or add another listener to edge.networkLoadBalancer.listeners`,
  });
}

function checkPort(
  at: string,
  { port, portProtocol = "tcp" }: Listening,
  { protocol }: EdgeNetworkListener,
  one: ExposedWord,
  problems: Problems,
): void {
  if (port === undefined) {
    problems.add(at, {
      code: "NETWORK_LISTENER_WITHOUT_PORT",
      message: `The ${one} has a listener, and nothing says where it listens itself.`,
      found: "networkListeners without port",
      expected: "the port that the application listens on",
      fix: "add port, such as port: 8883",
    });
  } else if (one === "service" && protocol === "TCP_UDP") {
    problems.add(at, {
      code: "NETWORK_LISTENER_PROTOCOL",
      message: "The port of a service is one for connections or for packets, and not for both.",
      found: "a listener for TCP_UDP",
      expected: "a listener for TCP, TLS or UDP",
      fix: "give the listener another protocol, or let a server have it",
    });
  } else if (one === "service" && (protocol === "UDP") !== (portProtocol === "udp")) {
    const right = protocol === "UDP" ? "udp" : "tcp";
    problems.add(at, {
      code: "NETWORK_LISTENER_PROTOCOL",
      message: "The listener and the port of the service speak different protocols.",
      found: `a listener for ${protocol}, and portProtocol: ${portProtocol}`,
      expected: `portProtocol: ${right}, or another listener`,
      fix: `set portProtocol: ${right}`,
    });
  }
}

function checkHost(at: string, host: string, listener: EdgeNetworkListener, edge: EdgeProps, problems: Problems): void {
  const { domain } = edge;
  if (!domain) {
    problems.add(`${at}.host`, {
      code: "NETWORK_HOST_WITHOUT_DOMAIN",
      message: "The edge has no domain, so that there is no zone for the name.",
      found: `"${host}"`,
      expected: "no host, or an edge with a domain",
      fix: "leave out host, or give the edge its domain",
    });
  } else if (!isWithin(host, domain.name)) {
    problems.add(`${at}.host`, {
      code: "NETWORK_HOST_OUTSIDE_DOMAIN",
      message: "The name does not lie in the zone of the edge's domain.",
      found: `"${host}"`,
      expected: `${domain.name}, or a name below it`,
      fix: `for example "${host.split(".")[0]}.${domain.name}"`,
    });
  } else if (listener.protocol === "TLS" && !covers(networkCertificateNames(listener, edge), host)) {
    const names = networkCertificateNames(listener, edge);
    problems.add(`${at}.host`, {
      code: "NETWORK_HOST_OUTSIDE_CERTIFICATE",
      message: "The certificate of the listener is not for the name, so that clients refuse it.",
      found: `"${host}"`,
      expected: `a name that ${names.join(", ")} covers`,
      fix: "take one of these, or give the listener a certificate for the name",
    });
  }
}
