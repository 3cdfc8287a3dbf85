/** Another minimum or maximum from a point in time on. At least one of the two is given. */
export interface ScalingSchedule {
  /**
   * `cron(minute hour day month weekday year)`; for tasks also `rate(1 hour)` and `at(2026-12-24T08:00:00)`.
   *
   * @example cron(0 8 ? * MON-FRI *)
   */
  readonly at: string;
  /**
   * IANA time zone that `at` is meant in, such as `Asia/Seoul`.
   *
   * @default "UTC"
   */
  readonly timeZone?: string;
  /**
   * Least number of tasks or servers from then on.
   *
   * @minimum 0
   * @maximum 5000
   * @counts units
   * @default - stays as it is
   */
  readonly min?: number;
  /**
   * Greatest number of tasks or servers from then on.
   *
   * @minimum 0
   * @maximum 5000
   * @counts units
   * @default - stays as it is
   */
  readonly max?: number;
}
