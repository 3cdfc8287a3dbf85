/** The price table: a file for each region, and one for what costs the same everywhere. `npm run prices` renews it. */
import type { RegionalPrices } from "../price-blocks";
import { PRICES as AP_NORTHEAST_2 } from "./ap-northeast-2";
import { PRICES as GLOBAL } from "./global";
import { PRICES as US_EAST_1 } from "./us-east-1";

/** All prices, by region. */
export const PRICES: RegionalPrices = {
  "ap-northeast-2": AP_NORTHEAST_2,
  global: GLOBAL,
  "us-east-1": US_EAST_1,
};
