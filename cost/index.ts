/**
 * What resources cost a month as long as they are there, from a dated table of prices. Imports no construct, and nothing that synth loads
 * imports it.
 */
export { Decimal } from "./decimal";
export { difference, dollars } from "./dollars";
export { type Item, itemText } from "./items";
export {
  type CostLine,
  type Costs,
  distinct,
  GENERAL,
  monthlyCosts,
  totalCosts,
  type UnpricedLine,
} from "./monthly-costs";
export type { PriceSource } from "./price-blocks";
export { GLOBAL, PriceTable } from "./price-table";
export { type CostResource, joined, type LooseResource, ownRegion, regionName } from "./resources";
export { concernsCosts } from "./rules";
export { synthesizedResources } from "./synthesized";
