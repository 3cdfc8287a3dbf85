/** What happens to a part of a picture, the gravest first. */
export const STATES = ["destroyed", "replaced", "changed", "added", "kept", "minor", "unchanged"] as const;

/**
 * What happens to a part of a picture. `kept` is moved, taken over or let go: nothing happens in AWS. `minor` are changed tags, and values
 * that follow from other changes: they are drawn next to something else only.
 */
export type State = (typeof STATES)[number];

/** A step of the way from a stack to a resource: the construct, module, type or instance, by the name that it is shown with. */
export interface Place {
  /** Tells it from its neighbours. */
  readonly key: string;
  /** The whole way to it: `network/app-a`, `module.net.aws_subnet.*`. */
  readonly label: string;
}

/** A resource of a picture. */
export interface DrawnResource {
  readonly type: string;
  readonly state: State;
  /** Where it stands, from the outermost part of the stack to itself. */
  readonly places: readonly Place[];
}

/** All that can be drawn of one stack: what changes, and what stands next to it. */
export interface Drawing {
  readonly resources: readonly DrawnResource[];
  /** Positions in `resources` of who refers to whom. */
  readonly references: readonly (readonly [from: number, to: number])[];
  /** How many minor changes are not drawn. */
  readonly minor: number;
}

/** A box of a picture: one resource, or a group of some. */
export interface Box {
  /** Unique in the picture. */
  readonly id: string;
  readonly label: string;
  /** Type of the only resource. */
  readonly type?: string;
  /** The gravest that happens in it. */
  readonly state: State;
  /** How many resources there are of each state. */
  readonly counts: Readonly<Partial<Record<State, number>>>;
}

/** A stack in a picture. */
export interface DrawnStack {
  readonly stack: string;
  readonly boxes: readonly Box[];
  /** From the box that refers to the one that is referred to. */
  readonly arrows: readonly (readonly [from: string, to: string])[];
  /** Arrows that are left out. */
  readonly arrowsLeftOut: number;
}

/** A picture of a change. */
export interface Picture {
  readonly stacks: readonly DrawnStack[];
  /** What is not drawn, as sentences. */
  readonly leftOut: readonly string[];
}
