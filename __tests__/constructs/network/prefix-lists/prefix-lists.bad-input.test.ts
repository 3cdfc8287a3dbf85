import type { PrefixListProps } from "../../../../constructs/network/network-props";
import { testAdvice } from "../../../support/followed-advice";
import { bad, isAccepted, problemsIfAny, problemsOfNetwork } from "../network-problems";

const office = (list: PrefixListProps) => ({ prefixLists: { office: list } });
const SIZE = "at least one entry, and maxEntries from the number of entries to 1000";

/** Entries with as many ranges. */
const many = (count: number, bits: number) =>
  Object.fromEntries(
    Array.from({ length: count }, (_, index) => [`host-${index}`, `10.${index >> 8}.${index & 255}.0/${bits}`]),
  );

const MISTAKES = [
  bad(
    "a name that names of resources cannot hold",
    { prefixLists: { "Head Office": { entries: { seoul: "203.0.113.0/24" } } } },
    "PREFIX_LIST_NAME_FORM",
    "prefixLists.Head Office",
    "The name of the prefix list has a wrong form.",
    '"Head Office"',
    "1 to 32 of a-z, 0-9 and -, starting with a letter",
    "rename the prefix list after what it holds, for example office",
    [{ says: "for example office", to: office({ entries: { seoul: "203.0.113.0/24" } }) }],
  ),
  bad(
    "ranges of both IP versions",
    office({ entries: { seoul: "203.0.113.0/24", busan: "2001:db8::/32" } }),
    "PREFIX_LIST_MIXED",
    "prefixLists.office.entries",
    "A prefix list holds ranges of one IP version.",
    "IPv4 and IPv6 ranges",
    "one version",
    "make two lists",
    [
      {
        says: "make two lists",
        to: {
          prefixLists: {
            office: { entries: { seoul: "203.0.113.0/24" } },
            "office-ipv6": { entries: { busan: "2001:db8::/32" } },
          },
        },
      },
    ],
  ),
  bad(
    "an entry that is no range",
    office({ entries: { seoul: "203.0.113.0" } }),
    "CIDR_MALFORMED",
    "prefixLists.office.entries.seoul",
    "`203.0.113.0` has no prefix length.",
    "203.0.113.0",
    "an IPv4 range such as 10.0.0.0/16: four numbers from 0 to 255, a slash, a prefix length from 0 to 32",
    "write the prefix length, for example 203.0.113.0/24",
    [
      {
        says: "write the prefix length, for example 203.0.113.0/24",
        to: office({ entries: { seoul: "203.0.113.0/24" } }),
      },
    ],
  ),
  bad(
    "an IPv6 entry that is no range",
    office({ entries: { seoul: "2001:db8::/129" } }),
    "CIDR_MALFORMED",
    "prefixLists.office.entries.seoul",
    "`2001:db8::/129` is not an IPv6 range.",
    "2001:db8::/129",
    "an IPv6 range such as 2001:db8::/32: an address, a slash, a prefix length from 0 to 128",
    "use a prefix length from 0 to 128",
    [{ says: "use a prefix length from 0 to 128", to: office({ entries: { seoul: "2001:db8::/128" } }) }],
  ),
  bad(
    "an IPv6 entry with host bits",
    office({ entries: { seoul: "2001:db8::1/32" } }),
    "CIDR_HOST_BITS",
    "prefixLists.office.entries.seoul",
    "`2001:db8::1/32` has host bits set: 2001:db8::1 is not the first address of its /32.",
    "2001:db8::1/32",
    "the first address of the range",
    "write 2001:db8::/32",
    [{ says: "write 2001:db8::/32", to: office({ entries: { seoul: "2001:db8::/32" } }) }],
  ),
  bad(
    "a range that stands twice, though written in two ways",
    office({ entries: { seoul: "2001:db8::/32", busan: "2001:0DB8:0::/32" } }),
    "PREFIX_LIST_DUPLICATE",
    "prefixLists.office.entries.busan",
    "A range stands twice in the prefix list.",
    '2001:0DB8:0::/32 for "seoul" and "busan"',
    "each range once",
    "remove one of the two",
    [
      { says: "remove one of the two", to: office({ entries: { seoul: "2001:db8::/32" } }) },
      { says: "remove one of the two", to: office({ entries: { busan: "2001:0DB8:0::/32" } }) },
    ],
  ),
  bad(
    "a description that is too long",
    office({ entries: { ["x".repeat(256)]: "203.0.113.0/24" } }),
    "PREFIX_LIST_DESCRIPTION",
    "prefixLists.office.entries",
    "The description of an entry is longer than AWS takes.",
    `256 characters: "${"x".repeat(40)}…"`,
    "at most 255 characters",
    "shorten it",
    [{ says: "shorten it", to: office({ entries: { ["x".repeat(255)]: "203.0.113.0/24" } }) }],
  ),
  bad(
    "a list without entries",
    office({ entries: {} }),
    "PREFIX_LIST_SIZE",
    "prefixLists.office",
    "The size of the prefix list does not fit its entries.",
    "entries: 0, maxEntries: 0",
    SIZE,
    "add an entry, or remove the prefix list",
    [
      { says: "add an entry", to: office({ entries: { seoul: "203.0.113.0/24" } }) },
      { says: "remove the prefix list", to: {} },
    ],
  ),
  bad(
    "a list that is too small for its entries",
    office({ entries: { seoul: "203.0.113.0/25", busan: "203.0.113.128/25" }, maxEntries: 1 }),
    "PREFIX_LIST_SIZE",
    "prefixLists.office",
    "The size of the prefix list does not fit its entries.",
    "entries: 2, maxEntries: 1",
    SIZE,
    "leave maxEntries out, or set it to at least 2 and at most 1000",
    [
      { says: "leave maxEntries out", to: office({ entries: { seoul: "203.0.113.0/25", busan: "203.0.113.128/25" } }) },
      {
        says: "set it to at least 2",
        to: office({ entries: { seoul: "203.0.113.0/25", busan: "203.0.113.128/25" }, maxEntries: 2 }),
      },
    ],
  ),
  bad(
    "a list that is larger than AWS allows",
    office({ entries: { seoul: "203.0.113.0/24" }, maxEntries: 1001 }),
    "PREFIX_LIST_SIZE",
    "prefixLists.office",
    "The size of the prefix list does not fit its entries.",
    "entries: 1, maxEntries: 1001",
    SIZE,
    "leave maxEntries out, or set it to at least 1 and at most 1000",
    [
      { says: "leave maxEntries out", to: office({ entries: { seoul: "203.0.113.0/24" } }) },
      {
        says: "set it to at least 1 and at most 1000",
        to: office({ entries: { seoul: "203.0.113.0/24" }, maxEntries: 1000 }),
      },
    ],
  ),
  bad(
    "more entries than AWS allows",
    office({ entries: many(1001, 24) }),
    "PREFIX_LIST_SIZE",
    "prefixLists.office",
    "The size of the prefix list does not fit its entries.",
    "entries: 1001, maxEntries: 1001",
    SIZE,
    "join ranges, or divide them among lists of at most 1000 entries",
    [
      {
        says: "join ranges",
        to: office({ entries: { ...many(999, 24), joined: "10.3.231.0/24" } }),
      },
      {
        says: "divide them among lists of at most 1000 entries",
        to: { prefixLists: { office: { entries: many(1000, 24) }, more: { entries: { last: "10.3.232.0/24" } } } },
      },
    ],
  ),
  bad(
    "an IPv6 entry without a prefix length",
    office({ entries: { seoul: "2001:db8::1" } }),
    "CIDR_MALFORMED",
    "prefixLists.office.entries.seoul",
    "`2001:db8::1` is not an IPv6 range.",
    "2001:db8::1",
    "an IPv6 range such as 2001:db8::/32: an address, a slash, a prefix length from 0 to 128",
    "write the prefix length: 2001:db8::1/128 is this address alone",
    [{ says: "2001:db8::1/128 is this address alone", to: office({ entries: { seoul: "2001:db8::1/128" } }) }],
  ),
  bad(
    "an address without a prefix length",
    office({ entries: { seoul: "203.0.113.7" } }),
    "CIDR_MALFORMED",
    "prefixLists.office.entries.seoul",
    "`203.0.113.7` has no prefix length.",
    "203.0.113.7",
    "an IPv4 range such as 10.0.0.0/16: four numbers from 0 to 255, a slash, a prefix length from 0 to 32",
    "write the prefix length: 203.0.113.7/32 is this address alone, 203.0.113.0/24 the range around it",
    [
      { says: "203.0.113.7/32 is this address alone", to: office({ entries: { seoul: "203.0.113.7/32" } }) },
      { says: "203.0.113.0/24 the range around it", to: office({ entries: { seoul: "203.0.113.0/24" } }) },
    ],
  ),
];

test.each(MISTAKES)("$mistake is told with a way out", ({ given, problems }) => {
  expect(problemsOfNetwork(given)).toEqual(problems);
});

testAdvice(MISTAKES, problemsIfAny);

test("the limits themselves are allowed", () => {
  expect(isAccepted(office({ entries: { ["x".repeat(255)]: "203.0.113.0/24" }, maxEntries: 1000 }))).toBe(true);
});
