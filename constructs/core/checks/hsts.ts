import type { Problems } from "../errors";

/** How long browsers insist on HTTPS (`Strict-Transport-Security`). */
export interface Hsts {
  /**
   * Days.
   *
   * @minimum 1
   * @maximum 3650
   * @rangeToldAs HSTS_DAYS_INVALID
   */
  readonly days: number;
  /**
   * Whether it is meant for every name below the one that was asked for too, whoever serves it.
   *
   * @default false
   */
  readonly subdomains?: boolean;
  /**
   * Whether browsers may keep it in the lists that they are shipped with.
   *
   * @default false
   */
  readonly preload?: boolean;
}

/** Seconds of a day, in which the header counts. */
export const DAY_SECONDS = 86_400;

/**
 * Checks the time that browsers insist on HTTPS. Lists of preloaded names take a year and subdomains (hstspreload.org, 2026-11). Adds
 * `HSTS_DAYS_INVALID` and `HSTS_PRELOAD_INVALID`.
 */
export function checkHsts(
  { days, preload = false, subdomains = false }: Hsts,
  property: string,
  problems: Problems,
): void {
  if (!Number.isInteger(days) || days < 1 || days > 3650) {
    problems.add(`${property}.days`, {
      code: "HSTS_DAYS_INVALID",
      message: "Browsers are told for how many days they insist on HTTPS.",
      found: String(days),
      expected: "a whole number from 1 to 3650",
      fix: "use 365",
    });
  } else if (preload && (days < 365 || !subdomains)) {
    problems.add(`${property}.preload`, {
      code: "HSTS_PRELOAD_INVALID",
      message: "Browsers preload only names that ask for a year of HTTPS with all subdomains.",
      found: `days: ${days}, subdomains: ${subdomains}`,
      expected: "at least 365 days, and subdomains",
      fix: `set days: ${Math.max(days, 365)} and subdomains: true, or leave preload out`,
    });
  }
}
