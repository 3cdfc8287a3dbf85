import type { IConstruct } from "constructs";
import { checkPath } from "../checks/arguments";
import { EnvironmentStack } from "../environments/environment-stack";
import { GroundplanError, type Problem } from "../errors";
import { declareRelease } from "./declared-releases";
import { type ConstructPlace, type Place, placeBelow, placeInConfiguration } from "./move-types";

/**
 * Says that what a construct has made is to stay in AWS and be managed here no more: the next deploy lets its state go of everything that the
 * ledger of the environment has at that path and below it, by Terraform's `removed` blocks with `destroy = false`. The code that made it is
 * taken out in the same change. The path begins below `scope`; one that begins with `/` begins with the name of a stack, without the
 * environment.
 *
 * ```ts
 * released(this, "reports"); // the bucket stays as it is, with what it holds
 * ```
 *
 * The line can go when all environments are deployed with it, which a synth says.
 *
 * @param scope the construct that the path begins at; what it is in says which environment is meant
 * @param place path of the construct where it was
 * @throws GroundplanError `ARGUMENT_FORM`, `RELEASED_FORM`; at synth `RELEASED_UNMATCHED`
 */
export function released(scope: IConstruct, place: string): void {
  const stack = EnvironmentStack.of(scope);
  checkPath(place, "released › place");
  const at = `${scope.node.path} › released(${JSON.stringify(place)})`;
  release(stack, placeBelow(stack, scope, place), place, at);
}

/**
 * The same for what the configuration of an environment declares.
 *
 * @param stack any stack of the environment
 * @param at where it is declared, as in `Problem`
 * @throws GroundplanError `RELEASED_FORM`
 */
export function releasedInConfiguration(stack: EnvironmentStack, place: ConstructPlace, at: string): void {
  release(stack, placeInConfiguration(stack, place), place, at);
}

function release(stack: EnvironmentStack, place: Place | undefined, text: string, at: string): void {
  if (!place) throw new GroundplanError([noPlace(at, text)]);
  declareRelease({ place, at, stack });
}

function noPlace(at: string, text: string): Problem {
  return {
    code: "RELEASED_FORM",
    path: at,
    message: "This is not the place of a construct.",
    found: JSON.stringify(text),
    expected: "a path, such as reports; one of another stack begins with its name, such as /buckets/reports",
    fix: "write the path that the ledger has of it; or take the line out",
  };
}
