import { Construct } from "constructs";
import { BaseConstruct } from "../../constructs/core/base-construct";
import { Contract, MOCK_ACCOUNT, MOCK_REGION, map } from "../../constructs/core/contract";
import { EnvironmentStack } from "../../constructs/core/environments/environment-stack";
import { GroundplanError, type Problem } from "../../constructs/core/errors";
import { checkCall } from "../../constructs/core/shapes/check-call";
import { CLUSTER_OUTPUTS, clusterOfOutputs, clusterValues } from "../../constructs/ecs/cluster/cluster-contract";
import type { EcsCluster } from "../../constructs/ecs/cluster/ecs-cluster";
import type { IEcsCluster } from "../../constructs/ecs/cluster/ecs-cluster.types";
import type { ServiceBase } from "../../constructs/ecs/services/service-base";
import type { ScheduledTask } from "../../constructs/ecs/tasks/scheduled-task";
import { type IGrantable, type IRole, Role } from "../../constructs/iam";
import type { INetwork } from "../../constructs/network/network.types";
import type { Repository } from "../../constructs/registry/repository";
import type { Connections, IConnectable } from "../../constructs/security-groups/connections";
import { SecurityGroup } from "../../constructs/security-groups/security-group";
import type { EcsProps } from "./ecs-stack.types";
import { repositorySpecs } from "./repository-specs";

/** What the ECS stack hands to the others, and to whoever pushes images and looks at services. */
export const ecsContract = new Contract("ecs", {
  ...CLUSTER_OUTPUTS,
  serviceNames: map(
    "Names of the services in the cluster, by their names in the configuration",
    (key) => `mock-${key}`,
  ),
  serviceSecurityGroupIds: map("Security groups of the services by name", () => "sg-00000000000000000"),
  serviceRoleArns: map(
    "Roles that the applications of the services act by, by name",
    (key) => `arn:aws:iam::${MOCK_ACCOUNT}:role/mock-${key}`,
  ),
  scheduledTaskFamilies: map("Families of the task definitions of the scheduled tasks by name", (key) => `mock-${key}`),
  scheduledTaskSecurityGroupIds: map("Security groups of the scheduled tasks by name", () => "sg-00000000000000000"),
  scheduledTaskRoleArns: map(
    "Roles that the applications of the scheduled tasks act by, by name",
    (key) => `arn:aws:iam::${MOCK_ACCOUNT}:role/mock-${key}`,
  ),
  repositoryUrls: map(
    "Addresses of the image repositories by name, without tag",
    (key) => `${MOCK_ACCOUNT}.dkr.ecr.${MOCK_REGION}.amazonaws.com/mock/${key}`,
  ),
});

/** Publishes a cluster with its services, scheduled tasks and repositories to the other stacks of its environment. */
export function publishEcs(
  cluster: EcsCluster,
  services: Readonly<Record<string, ServiceBase>>,
  repositories: Readonly<Record<string, Repository>>,
  scheduledTasks: Readonly<Record<string, ScheduledTask>> = {},
): void {
  checkCall("publishEcs", { cluster, services, repositories, scheduledTasks });
  ecsContract.publish(EnvironmentStack.of(cluster), {
    ...clusterValues(cluster),
    serviceNames: mapValues(services, ({ serviceName }) => serviceName),
    serviceSecurityGroupIds: mapValues(services, ({ securityGroup }) => securityGroup.securityGroupId),
    serviceRoleArns: mapValues(services, ({ grantee }) => grantee.roleArn),
    scheduledTaskFamilies: mapValues(scheduledTasks, ({ taskDefinition }) => taskDefinition.family),
    scheduledTaskSecurityGroupIds: mapValues(scheduledTasks, ({ securityGroup }) => securityGroup.securityGroupId),
    scheduledTaskRoleArns: mapValues(scheduledTasks, ({ grantee }) => grantee.roleArn),
    repositoryUrls: mapValues(repositories, ({ repositoryUri }) => repositoryUri),
  });
}

function mapValues<T>(values: Readonly<Record<string, T>>, read: (value: T) => string): Record<string, string> {
  return Object.fromEntries(Object.entries(values).map(([key, value]) => [key, read(value)]));
}

/** A service of the environment, as another stack sees it: rules can be written for it, and permissions granted to it, from there. */
export interface EcsServiceOfContract extends IConnectable, IGrantable {
  /** Name in the cluster. */
  readonly serviceName: string;
  /** Port that it listens on; absent for a service that only calls others. */
  readonly port?: number;
}

/** A task that the clock starts, as another stack sees it: rules can be written for it, and permissions granted to it, from there. */
export interface EcsScheduledTaskOfContract extends IConnectable, IGrantable {
  /** Family of its task definition, of which `aws ecs run-task` starts the newest revision. */
  readonly family: string;
}

