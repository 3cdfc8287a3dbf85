import type { Construct } from "constructs";
import { type Alarms, askedAlarms } from "../monitoring/environment-alarms";
import type { Metric } from "../monitoring/metric";
import { MetricAlarm } from "../monitoring/metric-alarm";
import type { CacheMetrics } from "./cache.types";

/** Percent of the engine's thread that is too much when it lasts (Amazon ElastiCache User Guide, "Which metrics should I monitor?", as of 2026-11). */
const BUSY = 90;

/** Percent of the memory behind which entries soon have to go. */
const FULL = 80;

/** What is watched by. */
export interface WatchedCache {
  /** Names of the nodes, by what the ids of their alarms end with. */
  readonly nodes: Readonly<Record<string, string>>;
  readonly metrics: CacheMetrics;
  /** Connections that are too many. */
  readonly connections: number;
}

/** Alarms of each node that tell when something runs out, where the cache or the environment asks for them: by `<what>-<node>`. */
export function watchCache(
  scope: Construct,
  asked: Alarms | undefined,
  { nodes, metrics, connections }: WatchedCache,
): Readonly<Record<string, MetricAlarm>> {
  const options = askedAlarms(scope, asked);
  if (!options) return {};
  const alarm = (kind: string, description: string, metric: Metric, threshold: number, periods: number) => {
    const about = { name: `${scope.node.id}-${kind}`, description, metric, when: "above", threshold, periods } as const;
    return [kind, new MetricAlarm(scope, `alarm-${kind}`, { ...options, ...about })] as const;
  };
  return Object.fromEntries(
    Object.entries(nodes).flatMap(([end, node]) => {
      const of = { node, periodSeconds: 300 };
      return [
        alarm(
          `cpu-${end}`,
          `${node} has been busy for a quarter of an hour: look at its slow commands`,
          metrics.engineCpu(of),
          BUSY,
          3,
        ),
        alarm(
          `memory-${end}`,
          `${node} has little memory left: give it a larger size, or entries an end`,
          metrics.memory(of),
          FULL,
          3,
        ),
        alarm(
          `connections-${end}`,
          `${node} has more connections than expected: look at who opens them`,
          metrics.connections(of),
          connections,
          1,
        ),
      ];
    }),
  );
}
