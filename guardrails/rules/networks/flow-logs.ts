import type { ResourceRule } from "../rule.types";

/** NET-24. */
export const FLOW_LOGS: ResourceRule = {
  level: "production",
  title: "Networks of production write down who spoke with whom (flow logs).",
  reason: "Who came in, and what was sent out, is told nowhere else.",
  expected: "a flow log of the VPC",
  fix: "add a flow log of the VPC, to S3 where CloudWatch costs too much",
  source: "AWS Security Hub User Guide, control EC2.6, read 2026-11",
  types: ["aws_vpc"],
  check: (vpc, estate) =>
    estate.referrers(vpc, "aws_flow_log", "vpc_id").length > 0 ? [] : [{ found: "no flow log of the VPC" }],
};
