import { Problems } from "../../../../constructs/core/errors";
import {
  availabilityZoneOf,
  checkZonesOfRegion,
  zoneIds,
  zoneLetters,
} from "../../../../constructs/network/address-plan/availability-zones";
import { testAdvice } from "../../../support/followed-advice";

test("a letter becomes the zone's name in the region, and a zone id stays a zone id", () => {
  expect(availabilityZoneOf("c", "ap-northeast-2")).toEqual({ availabilityZone: "ap-northeast-2c" });
  expect(availabilityZoneOf("apne2-az1", "ap-northeast-2")).toEqual({ availabilityZoneId: "apne2-az1" });
});

test("letters and ids of a region follow from its table, gaps included", () => {
  expect(zoneLetters("us-east-1")).toEqual(["a", "b", "c", "d", "e", "f"]);
  expect(zoneLetters("ca-central-1")).toEqual(["a", "b", "d"]);
  expect(zoneIds("ca-central-1")).toEqual(["cac1-az1", "cac1-az2", "cac1-az4"]);
  expect(zoneLetters("xx-future-1")).toEqual(["a", "b", "c", "d", "e", "f", "g", "h"]);
  expect(zoneIds("xx-future-1")).toEqual([]);
});

test.each([
  ["ap-northeast-2", ["a", "d"]],
  ["ap-northeast-2", ["apne2-az1", "apne2-az4"]],
  ["xx-future-1", ["a", "h"]],
  ["xx-future-1", ["xxf1-az8"]],
  ["eu-west-1", ["not a zone"]],
])("%s: %p raises nothing", (region, zones) => {
  const problems = new Problems("network");

  checkZonesOfRegion(zones, region, problems);

  expect(problems.list).toEqual([]);
});

const REFUSED = [
  { region: "eu-west-1", zones: ["a", "d"], zone: "d", valid: ["a", "b", "c"] },
  { region: "ca-central-1", zones: ["c"], zone: "c", valid: ["a", "b", "d"] },
  {
    region: "ap-northeast-2",
    zones: ["apne2-az5", "apne2-az5"],
    zone: "apne2-az5",
    valid: ["apne2-az1", "apne2-az2", "apne2-az3", "apne2-az4"],
  },
  {
    region: "ap-northeast-2",
    zones: ["use1-az1"],
    zone: "use1-az1",
    valid: ["apne2-az1", "apne2-az2", "apne2-az3", "apne2-az4"],
  },
].map(({ region, zones, zone, valid }) => ({
  mistake: `${zones.join(", ")} in ${region}`,
  region,
  zones,
  problems: [
    {
      code: "ZONE_NOT_IN_REGION",
      path: "network › zones",
      message: `The region ${region} has no availability zone \`${zone}\`.`,
      found: zone,
      expected: `one of ${valid.join(", ")}`,
      fix: "name one of these; if AWS has added the zone since, add it to constructs/network/address-plan/availability-zones.ts",
    },
  ],
  ways: valid.map((right) => ({ says: "name one of these", to: { region, zones: [right] } })),
}));

function problemsOfZones({ region, zones }: { readonly region: string; readonly zones: readonly string[] }) {
  const problems = new Problems("network");
  checkZonesOfRegion(zones, region, problems);
  return problems.list;
}

test.each(REFUSED)("$mistake is refused with the zones that are there", ({ problems, ...given }) => {
  expect(problemsOfZones(given)).toEqual(problems);
});

testAdvice(REFUSED, problemsOfZones);
