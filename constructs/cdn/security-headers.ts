import { CloudfrontResponseHeadersPolicy } from "@cdktf/provider-aws/lib/cloudfront-response-headers-policy";
import type { Construct } from "constructs";
import { BaseConstruct } from "../core/base-construct";
import { DAY_SECONDS } from "../core/checks/hsts";
import { EnvironmentStack } from "../core/environments/environment-stack";
import { pathInStack } from "../core/names/path-in-stack";
import type { SecurityHeaders } from "./distribution.types";

/**
 * Without subdomains: at the name of a whole domain, browsers would refuse every name below it that speaks plain HTTP, whoever serves
 * it, for a year (RFC 6797, 6.1.2 and 14.4). Only who knows all of these names can ask for that.
 */
const DEFAULT_HSTS = { days: 365, subdomains: false, preload: false } as const;

/** The headers that tell browsers to be careful, on every answer of a distribution, whatever the origin sends. */
export class SecurityHeadersPolicy extends BaseConstruct {
  readonly policy: CloudfrontResponseHeadersPolicy;

  /** @param policyName whole name of the policy; one is made where it is left out */
  constructor(scope: Construct, id: string, headers: SecurityHeaders, policyName?: string) {
    super(scope, id);
    const stack = EnvironmentStack.of(this);
    const hsts = headers.hsts ?? DEFAULT_HSTS;
    const { contentSecurityPolicy } = headers;
    this.policy = new CloudfrontResponseHeadersPolicy(this, "policy", {
      name: policyName ?? stack.physicalName("cloudFrontPolicy", stack.stackName, pathInStack(this)),
      comment: "Headers that tell browsers to be careful",
      securityHeadersConfig: {
        strictTransportSecurity: {
          accessControlMaxAgeSec: hsts.days * DAY_SECONDS,
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
