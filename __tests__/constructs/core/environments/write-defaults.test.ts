import { CloudwatchLogGroup } from "@cdktf/provider-aws/lib/cloudwatch-log-group";
import { IamRole } from "@cdktf/provider-aws/lib/iam-role";
import type { Environment } from "../../../../constructs/core/environments/environment";
import { resourcesOf, synthStack } from "../../../support/synth";

const BOUNDARY = "arn:aws:iam::111111111111:policy/most";
const OTHER = "arn:aws:iam::111111111111:policy/other";
const KEY = "arn:aws:kms:ap-northeast-2:111111111111:key/11111111-1111-1111-1111-111111111111";

const ENVIRONMENT = { rolesBoundaryArn: BOUNDARY, logs: { retentionDays: 365, keyArn: KEY } };

/** Raw resources of the provider that say nothing, and those that do. */
function raw(environment: Partial<Environment>) {
  const made = synthStack(
    (stack) => {
      const assumeRolePolicy = "{}";
      new IamRole(stack, "plain", { name: "plain", assumeRolePolicy });
      new IamRole(stack, "bounded", { name: "bounded", assumeRolePolicy, permissionsBoundary: OTHER });
      new CloudwatchLogGroup(stack, "slow", { name: "slow" });
      new CloudwatchLogGroup(stack, "short", { name: "short", retentionInDays: 7, kmsKeyId: OTHER });
      new CloudwatchLogGroup(stack, "away", { name: "away", provider: stack.providerFor("us-east-1") });
    },
    { environment },
  );
  const roles = resourcesOf(made, "aws_iam_role").map(({ name, permissions_boundary }) => [name, permissions_boundary]);
  const groups = resourcesOf(made, "aws_cloudwatch_log_group").map(({ name, retention_in_days, kms_key_id }) => [
    name,
    retention_in_days,
    kms_key_id,
  ]);
  return Object.fromEntries([...roles, ...groups].map(([name, ...rest]) => [name, rest]));
}

test("raw roles and log groups that say nothing get what the environment says, but no key of another region", () => {
  expect(raw(ENVIRONMENT)).toEqual({
    plain: [BOUNDARY],
    bounded: [OTHER],
    slow: [365, KEY],
    short: [7, OTHER],
    away: [365, undefined],
  });
});

test("an environment that says nothing leaves them as they are", () => {
  expect(raw({})).toMatchObject({ plain: [undefined], slow: [undefined, undefined] });
});
