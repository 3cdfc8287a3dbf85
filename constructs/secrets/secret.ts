import { LambdaPermission } from "@cdktf/provider-aws/lib/lambda-permission";
import { SecretsmanagerSecret } from "@cdktf/provider-aws/lib/secretsmanager-secret";
import { SecretsmanagerSecretPolicy } from "@cdktf/provider-aws/lib/secretsmanager-secret-policy";
import { SecretsmanagerSecretRotation } from "@cdktf/provider-aws/lib/secretsmanager-secret-rotation";
import { SecretsmanagerSecretVersion } from "@cdktf/provider-aws/lib/secretsmanager-secret-version";
import { Lazy } from "cdktf";
import type { Construct } from "constructs";
import { EnvironmentStack } from "../core/environments/environment-stack";
import { checkExactName } from "../core/names/exact-name";
import { hashOf } from "../core/names/naming";
import { namedBy } from "../core/names/physical-names/name-source";
import { checkShape } from "../core/shapes/check-shape";
import { layDefaults } from "../core/shapes/defaults";
import { tag } from "../core/tags/tags";
import { addCheck } from "../core/validation";
import type { EncryptionKey } from "../encryption/encryption-key";
import type { PolicyStatement } from "../iam/policies/policy-document";
import { ResourceStatements } from "../iam/policies/resource-statements";
import { ExistingSecret } from "./existing-secret";
import { FIRST_VERSION, generatedText, jsonWith } from "./generated-value";
import type { SecretValueOptions } from "./generated-value.types";
import type { ISecret } from "./secret.types";
import { SecretBase } from "./secret-base";
import { checkSecret } from "./secret-checks";
import type { ExistingSecretProps, RotationOptions, SecretProps } from "./secret-props";

/**
 * The label of the value that was made here. A version with a label is never deleted by Secrets Manager, however often the value changes
 * later, so that nothing is there to be made anew (AWS Secrets Manager User Guide, "What's in a Secrets Manager secret?", as of 2026-11).
 */
const GENERATED = "GENERATED";

/**
 * A secret of Secrets Manager: encrypted, and open to those roles of the account that are granted it. Its value is made by chance when it is
 * applied, and stands in no plan and no state. In a protected environment Terraform refuses to delete it. Its stack needs Terraform 1.11.
 *
 * ```ts
 * const token = new Secret(this, "token");
 * token.grantRead(api);
 * ```
 *
 * At synth: `RESOURCE_POLICY_SID_TWICE`, `RESOURCE_POLICY_PUBLIC`.
 */
export class Secret extends SecretBase {
  readonly secret: SecretsmanagerSecret;
  readonly policy: SecretsmanagerSecretPolicy;
  /** The first value; nothing where it is put in later. */
  readonly value?: SecretsmanagerSecretVersion;
  readonly rotation?: SecretsmanagerSecretRotation;
  /** Lets Secrets Manager call the function that rotates it. */
  readonly rotator?: LambdaPermission;
  /** The key that was made here; nothing for one by its ARN. */
  readonly key?: EncryptionKey;
  readonly keyArn?: string;
  readonly fields: readonly string[];
  readonly #statements: ResourceStatements;

