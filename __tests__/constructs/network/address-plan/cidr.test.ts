import { GroundplanError, Problems } from "../../../../constructs/core/errors";
import {
  checkCidr,
  contains,
  findOverlaps,
  firstAddress,
  firstFree,
  formatCidr,
  formatCount,
  freeSpace,
  lastFree,
  overlaps,
  parseCidr,
  size,
  splitGap,
  usableAddresses,
} from "../../../../constructs/network/address-plan/cidr";

const expected = "an IPv4 range such as 10.0.0.0/16: four numbers from 0 to 255, a slash, a prefix length from 0 to 32";
const malformed = { code: "CIDR_MALFORMED", path: "vpc › cidr", expected };
const writeAll = "write all four numbers of the address and the prefix length";

describe("reading a range", () => {
  test.each(["0.0.0.0/0", "10.0.0.0/16", "10.1.2.3/32", "192.168.255.252/30", "255.255.255.255/32"])(
    "%s is read and written back unchanged",
    (text) => {
      expect(formatCidr(parseCidr(text))).toBe(text);
    },
  );

  test.each([
    ["10.0.0.0/99", "`10.0.0.0/99` has a prefix length that does not exist.", "use a prefix length from 0 to 32"],
    ["10.0.0.0/33", "`10.0.0.0/33` has a prefix length that does not exist.", "use a prefix length from 0 to 32"],
    ["10.0.0.0/-1", "`10.0.0.0/-1` has a prefix length that does not exist.", "use a prefix length from 0 to 32"],
    ["10.0.0.0/016", "`10.0.0.0/016` has a prefix length that does not exist.", "use a prefix length from 0 to 32"],
    ["10.0.0.0/", "`10.0.0.0/` has a prefix length that does not exist.", "use a prefix length from 0 to 32"],
    ["10.0/16", "`10.0/16` is not an IPv4 range.", writeAll],
    ["10.0.0/16", "`10.0.0/16` is not an IPv4 range.", writeAll],
    ["10.0.0.256/32", "`10.0.0.256/32` is not an IPv4 range.", writeAll],
    ["010.0.0.0/8", "`010.0.0.0/8` is not an IPv4 range.", writeAll],
    ["2001:db8::/32", "`2001:db8::/32` is not an IPv4 range.", writeAll],
    ["10.0.0.0/8/8", "`10.0.0.0/8/8` is not an IPv4 range.", writeAll],
    ["", "`` is not an IPv4 range.", writeAll],
    ["10.0.0.0", "`10.0.0.0` has no prefix length.", "write the prefix length, for example 10.0.0.0/24"],
  ])("%p is refused", (text, message, fix) => {
    const problems = new Problems("vpc");

    expect(checkCidr(text, "cidr", problems)).toBeUndefined();
    expect(problems.list).toEqual([{ ...malformed, message, found: text, fix }]);
  });

  test("host bits are refused, and the range without them is named", () => {
    const problems = new Problems("vpc");

    expect(checkCidr("10.0.17.1/20", "cidr", problems)).toBeUndefined();
    expect(problems.list).toEqual([
      {
        code: "CIDR_HOST_BITS",
        path: "vpc › cidr",
        message: "`10.0.17.1/20` has host bits set: 10.0.17.1 is not the first address of its /20.",
        found: "10.0.17.1/20",
        expected: "the first address of the range",
        fix: "write 10.0.16.0/20",
      },
    ]);
  });

  test("parsing throws the same problem", () => {
    expect(() => parseCidr("10.0.0.1/16")).toThrow(GroundplanError);
    expect(() => parseCidr("10.0.0.1/16")).toThrow("write 10.0.0.0/16");
  });
});

