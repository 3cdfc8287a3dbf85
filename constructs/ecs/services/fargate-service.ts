import type { Construct } from "constructs";
import { GroundplanError, type Problems } from "../../core/errors";
import { checkShape } from "../../core/shapes/check-shape";
import { layDefaults } from "../../core/shapes/defaults";
import {
  type CapacityShares,
  capacityStrategy,
  checkLeftCapacity,
  checkShares,
  defaultShares,
  FARGATE_ONLY,
} from "../capacity/capacity-shares";
import type { Deployment } from "../deployments/deployment.types";
import { checkRebalancing, rebalances } from "../deployments/zone-rebalancing";
import { inlineTaskDefinition, inlineTaskFacts } from "../tasks/inline-task";
import type { TaskDefinition } from "../tasks/task-definition";
import { nameInStack } from "./name-in-stack";
import type { FargateServiceProps } from "./service.types";
import { type LaunchSettings, type PreparedService, ServiceBase } from "./service-base";
import { planService } from "./service-checks";

/**
 * A service on Fargate: tasks that are kept running, in private subnets of two zones or more, behind a load balancer where they
 * are exposed. Brings its roles, log group, security group with rules both ways, target group, listener rule, alias record and
 * scaling. New tasks that do not come up are rolled back.
 *
 * ```ts
 * new FargateService(this, "api", {
 *   cluster, image: repository.image("1.4.2"), cpu: "0.5 vCPU", memory: "1 GB", port: 8080,
 *   expose: edge.host("api.example.com"), scale: { min: 2, max: 10, targetCpu: 60 },
 * });
 * ```
 */
export class FargateService extends ServiceBase {
  /** @throws GroundplanError with everything that is wrong with the properties, and with the task where it is given in short */
  constructor(scope: Construct, id: string, props: FargateServiceProps) {
    super(scope, id, (service) => prepare(service, props));
  }
}

function prepare(service: Construct, props: FargateServiceProps): PreparedService {
  props = layDefaults(service, "FargateService", props);
  const problems = checkShape(service, "FargateService", props);
  const asked = props.capacity ?? defaultShares(props.cluster, "fargate");
  const shares: CapacityShares = asked ?? FARGATE_ONLY;
  checkShares(shares, props.cluster, problems, { launch: "fargate" });
  checkLeftCapacity(service, props.cluster, problems);
  const task = problems.collect(() => taskOf(service, props));
  if (!task) return refused(service, props, problems);
  if (task.launch !== "fargate") {
    problems.add("taskDefinition", {
      code: "TASK_LAUNCH",
      message: "The task is made for EC2 instances and has no size that Fargate could start.",
      found: 'launch: "ec2"',
      expected: "a task with cpu and memory for Fargate",
      fix: "use Ec2Service, in a cluster with capacity.ec2, or give the task cpu and memory and leave out launch and memoryMiB",
    });
  }
  const { taskDefinition: _, ...rest } = { taskDefinition: undefined, ...props };
  const request = { ...rest, taskDefinition: task };
  checkRebalancing(props.zoneRebalancing, props.deployment, [], problems);
  const plan = planService(service, request, problems);
  return { request, plan, shares, launch: launchSettings(props, asked, plan.deployment) };
}

/** Tells what is wrong with a service whose task cannot be made. */
function refused(service: Construct, props: FargateServiceProps, problems: Problems): never {
  checkRebalancing(props.zoneRebalancing, props.deployment, [], problems);
  if (!("taskDefinition" in props))
    planService(service, { ...props, taskDefinition: inlineTaskFacts(props) }, problems);
  throw new GroundplanError(problems.list);
}

function taskOf(service: Construct, props: FargateServiceProps): TaskDefinition {
  if ("taskDefinition" in props) return props.taskDefinition;
  return inlineTaskDefinition(service, props, nameInStack(service));
}

/**
 * With CodeDeploy a service cannot get a new deployment from Terraform, without which shares do not change in place: it is given a
 * launch type where no shares are asked for.
 */
function launchSettings(
  props: FargateServiceProps,
  asked: CapacityShares | undefined,
  deployment: Deployment,
): LaunchSettings {
  return {
    ...(deployment.by === "codedeploy" && !asked
      ? { launchType: "FARGATE" }
      : { capacityProviderStrategy: capacityStrategy(asked ?? FARGATE_ONLY, props.cluster) }),
    availabilityZoneRebalancing: rebalances(props.zoneRebalancing, deployment),
  };
}
