import { environmentProblems } from "../../constructs/core/environments/environment-forms";
import { zoneLetters } from "../../constructs/network/address-plan/availability-zones";
import type { NetworkProps } from "../../constructs/network/network-props";
import { networkProblems, propertyOf, valueProblems } from "../checks/environment-checks";
import type { ResolvedEnvironment } from "../resolved-environment";
import { STAND_IN } from "./samples";

/** Ranges of a stand-in whose own one is refused: no other range overlaps with both. */
const RANGES = ["10.0.0.0/16", "172.30.0.0/16"] as const;

/** In how many ways an environment can stand in. */
export const STAND_INS = RANGES.length;

/**
 * An environment whose stacks can be made although its own values or its network are wrong: without the options that are refused, and where
 * addresses are, with others. Its stacks are looked at for what else is wrong, and with no value of the stand-in is anything made.
 *
 * @param way which of {@link STAND_INS}: what depends on the addresses of a stand-in is not the same in all
 * @returns the environment itself where nothing is wrong; nothing where no stand-in is known
 */
export function standIn(resolved: ResolvedEnvironment, way: number): ResolvedEnvironment | undefined {
  const { name } = resolved.environment;
  const sound = withSoundValues(resolved);
  if (!sound || networkProblems(sound).length === 0) return sound;
  return [sound.network.cidr, RANGES[way % STAND_INS] ?? RANGES[0]]
    .flatMap((cidr) => networksLike(sound, cidr))
    .map((network) => ({ ...sound, network, remembered: without(sound.remembered ?? {}, [`${name}-network`]) }))
    .find((one) => networkProblems(one).length === 0);
}

/** The environment without what may be left out and is refused, and with other values of what may not. */
function withSoundValues(resolved: ResolvedEnvironment): ResolvedEnvironment | undefined {
  const { environment } = resolved;
  const refused = valueProblems(resolved).map((problem) => propertyOf(problem).split(".")[0] ?? "");
  if (refused.length === 0) return resolved;
  const others = Object.entries(REQUIRED).filter(([key]) => refused.includes(key));
  const sound = { ...resolved, environment: { ...without(environment, refused), ...Object.fromEntries(others) } };
  return environmentProblems(sound.environment).length === 0 ? sound : undefined;
}

/** Values of what no environment is without, and values of which may be refused. */
const REQUIRED = { owner: STAND_IN, region: "eu-west-1", backend: { type: "local" } };

/** Networks with the same tiers, from the most alike to one that has nothing else. */
function networksLike(resolved: ResolvedEnvironment, cidr: string): readonly NetworkProps[] {
  const { network, environment } = resolved;
  const told = networkProblems(resolved).map(propertyOf);
  const refused = (key: string) => told.some((property) => property.startsWith(key));
  const zones = refused("zones") || refused("maxZones") ? zoneLetters(environment.region).slice(0, 2) : network.zones;
  const { nat, endpoints, prefixLists, ipv6 } = network;
  const known = { cidr, zones, maxZones: Math.max(zones.length, 4), ...(ipv6 === undefined ? {} : { ipv6 }) };
  const kept = without({ nat, endpoints, prefixLists }, ["nat", "endpoints", "prefixLists"].filter(refused));
  const tiers = network.tiers.map(({ name, kind, eks }) => ({ name, kind, prefixLength: 26, ...(eks ? { eks } : {}) }));
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
