import type { Problems } from "../../core/errors";
import type { NetworkProps } from "../network-props";
import type { TierKind } from "../tiers/tier-props";
import type { NatInstance, NatProps } from "./nat-props";

/** The NAT that a network has when none is given: per zone if there is something to serve. */
export function effectiveNat(props: Pick<NetworkProps, "nat" | "tiers">): NatProps {
  return props.nat ?? { mode: props.tiers.some((tier) => tier.kind === "private") ? "per-zone" : "none" };
}

/** Whether every zone has a NAT of its own, and so every private tier a route table in every zone. */
export function isNatPerZone(nat: NatProps): boolean {
  return nat.mode === "per-zone" || (nat.mode === "instance" && (nat.perZone ?? false));
}

/**
 * Zones that hold a NAT, in zone order: with one for each zone those of the private tiers, else the named one or the first that a public
 * tier lies in.
 *
 * @param zones the network's zones, in order
 */
export function natZones(
  props: Pick<NetworkProps, "nat" | "tiers" | "zones">,
  zones: readonly string[],
): readonly string[] {
  const nat = effectiveNat(props);
  if (nat.mode === "none" || nat.mode === "regional") return [];
  if (isNatPerZone(nat)) return zones.filter((zone) => liesIn(zone, "private", props));
  const named = nat.mode === "per-zone" ? undefined : nat.zone;
  const first = named ?? zones.find((zone) => liesIn(zone, "public", props));
  return first === undefined ? [] : [first];
}

/** Whether a tier of a kind lies in a zone. */
function liesIn(zone: string, kind: TierKind, { tiers }: Pick<NetworkProps, "tiers">): boolean {
  return tiers.some((tier) => tier.kind === kind && (tier.zones?.includes(zone) ?? true));
}

/** Checks the NAT against the tiers and the zones, and the ids that are given with it. */
export function checkNat(props: NetworkProps, problems: Problems): void {
  const nat = effectiveNat(props);
  const privateTiers = props.tiers.filter((tier) => tier.kind === "private").map((tier) => `"${tier.name}"`);
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
  const found = `nat mode "${nat.mode}" with the tiers ${props.tiers.map((t) => `"${t.name}" (${t.kind})`).join(", ") || "(none)"}`;
  if (privateTiers.length === 0) {
    problems.add("nat", {
      code: "NAT_WITHOUT_PRIVATE_TIER",
      message: "There is a NAT, but no private tier that would use it; isolated tiers have no way out by design.",
      found,
      expected: 'a tier of kind "private", or nat mode "none"',
      fix: 'make the tier that needs the internet "private", or remove the NAT',
    });
  }
  if (nat.mode !== "regional" && !props.tiers.some((tier) => tier.kind === "public")) {
    problems.add("nat", {
      code: "NAT_WITHOUT_PUBLIC_TIER",
      message: "A NAT lies in a public tier, and there is none.",
      found: props.nat ? found : `${found} (the default)`,
      expected: "a public tier",
      fix: 'add a tier such as { name: "public", kind: "public", prefixLength: 24 }',
    });
  }
  checkNatZones(nat, props, problems);
  checkElasticIps(nat, problems);
  if (nat.mode === "instance") checkNatInstance(nat, problems);
}

function checkNatZones(nat: NatProps, props: NetworkProps, problems: Problems): void {
  const { zones } = props;
  const zone = nat.mode === "single" || nat.mode === "instance" ? nat.zone : undefined;
  if (zone !== undefined && isNatPerZone(nat)) {
    problems.add("nat.zone", {
      code: "NAT_ZONE_UNUSED",
      message: "With a NAT in every zone there is no single one to place.",
      found: `zone "${zone}" with perZone: true`,
      expected: "a zone, or perZone: true",
      fix: "remove one of the two",
    });
  } else if (zone !== undefined && !zones.includes(zone)) {
    problems.add("nat.zone", {
      code: "NAT_ZONE_UNKNOWN",
      message: "The NAT is to lie in a zone that the network does not use.",
      found: `"${zone}"`,
      expected: `one of ${zones.join(", ")}`,
      fix: "choose one of these, or add the zone to the network",
    });
  }
  checkNatSubnets(props, problems);
  if ((nat.mode !== "per-zone" && nat.mode !== "regional") || nat.eips === undefined) return;
  const named = Object.keys(nat.eips);
  const served = zones.filter((zone) => liesIn(zone, "private", props));
  const missing = served.filter((zone) => !named.includes(zone));
  const unknown = named.filter((zone) => !served.includes(zone));
  if (missing.length === 0 && unknown.length === 0) return;
  problems.add("nat.eips", {
    code: "NAT_EIPS_MISMATCH",
    message: `With ${nat.mode === "regional" ? "a regional NAT gateway" : "a NAT gateway per zone"} there is one Elastic IP for each zone, no more and no less.`,
    found: `Elastic IPs for ${named.join(", ") || "no zone"}; zones ${served.join(", ")}`,
    expected: `one for each of ${served.join(", ")}`,
    fix: [
      ...(missing.length > 0 ? [`add ${missing.join(", ")}`] : []),
      ...(unknown.length > 0 ? [`remove ${unknown.join(", ")}`] : []),
      `or leave eips out and ${nat.mode === "regional" ? "AWS brings its own" : "they are made"}`,
    ].join("; "),
  });
}

