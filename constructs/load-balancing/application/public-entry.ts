import { DataAwsEc2ManagedPrefixList } from "@cdktf/provider-aws/lib/data-aws-ec2-managed-prefix-list";
import type { Construct } from "constructs";
import type { RulePeer } from "../../security-groups/connections";
import { Peer } from "../../security-groups/peer";
import type { LoadBalancerEntry } from "../load-balancer.types";

/**
 * AWS's lists of the addresses from which CloudFront asks origins, and what a rule with one counts: 55 of the 60 that a group
 * has by default, so there is room for one port (Amazon VPC User Guide, "AWS-managed prefix lists", as of 2026-11).
 */
const CLOUDFRONT = {
  ipv4: "com.amazonaws.global.cloudfront.origin-facing",
  ipv6: "com.amazonaws.global.ipv6.cloudfront.origin-facing",
} as const;
const CLOUDFRONT_WEIGHT = 55;

/**
 * The peers of an entry. The ids of CloudFront's lists differ from region to region and are written down nowhere, so only AWS
 * can tell them: they are looked up by their names at plan time.
 */
export function entryPeers(scope: Construct, entry: LoadBalancerEntry, dualstack: boolean): readonly RulePeer[] {
  if (typeof entry !== "string") return entry;
  if (entry === "internet") return dualstack ? [Peer.anyIpv4(), Peer.anyIpv6()] : [Peer.anyIpv4()];
  const families = dualstack ? (["ipv4", "ipv6"] as const) : (["ipv4"] as const);
  return families.map((family) => {
    const list = new DataAwsEc2ManagedPrefixList(scope, `cloudfront-${family}`, { name: CLOUDFRONT[family] });
    return Peer.prefixList(list.id, { name: `cloudfront-${family}`, maxEntries: CLOUDFRONT_WEIGHT, family });
  });
}
