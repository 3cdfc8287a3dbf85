import { Peer, Port, SecurityGroup } from "../../../../constructs/security-groups";
import type { Program, Transition } from "../transition";

/** A database that admits an application and the network. */
function database(port: number): Program {
  return (stack, site) => {
    const network = site.network(stack);
    const app = new SecurityGroup(stack, "app", { network, description: "Application" });
    const group = new SecurityGroup(stack, "database", { network, description: "Database" });
    group.connections.allowFrom(app, Port.tcp(port), "orders");
    group.connections.allowFrom(Peer.ipv4("10.0.0.0/16"), Port.tcp(port), "everything in the network");
  };
}

/** A database that admits a group of another stack, which goes by a name in this one. */
function peerBy(name: string): Program {
  return (stack, site) => {
    const peer = SecurityGroup.fromExisting(stack, name, { securityGroupId: site.securityGroupId });
    const group = new SecurityGroup(stack, "database", { network: site.network(stack), description: "Database" });
    group.connections.allowFrom(peer, Port.tcp(5432), "orders");
  };
}

/** Changes of security groups and their rules. */
export const SECURITY_GROUPS: readonly Transition[] = [
  {
    area: "security groups",
    name: "the port of a rule changes",
    from: database(5432),
    to: database(5433),
    removed: { aws_vpc_security_group_ingress_rule: 2, aws_vpc_security_group_egress_rule: 1 },
  },
  {
    area: "security groups",
    name: "the peer of a rule gets another name in the program",
    from: peerBy("app"),
    to: peerBy("application"),
  },
];
