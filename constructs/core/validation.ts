import type { IConstruct } from "constructs";
import { formatProblem, type Problem } from "./errors";
import { placeOfConstruct } from "./files/caller";
import { checkCall } from "./shapes/check-call";

/** A check of the finished construct tree; returns what is wrong. */
export type Check = () => readonly Problem[];

const checks = new WeakMap<IConstruct, Check[]>();

/**
 * Registers a check that runs at synth, when everything is declared: for rules that no single call can break, such as a
 * quota, and for methods whose problems are to be reported together instead of one per run.
 *
 * cdktf runs it too, as an ordinary validation, so a program that never calls {@link collectChecks} is told the same.
 */
export function addCheck(construct: IConstruct, check: Check): void {
  checkCall("addCheck", { construct, check });
  const placed = () => check().map((problem) => withLine(construct.node.root, problem));
  checks.set(construct, [...checksOf(construct), placed]);
  construct.node.addValidation({ validate: () => placed().map(formatProblem) });
}

/** A problem with the line that made the construct which it is about, where that was noted. */
export function withLine(root: IConstruct, problem: Problem): Problem {
  const [path = ""] = problem.path.split(" › ");
  const line = problem.line ?? placeOfConstruct(root, path);
  return line === undefined ? problem : { ...problem, line };
}

/** The checks of one construct, without those of its children, in the order in which they were registered. */
export function checksOf(construct: IConstruct): readonly Check[] {
  return checks.get(construct) ?? [];
}

/** Runs every check in the tree below and including `root`; returns all problems, in the order of the tree. */
export function collectChecks(root: IConstruct): Problem[] {
  return root.node
    .findAll()
    .flatMap((construct) => checksOf(construct))
    .flatMap((check) => check());
}
