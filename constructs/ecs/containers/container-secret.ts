import { Token } from "cdktf";
import type { Construct } from "constructs";
import type { Problems } from "../../core/errors";
import { distinctTexts } from "../../core/texts/reference-text";
import type { EncryptionKey } from "../../encryption/encryption-key";
import { checkKeyArn } from "../../encryption/key-arn";
import type { IGrantable } from "../../iam/grantable";
import { viaService } from "../../iam/policies/key-grants";
import { secretResource } from "../../iam/secret-resource";

/** Options of {@link ContainerSecret.fromSecretsManager}. */
export interface SecretsManagerOptions {
  /**
   * Key of the secret's JSON whose value is meant.
   *
   * @default - the whole secret
   */
  readonly field?: string;
  /**
   * Stage of the secret, such as `AWSCURRENT`.
   *
   * @default - the current version
   */
  readonly versionStage?: string;
  /**
   * Customer managed key that the secret is encrypted with; an ARN or a key that was made here.
   *
   * @default - AWS's own key, which needs no permission
   */
  readonly key?: EncryptionKey | string;
}

/** Options of {@link ContainerSecret.fromParameter}. */
export interface ParameterOptions {
  /**
   * Customer managed key that the parameter is encrypted with; an ARN or a key that was made here.
   *
   * @default - AWS's own key, which needs no permission
   */
  readonly key?: EncryptionKey | string;
}

/**
 * Secrets Manager appends `-` and six characters to the name in an ARN. Names that a service gives hold `!` behind the service, such as
 * `rds!db-…` (AWS Secrets Manager User Guide, "AWS Secrets Manager secrets managed by other AWS services", as of 2026-11).
 */
const SECRET_ARN = /^arn:aws[a-z-]*:secretsmanager:[a-z0-9-]+:\d{12}:secret:[A-Za-z0-9/_+=.@!-]{1,519}$/;

const PARAMETER_ARN = /^arn:aws[a-z-]*:ssm:[a-z0-9-]+:\d{12}:parameter\/[A-Za-z0-9_./-]{1,1010}$/;

/**
 * A value that ECS reads when a task starts and hands to a container as an environment variable. The execution role may read
 * it; the application's role is given nothing by it. The value appears neither in the definition nor in the state.
 */
export class ContainerSecret {
  /**
   * A secret of Secrets Manager.
   *
   * @param arn ARN of the secret, or a reference. Without the six characters at its end, the policy admits any six.
   */
  static fromSecretsManager(arn: string, options: SecretsManagerOptions = {}): ContainerSecret {
    const { field = "", versionStage = "" } = options;
    // Amazon ECS Developer Guide, "Pass Secrets Manager secrets through Amazon ECS environment variables", as of 2026-11.
    const valueFrom = field === "" && versionStage === "" ? arn : `${arn}:${field}:${versionStage}:`;
    return new ContainerSecret("secrets-manager", arn, valueFrom, options.key);
  }

  /**
   * A parameter of Parameter Store.
   *
   * @param arn ARN of the parameter, or a reference
   */
  static fromParameter(arn: string, options: ParameterOptions = {}): ContainerSecret {
    return new ContainerSecret("parameter-store", arn, arn, options.key);
  }

  private constructor(
    readonly store: "secrets-manager" | "parameter-store",
    /** ARN of the secret or parameter. */
    readonly arn: string,
    /** What the container definition says. */
    readonly valueFrom: string,
    readonly key: EncryptionKey | string | undefined,
  ) {}

  get #keyArn(): string | undefined {
    return this.key === undefined || typeof this.key === "string" ? this.key : this.key.arn;
  }

  /** Adds `SECRET_ARN_INVALID` or `KEY_ARN_INVALID` for literals that are no ARNs of their kind. */
  check(problems: Problems, property: string): void {
    const form = this.store === "secrets-manager" ? SECRET_ARN : PARAMETER_ARN;
    const example =
      this.store === "secrets-manager"
        ? "arn:aws:secretsmanager:ap-northeast-2:111111111111:secret:shop/api-AbCdEf"
        : "arn:aws:ssm:ap-northeast-2:111111111111:parameter/shop/api";
    if (!Token.isUnresolved(this.arn) && !form.test(this.arn)) {
      problems.add(property, {
        code: "SECRET_ARN_INVALID",
        message: `This is not the ARN of a ${this.store === "secrets-manager" ? "secret" : "parameter"}.`,
        // Somebody may have put the secret itself here.
        found: this.arn.startsWith("arn:") ? `"${this.arn}"` : `a text of ${this.arn.length} characters`,
        expected: `an ARN, such as ${example}`,
        fix: "copy the whole ARN from the console; the value itself belongs into the store and never into code",
      });
    }
    const keyArn = this.#keyArn;
    if (keyArn !== undefined) checkKeyArn(keyArn, `${property}.key`, problems);
  }
}

/** Lets a role read secrets: one statement for each store, and one for the keys. */
export function grantSecrets(scope: Construct, secrets: readonly ContainerSecret[], grantable: IGrantable): void {
  const { grantee } = grantable;
  const bySecretsManager = secrets.filter((secret) => secret.store === "secrets-manager");
  const byParameterStore = secrets.filter((secret) => secret.store === "parameter-store");
  if (bySecretsManager.length > 0) {
    grantee.allow({
      sid: "ReadSecrets",
      actions: ["secretsmanager:GetSecretValue"],
      resources: distinctTexts(
        bySecretsManager.map((secret) => secretResource(secret.arn)),
        scope,
      ),
    });
  }
  if (byParameterStore.length > 0) {
    grantee.allow({
      sid: "ReadParameters",
      actions: ["ssm:GetParameters"],
      resources: distinctTexts(
        byParameterStore.map((secret) => secret.arn),
        scope,
      ),
    });
  }
  for (const [service, list] of [
    ["secretsmanager", bySecretsManager],
    ["ssm", byParameterStore],
  ] as const) {
    const keys = list.flatMap(({ key }) => (key === undefined ? [] : [typeof key === "string" ? key : key.arn]));
    if (keys.length === 0) continue;
    grantee.allow({
      sid: service === "ssm" ? "DecryptParameters" : "DecryptSecrets",
      actions: ["kms:Decrypt"],
      resources: distinctTexts(keys, scope),
      conditions: viaService(scope, service),
    });
  }
}
