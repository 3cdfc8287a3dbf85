import { GroundplanError, type Problem } from "../../constructs/core/errors";
import { networkProblems } from "../checks/environment-checks";
import { ConfigProblems, type Finding } from "../config-problems";
import { addAtPlaces, type OriginOf } from "../reading/locate";
import { formatPath } from "../reading/tree";
import type { ResolvedEnvironment } from "../resolved-environment";
import type { MendedPlace } from "./mend";
import { STAND_IN } from "./samples";
import { STAND_INS, standIn } from "./stand-ins";

/** An environment as it was read. */
export interface Reading {
  /** The environment; as it may be where its form has mistakes, in several ways; none where nothing can be made of it. */
  readonly ways: readonly ResolvedEnvironment[];
  /** Where mistakes of form were mended, with the file that each is in; none in an environment as it was written. */
  readonly places: readonly (MendedPlace & {
    readonly file: string;
    readonly item: string;
    /** Positions of the place and of all that is around it, as {@link formatPosition} writes them. */
    readonly around: readonly string[];
  })[];
}

/** What is known of environments that are right, or stand in for such that are not. */
export interface Standing {
  /** Names of those which are as they were written, but for mistakes whose advice says what belongs there. */
  readonly sure: readonly string[];
  /** Full names of stacks that are made of what stands in, so that there is nothing in them to judge. */
  readonly unjudged: readonly string[];
}

/** The checks behind that of the form. */
export interface LaterChecks {
  /** Checks what environments say, each and together. */
  values(environments: readonly ResolvedEnvironment[], problems: ConfigProblems): void;
  /**
   * Makes the stacks of environments that are right, or stand in for such that are not, and throws what is wrong with them.
   */
  stacks(environments: readonly ResolvedEnvironment[], standing: Standing): void;
  /** What sections call the properties of constructs. */
  readonly originOf: OriginOf;
}

/**
 * Adds the mistakes that those which were found hide: what is wrong however these are mended. What depends on how a mistake is mended, or
 * is told at its place, is not told: it may go with it.
 *
 * @returns problems that stem from no place in the files
 */
export function addHidden(
  readings: readonly Reading[],
  problems: ConfigProblems,
  checks: LaterChecks,
): readonly Problem[] {
  const [first, ...otherWays] = Array.from({ length: waysOf(readings) }, (_, way) => found(readings, way, checks));
  if (!first) return [];
  for (const { problems: also } of otherWays) first.problems.keepAlsoIn(also);
  const places = readings.flatMap((reading) => reading.places);
  first.problems.keep((finding) => !places.some((place) => isAt(finding, place)) && !namesStandIn(finding.problem));
  problems.addAll(first.problems);
  return first.others.filter(
    (problem) =>
      otherWays.every(({ others }) =>
        others.some((other) => other.code === problem.code && other.path === problem.path),
      ) &&
      !places.some((place) => isAround(problem, place)) &&
      !namesStandIn(problem),
  );
}

function waysOf(readings: readonly Reading[]): number {
  const isNetworkWrong = readings.some(({ ways: [one] }) => one && networkProblems(one).length > 0);
  return Math.max(isNetworkWrong ? STAND_INS : 1, ...readings.map(({ ways }) => ways.length));
}

function found(readings: readonly Reading[], way: number, checks: LaterChecks) {
  const problems = new ConfigProblems();
  const environments = readings.flatMap(({ ways }) => ways[Math.min(way, ways.length - 1)] ?? []);
  checks.values(environments, problems);
  const standIns = environments.flatMap((one) => {
    const stands = standIn(one, way);
    return stands ? [{ ...stands, isItself: stands.resolved === one }] : [];
  });
  const standing = standIns.map(({ resolved }) => resolved);
  const namesOf = (some: typeof standIns) => some.map(({ resolved: { environment } }) => environment.name);
  const sure = namesOf(standIns.filter(({ resolved, isItself }) => isItself && isSure(readings, resolved)));
  const unjudged = namesOf(standIns.filter(({ isNetworkOwn }) => !isNetworkOwn)).map((name) => `${name}-network`);
  const told = problemsIn(() => checks.stacks(standing, { sure, unjudged }));
  return { problems, others: addAtPlaces(told, standing, checks.originOf, problems) };
}

/** Whether nothing of an environment is a guess. */
function isSure(readings: readonly Reading[], { environment }: ResolvedEnvironment): boolean {
  const own = readings.find(({ ways: [one] }) => one?.environment.name === environment.name);
  return own?.places.every((place) => place.isSure) ?? false;
}

function problemsIn(step: () => void): readonly Problem[] {
  try {
    step();
    return [];
  } catch (error) {
    if (!(error instanceof GroundplanError)) throw error;
    return error.problems;
  }
}

/**
 * Whether a finding is about a place that was mended, about a part of it that was mended with it, about a whole of which nobody knows how
 * it is to be mended, or about one of which nothing is left.
 */
function isAt({ at, path }: Finding, place: Reading["places"][number]): boolean {
  const mended = formatPath(place.path);
  if (at.file !== place.file) return false;
  const isPart = !place.isKeyAlone && isBelow(path, mended);
  const isEmptied = place.leavesEmpty && path === formatPath(place.path.slice(0, -1));
  return path === mended || isPart || isEmptied || (!place.isSure && isBelow(mended, path));
}

/**
 * Whether what a guardrail found is in something that a mended place is part of, where nobody knows how that is to be mended, or an exemption
 * that was: whether that finds something is not known while what it says is wrong.
 */
function isAround(
  { path }: Problem,
  { isSure: isKnown, around, path: [top], item }: Reading["places"][number],
): boolean {
  const [at = ""] = path.split(" › ");
  return (!isKnown && around.includes(at)) || (top === "exemptions" && path.endsWith(item));
}

/** Whether a finding shows a value that nobody wrote. */
function namesStandIn({ message, found, expected, fix }: Omit<Problem, "path">): boolean {
  return [message, found, expected, fix].some((text) => text.includes(STAND_IN));
}

function isBelow(path: string, above: string): boolean {
  return path.startsWith(`${above}.`) || path.startsWith(`${above}[`);
}
