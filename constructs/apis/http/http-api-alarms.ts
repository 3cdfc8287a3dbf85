import type { Construct } from "constructs";
import { askedAlarms } from "../../monitoring/environment-alarms";
import { MetricAlarm, type MetricAlarmProps } from "../../monitoring/metric-alarm";
import type { IHttpApi } from "./http-api.types";
import type { HttpApiAlarmOptions } from "./http-api-props";

/** Alarms of an HTTP API by what they tell. */
export type HttpApiAlarms = Readonly<Partial<Record<"errors" | "slow", MetricAlarm>>>;

const SLOW_MILLISECONDS = 3000;

/** Makes the alarms of an API, where somebody is told by them. */
export function watchHttpApi(
  made: Construct & IHttpApi,
  alarms: HttpApiAlarmOptions | false | undefined,
): HttpApiAlarms {
  const asked = askedAlarms(made, alarms);
  if (!asked) return {};
  const { metrics } = made;
  const period = { periodSeconds: 300 };
  const slow = (alarms || undefined)?.slowMilliseconds ?? SLOW_MILLISECONDS;
  const alarm = (name: string, props: Pick<MetricAlarmProps, "description" | "metric" | "threshold" | "periods">) =>
    new MetricAlarm(made, `alarm-${name}`, { ...asked, ...props, name: `${made.node.id}-${name}`, when: "above" });
  return {
    errors: alarm("errors", {
      description: `Answers of the API ${made.node.id} are errors of the server: look at its log, and at what is behind the routes`,
      metric: metrics.serverErrors(period),
      threshold: 0,
    }),
    slow: alarm("slow", {
      description: `Answers of the API ${made.node.id} come late: compare with how long what is behind the routes takes`,
      metric: metrics.latency(period),
      threshold: slow,
      periods: 3,
    }),
  };
}
