/** A resource that has another address than in the state. */
export interface MovedBlock {
  readonly from: string;
  readonly to: string;
}

/** A thing that is to be taken into the state. */
export interface ImportBlock {
  readonly to: string;
  readonly id: string;
}

/** A resource that the state is to let go of. */
export interface RemovedBlock {
  readonly from: string;
}

/** The blocks about the state of one stack. */
export interface StateBlocks {
  readonly moved: readonly MovedBlock[];
  readonly import: readonly ImportBlock[];
  readonly removed: readonly RemovedBlock[];
}

/** Blocks of Terraform's JSON that have no names. */
export const NAMELESS = ["moved", "import", "removed"] as const;
