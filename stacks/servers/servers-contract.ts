import type { Construct } from "constructs";
import type { AutoScalingGroup } from "../../constructs/compute/servers/auto-scaling-group";
import type { Instance } from "../../constructs/compute/servers/instance";
import { Contract, MOCK_ACCOUNT, map } from "../../constructs/core/contract";
import { EnvironmentStack } from "../../constructs/core/environments/environment-stack";
import { checkCall } from "../../constructs/core/shapes/check-call";
import type { Link } from "../../constructs/links/link.types";
import { Port } from "../../constructs/security-groups/port";
import { SecurityGroup } from "../../constructs/security-groups/security-group";

/** What the stack of the servers hands to the others, and to whoever looks at servers. */
export const serversContract = new Contract("servers", {
  instanceIds: map("Ids of the single servers by name", () => "i-00000000000000000"),
  privateIps: map("Private addresses of the single servers by name", () => "10.0.0.10"),
  groupNames: map("Names of the Auto Scaling groups by name", (key) => `mock-${key}`),
  securityGroupIds: map("Security groups of servers and groups by name", () => "sg-00000000000000000"),
  roleArns: map("Roles of servers and groups by name", (key) => `arn:aws:iam::${MOCK_ACCOUNT}:role/mock-${key}`),
});

/** Publishes servers to the other stacks of their environment. */
export function publishServers(
  stack: EnvironmentStack,
  instances: Readonly<Record<string, Instance>>,
  groups: Readonly<Record<string, AutoScalingGroup>>,
): void {
  checkCall("publishServers", { stack, instances, groups });
  const all = { ...instances, ...groups };
  serversContract.publish(stack, {
    instanceIds: mapValues(instances, ({ instance }) => instance.id),
    privateIps: mapValues(instances, ({ instance }) => instance.privateIp),
    groupNames: mapValues(groups, ({ group }) => group.name),
    securityGroupIds: mapValues(all, ({ identity }) => identity.securityGroup.securityGroupId),
    roleArns: mapValues(all, ({ role }) => role.roleArn),
  });
}

/**
 * What it means to use a single server: rules for its port both ways, and the variables `HOST` and `PORT`.
 *
 * @param scope in the stack that uses it
 */
export function serverLink(scope: Construct, name: string, port: number): Link {
  const { privateIps, securityGroupIds } = serversContract.read(EnvironmentStack.of(scope));
  const group = SecurityGroup.fromExisting(scope, "group", { securityGroupId: securityGroupIds(name) });
  return {
    grant() {},
    connections: [{ to: group, port: Port.tcp(port) }],
    variables: { HOST: privateIps(name), PORT: String(port) },
  };
}

function mapValues<T>(values: Readonly<Record<string, T>>, read: (value: T) => string): Record<string, string> {
  return Object.fromEntries(Object.entries(values).map(([key, value]) => [key, read(value)]));
}
