import { KmsAlias } from "@cdktf/provider-aws/lib/kms-alias";
import { KmsKey } from "@cdktf/provider-aws/lib/kms-key";
import { Lazy } from "cdktf";
import type { Construct } from "constructs";
import { BaseConstruct } from "../core/base-construct";
import { EnvironmentStack } from "../core/environments/environment-stack";
import { checkExactName } from "../core/names/exact-name";
import { namedBy } from "../core/names/physical-names/name-source";
import { checkShape } from "../core/shapes/check-shape";
import { layDefaults } from "../core/shapes/defaults";
import { type Tagged, tag } from "../core/tags/tags";
import { type PolicyStatement, policyDocument } from "../iam/policies/policy-document";

/** Properties of {@link EncryptionKey}. */
export interface EncryptionKeyProps extends Tagged {
  /** Last part of the alias: `flow-log` gives `alias/<project>-<environment>-flow-log`. */
  readonly name: string;
  /**
   * The whole alias, of a key that is taken over: `alias/…`.
   *
   * @default - made of {@link name}
   */
  readonly aliasName?: string;
  /** What the key encrypts. */
  readonly description: string;
  /**
   * Names of log groups that CloudWatch Logs may encrypt with the key.
   *
   * @default - none
   */
  readonly logGroupNames?: readonly string[];
  /**
   * Further statements of the key policy.
   *
   * @default - the account's IAM policies decide, and CloudWatch Logs for the named log groups
   */
  readonly statements?: readonly PolicyStatement[];
}

/**
 * A symmetric KMS key with yearly rotation and an alias. Its policy lets the account's IAM policies decide (AWS KMS Developer
 * Guide, "Default key policy", as of 2026-11), so that the key can never become unmanageable. It is billed by the month.
 */
export class EncryptionKey extends BaseConstruct {
  readonly key: KmsKey;
  readonly alias: KmsAlias;
  /** What was admitted after the key was declared, by sid. */
  readonly #admitted = new Map<string, PolicyStatement>();

  /** @throws GroundplanError `EXACT_NAME_INVALID` */
  constructor(scope: Construct, id: string, props: EncryptionKeyProps) {
    super(scope, id);
    props = layDefaults(this, "EncryptionKey", props);
    const problems = checkShape(this, "EncryptionKey", props);
    tag(this, props);
    namedBy(this, props.aliasName === undefined ? "name" : "aliasName");
    checkExactName("kmsAlias", props.aliasName, problems, "aliasName");
    problems.throwIfAny();
    const stack = EnvironmentStack.of(this);
    this.key = new KmsKey(this, "key", {
      description: props.description,
      enableKeyRotation: true,
      deletionWindowInDays: stack.environment.protect ? 30 : 7,
      policy: Lazy.stringValue({ produce: () => policyDocument(this.#statements(stack, props)) }),
      lifecycle: stack.environment.protect ? { preventDestroy: true } : undefined,
      tags: { Name: stack.physicalName("tag", props.name) },
    });
    this.alias = new KmsAlias(this, "alias", {
      name: props.aliasName ?? stack.physicalName("kmsAlias", props.name),
      targetKeyId: this.key.keyId,
    });
  }

  /** ARN of the key. */
  get arn(): string {
    return this.key.arn;
  }

  /** Adds a statement to the key policy, for a principal that the account's IAM policies do not reach: an AWS service. */
  admit(statement: PolicyStatement): void {
    this.#admitted.set(statement.sid, statement);
  }

  #statements(stack: EnvironmentStack, props: EncryptionKeyProps): PolicyStatement[] {
    return [
      accountStatement(stack),
      ...logStatements(stack, props.logGroupNames ?? []),
      ...(props.statements ?? []),
      ...[...this.#admitted.values()].sort((a, b) => (a.sid < b.sid ? -1 : 1)),
    ];
  }
}

function accountStatement(stack: EnvironmentStack): PolicyStatement {
  return {
    sid: "AccountDecidesByIam",
    principals: { AWS: [`arn:${stack.partition}:iam::${stack.environment.account}:root`] },
    actions: ["kms:*"],
    resources: ["*"],
  };
}

/** Amazon CloudWatch Logs User Guide, "Encrypt log data in CloudWatch Logs using AWS KMS", as of 2026-11. */
function logStatements(stack: EnvironmentStack, names: readonly string[]): PolicyStatement[] {
  if (names.length === 0) return [];
  return [
    {
      sid: "CloudWatchLogs",
      principals: { Service: [`logs.${stack.environment.region}.amazonaws.com`] },
      actions: ["kms:Decrypt", "kms:Describe*", "kms:Encrypt", "kms:GenerateDataKey*", "kms:ReEncrypt*"],
      resources: ["*"],
      conditions: {
        ArnEquals: {
          "kms:EncryptionContext:aws:logs:arn": names.map((name) => stack.arn("logs", `log-group:${name}`)),
        },
      },
    },
  ];
}
