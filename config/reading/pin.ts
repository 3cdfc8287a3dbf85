import { parseDocument } from "yaml";
import type { PinnedTier } from "../../constructs/network/address-plan/address-plan";

/**
 * Writes the tiers' places into the text of a configuration file. Comments and other keys stay as they are.
 *
 * @param text content of the environment's file
 * @param pins where each tier lies
 * @returns the new content
 */
export function pinTiers(text: string, pins: readonly PinnedTier[]): string {
  const document = parseDocument(text);
  for (const { name, cidr, ipv6Slot } of pins) {
    const path = ["network", "tiers", name];
    const slots = document.createNode(cidr, { flow: true });
    document.setIn([...path, "cidr"], slots);
    if (ipv6Slot !== undefined) document.setIn([...path, "ipv6Slot"], ipv6Slot);
  }
  return document.toString({ lineWidth: 0, flowCollectionPadding: false });
}
