import type { Name } from "../../core/texts/text.types";
/** Another minimum or maximum from a point in time on. At least one of the two is given. */
export interface ScalingSchedule {
  /** `cron(minute hour day month weekday year)`, `rate(1 hour)` or `at(2026-12-24T08:00:00)`. */
  readonly at: string;
  /**
   * IANA time zone that `at` is meant in, such as `Asia/Seoul`.
   *
   * @default "UTC"
   */
  readonly timeZone?: string;
  /**
   * Least number of tasks from then on.
   *
   * @minimum 0
   * @maximum 5000
   * @default - stays as it is
   */
  readonly min?: number;
  /**
   * Greatest number of tasks from then on.
   *
   * @minimum 0
   * @maximum 5000
   * @default - stays as it is
   */
  readonly max?: number;
}

/** How the number of tasks follows the load. */
export interface Scale {
  /**
   * Least number of tasks, 0 or more.
   *
   * @minimum 0
   * @maximum 5000
   * @synonym minCapacity
   */
  readonly min: number;
  /**
   * Greatest number of tasks.
   *
   * @minimum 0
   * @maximum 5000
   * @synonym maxCapacity
   */
  readonly max: number;
  /**
   * Average CPU that tasks are kept at, in percent of what they have: 1 to 100.
   *
   * @minimum 1
   * @maximum 100
   * @default - CPU does not scale
   */
  readonly targetCpu?: number;
  /**
   * Average memory that tasks are kept at, in percent of what they have: 1 to 100.
   *
   * @minimum 1
   * @maximum 100
   * @default - memory does not scale
   */
  readonly targetMemory?: number;
  /**
   * Requests per minute that each task is kept at. Needs `expose`.
   *
   * @minimum 1
   * @default - requests do not scale
   */
  readonly targetRequests?: number;
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
