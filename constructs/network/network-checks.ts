import type { Problems } from "../core/errors";
import { checkFlowLog } from "./flow-log-checks";
import type { NatProps, NetworkProps, TierKind, TierProps } from "./network-props";
import { checkPrefixLists } from "./prefix-list-checks";

/** Services that have a gateway endpoint (AWS PrivateLink Guide, "Gateway endpoints", read 2026-11). */
export const GATEWAY_SERVICES = ["s3", "dynamodb"] as const;

/** The NAT that a network has when none is given: per zone if there is something to serve. */
export function effectiveNat(props: Pick<NetworkProps, "nat" | "tiers">): NatProps {
  return props.nat ?? { mode: props.tiers.some((tier) => tier.kind === "private") ? "per-zone" : "none" };
}

/** Zones that hold a NAT, in zone order. */
export function natZones(nat: NatProps, zones: readonly string[]): readonly string[] {
  if (nat.mode === "none") return [];
  if (nat.mode === "per-zone" || (nat.mode === "instance" && nat.perZone)) return zones;
  const first = (nat.mode === "single" ? nat.zone : undefined) ?? zones[0];
  return first === undefined ? [] : [first];
}

/** Everything about a network's properties that the address plan does not look at. */
export function checkNetwork(props: NetworkProps, problems: Problems): void {
  checkTiers(props, problems);
  checkNat(props, problems);
  checkEksDiscovery(props.tiers, problems);
  checkEndpoints(props, problems);
  checkDhcp(props, problems);
  checkVpnGateway(props, problems);
  if (props.flowLog) checkFlowLog(props.flowLog, problems, "flowLog");
  checkPrefixLists(props.prefixLists ?? {}, problems);
}

function tiersOf(props: NetworkProps, kind: TierKind): readonly TierProps[] {
  return props.tiers.filter((tier) => tier.kind === kind);
}

function checkTiers(props: NetworkProps, problems: Problems): void {
  if (props.tiers.length === 0) {
    problems.add("tiers", {
      code: "TIERS_MISSING",
      message: "The network has no tier.",
      found: "no tier",
      expected: "at least one tier of kind public, private or isolated",
      fix: 'add a tier, for example { name: "app", kind: "private", prefixLength: 20 }',
    });
  }
  for (const tier of props.tiers) {
    if (tier.kind === "public" && tier.subnetGroups && tier.subnetGroups.length > 0) {
      problems.add(`tiers.${tier.name}.subnetGroups`, {
        code: "SUBNET_GROUP_PUBLIC",
        message: "Databases and caches do not belong into a public tier.",
        found: `subnet groups ${tier.subnetGroups.join(", ")} on the public tier "${tier.name}"`,
        expected: "subnet groups on isolated or private tiers",
        fix: 'add a tier of kind "isolated" and give it the subnet groups',
      });
    }
    if (subnetGroupsOf(tier).length > 0 && new Set(props.zones).size < 2) {
      problems.add(`tiers.${tier.name}.subnetGroups`, {
        code: "SUBNET_GROUP_ONE_ZONE",
        message: "A subnet group needs subnets in two availability zones.",
        found: `${props.zones.length} zone (${props.zones.join(", ")}) and subnet groups ${subnetGroupsOf(tier).join(", ")}`,
        expected: "at least two zones",
        fix: "add a zone, or set subnetGroups: [] for the tier",
      });
    }
  }
}

/** The subnet groups of a tier: those given, or both for isolated tiers. */
export function subnetGroupsOf(tier: TierProps): readonly ("db" | "cache")[] {
  return tier.subnetGroups ?? (tier.kind === "isolated" ? ["db", "cache"] : []);
}

