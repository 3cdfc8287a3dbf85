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
  readonly places: readonly (MendedPlace & { readonly file: string; readonly item: string })[];
}

/** The checks behind that of the form. */
export interface LaterChecks {
  /** Checks what environments say, each and together. */
  values(environments: readonly ResolvedEnvironment[], problems: ConfigProblems): void;
  /**
   * Makes the stacks of environments that are right, or stand in for such that are not, and throws what is wrong with them.
   *
   * @param sure names of those which are as they were written, but for mistakes whose advice says what belongs there
   */
  stacks(environments: readonly ResolvedEnvironment[], sure: readonly string[]): void;
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
  const first = found(readings, 0, checks);
  for (let way = 1; way < waysOf(readings) && !first.problems.none; way++) {
    first.problems.keepAlsoIn(found(readings, way, checks).problems);
  }
  const places = readings.flatMap((reading) => reading.places);
  first.problems.keep((finding) => !places.some((place) => isAt(finding, place)) && !namesStandIn(finding));
  problems.addAll(first.problems);
  // Whether an exemption finds something is not known while what it says is wrong.
  return first.others.filter(
    ({ path }) => !places.some(({ path: [top], item }) => top === "exemptions" && path.endsWith(item)),
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
  const standing = environments.flatMap((one) => standIn(one, way) ?? []);
  const sure = standing.filter((one) => environments.includes(one) && isSure(readings, one));
  return {
    problems,
    others: addAtPlaces(
      problemsIn(() =>
        checks.stacks(
          standing,
          sure.map(({ environment }) => environment.name),
        ),
      ),
      standing,
      checks.originOf,
      problems,
    ),
  };
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
 * Whether a finding is about a place that was mended, about a part of it that was mended with it, or about a whole of which nobody knows how
 * it is to be mended.
 */
function isAt({ at, path }: Finding, place: Reading["places"][number]): boolean {
  const mended = formatPath(place.path);
  if (at.file !== place.file) return false;
  const isPart = !place.isKeyAlone && isBelow(path, mended);
  return path === mended || isPart || (!place.isSure && isBelow(mended, path));
}

/** Whether a finding shows a value that nobody wrote. */
function namesStandIn({ problem: { message, found, expected, fix } }: Finding): boolean {
  return [message, found, expected, fix].some((text) => text.includes(STAND_IN));
}

function isBelow(path: string, above: string): boolean {
  return path.startsWith(`${above}.`) || path.startsWith(`${above}[`);
}
