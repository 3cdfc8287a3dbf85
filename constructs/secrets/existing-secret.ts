import type { Construct } from "constructs";
import { holdsReference } from "../core/checks/known-at-synth";
import { checkShape } from "../core/shapes/check-shape";
import { layDefaults } from "../core/shapes/defaults";
import { checkKeyArn } from "../encryption/key-arn";
import { SecretBase } from "./secret-base";
import type { ExistingSecretProps } from "./secret-props";

const SECRET_ARN = /^arn:aws[a-z-]*:secretsmanager:[a-z0-9-]+:\d{12}:secret:[A-Za-z0-9/_+=.@!-]{1,519}$/;

/** A secret that exists already. Made by `Secret.fromExisting`. Its value and policy stay as they are. */
export class ExistingSecret extends SecretBase {
  readonly secretArn: string;
  readonly keyArn?: string;
  readonly fields: readonly string[];

  /** @throws GroundplanError `SECRET_ARN_INVALID`, `KEY_ARN_INVALID` */
  constructor(scope: Construct, id: string, props: ExistingSecretProps) {
    super(scope, id);
    props = layDefaults(this, "ExistingSecret", props);
    const problems = checkShape(this, "ExistingSecret", props);
    if (props.keyArn !== undefined) checkKeyArn(props.keyArn, "keyArn", problems);
    if (!holdsReference(props.secretArn) && !SECRET_ARN.test(props.secretArn)) {
      problems.add("secretArn", {
        code: "SECRET_ARN_INVALID",
        message: "This is not the ARN of a secret.",
        found: `"${props.secretArn}"`,
        expected:
          "the ARN of a secret, such as arn:aws:secretsmanager:ap-northeast-2:111111111111:secret:orders-AbCdEf",
        fix: "give the ARN of the secret, not its name and not its value",
      });
    }
    problems.throwIfAny();
    this.secretArn = props.secretArn;
    this.fields = props.fields ?? [];
    if (props.keyArn !== undefined) this.keyArn = props.keyArn;
  }
}
