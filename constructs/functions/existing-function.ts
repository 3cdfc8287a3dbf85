import type { Construct } from "constructs";
import { readExistingArn } from "../core/checks/existing-arn";
import { holdsReference } from "../core/checks/known-at-synth";
import type { Problems } from "../core/errors";
import { checkShape } from "../core/shapes/check-shape";
import { layDefaults } from "../core/shapes/defaults";
import { FunctionBase } from "./function-base";
import type { ExistingFunctionProps } from "./function-props";

const FORM = {
  pattern: /^arn:aws[a-z-]*:lambda:(?<region>[a-z0-9-]+):\d{12}:function:(?<name>[A-Za-z0-9_-]{1,64})$/,
  what: "a function without a version or an alias",
  expected: "an ARN such as arn:aws:lambda:ap-northeast-2:111111111111:function:resize",
  fix: "copy the ARN of the function from the Lambda console, and name the alias by aliasName",
};

/** A function that exists already. Made by `LambdaFunction.fromExisting`. */
export class ExistingFunction extends FunctionBase {
  readonly functionName: string;
  readonly functionArn: string;
  readonly aliasName?: string;

  /** @throws GroundplanError `EXISTING_ARN_INVALID`, `EXISTING_ARN_REGION`, `FUNCTION_UNKNOWN` */
  constructor(scope: Construct, id: string, props: ExistingFunctionProps) {
    super(scope, id);
    props = layDefaults(this, "ExistingFunction", props);
    const problems = checkShape(this, "ExistingFunction", props);
    const { name = "" } = readExistingArn(this, props.functionArn, FORM, problems, "functionArn") ?? {};
    if (holdsReference(props.functionArn)) checkName(props, problems);
    problems.throwIfAny();
    this.functionArn = props.functionArn;
    this.functionName = props.functionName ?? name;
    if (props.aliasName !== undefined) this.aliasName = props.aliasName;
  }

  override get admitting() {
    const { functionArn, aliasName } = this;
    return { functionName: functionArn, ...(aliasName === undefined ? {} : { qualifier: aliasName }) };
  }
}

function checkName({ functionName }: ExistingFunctionProps, problems: Problems): void {
  if (functionName !== undefined) return;
  problems.add("functionName", {
    code: "FUNCTION_UNKNOWN",
    message: "The ARN is known after the apply only, so that the name cannot be read out of it.",
    found: "nothing",
    expected: "functionName, a literal or a reference",
    fix: "give functionName beside the ARN",
  });
}
