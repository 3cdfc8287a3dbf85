import { testAdvice } from "../../../support/followed-advice";
import { attempt, type BadRequest, problemAt, request, toldOf } from "./address-plan-arbitraries";

const ZONE_FORM = "a letter from a to h, or a zone id such as apne2-az1";

/** Zones that are refused, each with everything that is said about it. */
const BAD: readonly BadRequest[] = [
  [
    "no zones",
    request({ zones: [] }),
    [
      problemAt("ZONES_EMPTY", "zones", "No availability zone is given, so there is nowhere to put a subnet.", [
        "an empty list",
        "one or more letters (a to h) or zone ids",
        "name at least two zones, for example a and c",
      ]),
    ],
    [{ says: "for example a and c", to: request({ zones: ["a", "c"] }) }],
  ],
  [
    "a zone named twice",
    request({ zones: ["a", "c", "a"] }),
    [
      problemAt("ZONE_DUPLICATE", "zones", "The zone `a` is named more than once.", [
        "a, c, a",
        "each zone once",
        "remove the second `a`, or name another zone",
      ]),
    ],
    [
      { says: "remove the second `a`", to: request({ zones: ["a", "c"] }) },
      { says: "name another zone", to: request({ zones: ["a", "c", "b"] }) },
    ],
  ],
  [
    "more zones than any region has",
    request({ zones: Array.from({ length: 20_000 }, () => "a") }),
    [
      problemAt("ZONES_TOO_MANY", "zones", "No region has this many availability zones.", [
        "20000 zones",
        "at most 8",
        "name the zones that subnets are to lie in, each once",
      ]),
    ],
    [{ says: "name the zones that subnets are to lie in, each once", to: request({ zones: ["a", "c"] }) }],
  ],
  [
    "an unknown zone letter",
    request({ zones: ["a", "z"] }),
    [
      problemAt("ZONE_UNKNOWN", "zones", "`z` is neither the letter nor the id of an availability zone.", [
        "z",
        ZONE_FORM,
        "use the letter at the end of the zone's name",
      ]),
    ],
    [{ says: "use the letter at the end of the zone's name", to: request({ zones: ["a", "b"] }) }],
  ],
  [
    "the name of a zone instead of its letter",
    request({ zones: ["ap-northeast-2a"] }),
    [
      problemAt(
        "ZONE_UNKNOWN",
        "zones",
        "`ap-northeast-2a` is neither the letter nor the id of an availability zone.",
        ["ap-northeast-2a", ZONE_FORM, "write only the letter: a"],
      ),
    ],
    [{ says: "write only the letter: a", to: request({ zones: ["a"] }) }],
  ],
  [
    "zone letters and zone ids side by side",
    request({ zones: ["a", "apne2-az2"] }),
    [
      problemAt(
        "ZONES_MIXED",
        "zones",
        "The zones are letters and zone ids side by side, and a letter does not say which zone id it stands for.",
        [
          "a, apne2-az2",
          "only letters, or only zone ids",
          "use zone ids for all, if accounts share subnets; letters for all otherwise",
        ],
      ),
    ],
    [
      { says: "use zone ids for all", to: request({ zones: ["apne2-az1", "apne2-az2"] }) },
      { says: "letters for all otherwise", to: request({ zones: ["a", "b"] }) },
    ],
  ],
  [
    "zone ids of two regions",
    request({ zones: ["use1-az1", "apne2-az2"] }),
    [
      problemAt("ZONES_MIXED", "zones", "The zone ids belong to different regions.", [
        "use1-az1, apne2-az2",
        "zone ids of one region",
        "remove the ids of other regions",
      ]),
    ],
    [{ says: "remove the ids of other regions", to: request({ zones: ["apne2-az2"] }) }],
  ],
  [
    "a zone above the maximum",
    request({ zones: ["a", "e"] }),
    [
      problemAt("ZONE_BEYOND_MAXIMUM", "zones", "The zone `e` has position 5, but tiers can grow to 4 only.", [
        "e",
        "a zone up to `d`",
        "set maxZones to 5 or more (no subnet moves), or use another zone",
      ]),
    ],
    [
      { says: "set maxZones to 5 or more", to: request({ zones: ["a", "e"], maxZones: 5 }) },
      { says: "use another zone", to: request({ zones: ["a", "d"] }) },
    ],
  ],
  [
    "a zone id above the maximum",
    request({ zones: ["use1-az1", "use1-az3"], maxZones: 2 }),
    [
      problemAt("ZONE_BEYOND_MAXIMUM", "zones", "The zone `use1-az3` has position 3, but tiers can grow to 2 only.", [
        "use1-az3",
        "a zone up to `use1-az2`",
        "set maxZones to 3 or more, or use another zone",
      ]),
    ],
    [
      { says: "set maxZones to 3 or more", to: request({ zones: ["use1-az1", "use1-az3"], maxZones: 3 }) },
      { says: "use another zone", to: request({ zones: ["use1-az1", "use1-az2"], maxZones: 2 }) },
    ],
  ],
  [
    "a maximum of nine zones",
    request({ maxZones: 9 }),
    [
      problemAt("MAX_ZONES", "maxZones", "The largest number of availability zones is outside what a plan can hold.", [
        "9",
        "a whole number from 1 to 8",
        "use 4; a larger one can be set later without moving a subnet",
      ]),
    ],
    [{ says: "use 4", to: request({ maxZones: 4 }) }],
  ],
  [
    "a zone letter in capitals",
    request({ zones: ["A", "c"] }),
    [
      problemAt("ZONE_UNKNOWN", "zones", "`A` is neither the letter nor the id of an availability zone.", [
        "A",
        ZONE_FORM,
        "write it in lower case: a",
      ]),
    ],
    [{ says: "write it in lower case: a", to: request({ zones: ["a", "c"] }) }],
  ],
];

test.each(BAD.map(toldOf))("$mistake", ({ given, problems }) => {
  const { plan, problems: found } = attempt(given);

  expect(found.list).toEqual(problems);
  expect(plan).toBeUndefined();
});

testAdvice(BAD.map(toldOf), (given) => attempt(given).problems.list);
