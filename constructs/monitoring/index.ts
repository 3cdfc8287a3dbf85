// Log groups and how long they keep what they get; metrics, and alarms by them.

export type { AlarmOptions, Alarms } from "./environment-alarms";
export { logKey, logRetention } from "./environment-logs";
export { checkLogRetention, LOG_RETENTION_DAYS } from "./log-retention";
export type { Metric, MetricOptions, Statistic } from "./metric";
export { MetricAlarm, type MetricAlarmProps } from "./metric-alarm";
