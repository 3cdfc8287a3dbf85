import { loadEnvironments } from "../../config/load";
import { all, stacksOf } from "./stack-json";

const environments = loadEnvironments("config", { variables: {} });

/** Retention and key of every log group of an environment, by its name. */
function logGroups(name: string, logs?: object): Readonly<Record<string, readonly [days: unknown, key: unknown]>> {
  const specs = environments
    .filter(({ environment }) => environment.name === name)
    .map((spec) => (logs ? { ...spec, environment: { ...spec.environment, logs } } : spec));
  const groups = Object.values(stacksOf(specs)).flatMap((stack) => all(stack, "aws_cloudwatch_log_group"));
  return Object.fromEntries(groups.map((group) => [group.name, [group.retention_in_days, group.kms_key_id]]));
}

describe("the logs of an environment", () => {
  it("are all kept as long as it says, those of Fargate, of the web ACL and of the database too", () => {
    const production = logGroups("production");
    expect(Object.keys(production)).toHaveLength(10);
    expect(Object.entries(production).filter(([, [days]]) => days !== 365)).toEqual([]);
  });

  it("have the environment's key where they have none of their own, in its region", () => {
    const keyArn = "arn:aws:kms:ap-northeast-2:333333333333:key/11111111-1111-1111-1111-111111111111";
    const groups = Object.entries(logGroups("production", { keyArn }));
    const without = groups.filter(([, [, key]]) => key === undefined).map(([name]) => name);
    expect(without).toEqual([expect.stringMatching(/^aws-waf-logs-/)]);
    expect(groups.filter(([, [, key]]) => key === keyArn).length).toBeGreaterThanOrEqual(3);
  });

  it("keep what each kind of log says where the environment says nothing", () => {
    const days = new Set(Object.values(logGroups("sandbox")).map(([kept]) => kept));
    expect(days).toEqual(new Set([30, 90]));
  });
});

describe("the policies that let AWS write into log groups", () => {
  const production = Object.values(
    stacksOf(environments.filter(({ environment }) => environment.name === "production")),
  );

  // CloudWatch Logs API Reference, `PutResourcePolicy` (as of 2026-11): an account has ten in a region, and nobody raises that.
  it("are none of the account: the flow log writes by its role, and AWS keeps that of the web ACL at its group", () => {
    expect(production.flatMap((stack) => all(stack, "aws_cloudwatch_log_resource_policy"))).toEqual([]);
    const [flowLog, ...others] = production.flatMap((stack) => all(stack, "aws_flow_log"));
    expect(others).toEqual([]);
    expect(flowLog).toMatchObject({ log_destination_type: "cloud-watch-logs", iam_role_arn: expect.any(String) });
    const [webAclLog] = production.flatMap((stack) => all(stack, "aws_wafv2_web_acl_logging_configuration"));
    expect(webAclLog?.log_destination_configs).toEqual([
      expect.stringMatching(/^\$\{aws_cloudwatch_log_group\..*\.arn\}$/),
    ]);
  });
});
