import type { EnvironmentStack } from "../../constructs/core/environments/environment-stack";
import type { Problems } from "../../constructs/core/errors";
import type { INetwork } from "../../constructs/network/network.types";
import type { RulePeer } from "../../constructs/security-groups/connections";
import { namedPeer, namedPeerForms } from "../../constructs/security-groups/named-peer";
import { Port } from "../../constructs/security-groups/port";
import { SecurityGroup } from "../../constructs/security-groups/security-group";

/** Where the Kubernetes API listens. */
export const API = Port.tcp(443);

/**
 * Who reaches the Kubernetes API, as rules know them. Groups stay as they are: their own rules are their owners'.
 *
 * Adds `EKS_API_CLIENT_UNKNOWN`, `EKS_API_FOR_EVERYONE` and what is wrong with a range.
 */
export function apiClients(
  stack: EnvironmentStack,
  from: readonly string[],
  network: INetwork,
  problems: Problems,
): readonly RulePeer[] {
  return [...new Set(from)].sort().flatMap((client): RulePeer[] => {
    const at = `apiFrom[${from.indexOf(client)}]`;
    if (/^sg-[0-9a-f]+$/.test(client)) {
      return [SecurityGroup.fromExisting(stack, `api-from-${client}`, { securityGroupId: client, mutable: false })];
    }
    const peer = namedPeer(client, network);
    if (!peer) {
      problems.add(at, {
        code: "EKS_API_CLIENT_UNKNOWN",
        message: "This is neither a security group, nor a range, nor a prefix list of the network.",
        found: `"${client}"`,
        expected: `the id of a security group (sg-…), ${namedPeerForms(network)}`,
        fix: "write the id or the range out, or add a prefix list of this name to the network",
      });
      return [];
    }
    const target = peer.target(problems, at);
    if (!target) return [];
    if (!target.internet) return [peer];
    problems.add(at, {
      code: "EKS_API_FOR_EVERYONE",
      message:
        "Everyone in every network that is connected to the VPC would reach the Kubernetes API and port 443 of the nodes.",
      found: client,
      expected: "ranges of your own, none wider than /8 for IPv4 and /16 for IPv6",
      fix: "name the range of the runners or of the office",
    });
    return [];
  });
}
