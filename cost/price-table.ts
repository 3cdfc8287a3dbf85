import { Decimal } from "./decimal";
import { type Item, kindOf } from "./items";
import type { PriceBlock, PriceSource, RegionalPrices } from "./price-blocks";
import { PRICES } from "./prices";

/** In place of a region: what costs the same everywhere. */
export const GLOBAL = "global";

/** The price of an item in a region. */
export interface Price {
  /** US dollars for the period of the item's kind. */
  readonly dollars: Decimal;
  readonly source: PriceSource;
}

/** Prices by region and item, read when they are first asked for. */
export class PriceTable {
  readonly #blocks: RegionalPrices;
  readonly #read = new Map<string, ReadonlyMap<string, Price>>();

  /** @param blocks other prices than those of the project, for tests */
  constructor(blocks: RegionalPrices = PRICES) {
    this.#blocks = blocks;
  }

  /** The price of an item in a region, or undefined where none is known. */
  price(region: string, item: Item): Price | undefined {
    return this.#region(region).get(item) ?? this.#region(GLOBAL).get(item);
  }

  /** Whether prices of a region are known at all. */
  knows(region: string): boolean {
    return Object.hasOwn(this.#blocks, region);
  }

  /** Regions with prices, sorted. */
  get regions(): readonly string[] {
    return Object.keys(this.#blocks)
      .filter((region) => region !== GLOBAL)
      .sort();
  }

  /** Every price of a region, in the order of the table. */
  entries(region: string): readonly (readonly [Item, Price])[] {
    return [...this.#region(region)] as unknown as readonly (readonly [Item, Price])[];
  }

  #region(region: string): ReadonlyMap<string, Price> {
    const known = this.#read.get(region);
    if (known) return known;
    const blocks = this.knows(region) ? (this.#blocks[region] ?? []) : [];
    const prices = new Map(blocks.flatMap(readBlock));
    this.#read.set(region, prices);
    return prices;
  }
}

function readBlock({ source, prices }: PriceBlock): (readonly [string, Price])[] {
  const lines = prices.split("\n").filter((line) => line !== "");
  return lines.map((line) => {
    const [item = "", dollars = ""] = line.split(" ");
    if (kindOf(item as Item) === undefined) throw new RangeError(`no kind has the item ${item}`);
    return [item, { dollars: Decimal.of(dollars), source }] as const;
  });
}
