import { Token } from "cdktf";
import type { Construct } from "constructs";
import { BaseConstruct } from "../core/base-construct";
import { EnvironmentStack } from "../core/environments/environment-stack";
import type { Problems } from "../core/errors";
import { checkShape } from "../core/shapes/check-shape";
import { layDefaults } from "../core/shapes/defaults";
import { type AliasTarget, CLOUDFRONT_ZONE_ID } from "../dns/alias-target";
import { checkDomainName } from "../dns/domain-name";
import type { IDistribution } from "./distribution.types";

/** What is known of a distribution that was not made in this stack. Values may be literals or references. */
export interface ExistingDistributionProps {
  /** Id of the distribution: `E1A2B3C4D5E6F7`. */
  readonly distributionId: string;
  /** Name that CloudFront gave it: `d111111abcdef8.cloudfront.net`. */
  readonly domainName: string;
}

const DISTRIBUTION_ID = /^E[A-Z0-9]{6,20}$/;

/** A distribution of the account that exists: made by another stack, by another tool, or by hand. Nothing is looked up. */
export class ExistingDistribution extends BaseConstruct implements IDistribution {
  readonly distributionArn: string;
  readonly distributionId: string;
  readonly domainName: string;

  /** @throws GroundplanError `DISTRIBUTION_ID_INVALID`, `DOMAIN_NAME_INVALID` */
  constructor(scope: Construct, id: string, props: ExistingDistributionProps) {
    super(scope, id);
    props = layDefaults(this, "ExistingDistribution", props);
    const problems = checkShape(this, "ExistingDistribution", props);
    const { distributionId, domainName } = props;
    checkDistributionId(distributionId, problems);
    if (!Token.isUnresolved(domainName)) checkDomainName(domainName, "domainName", problems);
    problems.throwIfAny();
    this.distributionId = distributionId;
    this.domainName = domainName;
    this.distributionArn = EnvironmentStack.of(this).arn("cloudfront", `distribution/${distributionId}`, {
      region: "",
    });
  }

  get aliasTarget(): AliasTarget {
    return distributionAlias(this.domainName);
  }
}

/** What an alias record of a distribution points to. */
export function distributionAlias(dnsName: string): AliasTarget {
  return { dnsName, hostedZoneId: CLOUDFRONT_ZONE_ID, ipv6: true, reportsHealth: false };
}

function checkDistributionId(distributionId: string, problems: Problems): void {
  if (Token.isUnresolved(distributionId) || DISTRIBUTION_ID.test(distributionId)) return;
  problems.add("distributionId", {
    code: "DISTRIBUTION_ID_INVALID",
    message: "This is not the id of a distribution.",
    found: `"${distributionId}"`,
    expected: "E and capital letters and digits: E1A2B3C4D5E6F7",
    fix: "copy the id from the CloudFront console; the name d….cloudfront.net belongs into domainName",
  });
}
