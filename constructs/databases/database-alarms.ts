import type { Construct } from "constructs";
import { type AlarmOptions, type Alarms, askedAlarms } from "../monitoring/environment-alarms";
import type { Metric, MetricOptions } from "../monitoring/metric";
import { MetricAlarm } from "../monitoring/metric-alarm";
import type { DatabaseMetrics } from "./database.types";

/** Percent of the processor that is too much when it lasts. */
const BUSY = 80;

/** Percent of the most capacity that is too much when it lasts. */
const NEARLY_ALL = 90;

/** Bytes of memory below which the engine begins to swap. */
const LITTLE_MEMORY = 128 * 1024 ** 2;

/** What is watched by. */
export interface Watched {
  /** Name of the instance or cluster, for those who are told. */
  readonly name: string;
  /**
   * What the names of the alarms begin with.
   *
   * @default - the id of the database
   */
  readonly alarmName?: string;
  readonly metrics: Omit<DatabaseMetrics, "freeStorage"> & Partial<DatabaseMetrics>;
  /** Bytes of storage below which little is left; nothing where storage grows without a limit. */
  readonly littleStorage?: number;
  /** Connections that are too many. */
  readonly connections: number;
  /** Capacity in use, in percent of the most that there may be; nothing where it does not follow the load. */
  readonly capacity?: (options?: MetricOptions) => Metric;
}

/** What alarms of a database tell. */
export type DatabaseAlarm = "cpu" | "memory" | "storage" | "connections" | "capacity";

/** Alarms that tell when something runs out, where the database or the environment asks for them. */
export function watchDatabase(
  scope: Construct,
  asked: Alarms | undefined,
  { name, alarmName = scope.node.id, metrics, littleStorage, connections, capacity }: Watched,
): Readonly<Partial<Record<DatabaseAlarm, MetricAlarm>>> {
  const options = askedAlarms(scope, asked);
  if (!options) return {};
  const alarm = alarmsOf(scope, alarmName, options);
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
    ...(capacity === undefined
      ? {}
      : {
          capacity: alarm(
            "capacity",
            `${name} has had nearly all of its capacity for a quarter of an hour: raise max of serverless`,
            capacity({ periodSeconds: 300 }),
            "above",
            NEARLY_ALL,
            3,
          ),
        }),
    ...(littleStorage === undefined || metrics.freeStorage === undefined
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

function alarmsOf(scope: Construct, alarmName: string, options: AlarmOptions) {
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
      ...{ name: `${alarmName}-${kind}`, description, metric, when, threshold, periods },
    });
}
