/** What costs the same in every region. Written by hand from the source below; `npm run prices` puts the price list in its place. */
import type { PriceBlock } from "../price-blocks";

/** Prices of the region, by where they are from. */
export const PRICES: readonly PriceBlock[] = [
  {
    source: {
      title: "AWS Price List, AmazonRoute53, as public documents quote it",
      url: "https://pricing.us-east-1.amazonaws.com/offers/v1.0/aws/AmazonRoute53/current/index.json",
      asOf: "2026-10-05",
    },
    prices: `
health-check 0.50
health-check-option 1.00
hosted-zone 0.50
`,
  },
];