/** The containers of the environment, as another stack sees them. */
export interface EcsOfContract {
  /** The cluster, with its capacity, its namespaces and its logs of sessions. */
  readonly cluster: IEcsCluster;
  /**
   * A service by its name in the configuration.
   *
   * @throws GroundplanError `ECS_SERVICE_UNKNOWN`
   */
  service(name: string): EcsServiceOfContract;
  /**
   * A task that the clock starts, by its name in the configuration.
   *
   * @throws GroundplanError `ECS_SCHEDULED_TASK_UNKNOWN`
   */
  scheduledTask(name: string): EcsScheduledTaskOfContract;
  /**
   * Address of an image repository, without tag.
   *
   * @throws GroundplanError `ECS_REPOSITORY_UNKNOWN`
   */
  repositoryUrl(name: string): string;
}

/**
 * The containers of the environment in another stack: ids come from the contract, everything else from the same section of the
 * configuration that the ECS stack is made from.
 *
 * ```ts
 * const services = ecsFromContract(this, "ecs", network, ecs);
 * database.connections.allowFrom(services.service("api"), Port.tcp(5432), "queries of the API");
 * ```
 *
 * @param props the section `ecs`
 */
export function ecsFromContract(scope: Construct, id: string, network: INetwork, props: EcsProps): EcsOfContract {
  checkCall("ecsFromContract", { scope, id, network, props });
  const outputs = ecsContract.read(EnvironmentStack.of(scope));
  const own = new Construct(scope, id);
  const cluster = clusterOfOutputs(own, "cluster", outputs, { ...props, network });
  const { services = {}, scheduledTasks = {} } = props;
  const known = new Map<string, EcsServiceOfContract>();
  const knownTasks = new Map<string, EcsScheduledTaskOfContract>();
  return {
    cluster,
    service(name) {
      const spec = Object.hasOwn(services, name) ? services[name] : undefined;
      if (!spec) throw new GroundplanError([serviceUnknown(own, name, Object.keys(services))]);
      const found = known.get(name) ?? new ServiceOfContract(own, name, outputs, spec.port);
      known.set(name, found);
      return found;
    },
    scheduledTask(name) {
      if (!Object.hasOwn(scheduledTasks, name)) {
        throw new GroundplanError([scheduledTaskUnknown(own, name, Object.keys(scheduledTasks))]);
      }
      const found = knownTasks.get(name) ?? new ScheduledTaskOfContract(own, name, outputs);
      knownTasks.set(name, found);
      return found;
    },
    repositoryUrl(name) {
      const names = Object.keys(repositorySpecs(props));
      if (!names.includes(name)) throw new GroundplanError([repositoryUnknown(own, name, names)]);
      return outputs.repositoryUrls(name);
    },
  };
}

class ServiceOfContract extends BaseConstruct implements EcsServiceOfContract {
  readonly serviceName: string;
  readonly connections: Connections;
  readonly grantee: IRole;

  constructor(
    scope: Construct,
    name: string,
    outputs: ReturnType<typeof ecsContract.read>,
    readonly port: number | undefined,
  ) {
    super(scope, `service-${name}`);
    this.serviceName = outputs.serviceNames(name);
    const securityGroupId = outputs.serviceSecurityGroupIds(name);
    this.connections = SecurityGroup.fromExisting(this, "group", { securityGroupId }).connections;
    this.grantee = Role.fromExisting(this, "role", { roleArn: outputs.serviceRoleArns(name), mutable: true });
  }
}

class ScheduledTaskOfContract extends BaseConstruct implements EcsScheduledTaskOfContract {
  readonly family: string;
  readonly connections: Connections;
  readonly grantee: IRole;

  constructor(scope: Construct, name: string, outputs: ReturnType<typeof ecsContract.read>) {
    super(scope, `scheduled-${name}`);
    this.family = outputs.scheduledTaskFamilies(name);
    const securityGroupId = outputs.scheduledTaskSecurityGroupIds(name);
    this.connections = SecurityGroup.fromExisting(this, "group", { securityGroupId }).connections;
    this.grantee = Role.fromExisting(this, "role", { roleArn: outputs.scheduledTaskRoleArns(name), mutable: true });
  }
}

function serviceUnknown(scope: Construct, name: string, names: readonly string[]): Problem {
  return {
    code: "ECS_SERVICE_UNKNOWN",
    path: scope.node.path,
    message: "The environment has no service of this name.",
    found: JSON.stringify(name),
    expected: names.length > 0 ? `one of ${names.join(", ")}` : "nothing: the environment has no services",
    fix: "name a service of the section ecs, or add one of this name to it",
  };
}

function scheduledTaskUnknown(scope: Construct, name: string, names: readonly string[]): Problem {
  return {
    code: "ECS_SCHEDULED_TASK_UNKNOWN",
    path: scope.node.path,
    message: "The environment has no scheduled task of this name.",
    found: JSON.stringify(name),
    expected: names.length > 0 ? `one of ${names.join(", ")}` : "nothing: the environment has no scheduled tasks",
    fix: "name one of ecs.scheduledTasks, or add one of this name to them",
  };
}

function repositoryUnknown(scope: Construct, name: string, names: readonly string[]): Problem {
  return {
    code: "ECS_REPOSITORY_UNKNOWN",
    path: scope.node.path,
    message: "The environment has no image repository of this name.",
    found: JSON.stringify(name),
    expected: names.length > 0 ? `one of ${names.join(", ")}` : "nothing: the environment has no repositories",
    fix: "name one of ecs.repositories, or add this name to them",
  };
}
