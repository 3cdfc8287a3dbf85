import { Problems } from "../core/errors";
import type { AddressPlanRequest, DeployedTier, PlannedTier, TierRequest } from "./address-plan/address-plan.types";
import { type Cidr, checkCidr, overlaps } from "./address-plan/cidr";

/** A subnet that is deployed, or is to be. */
interface Place {
  readonly tier: string;
  readonly zone: string;
  readonly cidr: string;
}

/**
 * Checks a plan against what is deployed. Adds `ZONES_SWAPPED`, `TIER_MOVED`, and `SUBNET_PLACE_TAKEN` where a new subnet would need
 * the addresses of one that is destroyed in the same run: AWS refuses a subnet whose addresses another one still has.
 */
export function checkAgainstDeployed(
  { deployed, zones, tiers }: Pick<AddressPlanRequest, "deployed" | "zones" | "tiers">,
  planned: readonly PlannedTier[],
  problems: Problems,
): void {
  if (!deployed) return;
  checkZoneChange({ before: deployed.zones, now: zones, at: "zones" }, problems);
  const isSwapped = problems.list.some(({ code }) => code === "ZONES_SWAPPED");
  for (const tier of planned) {
    const before = deployed.tiers[tier.name];
    if (!before || before.mayMove) continue;
    if (!isSwapped) {
      const [had, has] = [Object.keys(before.subnets), tier.subnets.map(({ zone }) => zone)];
      checkZoneChange({ before: had, now: has, at: `tiers.${tier.name}.zones` }, problems);
    }
    const wanted = tiers.find(({ name }) => name === tier.name);
    checkMove(tier, before, { wanted, environment: deployed.environment }, problems);
  }
  // Whether new subnets meet old ones is clear only when no tier moves by mistake.
  if (problems.list.some(({ code }) => code === "TIER_MOVED")) return;
  const old = Object.entries(deployed.tiers).flatMap(([tier, { subnets }]) =>
    Object.entries(subnets).map(([zone, cidr]) => ({ tier, zone, cidr })),
  );
  checkTaken(
    planned.flatMap(({ subnets }) => subnets),
    old,
    problems,
  );
}

/** Zones of the network, or of one of its tiers, and where they are written. */
interface ZoneChange {
  readonly before: readonly string[];
  readonly now: readonly string[];
  readonly at: string;
}

function checkZoneChange({ before, now, at }: ZoneChange, problems: Problems): void {
  const added = now.filter((zone) => !before.includes(zone));
  const removed = before.filter((zone) => !now.includes(zone));
  if (added.length === 0 || removed.length === 0) return;
  const union = [...before, ...added].sort();
  problems.add(at, {
    code: "ZONES_SWAPPED",
    message:
      "Zones are taken away and added in one change: what lies in the network has to leave the old ones first, and can go to the new ones only when they are there.",
    found: `[${before.join(", ")}] is deployed, [${now.join(", ")}] is wanted`,
    expected: "only more zones, or only fewer",
    fix: `two changes: deploy all stacks with zones: [${union.join(", ")}], then with zones: [${now.join(", ")}]`,
  });
}

function checkMove(
  tier: PlannedTier,
  before: DeployedTier,
  { wanted, environment }: { readonly wanted: TierRequest | undefined; readonly environment: string },
  problems: Problems,
): void {
  const moved = tier.subnets.filter(({ zone, cidr }) => (before.subnets[zone] ?? cidr) !== cidr);
  const ipv6 = before.ipv6Slot !== undefined && tier.ipv6Slot !== undefined && before.ipv6Slot !== tier.ipv6Slot;
  if (moved.length === 0 && !ipv6) return;
  const accept = `\`npx groundplan accept ${environment} --move ${tier.name}\``;
  const changes = [
    ...(wanted && wanted.prefixLength !== before.prefixLength ? [`set prefixLength to ${before.prefixLength}`] : []),
    ...(tier.range === before.range ? [] : [`set range to ${before.range}`]),
    ...moved
      .filter(({ zone }) => wanted?.subnets?.[zone] !== undefined || !isInSlot(before, zone))
      .map(({ zone }) => `set subnets.${zone} to ${before.subnets[zone]}`),
  ];
  const isPlaced = wanted?.cidr !== undefined || wanted?.ipv6Slot !== undefined;
  const pin = `pin the places that are deployed: \`npx groundplan map ${environment} --pin\``;
  const stay = [...changes, ...(isPlaced || changes.length === 0 ? [pin] : [])].join(", then ");
  problems.add(`tiers.${tier.name}`, {
    code: "TIER_MOVED",
    message: `The tier \`${tier.name}\` would move: its subnets would be made anew, and what lies in them with them.`,
    found: [
      ...moved.map(({ zone, cidr }) => `${tier.name}-${zone} ${before.subnets[zone]} → ${cidr}`),
      ...(ipv6 ? [`ipv6Slot ${before.ipv6Slot} → ${tier.ipv6Slot}`] : []),
    ].join(", "),
    expected: `the place that the tier was deployed with: ${before.slots.join(", ") || Object.values(before.subnets).join(", ")}`,
    fix: `${stay}, or accept the move: ${accept}`,
  });
}

/** Whether the subnet of a zone lies in a slot: otherwise it was given one by one. */
function isInSlot({ slots, subnets }: DeployedTier, zone: string): boolean {
  const subnet = read(subnets[zone] ?? "");
  return slots.map(read).some((slot) => slot && subnet && overlaps(slot, subnet));
}

function checkTaken(now: readonly Place[], before: readonly Place[], problems: Problems): void {
  const stays = (old: Place) => now.some((place) => isSame(place, old) && place.cidr === old.cidr);
  const leaving = before.filter((old) => !stays(old)).map((old) => ({ ...old, range: read(old.cidr) }));
  for (const place of now) {
    if (before.some((old) => isSame(place, old) && place.cidr === old.cidr)) continue;
    const range = read(place.cidr);
    const taken = leaving.find((old) => range && old.range && overlaps(range, old.range));
    if (!taken) continue;
    problems.add(`tiers.${place.tier}`, {
      code: "SUBNET_PLACE_TAKEN",
      message:
        "A new subnet needs addresses of one that is destroyed in the same run: AWS refuses it while that one is there.",
      found: `${place.tier}-${place.zone} ${place.cidr}, where ${taken.tier}-${taken.zone} ${taken.cidr} is deployed`,
      expected: "addresses that no subnet has yet",
      fix:
        taken.tier === place.tier
          ? `give the tier another place (\`cidr\`), or make a tier of another name beside it and take \`${place.tier}\` away afterwards`
          : `deploy without \`${place.tier}\` first, then with it; or give it another place (\`cidr\`)`,
    });
  }
}

function isSame(a: Place, b: Place): boolean {
  return a.tier === b.tier && a.zone === b.zone;
}

/** What is remembered was a CIDR when it was written; what is not any more is nothing that another subnet could meet. */
function read(cidr: string): Cidr | undefined {
  return checkCidr(cidr, "", new Problems(""));
}
