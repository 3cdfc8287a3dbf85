import { EcsTaskDefinition, type EcsTaskDefinitionVolume } from "@cdktf/provider-aws/lib/ecs-task-definition";
import type { Construct } from "constructs";
import { BaseConstruct } from "../../core/base-construct";
import { EnvironmentStack } from "../../core/environments/environment-stack";
import { namedBy } from "../../core/names/physical-names/name-source";
import { checkShape } from "../../core/shapes/check-shape";
import { layDefaults } from "../../core/shapes/defaults";
import { tag } from "../../core/tags/tags";
import type { IRole } from "../../iam/grantable";
import { sidPart } from "../../iam/policies/sid";
import { Role } from "../../iam/roles/role";
import { linksOf, type NamedLink } from "../../links/links";
import type { ContainerPort } from "../containers/container.types";
import { containerDefinitions } from "../containers/container-definitions";
import { type ContainerSecret, grantSecrets } from "../containers/container-secret";
import { linkedContainer } from "../containers/linked-container";
import { nameInStack } from "../services/name-in-stack";
import { planTask, type TaskPlan } from "./task-checks";
import type { CpuArchitecture, EfsVolume, ITaskDefinition, TaskDefinitionProps } from "./task-definition.types";
import { TaskLogs } from "./task-logs";

/** A port of a task, with the container that listens on it. */
export interface TaskPort extends ContainerPort {
  readonly container: string;
  /** Name of the port, unique in the task. */
  readonly name: string;
}

/**
 * What runs together on one network interface: one or more containers, with two roles that are never the same. The task role is
 * what the application acts by; permissions are granted to it. The execution role is what ECS needs to start the task, and can do
 * nothing else: pull from the repositories of the containers' images, read their secrets, write their logs.
 *
 * ```ts
 * const task = new TaskDefinition(this, "web", {
 *   cpu: "0.5 vCPU",
 *   memory: "1 GB",
 *   containers: {
 *     web: { image: nginx.image("1.27"), ports: { http: { port: 8080 } }, dependsOn: { app: "HEALTHY" } },
 *     app: { image: django.image("1.4.2"), healthCheck: { command: "curl -fs http://localhost:8000/health" } },
 *   },
 * });
 * bucket.grantRead(task);
 * ```
 */
export class TaskDefinition extends BaseConstruct implements ITaskDefinition {
  /** The Terraform resource. */
  readonly resource: EcsTaskDefinition;
  /** The log group, and how the containers write to it. */
  readonly logs: TaskLogs;
  readonly taskRole: Role;
  readonly executionRole: Role;
  readonly launch: "fargate" | "ec2";
  readonly architecture: CpuArchitecture;
  readonly imageOwner: "terraform" | "deployment";
  /** Names of the containers, without the log router. */
  readonly containerNames: readonly string[];
  /** Names of containers whose file system is read-only. */
  readonly readonlyContainers: readonly string[];
  /** Ports of all containers, in the order of container and name. */
  readonly ports: readonly TaskPort[];
  /** EFS volumes by name. */
  readonly efsVolumes: Readonly<Record<string, EfsVolume>>;
  /** What the containers use. */
  readonly links: readonly NamedLink[];

