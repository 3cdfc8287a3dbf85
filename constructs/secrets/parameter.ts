import { SsmParameter, type SsmParameterConfig } from "@cdktf/provider-aws/lib/ssm-parameter";
import type { Construct } from "constructs";
import { EnvironmentStack } from "../core/environments/environment-stack";
import { checkExactName } from "../core/names/exact-name";
import { namedBy } from "../core/names/physical-names/name-source";
import { checkShape } from "../core/shapes/check-shape";
import { layDefaults } from "../core/shapes/defaults";
import { tag } from "../core/tags/tags";
import type { EncryptionKey } from "../encryption/encryption-key";
import { ExistingParameter } from "./existing-parameter";
import { FIRST_VERSION, generatedText } from "./generated-value";
import type { IParameter } from "./parameter.types";
import { ParameterBase } from "./parameter-base";
import { checkParameter } from "./parameter-checks";
import type { ExistingParameterProps, ParameterProps } from "./parameter-props";

/** The provider's words (AWS Systems Manager API Reference, `PutParameter`, as of 2026-11). */
const TIERS = { standard: "Standard", advanced: "Advanced", "intelligent-tiering": "Intelligent-Tiering" } as const;

/**
 * A parameter of Parameter Store: a text, a list of texts, or a secret that is made by chance when it is applied, and stands in no plan and no
 * state. In a protected environment Terraform refuses to delete it. With a secret its stack needs Terraform 1.11.
 *
 * ```ts
 * const level = new Parameter(this, "log-level", { value: "info", allowedPattern: "^(debug|info|warn)$" });
 * level.grantRead(api);
 * ```
 */
export class Parameter extends ParameterBase {
  readonly parameter: SsmParameter;
  readonly parameterName: string;
  /** The key that was made here; nothing for one by its ARN. */
  readonly key?: EncryptionKey;
  readonly keyArn?: string;

  /**
   * @throws GroundplanError `EXACT_NAME_INVALID`, `KEY_ARN_INVALID`, `PARAMETER_VALUE_EMPTY`, `PARAMETER_VALUE_LONG`,
   * `PARAMETER_LIST_COMMA`, `PARAMETER_PATTERN`
   */
  constructor(scope: Construct, id: string, props: ParameterProps) {
    super(scope, id);
    props = layDefaults(this, "Parameter", props);
    const problems = checkShape(this, "Parameter", props);
    tag(this, props);
    namedBy(this, props.parameterName === undefined ? "id" : "parameterName");
    checkExactName("ssmParameter", props.parameterName, problems, "parameterName");
    checkParameter(props, problems);
    problems.throwIfAny();
    const stack = EnvironmentStack.of(this);
    this.parameterName = props.parameterName ?? stack.physicalName("ssmParameter", stack.stackName, id);
    if ("generate" in props) {
      if (typeof props.key === "object") this.key = props.key;
      const keyArn = typeof props.key === "object" ? props.key.arn : props.key;
      if (keyArn !== undefined) this.keyArn = keyArn;
    }
    this.parameter = new SsmParameter(this, "parameter", {
      name: this.parameterName,
      description: props.description,
      tier: TIERS[props.tier ?? "standard"],
      ...this.#value(props),
      lifecycle: {
        // Says how it was taken over (`takeOver`), and nothing of how it is.
        ignoreChanges: ["overwrite"],
        ...(stack.environment.protect ? { preventDestroy: true } : {}),
      },
    });
  }

  /** A parameter that was made elsewhere. Nothing is looked up, and its value stays as it is. */
  static fromExisting(scope: Construct, id: string, props: ExistingParameterProps): IParameter {
    return new ExistingParameter(scope, id, props);
  }

  #value(props: ParameterProps): Omit<SsmParameterConfig, "name"> {
    if ("generate" in props) {
      const { version = FIRST_VERSION, ...options } = props.generate;
      return {
        type: "SecureString",
        keyId: this.keyArn,
        valueWo: generatedText(this, "generated", options),
        valueWoVersion: version,
      };
    }
    const { value, allowedPattern } = props;
    // What is no secret may be read in plans.
    if (typeof value === "string") return { type: "String", insecureValue: value, allowedPattern };
    return { type: "StringList", insecureValue: value.join(","), allowedPattern };
  }
}
