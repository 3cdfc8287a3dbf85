import type { IConstruct } from "constructs";
import { closest } from "fastest-levenshtein";
import type { Problem } from "../../core/errors";
import { addCheck } from "../../core/validation";
import type { NetworkPlace } from "./network-exposure.types";

/** A listener that has no place for targets of others. */
export function placeUnknown(path: string, name: string, open: readonly string[]): Problem {
  return {
    code: "NETWORK_PLACE_UNKNOWN",
    path,
    message: "The balancer has no listener of this name that takes targets from elsewhere.",
    found: JSON.stringify(name),
    expected: open.length > 0 ? `one of ${open.join(", ")}` : 'a listener with targetGroup: "elsewhere"; it has none',
    fix:
      open.length > 0
        ? `did you mean "${closest(name, open)}"?`
        : `add a listener "${name}" with targetGroup: "elsewhere" to the balancer`,
  };
}

/** Who takes a listener. */
interface Taker {
  readonly path: string;
  readonly place: NetworkPlace;
}

const taken = new WeakMap<IConstruct, Taker[]>();

/**
 * Notes who takes a listener. It has one target group, and those who take it may lie in several stacks: only the app sees them all. At
 * synth all but the first by path are told `NETWORK_PLACE_TAKEN`.
 */
export function takePlace(exposure: IConstruct, place: NetworkPlace): void {
  const { root, path } = exposure.node;
  const takers = taken.get(root) ?? [];
  taken.set(root, takers);
  takers.push({ path, place });
  // Asked at synth: a balancer gets its identity when it is published.
  const isSame = ({ place: other }: Taker) =>
    other.name === place.name && other.loadBalancer.identity === place.loadBalancer.identity;
  addCheck(exposure, () => {
    const [first = ""] = takers
      .filter(isSame)
      .map((one) => one.path)
      .sort();
    return first === path ? [] : [placeTaken(path, place.name, first)];
  });
}

function placeTaken(path: string, name: string, first: string): Problem {
  return {
    code: "NETWORK_PLACE_TAKEN",
    path,
    message: "A listener for connections sends them to one target group, and has one already.",
    found: `the listener "${name}", which ${first} has`,
    expected: "a listener of its own for each",
    fix: "choose another listener, or add one with a port of its own to the balancer",
  };
}
