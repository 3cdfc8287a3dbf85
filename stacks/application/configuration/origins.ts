import type { OriginOf } from "../../../config/reading/locate";
import { deliveryPlaces } from "../../delivery/delivery-stack";
import { networkPlaces } from "../../network/network-stack";
import { STACKS } from "../../registry";
import type { StackDefinition } from "../../sections/define-stack";
import { configuredAt, type Place } from "../../sections/places";

/**
 * How the sections of some stacks call the properties of their constructs, as the definitions say it.
 *
 * @param stacks the registered stacks, unless others are given; network and delivery are always there
 */
export function originsIn(stacks: readonly StackDefinition[] = STACKS): OriginOf {
  const places = new Map<string, readonly Place[]>([
    ["network", networkPlaces],
    ["delivery", deliveryPlaces],
    ...stacks.map((one) => [one.section, one.places ?? []] as const),
  ]);
  return (section, construct, property) => configuredAt(places.get(section) ?? [], construct, property);
}
