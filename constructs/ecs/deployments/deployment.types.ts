import type { Name } from "../../core/texts/text.types";

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

/** Point of a deployment at which a hook is called (Amazon ECS API Reference, `DeploymentLifecycleHook`, as of 2026-11). */
export type DeploymentStage =
  | "RECONCILE_SERVICE"
  | "PRE_SCALE_UP"
  | "POST_SCALE_UP"
  | "TEST_TRAFFIC_SHIFT"
  | "POST_TEST_TRAFFIC_SHIFT"
  | "PRODUCTION_TRAFFIC_SHIFT"
  | "POST_PRODUCTION_TRAFFIC_SHIFT";

/** What a function is told at each call (Amazon ECS API Reference, `DeploymentLifecycleHook`, as of 2026-11: `hookDetails`). */
export interface HookDetails {
  /**
   * The AWS provider that the stack then needs. `aws_ecs_service` of version 6.25.0 has hook details, that of 5.100.0 has none.
   */
  readonly provider: "6.25 or later";
  /**
   * Values by names of yours: texts, numbers, `true` and `false`. No secrets: they stand in the service and in the Terraform state.
   *
   * @example { "path": "/health" }
   */
  readonly values: Readonly<Record<string, string | number | boolean>>;
}

/** A Lambda function that ECS asks at points of a deployment whether to go on, to wait, or to roll back. */
export interface DeploymentHook {
  /**
   * ARN of the function.
   *
   * @example arn:aws:lambda:ap-northeast-2:111111111111:function:smoke-test
   */
  readonly functionArn: string;
  /**
   * Points at which it is called.
   *
   * @example ["POST_TEST_TRAFFIC_SHIFT"]
   */
  readonly stages: readonly DeploymentStage[];
  /**
   * What the function is told besides, the same at each call.
   *
   * @default - nothing
   */
  readonly details?: HookDetails;
  /**
   * ARN of the role that ECS calls it by.
   *
   * @default - one is made for the hooks of the service, which may call their functions and nothing else
   */
  readonly roleArn?: string;
}

/** Requests that get the new tasks before all others do: those with a header, or those at another port. */
export type TestTraffic = HeaderTestTraffic | ListenerTestTraffic;

/** All requests like the service's, at another listener. */
export interface ListenerTestTraffic {
  /**
   * Name of the listener: one of the balancer's `furtherListeners`, in YAML of `edge.loadBalancer.listeners`, other than the service's own.
   *
   * @example test
   */
  readonly listener: string;
  /**
   * Place of their rule among those of that listener, 1 to 50000.
   *
   * @minimum 1
   * @maximum 50000
   * @default - follows from the conditions
   */
  readonly priority?: number;
}

/** Requests with a header, at the listener of the service. */
export interface HeaderTestTraffic {
  /**
   * Name of the header.
   *
   * @example X-Test
   */
  readonly header: string;
  /**
   * Values of the header, one of which a request must have; `*` is any text.
   *
   * @example ["next"]
   */
  readonly values: readonly string[];
  /**
   * Place of their rule among those of the listener, 1 to 999, before that of the service's other requests.
   *
   * @minimum 1
   * @maximum 999
   * @default - follows from the conditions: as it asks for more, it is tried first
   */
  readonly priority?: number;
}

/** What ECS's own deployments that move traffic have in common. */
interface NativeShift {
  /**
   * Minutes that the old tasks are kept after all the traffic has moved, 0 to 1,440.
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
  /**
   * Lambda functions that have a say in a deployment, by a name of yours.
   *
   * @named hook
   * @default - none
   */
  readonly hooks?: Readonly<Record<Name, DeploymentHook>>;
  /**
   * Requests that reach the new tasks before the traffic moves, for tests. A rule of its own takes them, at the same listener or at another.
   *
   * @default - none
   */
  readonly testTraffic?: TestTraffic;
}

/**
 * ECS brings up all new tasks beside the old ones, moves the traffic, and keeps the old ones for a while. Needs `expose` and
 * version 6.4 or later of the AWS provider: the stack then plans with no other.
 */
export interface NativeBlueGreenDeployment extends NativeShift {
  /** ECS brings up all new tasks beside the old ones and moves the traffic. */
  readonly by: "blue-green";
  /** Says that the stack gives up on 5.x, the first of the two provider versions that everything else plans with. */
  readonly provider: "6.4 or later";
}

