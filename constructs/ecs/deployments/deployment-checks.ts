import type { Problems } from "../../core/errors";
import { checkExactName } from "../../core/names/exact-name";
import { checkName } from "../../core/names/naming";
import type { Exposure } from "../../load-balancing/load-balancer.types";
import type { Deployment, RollingDeployment } from "./deployment.types";
import { checkNative } from "./native-checks";
import { checkTestTraffic } from "./test-traffic";

/** What a deployment depends on besides. */
export interface DeploymentContext {
  /** Where requests come from; absent where none do. */
  readonly expose?: Exposure;
  readonly waitsForSteadyState: boolean;
  readonly imageOwner: "terraform" | "deployment";
  /** The smallest number of tasks that a deployment may find, see `fewestTasks`. */
  readonly fewestTasks: number;
}

/** Checks how a service is deployed. */
export function checkDeployment(deployment: Deployment, context: DeploymentContext, problems: Problems): void {
  if (deployment.by === "rolling") {
    checkRolling(deployment, context.fewestTasks, problems);
    return;
  }
  const { expose } = context;
  if (!expose) {
    problems.add("deployment.by", {
      code: "DEPLOYMENT_WITHOUT_TRAFFIC",
      message: "There is no traffic to move: the service is not behind a load balancer.",
      found: `"${deployment.by}" without expose`,
      expected: "expose, or a rolling deployment",
      fix: 'expose the service, or use deployment: { by: "rolling" }',
    });
  }
  if (deployment.by !== "codedeploy") {
    if (expose?.authenticate) addAuthenticated(deployment.by, problems);
    checkNative(deployment, expose, problems);
    return;
  }
  if (expose && deployment.testTraffic) checkTestTraffic(expose, deployment.testTraffic, problems);
  checkExactName("codeDeploy", deployment.applicationName, problems, "deployment.applicationName");
  checkExactName("codeDeploy", deployment.deploymentGroupName, problems, "deployment.deploymentGroupName");
  if (deployment.roleName !== undefined) checkName("iamRole", deployment.roleName, problems, "deployment.roleName");
  if (context.waitsForSteadyState) addNeverSteady(problems);
  if (context.imageOwner === "deployment") return;
  problems.add("deployment.by", {
    code: "CODEDEPLOY_OWNS_IMAGE",
    message: "CodeDeploy brings task definitions out by itself; ECS refuses another revision from Terraform.",
    found: 'imageOwner: "terraform" with deployment by codedeploy',
    expected: 'imageOwner: "deployment"',
    fix: 'set imageOwner: "deployment" for the task, or deploy by rolling or blue-green',
  });
}

/**
 * ECS rewrites the actions of the rule as one that forwards (Amazon ECS Developer Guide, "Application Load Balancer resources for blue/green
 * deployments", as of 2026-11): who it is would be asked until the first deployment only.
 */
function addAuthenticated(by: string, problems: Problems): void {
  problems.add("deployment.by", {
    code: "BLUE_GREEN_WITH_AUTHENTICATION",
    message: "ECS writes the listener rule anew at each deployment, and nobody would have to log in any more.",
    found: `${by} with an exposure that authenticates`,
    expected: "an exposure without authentication, or a rolling deployment",
    fix: 'use deployment: { by: "rolling" }, or let the application ask who it is',
  });
}

/**
 * The provider waits for one deployment of the service; with CodeDeploy it has task sets and none (terraform-provider-aws issue 29252, closed
 * as stale, read 2026-11).
 */
function addNeverSteady(problems: Problems): void {
  problems.add("waitForSteadyState", {
    code: "CODEDEPLOY_STEADY_STATE",
    message:
      "An apply would wait in vain: a service that CodeDeploy deploys has no deployment that the provider could see end.",
    found: "waitForSteadyState: true with deployment by codedeploy",
    expected: "waitForSteadyState left out, or a deployment by rolling or blue-green",
    fix: "leave waitForSteadyState out",
  });
}

function checkRolling(deployment: RollingDeployment, tasks: number, problems: Problems): void {
  const { minHealthyPercent = 100, maxPercent = 200 } = deployment;
  const isOutside = problems.hasAt("deployment.minHealthyPercent", "deployment.maxPercent");
  if (isOutside || mostTasks(tasks, maxPercent) > tasks || leastTasks(tasks, minHealthyPercent) < tasks) {
    return;
  }
  const number = tasks === 1 ? "1 task" : `${tasks} tasks`;
  const [most, least] = [Math.ceil((100 * (tasks + 1)) / tasks), Math.floor((100 * (tasks - 1)) / tasks)];
  problems.add("deployment.maxPercent", {
    code: "DEPLOYMENT_STUCK",
    message: "No task could be stopped or started, so a deployment would never begin.",
    found: `at least ${minHealthyPercent} and at most ${maxPercent} percent of ${number}: ${tasks} and ${tasks}`,
    expected: "room for one task more, rounded down, or for one task less, rounded up",
    fix: `set maxPercent to ${most}${most < 200 ? " or more" : ""}, or minHealthyPercent to ${least}${least > 0 ? " or less" : ""}`,
  });
}

/** ECS rounds the greatest number down (Amazon ECS API Reference, `DeploymentConfiguration`, as of 2026-11). */
function mostTasks(tasks: number, maxPercent: number): number {
  return Math.floor((tasks * maxPercent) / 100);
}

/** ECS rounds the least number up (same source). */
function leastTasks(tasks: number, minHealthyPercent: number): number {
  return Math.ceil((tasks * minHealthyPercent) / 100);
}
