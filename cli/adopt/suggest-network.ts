import type { Found } from "./found.types";

/** A tier as the configuration writes it. */
interface SuggestedTier {
  kind: "public" | "private" | "isolated";
  prefixLength: number;
  subnets: Record<string, string>;
  subnetNames?: Record<string, string>;
  subnetGroups?: string[];
  subnetGroupNames?: Record<string, string>;
  withoutNetworkAcl?: { reason: string };
}

/** The section `network` by which what there is would be made as it is. */
export interface SuggestedNetwork {
  cidr: string;
  secondaryCidrs?: string[];
  zones: string[];
  tiers: Record<string, SuggestedTier>;
  nat: { mode: string; zone?: string };
  endpoints: { gateway: string[]; interface?: string[] };
}

/** What no section can say, as sentences. */
export interface Suggestion {
  readonly network: SuggestedNetwork;
  readonly remarks: readonly string[];
}

/**
 * The configuration that matches a VPC: ranges, zones, a tier for the subnets that have their name in common and reach the internet in the
 * same way, their names, NAT and endpoints.
 */
export function suggestNetwork(vpc: Found, found: readonly Found[]): Suggestion {
  const inVpc = (type: string) => found.filter((one) => one.type === type && one.attributes.vpc_id === vpc.id);
  const subnets = inVpc("aws_subnet").map((subnet) => ({ subnet, kind: kindOf(subnet, found), base: baseOf(subnet) }));
  const groups = new Map<string, typeof subnets>();
  for (const one of subnets) {
    const key = [one.kind, one.base, prefixOf(one.subnet)].join(" ");
    groups.set(key, [...(groups.get(key) ?? []), one]);
  }
  const remarks: string[] = [];
  const inOrder = [...groups.values()].sort((a, b) => orderOf(a[0]) - orderOf(b[0]));
  const names = tierNames(inOrder.map(([one]) => ({ base: one?.base ?? "", kind: one?.kind ?? "private" })));
  const defaultAcl = inVpc("aws_default_network_acl")[0]?.attributes.subnets?.split(" ") ?? [];
  const tiers = inOrder.map((group, index) => [
    names[index] ?? `tier-${index}`,
    tierOf(
      group.map(({ subnet }) => subnet),
      group[0]?.kind ?? "private",
      { found, defaultAcl, remarks },
    ),
  ]);
  const zones = [...new Set(subnets.map(({ subnet }) => zoneOf(subnet)))].sort();
  const secondary = inVpc("aws_vpc_ipv4_cidr_block_association").flatMap(
    ({ attributes }) => attributes.cidr_block ?? [],
  );
  const endpoints = inVpc("aws_vpc_endpoint");
  const services = (kind: string) =>
    endpoints
      .filter(({ attributes }) => (attributes.vpc_endpoint_type ?? "Interface") === kind)
      .flatMap(({ attributes }) => attributes.service_name?.replace(/^(cn\.)?com\.amazonaws\.[a-z0-9-]+\./, "") ?? [])
      .sort();
  return {
    network: {
      cidr: vpc.attributes.cidr_block ?? "",
      ...(secondary.length > 0 ? { secondaryCidrs: secondary } : {}),
      zones,
      tiers: Object.fromEntries(tiers),
      nat: natOf(
        found,
        subnets.map(({ subnet }) => subnet),
      ),
      endpoints: {
        gateway: services("Gateway"),
        ...(services("Interface").length > 0 ? { interface: services("Interface") } : {}),
      },
    },
    remarks,
  };
}

/** Public tiers first; of one kind in the order of their addresses. */
function orderOf(one: { readonly subnet: Found; readonly kind: SuggestedTier["kind"] } | undefined): number {
  if (!one) return 0;
  const parts = (one.subnet.attributes.cidr_block ?? "").split(/[./]/).map(Number);
  const address = parts.slice(0, 4).reduce((sum, part) => sum * 256 + part, 0);
  return ["public", "private", "isolated"].indexOf(one.kind) * 2 ** 32 + address;
}

interface TierContext {
  readonly found: readonly Found[];
  /** Subnets that the VPC's own network ACL is about. */
  readonly defaultAcl: readonly string[];
  readonly remarks: string[];
}

