import * as fs from "node:fs";
import * as path from "node:path";
import { driftOf, type PlanJson, type ValuePath } from "../../review";

/** Attributes that say what the configuration wants although it may not name them: the provider adds its own tags. */
const ALWAYS_WANTED = ["tags", "tags_all"];

/** A stack as it was synthesized: its resources by type and name. */
interface StackJson {
  readonly resource?: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
}

/**
 * Whether something that the configuration says has changed since the last apply: a resource is gone, or an attribute that it names is
 * another one, by meaning. What only AWS fills in differs after every deployment, such as the policies in a role that other resources attached.
 *
 * @param plan a plan with `-refresh-only`, in Terraform's JSON format
 */
export function hasDrifted(plan: PlanJson, stack: StackJson): boolean {
  return driftOf(plan).some(({ type, name, isGone, places }) => {
    const said = stack.resource?.[type]?.[name];
    return isGone || places.some((place) => ALWAYS_WANTED.includes(String(place[0])) || says(said, place));
  });
}

/** Whether a configuration gives a value at a place, or one that it lies in: a document is given as a whole. */
function says(said: unknown, [first, ...rest]: ValuePath): boolean {
  if (said === undefined) return false;
  if (first === undefined || typeof said !== "object" || said === null) return true;
  // A block may stand alone or in a list, and which member of it a difference is about the configuration does not tell.
  if (Array.isArray(said)) return said.some((one) => says(one, typeof first === "string" ? [first, ...rest] : rest));
  return says(typeof first === "string" ? (said as Readonly<Record<string, unknown>>)[first] : said, rest);
}

/** Whether anything has drifted of the stacks whose plans a folder holds, which `plan --out` wrote. */
export function hasDriftedIn(folder: string): boolean {
  const ending = ".plan.json";
  const read = (file: string) => JSON.parse(fs.readFileSync(path.join(folder, file), "utf8"));
  const stacks = fs.readdirSync(folder).filter((file) => file.endsWith(ending));
  return stacks.some((file) => hasDrifted(read(file), read(`${file.slice(0, -ending.length)}.cdk.tf.json`)));
}
