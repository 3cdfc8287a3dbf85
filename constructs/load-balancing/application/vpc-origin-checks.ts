import type { Problems } from "../../core/errors";
import type { INetwork, ITier } from "../../network/network.types";
import { answersAnywhere } from "../../network/network-acls/network-acl-answers";

/**
 * Regions that have VPC origins, each with the zones that have none (Amazon CloudFront Developer Guide, "Restrict access with VPC
 * origins", "Supported AWS Regions for VPC origins", as of 2026-11).
 */
const REGIONS: Readonly<Record<string, readonly string[]>> = {
  ...Object.fromEntries(
    [
      ...["af-south-1", "ap-east-1", "ap-east-2", "ap-northeast-2", "ap-northeast-3", "ap-south-1", "ap-south-2"],
      ...["ap-southeast-1", "ap-southeast-2", "ap-southeast-3", "ap-southeast-4", "ap-southeast-5", "ap-southeast-7"],
      ...["ca-west-1", "eu-central-1", "eu-central-2", "eu-north-1", "eu-south-1", "eu-south-2", "eu-west-1"],
      ...["eu-west-2", "eu-west-3", "il-central-1", "me-central-1", "me-south-1", "mx-central-1", "sa-east-1"],
      ...["us-east-2", "us-west-2"],
    ].map((region) => [region, []]),
  ),
  "ap-northeast-1": ["apne1-az3"],
  "ca-central-1": ["cac1-az3"],
  "us-east-1": ["use1-az3"],
  "us-west-1": ["usw1-az2"],
};

const PUBLIC_INSTEAD =
  'make the balancer internet-facing with entry: "cloudfront"; an edge says publicOrigin: { reason: … }';

/** Zone ids of a region that have no VPC origins. Letters cannot be told: each account has its own. */
export function zonesWithoutVpcOrigins(region: string): readonly string[] {
  return REGIONS[region] ?? [];
}

/**
 * Checks that CloudFront can reach an internal balancer (Amazon CloudFront Developer Guide, "Restrict access with VPC origins",
 * "Prerequisites", as of 2026-11). Adds `VPC_ORIGIN_REGION`, `VPC_ORIGIN_ZONE`, `VPC_ORIGIN_INTERNET_GATEWAY`, `VPC_ORIGIN_ANSWERS`.
 */
export function checkVpcOrigin(network: INetwork, tier: ITier | undefined, region: string, problems: Problems): void {
  const without = REGIONS[region];
  if (!without) {
    problems.add("entry", {
      code: "VPC_ORIGIN_REGION",
      message: "CloudFront reaches no internal balancers in this region: it has no VPC origins there.",
      found: region,
      expected: `one of ${Object.keys(REGIONS).sort().join(", ")}`,
      fix: PUBLIC_INSTEAD,
    });
  }
  const zones = (tier?.subnets ?? []).map(({ zone }) => zone).filter((zone) => without?.includes(zone));
  if (tier && zones.length > 0) {
    problems.add("tier", {
      code: "VPC_ORIGIN_ZONE",
      message: "CloudFront has no VPC origins in a zone of the balancer's tier.",
      found: `tier "${tier.name}" with zone ${zones.join(", ")}`,
      expected: `zones other than ${without?.join(", ")}`,
      fix: `put the balancer into a tier without that zone, or ${PUBLIC_INSTEAD}`,
    });
  }
  if (!network.hasInternetGateway) {
    problems.add("network", {
      code: "VPC_ORIGIN_INTERNET_GATEWAY",
      message:
        "CloudFront reaches into a VPC only when it has an internet gateway, though no request goes through that one.",
      found: "a network without an internet gateway",
      expected: "an internet gateway",
      fix: "add a public tier to the network, which brings one; nothing needs to lie in the tier",
    });
  }
  // What comes in from CloudFront is not looked at by network ACLs; what goes back is.
  if (tier?.networkAcl && !answersAnywhere(tier.networkAcl)) {
    problems.add("tier", {
      code: "VPC_ORIGIN_ANSWERS",
      message: "The network ACL of the balancer's tier lets no answers out to CloudFront.",
      found: `tier "${tier.name}", whose egress does not allow TCP 1024-65535 to 0.0.0.0/0`,
      expected: "an egress rule that allows them, before any that denies some of them",
      fix: 'add to the tier\'s networkAcl.egress: cloudfront: { action: "allow", peer: "anywhere", protocol: "tcp", ports: "1024-65535" }',
    });
  }
}
