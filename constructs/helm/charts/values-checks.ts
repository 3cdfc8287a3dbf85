import { closest, distance } from "fastest-levenshtein";
import type { Problems } from "../../core/errors";
import { secretsIn } from "../../core/texts/secret-values";
import { isValueMap } from "../../core/texts/values";
import type { HelmValues } from "../releases/release.types";

/** The keys of each map that has keys of the chart's own, by path; what is below other maps is the reader's. */
type KnownKeys = ReadonlyMap<string, readonly string[]>;

const parsed = new Map<string, KnownKeys>();

/** Reads lines of `path: key key …`; a line that begins with a space goes on. */
function knownKeys(outline: string): KnownKeys {
  const before = parsed.get(outline);
  if (before) return before;
  const lines = outline.trim().replace(/\n +/g, " ").split("\n");
  const keys = new Map(
    lines.map((line) => {
      const [path = "", names = ""] = line.split(": ");
      return [path === "." ? "" : path, names.split(" ")] as const;
    }),
  );
  parsed.set(outline, keys);
  return keys;
}

/**
 * Adds `HELM_VALUE_UNKNOWN` for every key that the chart does not know: Helm takes it without a word and does nothing.
 *
 * @param outline keys of the chart, see `tools/chart-keys.ts`
 */
export function checkKeys(values: HelmValues, chart: string, outline: string, problems: Problems): void {
  const known = knownKeys(outline);
  const visit = (map: HelmValues, path: string): void => {
    const names = known.get(path);
    if (!names) return;
    for (const [key, value] of Object.entries(map)) {
      const below = path ? `${path}.${key}` : key;
      if (!names.includes(key)) problems.add(`values.${below}`, unknownKey(below, key, names, chart));
      else if (isValueMap(value)) visit(value, below);
    }
  };
  visit(values, "");
}

function unknownKey(path: string, key: string, names: readonly string[], chart: string) {
  const near = closest(key, [...names]);
  const meant = distance(near, key) <= 3 ? near : undefined;
  return {
    code: "HELM_VALUE_UNKNOWN",
    message: "The chart does not know this value, and Helm would ignore it without a word.",
    found: path,
    expected: names.length > 12 ? `a value of the chart ${chart}` : `one of ${names.join(", ")}`,
    fix: meant ? `did you mean "${meant}"?` : `take it out, or write it as \`helm show values\` of ${chart} has it`,
  };
}

/** Adds `HELM_VALUE_SECRET` for every value that looks like a secret. The value is never repeated. */
export function checkSecrets(values: HelmValues, problems: Problems): void {
  for (const { keys, why } of secretsIn(values)) {
    problems.add(`values.${keys.join(".")}`, {
      code: "HELM_VALUE_SECRET",
      message: "The value looks like a secret, and values are readable in plans, in the state and in the cluster.",
      found: why,
      expected: "the name of a Kubernetes Secret",
      fix: "keep it in Secrets Manager, let External Secrets make a Secret of it, and give the chart the Secret's name",
    });
  }
}
