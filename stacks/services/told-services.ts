import { GroundplanError, type Problem } from "../../constructs/core/errors";

/** What a service or a server is told only because it is not exposed. */
const UNEXPOSED = new Set(["DEPLOYMENT_WITHOUT_TRAFFIC", "SCALE_REQUESTS_UNEXPOSED", "GROUP_REQUESTS_UNEXPOSED"]);

/**
 * The services or servers of which something has been told already: they are made without it, so that what else is wrong with them is told in the same
 * run, and nothing twice.
 */
export class ToldServices {
  /**
   * @param path path of the construct that they are made in
   * @param problems what has been told
   */
  constructor(
    private readonly path: string,
    private readonly problems: readonly Problem[],
  ) {}

  /** Whether an option of one, or a part of it, is refused. */
  isTold(service: string, option: string): boolean {
    const place = `${this.path}/${service} › ${option}`;
    return this.problems.some(({ path }) => path === place || path.startsWith(`${place}.`));
  }
}

/** What a construct says of what is used in its own words, by names that only code has. */
const OF_USES = "USE_VARIABLE_TWICE";

/**
 * Makes a service of which something has been told already by its place in the configuration.
 *
 * @throws GroundplanError what is wrong with it, but for what it uses where that has been told
 */
export function withoutTold<T>(told: readonly Problem[], make: () => T): T {
  if (!told.some(({ code }) => code === OF_USES)) return make();
  return withoutProblems(({ code }) => code === OF_USES, make);
}

/**
 * Makes a service or a server that is to be exposed without its exposure.
 *
 * @throws GroundplanError what is wrong with it, but for what is wrong because it is not exposed
 */
export function withoutExposure<T>(make: () => T): T {
  return withoutProblems(({ code }) => UNEXPOSED.has(code), make);
}

/**
 * Makes a service of which some problems are told elsewhere, or are none.
 *
 * @throws GroundplanError the others
 */
export function withoutProblems<T>(isTold: (problem: Problem) => boolean, make: () => T): T {
  try {
    return make();
  } catch (error) {
    if (!(error instanceof GroundplanError)) throw error;
    throw new GroundplanError(error.problems.filter((problem) => !isTold(problem)));
  }
}