  /** @throws GroundplanError with everything that is wrong with the properties */
  constructor(scope: Construct, id: string, given: TaskDefinitionProps) {
    super(scope, id);
    given = layDefaults(this, "TaskDefinition", given);
    const problems = checkShape(this, "TaskDefinition", given);
    tag(this, given);
    namedBy(this, given.family === undefined ? "name" : "family");
    const stack = EnvironmentStack.of(this);
    const plan = planTask(given, stack.environment, problems);
    const props = { ...given, containers: linkedContainers(given) };
    const name = props.name ?? nameInStack(this);
    this.launch = plan.launch;
    this.architecture = props.architecture ?? "X86_64";
    this.containerNames = Object.keys(props.containers).sort();
    const { imageOwner, ports, readonlyContainers } = taskFacts(props);
    this.imageOwner = imageOwner;
    this.readonlyContainers = readonlyContainers;
    this.ports = ports;
    this.efsVolumes = efsVolumesOf(props);
    this.links = this.containerNames.flatMap((key) => linksOf(props.containers[key]?.uses));

    this.taskRole =
      props.taskRole ?? this.#createRole("task-role", `${name}-task`, `Application ${name}`, props.taskRoleName);
    this.executionRole = this.#createRole(
      "execution-role",
      `${name}-start`,
      `Starts tasks of ${name}`,
      props.executionRoleName,
    );
    this.logs = new TaskLogs(this, "logs", { name, routing: props.logs ?? { to: "cloudwatch" } });
    this.#grantStart(props);
    this.#grantFiles();
    for (const { link } of this.links) link.grant(this.taskRole);
    this.resource = this.#createTaskDefinition(props, plan, name);
  }

  get grantee(): IRole {
    return this.taskRole;
  }

  get taskDefinitionArn(): string {
    return this.resource.arn;
  }

  get family(): string {
    return this.resource.family;
  }

  #createRole(id: string, name: string, description: string, roleName: string | undefined): Role {
    return new Role(this, id, {
      ...(roleName === undefined ? { name } : { roleName }),
      description,
      trustedBy: [{ by: "service", service: "ecs-tasks.amazonaws.com" }],
    });
  }

  /** What ECS needs to start a task of these containers. Public images need no permission. */
  #grantStart(props: TaskDefinitionProps): void {
    const { logs, containers } = props;
    this.logs.grantWrite(this.executionRole);
    const images = Object.values(containers).map((container) => container.image);
    const router = logs?.to === "firelens" && logs.image ? [logs.image] : [];
    for (const { source } of [...images, ...router]) source?.grantPull(this.executionRole);
    const routed = logs?.to === "firelens" ? Object.values(logs.secretOutput ?? {}) : [];
    const secrets: ContainerSecret[] = Object.values(containers).flatMap(({ secrets: own }) =>
      Object.values(own ?? {}),
    );
    grantSecrets(this, [...secrets, ...routed], this.executionRole);
  }

  /** IAM decides about files by the task role (Amazon EFS User Guide, "Using IAM to control access to file systems" and
   * "Using access points in IAM policies", as of 2026-11). */
  #grantFiles(): void {
    for (const [name, volume] of Object.entries(this.efsVolumes)) {
      this.taskRole.allow({
        sid: `Mount${sidPart(name)}`,
        actions: ["elasticfilesystem:ClientMount", ...(volume.readOnly ? [] : ["elasticfilesystem:ClientWrite"])],
        resources: [volume.fileSystemArn],
        conditions: { StringEquals: { "elasticfilesystem:AccessPointArn": volume.accessPointArn } },
      });
    }
  }

  #createTaskDefinition(props: TaskDefinitionProps, plan: TaskPlan, name: string): EcsTaskDefinition {
    const stack = EnvironmentStack.of(this);
    const { size, launch } = plan;
    return new EcsTaskDefinition(this, "Default", {
      family: props.family ?? stack.physicalName("ecs", stack.stackName, name),
      requiresCompatibilities: [launch === "fargate" ? "FARGATE" : "EC2"],
      networkMode: "awsvpc",
      ...(size.cpuUnits === undefined ? {} : { cpu: String(size.cpuUnits) }),
      ...(size.memoryMiB === undefined ? {} : { memory: String(size.memoryMiB) }),
      runtimePlatform: { operatingSystemFamily: "LINUX", cpuArchitecture: this.architecture },
      executionRoleArn: this.executionRole.roleArn,
      taskRoleArn: this.taskRole.roleArn,
      containerDefinitions: containerDefinitions(this.logs.plan(props.containers)),
      ...(props.launch !== "ec2" && props.ephemeralStorageGiB !== undefined
        ? { ephemeralStorage: { sizeInGib: props.ephemeralStorageGiB } }
        : {}),
      ...(props.faultInjection === undefined ? {} : { enableFaultInjection: props.faultInjection }),
      ...(props.volumes ? { volume: volumesOf(props.volumes) } : {}),
      // A deployment outside of Terraform may have a service on any revision, and may want to go back to it.
      ...(this.imageOwner === "deployment" && stack.environment.protect ? { skipDestroy: true } : {}),
    });
  }
}

function linkedContainers({ containers }: TaskDefinitionProps): TaskDefinitionProps["containers"] {
  return Object.fromEntries(Object.entries(containers).map(([name, container]) => [name, linkedContainer(container)]));
}

function volumesOf(volumes: NonNullable<TaskDefinitionProps["volumes"]>): EcsTaskDefinitionVolume[] {
  return Object.entries(volumes)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([name, volume]) => ({
      name,
      ...(volume.kind === "efs"
        ? {
            efsVolumeConfiguration: {
              fileSystemId: volume.fileSystemId,
              transitEncryption: "ENABLED",
              authorizationConfig: { accessPointId: volume.accessPointId, iam: "ENABLED" },
            },
          }
        : {}),
    }));
}

function efsVolumesOf(props: TaskDefinitionProps): Readonly<Record<string, EfsVolume>> {
  const efs = Object.entries(props.volumes ?? {}).flatMap(([name, volume]): [string, EfsVolume][] =>
    volume.kind === "efs" ? [[name, volume]] : [],
  );
  return Object.fromEntries(efs.sort(([a], [b]) => (a < b ? -1 : 1)));
}

/** What a service asks of its task before it is made. */
export type TaskFacts = Pick<TaskDefinition, "imageOwner" | "ports" | "readonlyContainers">;

/** These of a task that is given by its properties, which may have mistakes. */
export function taskFacts({
  imageOwner,
  containers,
}: Pick<TaskDefinitionProps, "imageOwner" | "containers">): TaskFacts {
  return {
    imageOwner: imageOwner ?? "terraform",
    ports: portsOf({ containers }),
    readonlyContainers: Object.keys(containers)
      .sort()
      .filter((key) => containers[key]?.readonlyRootFilesystem ?? true),
  };
}

function portsOf(props: Pick<TaskDefinitionProps, "containers">): TaskPort[] {
  return Object.entries(props.containers)
    .flatMap(([container, { ports = {} }]) =>
      Object.entries(ports).map(([name, port]) => ({ ...port, name, container })),
    )
    .sort((a, b) => (`${a.container} ${a.name}` < `${b.container} ${b.name}` ? -1 : 1));
}
