import type { IConstruct } from "constructs";
import { checkPath } from "../checks/arguments";
import { EnvironmentStack } from "../environments/environment-stack";
import { GroundplanError, type Problem } from "../errors";
import { declareMove } from "./declared-moves";
import { type MovedConstruct, type Place, placeBelow, placeInConfiguration } from "./move-types";

/**
 * Says that a construct has another place in the code than where it was deployed from, with everything below it: nothing of it is destroyed
 * or made anew. Paths are those of constructs, and begin below `scope`; one that begins with `/` begins with the name of a stack, without the
 * environment.
 *
 * ```ts
 * moved(this, "reports", "archive"); // the id of a construct is another one
 * moved(this, "reports", "data/reports"); // it stands in another construct
 * moved(this, "/network/flow-log", "flow-log"); // it comes from another stack
 * ```
 *
 * Within a stack this makes Terraform's `moved` blocks, between stacks `removed` and `import` blocks, for every resource that the ledger of
 * the environment has below the old path. The line can go when all environments are deployed with it, which a synth says.
 *
 * @param scope the construct that the paths begin at; what it is in says which environment is meant
 * @param from path of the construct where it was
 * @param to path of the construct now
 * @throws GroundplanError `ARGUMENT_FORM`, `MOVED_FORM`; at synth `MOVED_UNMATCHED`, `MOVED_TAKEN`, `MOVED_IDS_UNKNOWN`
 */
export function moved(scope: IConstruct, from: string, to: string): void {
  const stack = EnvironmentStack.of(scope);
  for (const [name, text] of Object.entries({ from, to })) checkPath(text, `moved › ${name}`);
  const at = `${scope.node.path} › moved(${JSON.stringify(from)}, ${JSON.stringify(to)})`;
  const places = [from, to].map((text) => placeBelow(stack, scope, text));
  const [was, is] = places;
  if (!was || !is || isSame(was, is)) throw new GroundplanError([notAMove(at, from, to)]);
  declareMove({ from: was, to: is, at, stack });
}

/**
 * The same for what the configuration of an environment declares.
 *
 * @param stack any stack of the environment
 * @param at where it is declared, as in `Problem`
 * @throws GroundplanError `MOVED_FORM`
 */
export function movedInConfiguration(stack: EnvironmentStack, { from, to }: MovedConstruct, at: string): void {
  const [was, is] = [from, to].map((text) => placeInConfiguration(stack, text));
  if (!was || !is || isSame(was, is)) throw new GroundplanError([notAMove(at, from, to)]);
  declareMove({ from: was, to: is, at, stack });
}

function isSame(one: Place, other: Place): boolean {
  return one.stack === other.stack && one.path === other.path;
}

function notAMove(at: string, from: string, to: string): Problem {
  return {
    code: "MOVED_FORM",
    path: at,
    message: "These are not the two places of a construct.",
    found: from === to ? `${JSON.stringify(from)} twice` : `${JSON.stringify(from)} and ${JSON.stringify(to)}`,
    expected:
      "two paths, such as reports and archive; one of another stack begins with its name, such as /network/flow-log",
    fix: "write the path that it had and the path that it has; or take the line out",
  };
}
