import { Testing } from "cdktf";
import type { EnvironmentStack } from "../../../constructs/core/environments/environment-stack";
import { Secret, type SecretProps } from "../../../constructs/secrets";
import { decide } from "../../support/policy-evaluator";
import { resourceOf, resourcesOf, synthStack } from "../../support/synth";
import { identityPolicies, KEY, makeRole } from "./support";

const ROTATOR = "arn:aws:lambda:ap-northeast-2:111111111111:function:rotate";

function synthSecret(props: SecretProps = {}, use: (secret: Secret, stack: EnvironmentStack) => void = () => {}) {
  return synthStack((stack) => use(new Secret(stack, "signing", props), stack));
}

/** The blocks `ephemeral` of a stack with a secret, and the value that is written. */
function written(props: SecretProps): { generated: readonly object[]; text: string } {
  let generated: readonly object[] = [];
  const synthesized = synthSecret(props, (_, stack) => {
    const { ephemeral } = JSON.parse(Testing.synth(stack)) as { ephemeral: Record<string, Record<string, object>> };
    generated = Object.values(ephemeral.aws_secretsmanager_random_password ?? {});
  });
  return { generated, text: String(resourceOf(synthesized, "aws_secretsmanager_secret_version").secret_string_wo) };
}

describe("a secret", () => {
  it("is named after the environment, and its value is made in the run and kept nowhere", () => {
    const synthesized = synthSecret({ description: "Signs tokens" });
    expect(resourceOf(synthesized, "aws_secretsmanager_secret")).toEqual({
      name_prefix: "groundplan/sandbox/test/signing-",
      description: "Signs tokens",
      recovery_window_in_days: 7,
    });
    expect(resourceOf(synthesized, "aws_secretsmanager_secret_version")).toMatchObject({
      secret_string_wo: expect.stringMatching(
        /^\$\{ephemeral\.aws_secretsmanager_random_password\.signing_generated_\w+\.random_password\}$/,
      ),
      secret_string_wo_version: 1,
      version_stages: ["AWSCURRENT", "GENERATED"],
      lifecycle: { ignore_changes: ["version_stages"] },
    });
    expect(written({}).generated).toEqual([
      expect.objectContaining({ password_length: 40, exclude_punctuation: true }),
    ]);
  });

  it("has the characters that are asked for, and another value with another version", () => {
    const { generated } = written({ generate: { length: 64, punctuation: true, without: "\"'", version: 2 } });
    expect(generated).toEqual([
      expect.objectContaining({ password_length: 64, exclude_punctuation: false, exclude_characters: "\"'" }),
    ]);
    const synthesized = synthSecret({ generate: { version: 2 } });
    expect(resourceOf(synthesized, "aws_secretsmanager_secret_version").secret_string_wo_version).toBe(2);
  });

  it("is JSON with one field that is made, whose other texts are no code", () => {
    const json = { generated: "password", fields: { username: "orders", note: '${1 + 1} %{ if true } "x"' } };
    expect(written({ generate: { json } }).text).toMatch(
      /^\{"note":"\$\$\{1 \+ 1\} %%\{ if true \} \\"x\\"","password":\$\{jsonencode\(ephemeral\.[\w.]+\)\},"username":"orders"\}$/,
    );
  });

  it("has no value where somebody puts it in later", () => {
    expect(resourcesOf(synthSecret({ generate: false }), "aws_secretsmanager_secret_version")).toEqual([]);
  });

  it("can be restored for a month in a protected environment, where Terraform keeps it", () => {
    const synthesized = synthStack((stack) => new Secret(stack, "signing"), { environment: { protect: true } });
    expect(resourceOf(synthesized, "aws_secretsmanager_secret")).toMatchObject({
      recovery_window_in_days: 30,
      lifecycle: { prevent_destroy: true },
    });
  });

  it("is rotated by a function that may be called for this secret alone", () => {
    const synthesized = synthSecret({ rotation: { functionArn: ROTATOR, everyDays: 7, windowHours: 3 } });
    expect(resourceOf(synthesized, "aws_secretsmanager_secret_rotation")).toMatchObject({
      rotation_lambda_arn: ROTATOR,
      rotate_immediately: true,
      rotation_rules: { automatically_after_days: 7, duration: "3h" },
      depends_on: [
        expect.stringMatching(/^aws_lambda_permission\./),
        expect.stringMatching(/^aws_secretsmanager_secret_version\./),
      ],
    });
    expect(resourceOf(synthesized, "aws_lambda_permission")).toMatchObject({
      action: "lambda:InvokeFunction",
      principal: "secretsmanager.amazonaws.com",
      source_arn: expect.stringMatching(/^\$\{aws_secretsmanager_secret\.[\w]+\.arn\}$/),
      source_account: "111111111111",
    });
  });

  it("is reached by TLS alone, and by another account that is admitted", () => {
    const synthesized = synthSecret({}, (secret) => {
      secret.admit({
        sid: "Partner",
        principals: { AWS: ["222222222222"] },
        actions: ["secretsmanager:GetSecretValue"],
        resources: ["*"],
      });
    });
    const { policy, block_public_policy } = resourceOf(synthesized, "aws_secretsmanager_secret_policy");
    expect(block_public_policy).toBe(true);
    expect(JSON.parse(String(policy)).Statement).toEqual([
      {
        Sid: "RefuseWithoutTls",
        Effect: "Deny",
        Principal: "*",
        Action: "secretsmanager:*",
        Resource: "*",
        Condition: { Bool: { "aws:SecureTransport": "false" } },
      },
      {
        Sid: "Partner",
        Effect: "Allow",
        Principal: { AWS: "222222222222" },
        Action: "secretsmanager:GetSecretValue",
        Resource: "*",
      },
    ]);
  });
});

