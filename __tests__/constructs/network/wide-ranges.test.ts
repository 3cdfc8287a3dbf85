import * as fc from "fast-check";
import { formatCidr, splitGap } from "../../../constructs/network/address-plan/cidr";
import { areInternet } from "../../../constructs/network/wide-ranges";

/** Cuts everything into aligned ranges at some addresses. */
function partition(cuts: readonly number[]): string[] {
  const borders = [0, ...[...new Set(cuts)].sort((a, b) => a - b), 2 ** 32];
  return borders.slice(1).flatMap((stop, index) => splitGap(borders[index] ?? 0, stop).map(formatCidr));
}

describe("ranges that are the internet", () => {
  test.each([
    [["0.0.0.0/0"]],
    [["::/0"]],
    [["0.0.0.0/1"]],
    [["2.0.0.0/7"]],
    [["10.0.0.0/7"]],
    [["0.0.0.0/1", "128.0.0.0/1"]],
    [["2.0.0.0/8", "3.0.0.0/8"]],
    [["2.0.0.0/8", "9.0.0.0/32"]],
    [["2001::/16", "2a00::/16"]],
    [["8000::/1"]],
    [["203.0.113.0/24", "${TfToken[TOKEN.1]}", "0.0.0.0/0"]],
  ])("%j", (ranges) => expect(areInternet(ranges)).toBe(true));

  test("however it is cut", () => {
    const cuts = fc.array(fc.integer({ min: 1, max: 2 ** 32 - 1 }), { maxLength: 12 });
    fc.assert(fc.property(cuts, (at) => areInternet(partition(at))));
  });

  test("however many small ranges it takes", () => {
    const halves = Array.from({ length: 256 }, (_, first) => `${first}.0.0.0/9`);
    expect(areInternet(halves)).toBe(true);
  });
});

describe("ranges that are somebody's own", () => {
  test.each([
    [[]],
    [["2.0.0.0/8"]],
    [["2.0.0.0/8", "2.0.0.0/8", "2.3.0.0/16"]],
    [["10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16", "203.0.113.0/24"]],
    [["2001:db8::/32", "2001:db8::/48"]],
    [["2a00::/16"]],
    [["${TfToken[TOKEN.1]}", "no range", "1.2.3.4/99"]],
  ])("%j", (ranges) => expect(areInternet(ranges)).toBe(false));
});