/**
 * As `blue-green`, with traffic that moves in equal steps (Amazon ECS API Reference, `LinearConfiguration`, as of 2026-11). Needs version 6.21
 * or later of the AWS provider.
 */
export interface NativeLinearDeployment extends NativeShift {
  /** ECS brings up all new tasks beside the old ones and moves the traffic in equal steps. */
  readonly by: "linear";
  /** Says that the stack gives up on 5.x, the first of the two provider versions that everything else plans with. */
  readonly provider: "6.21 or later";
  /**
   * Percent of the traffic that moves with each step, 3 to 100.
   *
   * @minimum 3
   * @maximum 100
   * @default 10
   */
  readonly stepPercent?: number;
  /**
   * Minutes between two steps, 0 to 1,440.
   *
   * @minimum 0
   * @maximum 1440
   * @default 6
   */
  readonly stepMinutes?: number;
}

/**
 * As `blue-green`, with a small part of the traffic first (Amazon ECS API Reference, `CanaryConfiguration`, as of 2026-11). Needs version 6.21
 * or later of the AWS provider.
 */
export interface NativeCanaryDeployment extends NativeShift {
  /** ECS brings up all new tasks beside the old ones, moves a part of the traffic, and the rest later. */
  readonly by: "canary";
  /** Says that the stack gives up on 5.x, the first of the two provider versions that everything else plans with. */
  readonly provider: "6.21 or later";
  /**
   * Percent of the traffic that moves first, 1 to 100.
   *
   * @minimum 1
   * @maximum 100
   * @default 5
   */
  readonly canaryPercent?: number;
  /**
   * Minutes until the rest follows, 0 to 1,440.
   *
   * @minimum 0
   * @maximum 1440
   * @default 10
   */
  readonly canaryMinutes?: number;
}

/** Deployments by which ECS itself moves the traffic between two target groups. */
export type NativeDeployment = NativeBlueGreenDeployment | NativeLinearDeployment | NativeCanaryDeployment;

/** Ways to move the traffic that CodeDeploy brings along: all at once, or a part first (AWS CodeDeploy User Guide, "Working with deployment configurations in
 * CodeDeploy", as of 2026-11). */
export type TrafficShift =
  | "all-at-once"
  | "canary-10-percent-5-minutes"
  | "canary-10-percent-15-minutes"
  | "linear-10-percent-every-1-minute"
  | "linear-10-percent-every-3-minutes";

/** Steps of one's own in which CodeDeploy moves the traffic: a deployment configuration is made for the service. */
export interface OwnTrafficShift {
  /** `canary` moves a part and then the rest; `linear` moves equal parts until nothing is left. */
  readonly steps: "canary" | "linear";
  /**
   * Percent of the traffic that moves with a step, 1 to 99.
   *
   * @minimum 1
   * @maximum 99
   */
  readonly percent: number;
  /**
   * Minutes from one step to the next, 1 to 2,880.
   *
   * @minimum 1
   * @maximum 2880
   */
  readonly minutes: number;
}

/**
 * CodeDeploy brings up all new tasks beside the old ones and moves the traffic. It deploys task definitions by itself, so a CI
 * outside owns the image. Needs `expose`.
 */
export interface CodeDeployDeployment {
  /** CodeDeploy does so; it deploys by itself, with `imageOwner: deployment`. */
  readonly by: "codedeploy";
  /**
   * The whole name of CodeDeploy's application. Another name is another application.
   *
   * @default - made of stack and service
   */
  readonly applicationName?: string;
  /**
   * The whole name of its deployment group.
   *
   * @default - made of stack and service
   */
  readonly deploymentGroupName?: string;
  /**
   * The whole name of the role that CodeDeploy acts by.
   *
   * @maxLength ../../core/names/naming#RULES.iamRole.maxLength
   * @default - made of stack and service
   */
  readonly roleName?: string;
  /**
   * How the traffic moves.
   *
   * @example canary-10-percent-5-minutes
   * @default "all-at-once"
   */
  readonly traffic?: TrafficShift | OwnTrafficShift;
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
  /**
   * Requests at another listener, which reach the new tasks before the traffic moves. A rule of its own takes them there.
   *
   * @default - none
   */
  readonly testTraffic?: ListenerTestTraffic;
}

/** How a service gets from one revision to the next. */
export type Deployment = RollingDeployment | NativeDeployment | CodeDeployDeployment;
