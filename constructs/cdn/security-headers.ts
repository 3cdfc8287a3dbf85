import { CloudfrontResponseHeadersPolicy } from "@cdktf/provider-aws/lib/cloudfront-response-headers-policy";
import { Construct } from "constructs";
import { EnvironmentStack } from "../core/environments/environment-stack";
import type { Problems } from "../core/errors";
import { pathInStack } from "../core/names/path-in-stack";
import type { SecurityHeaders } from "./distribution.types";

const DAY = 86_400;
/**
 * Without subdomains: at the name of a whole domain, browsers would refuse every name below it that speaks plain HTTP, whoever serves
 * it, for a year (RFC 6797, 6.1.2 and 14.4). Only who knows all of these names can ask for that.
 */
const DEFAULT_HSTS = { days: 365, subdomains: false, preload: false } as const;

/** The headers that tell browsers to be careful, on every answer of a distribution, whatever the origin sends. */
export class SecurityHeadersPolicy extends Construct {
  readonly policy: CloudfrontResponseHeadersPolicy;

  constructor(scope: Construct, id: string, headers: SecurityHeaders) {
    super(scope, id);
    const stack = EnvironmentStack.of(this);
    const hsts = headers.hsts ?? DEFAULT_HSTS;
    const { contentSecurityPolicy } = headers;
    this.policy = new CloudfrontResponseHeadersPolicy(this, "policy", {
      name: stack.physicalName("cloudFrontPolicy", stack.stackName, pathInStack(this)),
      comment: "Headers that tell browsers to be careful",
      securityHeadersConfig: {
        strictTransportSecurity: {
          accessControlMaxAgeSec: hsts.days * DAY,
          includeSubdomains: hsts.subdomains ?? DEFAULT_HSTS.subdomains,
          preload: hsts.preload ?? false,
          override: true,
        },
        contentTypeOptions: { override: true },
        frameOptions: { frameOption: headers.frames ?? "DENY", override: true },
        referrerPolicy: { referrerPolicy: headers.referrerPolicy ?? "strict-origin-when-cross-origin", override: true },
        ...(contentSecurityPolicy === undefined
          ? {}
          : { contentSecurityPolicy: { contentSecurityPolicy, override: true } }),
      },
    });
  }
}

/** Checks the time that browsers insist on HTTPS. Lists of preloaded names take a year and subdomains (hstspreload.org, 2026-11). */
export function checkSecurityHeaders({ hsts }: SecurityHeaders, problems: Problems): void {
  if (!hsts) return;
  const { days, preload = false, subdomains = DEFAULT_HSTS.subdomains } = hsts;
  if (!Number.isInteger(days) || days < 1 || days > 3650) {
    problems.add("securityHeaders.hsts.days", {
      code: "HSTS_DAYS_INVALID",
      message: "Browsers are told for how many days they insist on HTTPS.",
      found: String(days),
      expected: "a whole number from 1 to 3650",
      fix: "use 365",
    });
  } else if (preload && (days < 365 || !subdomains)) {
    problems.add("securityHeaders.hsts.preload", {
      code: "HSTS_PRELOAD_INVALID",
      message: "Browsers preload only names that ask for a year of HTTPS with all subdomains.",
      found: `days: ${days}, subdomains: ${subdomains}`,
      expected: "at least 365 days, and subdomains",
      fix: `set days: ${Math.max(days, 365)} and subdomains: true, or leave preload out`,
    });
  }
}
