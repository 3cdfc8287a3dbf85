// Security groups and their rules. A group never has inline rules: each rule is a resource of its own, made by
// `a.connections.allowFrom(b, port, reason)`.
export type { Connections, IConnectable, ISecurityGroup, RulePeer } from "./connections";
export { type CidrOptions, Peer, type PrefixListFacts } from "./peer";
export { Port } from "./port";
export { SecurityGroup } from "./security-group";
export type { ExistingSecurityGroupProps, SecurityGroupProps } from "./security-group.types";
