import { Token } from "cdktf";
import type { Problems } from "../../core/errors";
import { isValueMap } from "../../core/texts/values";
import type { HelmValue } from "../releases/release.types";

/**
 * What the chart's argument `--default-tags=Key=value,…` cannot hold: it stands in YAML without quotes, and is read as CSV
 * (aws-load-balancer-controller, `templates/deployment.yaml` and `_helpers.tpl`, 3.5.0).
 */
const BROKEN = /[,"\r\n\u0085\u2028\u2029]|: |:$| #/;

/** Adds `LOAD_BALANCER_TAG` for every tag by which the controller would not start, or would give other tags than these. */
export function checkDefaultTags(tags: HelmValue | undefined, problems: Problems): void {
  if (!isValueMap(tags)) return;
  for (const [key, value] of Object.entries(tags)) {
    const text = String(value);
    if (Token.isUnresolved(value) || !(BROKEN.test(key) || BROKEN.test(text) || key.includes("="))) continue;
    problems.add(`values.defaultTags.${key}`, {
      code: "LOAD_BALANCER_TAG",
      message:
        "The load balancer controller takes its tags as one text with commas, and would read this one as something else.",
      found: `${key}: ${JSON.stringify(text)}`,
      expected:
        "a key without = and a key and a value without a comma, a quote, a line break, a colon before a space or at the end, or a # behind a space",
      fix: "write the tag in other characters, such as a dash",
    });
  }
}