function tierOf(
  subnets: readonly Found[],
  kind: SuggestedTier["kind"],
  { found, defaultAcl, remarks }: TierContext,
): SuggestedTier {
  const byZone = [...subnets].sort((a, b) => (zoneOf(a) < zoneOf(b) ? -1 : 1));
  const twice = byZone.filter((one, index) => byZone.findIndex((other) => zoneOf(other) === zoneOf(one)) < index);
  for (const { id, attributes } of twice) {
    remarks.push(
      `${id} (${attributes.cidr_block}) is a second subnet of its tier in one zone; give it a tier of its own`,
    );
  }
  const kept = byZone.filter((one) => !twice.includes(one));
  const ids = kept.map(({ id }) => id);
  const [group] = found.filter(
    ({ type, attributes }) =>
      type === "aws_db_subnet_group" && attributes.subnets?.split(" ").every((subnet) => ids.includes(subnet)),
  );
  const named = kept.filter(({ name }) => name !== undefined);
  return {
    kind,
    prefixLength: Number(prefixOf(kept[0])),
    subnets: Object.fromEntries(kept.map((one) => [zoneOf(one), one.attributes.cidr_block ?? ""])),
    ...(named.length > 0 ? { subnetNames: Object.fromEntries(named.map((one) => [zoneOf(one), one.name ?? ""])) } : {}),
    ...(group
      ? { subnetGroups: ["db"], subnetGroupNames: { db: group.id } }
      : kind === "isolated"
        ? { subnetGroups: [] }
        : {}),
    ...(ids.some((id) => defaultAcl.includes(id))
      ? { withoutNetworkAcl: { reason: "the subnets have the VPC's own network ACL, as before they were taken over" } }
      : {}),
  };
}

/** How a subnet reaches the internet: by the default route of its table, or else of the VPC's main one. */
function kindOf(subnet: Found, found: readonly Found[]): SuggestedTier["kind"] {
  const associated = found.find(
    ({ type, attributes }) => type === "aws_route_table_association" && attributes.subnet_id === subnet.id,
  );
  const main = found.find(
    ({ type, attributes }) =>
      attributes.vpc_id === subnet.attributes.vpc_id &&
      (type === "aws_default_route_table" || (type === "aws_route_table" && attributes.main === "true")),
  );
  const table = associated?.attributes.route_table_id ?? main?.attributes.default_route_table_id ?? main?.id;
  const route = found.find(({ id }) => id === `${table}_0.0.0.0/0`);
  if (!route) return "isolated";
  return route.attributes.gateway_id?.startsWith("igw-") ? "public" : "private";
}

/** The letter of the zone. */
function zoneOf({ attributes }: Found): string {
  return /[a-z]$/.exec(attributes.availability_zone ?? "")?.[0] ?? attributes.availability_zone_id ?? "";
}

function prefixOf(subnet: Found | undefined): string {
  return subnet?.attributes.cidr_block?.split("/")[1] ?? "";
}

/** What names of subnets of several zones have in common: `shop-public-eu-west-1a` is one of `shop-public`. */
function baseOf(subnet: Found): string {
  const zone = zoneOf(subnet);
  return (subnet.name ?? "")
    .replace(new RegExp(`[-_. ]?(${subnet.attributes.availability_zone ?? zone}|${zone}|\\d+)$`), "")
    .toLowerCase();
}

/** Names of tiers: what their subnets' names do not have in common; the kind where they have none. */
function tierNames(groups: readonly { readonly base: string; readonly kind: string }[]): readonly string[] {
  const words = groups.map(({ base }) => base.split(/[^a-z0-9]+/).filter(Boolean));
  const [first = []] = words;
  let common = 0;
  while (
    words.length > 1 &&
    common < first.length &&
    words.every((one) => one[common] === first[common] && one.length > common + 1)
  ) {
    common++;
  }
  const names = words.map((one, index) => {
    const name = one.slice(common).join("-");
    return /^[a-z][a-z0-9-]*$/.test(name) ? name : (groups[index]?.kind ?? "tier");
  });
  return names.map((name, index) => {
    const earlier = names.slice(0, index).filter((other) => other === name).length;
    return earlier === 0 ? name : `${name}-${earlier + 1}`;
  });
}

function natOf(found: readonly Found[], subnets: readonly Found[]): SuggestedNetwork["nat"] {
  const zones = found.flatMap(({ type, attributes }) => {
    const subnet = type === "aws_nat_gateway" ? subnets.find(({ id }) => id === attributes.subnet_id) : undefined;
    return subnet ? [zoneOf(subnet)] : [];
  });
  const [zone, ...others] = zones;
  if (zone === undefined) return { mode: "none" };
  return others.length > 0 ? { mode: "per-zone" } : { mode: "single", zone };
}