function checkNat(props: NetworkProps, problems: Problems): void {
  const nat = effectiveNat(props);
  const privateTiers = tiersOf(props, "private").map((tier) => `"${tier.name}"`);
  if (nat.mode === "none") {
    if (privateTiers.length === 0) return;
    problems.add("nat", {
      code: "NAT_MISSING",
      message: "A private tier reaches the internet by NAT, and there is none.",
      found: `nat mode "none" with the private tiers ${privateTiers.join(", ")}`,
      expected: 'a NAT ("single", "per-zone" or "instance"), or no private tier',
      fix: 'choose a NAT, or make the tiers "isolated" and reach AWS services through endpoints',
    });
    return;
  }
  if (privateTiers.length === 0) {
    problems.add("nat", {
      code: "NAT_WITHOUT_PRIVATE_TIER",
      message: "There is a NAT, but no private tier that would use it; isolated tiers have no way out by design.",
      found: `nat mode "${nat.mode}" with the tiers ${props.tiers.map((t) => `"${t.name}" (${t.kind})`).join(", ")}`,
      expected: 'a tier of kind "private", or nat mode "none"',
      fix: 'make the tier that needs the internet "private", or remove the NAT',
    });
  }
  if (tiersOf(props, "public").length === 0) {
    problems.add("nat", {
      code: "NAT_WITHOUT_PUBLIC_TIER",
      message: "A NAT lies in a public tier, and there is none.",
      found: `nat mode "${nat.mode}" with the tiers ${props.tiers.map((t) => `"${t.name}" (${t.kind})`).join(", ")}`,
      expected: "a public tier",
      fix: 'add a tier such as { name: "public", kind: "public", prefixLength: 24 }',
    });
  }
  checkNatZones(nat, props.zones, problems);
}

function checkNatZones(nat: NatProps, zones: readonly string[], problems: Problems): void {
  if (nat.mode === "single" && nat.zone !== undefined && !zones.includes(nat.zone)) {
    problems.add("nat.zone", {
      code: "NAT_ZONE_UNKNOWN",
      message: "The NAT gateway is to lie in a zone that the network does not use.",
      found: `"${nat.zone}"`,
      expected: `one of ${zones.join(", ")}`,
      fix: "choose one of these, or add the zone to the network",
    });
  }
  if (nat.mode !== "per-zone" || nat.eips === undefined) return;
  const named = Object.keys(nat.eips);
  const missing = zones.filter((zone) => !named.includes(zone));
  const unknown = named.filter((zone) => !zones.includes(zone));
  if (missing.length === 0 && unknown.length === 0) return;
  problems.add("nat.eips", {
    code: "NAT_EIPS_MISMATCH",
    message: "With a NAT gateway per zone there is one Elastic IP for each zone, no more and no less.",
    found: `${named.length} Elastic IPs (${named.join(", ") || "none"}) for ${zones.length} zones (${zones.join(", ")})`,
    expected: `one for each of ${zones.join(", ")}`,
    fix: [
      ...(missing.length > 0 ? [`add ${missing.join(", ")}`] : []),
      ...(unknown.length > 0 ? [`remove ${unknown.join(", ")}`] : []),
      "or leave eips out and they are made",
    ].join("; "),
  });
}

function checkEksDiscovery(tiers: readonly TierProps[], problems: Problems): void {
  for (const tier of tiers) {
    if (tier.eks === "elb" && tier.kind !== "public") {
      problems.add(`tiers.${tier.name}.eks`, {
        code: "EKS_ELB_NOT_PUBLIC",
        message: "Internet-facing load balancers need a public tier.",
        found: `eks "elb" on the ${tier.kind} tier "${tier.name}"`,
        expected: '"internal-elb" or "none" for this tier',
        fix: 'use "internal-elb", or put "elb" on a public tier',
      });
    }
    if (tier.eks === "internal-elb" && tier.kind === "public") {
      problems.add(`tiers.${tier.name}.eks`, {
        code: "EKS_INTERNAL_ELB_PUBLIC",
        message: "Internal load balancers do not belong into a public tier.",
        found: `eks "internal-elb" on the public tier "${tier.name}"`,
        expected: '"elb" or "none" for this tier',
        fix: 'use "elb", or put "internal-elb" on a private tier',
      });
    }
  }
}

