import type { Construct } from "constructs";
import { type AlarmOptions, type Alarms, askedAlarms } from "../monitoring/environment-alarms";
import type { Metric } from "../monitoring/metric";
import { MetricAlarm } from "../monitoring/metric-alarm";
import type { DatabaseMetrics } from "./database.types";

/** Percent of the processor that is too much when it lasts. */
const BUSY = 80;

/** Bytes of memory below which the engine begins to swap. */
const LITTLE_MEMORY = 128 * 1024 ** 2;

/** What is watched by. */
export interface Watched {
  /** Name of the instance or cluster, for those who are told. */
  readonly name: string;
  readonly metrics: DatabaseMetrics;
  /** Bytes of storage below which little is left; nothing where storage grows without a limit. */
  readonly littleStorage?: number;
  /** Connections that are too many. */
  readonly connections: number;
}

/** What alarms of a database tell. */
export type DatabaseAlarm = "cpu" | "memory" | "storage" | "connections";

/** Alarms that tell when something runs out, where the database or the environment asks for them. */
export function watchDatabase(
  scope: Construct,
  asked: Alarms | undefined,
  { name, metrics, littleStorage, connections }: Watched,
): Readonly<Partial<Record<DatabaseAlarm, MetricAlarm>>> {
  const options = askedAlarms(scope, asked);
  if (!options) return {};
  const alarm = alarmsOf(scope, options);
  const cpu = metrics.cpu({ periodSeconds: 300 });
  return {
    cpu: alarm(
      "cpu",
      `${name} has been busy for a quarter of an hour: look at its slowest queries`,
      cpu,
      "above",
      BUSY,
      3,
    ),
    memory: alarm(
      "memory",
      `${name} has little memory left: give it a larger size`,
      metrics.freeMemory({ periodSeconds: 300 }),
      "below",
      LITTLE_MEMORY,
      3,
    ),
    connections: alarm(
      "connections",
      `${name} has more connections than expected: look at who opens them`,
      metrics.connections({ periodSeconds: 300 }),
      "above",
      connections,
      1,
    ),
    ...(littleStorage === undefined
      ? {}
      : {
          storage: alarm(
            "storage",
            `${name} has little storage left: raise storage and maxStorage`,
            metrics.freeStorage({ periodSeconds: 300 }),
            "below",
            littleStorage,
            1,
          ),
        }),
  };
}

function alarmsOf(scope: Construct, options: AlarmOptions) {
  return (
    kind: DatabaseAlarm,
    description: string,
    metric: Metric,
    when: "above" | "below",
    threshold: number,
    periods: number,
  ): MetricAlarm =>
    new MetricAlarm(scope, `alarm-${kind}`, {
      ...options,
      ...{ name: `${scope.node.id}-${kind}`, description, metric, when, threshold, periods },
    });
}
