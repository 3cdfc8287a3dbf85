import type {
  EcsServiceConfig,
  EcsServiceDeploymentConfiguration,
  EcsServiceDeploymentConfigurationLifecycleHook,
} from "@cdktf/provider-aws/lib/ecs-service";
import type { IConstruct } from "constructs";
import { distinctTexts } from "../../core/texts/reference-text";
import type { Deployment, DeploymentAlarms, NativeDeployment } from "./deployment.types";

const DEFAULT_BAKE_MINUTES = 5;
const DEFAULT_STEP = { percent: 10, minutes: 6 };
const DEFAULT_CANARY = { percent: 5, minutes: 10 };

/**
 * How a service is deployed, in the words of the provider.
 *
 * @param hooks only where ECS itself moves the traffic
 */
export function deploymentSettings(
  deployment: Deployment,
  scope: IConstruct,
  hooks: readonly EcsServiceDeploymentConfigurationLifecycleHook[],
): Pick<
  EcsServiceConfig,
  | "alarms"
  | "deploymentCircuitBreaker"
  | "deploymentConfiguration"
  | "deploymentController"
  | "deploymentMaximumPercent"
  | "deploymentMinimumHealthyPercent"
> {
  switch (deployment.by) {
    case "rolling": {
      const { circuitBreaker = "rollback" } = deployment;
      return {
        deploymentController: { type: "ECS" },
        deploymentMinimumHealthyPercent: deployment.minHealthyPercent ?? 100,
        deploymentMaximumPercent: deployment.maxPercent ?? 200,
        deploymentCircuitBreaker: { enable: circuitBreaker !== "off", rollback: circuitBreaker === "rollback" },
        ...alarms(deployment.alarms, scope),
      };
    }
    case "blue-green":
    case "linear":
    case "canary":
      return {
        deploymentController: { type: "ECS" },
        deploymentConfiguration: {
          ...strategyOf(deployment),
          bakeTimeInMinutes: String(deployment.bakeMinutes ?? DEFAULT_BAKE_MINUTES),
          ...(hooks.length > 0 ? { lifecycleHook: [...hooks] } : {}),
        },
        deploymentCircuitBreaker: { enable: true, rollback: true },
        ...alarms(deployment.alarms, scope),
      };
    case "codedeploy":
      return { deploymentController: { type: "CODE_DEPLOY" } };
  }
}

function strategyOf(deployment: NativeDeployment): EcsServiceDeploymentConfiguration {
  switch (deployment.by) {
    case "blue-green":
      return { strategy: "BLUE_GREEN" };
    case "linear":
      return {
        strategy: "LINEAR",
        linearConfiguration: {
          stepPercent: deployment.stepPercent ?? DEFAULT_STEP.percent,
          stepBakeTimeInMinutes: String(deployment.stepMinutes ?? DEFAULT_STEP.minutes),
        },
      };
    case "canary":
      return {
        strategy: "CANARY",
        canaryConfiguration: {
          canaryPercent: deployment.canaryPercent ?? DEFAULT_CANARY.percent,
          canaryBakeTimeInMinutes: String(deployment.canaryMinutes ?? DEFAULT_CANARY.minutes),
        },
      };
  }
}

/** The deployment where ECS itself moves the traffic between two target groups. */
export function nativeDeployment(deployment: Deployment): NativeDeployment | undefined {
  return deployment.by === "rolling" || deployment.by === "codedeploy" ? undefined : deployment;
}

function alarms(watched: DeploymentAlarms | undefined, scope: IConstruct): Pick<EcsServiceConfig, "alarms"> {
  if (!watched || watched.names.length === 0) return {};
  return { alarms: { alarmNames: distinctTexts(watched.names, scope), enable: true, rollback: true } };
}