describe("a role", () => {
  const VIA = { "kms:ViaService": "secretsmanager.ap-northeast-2.amazonaws.com" };
  const given = (grant: "grantRead" | "grantWrite", secretArn: string) =>
    identityPolicies(
      synthStack((stack) => Secret.fromExisting(stack, "signing", { secretArn, keyArn: KEY })[grant](makeRole(stack))),
    );
  const ARN = "arn:aws:secretsmanager:ap-northeast-2:111111111111:secret:signing-AbCdEf";

  it("that reads a secret may neither write it nor read another one", () => {
    const identity = given("grantRead", ARN);
    expect(decide({ action: "secretsmanager:GetSecretValue", resource: ARN }, { identity })).toBe("allowed");
    expect(decide({ action: "secretsmanager:PutSecretValue", resource: ARN }, { identity })).toBe("not allowed");
    const other = ARN.replace("signing", "signing-2");
    expect(decide({ action: "secretsmanager:GetSecretValue", resource: other }, { identity })).toBe("not allowed");
    expect(decide({ action: "kms:Decrypt", resource: KEY, context: VIA }, { identity })).toBe("allowed");
    expect(decide({ action: "kms:Decrypt", resource: KEY }, { identity })).toBe("not allowed");
  });

  it("that writes a secret may not read it", () => {
    const identity = given("grantWrite", ARN);
    expect(decide({ action: "secretsmanager:PutSecretValue", resource: ARN }, { identity })).toBe("allowed");
    expect(decide({ action: "secretsmanager:GetSecretValue", resource: ARN }, { identity })).toBe("not allowed");
    expect(decide({ action: "secretsmanager:DeleteSecret", resource: ARN }, { identity })).toBe("not allowed");
    expect(decide({ action: "kms:GenerateDataKey", resource: KEY, context: VIA }, { identity })).toBe("allowed");
  });

  it("reads a secret whose last six characters nobody knows yet", () => {
    const identity = given("grantRead", ARN.replace("-AbCdEf", ""));
    expect(decide({ action: "secretsmanager:GetSecretValue", resource: ARN }, { identity })).toBe("allowed");
  });

  it("reads the one that is made here", () => {
    const synthesized = synthSecret({}, (secret, stack) => secret.grantRead(makeRole(stack)));
    expect(identityPolicies(synthesized).join()).toMatch(/"Resource":"\$\{aws_secretsmanager_secret\.\w+\.arn\}"/);
  });
});

test("a stack with a value that is kept nowhere needs Terraform 1.11, and no other does", () => {
  const versions = (build: (stack: EnvironmentStack) => void) => {
    let found = "";
    synthStack((stack) => {
      build(stack);
      found = stack.terraformVersions;
    });
    return found;
  };
  expect(versions((stack) => new Secret(stack, "signing"))).toBe(">= 1.11.0");
  expect(versions((stack) => new Secret(stack, "signing", { generate: false }))).toBe(">= 1.10.0");
});
