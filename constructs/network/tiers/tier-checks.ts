import type { Problems } from "../../core/errors";
import { checkExactName } from "../../core/names/exact-name";
import { readZone } from "../address-plan/address-plan-zones";
import { effectiveNat } from "../nat/nat-checks";
import { meansSomethingElse } from "../network-acls/network-acl-peers";
import type { NetworkProps } from "../network-props";
import { DISCOVERY_TAGS, effectiveDiscovery } from "./eks-discovery";
import type { TierProps } from "./tier-props";

/** Tags that every subnet gets; a tier's own tags cannot change them. */
const OWN_TAGS = ["Name", "Tier", ...Object.values(DISCOVERY_TAGS).flatMap(Object.keys)];

/** The subnet groups of a tier: those given, or both for isolated tiers. */
export function subnetGroupsOf(tier: TierProps): readonly ("db" | "cache")[] {
  return tier.subnetGroups ?? (tier.kind === "isolated" ? ["db", "cache"] : []);
}

/** Checks what the tiers are for; their addresses are the address plan's matter. */
export function checkTierKinds(props: NetworkProps, problems: Problems): void {
  if (props.tiers.length === 0) {
    problems.add("tiers", {
      code: "TIERS_MISSING",
      message: "The network has no tier.",
      found: "no tier",
      expected: "at least one tier of kind public, private or isolated",
      // A tier that needs no other: a private one needs a NAT, which needs a public one.
      fix: 'add a tier, for example { name: "public", kind: "public", prefixLength: 24 }',
    });
  }
  for (const tier of props.tiers) {
    checkTierName(tier, props.tiers, problems);
    checkSubnetGroups(tier, zonesOf(tier, props), problems);
    checkTierTags(tier, problems);
    checkTierNames(tier, zonesOf(tier, props), problems);
    checkEksRole(tier, props, problems);
    checkIpv6Dns(tier, props, problems);
  }
  checkEksNeedsDns(props, problems);
}

/** The zones that a tier lies in. */
export function zonesOf(tier: TierProps, { zones }: Pick<NetworkProps, "zones">): readonly string[] {
  return zones.filter((zone) => tier.zones?.includes(zone) ?? true);
}

/** Subnets are known as `<tier>-<zone>`, and rules of network ACLs name tiers: neither may have two meanings. */
function checkTierName(tier: TierProps, tiers: readonly TierProps[], problems: Problems): void {
  const { name } = tier;
  if (meansSomethingElse(name)) {
    problems.add(`tiers.${name}`, {
      code: "TIER_NAME_RESERVED",
      message: "The name of the tier means something else already.",
      found: `"${name}"`,
      expected: "a name that is no zone letter (a to h) and not vpc or anywhere, which network ACL rules use",
      fix: "use a name that says what lives there, for example app",
    });
  }
  const other = tiers.find((candidate) => isSubnetOf(name, candidate.name));
  if (!other) return;
  problems.add(`tiers.${name}`, {
    code: "TIER_NAME_AMBIGUOUS",
    message: "The name of the tier is that of another tier's subnet or route table.",
    found: `"${name}" beside "${other.name}", whose subnets are called ${other.name}-<zone>`,
    expected: "a name that does not end in the zone of another tier",
    fix: "rename one of the two",
  });
}

/** Names of what is not there would be names that somebody believes to be given. */
function checkTierNames(tier: TierProps, zones: readonly string[], problems: Problems): void {
  const at = `tiers.${tier.name}`;
  const groups = subnetGroupsOf(tier);
  for (const kind of ["db", "cache"] as const) {
    const name = tier.subnetGroupNames?.[kind];
    checkExactName(`${kind}SubnetGroup`, name, problems, `${at}.subnetGroupNames.${kind}`);
    if (name !== undefined && !groups.includes(kind)) {
      addNameUnused(`${at}.subnetGroupNames.${kind}`, name, `no subnet group ${kind}`, problems);
    }
  }
  for (const [zone, name] of Object.entries(tier.subnetNames ?? {})) {
    checkExactName("tag", name, problems, `${at}.subnetNames.${zone}`);
    if (!zones.includes(zone)) addNameUnused(`${at}.subnetNames.${zone}`, name, `no zone ${zone}`, problems);
  }
}

function addNameUnused(property: string, name: string, found: string, problems: Problems): void {
  problems.add(property, {
    code: "TIER_NAME_UNUSED",
    message: "There is nothing in the tier that the name could be for.",
    found: `"${name}", and ${found}`,
    expected: "names of the tier's subnet groups and of subnets in its zones",
    fix: "remove the name, or add what it is for",
  });
}

function isSubnetOf(name: string, tier: string): boolean {
  return name.startsWith(`${tier}-`) && /^([a-h]|[a-z]+\d-az\d)$/.test(name.slice(tier.length + 1));
}

