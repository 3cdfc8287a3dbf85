import type { TerraformResource } from "cdktf";
import { closest, distance } from "fastest-levenshtein";
import type { Problem } from "../errors";
import { type ComposedForm, importFormOf, looksOf, typesOfId } from "../import-ids";
import type { AdoptedEntry } from "./adoption.types";

/** Paths that a message shows. */
const MOST_PATHS = 6;

/** A resource with its path from the name of its stack. */
export interface Target {
  readonly path: string;
  readonly resource: TerraformResource;
}

/** An entry that no resource is made for. */
export function unknownPath(entry: AdoptedEntry, targets: readonly Target[], place: string): Problem {
  const below = targets.filter(({ path }) => path.startsWith(`${entry.path}/`)).map(({ path }) => path);
  const likely = likelyPath(entry, targets);
  return {
    code: "ADOPT_PATH_UNKNOWN",
    path: `${place} › ${entry.path}`,
    message:
      below.length > 0
        ? "A construct is to be taken over, and AWS has resources only."
        : "Something is to be taken over into a resource that the environment does not make.",
    found: below.length > 0 ? `${entry.path}, which has ${below.length} resources` : entry.path,
    expected:
      below.length > 0
        ? `one of ${below.slice(0, MOST_PATHS).join(", ")}${below.length > MOST_PATHS ? ", …" : ""}`
        : "the path of a resource: stack, constructs and resource, such as network/network/vpc",
    fix:
      below.length > 0
        ? "write a line for each of its resources that AWS has"
        : likely === undefined
          ? "take the line out, or configure what makes the resource"
          : `write ${likely}; or take the line out, if the resource is not to be made any more`,
  };
}

/** The nearest path, among the resources whose ids look like this one if there are such. */
function likelyPath({ path, id }: AdoptedEntry, targets: readonly Target[]): string | undefined {
  const types = id === true ? [] : typesOfId(id);
  const fitting = targets.filter(({ resource }) => types.includes(resource.terraformResourceType));
  const paths = (fitting.length > 0 ? fitting : targets).map((target) => target.path);
  const ending = paths.filter((one) => one.endsWith(`/${path}`));
  if (ending.length === 1) return ending[0];
  if (paths.length === 0) return undefined;
  if (paths.length === 1 && fitting.length === 1) return paths[0];
  const near = closest(path, paths);
  return distance(path, near) <= Math.max(3, path.length / 2) ? near : undefined;
}

/** An id of another form than AWS gives to such a resource. */
export function wrongForm(entry: AdoptedEntry & { readonly id: string }, type: string, place: string): Problem {
  const others = typesOfId(entry.id).filter((one) => one !== type);
  const form = importFormOf(type);
  const expected = looksOf(type)?.example ?? (form && "parts" in form ? composition(form) : "another one");
  return {
    code: "ADOPT_ID_FORM",
    path: `${place} › ${entry.path}`,
    message: "The id is none of such a resource.",
    found: `${JSON.stringify(entry.id)}${others.length > 0 ? `, the id of an ${others.join(" or ")},` : ""} for an ${type}`,
    expected: `an id such as ${expected}`,
    fix:
      others.length > 0
        ? `write the id of the ${type}; this one belongs to the line of an ${others[0]}`
        : `write the id as the provider takes it; for example ${expected}`,
  };
}

/** What the id of a type is made of: `cluster_name:addon_name`. */
export function composition({ parts, separator = "" }: ComposedForm): string {
  return parts
    .map(({ anyOf, optional, before }, index) => {
      if (optional) return "";
      return `${index === 0 ? "" : (before ?? separator)}${anyOf.join(" or ")}`;
    })
    .join("");
}

/** An id that is to be composed, of what is not known. */
export function notComposed(entry: AdoptedEntry, type: string, missing: readonly string[], place: string): Problem {
  const form = importFormOf(type);
  const template = form && "parts" in form ? composition(form) : "id";
  const shown = looksOf(type)?.example ?? template;
  return {
    code: "ADOPT_ID_UNKNOWN",
    path: `${place} › ${entry.path}`,
    message: "The id of the resource does not follow from the configuration and the other lines.",
    found: `${entry.id === true ? "true" : JSON.stringify(entry.id)} for an ${type}, whose ${missing.join(" and ")} is not known`,
    expected: template === shown ? template : `${template}, such as ${shown}`,
    fix: `write the id itself, for example "${shown}"; or add the lines of the resources that it is made of`,
  };
}

/** A type that the provider takes over by no id. */
export function notImported(entry: AdoptedEntry, type: string, reason: string, place: string): Problem {
  return {
    code: "ADOPT_TYPE",
    path: `${place} › ${entry.path}`,
    message: "Terraform cannot take such a resource over.",
    found: `an ${type}: ${reason}`,
    expected: "no line for it",
    fix: "take the line out; the next apply makes the resource",
  };
}

/** Two entries with one thing. */
export function twice(first: AdoptedEntry, second: AdoptedEntry, id: string, place: string): Problem {
  return {
    code: "ADOPT_ID_TWICE",
    path: `${place} › ${second.path}`,
    message: "One thing is to be taken over into two resources.",
    found: `${id} for ${first.path} and for ${second.path}`,
    expected: "a line of its own for each thing",
    fix: "leave the line that is right, and correct the other one or take it out",
  };
}

/** Two entries for one resource. */
export function pathTwice(entry: AdoptedEntry, place: string): Problem {
  return {
    code: "ADOPT_PATH_TWICE",
    path: `${place} › ${entry.path}`,
    message: "Two lines are about one resource.",
    found: `${entry.path} twice`,
    expected: "one line for each resource",
    fix: "take one of the two lines out",
  };
}