/** A NAT lies in a subnet of a public tier, which need not be in every zone. */
function checkNatSubnets(props: NetworkProps, problems: Problems): void {
  const wanted = natZones(props, props.zones).filter((zone) => props.zones.includes(zone));
  const without = wanted.filter((zone) => !liesIn(zone, "public", props));
  if (without.length === 0 || !props.tiers.some((tier) => tier.kind === "public")) return;
  const isPerZone = isNatPerZone(effectiveNat(props));
  problems.add(isPerZone ? "nat" : "nat.zone", {
    code: "NAT_ZONE_WITHOUT_PUBLIC_TIER",
    message: "A NAT lies in a public tier of its zone, and there is none.",
    found: `a NAT in ${without.join(", ")}, and public tiers elsewhere`,
    expected: `a public tier in ${wanted.join(", ")}`,
    fix: `add ${without.join(", ")} to zones of a public tier, or ${isPerZone ? 'set nat mode "single"' : "leave zone out"}`,
  });
}

/** Whether a value is known only to Terraform, and so cannot be checked. */
function isReference(value: string): boolean {
  return value.includes("${");
}

function checkElasticIps(nat: NatProps, problems: Problems): void {
  const brought: (readonly [property: string, id: string])[] = [
    ...(nat.mode === "single" && nat.eip !== undefined ? [["nat.eip", nat.eip] as const] : []),
    ...(nat.mode === "per-zone" || nat.mode === "regional"
      ? Object.entries(nat.eips ?? {}).map(([zone, id]) => [`nat.eips.${zone}`, id] as const)
      : []),
  ];
  for (const [property, id] of brought) {
    if (isReference(id) || /^eipalloc-[0-9a-f]{8,17}$/.test(id)) continue;
    problems.add(property, {
      code: "NAT_EIP_INVALID",
      message: "This is not the allocation id of an Elastic IP.",
      found: `"${id}"`,
      expected: "eipalloc- and 8 to 17 hexadecimal digits, such as eipalloc-0123456789abcdef0",
      fix: "take the id from the list of Elastic IPs (`aws ec2 describe-addresses`), or leave it out and one is made",
    });
  }
  brought.forEach(([property, id], index) => {
    const first = brought.find(([, other]) => other === id);
    if (first === undefined || first === brought[index]) return;
    problems.add(property, {
      code: "NAT_EIP_DUPLICATE",
      message: "Two zones of the NAT cannot have the same Elastic IP.",
      found: `"${id}" here and in ${first[0]}`,
      expected: "an Elastic IP of its own for each zone",
      fix: "give another one, or leave eips out and they are made",
    });
  });
}

function checkNatInstance(nat: NatInstance, problems: Problems): void {
  const { instanceType, ami } = nat;
  if (instanceType !== undefined && !/^[a-z][a-z0-9-]*\.[a-z0-9-]+$/.test(instanceType)) {
    problems.add("nat.instanceType", {
      code: "NAT_INSTANCE_TYPE_INVALID",
      message: "This is not an instance type.",
      found: `"${instanceType}"`,
      expected: "a family and a size with a dot between them, such as t4g.micro",
      fix: "write the type as EC2 does, or leave it out for t4g.micro",
    });
  }
  if (ami === undefined && instanceType?.endsWith(".nano")) {
    problems.add("nat.instanceType", {
      code: "NAT_INSTANCE_TOO_SMALL",
      message: "The instance installs a package at its first boot, and dnf runs out of memory in 512 MiB.",
      found: `"${instanceType}"`,
      expected: "1 GiB of memory or more, or an image of your own (ami) that has nft",
      fix: `use ${instanceType.replace(/nano$/, "micro")}`,
    });
  }
  if (ami !== undefined && !isReference(ami) && !/^ami-[0-9a-f]{8,17}$/.test(ami)) {
    problems.add("nat.ami", {
      code: "NAT_AMI_INVALID",
      message: "This is not the id of an image.",
      found: `"${ami}"`,
      expected: "ami- and 8 to 17 hexadecimal digits, such as ami-0123456789abcdef0",
      fix: "write the image's id, or leave it out for the newest Amazon Linux 2023",
    });
  }
}
