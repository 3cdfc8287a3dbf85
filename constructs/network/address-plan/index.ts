// The address plan: from tiers and zones to ranges, as a pure function.

export { planAddresses } from "./address-plan";
export type {
  AddressMapEntry,
  AddressPlan,
  AddressPlanRequest,
  DeployedNetwork,
  DeployedTier,
  PlannedSubnet,
  PlannedTier,
  ReservedRange,
  TierRequest,
  ZonePosition,
} from "./address-plan.types";
