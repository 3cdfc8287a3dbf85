import { environmentProblems } from "../../constructs/core/environments/environment-forms";
import { Problems } from "../../constructs/core/errors";
import { checkShape } from "../../constructs/core/shapes/check-shape";
import { zoneLetters } from "../../constructs/network/address-plan/availability-zones";
import type { NetworkProps } from "../../constructs/network/network-props";
import { networkProblems, propertyOf, valueProblems } from "../checks/environment-checks";
import type { ResolvedEnvironment } from "../resolved-environment";
import { STAND_IN } from "./samples";

/** Ranges of a stand-in whose own one is refused: no other range overlaps with both. */
const RANGES = ["10.0.0.0/16", "172.30.0.0/16"] as const;

/** In how many ways an environment can stand in. */
export const STAND_INS = RANGES.length;

/** What stands in for an environment. */
export interface StandIn {
  readonly resolved: ResolvedEnvironment;
  /** Whether its network is as it was written, but for options that are left out of what has them: there is something to judge. */
  readonly isNetworkOwn: boolean;
}

/**
 * An environment whose stacks can be made although its own values or its network are wrong: without the options that are refused, and where
 * addresses are, with others. Its stacks are looked at for what else is wrong, and with no value of the stand-in is anything made.
 *
 * @param way which of {@link STAND_INS}: what depends on the addresses of a stand-in is not the same in all
 * @returns the environment itself where nothing is wrong; nothing where no stand-in is known
 */
export function standIn(resolved: ResolvedEnvironment, way: number): StandIn | undefined {
  const { name } = resolved.environment;
  const sound = withSoundValues(resolved);
  if (!sound || networkProblems(sound).length === 0) return sound && { resolved: sound, isNetworkOwn: true };
  const own = withoutRefusedOptions(sound, way);
  if (own) return { resolved: own, isNetworkOwn: true };
  return [sound.network.cidr, RANGES[way % STAND_INS] ?? RANGES[0]]
    .flatMap((cidr) => networksLike(sound, cidr))
    .map((network) => ({ ...sound, network, remembered: without(sound.remembered ?? {}, [`${name}-network`]) }))
    .filter((one) => networkProblems(one).length === 0)
    .map((one) => ({ resolved: one, isNetworkOwn: false }))[0];
}

/** The environment without what may be left out and is refused, and with other values of what may not. */
function withSoundValues(resolved: ResolvedEnvironment): ResolvedEnvironment | undefined {
  const { environment } = resolved;
  const refused = valueProblems(resolved).map(propertyOf);
  if (refused.length === 0) return resolved;
  const tops = refused.map((property) => property.split(".")[0] ?? "");
  const others = Object.fromEntries(Object.entries(REQUIRED).filter(([key]) => tops.includes(key)));
  return [refused, tops]
    .map((properties) => ({ ...resolved, environment: { ...withoutProperties(environment, properties), ...others } }))
    .find((one) => environmentProblems(one.environment).length === 0 && valueProblems(one).length === 0);
}

/** Values of what no environment is without, and values of which may be refused. */
const REQUIRED = { owner: STAND_IN, region: "eu-west-1", backend: { type: "local" } };

/**
 * The same network without the options that are refused, where these are options of a part of it that has others, such as of a tier: what
 * there is by default in the place of a whole part is another network. Sizes and ranges, which no network is without, are others.
 */
function withoutRefusedOptions(resolved: ResolvedEnvironment, way: number): ResolvedEnvironment | undefined {
  const refused = networkProblems(resolved).map(propertyOf);
  const properties = refused.filter((property) => property !== "cidr").flatMap(addressesOf);
  if (!properties.every((property) => /[.[]/.test(property))) return undefined;
  const other = refused.includes("cidr") ? { cidr: RANGES[way % STAND_INS] ?? RANGES[0] } : {};
  const network = { ...withoutProperties(resolved.network, properties), ...other };
  const one = { ...resolved, network };
  const misshapen = new Problems("");
  misshapen.collect(() => checkShape("", "Network", network));
  return misshapen.list.length === 0 && networkProblems(one).length === 0 ? one : undefined;
}

/** The options of a tier that its addresses come from, where the whole tier is refused: it has no room. */
function addressesOf(property: string): readonly string[] {
  if (!/^tiers\.[^.[]+$/.test(property)) return [property];
  return ["prefixLength", "cidr", "subnets", "ipv6Slot"].map((option) => `${property}.${option}`);
}

/** Prefix length of a tier that fits into every range of a stand-in. */
const SMALL_TIER = 26;

/** A value without properties, as problems name them: `tiers.app.cidr`, `zones[1]`. Items of a list that have a name go by it. */
function withoutProperties<T>(value: T, properties: readonly string[]): T {
  // From behind, so that what is taken out of a list moves none of the others.
  const paths = [...new Set(properties)].map((property) => property.split(/[.[\]]+/).filter(Boolean)).reverse();
  return paths.reduce<unknown>(withoutProperty, value) as T;
}

function withoutProperty(value: unknown, [step = "", ...rest]: readonly string[]): unknown {
  if (typeof value !== "object" || value === null) return value;
  const isLast = rest.length === 0;
  if (!Array.isArray(value)) {
    if (!Object.hasOwn(value, step)) return value;
    const { [step]: own, ...others } = value as Record<string, unknown>;
    if (isLast) return step === "prefixLength" ? { ...others, [step]: SMALL_TIER } : others;
    return { ...others, [step]: withoutProperty(own, rest) };
  }
  const isMeant = (item: unknown, index: number) => String(index) === step || nameOf(item) === step;
  return value.flatMap((item, index) => (!isMeant(item, index) ? [item] : isLast ? [] : [withoutProperty(item, rest)]));
}

function nameOf(item: unknown): unknown {
  return typeof item === "object" && item !== null && "name" in item ? item.name : undefined;
}

/** Networks with the same tiers, from the most alike to one that has nothing else. */
function networksLike(resolved: ResolvedEnvironment, cidr: string): readonly NetworkProps[] {
  const { network, environment } = resolved;
  const told = networkProblems(resolved).map(propertyOf);
  const refused = (key: string) => told.some((property) => property.startsWith(key));
  const zones = refused("zones") || refused("maxZones") ? zoneLetters(environment.region).slice(0, 2) : network.zones;
  const { nat, endpoints, prefixLists, ipv6 } = network;
  const known = { cidr, zones, maxZones: Math.max(zones.length, 4), ...(ipv6 === undefined ? {} : { ipv6 }) };
  const kept = without({ nat, endpoints, prefixLists }, ["nat", "endpoints", "prefixLists"].filter(refused));
  const tiers = network.tiers.map(({ name, kind, eks }) => ({
    name,
    kind,
    prefixLength: SMALL_TIER,
    ...(eks ? { eks } : {}),
  }));
  const ungrouped = tiers.map((tier) => ({ ...tier, subnetGroups: [] }));
  return [
    { ...known, ...kept, tiers },
    { ...known, ...kept, tiers: ungrouped },
    { ...known, tiers: ungrouped },
    { ...known, tiers: ungrouped, nat: { mode: "none" } },
  ];
}

function without<T extends object>(value: T, keys: readonly (string | undefined)[]): T {
  return Object.fromEntries(Object.entries(value).filter(([key]) => !keys.includes(key))) as T;
}
