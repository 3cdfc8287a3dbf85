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

/** A construct, and how other stacks have it. */
export interface ContractWay {
  readonly construct: IConstruct;
  /** The call that it has said; absent where no construct around has said one. */
  readonly call?: string;
  /** `Role.fromExisting`, which takes what a contract can hand over; absent where `call` is there, and where no class around has it. */
  readonly existing?: string;
}

/** The nearest construct around another one, or that one itself, that has said how other stacks read it, or else can be made of values. */
export function contractWay(construct: IConstruct): ContractWay {
  const scopes = [...construct.node.scopes].reverse();
  const found = scopes.find((scope) => ways.has(scope));
  if (found) return { construct: found, call: ways.get(found) };
  for (const scope of scopes) {
    const name = classFromExisting(scope);
    if (name !== undefined) return { construct: scope, existing: `${name}.fromExisting` };
  }
  return { construct };
}

/** The class of a construct that has `fromExisting`, its own or one that it extends. */
function classFromExisting(construct: IConstruct): string | undefined {
  let own: unknown = construct.constructor;
  while (typeof own === "function" && own !== Function.prototype) {
    if (Object.hasOwn(own, "fromExisting")) return own.name;
    own = Object.getPrototypeOf(own);
  }
  return undefined;
}
