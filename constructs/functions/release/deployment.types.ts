/** Steps of AWS by which calls move to a new version (AWS CodeDeploy User Guide, "Deployment configurations on an AWS Lambda compute platform", as of 2026-11). */
export type CallShift =
  | "canary-10-percent-5-minutes"
  | "canary-10-percent-10-minutes"
  | "canary-10-percent-15-minutes"
  | "canary-10-percent-30-minutes"
  | "linear-10-percent-every-1-minute"
  | "linear-10-percent-every-2-minutes"
  | "linear-10-percent-every-3-minutes"
  | "linear-10-percent-every-10-minutes"
  | "all-at-once";

/**
 * CodeDeploy moves calls from the old version to the new one, and goes back when an alarm goes off. Terraform publishes versions then, and
 * leaves the alias to deployments, which a pipeline starts.
 */
export interface FunctionDeployment {
  /**
   * Steps in which calls move.
   *
   * @default "canary-10-percent-5-minutes"
   */
  readonly calls?: CallShift;
  /**
   * Names of alarms that roll a deployment back, beside those of the function itself.
   *
   * @example ["shop-errors"]
   * @default - none
   */
  readonly alarmNames?: readonly string[];
  /**
   * The whole name of CodeDeploy's application, for one that is taken over.
   *
   * @default - made of the construct's path
   */
  readonly applicationName?: string;
  /**
   * The whole name of the deployment group.
   *
   * @default - made of the construct's path
   */
  readonly deploymentGroupName?: string;
  /**
   * The whole name of the role of CodeDeploy.
   *
   * @maxLength ../../core/names/naming#RULES.iamRole.maxLength
   * @default - made of the construct's path
   */
  readonly roleName?: string;
}
