import type { IConstruct } from "constructs";
import { addCheck } from "../validation";
import type { DeclaredMove, ResolvedMove } from "./move-types";
import { MoveResolution } from "./resolve-moves";

interface Declarations {
  readonly moves: DeclaredMove[];
  resolution?: MoveResolution;
}

const byRoot = new WeakMap<IConstruct, Declarations>();

/** Keeps a move until everything is declared: where its resources are now is known only then. */
export function declareMove(move: DeclaredMove): void {
  const { root } = move.stack.node;
  const declared = byRoot.get(root) ?? { moves: [] };
  byRoot.set(root, declared);
  declared.moves.push(move);
  declared.resolution = undefined;
  addCheck(move.stack, () => resolved(root).problemsOf(move));
}

/** The moves of an app, with their blocks in the stacks, and what is wrong with them. */
export function resolvedMoves(root: IConstruct): readonly ResolvedMove[] {
  return byRoot.has(root) ? resolved(root).list : [];
}

function resolved(root: IConstruct): MoveResolution {
  const declared = byRoot.get(root) ?? { moves: [] };
  declared.resolution ??= new MoveResolution(root, declared.moves);
  return declared.resolution;
}
