import { testAdvice } from "../../../support/followed-advice";
import { APP, DATA, PUBLIC } from "../network-fixtures";
import { bad, problemsIfAny, problemsOfNetwork } from "../network-problems";

const NAT_TIERS = 'the tiers "public" (public), "data" (isolated)';
const NAT = [
  bad(
    "a private tier without NAT",
    { nat: { mode: "none" }, tiers: [PUBLIC, APP, { ...APP, name: "pod" }] },
    "NAT_MISSING",
    "nat",
    "A private tier reaches the internet by NAT, and there is none.",
    'nat mode "none" with the private tiers "app", "pod"',
    'a NAT ("single", "per-zone" or "instance"), or no private tier',
    'choose a NAT, or make the tiers "isolated" and reach AWS services through endpoints',
    [
      { says: "choose a NAT", to: { nat: { mode: "per-zone" }, tiers: [PUBLIC, APP, { ...APP, name: "pod" }] } },
      {
        says: 'make the tiers "isolated" and reach AWS services through endpoints',
        to: {
          nat: { mode: "none" },
          tiers: [PUBLIC, { ...APP, kind: "isolated" }, { ...APP, name: "pod", kind: "isolated" }],
          endpoints: { interface: ["ecr.api", "ecr.dkr"] },
        },
      },
    ],
  ),
  bad(
    "NAT for isolated tiers",
    { tiers: [PUBLIC, DATA] },
    "NAT_WITHOUT_PRIVATE_TIER",
    "nat",
    "There is a NAT, but no private tier that would use it; isolated tiers have no way out by design.",
    `nat mode "single" with ${NAT_TIERS}`,
    'a tier of kind "private", or nat mode "none"',
    'make the tier that needs the internet "private", or remove the NAT',
    [
      {
        says: 'make the tier that needs the internet "private"',
        to: { tiers: [PUBLIC, { ...DATA, kind: "private" }] },
      },
      { says: "remove the NAT", to: { tiers: [PUBLIC, DATA], nat: undefined } },
    ],
  ),
  bad(
    "NAT without a public tier, by default",
    { tiers: [APP], nat: undefined },
    "NAT_WITHOUT_PUBLIC_TIER",
    "nat",
    "A NAT lies in a public tier, and there is none.",
    'nat mode "per-zone" with the tiers "app" (private) (the default)',
    "a public tier",
    'add a tier such as { name: "public", kind: "public", prefixLength: 24 }',
    [
      {
        says: 'add a tier such as { name: "public", kind: "public", prefixLength: 24 }',
        to: { tiers: [APP, { name: "public", kind: "public", prefixLength: 24 }], nat: undefined },
      },
    ],
  ),
  bad(
    "a NAT gateway in a zone that is not used",
    { nat: { mode: "single", zone: "b" } },
    "NAT_ZONE_UNKNOWN",
    "nat.zone",
    "The NAT is to lie in a zone that the network does not use.",
    '"b"',
    "one of a, c",
    "choose one of these, or add the zone to the network",
    [
      { says: "choose one of these", to: { nat: { mode: "single", zone: "c" } } },
      { says: "add the zone to the network", to: { nat: { mode: "single", zone: "b" }, zones: ["a", "b", "c"] } },
    ],
  ),
  bad(
    "a zone for NAT instances in every zone",
    { nat: { mode: "instance", perZone: true, zone: "a" } },
    "NAT_ZONE_UNUSED",
    "nat.zone",
    "With a NAT in every zone there is no single one to place.",
    'zone "a" with perZone: true',
    "a zone, or perZone: true",
    "remove one of the two",
    [
      { says: "remove one of the two", to: { nat: { mode: "instance", perZone: true } } },
      { says: "remove one of the two", to: { nat: { mode: "instance", zone: "a" } } },
    ],
  ),
  bad(
    "more and other Elastic IPs than zones",
    { nat: { mode: "per-zone", eips: { a: "eipalloc-0000000a", b: "eipalloc-0000000b" } } },
    "NAT_EIPS_MISMATCH",
    "nat.eips",
    "With a NAT gateway per zone there is one Elastic IP for each zone, no more and no less.",
    "Elastic IPs for a, b; zones a, c",
    "one for each of a, c",
    "add c; remove b; or leave eips out and they are made",
    [
      {
        says: "add c; remove b",
        to: { nat: { mode: "per-zone", eips: { a: "eipalloc-0000000a", c: "eipalloc-0000000c" } } },
      },
      { says: "leave eips out", to: { nat: { mode: "per-zone" } } },
    ],
  ),
  bad(
    "an address in place of an allocation id",
    { nat: { mode: "single", eip: "203.0.113.7" } },
    "NAT_EIP_INVALID",
    "nat.eip",
    "This is not the allocation id of an Elastic IP.",
    '"203.0.113.7"',
    "eipalloc- and 8 to 17 hexadecimal digits, such as eipalloc-0123456789abcdef0",
    "take the id from the list of Elastic IPs (`aws ec2 describe-addresses`), or leave it out and one is made",
    [
      {
        says: "take the id from the list of Elastic IPs",
        to: { nat: { mode: "single", eip: "eipalloc-0123456789abcdef0" } },
      },
      { says: "leave it out", to: { nat: { mode: "single" } } },
    ],
  ),
  bad(
    "one Elastic IP for two gateways",
    { nat: { mode: "per-zone", eips: { a: "eipalloc-0000000a", c: "eipalloc-0000000a" } } },
    "NAT_EIP_DUPLICATE",
    "nat.eips.c",
    "Two zones of the NAT cannot have the same Elastic IP.",
    '"eipalloc-0000000a" here and in nat.eips.a',
    "an Elastic IP of its own for each zone",
    "give another one, or leave eips out and they are made",
    [
      {
        says: "give another one",
        to: { nat: { mode: "per-zone", eips: { a: "eipalloc-0000000a", c: "eipalloc-0000000c" } } },
      },
      { says: "leave eips out", to: { nat: { mode: "per-zone" } } },
    ],
  ),
  bad(
    "an instance type without a size",
    { nat: { mode: "instance", instanceType: "t4g" } },
    "NAT_INSTANCE_TYPE_INVALID",
    "nat.instanceType",
    "This is not an instance type.",
    '"t4g"',
    "a family and a size with a dot between them, such as t4g.micro",
    "write the type as EC2 does, or leave it out for t4g.micro",
    [
      { says: "write the type as EC2 does", to: { nat: { mode: "instance", instanceType: "t4g.small" } } },
      { says: "leave it out for t4g.micro", to: { nat: { mode: "instance" } } },
    ],
  ),
  // amazon-linux-2023 issue 404, as of 2026-11.
  bad(
    "an instance type with too little memory for the first boot",
    { nat: { mode: "instance", instanceType: "t4g.nano" } },
    "NAT_INSTANCE_TOO_SMALL",
    "nat.instanceType",
    "The instance installs a package at its first boot, and dnf runs out of memory in 512 MiB.",
    '"t4g.nano"',
    "1 GiB of memory or more, or an image of your own (ami) that has nft",
    "use t4g.micro",
    [{ says: "use t4g.micro", to: { nat: { mode: "instance", instanceType: "t4g.micro" } } }],
  ),
  bad(
    "the name of an image in place of its id",
    { nat: { mode: "instance", ami: "al2023" } },
    "NAT_AMI_INVALID",
    "nat.ami",
    "This is not the id of an image.",
    '"al2023"',
    "ami- and 8 to 17 hexadecimal digits, such as ami-0123456789abcdef0",
    "write the image's id, or leave it out for the newest Amazon Linux 2023",
    [
      { says: "write the image's id", to: { nat: { mode: "instance", ami: "ami-0123456789abcdef0" } } },
      { says: "leave it out", to: { nat: { mode: "instance" } } },
    ],
  ),
];

test.each(NAT)("$mistake is told with a way out", ({ given, problems }) => {
  expect(problemsOfNetwork(given)).toEqual(problems);
});

testAdvice(NAT, problemsIfAny);
