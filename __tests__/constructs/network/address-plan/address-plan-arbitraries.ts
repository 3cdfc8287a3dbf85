import fc from "fast-check";
import { type Problem, Problems } from "../../../../constructs/core/errors";
import { pinnedTiers, planAddresses } from "../../../../constructs/network/address-plan/address-plan";
import type {
  AddressPlan,
  AddressPlanRequest,
  DeployedNetwork,
  TierRequest,
} from "../../../../constructs/network/address-plan/address-plan.types";
import { firstFree, formatCidr, lastFree, parseCidr } from "../../../../constructs/network/address-plan/cidr";
import type { Told, Way } from "../../../support/followed-advice";

/** A request, for tests that write only what they are about. */
export function request(given: Partial<AddressPlanRequest> = {}): AddressPlanRequest {
  return { cidr: "10.0.0.0/16", zones: ["a", "c"], tiers: [{ name: "app", prefixLength: 24 }], ...given };
}

/** The plan, or what is wrong with the request. */
export function attempt(given: AddressPlanRequest): { plan?: AddressPlan; problems: Problems } {
  const problems = new Problems("network");
  return { plan: planAddresses(given, problems), problems };
}

/** The plan of a request that must be valid. */
export function planOf(given: AddressPlanRequest): AddressPlan {
  const { plan, problems } = attempt(given);
  problems.throwIfAny();
  if (plan === undefined) throw new Error("there is neither a plan nor a problem");
  return plan;
}

/** Every subnet's addresses by the subnet's id. */
export function subnetsById(plan: AddressPlan): Record<string, string> {
  return Object.fromEntries(
    plan.tiers.flatMap((tier) => tier.subnets.map((s) => [`${s.tier}-${s.zone}`, `${s.cidr} ${s.ipv6Index ?? ""}`])),
  );
}

/** The network of a plan as it is remembered once it is deployed. */
export function deployedAs(given: AddressPlanRequest, plan: AddressPlan): DeployedNetwork {
  const tiers = plan.tiers.map(({ name, range, slots, ipv6Slot, subnets }, index) => [
    name,
    {
      range,
      slots,
      ipv6Slot,
      prefixLength: given.tiers[index]?.prefixLength ?? 0,
      subnets: Object.fromEntries(subnets.map(({ zone, cidr }) => [zone, cidr])),
    },
  ]);
  return { environment: "sandbox", zones: given.zones, maxZones: given.maxZones, tiers: Object.fromEntries(tiers) };
}

/** A block of a range that no tier has anything in, not even a place that it keeps. */
export function freeBlock(plan: AddressPlan, range: string, prefix: number, from: "start" | "end"): string | undefined {
  const taken = plan.map.filter((entry) => entry.state !== "free").map((entry) => parseCidr(entry.cidr));
  const block = (from === "start" ? firstFree : lastFree)(parseCidr(range), prefix, taken);
  return block && formatCidr(block);
}

const LETTERS = ["a", "b", "c", "d", "e", "f", "g", "h"];
const IDS = LETTERS.map((_, index) => `apne2-az${index + 1}`);
export const SECONDARY = "100.64.0.0/18";

/** How a tier of a random request gets its addresses, besides by its place in the order. */
type Twist = "none" | "pinned" | "moved" | "explicit";
const twists = fc.constantFrom<Twist>("none", "none", "pinned", "moved", "explicit");

const drawn = fc.record({
  cidr: fc.constantFrom("10.0.0.0/16", "10.40.128.0/18", "172.20.0.0/16", "192.168.64.0/20"),
  secondary: fc.boolean(),
  ids: fc.boolean(),
  ipv6: fc.boolean(),
  maxZones: fc.integer({ min: 1, max: 8 }),
  zonePicks: fc.array(fc.nat({ max: 7 }), { minLength: 1, maxLength: 8 }),
  tiers: fc.array(fc.record({ narrower: fc.integer({ min: 5, max: 8 }), inSecondary: fc.boolean(), twist: twists }), {
    minLength: 1,
    maxLength: 7,
  }),
});

/**
 * Random requests of every form: both kinds of zones in any order, one or two ranges, and tiers that are found by order,
 * pinned where they are, moved elsewhere by a pin, or have an explicit subnet. Nearly all of them have a plan.
 */
export const requests: fc.Arbitrary<AddressPlanRequest> = drawn.map((draw) => {
  const names = draw.ids ? IDS : LETTERS;
  const zones = [...new Set(draw.zonePicks.map((pick) => names[pick % draw.maxZones] ?? ""))];
  const tiers = draw.tiers.map(({ narrower, inSecondary }, index): TierRequest => {
    const range = inSecondary && draw.secondary ? SECONDARY : undefined;
    const width = Number((range ?? draw.cidr).split("/")[1]);
    return { name: `t${index}`, prefixLength: Math.min(28, width + narrower), range };
  });
  const { cidr, ipv6, maxZones } = draw;
  let given: AddressPlanRequest = {
    cidr,
    zones,
    maxZones,
    tiers,
    ipv6,
    secondaryCidrs: draw.secondary ? [SECONDARY] : undefined,
  };
  let { plan } = attempt(given);
  draw.tiers.forEach(({ twist }, index) => {
    const twisted = plan && twistTier(given, plan, index, twist);
    const after = twisted && attempt(twisted).plan;
    if (after !== undefined) [given, plan] = [twisted ?? given, after];
  });
  return given;
});

/** The request with one tier changed as drawn; `undefined` when there is no room for that. */
function twistTier(
  given: AddressPlanRequest,
  plan: AddressPlan,
  index: number,
  twist: Twist,
): AddressPlanRequest | undefined {
  const [tier, planned] = [given.tiers[index], plan.tiers[index]];
  if (tier === undefined || planned === undefined || twist === "none") return undefined;
  const change = (part: Partial<TierRequest>): AddressPlanRequest => ({
    ...given,
    tiers: given.tiers.map((other, at) => (at === index ? { ...other, ...part } : other)),
  });
  const freeAtEnd = (prefix: number) => freeBlock(plan, planned.range, prefix, "end");
  if (twist === "pinned") return change(pinnedTiers(plan)[index] ?? {});
  if (twist === "explicit") {
    const subnet = freeAtEnd(tier.prefixLength);
    return subnet === undefined ? undefined : change({ subnets: { [given.zones[0] ?? ""]: subnet } });
  }
  const slot = freeAtEnd(tier.prefixLength - 2);
  return slot === undefined || planned.slots.length > 1 ? undefined : change({ cidr: slot });
}

/** A zone that a request does not use yet, if its maximum leaves one. */
export function unusedZone(given: AddressPlanRequest): string | undefined {
  const names = given.zones[0]?.includes("-") ? IDS : LETTERS;
  return names.slice(0, given.maxZones ?? 4).find((name) => !given.zones.includes(name));
}

/** A problem of a request, written in one line each. */
export function problemAt(
  code: string,
  property: string,
  message: string,
  [found, expected, fix]: readonly [found: string, expected: string, fix: string],
): Problem {
  return { code, path: `network › ${property}`, message, found, expected, fix };
}

/** A request that is refused, with everything that is said about it, and the ways out. */
export type BadRequest = readonly [
  name: string,
  given: AddressPlanRequest,
  problems: readonly Problem[],
  ways?: readonly Way<AddressPlanRequest>[],
];

/** The same, as tests take it. */
export interface RefusedRequest extends Told<AddressPlanRequest> {
  readonly given: AddressPlanRequest;
}

/** A row of a table of mistakes, by name. */
export function toldOf([mistake, given, problems, ways]: BadRequest): RefusedRequest {
  return { mistake, given, problems, ways };
}