function checkEndpoints(props: NetworkProps, problems: Problems): void {
  const gateway = props.endpoints?.gateway ?? [];
  for (const service of gateway.filter((name) => !GATEWAY_SERVICES.some((known) => known === name))) {
    problems.add("endpoints.gateway", {
      code: "ENDPOINT_NO_GATEWAY",
      message: "The service has no gateway endpoint.",
      found: `"${service}"`,
      expected: `one of ${GATEWAY_SERVICES.join(", ")}`,
      fix: `move "${service}" to endpoints.interface`,
    });
  }
  const services = props.endpoints?.interface ?? [];
  for (const service of services.filter((name) => !/^[a-z0-9]([a-z0-9.-]*[a-z0-9])?$/.test(name))) {
    problems.add("endpoints.interface", {
      code: "ENDPOINT_NAME_INVALID",
      message: "This is not the name of a service.",
      found: `"${service}"`,
      expected: "lower case letters, digits, dots and hyphens, without com.amazonaws.<region>. in front: ecr.api",
      fix: "write the name as `aws ec2 describe-vpc-endpoint-services` shows it, without the part up to the region",
    });
  }
  for (const [list, names] of [
    ["endpoints.gateway", gateway],
    ["endpoints.interface", services],
  ] as const) {
    const twice = names.filter((name, index) => names.indexOf(name) !== index);
    if (twice.length === 0) continue;
    problems.add(list, {
      code: "ENDPOINT_DUPLICATE",
      message: "A service stands twice in the list of endpoints.",
      found: [...new Set(twice)].map((name) => `"${name}"`).join(", "),
      expected: "each service once",
      fix: "remove the repetition",
    });
  }
  if (services.length > 0 && props.dns === false) {
    problems.add("dns", {
      code: "ENDPOINT_NEEDS_DNS",
      message:
        "Interface endpoints take over the service's name by private DNS, which needs DNS support and host names.",
      found: `dns: false with the interface endpoints ${services.join(", ")}`,
      expected: "dns: true",
      fix: "leave dns out, or remove the interface endpoints",
    });
  }
  checkEndpointTier(props, problems);
  checkEndpointPolicies(props, problems);
}

function checkEndpointTier(props: NetworkProps, problems: Problems): void {
  if ((props.endpoints?.interface ?? []).length === 0) return;
  const wanted = props.endpoints?.tier;
  const usable = props.tiers.filter((tier) => tier.kind !== "public").map((tier) => tier.name);
  if (wanted === undefined ? usable.length > 0 : usable.includes(wanted)) return;
  problems.add("endpoints.tier", {
    code: "ENDPOINT_TIER_UNKNOWN",
    message: "Interface endpoints lie in a private or isolated tier.",
    found: wanted === undefined ? "no such tier" : `"${wanted}"`,
    expected: usable.length > 0 ? `one of ${usable.join(", ")}` : "a private or isolated tier",
    fix: usable.length > 0 ? "choose one of these, or leave it out" : "add a tier of kind private or isolated",
  });
}

function checkEndpointPolicies(props: NetworkProps, problems: Problems): void {
  const named = [...(props.endpoints?.gateway ?? GATEWAY_SERVICES), ...(props.endpoints?.interface ?? [])];
  for (const service of Object.keys(props.endpoints?.policies ?? {}).filter((name) => !named.includes(name))) {
    problems.add(`endpoints.policies.${service}`, {
      code: "ENDPOINT_POLICY_UNUSED",
      message: "There is a policy for an endpoint that does not exist.",
      found: `"${service}"`,
      expected: `one of ${named.join(", ")}`,
      fix: `add "${service}" to the endpoints, or remove its policy`,
    });
  }
}

function checkDhcp(props: NetworkProps, problems: Problems): void {
  for (const [name, servers] of [
    ["nameServers", props.dhcp?.nameServers ?? []],
    ["ntpServers", props.dhcp?.ntpServers ?? []],
  ] as const) {
    if (servers.length <= 4) continue;
    problems.add(`dhcp.${name}`, {
      code: "DHCP_TOO_MANY_SERVERS",
      message: "A DHCP option set takes at most four servers of a kind.",
      found: `${servers.length} servers`,
      expected: "at most 4",
      fix: "remove the ones that are farthest away",
    });
  }
}

function checkVpnGateway(props: NetworkProps, problems: Problems): void {
  const asn = props.vpnGateway?.amazonSideAsn;
  const inRange = (low: number, high: number): boolean =>
    asn !== undefined && Number.isInteger(asn) && asn >= low && asn <= high;
  if (asn !== undefined && !inRange(64_512, 65_534) && !inRange(4_200_000_000, 4_294_967_294)) {
    problems.add("vpnGateway.amazonSideAsn", {
      code: "VPN_ASN_INVALID",
      message: "The ASN of the Amazon side is not a private one.",
      found: String(asn),
      expected: "64512 to 65534, or 4200000000 to 4294967294",
      fix: "leave it out for 64512, or choose one that the other side does not use",
    });
  }
  for (const tier of props.tiers.filter((candidate) => candidate.vpnRoutes && !props.vpnGateway)) {
    problems.add(`tiers.${tier.name}.vpnRoutes`, {
      code: "VPN_GATEWAY_MISSING",
      message: "The tier is to learn routes from a VPN gateway, and there is none.",
      found: `vpnRoutes: true on the tier "${tier.name}" without vpnGateway`,
      expected: "a vpnGateway, or no vpnRoutes",
      fix: "add vpnGateway: {}, or remove vpnRoutes",
    });
  }
}
