import type { Problem } from "../../../constructs/core/errors";
import type { AddressPlanRequest } from "../../../constructs/network/address-plan.types";
import { attempt, problemAt, request } from "./address-plan-arbitraries";

const app = { name: "app", prefixLength: 24 };
const data = { name: "data", prefixLength: 26 };

/** Tiers that are refused, each with everything that is said about it. */
const BAD: readonly (readonly [name: string, given: AddressPlanRequest, problems: readonly Problem[]])[] = [
  [
    "a tier name that cannot be part of other names",
    request({ tiers: [{ name: "App_Tier", prefixLength: 24 }] }),
    [
      problemAt("TIER_NAME_FORM", "tiers.App_Tier", "`App_Tier` cannot be the name of a tier.", [
        "App_Tier",
        "1 to 20 of a-z, 0-9 and -, beginning with a letter",
        "use a short name such as `app-tier`",
      ]),
    ],
  ],
  [
    "two tiers with one name",
    request({ tiers: [app, { ...data, name: "app" }] }),
    [
      problemAt("TIER_NAME_DUPLICATE", "tiers.app", "The tier `app` is declared more than once.", [
        "app",
        "each name once",
        "rename or remove one of the two",
      ]),
    ],
  ],
  [
    "a tier in a range that is not there",
    request({ tiers: [{ ...app, range: "100.64.0.0/16" }] }),
    [
      problemAt("TIER_RANGE_UNKNOWN", "tiers.app.range", "The tier `app` names a range that the VPC does not have.", [
        "100.64.0.0/16",
        "primary",
        "add 100.64.0.0/16 to secondaryCidrs, or name a range that is there",
      ]),
    ],
  ],
  [
    "subnets narrower than AWS allows",
    request({ tiers: [{ ...app, prefixLength: 29 }] }),
    [
      problemAt(
        "SUBNET_SIZE",
        "tiers.app.prefixLength",
        "AWS has no subnets with the prefix length that the tier `app` asks for.",
        [
          "/29",
          "a whole number from 16 (65,536 addresses) to 28 (16 addresses)",
          "use 24 (251 usable addresses per zone) or 20 (4,091)",
        ],
      ),
    ],
  ],
  [
    "a prefix length that is no whole number",
    request({ tiers: [{ ...app, prefixLength: 24.5 }] }),
    [
      problemAt(
        "SUBNET_SIZE",
        "tiers.app.prefixLength",
        "AWS has no subnets with the prefix length that the tier `app` asks for.",
        [
          "/24.5",
          "a whole number from 16 (65,536 addresses) to 28 (16 addresses)",
          "use 24 (251 usable addresses per zone) or 20 (4,091)",
        ],
      ),
    ],
  ],
  [
    "subnets wider than their range",
    request({ cidr: "10.0.0.0/24", tiers: [{ ...app, prefixLength: 20 }] }),
    [
      problemAt(
        "SUBNET_WIDER_THAN_RANGE",
        "tiers.app.prefixLength",
        "A single subnet of the tier `app` is larger than the whole range 10.0.0.0/24.",
        ["/20", "a prefix length from 24 to 28", "use 26 or more: four subnets with /26 fill the range"],
      ),
    ],
  ],
  [
    "a tier whose four places do not fit",
    request({ cidr: "10.0.0.0/22", tiers: [data, app] }),
    [
      problemAt("TIER_DOES_NOT_FIT", "tiers.app", "The tier `app` does not fit into 10.0.0.0/22.", [
        "a free /22 (1,024 addresses) is needed for four subnets with /24; the largest free block has /23",
        "a prefixLength of at least 25, which still fits",
        "use a range of /21 (10.0.0.0/21 holds all), or put the tier in a secondary range, or use longer prefix lengths",
      ]),
    ],
  ],
  [
    "a VPC that is full",
    request({ cidr: "10.0.0.0/24", tiers: [data, { ...data, name: "cache" }] }),
    [
      problemAt("TIER_DOES_NOT_FIT", "tiers.cache", "The tier `cache` does not fit into 10.0.0.0/24.", [
        "a free /24 (256 addresses) is needed for four subnets with /26; nothing is free",
        "a range with room for one more slot",
        "use a range of /23 (10.0.0.0/23 holds all), or put the tier in a secondary range, or use longer prefix lengths",
      ]),
    ],
  ],
  [
    "a maximum of zones for which the range has no room",
    request({ cidr: "10.0.0.0/22", maxZones: 6, tiers: [data, { ...data, name: "cache" }, { ...data, name: "net" }] }),
    [
      problemAt(
        "TIER_DOES_NOT_FIT",
        "tiers.cache",
        "The zones e to h of the tier `cache` do not fit into 10.0.0.0/22.",
        [
          "a free /24 (256 addresses) is needed for up to four more subnets with /26, and the first one found belongs to `net`",
          "room for a second slot per tier when maxZones is above 4",
          "set maxZones to 4, or use a range of /21 (10.0.0.0/21 holds all), or put the tier in a secondary range, or use longer prefix lengths",
        ],
      ),
      problemAt("TIER_DOES_NOT_FIT", "tiers.net", "The zones e to h of the tier `net` do not fit into 10.0.0.0/22.", [
        "a free /24 (256 addresses) is needed for up to four more subnets with /26",
        "room for a second slot per tier when maxZones is above 4",
        "set maxZones to 4, or use a range of /21 (10.0.0.0/21 holds all), or put the tier in a secondary range, or use longer prefix lengths",
      ]),
    ],
  ],
  [
    "three slots",
    request({ tiers: [{ ...app, cidr: ["10.0.0.0/22", "10.0.4.0/22", "10.0.8.0/22"] }] }),
    [
      problemAt("SLOT_COUNT", "tiers.app.cidr", "The tier `app` has 3 slots, but there are at most two.", [
        "10.0.0.0/22, 10.0.4.0/22, 10.0.8.0/22",
        "one slot for the zones a to d, and a second one for e to h when it is needed",
        "remove the others; subnets outside the slots can be given one by one in subnets",
      ]),
    ],
  ],
  [
    "a slot outside the range",
    request({ tiers: [{ ...app, cidr: "10.1.0.0/22" }] }),
    [
      problemAt(
        "SLOT_OUTSIDE_RANGE",
        "tiers.app.cidr",
        "The slot of the tier `app` lies outside its range 10.0.0.0/16.",
        [
          "10.1.0.0/22",
          "a range inside 10.0.0.0/16",
          "correct the slot, set the tier's range, or remove cidr so that the plan finds a slot",
        ],
      ),
    ],
  ],
  [
    "a slot smaller than a subnet",
    request({ tiers: [{ ...app, cidr: "10.0.0.0/25" }] }),
    [
      problemAt("SLOT_TOO_SMALL", "tiers.app.cidr", "The slot of the tier `app` is smaller than one of its subnets.", [
        "10.0.0.0/25 for subnets with /24",
        "a slot with /22, which holds four of them",
        "use 10.0.0.0/22, or a longer prefixLength",
      ]),
    ],
  ],
  [
    "a slot that is too small for a zone",
    request({ tiers: [{ ...app, cidr: "10.0.4.0/23" }] }),
    [
      problemAt("SLOT_TOO_SMALL", "tiers.app.cidr", "The slot of the tier `app` has no place for the zone `c`.", [
        "10.0.4.0/23 holds 2 subnets with /24; `c` needs place 3",
        "a slot with /22, which holds four",
        "use 10.0.4.0/22, or a longer prefixLength, or set tiers.app.subnets.c to 10.0.0.0/24, which is free",
      ]),
    ],
  ],
  [
    "a zone for which no slot is pinned",
    request({ zones: ["a", "e"], maxZones: 5, tiers: [{ ...app, cidr: "10.0.0.0/22" }] }),
    [
      problemAt("SLOT_MISSING", "tiers.app.cidr", "The tier `app` has pinned slots, but none for the zone `e`.", [
        "10.0.0.0/22",
        "a slot for the zones e to h, or an explicit subnet for `e`",
        "add a second slot to cidr (10.0.252.0/22 is free), or set tiers.app.subnets.e to 10.0.4.0/24, which is free",
      ]),
    ],
  ],
  [
    "a tier without a slot and without a subnet for a zone",
    request({ tiers: [{ ...app, cidr: [], subnets: { a: "10.0.0.0/24" } }] }),
    [
      problemAt("SLOT_MISSING", "tiers.app.cidr", "The tier `app` has no slot for the zone `c`.", [
        "an empty list",
        "a slot for the zones a to d, or an explicit subnet for `c`",
        "add a slot to cidr (10.0.4.0/22 is free), or set tiers.app.subnets.c to 10.0.1.0/24, which is free",
      ]),
    ],
  ],
  [
    "an explicit subnet with another size than its tier",
    request({ tiers: [{ ...app, subnets: { a: "10.0.8.0/25" } }] }),
    [
      problemAt(
        "SUBNET_PREFIX_MISMATCH",
        "tiers.app.subnets.a",
        "The explicit subnet `app-a` does not have the size of its tier.",
        [
          "10.0.8.0/25",
          "prefix length 24, as the tier's prefixLength says",
          "use 10.0.8.0/24, or put the zone's subnet in a tier of its own",
        ],
      ),
    ],
  ],
  [
    "an explicit subnet outside the range",
    request({ tiers: [{ ...app, subnets: { a: "10.1.0.0/24" } }] }),
    [
      problemAt(
        "SUBNET_OUTSIDE_RANGE",
        "tiers.app.subnets.a",
        "The explicit subnet `app-a` lies outside the tier's range 10.0.0.0/16.",
        ["10.1.0.0/24", "a range inside 10.0.0.0/16", "correct the subnet, or set the tier's range"],
      ),
    ],
  ],
  [
    "an explicit subnet for a zone that is not in use",
    request({ tiers: [{ ...app, subnets: { b: "10.0.8.0/24" } }] }),
    [
      problemAt(
        "SUBNET_ZONE_UNUSED",
        "tiers.app.subnets.b",
        "The tier `app` has an explicit subnet for the zone `b`, which is not in use.",
        ["b: 10.0.8.0/24", "one of the zones in use: a, c", "add `b` to zones, or remove the subnet"],
      ),
    ],
  ],
  [
    "an explicit subnet for something that is no zone",
    request({ tiers: [{ ...app, subnets: { "eu-west-1a": "10.0.8.0/24" } }] }),
    [
      problemAt(
        "ZONE_UNKNOWN",
        "tiers.app.subnets.eu-west-1a",
        "`eu-west-1a` is neither the letter nor the id of an availability zone.",
        ["eu-west-1a", "a letter from a to h, or a zone id such as apne2-az1", "write only the letter: a"],
      ),
    ],
  ],
  [
    "pinned slots and explicit subnets that overlap, all in one problem",
    request({
      tiers: [
        app,
        { ...data, cidr: "10.0.0.0/24" },
        { name: "net", prefixLength: 28, subnets: { c: "10.0.0.240/28" } },
      ],
    }),
    [
      problemAt("ADDRESSES_OVERLAP", "tiers.net.subnets.c", "The addresses of `app`, `data` and `net-c` overlap.", [
        "`app` (slot 10.0.0.0/22), `data` (slot 10.0.0.0/24), `net-c` (10.0.0.240/28)",
        "slots and explicit subnets that share no address",
        "set tiers.net.subnets.c to 10.0.4.64/28, which is free",
      ]),
    ],
  ],
  [
    "an explicit subnet on a place that another tier keeps for a zone",
    request({ tiers: [app, { ...app, name: "web", subnets: { a: "10.0.1.0/24" } }] }),
    [
      problemAt("ADDRESSES_OVERLAP", "tiers.web.subnets.a", "The addresses of `app` and `web-a` overlap.", [
        "`app` (slot 10.0.0.0/22), `web-a` (10.0.1.0/24)",
        "slots and explicit subnets that share no address",
        "set tiers.web.subnets.a to 10.0.8.0/24, which is free",
      ]),
    ],
  ],
  [
    "overlaps where nothing is free",
    request({
      cidr: "10.0.0.0/24",
      tiers: [
        { ...data, cidr: "10.0.0.0/24" },
        { ...data, name: "cache", cidr: "10.0.0.0/24" },
      ],
    }),
    [
      problemAt("ADDRESSES_OVERLAP", "tiers.cache.cidr", "The addresses of `data` and `cache` overlap.", [
        "`data` (slot 10.0.0.0/24), `cache` (slot 10.0.0.0/24)",
        "slots and explicit subnets that share no address",
        "`cache` needs another place, but no /24 is free in 10.0.0.0/24: use a longer prefixLength, or a secondary range",
      ]),
    ],
  ],
  [
    "subnets in a reserved range",
    request({ tiers: [app, data], reserved: [{ cidr: "10.0.0.0/21", reason: "service range of the EKS cluster" }] }),
    [
      problemAt(
        "RESERVED_OVERLAP",
        "reserved",
        "Subnets lie in 10.0.0.0/21, which is reserved: service range of the EKS cluster.",
        [
          "`app-a` (10.0.0.0/24), `app-c` (10.0.2.0/24), `data-a` (10.0.4.0/26), `data-c` (10.0.4.128/26)",
          "no subnet in 10.0.0.0/21",
          "pin the tiers (groundplan map --pin), so that no other one moves, then set tiers.app.cidr to 10.0.8.0/22, which is free; set tiers.data.cidr to 10.0.12.0/24, which is free",
        ],
      ),
    ],
  ],
  [
    "an explicit subnet in a reserved range",
    request({
      tiers: [{ ...app, subnets: { a: "10.0.64.0/24" } }],
      reserved: [{ cidr: "10.0.64.0/20", reason: "office" }],
    }),
    [
      problemAt("RESERVED_OVERLAP", "reserved", "Subnets lie in 10.0.64.0/20, which is reserved: office.", [
        "`app-a` (10.0.64.0/24)",
        "no subnet in 10.0.64.0/20",
        "set tiers.app.subnets.a to 10.0.4.0/24, which is free",
      ]),
    ],
  ],
  [
    "an IPv6 place that does not exist",
    request({ ipv6: true, tiers: [{ ...app, ipv6Slot: 32 }] }),
    [
      problemAt("IPV6_SLOT", "tiers.app.ipv6Slot", "The tier `app` asks for an IPv6 place that a /56 does not have.", [
        "32",
        "a whole number from 0 to 31: each place holds eight /64",
        "remove ipv6Slot so that the plan finds a place",
      ]),
    ],
  ],
  [
    "two tiers with one IPv6 place",
    request({ ipv6: true, tiers: [app, { ...data, ipv6Slot: 0 }] }),
    [
      problemAt("IPV6_SLOT_TAKEN", "tiers.data.ipv6Slot", "The tiers `app` and `data` have the same IPv6 place.", [
        "ipv6Slot 0 for both",
        "a place of its own for every tier",
        "set ipv6Slot of `data` to 1, which is free",
      ]),
    ],
  ],
  [
    "more tiers than IPv6 places",
    request({ ipv6: true, tiers: Array.from({ length: 33 }, (_, index) => ({ name: `t${index}`, prefixLength: 28 })) }),
    [
      problemAt("IPV6_FULL", "tiers.t32", "No IPv6 place is left for the tier `t32`: the VPC's /56 holds 32 tiers.", [
        "33 tiers",
        "at most 32 tiers in a VPC with IPv6",
        "merge tiers, or turn IPv6 off",
      ]),
    ],
  ],
];

test.each(BAD)("%s", (_, given, problems) => {
  const { plan, problems: found } = attempt(given);

  expect(found.list).toEqual(problems);
  expect(plan).toBeUndefined();
});

test("slots and subnets that the input places are compared even while another tier is wrong", () => {
  const given = request({
    tiers: [
      { name: "Wrong", prefixLength: 24 },
      { ...app, cidr: "10.0.0.0/22" },
      { ...data, cidr: "10.0.1.0/24" },
      { name: "net", prefixLength: 28 },
    ],
  });

  expect(attempt(given).problems.list.map((p) => [p.code, p.path])).toEqual([
    ["TIER_NAME_FORM", "network › tiers.Wrong"],
    ["ADDRESSES_OVERLAP", "network › tiers.data.cidr"],
  ]);
});
