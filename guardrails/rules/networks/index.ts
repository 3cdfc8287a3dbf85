import type { Rules } from "../rule.types";
import { off, settingRule } from "../setting-rule";
import { ENDPOINT_RULES } from "./endpoints";
import { FIREWALL_RULES } from "./firewalls";
import { FLOW_LOGS } from "./flow-logs";
import { JOINED_RULES } from "./joined";
import { NAT_RULES } from "./nat";
import { NETWORK_ACL_RULES } from "./network-acls";
import { RANGE_RULES } from "./ranges";
import { ROUTE_RULES } from "./routes";

/** Rules about networks. */
export const NETWORK_RULES = {
  ...RANGE_RULES,
  ...ROUTE_RULES,
  ...NAT_RULES,
  ...ENDPOINT_RULES,
  ...NETWORK_ACL_RULES,
  ...JOINED_RULES,
  ...FIREWALL_RULES,
  "NET-24": FLOW_LOGS,
  "NET-26": settingRule({
    level: "error",
    title: "No subnet gives what is started in it an address on the internet.",
    reason: "Whoever starts something there does not see that everybody reaches it.",
    fix: "set map_public_ip_on_launch to false, and give an Elastic IP to what needs one",
    source: "AWS Security Hub User Guide, controls EC2.15 and EFS.6, read 2026-11",
    settings: { aws_subnet: off("map_public_ip_on_launch") },
  }),
} as const satisfies Rules;
