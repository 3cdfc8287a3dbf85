import type { Facts, Json } from "../../memory/deployed.types";
import type { Environment } from "../core/environments/environment";
import type { AddressPlan, DeployedNetwork, DeployedTier } from "./address-plan/address-plan.types";
import { DEFAULT_MAX_ZONES } from "./address-plan/address-plan-zones";
import { effectiveNat, isNatPerZone, natZones } from "./nat/nat-checks";
import type { NetworkProps } from "./network-props";

/** What is remembered of a network, by the keys that it asks for (see {@link networkFacts}). */
type NetworkFacts = Readonly<Record<string, Json>>;

/**
 * What a network asks to be remembered of itself: zones and tiers in the order in which they were introduced, the place of every
 * tier, the zone of a NAT that stands in one, and for how many zones its slots were found if these are fewer than usual.
 */
export function networkFacts(props: NetworkProps, plan: AddressPlan, zones: readonly string[]): NetworkFacts {
  const nat = effectiveNat(props);
  const { maxZones = DEFAULT_MAX_ZONES } = props;
  const [natZone] = isNatPerZone(nat) ? [] : natZones(props, zones);
  return {
    zones,
    tiers: plan.tiers.map(({ name }) => name),
    places: Object.fromEntries(plan.tiers.map((tier) => [tier.name, placeOf(tier, props)])),
    ...(natZone === undefined ? {} : { natZone }),
    ...(maxZones < DEFAULT_MAX_ZONES ? { maxZones } : {}),
  };
}

function placeOf(tier: AddressPlan["tiers"][number], props: NetworkProps): { readonly [key: string]: Json } {
  return {
    range: tier.range,
    prefixLength: props.tiers.find(({ name }) => name === tier.name)?.prefixLength ?? null,
    slots: tier.slots,
    subnets: Object.fromEntries(tier.subnets.map(({ zone, cidr }) => [zone, cidr])),
    ...(tier.ipv6Slot === undefined ? {} : { ipv6Slot: tier.ipv6Slot }),
  };
}

/** The network of an environment as its stacks see it: with what is remembered of its network stack. */
export function networkAsDeployed({ environment, network, remembered }: RememberedNetwork): NetworkProps {
  return asDeployed(network, remembered?.[`${environment.name}-network`]?.network, environment.name);
}

/** The same with its deployed tiers at the places that they have, whatever the configuration pins. */
export function withDeployedPlaces(props: NetworkProps): NetworkProps {
  const tiers = props.tiers.map((tier) => {
    if (!props.deployed?.tiers[tier.name]) return tier;
    const { cidr: _, ipv6Slot: __, ...unpinned } = tier;
    return unpinned;
  });
  return { ...props, tiers };
}

/** A network and what is remembered of its environment. */
export interface RememberedNetwork {
  readonly environment: Pick<Environment, "name">;
  readonly network: NetworkProps;
  /** Facts by full name of the stack. */
  readonly remembered?: Readonly<Record<string, Facts>>;
}

/**
 * The properties of a network of which something is deployed: its tiers in the order in which they were introduced, whatever file
 * declares them, and with the places that they have; a NAT that stands in one zone stays there.
 *
 * @param facts what is remembered of the network; `undefined` when it is not deployed
 * @param environment name of the environment, for messages
 */
export function asDeployed(props: NetworkProps, facts: NetworkFacts | undefined, environment: string): NetworkProps {
  const deployed = facts && readFacts(facts, environment);
  if (!deployed) return props;
  const known = Object.keys(deployed.tiers);
  const place = (name: string) => (known.includes(name) ? known.indexOf(name) : known.length);
  return {
    ...props,
    deployed,
    tiers: [...props.tiers].sort((a, b) => place(a.name) - place(b.name)),
    ...natWhereItStands(props, facts.natZone),
  };
}

/** Where nothing says otherwise, the one NAT stays in its zone as long as the network has that. */
function natWhereItStands(props: NetworkProps, zone: Json | undefined): Pick<NetworkProps, "nat"> {
  const { nat } = props;
  const isOne = nat?.mode === "single" || (nat?.mode === "instance" && !nat.perZone);
  if (!isOne || nat.zone !== undefined || typeof zone !== "string" || !props.zones.includes(zone)) return {};
  return { nat: { ...nat, zone } };
}

/** What is not as {@link networkFacts} makes it counts as not remembered. */
function readFacts(facts: NetworkFacts, environment: string): DeployedNetwork | undefined {
  if (!isTexts(facts.zones) || !isTexts(facts.tiers) || !isObject(facts.places)) return undefined;
  const places = facts.places;
  const tiers = facts.tiers.flatMap((name) => {
    const place = places[name];
    const tier = place === undefined ? undefined : readPlace(place);
    return tier ? [[name, tier] as const] : [];
  });
  const { maxZones } = facts;
  return {
    environment,
    zones: facts.zones,
    tiers: Object.fromEntries(tiers),
    ...(typeof maxZones === "number" ? { maxZones } : {}),
  };
}

function readPlace(place: Json): DeployedTier | undefined {
  if (!isObject(place)) return undefined;
  const { range, prefixLength, slots, subnets, ipv6Slot, mayMove } = place;
  if (typeof range !== "string" || typeof prefixLength !== "number" || !isTexts(slots) || !isObject(subnets)) {
    return undefined;
  }
  const cidrs = Object.entries(subnets).filter((entry): entry is [string, string] => typeof entry[1] === "string");
  return {
    range,
    prefixLength,
    slots,
    subnets: Object.fromEntries(cidrs),
    ...(typeof ipv6Slot === "number" ? { ipv6Slot } : {}),
    ...(mayMove === true ? { mayMove } : {}),
  };
}

/**
 * Says which tiers lie elsewhere than they did. With a memory a move is refused before; without one it can only be said.
 *
 * @returns one text for each tier: `app: app-a 10.0.16.0/20 → 10.0.32.0/20`
 */
export function movesBetween(before: NetworkFacts, after: NetworkFacts): string[] {
  const [old, now] = [readFacts(before, "")?.tiers ?? {}, readFacts(after, "")?.tiers ?? {}];
  return Object.entries(now).flatMap(([name, { subnets }]) => {
    const moved = Object.entries(subnets).flatMap(([zone, cidr]) => {
      const earlier = old[name]?.subnets[zone] ?? cidr;
      return earlier === cidr ? [] : [`${name}-${zone} ${earlier} → ${cidr}`];
    });
    return moved.length > 0 ? [`${name}: ${moved.join(", ")}`] : [];
  });
}

/** What is remembered of a network after one of its tiers was allowed to move; `undefined` when there is no such tier. */
export function lettingMove(facts: NetworkFacts, tier: string): NetworkFacts | undefined {
  const places = isObject(facts.places) ? facts.places : {};
  const place = places[tier];
  if (!isObject(place)) return undefined;
  return { ...facts, places: { ...places, [tier]: { ...place, mayMove: true } } };
}

/** Names of the tiers whose places are remembered, sorted. */
export function tiersHeld(facts: NetworkFacts): readonly string[] {
  const places = isObject(facts.places) ? Object.entries(facts.places) : [];
  return places.flatMap(([tier, place]) => (isObject(place) ? [tier] : [])).sort();
}

function isTexts(value: Json | undefined): value is readonly string[] {
  return Array.isArray(value) && value.every((item) => typeof item === "string");
}

function isObject(value: Json | undefined): value is { readonly [key: string]: Json } {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
