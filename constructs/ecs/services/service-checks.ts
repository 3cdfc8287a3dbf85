import type { Construct } from "constructs";
import { EnvironmentStack } from "../../core/environments/environment-stack";
import { GroundplanError, Problems } from "../../core/errors";
import { remember, rememberedTexts } from "../../core/memory/remembered";
import { checkExactName } from "../../core/names/exact-name";
import { ruleProblems } from "../../load-balancing/target-groups/exposed-target";
import { checkGreenName, checkTargetGroup } from "../../load-balancing/target-groups/target-group-checks";
import type { INetwork } from "../../network/network.types";
import { checkConnect, checkDiscovery } from "../cluster/namespace-checks";
import type { Deployment } from "../deployments/deployment.types";
import { checkDeployment } from "../deployments/deployment-checks";
import { fewestTasks } from "../tasks/task-count";
import type { TaskPort } from "../tasks/task-definition";
import { checkZones, placeTasks, type TaskPlacement } from "../tasks/task-network";
import { checkScale } from "./scaling-checks";
import type { PlannedService } from "./service-request.types";

/** What is worked out of the properties of a service. */
export interface ServicePlan {
  readonly placement: TaskPlacement;
  readonly deployment: Deployment;
  /** Port that load balancer and namespace send to. */
  readonly target?: TaskPort;
}

/**
 * Checks the properties of a service that do not depend on whether it runs on Fargate or on EC2.
 *
 * @throws GroundplanError with these problems and those that were found before
 */
export function planService(scope: Construct, props: PlannedService, problems: Problems): ServicePlan {
  checkExactName("ecs", props.serviceName, problems, "serviceName");
  const { environment } = EnvironmentStack.of(scope);
  const deployment = props.deployment ?? { by: "rolling" };
  const { taskDefinition } = props;
  const extra = props.exec ? ["ssmmessages", "kms"] : [];
  const fixed = deployment.by === "codedeploy";
  const zones = props.zones ?? (fixed ? deployedZones(scope, props.cluster.network) : undefined);
  const placement = placeTasks(props.cluster.network, { ...props, ...(zones ? { zones } : {}) }, extra, problems);
  if (placement && fixed) remember(scope, "zones", [...new Set(placement.tier.subnets.map(({ zone }) => zone))]);
  if (placement && environment.protect) checkZones(placement, props.cluster.network, environment.name, problems);
  const target = targetPort(props, problems);
  checkPortProtocol(props, target, problems);
  const exposed = props.expose !== undefined;
  const { imageOwner } = taskDefinition;
  const context = {
    imageOwner,
    ...(props.expose ? { expose: props.expose } : {}),
    waitsForSteadyState: props.waitForSteadyState ?? false,
    fewestTasks: fewestTasks(props.scale, environment.protect),
  };
  checkDeployment(deployment, context, problems);
  if (props.scale !== undefined) {
    checkScale(props.scale, { exposed, blueGreen: deployment.by !== "rolling" }, problems);
  }
  checkDiscovery(scope, props, problems);
  checkConnect(scope, props, deployment, problems);
  checkExec(props, problems);
  if (!placement || problems.list.length > 0 || !exposed) checkLaterTarget(scope, props, deployment, problems);
  if (!placement || problems.list.length > 0) throw new GroundplanError(problems.list);
  return { placement, deployment, ...(target ? { target } : {}) };
}

/**
 * Checks the target group and the rule of a service that is not made, or not exposed yet: the group and the rule themselves would tell it
 * too late.
 */
function checkLaterTarget(
  scope: Construct,
  { targetGroup, cluster, expose }: PlannedService,
  { by }: Deployment,
  problems: Problems,
): void {
  if (expose) problems.addAll(ruleProblems(scope, expose, "/exposure"));
  if (!targetGroup) return;
  const ofGroup = new Problems(`${scope.node.path}/exposure/targets`);
  checkTargetGroup({ port: SOME_PORT, network: cluster.network, ...targetGroup }, ofGroup);
  checkGreenName(targetGroup.greenTargetGroupName, by !== "rolling", ofGroup);
  problems.addAll(ofGroup.list);
}

