/** The parts of a state file that are read here. */
export interface StateFile {
  /** Names all versions of one state. */
  readonly lineage: string;
  /** Number of the version. */
  readonly serial: number;
  readonly resources: readonly {
    readonly mode: string;
    readonly type: string;
    readonly name: string;
    readonly instances: readonly {
      readonly status?: string;
      readonly index_key?: string | number;
      readonly attributes: { readonly id: string; readonly [name: string]: unknown };
    }[];
  }[];
}
