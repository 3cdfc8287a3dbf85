import type { INetwork } from "../network/network.types";
import { knownPrefixList } from "../network/prefix-lists/known-prefix-lists";
import { type CidrPeer, Peer, type PrefixListPeer } from "./peer";

/** Of lists that were made elsewhere only the id is known; AWS counts their real size. */
const UNKNOWN_LIST_SIZE = 1;

/**
 * The other end of a rule as a configuration writes it: the name of one of the network's prefix lists, the id of a prefix list, or a
 * range, which is not checked yet.
 *
 * @returns nothing for what is none of them
 */
export function namedPeer(source: string, network: INetwork): CidrPeer | PrefixListPeer | undefined {
  const listId = Object.hasOwn(network.prefixListIds, source) ? network.prefixListIds[source] : undefined;
  const id = listId ?? (/^pl-[0-9a-f]+$/.test(source) ? source : undefined);
  if (id !== undefined) {
    const list = knownPrefixList(network, id);
    return Peer.prefixList(id, { name: source, maxEntries: UNKNOWN_LIST_SIZE, ...list });
  }
  if (!source.includes("/") && !/^[\d.:]+$/.test(source)) return undefined;
  return source.includes(":") ? Peer.ipv6(source) : Peer.ipv4(source);
}

/** What {@link namedPeer} takes, for messages. */
export function namedPeerForms({ prefixListIds }: Pick<INetwork, "prefixListIds">): string {
  const names = Object.keys(prefixListIds).sort();
  return `a range, a prefix list id (pl-…)${names.length > 0 ? `, or one of ${names.join(", ")}` : ""}`;
}
