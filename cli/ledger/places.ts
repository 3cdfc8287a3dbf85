import type { Ledger, LedgerLine } from "../../memory/ledger";

/**
 * Whether a line of a ledger stands at a place or below it.
 *
 * @param place an address (`aws_eip.a`), or the path of a construct behind the name of its stack: `buckets/reports`, or
 *   `staging-buckets/reports`
 */
export function isAtPlace({ stack, path, address }: LedgerLine, place: string, environment: string): boolean {
  const full = `${stack}/${path}`;
  const names = [full, full.slice(environment.length + 1)];
  return address === place || names.some((one) => one === place || one.startsWith(`${place}/`));
}

/** Every place of a ledger, as commands take them. */
export function placeNames(ledger: Ledger, environment: string): readonly string[] {
  const paths = ledger.flatMap(({ stack, path }) => {
    const ids = path.split("/");
    const name = stack.slice(environment.length + 1);
    return ids.map((_, index) => `${name}/${ids.slice(0, index + 1).join("/")}`);
  });
  return [...new Set([...paths, ...ledger.map(({ address }) => address)])];
}
