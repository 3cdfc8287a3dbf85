/** Where prices are from. */
export interface PriceSource {
  /** Title of what was read. */
  readonly title: string;
  readonly url: string;
  /** Day of the prices, YYYY-MM-DD. */
  readonly asOf: string;
}

/** Prices that are from one place. */
export interface PriceBlock {
  readonly source: PriceSource;
  /** A line for each item: its name and the price of one, in US dollars for the period of its kind. */
  readonly prices: string;
}

/** Prices by region, and what costs the same everywhere. */
export type RegionalPrices = Readonly<Record<string, readonly PriceBlock[]>>;
