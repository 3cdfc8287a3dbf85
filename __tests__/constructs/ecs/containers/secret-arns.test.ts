import { ContainerSecret } from "../../../../constructs/ecs";
import { resourcesOf } from "../../../support/synth";
import { appOf, synthTask } from "../support";

const ARN = "arn:aws:secretsmanager:ap-northeast-2:111111111111:secret:";

function readable(arn: string): unknown {
  const synthesized = synthTask(appOf({ secrets: { PASSWORD: ContainerSecret.fromSecretsManager(arn) } }));
  const policies = resourcesOf(synthesized, "aws_iam_role_policy").map(({ policy }) => JSON.parse(String(policy)));
  const statements = policies.flatMap(({ Statement }) => Statement as { Sid: string; Resource: unknown }[]);
  return statements.find(({ Sid }) => Sid === "ReadSecrets")?.Resource;
}

// AWS Secrets Manager User Guide, "What's in a Secrets Manager secret" and "Identity-based policies" (read 2026-11).
describe("the policy of a task names a secret", () => {
  test.each([
    ["by its whole ARN", `${ARN}shop/api-AbCdEf`, `${ARN}shop/api-AbCdEf`],
    ["with any suffix where the ARN has none", `${ARN}shop/api`, `${ARN}shop/api-??????`],
    ["that another service manages", `${ARN}rds!db-0a1b2c3d-AbCdEf`, `${ARN}rds!db-0a1b2c3d-AbCdEf`],
  ])("%s", (_, arn, resource) => expect(readable(arn)).toEqual(resource));
});
