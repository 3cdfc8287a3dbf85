import type { TerraformResource } from "cdktf";
import type { Construct } from "constructs";
import type { Role } from "../../iam/roles/role";
import type { CallingService, ILambdaFunction } from "../function.types";

/** A function of this stack, as what calls it sees it. */
export interface CalledFunction extends Construct, ILambdaFunction {
  readonly role: Role;
  readonly grantee: Role;
  /** Seconds that a call may take. */
  readonly timeoutSeconds: number;
  /** ARN that calls go to, as a reference. */
  readonly calledArn: string;
  admitService(id: string, service: CallingService): TerraformResource;
}