describe("arithmetic", () => {
  test("sizes count all addresses, and usable ones leave out the five that AWS keeps", () => {
    expect(size(parseCidr("0.0.0.0/0"))).toBe(4_294_967_296);
    expect(size(parseCidr("10.0.0.0/28"))).toBe(16);
    expect(usableAddresses(parseCidr("10.0.0.0/28"))).toBe(11);
    expect(usableAddresses(parseCidr("10.0.0.0/24"))).toBe(251);
    expect(usableAddresses(parseCidr("10.0.0.0/30"))).toBe(0);
    expect(firstAddress(parseCidr("10.0.4.0/22"))).toBe("10.0.4.0");
    expect([0, 999, 1000, 65536, 1234567].map(formatCount)).toEqual(["0", "999", "1,000", "65,536", "1,234,567"]);
  });

  test.each([
    ["10.0.0.0/16", "10.0.255.0/24", true, true],
    ["10.0.0.0/16", "10.0.0.0/16", true, true],
    ["10.0.255.0/24", "10.0.0.0/16", false, true],
    ["10.0.0.0/24", "10.0.1.0/24", false, false],
    ["128.0.0.0/1", "255.255.255.255/32", true, true],
    ["0.0.0.0/1", "128.0.0.0/1", false, false],
  ])("%s and %s: contains %s, overlaps %s", (a, b, inside, touching) => {
    expect(contains(parseCidr(a), parseCidr(b))).toBe(inside);
    expect(overlaps(parseCidr(a), parseCidr(b))).toBe(touching);
    expect(overlaps(parseCidr(b), parseCidr(a))).toBe(touching);
  });

  test("a gap is cut into the fewest aligned ranges", () => {
    const start = parseCidr("10.0.0.64/32").start;
    const stop = parseCidr("10.0.4.0/32").start;

    expect(splitGap(start, stop).map(formatCidr)).toEqual([
      "10.0.0.64/26",
      "10.0.0.128/25",
      "10.0.1.0/24",
      "10.0.2.0/23",
    ]);
    expect(splitGap(start, start)).toEqual([]);
    expect(splitGap(0, 2 ** 32).map(formatCidr)).toEqual(["0.0.0.0/0"]);
  });

  test("free space is what nothing touches, also where what is taken overlaps or lies outside", () => {
    const taken = ["10.0.0.64/26", "10.0.0.64/27", "10.9.0.0/16"].map(parseCidr);

    expect(freeSpace(parseCidr("10.0.0.0/24"), taken).map(formatCidr)).toEqual(["10.0.0.0/26", "10.0.0.128/25"]);
    expect(freeSpace(parseCidr("10.9.1.0/24"), taken)).toEqual([]);
  });

  test("the first and the last free range are aligned and avoid what is taken", () => {
    const within = parseCidr("10.0.0.0/22");
    const taken = ["10.0.0.0/28", "10.0.3.240/28"].map(parseCidr);

    expect(firstFree(within, 24, taken)).toEqual(parseCidr("10.0.1.0/24"));
    expect(lastFree(within, 24, taken)).toEqual(parseCidr("10.0.2.0/24"));
    expect(firstFree(within, 23, taken)).toBeUndefined();
    expect(lastFree(within, 23, taken)).toBeUndefined();
    expect(firstFree(within, 21, [])).toBeUndefined();
    expect(lastFree(within, 21, [])).toBeUndefined();
  });
});

describe("finding overlaps", () => {
  const item = (name: string, ...cidrs: string[]) => ({ name, ranges: cidrs.map(parseCidr) });

  test("members that overlap through others are in one group, in the order given", () => {
    const items = [
      item("last", "10.0.3.0/24"),
      item("lone", "10.1.0.0/16"),
      item("wide", "10.0.0.0/22"),
      item("first", "10.0.0.0/24"),
      item("other", "192.168.0.0/24"),
      item("twin", "192.168.0.128/25", "172.16.0.0/24"),
    ];

    expect(findOverlaps(items).map((group) => group.map((member) => member.name))).toEqual([
      ["last", "wide", "first"],
      ["other", "twin"],
    ]);
  });

  test("neighbours do not overlap, and one member may overlap itself", () => {
    const items = [item("a", "10.0.0.0/24", "10.0.0.0/16"), item("b", "10.1.0.0/24"), item("c", "10.1.1.0/24")];

    expect(findOverlaps(items)).toEqual([]);
  });
});
