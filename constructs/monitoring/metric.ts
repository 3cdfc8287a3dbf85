/** How the values of a period become one. Percentiles are written as CloudWatch knows them: `p99`. */
export type Statistic = "Average" | "Maximum" | "Minimum" | "SampleCount" | "Sum" | `p${number}`;

/**
 * A metric of CloudWatch, for alarms and dashboards. Constructs give the ones of what they make, by names of their own:
 *
 * ```ts
 * new MetricAlarm(this, "waiting", { name: "jobs-waiting", metric: jobs.metrics.oldestMessage(), … });
 * ```
 */
export interface Metric {
  /** Who reports it: `AWS/SQS`. */
  readonly namespace: string;
  readonly metricName: string;
  /** What it is reported of, by the names of dimensions. */
  readonly dimensions: Readonly<Record<string, string>>;
  readonly statistic: Statistic;
  /** Seconds that become one value: 60 or a multiple of it. */
  readonly periodSeconds: number;
}

/** What can be said of a metric that a construct gives. */
export interface MetricOptions {
  /**
   * How the values of a period become one.
   *
   * @default - what says most of this metric
   */
  readonly statistic?: Statistic;
  /**
   * Seconds that become one value: 60 or a multiple of it.
   *
   * @default - how often AWS reports it, and at least 60
   */
  readonly periodSeconds?: number;
}

/** Makes the functions that give a construct's metrics. */
export function metricsOf(
  namespace: string,
  dimensions: Readonly<Record<string, string>>,
): (metricName: string, statistic: Statistic, periodSeconds?: number) => (options?: MetricOptions) => Metric {
  return (metricName, statistic, periodSeconds = 60) =>
    (options = {}) => ({
      namespace,
      metricName,
      dimensions,
      statistic: options.statistic ?? statistic,
      periodSeconds: options.periodSeconds ?? periodSeconds,
    });
}
