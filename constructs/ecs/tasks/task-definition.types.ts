import type { FargateSize } from "../../compute/fargate-sizes";
import type { Tagged } from "../../core/tags/tags";
import type { IGrantable } from "../../iam/grantable";
import type { Role } from "../../iam/roles/role";
import type { IConnectable } from "../../security-groups/connections";
import type { ContainerProps, LogRouting } from "../containers/container.types";

/** Files on an EFS file system. They are encrypted on the way, and IAM decides who may read and write. */
export interface EfsVolume {
  /** Files on an EFS file system. */
  readonly kind: "efs";
  /**
   * Id of the file system, `fs-…`.
   *
   * @example fs-0123456789abcdef0
   */
  readonly fileSystemId: string;
  /** ARN of the file system. */
  readonly fileSystemArn: string;
  /** Id of an access point, `fsap-…`: a folder and a user of its own for this task. */
  readonly accessPointId: string;
  /** ARN of the access point. */
  readonly accessPointArn: string;
  /**
   * Whether the task may only read.
   *
   * @default false
   */
  readonly readOnly?: boolean;
  /**
   * What has the security group of the file system's mount targets; rules for NFS are made both ways.
   *
   * @default - the rules are made elsewhere
   */
  readonly mountTargets?: IConnectable;
}

/**
 * An empty folder that the containers of one task share and that goes with the task. It belongs to root unless the image has a `VOLUME` of
 * the path where it is seen (Amazon ECS Developer Guide, "Use bind mounts with Amazon ECS", as of 2026-11).
 */
export interface ScratchVolume {
  /** An empty folder that the containers of the task share and that goes with it. */
  readonly kind: "scratch";
}

/** A volume of a task. */
export type TaskVolume = EfsVolume | ScratchVolume;

/** Processor architecture, as ECS names it. */
export type CpuArchitecture = "X86_64" | "ARM64";

/** What every task definition has. */
export interface TaskOptions extends Tagged {
  /**
   * Last part of the family's name.
   *
   * @default - the construct's path within the stack
   */
  readonly name?: string;
  /**
   * The whole name of the family, of a task definition that is taken over.
   *
   * @default - made of {@link name}
   */
  readonly family?: string;
  /**
   * The whole name of the execution role that is made.
   *
   * @maxLength ../../core/names/naming#RULES.iamRole.maxLength
   * @default - made of {@link name}
   */
  readonly executionRoleName?: string;
  /**
   * The whole name of the task role that is made; without a `taskRole` of your own.
   *
   * @maxLength ../../core/names/naming#RULES.iamRole.maxLength
   * @default - made of {@link name}
   */
  readonly taskRoleName?: string;
  /**
   * Architecture that the images are built for.
   *
   * @synonym cpuArchitecture
   * @default "X86_64"
   */
  readonly architecture?: CpuArchitecture;
  /**
   * Volumes by name.
   *
   * @default - none
   */
  readonly volumes?: Readonly<Record<string, TaskVolume>>;
  /**
   * Where the logs of the task go.
   *
   * @default - CloudWatch, in a log group of the task
   */
  readonly logs?: LogRouting;
  /**
   * Role that the application acts by.
   *
   * @default - one is made, without any permission
   */
  readonly taskRole?: Role;
  /**
   * Whether experiments of AWS Fault Injection Service may act inside the task (Amazon ECS API Reference, `RegisterTaskDefinition`, as of
   * 2026-11).
   *
   * @synonym enableFaultInjection
   * @default false
   */
  readonly faultInjection?: boolean;
  /**
   * Who changes the image: Terraform, or a deployment outside of it, such as a CI that registers revisions of its own. With
   * `deployment` a service keeps the revision it runs, whatever this definition says; the next deployment takes up the
   * definition's other changes (see docs/guide/ecs.md).
   *
   * @default "terraform"
   */
  readonly imageOwner?: "terraform" | "deployment";
}

/** Containers by name. */
export interface WithContainers {
  /** 1 to 10 containers by name: letters, digits, `-` and `_`. */
  readonly containers: Readonly<Record<string, ContainerProps>>;
}

/** What a task on Fargate has besides. */
export type FargateTaskOptions = FargateSize & {
  /** @default "fargate" */
  readonly launch?: "fargate";
  /**
   * Space for images and scratch files, in GiB: 21 to 200.
   *
   * @minimum 21
   * @maximum 200
   * @default - 20, which is included
   */
  readonly ephemeralStorageGiB?: number;
};

/** What a task on EC2 instances has besides. */
export interface Ec2TaskOptions {
  readonly launch: "ec2";
  /**
   * CPU of the task in units, 1,024 to a vCPU: 128 to 10,240 (Amazon ECS Developer Guide, "Task size", as of 2026-11).
   *
   * @minimum 128
   * @maximum 10240
   * @counts CPU units
   * @default - what its containers reserve
   */
  readonly cpuUnits?: number;
  /**
   * Memory of the task, in MiB. Without it every container needs `memoryMiB` or `memoryReservationMiB`.
   *
   * @minimum ./ec2-task-size#EC2_TASK_MEMORY.least
   * @maximum ./ec2-task-size#EC2_TASK_MEMORY.most
   * @default - what its containers have
   */
  readonly memoryMiB?: number;
}

/** Properties of `TaskDefinition`. */
export type TaskDefinitionProps = TaskOptions & WithContainers & (FargateTaskOptions | Ec2TaskOptions);

/** A task definition, as services and schedules need it. Permissions that are granted to it go to its task role. */
export interface ITaskDefinition extends IGrantable {
  /** ARN with the revision. */
  readonly taskDefinitionArn: string;
  readonly family: string;
  readonly launch: "fargate" | "ec2";
}
