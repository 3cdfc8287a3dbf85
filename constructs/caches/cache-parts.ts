import type { CloudwatchLogGroup } from "@cdktf/provider-aws/lib/cloudwatch-log-group";
import { ElasticacheParameterGroup } from "@cdktf/provider-aws/lib/elasticache-parameter-group";
import type { ElasticacheReplicationGroupLogDeliveryConfiguration } from "@cdktf/provider-aws/lib/elasticache-replication-group";
import { ElasticacheSubnetGroup } from "@cdktf/provider-aws/lib/elasticache-subnet-group";
import { ElasticacheUser } from "@cdktf/provider-aws/lib/elasticache-user";
import { ElasticacheUserGroup } from "@cdktf/provider-aws/lib/elasticache-user-group";
import type { Construct } from "constructs";
import { EnvironmentStack } from "../core/environments/environment-stack";
import { namedBy } from "../core/names/physical-names/name-source";
import { createLogGroup } from "../monitoring/log-group";
import type { ITier } from "../network/network.types";
import { CLUSTER_PARAMETER } from "./cache-checks";
import { cacheFamilyOf, type ParsedCacheEngine } from "./cache-engines";
import type { CacheProps } from "./cache-props";

/** Valkey's and Redis's own. */
export const CACHE_PORT = 6379;

/** Logs of the engines (Amazon ElastiCache User Guide, "Log delivery", as of 2026-11). */
export const CACHE_LOGS = ["engine-log", "slow-log"] as const;

/** One of {@link CACHE_LOGS}. */
export type CacheLog = (typeof CACHE_LOGS)[number];

/** What a cache is called. */
export interface CacheNames {
  readonly scope: Construct;
  /** Name of the cache. */
  readonly name: string;
}

/**
 * The subnets that ElastiCache may put the nodes into.
 *
 * @param groupName whole name of the group; that of the cache where it is left out
 */
export function cacheSubnets({ scope, name }: CacheNames, tier: ITier, groupName?: string): ElasticacheSubnetGroup {
  const group = new ElasticacheSubnetGroup(scope, "subnets", {
    name: groupName ?? name,
    description: `Subnets of ${name}`,
    subnetIds: tier.subnets.map(({ subnetId }) => subnetId),
  });
  if (groupName !== undefined) namedBy(group, "subnetGroupName", scope);
  return group;
}

/**
 * The parameters. A group is of one family for good, so that each family has a name of its own, and a cache that is upgraded gets the other
 * group before the first one goes.
 */
export function cacheParameters(
  { scope, name }: CacheNames,
  engine: ParsedCacheEngine,
  { parameters = {}, shards }: CacheProps,
): ElasticacheParameterGroup {
  const family = cacheFamilyOf(engine);
  const all = { ...parameters, ...(shards === undefined ? {} : { [CLUSTER_PARAMETER]: "yes" }) };
  return new ElasticacheParameterGroup(scope, "parameters", {
    name: `${name}-${family}`,
    family,
    description: `Parameters of ${name}`,
    parameter: Object.entries(all)
      .sort(([one], [other]) => (one < other ? -1 : 1))
      .map(([parameter, value]) => ({ name: parameter, value })),
    lifecycle: { createBeforeDestroy: true },
  });
}

/** The groups of a cache's logs, which ElastiCache would make without an end. */
export function cacheLogs(
  scope: Construct,
  retentionDays: number | undefined,
): Readonly<Record<CacheLog, CloudwatchLogGroup>> {
  const stack = EnvironmentStack.of(scope);
  const groups = CACHE_LOGS.map((log) => {
    // Where AWS keeps one policy for all, as for APIs.
    const name = stack.physicalName("vendedLogGroup", stack.stackName, scope.node.id, log);
    return [log, createLogGroup(scope, `log-${log}`, { name, retentionDays, usualDays: 30 })] as const;
  });
  return Object.fromEntries(groups) as Readonly<Record<CacheLog, CloudwatchLogGroup>>;
}

/** How the logs get into their groups. */
export function logDelivery(
  groups: Readonly<Record<CacheLog, CloudwatchLogGroup>>,
): ElasticacheReplicationGroupLogDeliveryConfiguration[] {
  return CACHE_LOGS.map((log) => ({
    destination: groups[log].name,
    destinationType: "cloudwatch-logs",
    logFormat: "json",
    logType: log,
  }));
}

/** Who may log in. */
export interface CacheUsers {
  /** The user whose logins are by IAM, who may do everything. */
  readonly user: ElasticacheUser;
  /** The one as whom everybody would be let in who says no name: switched off. */
  readonly defaultUser: ElasticacheUser;
  readonly group: ElasticacheUserGroup;
}

/**
 * The users of a cache. They are of the engine `redis`, whose groups serve caches of both engines, so that they stay when a cache becomes one
 * of Valkey; with groups of Redis OSS a user `default` is asked for, which needs no password and may do nothing (Amazon ElastiCache User Guide,
 * "Role-Based Access Control (RBAC)", as of 2026-11). What is asked for is in the order in which ElastiCache tells it, else each plan would
 * show a change: on or off, keys, channels, commands.
 */
export function cacheUsers({ scope }: CacheNames): CacheUsers {
  const stack = EnvironmentStack.of(scope);
  const named = (...parts: string[]) => stack.physicalName("cacheUser", stack.stackName, scope.node.id, ...parts);
  const engine = "redis";
  const userId = named();
  // ElastiCache asks that both be the same for logins by IAM (Amazon ElastiCache User Guide, "Authenticating with IAM", as of 2026-11).
  const user = new ElasticacheUser(scope, "user", {
    engine,
    userId,
    userName: userId,
    accessString: "on ~* &* +@all",
    authenticationMode: { type: "iam" },
  });
  // As a block of its own the provider would read it back by another name each time (AWS provider 5.100.0, `aws_elasticache_user`).
  const defaultUser = new ElasticacheUser(scope, "default-user", {
    engine,
    userId: named("default"),
    userName: "default",
    accessString: "off -@all",
    noPasswordRequired: true,
  });
  const group = new ElasticacheUserGroup(scope, "users", {
    engine,
    userGroupId: userId,
    userIds: [defaultUser.userId, user.userId],
  });
  return { user, defaultUser, group };
}
