import type { Construct } from "constructs";
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
import { checkPlacement, constraintBlocks, hindrancesOf, strategyBlocks } from "./placement";
import type { Ec2ServiceProps } from "./service.types";
import { type LaunchSettings, type PreparedService, ServiceBase } from "./service-base";
import { planService } from "./service-checks";

/**
 * A service on the EC2 capacity of a cluster. Otherwise it is what `FargateService` is: private subnets, load balancer, roles,
 * scaling, rollback.
 *
 * ```ts
 * new Ec2Service(this, "search", { cluster, taskDefinition, capacity: { general: { weight: 1 } } });
 * ```
 */
export class Ec2Service extends ServiceBase {
  /** @throws GroundplanError with everything that is wrong with the properties */
  constructor(scope: Construct, id: string, props: Ec2ServiceProps) {
    super(scope, id, (service) => prepare(service, props));
  }
}

function prepare(service: Construct, props: Ec2ServiceProps): PreparedService {
  props = layDefaults(service, "Ec2Service", props);
  const problems = checkShape(service, "Ec2Service", props);
  const { taskDefinition, cluster } = props;
  const shares = props.capacity ?? defaultShares(cluster, "ec2") ?? onlyEc2Capacity(cluster, problems);
  if (props.capacity) checkShares(props.capacity, cluster, problems);
  checkLeftCapacity(service, cluster, problems);
  checkArchitecture(shares, cluster, taskDefinition.architecture, problems);
  if (taskDefinition.launch !== "ec2") {
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
  const plan = planService(service, props, problems);
  return { request: props, plan, shares, launch: launchSettings(props, shares) };
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
