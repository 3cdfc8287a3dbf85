import { review } from "../../review";
import { planWith } from "./cases";

type Values = Readonly<Record<string, unknown>>;

/** What is found in a change in place: `severity rule: sentence`. */
function found(type: string, before: Values, after: Values, actions = ["update"]): string[] {
  const plan = planWith({ actions, before, after }, { type, address: `${type}.one` });
  return review([{ stack: "test", plan }]).findings.map(
    ({ severity, rule, sentence }) => `${severity} ${rule}: ${sentence}`,
  );
}

describe("what is stopped or restarted in place", () => {
  test.each([
    ["aws_ecs_service", { desired_count: 2 }, { desired_count: 0 }, "all its tasks are stopped"],
    ["aws_autoscaling_group", { max_size: 3 }, { max_size: 0 }, "all its instances are ended"],
    [
      "aws_lambda_function",
      { reserved_concurrent_executions: -1 },
      { reserved_concurrent_executions: 0 },
      "refuses every invocation",
    ],
    ["aws_cloudfront_distribution", { enabled: true }, { enabled: false }, "answers nobody any more"],
    [
      "aws_eks_cluster",
      { compute_config: [{ enabled: true }] },
      { compute_config: [{ enabled: false }] },
      "the nodes of EKS Auto Mode are ended, and its load balancers are deleted",
    ],
    [
      "aws_eks_node_group",
      { scaling_config: [{ max_size: 2 }] },
      { scaling_config: [{ max_size: 0 }] },
      "all its nodes are ended",
    ],
    [
      "aws_db_instance",
      { instance_class: "db.t4g.micro" },
      { instance_class: "db.t4g.large", apply_immediately: false },
      "is out of service while it gets its new class, in its next maintenance window",
    ],
    [
      "aws_rds_cluster",
      { engine_version: "16.3" },
      { engine_version: "16.4", apply_immediately: true },
      "restarts for the new version of its engine",
    ],
  ])("%s", (type, before, after, sentence) => {
    expect(found(type, before, after)).toEqual([`medium serving-interrupted: ${sentence}`]);
    // The other way, of those that are stopped, nothing is interrupted.
    if (!/class|engine/.test(JSON.stringify(before))) expect(found(type, after, before)).toEqual([]);
  });
});

describe("a protection that is taken off", () => {
  test.each([
    [
      "aws_lb",
      { access_logs: [{ enabled: true }] },
      { access_logs: [{ enabled: false }] },
      "access_logs.enabled is taken off: requests are no longer recorded",
    ],
    [
      "aws_lb_listener",
      { protocol: "HTTPS" },
      { protocol: "HTTP" },
      "protocol is HTTP in place of HTTPS: what is sent is no longer encrypted",
    ],
    [
      "aws_eks_cluster",
      { enabled_cluster_log_types: ["api", "audit"] },
      { enabled_cluster_log_types: ["api"] },
      "enabled_cluster_log_types loses audit: no longer recorded",
    ],
    [
      "aws_eks_cluster",
      { encryption_config: [{ provider: [{ key_arn: "arn:aws:kms:eu-west-1:111111111111:key/1" }] }] },
      { encryption_config: [] },
      "encryption_config.provider.key_arn is taken away: secrets are no longer encrypted with a key of one's own",
    ],
    [
      "aws_cloudtrail",
      { enable_logging: true },
      { enable_logging: false },
      "enable_logging is taken off: calls of AWS are no longer recorded",
    ],
    [
      "aws_cloudfront_distribution",
      { default_cache_behavior: [{ viewer_protocol_policy: "redirect-to-https" }] },
      { default_cache_behavior: [{ viewer_protocol_policy: "allow-all" }] },
      "default_cache_behavior.viewer_protocol_policy is allow-all in place of redirect-to-https: what is sent is no longer encrypted",
    ],
    [
      "aws_cloudfront_distribution",
      { web_acl_id: "arn:aws:wafv2:x" },
      { web_acl_id: "" },
      "web_acl_id is taken away: requests are no longer filtered",
    ],
    [
      "aws_ecs_service",
      { enable_execute_command: false },
      { enable_execute_command: true },
      "enable_execute_command is put on: whoever may run commands in its containers gets their rights",
    ],
  ])("%s", (type, before, after, sentence) => {
    expect(found(type, before, after)).toEqual([`medium protection-off: ${sentence}`]);
    expect(found(type, after, before)).toEqual([]);
  });

  test("is none where its new value is known only after the apply", () => {
    const plan = planWith(
      {
        before: { web_acl_id: "arn:aws:wafv2:x", encrypted: true },
        after: {},
        after_unknown: { web_acl_id: true, encrypted: true },
      },
      { type: "aws_cloudfront_distribution", address: "aws_cloudfront_distribution.one" },
    );
    expect(review([{ stack: "test", plan }]).findings).toEqual([]);
  });
});

describe("what is opened", () => {
  test.each([
    [
      "aws_ecs_service",
      { network_configuration: [{ assign_public_ip: false }] },
      { network_configuration: [{ assign_public_ip: true }] },
      "medium public-setting: gives its tasks public addresses",
    ],
    [
      "aws_launch_template",
      {},
      { network_interfaces: [{ associate_public_ip_address: "true" }] },
      "medium public-setting: gives what starts from it public addresses",
    ],
    [
      "aws_neptune_cluster_instance",
      { publicly_accessible: false },
      { publicly_accessible: true },
      "high public-setting: gets an address on the internet",
    ],
    [
      "aws_db_snapshot",
      { shared_accounts: [] },
      { shared_accounts: ["all"] },
      "high shared-with-all: is shared with every account of AWS",
    ],
    [
      "aws_db_snapshot",
      { shared_accounts: [] },
      { shared_accounts: ["222222222222"] },
      "medium shared-with-account: is shared with 222222222222",
    ],
    [
      "aws_route_table",
      { route: [] },
      { route: [{ cidr_block: "0.0.0.0/0", gateway_id: "igw-1" }] },
      "low internet-route: routes subnets to the internet gateway",
    ],
  ])("by %s", (type, before, after, told) => {
    expect(found(type, before, after)).toEqual([told]);
    expect(found(type, after, before)).toEqual([]);
  });

  test("by the policy of an endpoint is said only: whoever comes through it is in the VPC", () => {
    const policy = JSON.stringify({ Statement: [{ Effect: "Allow", Principal: "*", Action: "*", Resource: "*" }] });
    expect(found("aws_vpc_endpoint", {}, { policy })).toContain(
      "low public-policy: its policy lets every account's principals through",
    );
  });
});
