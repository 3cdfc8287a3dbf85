import type { Rules } from "./rule.types";
import { off, settingRule } from "./setting-rule";

/** Rules about networks. */
export const NETWORK_RULES = {
  "NET-24": {
    level: "production",
    title: "Networks of production write down who spoke with whom (flow logs).",
    reason: "Who came in, and what was sent out, is told nowhere else.",
    expected: "a flow log of the VPC",
    fix: "add a flow log of the VPC, to S3 where CloudWatch costs too much",
    source: "AWS Security Hub User Guide, control EC2.6, read 2026-11",
    types: ["aws_vpc"],
    check: (vpc, estate) =>
      estate.referrers(vpc, "aws_flow_log", "vpc_id").length > 0 ? [] : [{ found: "no flow log of the VPC" }],
  },
  "NET-26": settingRule({
    level: "error",
    title: "No subnet gives what is started in it an address on the internet.",
    reason: "Whoever starts something there does not see that everybody reaches it.",
    fix: "set map_public_ip_on_launch to false, and give an Elastic IP to what needs one",
    source: "AWS Security Hub User Guide, control EC2.15, read 2026-11",
    settings: { aws_subnet: off("map_public_ip_on_launch") },
  }),
} as const satisfies Rules;
