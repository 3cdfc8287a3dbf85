import { Token } from "cdktf";
import type { Problems } from "../core/errors";
import { checkServiceWindows, type WindowRules } from "../core/texts/service-windows";
import { checkKeyArn } from "../encryption/key-arn";
import { checkAlarmActions } from "../monitoring/alarm-actions";
import { checkLogRetention } from "../monitoring/log-retention";
import type { ITier } from "../network/network.types";
import type { CacheProps } from "./cache-props";

/** Amazon ElastiCache API Reference, `CreateReplicationGroup`, PreferredMaintenanceWindow, and User Guide, "Scheduling automatic backups", as of 2026-11. */
const WINDOWS: WindowRules = {
  codePrefix: "CACHE_",
  service: "ElastiCache",
  shortestMinutes: 60,
  shortest: "an hour",
  daily: "snapshotWindow",
  makes: "snapshot",
  dailyExample: "17:00-18:00",
};

const NODE_TYPE = /^cache\.([a-z0-9-]+)\.[a-z0-9]+$/;

/** Families that no cache is made of here, with what is (Amazon ElastiCache API Reference, `CreateReplicationGroup`, CacheNodeType and DataTieringEnabled, as of 2026-11). */
const OTHER_FAMILIES: Readonly<Record<string, { readonly why: string; readonly instead: string }>> = {
  t1: { why: "of a previous generation, which has neither snapshots nor failover", instead: "cache.t4g.micro" },
  m1: { why: "of a previous generation", instead: "cache.m7g.large" },
  m2: { why: "of a previous generation", instead: "cache.r7g.large" },
  m3: { why: "of a previous generation", instead: "cache.m7g.large" },
  c1: { why: "of a previous generation", instead: "cache.m7g.large" },
  r3: { why: "of a previous generation", instead: "cache.r7g.large" },
  r6gd: { why: "for data tiering, which is not made here", instead: "cache.r7g.large" },
};

/** Nodes of a cache with shards at most, by a raised quota (Amazon ElastiCache User Guide, "Quotas for ElastiCache", as of 2026-11). */
const MOST_NODES = 500;

/** The parameter that says whether there are shards. */
export const CLUSTER_PARAMETER = "cluster-enabled";

/**
 * Checks what the forms of the properties do not say: `CACHE_SIZE_FORM`, `CACHE_SIZE_UNSUPPORTED`, `CACHE_REPLICAS_NEEDED`,
 * `CACHE_NODES_TOO_MANY`, `CACHE_PARAMETER_OF_SHARDS`, `CACHE_WINDOW_FORM`, `CACHE_WINDOWS_OVERLAP`, `KEY_ARN_INVALID`, `LOG_RETENTION_INVALID`,
 * `ALARM_ACTIONS_TOO_MANY`, `ARN_INVALID`.
 *
 * @param replicas nodes beside the primary, in each shard
 */
export function checkCache(props: CacheProps, replicas: number, problems: Problems): void {
  checkSize(props.size, problems);
  checkNodes(props, replicas, problems);
  checkParameters(props.parameters ?? {}, problems);
  const { snapshotWindow: daily, maintenanceWindow } = props;
  checkServiceWindows({ daily, maintenanceWindow }, WINDOWS, problems);
  if (typeof props.key === "string") checkKeyArn(props.key, "key", problems);
  if (props.logRetentionDays !== undefined) checkLogRetention(props.logRetentionDays, problems, "logRetentionDays");
  if (props.alarms) checkAlarmActions(props.alarms.actions ?? [], "alarms.actions", problems);
}

function checkSize(size: string, problems: Problems): void {
  if (Token.isUnresolved(size)) return;
  const family = NODE_TYPE.exec(size)?.[1];
  if (family === undefined) {
    const bare = /^(?:db\.)?([a-z0-9-]+\.[a-z0-9]+)$/.exec(size)?.[1];
    problems.add("size", {
      code: "CACHE_SIZE_FORM",
      message: "This is no type of nodes of ElastiCache.",
      found: `"${size}"`,
      expected: "cache., a family and a size, such as cache.t4g.small",
      fix: `use "${bare === undefined ? "cache.t4g.small" : `cache.${bare}`}"`,
    });
    return;
  }
  const other = Object.hasOwn(OTHER_FAMILIES, family) ? OTHER_FAMILIES[family] : undefined;
  if (other === undefined) return;
  problems.add("size", {
    code: "CACHE_SIZE_UNSUPPORTED",
    message: "No cache is made of nodes of this family.",
    found: `"${size}", ${other.why}`,
    expected: `none of ${Object.keys(OTHER_FAMILIES).join(", ")}`,
    fix: `use "${other.instead}"`,
  });
}

function checkNodes({ multiAz, shards = 1 }: CacheProps, replicas: number, problems: Problems): void {
  if (multiAz === true && replicas === 0) {
    problems.add("multiAz", {
      code: "CACHE_REPLICAS_NEEDED",
      message: "A primary alone lies in one zone.",
      found: "multiAz: true, without replicas",
      expected: "one replica or more, or a cache in one zone",
      fix: "set replicas to 1, or leave out multiAz",
    });
  }
  const nodes = shards * (replicas + 1);
  if (nodes <= MOST_NODES) return;
  problems.add("shards", {
    code: "CACHE_NODES_TOO_MANY",
    message: "The cache has more nodes than ElastiCache allows.",
    found: `${nodes} nodes: ${shards} shards of ${replicas + 1}`,
    expected: `at most ${MOST_NODES} nodes, and 90 without a raised quota`,
    fix: `use ${Math.floor(MOST_NODES / (replicas + 1))} shards, or fewer replicas`,
  });
}

function checkParameters(parameters: Readonly<Record<string, string>>, problems: Problems): void {
  if (!Object.hasOwn(parameters, CLUSTER_PARAMETER)) return;
  problems.add(`parameters.${CLUSTER_PARAMETER}`, {
    code: "CACHE_PARAMETER_OF_SHARDS",
    message: "Whether the cache has shards is an option, by which the parameter is set.",
    found: `${CLUSTER_PARAMETER}: "${parameters[CLUSTER_PARAMETER]}"`,
    expected: "parameters without it",
    fix: "take it out, and say shards where there are some",
  });
}

/** Adds `CACHE_TIER_ZONES` for nodes that shall lie in several zones, in a tier of one. */
export function checkCacheTier(tier: ITier, multiAz: boolean, problems: Problems): void {
  if (!multiAz || tier.subnets.length >= 2) return;
  problems.add("tier", {
    code: "CACHE_TIER_ZONES",
    message: "The nodes of the cache lie in several zones, and its tier does not.",
    found: `the tier ${tier.name} in ${tier.subnets.length} zone`,
    expected: "a tier with subnets in two zones, or multiAz: false",
    fix: "give the network two zones, name another tier, or set multiAz to false",
  });
}
