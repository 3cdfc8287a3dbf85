import { Decimal, GLOBAL } from "../../cost";
import type { Item } from "../../cost/items";
import { ON_DEMAND, readPriceList } from "./csv";
import { OFFERS, type Offer } from "./offers";

/** Where AWS publishes its price lists (AWS Billing User Guide, "Getting price list files manually", of 2026-11). */
export const PRICE_LISTS = "https://pricing.us-east-1.amazonaws.com";

/** What was read of one price list. */
export interface ReadOffer {
  readonly service: string;
  readonly url: string;
  /** YYYY-MM-DD. */
  readonly published: string;
  readonly prices: ReadonlyMap<Item, Decimal>;
  /** Items that have several prices in the list, so that none is taken. */
  readonly ambiguous: readonly Item[];
}

/**
 * Reads the price lists of a region, or of what costs the same everywhere, one after the other.
 *
 * @param region name of a region, or `global`
 * @param host where the lists are
 * @throws Error for a list that is not there or cannot be read
 */
export async function readRegion(region: string, host: string): Promise<readonly ReadOffer[]> {
  const read: ReadOffer[] = [];
  for (const offer of OFFERS.filter(({ isGlobal = false }) => isGlobal === (region === GLOBAL))) {
    read.push(await readOffer(offer, region, host));
  }
  return read;
}

async function readOffer(offer: Offer, region: string, host: string): Promise<ReadOffer> {
  const folder = region === GLOBAL ? "current" : `current/${region}`;
  const url = `${host}/offers/v1.0/aws/${offer.service}/${folder}/index.csv`;
  const { published, rows } = await readPriceList(url);
  const prices = new Map<Item, Decimal>();
  const ambiguous = new Set<Item>();
  for await (const batch of rows) {
    for (const row of batch.filter((one) => isListPrice(one, offer.firstPaid?.(one)))) {
      const item = offer.itemOf(row);
      if (item === undefined) continue;
      const listed = Decimal.of(row("PricePerUnit"));
      const price = offer.priceOf?.(row, listed) ?? listed;
      if (price.isZero) continue;
      const before = prices.get(item);
      if (before !== undefined && before.compare(price) !== 0) ambiguous.add(item);
      prices.set(item, price);
    }
  }
  for (const item of ambiguous) prices.delete(item);
  addExtendedSupport(prices);
  return { service: offer.service, url, published, prices, ambiguous: [...ambiguous].sort() };
}

/** On demand, in dollars, in a region proper, from the first one on that is paid for. */
function isListPrice(row: (column: string) => string, firstPaid = "0"): boolean {
  const start = row("StartingRange");
  return (
    row("TermType") === ON_DEMAND &&
    row("Currency") === "USD" &&
    (start === firstPaid || start === "") &&
    ["AWS Region", ""].includes(row("Location Type"))
  );
}

/** The list has what extended support adds; the item is what a cluster costs then. */
function addExtendedSupport(prices: Map<Item, Decimal>): void {
  const [cluster, added] = [prices.get("eks-cluster"), prices.get("eks-cluster-extended")];
  if (cluster !== undefined && added !== undefined) prices.set("eks-cluster-extended", cluster.plus(added));
}
