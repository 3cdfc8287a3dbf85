import { closest } from "fastest-levenshtein";
import type { Problem } from "../core/errors";
import type { AlsoKnown } from "./also-known";
import { knownValues, unknownValue } from "./known-values";
import { wordsOf } from "./table-lines";

/** The actions of the services that were asked for, in small letters: IAM does not distinguish cases. */
const byService = new Map<string, ReadonlySet<string> | undefined>();

/**
 * What is told of an action that IAM does not know, or of a pattern (`sqs:Send*`) that no action matches; `undefined` if all is well.
 *
 * @param action service and action: `sqs:SendMessage`
 */
export function unknownAction(action: string, alsoKnown: AlsoKnown = {}): Omit<Problem, "path"> | undefined {
  const [service = "", name = ""] = action.toLowerCase().split(":");
  const actions = actionsOf(service);
  if (actions?.has(name)) return undefined;
  if (/[*?]/.test(name) && actions && [...actions].some((known) => patternOf(name).test(known))) return undefined;
  return unknownValue("actions", action, alsoKnown, nearest(service, action));
}

function actionsOf(service: string): ReadonlySet<string> | undefined {
  if (byService.has(service)) return byService.get(service);
  const { TABLE }: typeof import("./tables/actions") = require("./tables/actions");
  const words = wordsOf(TABLE, service);
  const actions = words && new Set(words.map((word) => word.toLowerCase()));
  byService.set(service, actions);
  return actions;
}

/** The actions of the service that was meant: the nearest of all would be one of another service. */
function nearest(service: string, action: string): string[] {
  const all = [...knownValues("actions")];
  const services = [...new Set(all.map((known) => known.split(":")[0] ?? ""))];
  const meant = services.includes(service) ? service : closest(service, services);
  return action.endsWith(":*") ? [`${meant}:*`] : all.filter((known) => known.startsWith(`${meant}:`));
}

function patternOf(name: string): RegExp {
  const expression = name.replaceAll("*", ".*").replaceAll("?", ".");
  return new RegExp(`^${expression}$`);
}
