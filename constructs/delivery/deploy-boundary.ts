import { IamPolicy } from "@cdktf/provider-aws/lib/iam-policy";
import type { Construct } from "constructs";
import { BaseConstruct } from "../core/base-construct";
import type { Environment } from "../core/environments/environment";
import { EnvironmentStack } from "../core/environments/environment-stack";
import { namedBy } from "../core/names/physical-names/name-source";
import { checkCall } from "../core/shapes/check-call";
import { policyDocument } from "../iam/policies/policy-document";
import { boundaryStatements } from "./boundary-statements";
import { boundaryName, iamArn } from "./delivery-names";
import { pipelineBackend } from "./pipeline-backend";

/** ARN of the boundary of an environment that has a delivery stack. It is known before the boundary exists. */
export function deployBoundaryArn(environment: Environment): string {
  checkCall("deployBoundaryArn", { environment });
  return iamArn(environment, `policy/${boundaryName(environment)}`);
}

/**
 * The most that the applying role of an environment may do, and every role of the environment. What it holds says
 * {@link boundaryStatements}.
 */
export class DeployBoundary extends BaseConstruct {
  readonly policy: IamPolicy;
  readonly policyArn: string;

  /** @throws GroundplanError where no pipeline can deploy the environment: `DELIVERY_BACKEND` and others */
  constructor(scope: Construct, id: string) {
    super(scope, id);
    namedBy(this, "id");
    const backend = pipelineBackend(this);
    const { environment } = EnvironmentStack.of(this);
    this.policyArn = deployBoundaryArn(environment);
    this.policy = new IamPolicy(this, "Default", {
      name: boundaryName(environment),
      description: `The most that roles of ${environment.project} ${environment.name} may do`,
      policy: policyDocument(boundaryStatements(environment, backend)),
    });
  }
}
