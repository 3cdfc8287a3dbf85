import type { Problems } from "../core/errors";
import { checkExactName, type ExactNameKind } from "../core/names/exact-name";
import type { PlacedBehavior } from "./behaviors";
import { cachePolicyKey, hostSeen } from "./cache-policies";
import type { DistributionProps } from "./distribution.types";

/** Checks the whole names of what a distribution is made of: `EXACT_NAME_INVALID`, and `DISTRIBUTION_NAME_UNUSED` for what is not made. */
export function checkDistributionNames(
  { names = {}, origins, securityHeaders }: DistributionProps,
  behaviors: readonly PlacedBehavior[],
  problems: Problems,
): void {
  const policies = behaviors.map((placed) => cachePolicyKey(placed, hostSeen(origins[placed.behavior.origin])));
  const buckets = Object.entries(origins).flatMap(([name, { kind }]) => (kind === "bucket" ? [name] : []));
  const headers = "names.responseHeadersPolicyName";
  checkExactName("cloudFrontPolicy", names.responseHeadersPolicyName, problems, headers);
  if (names.responseHeadersPolicyName !== undefined && securityHeaders === false) {
    problems.add(headers, {
      code: "DISTRIBUTION_NAME_UNUSED",
      message: "The distribution makes nothing that could have this name.",
      found: "a name beside securityHeaders: false",
      expected: "security headers, or no name",
      fix: "leave the name out, or leave out securityHeaders: false",
    });
  }
  checkGiven("cachePolicyNames", "cloudFrontPolicy", names.cachePolicyNames, policies, problems);
  checkGiven("originAccessControlNames", "originAccessControl", names.originAccessControlNames, buckets, problems);
}

function checkGiven(
  option: string,
  kind: ExactNameKind,
  given: Readonly<Record<string, string>> = {},
  made: readonly (string | undefined)[],
  problems: Problems,
): void {
  const known = [...new Set(made.filter((key) => key !== undefined))].sort();
  for (const [key, name] of Object.entries(given)) {
    const property = `names.${option}.${key}`;
    checkExactName(kind, name, problems, property);
    if (known.includes(key)) continue;
    problems.add(property, {
      code: "DISTRIBUTION_NAME_UNUSED",
      message: "The distribution makes nothing that could have this name.",
      found: JSON.stringify(key),
      expected: known.length > 0 ? `one of ${known.join(", ")}` : "no name: it makes none of these",
      fix: known.length > 0 ? "write the name under one of these, or leave it out" : "leave the name out",
    });
  }
}
