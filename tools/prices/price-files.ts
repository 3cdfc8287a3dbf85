import { GLOBAL } from "../../cost";
import type { ReadOffer } from "./renew";

/** The file of a region's prices: a block for each price list. */
export function regionFile(region: string, offers: readonly ReadOffer[]): string {
  const what = region === GLOBAL ? "what costs the same in every region" : region;
  return [
    `/** AWS's price list of ${what}. Written by \`npm run prices\`; renewed by the same command. */`,
    'import type { PriceBlock } from "../price-blocks";',
    "",
    "/** Prices of the region, by where they are from. */",
    "export const PRICES: readonly PriceBlock[] = [",
    ...offers.filter(({ prices }) => prices.size > 0).flatMap((offer) => blockOf(region, offer)),
    "];",
    "",
  ].join("\n");
}

function blockOf(region: string, { service, url, published, prices }: ReadOffer): string[] {
  const lines = [...prices].map(([item, price]) => `${item} ${price}`).sort();
  return [
    "  {",
    "    source: {",
    `      title: "AWS Price List, ${region === GLOBAL ? service : `${region}, ${service}`}",`,
    `      url: "${url}",`,
    `      asOf: "${published}",`,
    "    },",
    "    prices: `",
    ...lines,
    "`,",
    "  },",
  ];
}

/** The file that names the files of all regions. */
export function indexFile(regions: readonly string[]): string {
  const sorted = [...regions].sort();
  const constant = (region: string) => region.toUpperCase().replaceAll("-", "_");
  const key = (region: string) => (region.includes("-") ? `"${region}"` : region);
  return [
    "/** The price table: a file for each region, and one for what costs the same everywhere. `npm run prices` renews it. */",
    'import type { RegionalPrices } from "../price-blocks";',
    ...sorted.map((region) => `import { PRICES as ${constant(region)} } from "./${region}";`),
    "",
    "/** All prices, by region. */",
    "export const PRICES: RegionalPrices = {",
    ...sorted.map((region) => `  ${key(region)}: ${constant(region)},`),
    "};",
    "",
  ].join("\n");
}
