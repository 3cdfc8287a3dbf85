import type { Decimal } from "./decimal";

/** An amount: `$1,234.50`, `-$3.00`. */
export function dollars(amount: Decimal): string {
  const text = amount.toFixed(2);
  const digits = text.replace("-", "").replace(/\B(?=(\d{3})+(?!\d))/g, ",");
  return `${text.startsWith("-") ? "-" : ""}$${digits}`;
}

/** A difference, whose sign is always said: `+ $64.97`, `- $3.00`. */
export function difference(amount: Decimal): string {
  return `${amount.isNegative ? "-" : "+"} ${dollars(amount.abs())}`;
}
