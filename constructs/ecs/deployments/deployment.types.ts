/** Alarms that watch a deployment. */
export interface DeploymentAlarms {
  /** Names of CloudWatch alarms. */
  readonly names: readonly string[];
}

/** ECS replaces tasks a few at a time. */
export interface RollingDeployment {
  /** ECS replaces tasks a few at a time. */
  readonly by: "rolling";
  /**
   * Tasks that stay healthy during a deployment, in percent of the desired number: 0 to 100. ECS rounds up.
   *
   * @minimum 0
   * @maximum 100
   * @synonym minimumHealthyPercent, deploymentMinimumHealthyPercent
   * @default 100
   */
  readonly minHealthyPercent?: number;
  /**
   * Tasks that run during a deployment, old and new, in percent of the desired number: 100 to 200. ECS rounds down. With the smallest
   * number of tasks that the service may have, one task must be able to come or to go.
   *
   * @minimum 100
   * @maximum 200
   * @synonym maxHealthyPercent, maximumPercent, deploymentMaximumPercent
   * @default 200
   */
  readonly maxPercent?: number;
  /**
   * What happens when new tasks do not come up: `rollback` brings the last working revision back, `stop` leaves it at that,
   * `off` tries without end.
   *
   * @default "rollback"
   */
  readonly circuitBreaker?: "rollback" | "stop" | "off";
  /**
   * Alarms that roll a deployment back.
   *
   * @default - none
   */
  readonly alarms?: DeploymentAlarms;
}

/**
 * ECS brings up all new tasks beside the old ones, moves the traffic, and keeps the old ones for a while. Needs `expose` and
 * version 6.4 or later of the AWS provider: the stack then plans with no other.
 */
export interface NativeBlueGreenDeployment {
  /** ECS brings up all new tasks beside the old ones and moves the traffic. */
  readonly by: "blue-green";
  /** Says that the stack gives up on 5.x, the first of the two provider versions that everything else plans with. */
  readonly provider: "6.4 or later";
  /**
   * Minutes that the old tasks are kept after the traffic has moved, 0 to 1,440.
   *
   * @minimum 0
   * @maximum 1440
   * @default 5
   */
  readonly bakeMinutes?: number;
  /**
   * Alarms that roll a deployment back.
   *
   * @default - none
   */
  readonly alarms?: DeploymentAlarms;
}

/** How CodeDeploy moves the traffic: all at once, or a part first (AWS CodeDeploy User Guide, "Working with deployment configurations in
 * CodeDeploy", as of 2026-11). */
export type TrafficShift =
  | "all-at-once"
  | "canary-10-percent-5-minutes"
  | "canary-10-percent-15-minutes"
  | "linear-10-percent-every-1-minute"
  | "linear-10-percent-every-3-minutes";

/**
 * CodeDeploy brings up all new tasks beside the old ones and moves the traffic. It deploys task definitions by itself, so a CI
 * outside owns the image. Needs `expose`.
 */
export interface CodeDeployDeployment {
  /** CodeDeploy does so; it deploys by itself, with `imageOwner: deployment`. */
  readonly by: "codedeploy";
  /**
   * How the traffic moves.
   *
   * @default "all-at-once"
   */
  readonly traffic?: TrafficShift;
  /**
   * Minutes that the old tasks are kept after the traffic has moved, 0 to 2,880.
   *
   * @minimum 0
   * @maximum 2880
   * @default 5
   */
  readonly bakeMinutes?: number;
  /**
   * Alarms that stop a deployment and roll it back.
   *
   * @default - none; failed deployments roll back
   */
  readonly alarms?: DeploymentAlarms;
}

/** How a service gets from one revision to the next. */
export type Deployment = RollingDeployment | NativeBlueGreenDeployment | CodeDeployDeployment;
