import { CLOUDFRONT_REGION } from "../aws/regions";
import { checkHsts } from "../core/checks/hsts";
import { quotaOf } from "../core/environments/environment-quotas";
import type { EnvironmentStack } from "../core/environments/environment-stack";
import { checkExemptionReason } from "../core/environments/exemptions";
import type { Problems } from "../core/errors";
import { checkDomainName } from "../dns/domain-name";
import { checkCountries } from "../waf/rules/country-codes";
import { checkBehaviors } from "./behavior-checks";
import { DEFAULT_PATTERN, orderedBehaviors, type PlacedBehavior } from "./behaviors";
import type { DistributionProps, ErrorResponse } from "./distribution.types";
import { checkDistributionNames } from "./distribution-names";
import { checkOrigins } from "./origin-checks";

/** Everything that is decided before the first resource is made. */
export interface DistributionPlan {
  /** Names that viewers ask for, sorted. */
  readonly aliases: readonly string[];
  readonly defaultBehavior: PlacedBehavior;
  /** In the order in which they are tried. */
  readonly behaviors: readonly PlacedBehavior[];
}

/** Statuses of an origin that CloudFront has pages for, and statuses that it answers with (CloudFront API Reference, `CustomErrorResponse`, as of 2026-11). */
const ERROR_STATUSES = [400, 403, 404, 405, 414, 416, 500, 501, 502, 503, 504];
const ANSWER_STATUSES = [200, ...ERROR_STATUSES];

/**
 * Checks the properties of a distribution.
 *
 * @throws GroundplanError with everything that is wrong
 */
export function planDistribution(
  props: DistributionProps,
  stack: EnvironmentStack,
  problems: Problems,
): DistributionPlan {
  const aliases = [...new Set(props.aliases ?? props.certificate?.names ?? [])].sort();
  const behaviors = orderedBehaviors(props.behaviors ?? {});
  const defaultBehavior = { pattern: DEFAULT_PATTERN, behavior: props.defaultBehavior, property: "defaultBehavior" };
  checkNames(props, aliases, problems);
  checkOrigins(props.origins, { stack, aliases, problems });
  checkBehaviors([defaultBehavior, ...behaviors], props.origins, (name) => quotaOf(stack, name), problems);
  checkWebAcl(props, stack, problems);
  checkErrorResponses(props.errorResponses ?? {}, problems);
  checkGeoRestriction(props, problems);
  const { hsts } = props.securityHeaders || {};
  if (hsts) checkHsts(hsts, "securityHeaders.hsts", problems);
  checkTexts(props, problems);
  checkDistributionNames(props, [defaultBehavior, ...behaviors], problems);
  problems.throwIfAny();
  return { aliases, defaultBehavior, behaviors };
}

function checkNames({ certificate }: DistributionProps, aliases: readonly string[], problems: Problems): void {
  for (const alias of aliases) checkDomainName(alias, `aliases ${alias}`, problems, { wildcard: true });
  if (!certificate) {
    if (aliases.length === 0) return;
    problems.add("certificate", {
      code: "ALIASES_WITHOUT_CERTIFICATE",
      message: "CloudFront answers for names of yours only with a certificate that covers them.",
      found: `aliases ${aliases.join(", ")} and no certificate`,
      expected: `a certificate in ${CLOUDFRONT_REGION} for the aliases`,
      fix: `certificate: new Certificate(this, "certificate", { names: ["${aliases.join('", "')}"], zones, region: "${CLOUDFRONT_REGION}" })`,
    });
    return;
  }
  if (certificate.region !== CLOUDFRONT_REGION) {
    problems.add("certificate", {
      code: "CERTIFICATE_REGION",
      message: "CloudFront takes certificates of one region only.",
      found: `a certificate in ${certificate.region}`,
      expected: `a certificate in ${CLOUDFRONT_REGION}`,
      fix: `make another for the distribution: region: "${CLOUDFRONT_REGION}"`,
    });
  }
  const uncovered = aliases.filter((alias) => !certificate.covers(alias));
  if (uncovered.length === 0) return;
  problems.add("aliases", {
    code: "ALIASES_UNCOVERED",
    message: "The certificate does not cover these aliases, so CloudFront would refuse them.",
    found: uncovered.join(", "),
    expected: `names among ${[...certificate.names].sort().join(", ")}`,
    fix: "add the names to the certificate, or leave the aliases out",
  });
}

