import type { Construct } from "constructs";
import { holdsReference } from "../core/checks/known-at-synth";
import { checkExactName } from "../core/names/exact-name";
import { checkShape } from "../core/shapes/check-shape";
import { layDefaults } from "../core/shapes/defaults";
import { checkKeyArn } from "../encryption/key-arn";
import { ParameterBase } from "./parameter-base";
import type { ExistingParameterProps } from "./parameter-props";

/** A parameter that exists already. Made by `Parameter.fromExisting`. Its value stays as it is. */
export class ExistingParameter extends ParameterBase {
  readonly parameterName: string;
  readonly keyArn?: string;

  /** @throws GroundplanError `EXACT_NAME_INVALID`, `KEY_ARN_INVALID` */
  constructor(scope: Construct, id: string, props: ExistingParameterProps) {
    super(scope, id);
    props = layDefaults(this, "ExistingParameter", props);
    const problems = checkShape(this, "ExistingParameter", props);
    if (!holdsReference(props.parameterName)) {
      checkExactName("ssmParameter", props.parameterName, problems, "parameterName");
    }
    if (props.keyArn !== undefined) checkKeyArn(props.keyArn, "keyArn", problems);
    problems.throwIfAny();
    this.parameterName = props.parameterName;
    if (props.keyArn !== undefined) this.keyArn = props.keyArn;
  }
}
