import { CodedeployApp } from "@cdktf/provider-aws/lib/codedeploy-app";
import { CodedeployDeploymentGroup } from "@cdktf/provider-aws/lib/codedeploy-deployment-group";
import type { Construct } from "constructs";
import { BaseConstruct } from "../../core/base-construct";
import { EnvironmentStack } from "../../core/environments/environment-stack";
import { nameInStack } from "../../core/names/path-in-stack";
import { waitFor } from "../../core/resources/wait-for";
import { Role } from "../../iam/roles/role";
import { permissionsOf } from "../../iam/roles/role-permissions";
import type { FunctionDeployment, CallShift as Steps } from "./deployment.types";

const CONFIGURATIONS: Readonly<Record<Steps, string>> = {
  "canary-10-percent-5-minutes": "CodeDeployDefault.LambdaCanary10Percent5Minutes",
  "canary-10-percent-10-minutes": "CodeDeployDefault.LambdaCanary10Percent10Minutes",
  "canary-10-percent-15-minutes": "CodeDeployDefault.LambdaCanary10Percent15Minutes",
  "canary-10-percent-30-minutes": "CodeDeployDefault.LambdaCanary10Percent30Minutes",
  "linear-10-percent-every-1-minute": "CodeDeployDefault.LambdaLinear10PercentEvery1Minute",
  "linear-10-percent-every-2-minutes": "CodeDeployDefault.LambdaLinear10PercentEvery2Minutes",
  "linear-10-percent-every-3-minutes": "CodeDeployDefault.LambdaLinear10PercentEvery3Minutes",
  "linear-10-percent-every-10-minutes": "CodeDeployDefault.LambdaLinear10PercentEvery10Minutes",
  "all-at-once": "CodeDeployDefault.LambdaAllAtOnce",
};

/** Properties of {@link CallShift}. */
export interface CallShiftProps {
  readonly deployment: FunctionDeployment;
  readonly functionArn: string;
  /** Alarms that roll a deployment back. */
  readonly alarmNames: readonly string[];
}

/** The application and deployment group by which CodeDeploy brings out new versions of a function. */
export class CallShift extends BaseConstruct {
  readonly application: CodedeployApp;
  readonly deploymentGroup: CodedeployDeploymentGroup;
  readonly role: Role;

  constructor(scope: Construct, id: string, props: CallShiftProps) {
    super(scope, id);
    const stack = EnvironmentStack.of(this);
    const { deployment, alarmNames } = props;
    const name = stack.physicalName("codeDeploy", stack.stackName, nameInStack(scope));
    const { applicationName = name, deploymentGroupName = name, calls = "canary-10-percent-5-minutes" } = deployment;
    this.application = new CodedeployApp(this, "application", { name: applicationName, computePlatform: "Lambda" });
    this.role = this.#createRole(props);
    this.deploymentGroup = new CodedeployDeploymentGroup(this, "group", {
      appName: this.application.name,
      deploymentGroupName,
      serviceRoleArn: this.role.roleArn,
      deploymentConfigName: CONFIGURATIONS[calls],
      deploymentStyle: { deploymentOption: "WITH_TRAFFIC_CONTROL", deploymentType: "BLUE_GREEN" },
      autoRollbackConfiguration: {
        enabled: true,
        events: ["DEPLOYMENT_FAILURE", ...(alarmNames.length > 0 ? ["DEPLOYMENT_STOP_ON_ALARM"] : [])],
      },
      ...(alarmNames.length > 0 ? { alarmConfiguration: { enabled: true, alarms: [...alarmNames] } } : {}),
    });
    waitFor(this.deploymentGroup, () => permissionsOf(this.role));
  }

  /**
   * What CodeDeploy calls to move an alias, limited to those of this function (AWS CodeDeploy User Guide, "Step 2: Create a service role for
   * CodeDeploy", policy AWSCodeDeployRoleForLambdaLimited, as of 2026-11).
   */
  #createRole({ deployment, functionArn, alarmNames }: CallShiftProps): Role {
    const stack = EnvironmentStack.of(this);
    const name = nameInStack(this.node.scope ?? this);
    const role = new Role(this, "role", {
      ...(deployment.roleName === undefined ? { name: `${name}-deploy` } : { roleName: deployment.roleName }),
      description: `Deployments of ${name} by CodeDeploy`,
      trustedBy: [{ by: "service", service: "codedeploy.amazonaws.com" }],
    });
    role.allow({
      sid: "MoveAlias",
      actions: ["lambda:GetAlias", "lambda:GetProvisionedConcurrencyConfig", "lambda:UpdateAlias"],
      resources: [functionArn, `${functionArn}:*`],
    });
    if (alarmNames.length > 0) {
      role.allow({
        sid: "WatchAlarms",
        actions: ["cloudwatch:DescribeAlarms"],
        resources: [stack.arn("cloudwatch", "alarm:*")],
      });
    }
    return role;
  }
}
