import { type Metric, MetricAlarm, type MetricAlarmProps } from "../../../constructs/monitoring";
import { problemsOf, resourceOf, synthStack } from "../../support/synth";

const TOPIC = "arn:aws:sns:ap-northeast-2:111111111111:alarms";
const METRIC: Metric = {
  namespace: "AWS/SQS",
  metricName: "ApproximateAgeOfOldestMessage",
  dimensions: { QueueName: "jobs" },
  statistic: "Maximum",
  periodSeconds: 60,
};
const PROPS: MetricAlarmProps = { description: "Jobs wait", metric: METRIC, when: "above", threshold: 600 };

const alarmOf = (props: Partial<MetricAlarmProps> = {}, alarms?: { readonly actions: readonly string[] }) =>
  resourceOf(
    synthStack((stack) => new MetricAlarm(stack, "waiting", { ...PROPS, ...props }), {
      environment: alarms ? { alarms } : {},
    }),
    "aws_cloudwatch_metric_alarm",
  );

test("an alarm looks at one period, and takes one without values for a good one", () => {
  expect(alarmOf()).toEqual({
    alarm_name: "groundplan-sandbox-test-waiting",
    alarm_description: "Jobs wait",
    namespace: "AWS/SQS",
    metric_name: "ApproximateAgeOfOldestMessage",
    dimensions: { QueueName: "jobs" },
    statistic: "Maximum",
    period: 60,
    evaluation_periods: 1,
    datapoints_to_alarm: 1,
    comparison_operator: "GreaterThanThreshold",
    threshold: 600,
    treat_missing_data: "notBreaching",
  });
});

test.each([
  ["above", "GreaterThanThreshold"],
  ["atLeast", "GreaterThanOrEqualToThreshold"],
  ["below", "LessThanThreshold"],
  ["atMost", "LessThanOrEqualToThreshold"],
] as const)("%s is what CloudWatch calls %s", (when, operator) => {
  expect(alarmOf({ when }).comparison_operator).toBe(operator);
});

test("percentiles stand where CloudWatch has them, and periods may be wrong in part", () => {
  const metric = { ...METRIC, statistic: "p99" } as const;
  expect(alarmOf({ metric, periods: 5, wrongPeriods: 3, withoutData: "bad", alarmName: "Old waiting" })).toMatchObject({
    alarm_name: "Old waiting",
    extended_statistic: "p99",
    evaluation_periods: 5,
    datapoints_to_alarm: 3,
    treat_missing_data: "breaching",
  });
});

test("those of the environment are told, unless the alarm names others or nobody", () => {
  const environment = { actions: [TOPIC] };
  expect(alarmOf({}, environment)).toMatchObject({ alarm_actions: [TOPIC], ok_actions: [TOPIC] });
  expect(alarmOf({ actions: [`${TOPIC}-2`] }, environment).alarm_actions).toEqual([`${TOPIC}-2`]);
  expect(alarmOf({ actions: [] }, environment).alarm_actions).toBeUndefined();
});

test("an alarm that could never go off is told", () => {
  const step = () =>
    synthStack((stack) => new MetricAlarm(stack, "waiting", { ...PROPS, periods: 2, wrongPeriods: 3 }));
  expect(problemsOf(step)).toEqual([
    expect.objectContaining({
      code: "ALARM_PERIODS",
      path: "sandbox-test/waiting › wrongPeriods",
      message: "More periods have to be wrong than are looked at, so the alarm never goes off.",
      found: "3 of 2",
      expected: "at most 2",
      fix: "use 2, or look at 3 periods",
    }),
  ]);
  alarmOf({ periods: 2, wrongPeriods: 2 });
  alarmOf({ periods: 3, wrongPeriods: 3 });
});
