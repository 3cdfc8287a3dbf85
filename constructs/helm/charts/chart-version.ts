import { compareVersions } from "../../core/versions/version-constraint";

/**
 * Whether a version is older than another one, by its three numbers.
 *
 * @param version such as `9.5.14` or `v3.4.7`
 */
export function isOlder(version: string, than: string): boolean {
  return compareVersions(numbersOf(version), numbersOf(than)) < 0;
}

function numbersOf(version: string): string {
  return version.replace(/^v/, "").replace(/[-+].*$/, "");
}
