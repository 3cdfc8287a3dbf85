import type { NetworkProps } from "../../../../constructs/network/network-props";
import { testAdvice } from "../../../support/followed-advice";
import { resourceOf, resourcesOf } from "../../../support/synth";
import { APP, DATA, PUBLIC, routesBySubnet, synthNetwork } from "../network-fixtures";
import { bad, problemsIfAny, problemsOfNetwork } from "../network-problems";

const REGIONAL = { mode: "regional" } as const;
const EIPS = { a: "eipalloc-0123456789abcdef0", c: "eipalloc-0123456789abcdef1" };

test("is one gateway of the VPC without subnet and address, which every private tier uses", () => {
  const synthesized = synthNetwork({ nat: REGIONAL });
  const gateway = resourceOf(synthesized, "aws_nat_gateway");

  expect(gateway).toMatchObject({ availability_mode: "regional", connectivity_type: "public" });
  expect(gateway.vpc_id).toMatch(/aws_vpc\./);
  for (const key of ["subnet_id", "allocation_id", "availability_zone_address"])
    expect(gateway).not.toHaveProperty(key);
  expect(resourcesOf(synthesized, "aws_eip")).toEqual([]);
  expect(routesBySubnet(synthesized)).toMatchObject({
    "app-a": ["app", "0.0.0.0/0 → nat"],
    "app-c": ["app", "0.0.0.0/0 → nat"],
  });
});

test("needs no public tier, and an internet gateway in any case", () => {
  const synthesized = synthNetwork({ nat: REGIONAL, tiers: [APP, DATA] });

  expect(resourcesOf(synthesized, "aws_internet_gateway")).toHaveLength(1);
  expect(synthesized.network.hasInternetGateway).toBe(true);
});

test("stands with addresses of one's own in the zones that have one", () => {
  const gateway = resourceOf(synthNetwork({ nat: { ...REGIONAL, eips: { c: EIPS.c, a: EIPS.a } } }), "aws_nat_gateway");

  expect(gateway.availability_zone_address).toEqual([
    { allocation_ids: [EIPS.a], availability_zone: "ap-northeast-2a" },
    { allocation_ids: [EIPS.c], availability_zone: "ap-northeast-2c" },
  ]);
});

test("raises the provider of its own stack alone: no other network asks for more than before", () => {
  const versionOf = (nat: NetworkProps["nat"]) =>
    JSON.parse(synthNetwork({ nat }).json).terraform.required_providers.aws.version;

  expect(versionOf(REGIONAL)).toBe(">= 6.24.0, < 7.0.0");
  expect(versionOf({ mode: "single" })).toBe(">= 5.100.0, < 7.0.0");
});

const WRONG = [
  bad(
    "addresses for some of the zones",
    { nat: { ...REGIONAL, eips: { a: EIPS.a } } },
    "NAT_EIPS_MISMATCH",
    "nat.eips",
    "With a regional NAT gateway there is one Elastic IP for each zone, no more and no less.",
    "Elastic IPs for a; zones a, c",
    "one for each of a, c",
    "add c; or leave eips out and AWS brings its own",
    [
      { says: "add c", to: { nat: { ...REGIONAL, eips: EIPS } } },
      { says: "leave eips out and AWS brings its own", to: { nat: REGIONAL } },
    ],
  ),
];

test.each(WRONG)("$mistake is told with a way out", ({ given, problems }) => {
  expect(problemsOfNetwork(given)).toEqual(problems);
});

testAdvice(WRONG, problemsIfAny);

test("is refused where nothing uses it", () => {
  expect(problemsOfNetwork({ nat: REGIONAL, tiers: [PUBLIC, DATA] }).map(({ code }) => code)).toEqual([
    "NAT_WITHOUT_PRIVATE_TIER",
  ]);
});
