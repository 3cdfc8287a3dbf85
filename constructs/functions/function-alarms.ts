import type { Construct } from "constructs";
import { type Alarms, askedAlarms } from "../monitoring/environment-alarms";
import { MetricAlarm, type MetricAlarmProps } from "../monitoring/metric-alarm";
import type { ILambdaFunction } from "./function.types";

/** Alarms of a function by what they tell. */
export type FunctionAlarms = Readonly<Partial<Record<"errors" | "throttles" | "slow" | "dead-letters", MetricAlarm>>>;

/** The part of the timeout above which calls are slow. */
const SLOW = 0.8;

/** Makes the alarms of a function, where somebody is told by them. */
export function watchFunction(
  made: Construct & ILambdaFunction,
  alarms: Alarms | undefined,
  timeoutSeconds: number,
): FunctionAlarms {
  const asked = askedAlarms(made, alarms);
  if (!asked) return {};
  const { metrics, functionName } = made;
  const period = { periodSeconds: 300 };
  const alarm = (name: string, props: Pick<MetricAlarmProps, "description" | "metric" | "threshold" | "periods">) =>
    new MetricAlarm(made, `alarm-${name}`, { ...asked, ...props, name: `${made.node.id}-${name}`, when: "above" });
  return {
    errors: alarm("errors", {
      description: `Calls of ${functionName} end in errors: look at its logs`,
      metric: metrics.errors(period),
      threshold: 0,
    }),
    throttles: alarm("throttles", {
      description: `Calls of ${functionName} are refused because too many run: reserve more for it, or have the quota raised`,
      metric: metrics.throttles(period),
      threshold: 0,
    }),
    slow: alarm("slow", {
      description: `Calls of ${functionName} come near to the time that they may take: give it more memory, or a longer timeout`,
      metric: metrics.duration(period),
      threshold: timeoutSeconds * 1000 * SLOW,
      periods: 3,
    }),
    "dead-letters": alarm("dead-letters", {
      description: `What came to nothing of ${functionName} could not be kept, and is lost: look at the permissions of its role`,
      metric: metrics.deadLetterErrors(period),
      threshold: 0,
    }),
  };
}
