import type { Problems } from "../core/errors";
import type { INetwork } from "../network/network.types";
import { areInternet } from "../network/wide-ranges";
import { checkInternetIngress, peerText } from "../security-groups/internet-exposure";
import { namedPeer, namedPeerForms } from "../security-groups/named-peer";
import type { CidrPeer, PrefixListPeer } from "../security-groups/peer";
import { Port } from "../security-groups/port";
import type { RuleTarget } from "../security-groups/rule.types";

/** Who is let in: a peer, and what a rule says about it. */
interface Source {
  readonly peer: CidrPeer | PrefixListPeer;
  readonly target: RuleTarget;
}

/**
 * Reads who may connect by SSH: names of the network's prefix lists, prefix list ids, and ranges.
 *
 * @returns the peers of the rules; those with problems are left out
 */
export function sshSources(
  from: readonly string[],
  network: INetwork,
  problems: Problems,
  property: string,
): (CidrPeer | PrefixListPeer)[] {
  if (from.length === 0) {
    problems.add(property, {
      code: "SSH_SOURCES_MISSING",
      message: "Nobody may connect to the bastion.",
      found: "an empty list",
      expected: "at least one prefix list or range",
      fix: 'name where you connect from, for example "203.0.113.0/24", or use Session Manager: access: { mode: "ssm" }',
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