function checkSubnetGroups(tier: TierProps, zones: readonly string[], problems: Problems): void {
  const groups = subnetGroupsOf(tier);
  if (tier.kind === "public" && groups.length > 0) {
    problems.add(`tiers.${tier.name}.subnetGroups`, {
      code: "SUBNET_GROUP_PUBLIC",
      message: "Databases and caches do not belong into a public tier.",
      found: `subnet groups ${groups.join(", ")} on the public tier "${tier.name}"`,
      expected: "subnet groups on isolated or private tiers",
      fix: 'move them to a tier of kind "isolated" or "private", or remove them',
    });
    return;
  }
  // Amazon RDS User Guide, "Working with DB subnet groups" (as of 2026-11). A cache subnet group may have one zone.
  const [zone = ""] = zones;
  // What is no zone, or is named twice, is told as that.
  if (!groups.includes("db") || zones.length !== 1 || !readZone(zone)) return;
  const others = groups.filter((group) => group !== "db").map((group) => `"${group}"`);
  problems.add(`tiers.${tier.name}.subnetGroups`, {
    code: "SUBNET_GROUP_ONE_ZONE",
    message: "A database subnet group needs subnets in two availability zones.",
    found: `one zone (${zone}) and the subnet groups ${groups.join(", ")}${tier.subnetGroups ? "" : " (the default)"}`,
    expected: "at least two zones",
    fix: `add a zone, or set subnetGroups: [${others.join(", ")}] for the tier`,
  });
}

function checkTierTags(tier: TierProps, problems: Problems): void {
  const refused = Object.keys(tier.tags ?? {}).filter((key) => OWN_TAGS.includes(key) || /^aws:/i.test(key));
  if (refused.length === 0) return;
  problems.add(`tiers.${tier.name}.tags`, {
    code: "TIER_TAG_RESERVED",
    message: "The tier sets tags that are set for it, or that AWS keeps for itself.",
    found: refused.join(", "),
    expected: `tags other than ${OWN_TAGS.join(", ")} and aws:…`,
    fix: "remove them; EKS's discovery tags are set by eks",
  });
}

function checkEksRole(tier: TierProps, props: NetworkProps, problems: Problems): void {
  if (tier.eks === undefined || tier.eks === "none") return;
  const property = `tiers.${tier.name}.eks`;
  if (tier.eks === "elb" && tier.kind !== "public") {
    problems.add(property, {
      code: "EKS_ELB_NOT_PUBLIC",
      message: "Internet-facing load balancers need a public tier.",
      found: `eks "elb" on the ${tier.kind} tier "${tier.name}"`,
      expected: '"internal-elb" or "none" for this tier',
      fix: 'use "internal-elb", or put "elb" on a public tier',
    });
  }
  if (tier.eks === "internal-elb" && tier.kind === "public") {
    problems.add(property, {
      code: "EKS_INTERNAL_ELB_PUBLIC",
      message: "Internal load balancers do not belong into a public tier.",
      found: `eks "internal-elb" on the public tier "${tier.name}"`,
      expected: '"elb" or "none" for this tier',
      fix: 'use "elb", or put "internal-elb" on a private tier',
    });
  }
  if (props.eksDiscovery !== false) return;
  problems.add(property, {
    code: "EKS_DISCOVERY_OFF",
    message: "The tier is to carry a tag of EKS, and the network is to carry none.",
    found: `eks "${tier.eks}" with eksDiscovery: false`,
    expected: '"none", or eksDiscovery: true',
    fix: "remove one of the two",
  });
}

/** Amazon VPC User Guide, "DNS64 and NAT64", as of 2026-11: it is NAT gateways that translate. */
function checkIpv6Dns(tier: TierProps, props: NetworkProps, problems: Problems): void {
  const asked = (["dns64", "aaaaRecords"] as const).filter((option) => tier[option]);
  for (const option of asked.filter(() => !props.ipv6)) {
    problems.add(`tiers.${tier.name}.${option}`, {
      code: "TIER_WITHOUT_IPV6",
      message: "The option is about IPv6, and the network has none.",
      found: `${option}: true with ipv6: false`,
      expected: "a network with IPv6, or no such option",
      fix: `set ipv6: true for the network, or remove ${option}`,
    });
  }
  const { mode } = effectiveNat(props);
  const hasGateway = mode === "single" || mode === "per-zone";
  if (!tier.dns64 || (tier.kind === "private" && hasGateway)) return;
  const ways = [
    ...(tier.kind === "private" ? [] : ['make the tier "private"']),
    ...(hasGateway ? [] : ['set nat mode "single" or "per-zone"']),
  ];
  problems.add(`tiers.${tier.name}.dns64`, {
    code: "DNS64_WITHOUT_NAT_GATEWAY",
    message: "Names would get addresses that lead nowhere: only a private tier has a NAT gateway that translates them.",
    found: `dns64: true on the ${tier.kind} tier "${tier.name}" with nat mode "${mode}"`,
    expected: 'a private tier, and nat mode "single" or "per-zone"',
    fix: `remove dns64, or ${ways.join(" and ")}`,
  });
}

/** Amazon EKS User Guide, "View Amazon EKS networking requirements for VPC and subnets" (as of 2026-11). */
function checkEksNeedsDns(props: NetworkProps, problems: Problems): void {
  if (props.dns !== false) return;
  const tagged = [...effectiveDiscovery(props)].filter(([, tags]) => Object.keys(tags).length > 0);
  if (tagged.length === 0) return;
  problems.add("dns", {
    code: "EKS_NEEDS_DNS",
    message: "EKS needs DNS support and host names in the VPC, or nodes cannot join a cluster.",
    found: `dns: false with EKS's tags on ${tagged.map(([name]) => `"${name}"`).join(", ")}`,
    expected: "dns: true, or no tags of EKS",
    fix: "leave dns out, or set eksDiscovery: false if no cluster will live here",
  });
}
