import type { LedgerLine } from "../../../memory/ledger/ledger.types";
import type { Problem } from "../errors";
import { likeness } from "../texts/likeness";
import { type DeclaredMove, type KnownPlaces, type Place, placeText } from "./move-types";

/** Something that goes to another stack, and of which it is not known what the provider imports it by. */
export interface Unread {
  readonly line: LedgerLine;
  /** Whether the stack that it comes from is no longer made. */
  readonly isGone: boolean;
}

/** Something that would be destroyed, since something else is deployed where it is said to have moved to. */
export interface TakenPlace {
  readonly line: LedgerLine;
  readonly there: Place;
}

/** Longest list of addresses in a message. */
const LONGEST = 5;

/** What goes to another state is imported there, by ids that only the old state knows. */
export function idsUnknown({ at, from, stack, to }: DeclaredMove, unread: readonly Unread[]): Problem {
  const environment = stack.environment.name;
  const addresses = unread.map(({ line }) => line.address);
  const more = addresses.length > LONGEST ? ` and ${addresses.length - LONGEST} more` : "";
  const isGone = unread.some((one) => one.isGone);
  const rename = `npx groundplan ledger ${environment} --rename-stack ${placeText({ ...from, path: "" }, environment)} ${placeText({ ...to, path: "" }, environment)}`;
  const read = `npx groundplan ledger ${environment} --ids ${placeText(from, environment)}`;
  return {
    code: "MOVED_IDS_UNKNOWN",
    path: at,
    message: isGone
      ? "What goes to another stack must leave the one that it was in, and that one is no longer made."
      : "What goes to another stack is imported there, and nobody has read yet by which ids.",
    found: `${addresses.slice(0, LONGEST).join(", ")}${more} in ${from.stack}, without ids in the ledger`,
    expected: isGone ? "a stack that lets go of it" : "the ids, which stand in the state",
    fix: isGone
      ? `keep ${from.stack} in the configuration until this is deployed; or, where ${to.stack} takes its place, take the line out and move the whole state: \`${rename}\``
      : `read them, with the credentials of a plan: \`${read}\`; then commit the file`,
  };
}

/** A move to what is deployed: Terraform leaves that as it is, and destroys what comes. */
export function placeTaken({ at, stack }: DeclaredMove, taken: readonly TakenPlace[]): Problem {
  const { name } = stack.environment;
  const shown = taken.slice(0, LONGEST).map(({ line, there }) => `${line.address} to ${placeText(there, name)}`);
  const more = taken.length > LONGEST ? ` and ${taken.length - LONGEST} more` : "";
  return {
    code: "MOVED_TAKEN",
    path: at,
    message: "Something else is deployed where this is said to have moved to, and what comes would be destroyed.",
    found: `${shown.join(", ")}${more}`,
    expected: "a place that nothing has been deployed at",
    fix: "give what has moved an id of its own, and write that place as the new one; or take the line out, and leave what it was about as it was",
  };
}

/** A move that finds nothing at either place. */
export function unmatched(move: DeclaredMove, environment: KnownPlaces): Problem {
  const { at, from, to } = move;
  const text = (place: Place) => placeText(place, environment.name);
  const base = { code: "MOVED_UNMATCHED", path: at };
  if (environment.isLeftBehind(move)) {
    return {
      ...base,
      message: "What is said to have moved is still made where it was.",
      found: `something at ${text(from)}`,
      expected: "a place that nothing has any more",
      fix: "take the line out; or give what stands there another id",
    };
  }
  if (!environment.isMade(to)) {
    const near = nearest(
      to,
      environment.stacks.flatMap((stack) => environment.pathsIn(stack).flatMap((path) => above(stack, path))),
    );
    return {
      ...base,
      message: "Nothing is made where something is said to have moved to.",
      found: `nothing at ${text(to)}`,
      expected: "the path of a construct that is made",
      fix: `${near ? `did you mean ${text(near)}? Write it as the new place; ` : "write the path that it has now; "}or take the line out`,
    };
  }
  const near = nearest(
    from,
    (environment.ledger ?? [])
      .filter(({ stack, path }) => stack === from.stack && !environment.pathsIn(stack).includes(path))
      .flatMap(({ stack, path }) => above(stack, path)),
  );
  return {
    ...base,
    message: "Nothing that is deployed is known where something is said to have moved from.",
    found: `nothing of ${text(from)} in the ledger, and nothing of ${text(to)}`,
    expected: "the path of something that the ledger of the environment has",
    fix: `${near ? `did you mean ${text(near)}? Write it as the old place; ` : "write the path that it had; "}or take the line out`,
  };
}

/** A path and those above it. */
function above(stack: string, path: string): Place[] {
  const ids = path.split("/");
  return ids.map((_, index) => ({ stack, path: ids.slice(0, index + 1).join("/") }));
}

/** Of several places the one whose path has most in common with another one's. */
function nearest(place: Place, places: readonly Place[]): Place | undefined {
  const scored = places
    .filter(({ stack, path }) => stack !== place.stack || path !== place.path)
    .map((one) => ({ one, score: likeness(place.path, one.path) + (one.stack === place.stack ? 0.1 : 0) }))
    .filter(({ score }) => score > 0.4)
    .sort((a, b) => b.score - a.score || (a.one.path < b.one.path ? -1 : 1));
  return scored[0]?.one;
}
