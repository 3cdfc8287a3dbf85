import type { Construct } from "constructs";
import { BaseConstruct } from "../../core/base-construct";
import { Problems } from "../../core/errors";
import { distinctTexts, referenceText } from "../../core/texts/reference-text";
import type { INetwork } from "../../network/network.types";
import { Port } from "../../security-groups/port";
import { SecurityGroup } from "../../security-groups/security-group";
import { sshSources } from "../../security-groups/ssh-sources";
import type { NodeRemoteAccess } from "./node-group.types";
import type { NodesCluster } from "./nodes-cluster.types";

/** Properties of {@link RemoteAccess}. */
export interface RemoteAccessProps {
  readonly network: INetwork;
  /** Name of the nodes. */
  readonly nodes: string;
  /** Ids of the groups that are let in. */
  readonly fromSecurityGroups: readonly string[];
  /** Networks that are let in: names of prefix lists, ids of them, and ranges. */
  readonly from: readonly string[];
}

/** The group that lets others in by SSH, below the nodes that it is for; none without `remoteAccess`. */
export function remoteAccessOf(
  nodes: Construct,
  props: { readonly name: string; readonly cluster: NodesCluster; readonly remoteAccess?: NodeRemoteAccess },
): SecurityGroup | undefined {
  if (!props.remoteAccess) return undefined;
  const { fromSecurityGroups = [], from = [] } = props.remoteAccess;
  const { network } = props.cluster;
  const { name } = props;
  return new RemoteAccess(nodes, "remote-access", { network, nodes: name, fromSecurityGroups, from }).securityGroup;
}

/**
 * A security group that lets other groups in at port 22, for these nodes only. A rule in the cluster security group would open every node
 * of the cluster, and the control plane's interfaces. The group has no tag of the cluster, so controllers do not take it for that one.
 */
export class RemoteAccess extends BaseConstruct {
  readonly securityGroup: SecurityGroup;

  /** @throws GroundplanError `SSH_SOURCE_UNKNOWN`, `LOGIN_FROM_INTERNET` and what is wrong with a range */
  constructor(scope: Construct, id: string, props: RemoteAccessProps) {
    super(scope, id);
    const problems = new Problems(scope.node.path);
    const opening = { network: props.network, to: `nodes ${props.nodes}`, instead: "use sessionManager: true" };
    const sources = props.from.length > 0 ? sshSources(props.from, opening, problems, "remoteAccess.from") : [];
    problems.throwIfAny();
    this.securityGroup = new SecurityGroup(this, "security-group", {
      network: props.network,
      description: `SSH to nodes ${props.nodes}`,
    });
    for (const securityGroupId of distinctTexts(props.fromSecurityGroups, this)) {
      const peerId = `from-${referenceText(securityGroupId, this).replace(/[^A-Za-z0-9_-]+/g, "-")}`;
      const peer = SecurityGroup.fromExisting(this, peerId, { securityGroupId });
      this.securityGroup.connections.allowFrom(peer, Port.tcp(22), `SSH to nodes ${props.nodes}`);
    }
    for (const source of sources) {
      this.securityGroup.connections.allowFrom(source, Port.tcp(22), `SSH to nodes ${props.nodes}`);
    }
  }
}
