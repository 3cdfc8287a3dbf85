import { testAdvice } from "../../../support/followed-advice";
import { attempt, type BadRequest, problemAt, request, toldOf } from "./address-plan-arbitraries";

const app = { name: "app", prefixLength: 24 };
const data = { name: "data", prefixLength: 26 };

/** Tiers that are refused, each with everything that is said about it. */
const BAD: readonly BadRequest[] = [
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
    [{ says: "use a short name such as `app-tier`", to: request({ tiers: [{ name: "app-tier", prefixLength: 24 }] }) }],
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
    [
      { says: "rename or remove one of the two", to: request({ tiers: [app, data] }) },
      { says: "remove one of the two", to: request({ tiers: [app] }) },
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
    [
      {
        says: "add 100.64.0.0/16 to secondaryCidrs",
        to: request({ secondaryCidrs: ["100.64.0.0/16"], tiers: [{ ...app, range: "100.64.0.0/16" }] }),
      },
      { says: "name a range that is there", to: request({ tiers: [{ ...app, range: "primary" }] }) },
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
    [
      { says: "use 24", to: request({ tiers: [{ ...app, prefixLength: 24 }] }) },
      { says: "or 20", to: request({ tiers: [{ ...app, prefixLength: 20 }] }) },
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
    [
      { says: "use 24", to: request({ tiers: [{ ...app, prefixLength: 24 }] }) },
      { says: "or 20", to: request({ tiers: [{ ...app, prefixLength: 20 }] }) },
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
    [{ says: "use 26 or more", to: request({ cidr: "10.0.0.0/24", tiers: [{ ...app, prefixLength: 26 }] }) }],
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
    "a tier name that would become the letter of a zone",
    request({ tiers: [{ name: "A", prefixLength: 24 }] }),
    [
      problemAt("TIER_NAME_FORM", "tiers.A", "`A` cannot be the name of a tier.", [
        "A",
        "1 to 20 of a-z, 0-9 and -, beginning with a letter",
        "use a short name such as `a-tier`",
      ]),
    ],
    [{ says: "`a-tier`", to: request({ tiers: [{ name: "a-tier", prefixLength: 24 }] }) }],
  ],
  [
    "a tier in a range that is none",
    request({ tiers: [{ ...app, range: "shared" }] }),
    [
      problemAt("TIER_RANGE_UNKNOWN", "tiers.app.range", "The tier `app` names a range that the VPC does not have.", [
        "shared",
        "primary",
        "name a range that is there",
      ]),
    ],
    [{ says: "name a range that is there", to: request({ tiers: [{ ...app, range: "primary" }] }) }],
  ],
  [
    "subnets of no size in a range that is small",
    request({ cidr: "10.0.0.0/24", tiers: [{ ...app, prefixLength: 30 }] }),
    [
      problemAt(
        "SUBNET_SIZE",
        "tiers.app.prefixLength",
        "AWS has no subnets with the prefix length that the tier `app` asks for.",
        [
          "/30",
          "a whole number from 16 (65,536 addresses) to 28 (16 addresses)",
          "use 26 (59 usable addresses per zone)",
        ],
      ),
    ],
    [{ says: "use 26", to: request({ cidr: "10.0.0.0/24", tiers: [{ ...app, prefixLength: 26 }] }) }],
  ],
];

test.each(BAD.map(toldOf))("$mistake", ({ given, problems }) => {
  const { plan, problems: found } = attempt(given);

  expect(found.list).toEqual(problems);
  expect(plan).toBeUndefined();
});

testAdvice(BAD.map(toldOf), (given) => attempt(given).problems.list);
