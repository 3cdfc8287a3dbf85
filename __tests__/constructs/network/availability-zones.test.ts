import { Problems } from "../../../constructs/core/errors";
import {
  availabilityZoneOf,
  checkZonesOfRegion,
  zoneIds,
  zoneLetters,
} from "../../../constructs/network/availability-zones";

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

test.each([
  ["eu-west-1", ["a", "d"], "d", "a, b, c"],
  ["ca-central-1", ["c"], "c", "a, b, d"],
  ["ap-northeast-2", ["apne2-az5", "apne2-az5"], "apne2-az5", "apne2-az1, apne2-az2, apne2-az3, apne2-az4"],
  ["ap-northeast-2", ["use1-az1"], "use1-az1", "apne2-az1, apne2-az2, apne2-az3, apne2-az4"],
])("%s: %p is refused with the zones that are there", (region, zones, zone, valid) => {
  const problems = new Problems("network");

  checkZonesOfRegion(zones, region, problems);

  expect(problems.list).toEqual([
    {
      code: "ZONE_NOT_IN_REGION",
      path: "network › zones",
      message: `The region ${region} has no availability zone \`${zone}\`.`,
      found: zone,
      expected: `one of ${valid}`,
      fix: "name one of these; if AWS has added the zone since, add it to constructs/network/availability-zones.ts",
    },
  ]);
});
