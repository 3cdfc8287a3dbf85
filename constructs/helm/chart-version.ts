/**
 * Whether a version is older than another one, by its three numbers.
 *
 * @param version such as `9.5.14` or `v3.4.7`
 */
export function isOlder(version: string, than: string): boolean {
  const [left, right] = [numbersOf(version), numbersOf(than)];
  const place = left.findIndex((number, index) => number !== right[index]);
  return place >= 0 && (left[place] ?? 0) < (right[place] ?? 0);
}

function numbersOf(version: string): number[] {
  return version.replace(/^v/, "").split(/[-+]/, 1).join("").split(".").map(Number);
}
