/** Digits behind the point that are kept: two factors of ten digits each are multiplied without a loss. */
const DIGITS = 20;
const ONE = 10n ** BigInt(DIGITS);

/** Most digits behind the point that are read. AWS's price list has ten. */
const MOST_DIGITS = 10;

/** An exact decimal number, so that a sum of prices is the same on every machine and in every order. */
export class Decimal {
  static readonly ZERO = new Decimal(0n);

  private readonly units: bigint;

  private constructor(units: bigint) {
    this.units = units;
  }

  /**
   * Reads a number.
   *
   * @param value `0.0225`, `-3`, `730`; at most ten digits behind the point
   * @throws RangeError for anything else
   */
  static of(value: string | number): Decimal {
    const [, sign = "", whole = "", fraction = ""] = /^(-?)(\d+)(?:\.(\d+))?$/.exec(String(value)) ?? [];
    if (whole === "" || fraction.length > MOST_DIGITS) throw new RangeError(`not a decimal number: ${value}`);
    return new Decimal(BigInt(`${sign}${whole}${fraction.padEnd(DIGITS, "0")}`));
  }

  static sum(numbers: Iterable<Decimal>): Decimal {
    let units = 0n;
    for (const one of numbers) units += one.units;
    return new Decimal(units);
  }

  plus(other: Decimal): Decimal {
    return new Decimal(this.units + other.units);
  }

  minus(other: Decimal): Decimal {
    return new Decimal(this.units - other.units);
  }

  times(other: Decimal): Decimal {
    return new Decimal((this.units * other.units) / ONE);
  }

  abs(): Decimal {
    return this.units < 0n ? new Decimal(-this.units) : this;
  }

  /** -1, 0 or 1, as a comparator of `sort` returns it. */
  compare(other: Decimal): number {
    return this.units < other.units ? -1 : this.units > other.units ? 1 : 0;
  }

  get isZero(): boolean {
    return this.units === 0n;
  }

  get isNegative(): boolean {
    return this.units < 0n;
  }

  /** All digits and no more: `0.25`, `-3`. */
  toString(): string {
    const text = this.digits(DIGITS).replace(/\.?0+$/, "");
    return text === "-0" ? "0" : text;
  }

  /** Rounded to so many digits behind the point, halves away from zero: `64.97`. */
  toFixed(digits: number): string {
    const step = 10n ** BigInt(DIGITS - digits);
    const half = this.units < 0n ? -step / 2n : step / 2n;
    return new Decimal(((this.units + half) / step) * step).digits(digits);
  }

  private digits(digits: number): string {
    const [sign, units] = this.units < 0n ? ["-", -this.units] : ["", this.units];
    const fraction = String(units % ONE).padStart(DIGITS, "0");
    return `${sign}${units / ONE}${digits > 0 ? `.${fraction.slice(0, digits)}` : ""}`;
  }
}
