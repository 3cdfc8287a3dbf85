import type { Problems } from "../core/errors";
import { checkNumber } from "../core/number-check";
import type { Deployment, RollingDeployment } from "./deployment.types";

/** What a deployment depends on besides. */
export interface DeploymentContext {
  readonly exposed: boolean;
  readonly imageOwner: "terraform" | "deployment";
}

/** Checks how a service is deployed. */
export function checkDeployment(deployment: Deployment, context: DeploymentContext, problems: Problems): void {
  if (deployment.by === "rolling") {
    checkRolling(deployment, problems);
    return;
  }
  if (!context.exposed) {
    problems.add("deployment.by", {
      code: "DEPLOYMENT_WITHOUT_TRAFFIC",
      message: "There is no traffic to move: the service is not behind a load balancer.",
      found: `"${deployment.by}" without expose`,
      expected: "expose, or a rolling deployment",
      fix: 'expose the service, or use deployment: { by: "rolling" }',
    });
  }
  const most = deployment.by === "codedeploy" ? 2880 : 1440;
  checkNumber(deployment.bakeMinutes, { least: 0, most, unit: "minutes" }, "deployment.bakeMinutes", problems);
  if (deployment.by !== "codedeploy" || context.imageOwner === "deployment") return;
  problems.add("deployment.by", {
    code: "CODEDEPLOY_OWNS_IMAGE",
    message: "CodeDeploy brings task definitions out by itself; ECS refuses another revision from Terraform.",
    found: 'imageOwner: "terraform" with deployment by codedeploy',
    expected: 'imageOwner: "deployment"',
    fix: 'set imageOwner: "deployment" for the task, or deploy by rolling or blue-green',
  });
}

function checkRolling(deployment: RollingDeployment, problems: Problems): void {
  const { minHealthyPercent = 100, maxPercent = 200 } = deployment;
  checkNumber(
    deployment.minHealthyPercent,
    { least: 0, most: 100, unit: "percent" },
    "deployment.minHealthyPercent",
    problems,
  );
  checkNumber(deployment.maxPercent, { least: 100, most: 200, unit: "percent" }, "deployment.maxPercent", problems);
  if (maxPercent > minHealthyPercent) return;
  problems.add("deployment.maxPercent", {
    code: "DEPLOYMENT_STUCK",
    message: "No task could be stopped or started, so a deployment would never begin.",
    found: `at least ${minHealthyPercent} and at most ${maxPercent} percent`,
    expected: "maxPercent above minHealthyPercent",
    fix: "set maxPercent to 200, or minHealthyPercent to 50",
  });
}
