import { basename, join, relative, resolve } from "node:path";
import type { ReviewSettings } from "../review/gates/settings.types";
import { type OriginOf, placeOfConstruct } from "./reading/locate";
import { type Position, positionOf } from "./reading/tree";
import type { ResolvedEnvironment } from "./resolved-environment";

/** What reviews are told of an environment's configuration, and where it says what a construct is like. */
export interface ReviewedEnvironment extends Omit<ReviewSettings, "version" | "stacks"> {
  /** @param path path of the construct below the stack; empty for the stack */
  readonly placeOf: (stack: string, path: string) => string;
}

/**
 * What reviews of an environment's plans are told.
 *
 * @param folder folder of the configuration
 * @param root root folder of the project, which files are named from
 * @param originOf what sections call the properties of constructs
 */
export function reviewedEnvironment(
  resolved: ResolvedEnvironment,
  folder: string,
  root: string,
  originOf: OriginOf,
): ReviewedEnvironment {
  const { environment, review, exemptions, source } = resolved;
  const shown = relative(root, resolve(folder)).split("\\").join("/");
  const text = ({ file, line, column }: Position) => `${join(shown, basename(file))}:${line}:${column}`;
  return {
    environment: environment.name,
    isProduction: environment.protect,
    ...review,
    exemptions: exemptions.map((one, at) => ({ ...one, place: text(positionOf(source, ["exemptions", at])) })),
    placeOf: (stack, path) => text(placeOfConstruct(resolved, stack, path, originOf)),
  };
}