  /**
   * @throws GroundplanError `EXACT_NAME_INVALID`, `KEY_ARN_INVALID`, `SECRET_RECOVERY_DAYS`, `SECRET_FIELD_TWICE`,
   * `SECRET_ROTATION_FUNCTION`
   */
  constructor(scope: Construct, id: string, props: SecretProps = {}) {
    super(scope, id);
    props = layDefaults(this, "Secret", props);
    const problems = checkShape(this, "Secret", props);
    tag(this, props);
    namedBy(this, props.secretName === undefined ? "id" : "secretName");
    checkExactName("secret", props.secretName, problems, "secretName");
    checkSecret(props, problems);
    problems.throwIfAny();
    if (typeof props.key === "object") this.key = props.key;
    const keyArn = typeof props.key === "object" ? props.key.arn : props.key;
    if (keyArn !== undefined) this.keyArn = keyArn;
    this.fields = fieldsOf(props);
    this.secret = this.#createSecret(props);
    this.#statements = new ResourceStatements(this, {
      what: "secret",
      instead: "",
      actions: ["secretsmanager:*"],
      // In the policy of a secret it is the secret alone.
      resources: ["*"],
    });
    this.policy = new SecretsmanagerSecretPolicy(this, "policy", {
      secretArn: this.secret.arn,
      policy: Lazy.stringValue({ produce: () => this.#statements.document() }),
      blockPublicPolicy: true,
    });
    if (props.generate !== false) this.value = this.#createValue(props.generate ?? {});
    if (props.rotation) {
      this.rotator = this.#createRotator(props.rotation);
      this.rotation = this.#rotate(props.rotation, this.rotator);
    }
    addCheck(this, () => this.#statements.problems(this.node.path));
  }

  /** A secret that was made elsewhere. Nothing is looked up, and its value and policy stay as they are. */
  static fromExisting(scope: Construct, id: string, props: ExistingSecretProps): ISecret {
    return new ExistingSecret(scope, id, props);
  }

  override get secretArn(): string {
    return this.secret.arn;
  }

  /**
   * Adds a statement to the secret's policy, for principals that grants do not reach: another account, which needs a key of the secret's own
   * too. The same statement twice is one.
   */
  admit(statement: PolicyStatement): void {
    this.#statements.add(statement);
  }

  #createSecret({ secretName, description, recoveryDays }: SecretProps): SecretsmanagerSecret {
    const stack = EnvironmentStack.of(this);
    const { protect } = stack.environment;
    return new SecretsmanagerSecret(this, "secret", {
      ...(secretName === undefined
        ? // A name is taken as long as its secret can be restored: one that is made anew has another end.
          { namePrefix: `${stack.physicalName("secret", stack.stackName, this.node.id)}-` }
        : { name: secretName }),
      description,
      recoveryWindowInDays: recoveryDays ?? (protect ? 30 : 7),
      kmsKeyId: this.keyArn,
      lifecycle: protect ? { preventDestroy: true } : undefined,
    });
  }

  #createValue({ json, version = FIRST_VERSION, ...options }: SecretValueOptions): SecretsmanagerSecretVersion {
    const text = generatedText(this, "generated", options);
    return new SecretsmanagerSecretVersion(this, "value", {
      secretId: this.secret.id,
      secretStringWo: json ? jsonWith(json, text) : text,
      secretStringWoVersion: version,
      versionStages: ["AWSCURRENT", GENERATED],
      // What is current later, rotation or somebody has put in.
      lifecycle: { ignoreChanges: ["version_stages"] },
    });
  }

  #createRotator({ functionArn }: RotationOptions): LambdaPermission {
    return new LambdaPermission(this, "rotator", {
      statementId: `Rotates${hashOf(this.node.path)}`,
      functionName: functionArn,
      action: "lambda:InvokeFunction",
      principal: "secretsmanager.amazonaws.com",
      sourceArn: this.secret.arn,
      sourceAccount: EnvironmentStack.of(this).environment.account,
    });
  }

  #rotate(
    { functionArn, everyDays = 30, windowHours, atOnce = true }: RotationOptions,
    rotator: LambdaPermission,
  ): SecretsmanagerSecretRotation {
    return new SecretsmanagerSecretRotation(this, "rotation", {
      secretId: this.secret.id,
      rotationLambdaArn: functionArn,
      rotateImmediately: atOnce,
      rotationRules: {
        automaticallyAfterDays: everyDays,
        ...(windowHours === undefined ? {} : { duration: `${windowHours}h` }),
      },
      dependsOn: [rotator, ...(this.value ? [this.value] : [])],
    });
  }
}

/** The fields of a value that is made as JSON. */
export function fieldsOf({ generate }: Pick<SecretProps, "generate">): readonly string[] {
  if (!generate || generate.json === undefined) return [];
  return [...Object.keys(generate.json.fields ?? {}), generate.json.generated];
}
