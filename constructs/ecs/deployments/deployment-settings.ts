import type { EcsServiceConfig } from "@cdktf/provider-aws/lib/ecs-service";
import type { IConstruct } from "constructs";
import { distinctTexts } from "../../core/texts/reference-text";
import type { Deployment, DeploymentAlarms } from "./deployment.types";

const DEFAULT_BAKE_MINUTES = 5;

/** How a service is deployed, in the words of the provider. */
export function deploymentSettings(
  deployment: Deployment,
  scope: IConstruct,
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
      return {
        deploymentController: { type: "ECS" },
        deploymentConfiguration: {
          strategy: "BLUE_GREEN",
          bakeTimeInMinutes: String(deployment.bakeMinutes ?? DEFAULT_BAKE_MINUTES),
        },
        deploymentCircuitBreaker: { enable: true, rollback: true },
        ...alarms(deployment.alarms, scope),
      };
    case "codedeploy":
      return { deploymentController: { type: "CODE_DEPLOY" } };
  }
}

/**
 * Whether ECS can move tasks to even the zones out: it needs room above the desired number, and is not for deployments by CodeDeploy
 * (Amazon ECS Developer Guide, "Balancing an Amazon ECS service across Availability Zones", as of 2026-11).
 */
export function canRebalance(deployment: Deployment | undefined): boolean {
  if (deployment?.by === "codedeploy") return false;
  return deployment?.by !== "rolling" || (deployment.maxPercent ?? 200) > 100;
}

function alarms(watched: DeploymentAlarms | undefined, scope: IConstruct): Pick<EcsServiceConfig, "alarms"> {
  if (!watched || watched.names.length === 0) return {};
  return { alarms: { alarmNames: distinctTexts(watched.names, scope), enable: true, rollback: true } };
}
