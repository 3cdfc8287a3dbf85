import { TerraformOutput } from "cdktf";
import type { Environment } from "../../../constructs/core/environments/environment";
import { EncryptionKey, type EncryptionKeyProps } from "../../../constructs/encryption/encryption-key";
import { resourceOf, synthStack } from "../../support/synth";

function synthKey(props: Partial<EncryptionKeyProps> = {}, environment: Partial<Environment> = {}) {
  const synthesized = synthStack(
    (stack) => {
      const made = new EncryptionKey(stack, "key", {
        name: "flow-log",
        description: "Encrypts the flow log",
        ...props,
      });
      new TerraformOutput(stack, "arn", { value: made.arn, staticId: true });
    },
    { environment, name: "network" },
  );
  const key = resourceOf(synthesized, "aws_kms_key");
  return {
    synthesized,
    key,
    alias: resourceOf(synthesized, "aws_kms_alias"),
    statements: JSON.parse(String(key.policy)).Statement,
  };
}

describe("an encryption key", () => {
  it("rotates every year and goes away with its stack after the shortest waiting time", () => {
    const { key } = synthKey();
    expect(key).toEqual({
      description: "Encrypts the flow log",
      enable_key_rotation: true,
      deletion_window_in_days: 7,
      policy: expect.any(String),
      tags: { Name: "groundplan-sandbox-flow-log" },
    });
  });

  it("is kept by Terraform and by the longest waiting time in a protected environment", () => {
    const { key } = synthKey({}, { protect: true });
    expect(key.lifecycle).toEqual({ prevent_destroy: true });
    expect(key.deletion_window_in_days).toBe(30);
  });

  it("has an alias by which people find it", () => {
    const { alias, synthesized } = synthKey();
    const [id] = Object.keys(synthesized.resources.aws_kms_key ?? {});
    expect(alias).toEqual({ name: "alias/groundplan-sandbox-flow-log", target_key_id: `\${aws_kms_key.${id}.key_id}` });
  });

  it("is referred to by its ARN", () => {
    const { synthesized } = synthKey();
    const [id] = Object.keys(synthesized.resources.aws_kms_key ?? {});
    expect(synthesized.outputs.arn?.value).toBe(`\${aws_kms_key.${id}.arn}`);
  });
});

describe("the policy of an encryption key", () => {
  it("lets the account's IAM policies decide, and nobody else in", () => {
    expect(synthKey().statements).toEqual([
      {
        Sid: "AccountDecidesByIam",
        Effect: "Allow",
        Principal: { AWS: "arn:aws:iam::111111111111:root" },
        Action: "kms:*",
        Resource: "*",
      },
    ]);
  });

  it("lets CloudWatch Logs of the region in for the named log groups only", () => {
    expect(synthKey({ logGroupNames: ["/groundplan/sandbox/network/flow-log", "/acme"] }).statements[1]).toEqual({
      Sid: "CloudWatchLogs",
      Effect: "Allow",
      Principal: { Service: "logs.ap-northeast-2.amazonaws.com" },
      Action: ["kms:Decrypt", "kms:Describe*", "kms:Encrypt", "kms:GenerateDataKey*", "kms:ReEncrypt*"],
      Resource: "*",
      Condition: {
        ArnEquals: {
          "kms:EncryptionContext:aws:logs:arn": [
            "arn:aws:logs:ap-northeast-2:111111111111:log-group:/acme",
            "arn:aws:logs:ap-northeast-2:111111111111:log-group:/groundplan/sandbox/network/flow-log",
          ],
        },
      },
    });
  });

  it("does not depend on the order of the log groups", () => {
    const names = ["/c", "/a", "/b"];
    expect(synthKey({ logGroupNames: [...names].reverse() }).key).toEqual(synthKey({ logGroupNames: names }).key);
  });

  it("names the account and the log groups in the region's own partition", () => {
    const { statements } = synthKey({ logGroupNames: ["/acme"] }, { region: "us-gov-west-1" });
    expect(statements[0].Principal).toEqual({ AWS: "arn:aws-us-gov:iam::111111111111:root" });
    expect(statements[1].Condition.ArnEquals).toEqual({
      "kms:EncryptionContext:aws:logs:arn": "arn:aws-us-gov:logs:us-gov-west-1:111111111111:log-group:/acme",
    });
  });

  it("takes further statements behind its own", () => {
    const statement = {
      sid: "Sessions",
      principals: { Service: ["ssm.amazonaws.com"] },
      actions: ["kms:Decrypt"],
      resources: ["*"],
    };
    const { statements } = synthKey({ logGroupNames: ["/acme"], statements: [statement] });
    expect(statements.map(({ Sid }: { Sid: string }) => Sid)).toEqual([
      "AccountDecidesByIam",
      "CloudWatchLogs",
      "Sessions",
    ]);
  });
});
