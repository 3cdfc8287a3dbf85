import type { ScalingSchedule } from "../../compute/scaling-schedule.types";
import type { Name } from "../../core/texts/text.types";

/**
 * Scaling before the load comes, by a forecast from up to two weeks of the past (Application Auto Scaling User Guide, "Predictive scaling for
 * Application Auto Scaling", as of 2026-11). It only ever adds tasks; a target beside it takes them away. Needs version 6.13 or later of the
 * AWS provider: the stack then plans with no other.
 */
export interface PredictiveScaling {
  /** Says that the stack gives up on 5.x, the first of the two provider versions that everything else plans with. */
  readonly provider: "6.13 or later";
  /** What is forecast. */
  readonly metric: "cpu" | "memory";
  /**
   * Average that tasks are kept at, in percent of what they have: 1 to 100.
   *
   * @minimum 1
   * @maximum 100
   * @rangeToldAs SCALE_TARGET
   */
  readonly target: number;
  /**
   * Whether the forecast adds tasks. `false` only shows it, which says whether it can be trusted.
   *
   * @default false
   */
  readonly scale?: boolean;
  /**
   * Seconds before the load at which tasks start, 0 to 3,599.
   *
   * @minimum 0
   * @maximum 3599
   * @default 300
   */
  readonly aheadSeconds?: number;
  /**
   * Percent above the forecast up to which the number of tasks may pass `max`, 0 to 100.
   *
   * @minimum 0
   * @maximum 100
   * @default - `max` holds
   */
  readonly aboveMaxPercent?: number;
}

/** How the number of tasks follows the load. */
export interface Scale {
  /**
   * Least number of tasks, 0 or more.
   *
   * @minimum 0
   * @maximum 5000
   * @counts tasks
   * @synonym minCapacity
   */
  readonly min: number;
  /**
   * Greatest number of tasks.
   *
   * @minimum 0
   * @maximum 5000
   * @counts tasks
   * @synonym maxCapacity
   */
  readonly max: number;
  /**
   * Average CPU that tasks are kept at, in percent of what they have: 1 to 100.
   *
   * @minimum 1
   * @maximum 100
   * @rangeToldAs SCALE_TARGET
   * @default - CPU does not scale
   */
  readonly targetCpu?: number;
  /**
   * Average memory that tasks are kept at, in percent of what they have: 1 to 100.
   *
   * @minimum 1
   * @maximum 100
   * @rangeToldAs SCALE_TARGET
   * @default - memory does not scale
   */
  readonly targetMemory?: number;
  /**
   * Requests per minute that each task is kept at. Needs `expose`.
   *
   * @minimum 1
   * @rangeToldAs SCALE_TARGET
   * @default - requests do not scale
   */
  readonly targetRequests?: number;
  /**
   * Scaling before the load comes, by a forecast.
   *
   * @default - none
   */
  readonly predictive?: PredictiveScaling;
  /**
   * Changes of minimum and maximum by the clock, by a name of yours.
   *
   * @named schedule
   * @default - none
   */
  readonly schedules?: Readonly<Record<Name, ScalingSchedule>>;
  /**
   * Seconds between two steps down, 0 to 3,600.
   *
   * @minimum 0
   * @maximum 3600
   * @default 300
   */
  readonly scaleInCooldownSeconds?: number;
  /**
   * Seconds between two steps up, 0 to 3,600.
   *
   * @minimum 0
   * @maximum 3600
   * @default 60
   */
  readonly scaleOutCooldownSeconds?: number;
}
