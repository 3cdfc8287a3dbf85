import type { IConstruct } from "constructs";

const ways = new WeakMap<IConstruct, string>();

/**
 * Says by which call other stacks have the construct: where a reader is sent to who uses it in another stack directly.
 *
 * @param call for example `networkFromContract(this, "network", network)`
 */
export function readBy(construct: IConstruct, call: string): void {
  ways.set(construct, call);
}

/** A construct that has said how other stacks read it, and the call. */
export interface ContractWay {
  readonly construct: IConstruct;
  /** Absent where no construct around has said so. */
  readonly call?: string;
}

/** The nearest construct around another one, or that one itself, that has said how other stacks read it. */
export function contractWay(construct: IConstruct): ContractWay {
  const found = [...construct.node.scopes].reverse().find((scope) => ways.has(scope));
  return found ? { construct: found, call: ways.get(found) } : { construct };
}
