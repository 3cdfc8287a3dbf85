import type { IConstruct } from "constructs";
import { knownPrefixList } from "../network/prefix-lists/known-prefix-lists";
import type { RulePeer } from "./connections";
import { CidrPeer, PrefixListPeer } from "./peer";

/** The ranges that a peer stands for, as far as they are known at synth; none for a security group. */
export function rangesOf(scope: IConstruct, peer: RulePeer): readonly string[] {
  if (peer instanceof CidrPeer) return [peer.cidr];
  if (!(peer instanceof PrefixListPeer)) return [];
  return knownPrefixList(scope, peer.prefixListId)?.entries ?? peer.facts.entries ?? [];
}
