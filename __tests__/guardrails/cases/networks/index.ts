import type { NETWORK_RULES } from "../../../../guardrails/rules/networks";
import type { CasesOf } from "../../rule-cases";
import { ENDPOINT_CASES } from "./endpoints";
import { FIREWALL_CASES } from "./firewalls";
import { NETWORK_BASE_CASES } from "./flow-logs";
import { JOINED_CASES } from "./joined";
import { NAT_CASES } from "./nat";
import { NETWORK_ACL_CASES } from "./network-acls";
import { RANGE_CASES } from "./ranges";
import { ROUTE_CASES } from "./routes";

/** Cases of the rules about networks. */
export const NETWORK_CASES: CasesOf<typeof NETWORK_RULES> = {
  ...RANGE_CASES,
  ...ROUTE_CASES,
  ...NAT_CASES,
  ...ENDPOINT_CASES,
  ...NETWORK_ACL_CASES,
  ...JOINED_CASES,
  ...FIREWALL_CASES,
  ...NETWORK_BASE_CASES,
};
