import type { Problems } from "../../core/errors";
import { readZone, zoneAt } from "./address-plan-zones";

/** The zones of a region, by the numbers of their zone ids. */
interface RegionZones {
  /** The part of the zone ids before `-az`. */
  readonly prefix: string;
  readonly numbers: readonly number[];
  /** Letters, where they are not simply the first ones. */
  readonly letters?: readonly string[];
}

/**
 * Regions that we know. Others are accepted with any letter from a to h and any zone id.
 *
 * AWS publishes no list of letters; a region has had at most as many letters as the highest number of its zone ids. Sources of these, as
 * of 2026: AWS Regions and Availability Zones, "AWS Availability Zones"; for GovCloud Amazon WorkSpaces Administration Guide, "Regions,
 * Availability Zones for WorkSpaces".
 */
const REGIONS: Readonly<Record<string, RegionZones>> = {
  "af-south-1": { prefix: "afs1", numbers: [1, 2, 3] },
  "ap-east-1": { prefix: "ape1", numbers: [1, 2, 3] },
  "ap-east-2": { prefix: "ape2", numbers: [1, 2, 3] },
  "ap-northeast-1": { prefix: "apne1", numbers: [1, 2, 3, 4] },
  "ap-northeast-2": { prefix: "apne2", numbers: [1, 2, 3, 4] },
  "ap-northeast-3": { prefix: "apne3", numbers: [1, 2, 3] },
  "ap-south-1": { prefix: "aps1", numbers: [1, 2, 3] },
  "ap-south-2": { prefix: "aps2", numbers: [1, 2, 3] },
  "ap-southeast-1": { prefix: "apse1", numbers: [1, 2, 3] },
  "ap-southeast-2": { prefix: "apse2", numbers: [1, 2, 3] },
  "ap-southeast-3": { prefix: "apse3", numbers: [1, 2, 3] },
  "ap-southeast-4": { prefix: "apse4", numbers: [1, 2, 3] },
  "ap-southeast-5": { prefix: "apse5", numbers: [1, 2, 3] },
  "ap-southeast-6": { prefix: "apse6", numbers: [1, 2, 3] },
  "ap-southeast-7": { prefix: "apse7", numbers: [1, 2, 3] },
  "ca-central-1": { prefix: "cac1", numbers: [1, 2, 4], letters: ["a", "b", "d"] },
  "ca-west-1": { prefix: "caw1", numbers: [1, 2, 3] },
  "eu-central-1": { prefix: "euc1", numbers: [1, 2, 3] },
  "eu-central-2": { prefix: "euc2", numbers: [1, 2, 3] },
  "eu-north-1": { prefix: "eun1", numbers: [1, 2, 3] },
  "eu-south-1": { prefix: "eus1", numbers: [1, 2, 3] },
  "eu-south-2": { prefix: "eus2", numbers: [1, 2, 3] },
  "eu-west-1": { prefix: "euw1", numbers: [1, 2, 3] },
  "eu-west-2": { prefix: "euw2", numbers: [1, 2, 3, 4] },
  "eu-west-3": { prefix: "euw3", numbers: [1, 2, 3] },
  "il-central-1": { prefix: "ilc1", numbers: [1, 2, 3] },
  "me-central-1": { prefix: "mec1", numbers: [1, 2, 3] },
  "me-south-1": { prefix: "mes1", numbers: [1, 2, 3] },
  "mx-central-1": { prefix: "mxc1", numbers: [1, 2, 3] },
  "sa-east-1": { prefix: "sae1", numbers: [1, 2, 3] },
  "us-east-1": { prefix: "use1", numbers: [1, 2, 3, 4, 5, 6] },
  "us-east-2": { prefix: "use2", numbers: [1, 2, 3] },
  "us-gov-east-1": { prefix: "usge1", numbers: [1, 2, 3] },
  "us-gov-west-1": { prefix: "usgw1", numbers: [1, 2, 3] },
  "us-west-1": { prefix: "usw1", numbers: [1, 2, 3] },
  "us-west-2": { prefix: "usw2", numbers: [1, 2, 3, 4] },
};

/** How a subnet names its zone to AWS: one of the two. */
export type AvailabilityZone =
  | { readonly availabilityZone: string; readonly availabilityZoneId?: undefined }
  | { readonly availabilityZone?: undefined; readonly availabilityZoneId: string };

/** The zone of a subnet: a letter becomes the zone's name in the region (`ap-northeast-2a`), a zone id stays as it is. */
export function availabilityZoneOf(zone: string, region: string): AvailabilityZone {
  return readZone(zone)?.prefix === undefined ? { availabilityZone: `${region}${zone}` } : { availabilityZoneId: zone };
}

/** The letters that zones of the region have; a to h when we do not know the region. */
export function zoneLetters(region: string): string[] {
  const known = REGIONS[region];
  return [...(known?.letters ?? "abcdefgh".slice(0, Math.max(...(known?.numbers ?? [8]))))];
}

/** The zone ids of the region; empty when we do not know the region. */
export function zoneIds(region: string): string[] {
  const known = REGIONS[region];
  return known === undefined ? [] : known.numbers.map((number) => zoneAt(number - 1, known.prefix));
}

/**
 * Checks that the region has the zones. Texts that are no zones at all are left to the address plan.
 *
 * Adds `ZONE_NOT_IN_REGION`.
 *
 * @returns the zones that the region does not have
 */
export function checkZonesOfRegion(zones: readonly string[], region: string, problems: Problems): readonly string[] {
  if (REGIONS[region] === undefined) return [];
  const validFor = (text: string) => (readZone(text)?.prefix === undefined ? zoneLetters(region) : zoneIds(region));
  const elsewhere = [...new Set(zones)].filter((text) => readZone(text) && !validFor(text).includes(text));
  for (const text of elsewhere) {
    const valid = validFor(text);
    problems.add("zones", {
      code: "ZONE_NOT_IN_REGION",
      message: `The region ${region} has no availability zone \`${text}\`.`,
      found: text,
      expected: `one of ${valid.join(", ")}`,
      fix: "name one of these; if AWS has added the zone since, add it to constructs/network/address-plan/availability-zones.ts",
    });
  }
  return elsewhere;
}
