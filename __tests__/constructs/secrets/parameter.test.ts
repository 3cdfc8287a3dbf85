import { Parameter, type ParameterProps } from "../../../constructs/secrets";
import { decide } from "../../support/policy-evaluator";
import { resourceOf, synthStack } from "../../support/synth";
import { identityPolicies, KEY, makeKey, makeRole } from "./support";

const ARN = "arn:aws:ssm:ap-northeast-2:111111111111:parameter/groundplan/sandbox/test/level";

const synthParameter = (props: ParameterProps) => synthStack((stack) => new Parameter(stack, "level", props));
const made = (props: ParameterProps) => resourceOf(synthParameter(props), "aws_ssm_parameter");

describe("a parameter", () => {
  it("is a text, or a list of texts, by a path of the environment", () => {
    expect(made({ value: "info", allowedPattern: "^[a-z]+$", description: "What is logged" })).toEqual({
      name: "/groundplan/sandbox/test/level",
      type: "String",
      insecure_value: "info",
      lifecycle: { ignore_changes: ["overwrite"] },
      allowed_pattern: "^[a-z]+$",
      description: "What is logged",
      tier: "Standard",
    });
    expect(made({ value: ["a", "b"], parameterName: "zones", tier: "advanced" })).toEqual({
      name: "zones",
      type: "StringList",
      insecure_value: "a,b",
      lifecycle: { ignore_changes: ["overwrite"] },
      tier: "Advanced",
    });
  });

  it("that is secret is made in the run and kept nowhere", () => {
    expect(made({ generate: { version: 3 } })).toMatchObject({
      type: "SecureString",
      value_wo: expect.stringMatching(/^\$\{ephemeral\.aws_secretsmanager_random_password\.\w+\.random_password\}$/),
      value_wo_version: 3,
    });
    const keyed = synthStack((stack) => new Parameter(stack, "level", { generate: {}, key: makeKey(stack) }));
    expect(resourceOf(keyed, "aws_ssm_parameter").key_id).toMatch(/^\$\{aws_kms_key\.\w+\.arn\}$/);
  });

  it("is kept by Terraform in a protected environment", () => {
    const synthesized = synthStack((stack) => new Parameter(stack, "level", { value: "info" }), {
      environment: { protect: true },
    });
    expect(resourceOf(synthesized, "aws_ssm_parameter").lifecycle).toMatchObject({ prevent_destroy: true });
  });
});

describe("a role", () => {
  it("that reads a parameter may neither write it nor read what lies below it or beside it", () => {
    const identity = identityPolicies(
      synthStack((stack) => new Parameter(stack, "level", { value: "info" }).grantRead(makeRole(stack))),
    );
    expect(decide({ action: "ssm:GetParameter", resource: ARN }, { identity })).toBe("allowed");
    expect(decide({ action: "ssm:PutParameter", resource: ARN }, { identity })).toBe("not allowed");
    expect(decide({ action: "ssm:GetParameter", resource: `${ARN}/more` }, { identity })).toBe("not allowed");
    expect(decide({ action: "ssm:GetParametersByPath", resource: ARN }, { identity })).toBe("not allowed");
  });

  it("reads one that exists, with its key through Parameter Store alone", () => {
    const identity = identityPolicies(
      synthStack((stack) =>
        Parameter.fromExisting(stack, "old", { parameterName: "old", keyArn: KEY }).grantRead(makeRole(stack)),
      ),
    );
    const old = "arn:aws:ssm:ap-northeast-2:111111111111:parameter/old";
    const context = { "kms:ViaService": "ssm.ap-northeast-2.amazonaws.com" };
    expect(decide({ action: "ssm:GetParameters", resource: old }, { identity })).toBe("allowed");
    expect(decide({ action: "kms:Decrypt", resource: KEY, context }, { identity })).toBe("allowed");
    expect(decide({ action: "kms:Decrypt", resource: KEY }, { identity })).toBe("not allowed");
  });
});
