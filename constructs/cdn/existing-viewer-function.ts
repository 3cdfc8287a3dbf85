import type { Construct } from "constructs";
import { BaseConstruct } from "../core/base-construct";
import { readExistingArn } from "../core/checks/existing-arn";
import { checkShape } from "../core/shapes/check-shape";
import { layDefaults } from "../core/shapes/defaults";
import type { IViewerFunction } from "./viewer-function.types";

/** What is known of a function that was not made in this stack. */
export interface ExistingViewerFunctionProps {
  /** ARN of the function, which has to be published: a literal or a reference. */
  readonly functionArn: string;
}

const FORM = {
  pattern: /^arn:aws[a-z-]*:cloudfront::(?<account>\d{12}):function\/[\w-]{1,64}$/,
  what: "a CloudFront function",
  expected: "arn:aws:cloudfront::<account>:function/<name>",
  fix: "copy the ARN of the function from the CloudFront console; a function of Lambda is none",
};

/** A CloudFront function that exists. Nothing is looked up, and its code stays as it is. */
export class ExistingViewerFunction extends BaseConstruct implements IViewerFunction {
  readonly functionArn: string;

  /** @throws GroundplanError `EXISTING_ARN_INVALID`, `EXISTING_ARN_ACCOUNT` */
  constructor(scope: Construct, id: string, props: ExistingViewerFunctionProps) {
    super(scope, id);
    props = layDefaults(this, "ExistingViewerFunction", props);
    const problems = checkShape(this, "ExistingViewerFunction", props);
    readExistingArn(this, props.functionArn, FORM, problems, "functionArn");
    problems.throwIfAny();
    this.functionArn = props.functionArn;
  }
}
