import type { Problems } from "../../core/errors";
import { isValueMap, valueMaps } from "../../core/texts/values";
import { isOlder } from "../charts/chart-version";
import type { HelmValues } from "../releases/release.types";

/**
 * Argo CD in the newest patch of the minor version that the pinned chart installs, which is newer than the chart (argoproj/argo-cd, releases,
 * 2026-08-12): it also hides what a Secret's `last-applied-configuration` says in comparisons (#28989), and masks that can be forged (#29089).
 */
export const ARGO_CD_IMAGE = "v3.4.7";

/**
 * First patch of each minor version that shows who may only read no Secrets, and runs no script from an annotation: GitHub security advisories
 * GHSA-3v3m-wc6v-x4x3 (CVE-2026-42880), GHSA-rg3g-4rw9-gqrp (CVE-2026-45737: the first fix was not whole) and GHSA-h98r-wv3h-fr38
 * (CVE-2026-45738, scripts) of argoproj/argo-cd, 2026-05. Older minor versions get no patches any more.
 */
const FIRST_SAFE = ["3.2.12", "3.3.10", "3.4.2"] as const;

/** First chart with a safe image; those before have 3.4.1, 3.3.9 or older (argoproj/argo-helm, `Chart.yaml` of 9.5.13 and 9.5.14). */
const FIRST_SAFE_CHART = "9.5.14";

/**
 * Adds `ARGOCD_VERSION` for a version of Argo CD that shows Secrets to who may only read.
 *
 * @param chartVersion the chart, if it is another one than the pinned one
 * @param values everything that the chart is given
 */
export function checkArgoCdVersion(chartVersion: string | undefined, values: HelmValues, problems: Problems): void {
  const images = valueMaps(values).flatMap(({ keys, map }) =>
    isArgoCdImage(keys) && typeof map.tag === "string" && map.tag !== "" ? [{ keys, tag: map.tag }] : [],
  );
  for (const { keys, tag } of images) {
    if (isSafe(tag)) continue;
    problems.add(`values.${keys.join(".")}.tag`, {
      ...showsSecrets(`"${tag}"`),
      fix: `use ${ARGO_CD_IMAGE}, or leave the tag out`,
    });
  }
  const whole = images.some(({ keys }) => keys[0] === "global");
  if (chartVersion === undefined || whole || !isOlder(chartVersion, FIRST_SAFE_CHART)) return;
  problems.add("chartVersion", {
    ...showsSecrets(`the chart ${chartVersion}`),
    fix: `leave chartVersion out, or use one from ${FIRST_SAFE_CHART} on`,
  });
}

/** `global.image`, or the image of one of Argo CD's own parts; Dex and Redis have versions of their own. */
function isArgoCdImage(keys: readonly string[]): boolean {
  return keys.length === 2 && keys[1] === "image" && !["dex", "redis", "redis-ha"].includes(keys[0] ?? "");
}

/** A tag that is no version, such as a digest's, is not known, and not refused. */
function isSafe(tag: string): boolean {
  const [, minor] = /^v?(\d+\.\d+)\.\d+/.exec(tag) ?? [];
  if (minor === undefined) return true;
  const first = FIRST_SAFE.find((version) => version.startsWith(`${minor}.`));
  return !isOlder(tag, first ?? FIRST_SAFE[0]);
}

function showsSecrets(found: string) {
  return {
    code: "ARGOCD_VERSION",
    message: "This Argo CD shows Secrets of the cluster to who may only read (CVE-2026-42880, CVE-2026-45737).",
    found,
    expected: `Argo CD ${FIRST_SAFE.slice(0, -1).join(", ")} or ${FIRST_SAFE.at(-1)}, or newer`,
  };
}

/** The part of the values that pins the image; a chart that was chosen brings its own. */
export function pinnedImage(chartVersion: string | undefined, values: HelmValues): HelmValues {
  if (chartVersion !== undefined) return values;
  const global = isValueMap(values.global) ? values.global : {};
  return { ...values, global: { ...global, image: { tag: ARGO_CD_IMAGE } } };
}
