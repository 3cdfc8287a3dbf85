import type { Finding } from "../findings";
import type { GoneStack } from "../findings/gone-stacks";
import type { ReviewSettings } from "./settings.types";

/** What tells where in a repository something is configured. */
export interface KnownPlaces {
  readonly settings: readonly ReviewSettings[];
  readonly gone: readonly GoneStack[];
  /** Files that plans were read from, by stack. */
  readonly files: ReadonlyMap<string, string>;
}

/**
 * Where the configuration says what a finding is about: the key that its construct, or the nearest one around it, comes from; for a plan
 * without a configuration the plan's file. Terraform's JSON has no lines of sources, and constructs keep none either.
 *
 * @param construct path of the construct below the stack, or any other name
 * @returns `config/base.yaml:12:3`, a file, or `undefined`
 */
export function placeOf(
  { stack }: Pick<Finding, "stack">,
  construct: string,
  { settings, gone, files }: KnownPlaces,
): string | undefined {
  const { places = {} } = settings.flatMap(({ stacks }) => stacks[stack] ?? [])[0] ?? {};
  const steps = construct.split("/");
  const around = steps.map((_, at) => steps.slice(0, steps.length - at).join("/"));
  const known = [...around, ""].find((path) => Object.hasOwn(places, path));
  return known === undefined ? (gone.find((one) => one.stack === stack)?.place ?? files.get(stack)) : places[known];
}
