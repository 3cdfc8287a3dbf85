import { CloudwatchMetricAlarm } from "@cdktf/provider-aws/lib/cloudwatch-metric-alarm";
import type { Construct } from "constructs";
import { BaseConstruct } from "../core/base-construct";
import { EnvironmentStack } from "../core/environments/environment-stack";
import { distinctTexts } from "../core/texts/reference-text";

/** Properties of {@link CreditAlarm}. */
export interface CreditAlarmProps {
  /** Last part of the alarm's name. */
  readonly name: string;
  /** The whole name of the alarm. @default - made of `name` */
  readonly alarmName?: string;
  readonly instanceId: string;
  /** ARNs that are told when the alarm goes off, and when all is well again. */
  readonly actions: readonly string[];
}

/** Credits are reported every five minutes (Amazon EC2 User Guide, "Monitor your CPU credits", as of 2026-11). */
const PERIOD_SECONDS = 300;

/**
 * Two hours without a whole credit. T3 and T4g types start with none (Amazon EC2 User Guide, "Standard mode concepts for
 * burstable instances", as of 2026-11), and the smallest earns six an hour: within two hours every idle instance has some.
 */
const PERIODS = 24;
const CREDITS = 1;

/** Tells when a burstable instance has used up its CPU credits and bursts on borrowed ones, which are billed in the end. */
export class CreditAlarm extends BaseConstruct {
  readonly alarm: CloudwatchMetricAlarm;

  constructor(scope: Construct, id: string, props: CreditAlarmProps) {
    super(scope, id);
    const stack = EnvironmentStack.of(this);
    const actions = distinctTexts(props.actions, this);
    this.alarm = new CloudwatchMetricAlarm(this, "alarm", {
      alarmName: props.alarmName ?? stack.physicalName("alarm", stack.stackName, props.name, "cpu-credits"),
      alarmDescription: `${props.name} has had no CPU credits for two hours: find out what runs there, or take a larger type`,
      namespace: "AWS/EC2",
      metricName: "CPUCreditBalance",
      dimensions: { InstanceId: props.instanceId },
      statistic: "Maximum",
      period: PERIOD_SECONDS,
      evaluationPeriods: PERIODS,
      threshold: CREDITS,
      comparisonOperator: "LessThanThreshold",
      // A stopped instance reports nothing.
      treatMissingData: "notBreaching",
      ...(actions.length > 0 ? { alarmActions: actions, okActions: actions } : {}),
    });
  }
}
