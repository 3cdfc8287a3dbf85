import type { Construct } from "constructs";
import { GroundplanError, type Problems } from "../../core/errors";
import { checkShape } from "../../core/shapes/check-shape";
import { layDefaults } from "../../core/shapes/defaults";
import {
  type CapacityShares,
  capacityStrategy,
  checkArchitecture,
  checkLeftCapacity,
  checkShares,
  defaultShares,
  onlyEc2Capacity,
} from "../capacity/capacity-shares";
import { checkRebalancing, rebalances } from "../deployments/zone-rebalancing";
import { inlineTaskDefinition, inlineTaskFacts } from "../tasks/inline-task";
import type { TaskDefinition } from "../tasks/task-definition";
import { nameInStack } from "./name-in-stack";
import { checkPlacement, constraintBlocks, hindrancesOf, strategyBlocks } from "./placement";
import type { Ec2ServiceProps } from "./service.types";
import { type LaunchSettings, type PreparedService, ServiceBase } from "./service-base";
import { planService } from "./service-checks";

/**
 * A service on the EC2 capacity of a cluster. Otherwise it is what `FargateService` is: private subnets, load balancer, roles,
 * scaling, rollback.
 *
 * ```ts
 * new Ec2Service(this, "search", {
 *   cluster, image: repository.image("1.4.2"), memoryMiB: 1024, port: 9200, capacity: { general: { weight: 1 } },
 * });
 * ```
 */
export class Ec2Service extends ServiceBase {
  /** @throws GroundplanError with everything that is wrong with the properties, and with the task where it is given in short */
  constructor(scope: Construct, id: string, props: Ec2ServiceProps) {
    super(scope, id, (service) => prepare(service, props));
  }
}

function prepare(service: Construct, props: Ec2ServiceProps): PreparedService {
  props = layDefaults(service, "Ec2Service", props);
  const problems = checkShape(service, "Ec2Service", props);
  const { cluster } = props;
  const shares = props.capacity ?? defaultShares(cluster, "ec2") ?? onlyEc2Capacity(cluster, problems);
  if (props.capacity) checkShares(props.capacity, cluster, problems, { launch: "ec2" });
  checkLeftCapacity(service, cluster, problems);
  const task = problems.collect(() => taskOf(service, props));
  const architecture = task?.architecture ?? ("architecture" in props ? props.architecture : undefined);
  if (architecture) checkArchitecture(shares, cluster, architecture, problems);
  if (task && task.launch !== "ec2") {
    problems.add("taskDefinition", {
      code: "TASK_LAUNCH",
      message: "The task is made for Fargate.",
      found: 'launch: "fargate"',
      expected: 'a task with launch: "ec2"',
      fix: 'use FargateService, or set launch: "ec2" and memoryMiB in the task definition',
    });
  }
  checkPlacement(props, problems);
  checkRebalancing(props.zoneRebalancing, props.deployment, hindrancesOf(props), problems);
  if (!task) return refused(service, props, problems);
  const { taskDefinition: _, ...rest } = { taskDefinition: undefined, ...props };
  const request = { ...rest, taskDefinition: task };
  const plan = planService(service, request, problems);
  return { request, plan, shares, launch: launchSettings(props, shares) };
}

function taskOf(service: Construct, props: Ec2ServiceProps): TaskDefinition {
  if ("taskDefinition" in props) return props.taskDefinition;
  return inlineTaskDefinition(service, { ...props, launch: "ec2" }, nameInStack(service));
}

/** Tells what is wrong with a service whose task cannot be made. */
function refused(service: Construct, props: Ec2ServiceProps, problems: Problems): never {
  if (!("taskDefinition" in props)) {
    planService(service, { ...props, taskDefinition: inlineTaskFacts({ ...props, launch: "ec2" }) }, problems);
  }
  throw new GroundplanError(problems.list);
}

function launchSettings(props: Ec2ServiceProps, shares: CapacityShares): LaunchSettings {
  const constraints = constraintBlocks(props.constraints);
  return {
    capacityProviderStrategy: capacityStrategy(shares, props.cluster),
    orderedPlacementStrategy: strategyBlocks(props.placement),
    ...(constraints.length > 0 ? { placementConstraints: constraints } : {}),
    availabilityZoneRebalancing: rebalances(props.zoneRebalancing, props.deployment, hindrancesOf(props)),
  };
}
