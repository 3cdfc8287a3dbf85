import type { Problems } from "../core/errors";
import type { INetwork, ITier } from "../network/network.types";
import { checkReach } from "../network/network-acls/network-acl-reach";
import { areInternet } from "../network/wide-ranges";
import { checkInternetIngress, peerText } from "./internet-exposure";
import { namedPeer, namedPeerForms } from "./named-peer";
import type { CidrPeer, PrefixListPeer } from "./peer";
import { Port } from "./port";
import type { RuleTarget } from "./rule.types";

/** Who is let in: a peer, and what a rule says about it. */
interface Source {
  readonly peer: CidrPeer | PrefixListPeer;
  readonly target: RuleTarget;
}

/** What is opened to sources of SSH, for messages. */
export interface SshOpening {
  readonly network: INetwork;
  /** What they connect to: `the bastion`. */
  readonly to: string;
  /** How it is done without SSH: `use Session Manager: …`. */
  readonly instead: string;
}

/**
 * Reads who may connect by SSH: names of the network's prefix lists, prefix list ids, and ranges. Never the whole internet, in one or in
 * several parts.
 *
 * @returns the peers of the rules; those with problems are left out
 */
export function sshSources(
  from: readonly string[],
  { network, to, instead }: SshOpening,
  problems: Problems,
  property: string,
): (CidrPeer | PrefixListPeer)[] {
  if (from.length === 0) {
    problems.add(property, {
      code: "SSH_SOURCES_MISSING",
      message: `Nobody may connect to ${to}.`,
      found: "an empty list",
      expected: "at least one prefix list or range",
      fix: `name where you connect from, for example "203.0.113.0/24", or ${instead}`,
    });
  }
  const sources = [...new Set(from)].sort().flatMap((source) => sshSource(source, network, problems, property) ?? []);
  const [open, narrow] = [sources.filter(isOpen), sources.filter((source) => !isOpen(source))];
  for (const { target } of open) checkSsh(peerText(target), problems, property);
  if (areInternet(narrow.flatMap(({ target }) => target.ranges))) {
    checkSsh(`${narrow.map(({ target }) => target.label).join(", ")} together`, problems, property);
    return [];
  }
  return narrow.map(({ peer }) => peer);
}

/** The network ACL of a tier may refuse SSH from outside: the networks that may connect are then named in its `openings`. */
export function checkSshReach(
  sources: readonly (CidrPeer | PrefixListPeer)[],
  tier: ITier,
  problems: Problems,
  property: string,
): void {
  const reached = sources.flatMap((source) =>
    rangesOf(source).map((from) => ({ from, what: `SSH from ${source.label}` })),
  );
  for (const { from, what } of reached) {
    const reach = { protocol: "tcp", port: 22, ...(from === undefined ? {} : { from }) } as const;
    checkReach(tier, reach, what, problems, property);
  }
}

/** The ranges of a peer; one that is not known for a prefix list that was made elsewhere. */
function rangesOf(source: CidrPeer | PrefixListPeer): readonly (string | undefined)[] {
  return "cidr" in source ? [source.cidr] : (source.facts.entries ?? [undefined]);
}

function isOpen({ target }: Source): boolean {
  return target.internet;
}

function checkSsh(peer: string, problems: Problems, property: string): void {
  checkInternetIngress(Port.tcp(22), peer, undefined, problems, property);
}

function sshSource(source: string, network: INetwork, problems: Problems, property: string): Source | undefined {
  const peer = sshPeer(source, network, problems, property);
  const target = peer?.target(problems, property);
  return peer && target && { peer, target };
}

function sshPeer(
  source: string,
  network: INetwork,
  problems: Problems,
  property: string,
): CidrPeer | PrefixListPeer | undefined {
  const peer = namedPeer(source, network);
  if (!peer) {
    problems.add(property, {
      code: "SSH_SOURCE_UNKNOWN",
      message: "This is neither a range nor a prefix list of the network.",
      found: `"${source}"`,
      expected: namedPeerForms(network),
      fix: "write the range out, or add a prefix list of this name to the network",
    });
  }
  return peer;
}
