import { testAdvice } from "../../../support/followed-advice";
import { attempt, type BadRequest, problemAt, request, toldOf } from "./address-plan-arbitraries";

const CIDR_FORM =
  "an IPv4 range such as 10.0.0.0/16: four numbers from 0 to 255, a slash, a prefix length from 0 to 32";

/** Ranges that are refused, each with everything that is said about it. */
const BAD: readonly BadRequest[] = [
  [
    "a VPC range that is no CIDR",
    request({ cidr: "10.0.0/16" }),
    [
      problemAt("CIDR_MALFORMED", "cidr", "`10.0.0/16` is not an IPv4 range.", [
        "10.0.0/16",
        CIDR_FORM,
        "write all four numbers of the address and the prefix length",
      ]),
    ],
    [{ says: "write all four numbers of the address and the prefix length", to: request({ cidr: "10.0.0.0/16" }) }],
  ],
  [
    "a VPC range with a prefix length of 99",
    request({ cidr: "10.0.0.0/99" }),
    [
      problemAt("CIDR_MALFORMED", "cidr", "`10.0.0.0/99` has a prefix length that does not exist.", [
        "10.0.0.0/99",
        CIDR_FORM,
        "use a prefix length from 0 to 32",
      ]),
    ],
    [{ says: "use a prefix length from 0 to 32", to: request({ cidr: "10.0.0.0/20" }) }],
  ],
  [
    "a VPC range with host bits",
    request({ cidr: "10.0.8.0/16" }),
    [
      problemAt(
        "CIDR_HOST_BITS",
        "cidr",
        "`10.0.8.0/16` has host bits set: 10.0.8.0 is not the first address of its /16.",
        ["10.0.8.0/16", "the first address of the range", "write 10.0.0.0/16, or 10.0.8.0/21"],
      ),
    ],
    [
      { says: "write 10.0.0.0/16", to: request({ cidr: "10.0.0.0/16" }) },
      { says: "or 10.0.8.0/21", to: request({ cidr: "10.0.8.0/21" }) },
    ],
  ],
  [
    "a VPC range wider than AWS allows",
    request({ cidr: "10.0.0.0/8" }),
    [
      problemAt("RANGE_SIZE", "cidr", "The VPC range `10.0.0.0/8` is too wide for AWS.", [
        "/8",
        "a prefix length from /16 to /28",
        "use 10.0.0.0/16",
      ]),
    ],
    [{ says: "use 10.0.0.0/16", to: request({ cidr: "10.0.0.0/16" }) }],
  ],
  [
    "a VPC range narrower than AWS allows",
    request({ cidr: "10.0.0.0/29", tiers: [] }),
    [
      problemAt("RANGE_SIZE", "cidr", "The VPC range `10.0.0.0/29` is too narrow for AWS.", [
        "/29",
        "a prefix length from /16 to /28",
        "use 10.0.0.0/28",
      ]),
    ],
    [{ says: "use 10.0.0.0/28", to: request({ cidr: "10.0.0.0/28", tiers: [] }) }],
  ],
  [
    "a VPC range of someone on the internet",
    request({ cidr: "172.32.0.0/16" }),
    [
      problemAt(
        "RANGE_PUBLIC",
        "cidr",
        "The VPC range `172.32.0.0/16` is not private: these addresses belong to someone on the internet.",
        [
          "172.32.0.0/16",
          "a range in 10.0.0.0/8, 172.16.0.0/12, 192.168.0.0/16, 100.64.0.0/10 or 198.19.0.0/16",
          "use a private range; if you own these addresses, set allowPublicRanges to true",
        ],
      ),
    ],
    [
      { says: "use a private range", to: request({ cidr: "172.16.0.0/16" }) },
      { says: "set allowPublicRanges to true", to: request({ cidr: "172.32.0.0/16", allowPublicRanges: true }) },
    ],
  ],
  [
    "a VPC range that Docker's bridge has",
    request({ cidr: "172.17.128.0/20" }),
    [
      problemAt(
        "RANGE_UNUSABLE",
        "cidr",
        "The VPC range `172.17.128.0/20` touches 172.17.0.0/16: the range of Docker's bridge, which AWS services such as Cloud9 use.",
        [
          "172.17.128.0/20",
          "a range in 10.0.0.0/8, 172.16.0.0/12 (but 172.17.0.0/16), 192.168.0.0/16 or 100.64.0.0/10",
          "use 10.0.0.0/20 or another private range",
        ],
      ),
    ],
    [
      { says: "use 10.0.0.0/20", to: request({ cidr: "10.0.0.0/20" }) },
      { says: "another private range", to: request({ cidr: "192.168.0.0/20" }) },
    ],
  ],
  [
    "a link-local secondary range",
    request({ secondaryCidrs: ["169.254.0.0/20"] }),
    [
      problemAt(
        "RANGE_UNUSABLE",
        "secondaryCidrs",
        "The VPC range `169.254.0.0/20` touches 169.254.0.0/16: the link-local range, which AWS refuses (RFC 3927).",
        [
          "169.254.0.0/20",
          "a range in 10.0.0.0/8, 172.16.0.0/12 (but 172.17.0.0/16), 192.168.0.0/16 or 100.64.0.0/10",
          "use 100.64.0.0/20 or another private range",
        ],
      ),
    ],
    [{ says: "use 100.64.0.0/20", to: request({ secondaryCidrs: ["100.64.0.0/20"] }) }],
  ],
  [
    "ranges of one VPC that overlap",
    request({ cidr: "10.4.0.0/16", secondaryCidrs: ["100.64.0.0/16", "10.4.16.0/20"] }),
    [
      problemAt("RANGES_OVERLAP", "secondaryCidrs", "The VPC's own ranges `10.4.0.0/16` and `10.4.16.0/20` overlap.", [
        "10.4.0.0/16, 10.4.16.0/20",
        "ranges that share no address",
        "remove or change one of them: 100.65.0.0/20 is free for `10.4.16.0/20`",
      ]),
    ],
    [
      { says: "remove or change one of them", to: request({ cidr: "10.4.0.0/16", secondaryCidrs: ["100.64.0.0/16"] }) },
      {
        says: "100.65.0.0/20 is free for `10.4.16.0/20`",
        to: request({ cidr: "10.4.0.0/16", secondaryCidrs: ["100.64.0.0/16", "100.65.0.0/20"] }),
      },
    ],
  ],
  [
    "a secondary range from another private family",
    request({ cidr: "10.0.0.0/16", secondaryCidrs: ["172.16.0.0/16"] }),
    [
      problemAt(
        "RANGE_RESTRICTED",
        "secondaryCidrs",
        "AWS refuses to add `172.16.0.0/16` to a VPC whose primary range is in 10.0.0.0/8.",
        [
          "primary 10.0.0.0/16, secondary 172.16.0.0/16",
          "a range in 10.0.0.0/8 or 100.64.0.0/10",
          "use a range in 100.64.0.0/10, such as 100.64.0.0/16",
        ],
      ),
    ],
    [{ says: "such as 100.64.0.0/16", to: request({ cidr: "10.0.0.0/16", secondaryCidrs: ["100.64.0.0/16"] }) }],
  ],
  [
    "a private secondary range behind a shared primary one",
    request({ cidr: "100.64.0.0/16", secondaryCidrs: ["10.0.0.0/16"] }),
    [
      problemAt(
        "RANGE_RESTRICTED",
        "secondaryCidrs",
        "AWS refuses to add `10.0.0.0/16` to a VPC whose primary range is in 100.64.0.0/10: RFC 1918 ranges can only come first.",
        [
          "primary 100.64.0.0/16, secondary 10.0.0.0/16",
          "a range in 100.64.0.0/10, or a public one",
          "make 10.0.0.0/16 the primary range, and 100.64.0.0/16 secondary",
        ],
      ),
    ],
    [
      {
        says: "make 10.0.0.0/16 the primary range, and 100.64.0.0/16 secondary",
        to: request({ cidr: "10.0.0.0/16", secondaryCidrs: ["100.64.0.0/16"] }),
      },
    ],
  ],
  [
    "a secondary range from 198.19.0.0/16",
    request({ secondaryCidrs: ["198.19.0.0/20"] }),
    [
      problemAt(
        "RANGE_RESTRICTED",
        "secondaryCidrs",
        "AWS refuses to add `198.19.0.0/20` to a VPC whose primary range is in 10.0.0.0/8.",
        [
          "primary 10.0.0.0/16, secondary 198.19.0.0/20",
          "a range outside 198.19.0.0/16",
          "use a range in 100.64.0.0/10, such as 100.64.0.0/20",
        ],
      ),
    ],
    [{ says: "such as 100.64.0.0/20", to: request({ secondaryCidrs: ["100.64.0.0/20"] }) }],
  ],
  [
    "a secondary range from 172.31.0.0/16",
    request({ cidr: "172.20.0.0/16", secondaryCidrs: ["172.31.0.0/20"] }),
    [
      problemAt(
        "RANGE_RESTRICTED",
        "secondaryCidrs",
        "AWS refuses to add `172.31.0.0/20` to a VPC: ranges in 172.31.0.0/16 can only be primary.",
        [
          "primary 172.20.0.0/16, secondary 172.31.0.0/20",
          "a range outside 172.31.0.0/16",
          "use another range in 172.16.0.0/12, or one in 100.64.0.0/10",
        ],
      ),
    ],
    [
      {
        says: "use another range in 172.16.0.0/12",
        to: request({ cidr: "172.20.0.0/16", secondaryCidrs: ["172.16.0.0/20"] }),
      },
      { says: "one in 100.64.0.0/10", to: request({ cidr: "172.20.0.0/16", secondaryCidrs: ["100.64.0.0/20"] }) },
    ],
  ],
  [
    "a secondary range from 10.0.0.0/16 beside one in 10.0.0.0/15",
    request({ cidr: "10.1.0.0/16", secondaryCidrs: ["10.0.0.0/20"] }),
    [
      problemAt(
        "RANGE_RESTRICTED",
        "secondaryCidrs",
        "AWS refuses to add `10.0.0.0/20` to a VPC that has `10.1.0.0/16`, which is in 10.0.0.0/15.",
        [
          "primary 10.1.0.0/16, secondary 10.0.0.0/20",
          "a range outside 10.0.0.0/16",
          "use a range in 10.2.0.0/15 or above, or one in 100.64.0.0/10",
        ],
      ),
    ],
    [
      {
        says: "use a range in 10.2.0.0/15 or above",
        to: request({ cidr: "10.1.0.0/16", secondaryCidrs: ["10.2.0.0/20"] }),
      },
      { says: "one in 100.64.0.0/10", to: request({ cidr: "10.1.0.0/16", secondaryCidrs: ["100.64.0.0/20"] }) },
    ],
  ],
  [
    "a reserved range that is no CIDR",
    request({ reserved: [{ cidr: "10.0.0.0", reason: "office" }] }),
    [
      problemAt("CIDR_MALFORMED", "reserved", "`10.0.0.0` has no prefix length.", [
        "10.0.0.0",
        CIDR_FORM,
        "write the prefix length, for example 10.0.0.0/24",
      ]),
    ],
    [
      {
        says: "for example 10.0.0.0/24",
        to: request({ cidr: "10.1.0.0/16", reserved: [{ cidr: "10.0.0.0/24", reason: "office" }] }),
      },
    ],
  ],
  [
    "two secondary ranges that nothing can use, in a VPC that has 100.64.0.0/20",
    request({ secondaryCidrs: ["100.64.0.0/20", "169.254.0.0/20", "127.0.0.0/20"] }),
    [
      problemAt(
        "RANGE_UNUSABLE",
        "secondaryCidrs",
        "The VPC range `169.254.0.0/20` touches 169.254.0.0/16: the link-local range, which AWS refuses (RFC 3927).",
        [
          "169.254.0.0/20",
          "a range in 10.0.0.0/8, 172.16.0.0/12 (but 172.17.0.0/16), 192.168.0.0/16 or 100.64.0.0/10",
          "use 100.64.16.0/20 or another private range",
        ],
      ),
      problemAt(
        "RANGE_UNUSABLE",
        "secondaryCidrs",
        "The VPC range `127.0.0.0/20` touches 127.0.0.0/8: the loopback range (RFC 1122).",
        [
          "127.0.0.0/20",
          "a range in 10.0.0.0/8, 172.16.0.0/12 (but 172.17.0.0/16), 192.168.0.0/16 or 100.64.0.0/10",
          "use 100.64.32.0/20 or another private range",
        ],
      ),
    ],
    [
      {
        says: ["use 100.64.16.0/20", "use 100.64.32.0/20"],
        to: request({ secondaryCidrs: ["100.64.0.0/20", "100.64.16.0/20", "100.64.32.0/20"] }),
      },
    ],
  ],
  [
    "two ranges that overlap a third",
    request({ cidr: "10.4.0.0/16", secondaryCidrs: ["10.4.16.0/20", "10.4.32.0/20"] }),
    [
      problemAt(
        "RANGES_OVERLAP",
        "secondaryCidrs",
        "The VPC's own ranges `10.4.0.0/16`, `10.4.16.0/20` and `10.4.32.0/20` overlap.",
        [
          "10.4.0.0/16, 10.4.16.0/20, 10.4.32.0/20",
          "ranges that share no address",
          "remove or change all of them but one: 100.64.0.0/20 is free for `10.4.16.0/20`, 100.64.16.0/20 is free for `10.4.32.0/20`",
        ],
      ),
    ],
    [
      { says: "remove or change all of them but one", to: request({ cidr: "10.4.0.0/16" }) },
      {
        says: "100.64.0.0/20 is free for `10.4.16.0/20`, 100.64.16.0/20 is free for `10.4.32.0/20`",
        to: request({ cidr: "10.4.0.0/16", secondaryCidrs: ["100.64.0.0/20", "100.64.16.0/20"] }),
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

test("publicly routable ranges are accepted from their owner", () => {
  expect(attempt(request({ cidr: "203.0.113.0/24", tiers: [], allowPublicRanges: true })).problems.list).toEqual([]);
});

test.each([
  ["10.5.0.0/16", ["10.6.0.0/16", "100.64.0.0/16", "10.0.0.0/20"]],
  ["10.0.0.0/24", ["100.64.0.0/16", "10.1.0.0/24"]],
  ["172.31.0.0/16", ["172.30.0.0/16", "100.64.0.0/16"]],
  ["198.19.0.0/17", ["198.19.128.0/17", "100.64.0.0/16"]],
])("%s goes with %p", (cidr, secondaryCidrs) => {
  expect(attempt(request({ cidr, secondaryCidrs, tiers: [] })).problems.list).toEqual([]);
});

test("everything that is wrong is reported at once, but nothing that only follows from it", () => {
  const given = request({
    cidr: "10.0.0.1/16",
    zones: ["a", "a"],
    maxZones: 0,
    tiers: [
      { name: "app", prefixLength: 24 },
      { name: "Data", prefixLength: 30, cidr: "10.0.0.0" },
    ],
    reserved: [{ cidr: "10.0.0.0/33", reason: "office" }],
  });

  expect(attempt(given).problems.list.map((p) => p.code)).toEqual([
    "CIDR_HOST_BITS",
    "MAX_ZONES",
    "ZONE_DUPLICATE",
    "CIDR_MALFORMED",
    "TIER_NAME_FORM",
    "SUBNET_SIZE",
    "CIDR_MALFORMED",
  ]);
});
