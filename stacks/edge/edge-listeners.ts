import { Construct } from "constructs";
import { Certificate } from "../../constructs/certificates/certificate";
import type { ExistingCertificateProps, ICertificate } from "../../constructs/certificates/certificate.types";
import { holdsReference, knownAfterApply } from "../../constructs/core/checks/known-at-synth";
import { Problems } from "../../constructs/core/errors";
import type { ApplicationLoadBalancer } from "../../constructs/load-balancing/application/application-load-balancer";
import type {
  AdditionalListenerProps,
  DefaultAction,
} from "../../constructs/load-balancing/application/http-listener.types";
import type { INetwork } from "../../constructs/network/network.types";
import type { RulePeer } from "../../constructs/security-groups/connections";
import { namedPeer, namedPeerForms } from "../../constructs/security-groups/named-peer";
import { Peer } from "../../constructs/security-groups/peer";
import { collectByName } from "../sections/collect-by-name";
import type { EdgeDefaultAction, EdgeListenerProps } from "./edge-listener.types";
import type { EdgeLoadBalancerProps } from "./edge-stack.types";

/** What the further listeners of a balancer are made from, by their names. */
export type PlannedListeners = Readonly<Record<string, AdditionalListenerProps>>;

/** The default action of a listener, as the balancer takes it; `checkEdgeBalancer` refuses one that does nothing, or two things. */
export function defaultActionOf({ redirect, respond, authenticate }: EdgeDefaultAction): DefaultAction {
  const login = authenticate ? { authenticate } : {};
  return redirect ? { redirect, ...login } : { respond: respond ?? { status: 404 }, ...login };
}

/** What port 80 does beside HTTPS, as the balancer takes it. */
export function plainListenerOf(given: NonNullable<EdgeLoadBalancerProps["httpListener"]>) {
  if (typeof given === "string") return given;
  const { defaultAction, ...options } = given;
  return { ...options, ...(defaultAction ? { defaultAction: defaultActionOf(defaultAction) } : {}) };
}

/** Makes the objects that further listeners take from the names that a configuration has for them. */
export function planListeners(
  stack: Construct,
  listeners: Readonly<Record<string, EdgeListenerProps>>,
  { network, ipv6 }: { readonly network: INetwork; readonly ipv6: boolean },
  problems: Problems,
): PlannedListeners {
  const scope = new Construct(stack, "listener-certificates");
  return Object.fromEntries(
    Object.entries(listeners).map(([name, { certificate, moreCertificates, entry, defaultAction, ...options }]) => {
      const at = `loadBalancer.listeners.${name}`;
      const own = problems.collect(() => certificate && Certificate.fromExisting(scope, name, certificate));
      const more = knownCertificates(scope, `more-of-${name}`, moreCertificates, `${at}.moreCertificates`, problems);
      const planned: AdditionalListenerProps = {
        ...options,
        ...(defaultAction ? { defaultAction: defaultActionOf(defaultAction) } : {}),
        ...(own ? { certificates: [own, ...more] } : {}),
        ...(entry ? { entry: peersOf(entry, network, ipv6, `${at}.entry`, problems) } : {}),
      };
      return [name, planned];
    }),
  );
}

/**
 * Adds them to the balancer.
 *
 * @throws GroundplanError with everything that is wrong with them
 */
export function addListeners(balancer: ApplicationLoadBalancer, listeners: PlannedListeners): void {
  const problems = new Problems(balancer.node.path);
  for (const [name, planned] of Object.entries(listeners)) problems.collect(() => balancer.addListener(name, planned));
  problems.throwIfAny();
}

/** Certificates that exist, by names of the configuration's; what is wrong with them is added to the problems of the stack. */
export function knownCertificates(
  parent: Construct,
  id: string,
  given: Readonly<Record<string, ExistingCertificateProps>> = {},
  property: string,
  problems: Problems,
): readonly ICertificate[] {
  const references = Object.keys(given).filter(holdsReference);
  problems.addAll(references.map((name) => knownAfterApply(`${problems.path} › ${property}.${name}`)));
  if (references.length > 0) return [];
  const scope = new Construct(parent, id);
  return Object.values(collectByName(given, (name, props) => Certificate.fromExisting(scope, name, props), problems));
}

/** Who may connect, as the configuration writes it. Adds `EDGE_ENTRY_UNKNOWN`, and what is wrong with a range. */
export function peersOf(
  entry: "internet" | readonly string[],
  network: INetwork,
  ipv6: boolean,
  property: string,
  problems: Problems,
): readonly RulePeer[] {
  if (entry === "internet") return Peer.internet({ ipv6 });
  return [...new Set(entry)].sort().flatMap((source) => {
    const at = `${property}[${entry.indexOf(source)}]`;
    const peer = namedPeer(source, network);
    if (!peer) {
      problems.add(at, {
        code: "EDGE_ENTRY_UNKNOWN",
        message: "This is neither a range nor a prefix list of the network.",
        found: `"${source}"`,
        expected: namedPeerForms(network),
        fix: "write the range out, or add a prefix list of this name to the network",
      });
    }
    return peer?.target(problems, at) ? [peer] : [];
  });
}
