import { CloudwatchMetricAlarm } from "@cdktf/provider-aws/lib/cloudwatch-metric-alarm";
import type { Construct } from "constructs";
import { BaseConstruct } from "../core/base-construct";
import { EnvironmentStack } from "../core/environments/environment-stack";
import { checkExactName } from "../core/names/exact-name";
import { namedBy } from "../core/names/physical-names/name-source";
import { checkShape } from "../core/shapes/check-shape";
import { layDefaults } from "../core/shapes/defaults";
import { type Tagged, tag } from "../core/tags/tags";
import { distinctTexts } from "../core/texts/reference-text";
import { checkAlarmActions } from "./alarm-actions";
import { alarmActions } from "./environment-alarms";
import type { Metric } from "./metric";

/** Properties of {@link MetricAlarm}. */
export interface MetricAlarmProps extends Tagged {
  /**
   * Last part of the alarm's name.
   *
   * @default - the construct's id
   */
  readonly name?: string;
  /**
   * The whole name of the alarm.
   *
   * @default - made of `name`
   */
  readonly alarmName?: string;
  /** What is wrong when it goes off, and what to do, for those who are told. */
  readonly description: string;
  /** What is watched. */
  readonly metric: Metric;
  /** When a value is wrong: as soon as it is `above`, `atLeast`, `below` or `atMost` the threshold. */
  readonly when: "above" | "atLeast" | "below" | "atMost";
  /**
   * The limit.
   *
   * @asType number
   */
  readonly threshold: number;
  /**
   * Periods that are looked at.
   *
   * @minimum 1
   * @default 1
   */
  readonly periods?: number;
  /**
   * How many of the periods have to be wrong.
   *
   * @minimum 1
   * @default - all of them
   */
  readonly wrongPeriods?: number;
  /**
   * What a period without values is: `good`, `bad`, `ignored` (the alarm stays as it is) or `missing` (the alarm does not know).
   *
   * @default "good"
   */
  readonly withoutData?: "good" | "bad" | "ignored" | "missing";
  /**
   * ARNs that are told when it goes off, and when all is well again.
   *
   * @default - those of the environment's `alarms`; nobody where it has none
   */
  readonly actions?: readonly string[];
}

/** CloudWatch's words (Amazon CloudWatch API Reference, `PutMetricAlarm`, as of 2026-11). */
const COMPARISONS = {
  above: "GreaterThanThreshold",
  atLeast: "GreaterThanOrEqualToThreshold",
  below: "LessThanThreshold",
  atMost: "LessThanOrEqualToThreshold",
} as const;

const WITHOUT_DATA = { good: "notBreaching", bad: "breaching", ignored: "ignore", missing: "missing" } as const;

/**
 * Tells somebody when a metric is not as it should be, and when it is well again.
 *
 * ```ts
 * new MetricAlarm(this, "waiting", {
 *   description: "Jobs wait for longer than ten minutes: look at the workers",
 *   metric: jobs.metrics.oldestMessage(),
 *   when: "above",
 *   threshold: 600,
 *   periods: 5,
 * });
 * ```
 */
export class MetricAlarm extends BaseConstruct {
  readonly alarm: CloudwatchMetricAlarm;

  /** @throws GroundplanError `EXACT_NAME_INVALID`, `ALARM_PERIODS`, `ALARM_ACTIONS_TOO_MANY`, `ARN_INVALID` */
  constructor(scope: Construct, id: string, props: MetricAlarmProps) {
    super(scope, id);
    props = layDefaults(this, "MetricAlarm", props);
    const problems = checkShape(this, "MetricAlarm", props);
    tag(this, props);
    namedBy(this, props.alarmName === undefined ? "name" : "alarmName");
    checkExactName("alarm", props.alarmName, problems, "alarmName");
    const { metric, periods = 1, wrongPeriods = periods } = props;
    if (wrongPeriods > periods) {
      problems.add("wrongPeriods", {
        code: "ALARM_PERIODS",
        message: "More periods have to be wrong than are looked at, so the alarm never goes off.",
        found: `${wrongPeriods} of ${periods}`,
        expected: `at most ${periods}`,
        fix: `use ${periods}, or look at ${wrongPeriods} periods`,
      });
    }
    checkAlarmActions(props.actions ?? [], "actions", problems);
    problems.throwIfAny();
    const stack = EnvironmentStack.of(this);
    const actions = distinctTexts(alarmActions(this, props.actions), this);
    const isPercentile = metric.statistic.startsWith("p");
    this.alarm = new CloudwatchMetricAlarm(this, "alarm", {
      alarmName: props.alarmName ?? stack.physicalName("alarm", stack.stackName, props.name ?? id),
      alarmDescription: props.description,
      namespace: metric.namespace,
      metricName: metric.metricName,
      dimensions: metric.dimensions,
      ...(isPercentile ? { extendedStatistic: metric.statistic } : { statistic: metric.statistic }),
      period: metric.periodSeconds,
      evaluationPeriods: periods,
      datapointsToAlarm: wrongPeriods,
      comparisonOperator: COMPARISONS[props.when],
      threshold: props.threshold,
      treatMissingData: WITHOUT_DATA[props.withoutData ?? "good"],
      ...(actions.length > 0 ? { alarmActions: actions, okActions: actions } : {}),
    });
  }

  /** ARN of the alarm, for what goes back when it goes off. */
  get alarmArn(): string {
    return this.alarm.arn;
  }
}
