import { testAdvice } from "../../../support/followed-advice";
import { attempt, type BadRequest, problemAt, request, toldOf } from "./address-plan-arbitraries";

const app = { name: "app", prefixLength: 24 };
const data = { name: "data", prefixLength: 26 };

/** Places that are refused, each with everything that is said about it. */
const BAD: readonly BadRequest[] = [
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
        "set tiers.data.cidr to 10.0.5.0/24, which is free; set tiers.net.subnets.c to 10.0.4.64/28, which is free",
      ]),
    ],
    [
      {
        says: "set tiers.data.cidr to 10.0.5.0/24, which is free; set tiers.net.subnets.c to 10.0.4.64/28, which is free",
        to: request({
          tiers: [
            app,
            { ...data, cidr: "10.0.5.0/24" },
            { name: "net", prefixLength: 28, subnets: { c: "10.0.4.64/28" } },
          ],
        }),
      },
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
    [
      {
        says: "set tiers.web.subnets.a to 10.0.8.0/24",
        to: request({ tiers: [app, { ...app, name: "web", subnets: { a: "10.0.8.0/24" } }] }),
      },
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
        "no /24 is free in 10.0.0.0/24 for `cache`: remove tiers.cache.cidr, and use a range of /23 or a secondary range for the tier",
      ]),
    ],
    [
      {
        says: "remove tiers.cache.cidr, and use a range of /23",
        to: request({
          cidr: "10.0.0.0/23",
          tiers: [
            { ...data, cidr: "10.0.0.0/24" },
            { ...data, name: "cache" },
          ],
        }),
      },
      {
        says: "or a secondary range for the tier",
        to: request({
          cidr: "10.0.0.0/24",
          secondaryCidrs: ["100.64.0.0/24"],
          tiers: [
            { ...data, cidr: "10.0.0.0/24" },
            { ...data, name: "cache", range: "100.64.0.0/24" },
          ],
        }),
      },
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
          "set tiers.app.cidr to 10.0.8.0/22, which is free; set tiers.data.cidr to 10.0.12.0/24, which is free",
        ],
      ),
    ],
    [
      {
        says: "set tiers.app.cidr to 10.0.8.0/22, which is free; set tiers.data.cidr to 10.0.12.0/24, which is free",
        to: request({
          tiers: [
            { ...app, cidr: "10.0.8.0/22" },
            { ...data, cidr: "10.0.12.0/24" },
          ],
          reserved: [{ cidr: "10.0.0.0/21", reason: "service range of the EKS cluster" }],
        }),
      },
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
    [
      {
        says: "set tiers.app.subnets.a to 10.0.4.0/24",
        to: request({
          tiers: [{ ...app, subnets: { a: "10.0.4.0/24" } }],
          reserved: [{ cidr: "10.0.64.0/20", reason: "office" }],
        }),
      },
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
    [{ says: "remove ipv6Slot", to: request({ ipv6: true, tiers: [app] }) }],
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
    [{ says: "set ipv6Slot of `data` to 1", to: request({ ipv6: true, tiers: [app, { ...data, ipv6Slot: 1 }] }) }],
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
    [
      {
        says: "merge tiers",
        to: request({
          ipv6: true,
          tiers: Array.from({ length: 32 }, (_, index) => ({ name: `t${index}`, prefixLength: 28 })),
        }),
      },
      {
        says: "turn IPv6 off",
        to: request({ tiers: Array.from({ length: 33 }, (_, index) => ({ name: `t${index}`, prefixLength: 28 })) }),
      },
    ],
  ],
  [
    "subnets in two reserved ranges, with a tier behind that would follow",
    request({
      tiers: [app, data, { name: "net", prefixLength: 28 }],
      reserved: [
        { cidr: "10.0.0.0/24", reason: "service range of the EKS cluster" },
        { cidr: "10.0.4.0/25", reason: "office" },
      ],
    }),
    [
      problemAt(
        "RESERVED_OVERLAP",
        "reserved",
        "Subnets lie in 10.0.0.0/24, which is reserved: service range of the EKS cluster.",
        ["`app-a` (10.0.0.0/24)", "no subnet in 10.0.0.0/24", "set tiers.app.cidr to 10.0.8.0/22, which is free"],
      ),
      problemAt("RESERVED_OVERLAP", "reserved", "Subnets lie in 10.0.4.0/25, which is reserved: office.", [
        "`data-a` (10.0.4.0/26)",
        "no subnet in 10.0.4.0/25",
        "set tiers.data.cidr to 10.0.6.0/24, which is free; so that no other tier moves, set tiers.net.cidr to 10.0.5.0/26",
      ]),
    ],
    [
      {
        says: [
          "set tiers.app.cidr to 10.0.8.0/22",
          "set tiers.data.cidr to 10.0.6.0/24, which is free; so that no other tier moves, set tiers.net.cidr to 10.0.5.0/26",
        ],
        to: request({
          tiers: [
            { ...app, cidr: "10.0.8.0/22" },
            { ...data, cidr: "10.0.6.0/24" },
            { name: "net", prefixLength: 28, cidr: "10.0.5.0/26" },
          ],
          reserved: [
            { cidr: "10.0.0.0/24", reason: "service range of the EKS cluster" },
            { cidr: "10.0.4.0/25", reason: "office" },
          ],
        }),
      },
    ],
  ],
];

test.each(BAD.map(toldOf))("$mistake", ({ given, problems }) => {
  const { plan, problems: found } = attempt(given);

  expect(found.list).toEqual(problems);
  expect(plan).toBeUndefined();
});

testAdvice(BAD.map(toldOf), (given) => attempt(given).problems.list);

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
