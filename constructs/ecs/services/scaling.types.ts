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
  /** @default - stays as it is */
  readonly min?: number;
  /** @default - stays as it is */
  readonly max?: number;
}

/** How the number of tasks follows the load. */
export interface Scale {
  /** Least number of tasks, 0 or more. */
  readonly min: number;
  /** Greatest number of tasks. */
  readonly max: number;
  /** Average CPU that tasks are kept at, in percent of what they have: 1 to 100. @default - CPU does not scale */
  readonly targetCpu?: number;
  /** Average memory that tasks are kept at, in percent of what they have: 1 to 100. @default - memory does not scale */
  readonly targetMemory?: number;
  /**
   * Requests per minute that each task is kept at. Needs `expose`.
   *
   * @default - requests do not scale
   */
  readonly targetRequests?: number;
  /**
   * Changes of minimum and maximum by the clock, by a name of yours.
   *
   * @default - none
   */
  readonly schedules?: Readonly<Record<string, ScalingSchedule>>;
  /** Seconds between two steps down, 0 to 3,600. @default 300 */
  readonly scaleInCooldownSeconds?: number;
  /** Seconds between two steps up, 0 to 3,600. @default 60 */
  readonly scaleOutCooldownSeconds?: number;
}
