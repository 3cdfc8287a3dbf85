/** Share of a capacity provider. */
export interface CapacityShare {
  /**
   * Tasks that run there before weights count, 0 to 100,000. Only one provider of a service can have a base.
   *
   * @minimum 0
   * @maximum 100000
   * @counts tasks
   * @default 0
   */
  readonly base?: number;
  /**
   * Share of the tasks beyond the bases, 0 to 1,000.
   *
   * @minimum 0
   * @maximum 1000
   * @counts as a weight
   */
  readonly weight: number;
}
