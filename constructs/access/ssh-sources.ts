import type { Problems } from "../core/errors";
import type { INetwork } from "../network/network.types";
import { checkInternetIngress } from "../security-groups/internet-exposure";
import { type CidrPeer, Peer, type PrefixListPeer } from "../security-groups/peer";
import { Port } from "../security-groups/port";

/** A network tells the ids of its prefix lists and not their sizes; AWS counts the real one. */
const UNKNOWN_LIST_SIZE = 1;

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
  return [...new Set(from)].sort().flatMap((source) => sshSource(source, network, problems, property) ?? []);
}

function sshSource(source: string, network: INetwork, problems: Problems, property: string) {
  const listId = network.prefixListIds[source];
  if (listId !== undefined) return Peer.prefixList(listId, { name: source, maxEntries: UNKNOWN_LIST_SIZE });
  if (/^pl-[0-9a-f]+$/.test(source)) {
    return Peer.prefixList(source, { name: source, maxEntries: UNKNOWN_LIST_SIZE });
  }
  if (!source.includes("/") && !/^[\d.:]+$/.test(source)) {
    const names = Object.keys(network.prefixListIds).sort();
    problems.add(property, {
      code: "SSH_SOURCE_UNKNOWN",
      message: "This is neither a range nor a prefix list of the network.",
      found: `"${source}"`,
      expected: `a range, a prefix list id (pl-…)${names.length > 0 ? `, or one of ${names.join(", ")}` : ""}`,
      fix: "write the range out, or add a prefix list of this name to the network",
    });
    return undefined;
  }
  const peer = source.includes(":") ? Peer.ipv6(source) : Peer.ipv4(source);
  const target = peer.target(problems, property);
  if (!target) return undefined;
  if (!target.internet) return peer;
  checkInternetIngress(Port.tcp(22), source, undefined, problems, property);
  return undefined;
}
