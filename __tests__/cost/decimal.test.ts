import fc from "fast-check";
import { Decimal } from "../../cost";
import { difference, dollars } from "../../cost/dollars";

test.each([
  ["0.1", "0.2", "0.3"],
  ["0.0052", "0.0208", "0.026"],
  ["-1", "0.999", "-0.001"],
  ["1234567890", "0.0000000001", "1234567890.0000000001"],
])("%s and %s are %s", (a, b, sum) => {
  expect(Decimal.of(a).plus(Decimal.of(b)).toString()).toBe(sum);
});

test.each([
  // 0.25 vCPU of a task in Seoul for a month.
  ["0.04656", "0.25", "0.01164"],
  ["0.0000000001", "0.0000000001", "0.00000000000000000001"],
  ["-3", "0.5", "-1.5"],
])("%s times %s is %s", (a, b, product) => {
  expect(Decimal.of(a).times(Decimal.of(b)).toString()).toBe(product);
});

test.each([
  ["0.005", "0.01"],
  ["0.0049", "0.00"],
  ["-0.005", "-0.01"],
  ["16.425", "16.43"],
  ["-20.875", "-20.88"],
  ["73", "73.00"],
])("%s is rounded to %s", (exact, rounded) => {
  expect(Decimal.of(exact).toFixed(2)).toBe(rounded);
});

test.each(["", "1e-7", "0.00000000001", "1.", ".5", "NaN", "$3"])("%j is no decimal number", (text) => {
  expect(() => Decimal.of(text)).toThrow(new RangeError(`not a decimal number: ${text}`));
});

test("a sum does not depend on its order, and what is added can be taken away again", () => {
  const price = fc.tuple(fc.integer({ min: -10_000, max: 10_000 }), fc.integer({ min: 0, max: 9_999_999 }));
  fc.assert(
    fc.property(fc.array(price, { maxLength: 20 }), (pairs) => {
      const numbers = pairs.map(([whole, part]) => Decimal.of(`${whole}.${String(part).padStart(7, "0")}`));
      const sum = Decimal.sum(numbers);
      expect(Decimal.sum([...numbers].reverse()).compare(sum)).toBe(0);
      expect(numbers.reduce((rest, one) => rest.minus(one), sum).isZero).toBe(true);
    }),
  );
});

test("amounts have a sign, thousands and cents", () => {
  expect(dollars(Decimal.of("1234567.895"))).toBe("$1,234,567.90");
  expect(dollars(Decimal.of("-3"))).toBe("-$3.00");
  expect(difference(Decimal.of("64.97"))).toBe("+ $64.97");
  expect(difference(Decimal.of("-1234.5"))).toBe("- $1,234.50");
});