/** The port is checked where the task has it. */
const SOME_PORT = 80;

/**
 * Zones that a service is deployed in, as far as the network has them. ECS changes the subnets of no service that CodeDeploy deploys
 * (Amazon ECS API Reference, `UpdateService`, as of 2026-11), so a new zone of the network must not be planned for it.
 */
function deployedZones(service: Construct, { zones }: Pick<INetwork, "zones">): readonly string[] | undefined {
  const known = rememberedTexts(service, "zones")?.filter((zone) => zones.includes(zone));
  return known && known.length > 0 ? known : undefined;
}

/** The port that traffic goes to: the one that is named, or the only one there is. */
function targetPort(props: PlannedService, problems: Problems): TaskPort | undefined {
  const { ports } = props.taskDefinition;
  const names = ports.map(({ container, name }) => `${container}:${name}`);
  const needed = props.expose !== undefined || (props.moreTargetGroups?.length ?? 0) > 0;
  if (props.target !== undefined) {
    const found = ports[names.indexOf(props.target)];
    if (!found) {
      problems.add("target", {
        code: "TARGET_UNKNOWN",
        message: "The task has no container with a port of this name.",
        found: `"${props.target}"`,
        expected: names.length > 0 ? `one of ${names.join(", ")}` : "a port; no container has one",
        fix: "write container:port, as they are called in the task definition",
      });
    }
    return found;
  }
  const [only, ...more] = ports;
  if (!needed) return more.length === 0 ? only : undefined;
  if (only && more.length === 0) return only;
  problems.add("target", {
    code: only ? "TARGET_AMBIGUOUS" : "TARGET_MISSING",
    message: only ? "The task has several ports, and one of them gets the traffic." : "No port gets the traffic.",
    found: only ? names.join(", ") : "a task without ports",
    expected: "the port that the load balancer sends to",
    fix: only
      ? `set target, for example "${names[0]}"`
      : "set port, or give the container of the task definition its ports",
  });
  return undefined;
}

/** Adds `PORT_FOR_PACKETS` where something that knows connections only sends to a port for packets. */
function checkPortProtocol(
  { expose, connect, taskDefinition }: PlannedService,
  target: TaskPort | undefined,
  problems: Problems,
): void {
  const isOffered = (port: TaskPort) => port.protocol === "udp" && Object.hasOwn(connect?.offers ?? {}, port.name);
  const wrong = [
    ...(expose && target?.protocol === "udp" ? [["expose", "An Application Load Balancer"]] : []),
    ...(taskDefinition.ports.some(isOffered) ? [["connect", "Service Connect"]] : []),
  ];
  for (const [option = "", who] of wrong) {
    problems.add(option, {
      code: "PORT_FOR_PACKETS",
      message: `${who} knows connections only, and the port is one for packets.`,
      found: `${option} and a port for udp`,
      expected: "a port for tcp",
      fix: `take ${option} away, or make the port one for tcp`,
    });
  }
}

function checkExec(props: PlannedService, problems: Problems): void {
  if (!props.exec) return;
  const { taskDefinition, cluster } = props;
  if (!cluster.exec) {
    problems.add("exec", {
      code: "EXEC_WITHOUT_LOG",
      message: "Sessions in containers are logged, and this cluster logs none.",
      found: "exec: true in a cluster without exec",
      expected: "a cluster with exec",
      fix: "add exec: {} to the cluster, or leave exec out",
    });
  }
  // The agent of ECS Exec writes (Amazon ECS Developer Guide, "Monitor Amazon ECS containers with ECS Exec", as of 2026-11).
  if (taskDefinition.readonlyContainers.length > 0) {
    problems.add("exec", {
      code: "EXEC_READONLY_ROOT",
      message: "ECS Exec writes into the container, which a read-only file system does not allow.",
      found: `read-only: ${taskDefinition.readonlyContainers.join(", ")}`,
      expected: "readonlyRootFilesystem: false in every container of a service with exec",
      fix: "set readonlyRootFilesystem: false for as long as the service has exec",
    });
  }
}
