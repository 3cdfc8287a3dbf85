import { testAdvice } from "../../../support/followed-advice";
import { attempt, type BadRequest, problemAt, request, toldOf } from "./address-plan-arbitraries";

const app = { name: "app", prefixLength: 24 };

/** Slots and explicit subnets that are refused, each with everything that is said about it. */
const BAD: readonly BadRequest[] = [
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
    [
      { says: "remove the others", to: request({ tiers: [{ ...app, cidr: ["10.0.0.0/22", "10.0.4.0/22"] }] }) },
      {
        says: "subnets outside the slots can be given one by one in subnets",
        to: request({ tiers: [{ ...app, cidr: ["10.0.0.0/22", "10.0.4.0/22"], subnets: { a: "10.0.8.0/24" } }] }),
      },
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
          "write a slot inside 10.0.0.0/16, or remove cidr so that the plan finds a slot",
        ],
      ),
    ],
    [
      { says: "write a slot inside 10.0.0.0/16", to: request({ tiers: [{ ...app, cidr: "10.0.4.0/22" }] }) },
      { says: "remove cidr", to: request({ tiers: [app] }) },
    ],
  ],
  [
    "a slot smaller than a subnet",
    request({ tiers: [{ ...app, cidr: "10.0.0.0/25" }] }),
    [
      problemAt("SLOT_TOO_SMALL", "tiers.app.cidr", "The slot of the tier `app` is smaller than one of its subnets.", [
        "10.0.0.0/25 for subnets with /24",
        "a slot with /22, which holds four of them",
        "use 10.0.0.0/22, or a prefixLength of at least 27",
      ]),
    ],
    [
      { says: "use 10.0.0.0/22", to: request({ tiers: [{ ...app, cidr: "10.0.0.0/22" }] }) },
      {
        says: "a prefixLength of at least 27",
        to: request({ tiers: [{ ...app, cidr: "10.0.0.0/25", prefixLength: 27 }] }),
      },
    ],
  ],
  [
    "a slot that is too small for a zone",
    request({ tiers: [{ ...app, cidr: "10.0.4.0/23" }] }),
    [
      problemAt("SLOT_TOO_SMALL", "tiers.app.cidr", "The slot of the tier `app` has no place for the zone `c`.", [
        "10.0.4.0/23 holds 2 subnets with /24; `c` needs place 3",
        "a slot with /22, which holds four",
        "use 10.0.4.0/22, or a prefixLength of at least 25, or set tiers.app.subnets.c to 10.0.0.0/24, which is free",
      ]),
    ],
    [
      { says: "use 10.0.4.0/22", to: request({ tiers: [{ ...app, cidr: "10.0.4.0/22" }] }) },
      {
        says: "a prefixLength of at least 25",
        to: request({ tiers: [{ ...app, cidr: "10.0.4.0/23", prefixLength: 25 }] }),
      },
      {
        says: "set tiers.app.subnets.c to 10.0.0.0/24",
        to: request({ tiers: [{ ...app, cidr: "10.0.4.0/23", subnets: { c: "10.0.0.0/24" } }] }),
      },
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
    [
      {
        says: "add a second slot to cidr (10.0.252.0/22 is free)",
        to: request({ zones: ["a", "e"], maxZones: 5, tiers: [{ ...app, cidr: ["10.0.0.0/22", "10.0.252.0/22"] }] }),
      },
      {
        says: "set tiers.app.subnets.e to 10.0.4.0/24",
        to: request({
          zones: ["a", "e"],
          maxZones: 5,
          tiers: [{ ...app, cidr: "10.0.0.0/22", subnets: { e: "10.0.4.0/24" } }],
        }),
      },
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
    [
      {
        says: "add a slot to cidr (10.0.4.0/22 is free)",
        to: request({ tiers: [{ ...app, cidr: ["10.0.4.0/22"], subnets: { a: "10.0.0.0/24" } }] }),
      },
      {
        says: "set tiers.app.subnets.c to 10.0.1.0/24",
        to: request({ tiers: [{ ...app, cidr: [], subnets: { a: "10.0.0.0/24", c: "10.0.1.0/24" } }] }),
      },
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
    [
      { says: "use 10.0.8.0/24", to: request({ tiers: [{ ...app, subnets: { a: "10.0.8.0/24" } }] }) },
      {
        says: "put the zone's subnet in a tier of its own",
        to: request({ tiers: [app, { name: "small", prefixLength: 25, subnets: { a: "10.0.8.0/25" } }] }),
      },
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
        [
          "10.1.0.0/24",
          "a range inside 10.0.0.0/16",
          "write a subnet inside 10.0.0.0/16, or remove it so that the plan finds a place",
        ],
      ),
    ],
    [
      {
        says: "write a subnet inside 10.0.0.0/16",
        to: request({ tiers: [{ ...app, subnets: { a: "10.0.8.0/24" } }] }),
      },
      { says: "remove it", to: request({ tiers: [app] }) },
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
    [
      {
        says: "add `b` to zones",
        to: request({ zones: ["a", "b", "c"], tiers: [{ ...app, subnets: { b: "10.0.8.0/24" } }] }),
      },
      { says: "remove the subnet", to: request({ tiers: [app] }) },
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
    [{ says: "write only the letter: a", to: request({ tiers: [{ ...app, subnets: { a: "10.0.8.0/24" } }] }) }],
  ],
  [
    "a slot and a subnet in another range of the VPC",
    request({
      secondaryCidrs: ["100.64.0.0/16"],
      tiers: [{ ...app, cidr: "100.64.0.0/22", subnets: { a: "100.64.4.0/24" } }],
    }),
    [
      problemAt(
        "SLOT_OUTSIDE_RANGE",
        "tiers.app.cidr",
        "The slot of the tier `app` lies outside its range 10.0.0.0/16.",
        [
          "100.64.0.0/22",
          "a range inside 10.0.0.0/16",
          "write a slot inside 10.0.0.0/16, set tiers.app.range to 100.64.0.0/16, or remove cidr so that the plan finds a slot",
        ],
      ),
      problemAt(
        "SUBNET_OUTSIDE_RANGE",
        "tiers.app.subnets.a",
        "The explicit subnet `app-a` lies outside the tier's range 10.0.0.0/16.",
        [
          "100.64.4.0/24",
          "a range inside 10.0.0.0/16",
          "write a subnet inside 10.0.0.0/16, set tiers.app.range to 100.64.0.0/16, or remove it so that the plan finds a place",
        ],
      ),
    ],
    [
      {
        says: "set tiers.app.range to 100.64.0.0/16",
        to: request({
          secondaryCidrs: ["100.64.0.0/16"],
          tiers: [{ ...app, range: "100.64.0.0/16", cidr: "100.64.0.0/22", subnets: { a: "100.64.4.0/24" } }],
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