/** CDN-03 and ALB-08. */
function checkWebAcl({ webAcl, withoutWebAcl }: DistributionProps, stack: EnvironmentStack, problems: Problems): void {
  if (withoutWebAcl) checkExemptionReason(withoutWebAcl.reason, "withoutWebAcl.reason", problems);
  if (webAcl && webAcl.scope !== "CLOUDFRONT") {
    problems.add("webAcl", {
      code: "WEB_ACL_SCOPE",
      message: "A distribution takes a web ACL of scope CLOUDFRONT only.",
      found: `a web ACL of scope ${webAcl.scope}`,
      expected: "scope CLOUDFRONT",
      fix: 'make another for the distribution: new WebAcl(this, "web-acl", { scope: "CLOUDFRONT" })',
    });
  }
  if (webAcl || withoutWebAcl || !stack.environment.protect) return;
  problems.add("webAcl", {
    code: "WEB_ACL_MISSING",
    message: "A distribution of a protected environment has a web ACL.",
    found: `no web ACL in the environment ${stack.environment.name}`,
    expected: "a web ACL of scope CLOUDFRONT",
    fix: 'webAcl: new WebAcl(this, "web-acl", { scope: "CLOUDFRONT" }), or withoutWebAcl: { reason: "…" }',
  });
}

function checkErrorResponses(responses: Readonly<Record<number, ErrorResponse>>, problems: Problems): void {
  for (const [text, { page, status, ttlSeconds = 10 }] of Object.entries(responses)) {
    const property = `errorResponses.${text}`;
    if (!ERROR_STATUSES.includes(Number(text)) || (status !== undefined && !ANSWER_STATUSES.includes(status))) {
      problems.add(property, {
        code: "ERROR_STATUS_INVALID",
        message: "CloudFront has no error page for this status, or does not answer with it.",
        found: `${text}, answered with ${status ?? text}`,
        expected: `one of ${ERROR_STATUSES.join(", ")}, answered with one of them or with 200`,
        fix: ERROR_STATUSES.includes(Number(text))
          ? "leave the status out to pass on the error's own"
          : "remove it: CloudFront passes on what the origin answers with",
      });
    }
    if (!page.startsWith("/")) {
      problems.add(`${property}.page`, {
        code: "ERROR_PAGE_INVALID",
        message: "An error page is a path of the distribution.",
        found: `"${page}"`,
        expected: "a path that starts with a slash",
        fix: `write "/${page}"`,
      });
    }
    if (!Number.isInteger(ttlSeconds) || ttlSeconds < 0 || ttlSeconds > 31_536_000) {
      problems.add(`${property}.ttlSeconds`, {
        code: "ERROR_TTL_INVALID",
        message: "An error cannot be kept so long.",
        found: `${ttlSeconds} seconds`,
        expected: "a whole number from 0 to 31536000",
        fix: "leave it out for 10: a mended page shows soon",
      });
    }
  }
}

function checkGeoRestriction({ geoRestriction }: DistributionProps, problems: Problems): void {
  if (!geoRestriction) return;
  const [list, countries] = geoRestriction.allow ? ["allow", geoRestriction.allow] : ["deny", geoRestriction.deny];
  checkCountries(countries ?? [], problems, `geoRestriction.${list}`, "geoRestriction");
}

/** Amazon CloudFront API Reference, `DistributionConfig`, as of 2026-11. */
const MAX_COMMENT = 128;

function checkTexts({ comment, rootObject }: DistributionProps, problems: Problems): void {
  if (comment !== undefined && comment.length > MAX_COMMENT) {
    problems.add("comment", {
      code: "COMMENT_TOO_LONG",
      message: "CloudFront takes no longer comments.",
      found: `${comment.length} characters`,
      expected: `at most ${MAX_COMMENT}`,
      fix: "say it shorter",
    });
  }
  if (rootObject?.startsWith("/")) {
    problems.add("rootObject", {
      code: "ROOT_OBJECT_INVALID",
      message: "CloudFront answers a request for / with an error when the root object starts with a slash.",
      found: `"${rootObject}"`,
      expected: "the name of an object",
      fix: `write "${rootObject.replace(/^\/+/, "")}"`,
    });
  }
}
