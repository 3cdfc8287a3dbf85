import type { Name } from "../../core/texts/text.types";
import type { EncryptionKey } from "../../encryption/encryption-key";
import type { Links } from "../../links/link.types";
import type { ContainerImage } from "../../registry/container-image";
import type { ContainerSecret } from "./container-secret";

/** When a container is started relative to another: when that has started, has ended, has ended well, or is healthy. */
export type DependencyCondition = "START" | "COMPLETE" | "SUCCESS" | "HEALTHY";

/** A health check that ECS runs inside the container. */
export interface ContainerHealthCheck {
  /**
   * Command to run: a text for the container's shell, or the program with its arguments. Exit status 0 means healthy.
   */
  readonly command: string | readonly string[];
  /**
   * Seconds between two checks, 5 to 300.
   *
   * @minimum 5
   * @maximum 300
   * @default 30
   */
  readonly intervalSeconds?: number;
  /**
   * Seconds before a check counts as failed, 2 to 60; not more than the interval.
   *
   * @minimum 2
   * @maximum 60
   * @default 5
   */
  readonly timeoutSeconds?: number;
  /**
   * Failed checks in a row before the container is unhealthy, 1 to 10.
   *
   * @minimum 1
   * @maximum 10
   * @counts retries
   * @default 3
   */
  readonly retries?: number;
  /**
   * Seconds after the start in which failures do not count, 0 to 300.
   *
   * @minimum 0
   * @maximum 300
   * @default 0
   */
  readonly startPeriodSeconds?: number;
}

/** A port that a container listens on. */
export interface ContainerPort {
  /**
   * Port, 1 to 65535.
   *
   * @minimum 1
   * @maximum 65535
   */
  readonly port: number;
  /**
   * Protocol.
   *
   * @default "tcp"
   */
  readonly protocol?: "tcp" | "udp";
  /**
   * What is spoken on the port, so that Service Connect can count requests and try again.
   *
   * @default - nothing is assumed: plain TCP
   */
  readonly appProtocol?: "http" | "http2" | "grpc";
}

/** A limit of the kernel for a container. */
export interface Ulimit {
  /**
   * The limit that holds until the program raises it.
   *
   * @minimum 0
   */
  readonly soft: number;
  /**
   * The most that it can be raised to.
   *
   * @minimum 0
   */
  readonly hard: number;
}

/** Limits by name. On Fargate only `nofile` can be changed. */
export type Ulimits = Readonly<
  Partial<
    Record<
      | "core"
      | "cpu"
      | "data"
      | "fsize"
      | "locks"
      | "memlock"
      | "msgqueue"
      | "nice"
      | "nofile"
      | "nproc"
      | "rss"
      | "rtprio"
      | "rttime"
      | "sigpending"
      | "stack",
      Ulimit
    >
  >
>;

/** A place in a container's file system where a volume of the task is seen. */
export interface MountPoint {
  /** Name of a volume of the task. */
  readonly volume: string;
  /**
   * Whether the container may only read.
   *
   * @default false
   */
  readonly readOnly?: boolean;
}

/**
 * ECS starts a container again that has ended, in place of the whole task (Amazon ECS API Reference, `ContainerRestartPolicy`, as of
 * 2026-11).
 */
export interface RestartPolicy {
  /**
   * Exit codes after which the container is not started again: at most 50, each 0 to 255. With `0` a container that has ended well stays
   * ended.
   *
   * @minimum 0
   * @maximum 255
   * @counts as exit code
   * @example [0]
   * @default - none: it is started again whatever it ended with
   */
  readonly ignoredExitCodes?: readonly number[];
  /**
   * Seconds that the container must have run before it is started again, 60 to 1,800. One that ends earlier is not.
   *
   * @minimum 60
   * @maximum 1800
   * @synonym restartAttemptPeriod
   * @default 300
   */
  readonly attemptPeriodSeconds?: number;
}

/** How a container sees the volumes of another one. */
export interface VolumesFrom {
  /**
   * Whether the container may only read.
   *
   * @default false
   */
  readonly readOnly?: boolean;
}

/** Logs to CloudWatch, in a log group of the task. */
export interface CloudWatchLogs {
  /** Logs go to CloudWatch. */
  readonly to: "cloudwatch";
  /**
   * The whole name of the log group: for one that exists and is taken over. Another name is another log group.
   *
   * @default - made from the name of the task definition
   */
  readonly logGroupName?: string;
  /**
   * Days that logs are kept.
   *
   * @minimum 1
   * @maximum 3653
   * @rangeToldAs LOG_RETENTION_INVALID
   * @default - the environment's `logs`, else 365 in a protected environment, otherwise 30
   */
  readonly retentionDays?: number;
  /**
   * KMS key of the log group: one that was made here, or an ARN.
   *
   * @default - CloudWatch Logs' own encryption
   */
  readonly key?: EncryptionKey | string;
  /**
   * What happens when CloudWatch is slow: `blocking` stops the container at its next line, `non-blocking` keeps up to
   * `bufferMiB` in memory and loses what is more.
   *
   * @default "non-blocking"
   */
  readonly mode?: "blocking" | "non-blocking";
  /**
   * Size of the buffer with `non-blocking`, in MiB: 1 to 1,024. It is part of the task's memory.
   *
   * @minimum 1
   * @maximum 1024
   * @default 25
   */
  readonly bufferMiB?: number;
}

/**
 * Logs through FireLens: a Fluent Bit container beside the others takes the lines and sends them on by one of its output
 * plugins. What the plugin calls has to be granted to the task role.
 */
export interface FireLensLogs {
  /** Logs go through FireLens, to what the output plugin reaches. */
  readonly to: "firelens";
  /** Options of the output plugin, with its `Name`: `{ Name: "firehose", region: "ap-northeast-2", delivery_stream: "logs" }`. */
  readonly output: Readonly<Record<string, string>>;
  /**
   * Options with values from a secret.
   *
   * @default - none
   */
  readonly secretOutput?: Readonly<Record<string, ContainerSecret>>;
  /**
   * The router's image.
   *
   * @default - AWS for Fluent Bit in the version that this release was tested with
   */
  readonly image?: ContainerImage;
  /**
   * Memory that the router reserves, in MiB.
   *
   * @minimum 6
   * @maximum ../tasks/ec2-task-size#EC2_TASK_MEMORY.most
   * @default 50
   */
  readonly memoryReservationMiB?: number;
  /**
   * Days that the router's own logs are kept, in CloudWatch.
   *
   * @minimum 1
   * @maximum 3653
   * @rangeToldAs LOG_RETENTION_INVALID
   * @default - the environment's `logs`, else 365 in a protected environment, otherwise 30
   */
  readonly retentionDays?: number;
}

/** Where the logs of a task go. */
export type LogRouting = CloudWatchLogs | FireLensLogs;

/** What a container is and how it runs. */
export interface ContainerProps {
  readonly image: ContainerImage;
  /**
   * Whether the task ends when the container does.
   *
   * @default true
   */
  readonly essential?: boolean;
  /**
   * What is started: the program with its first arguments.
   *
   * @default - the image's own
   */
  readonly entryPoint?: readonly string[];
  /**
   * Arguments of what is started.
   *
   * @example ["serve"]
   * @default - the image's own
   */
  readonly command?: readonly string[];
  /**
   * Folder that it is started in.
   *
   * @default - the image's own
   */
  readonly workingDirectory?: string;
  /**
   * Ports by name. The name is used by Service Connect: 1 to 64 of a-z, 0-9, `-` and `_`, not starting with `-`.
   *
   * @named port
   * @default - none
   */
  readonly ports?: Readonly<Record<Name, ContainerPort>>;
  /**
   * Environment variables. They are readable in the console and in the state: nothing secret belongs here.
   *
   * @default - none
   */
  readonly environment?: Readonly<Record<string, string>>;
  /**
   * Environment variables whose values come from Secrets Manager or Parameter Store when the task starts.
   *
   * @default - none
   */
  readonly secrets?: Readonly<Record<string, ContainerSecret>>;
  /**
   * What the container uses: it is told of it by environment variables and secrets, the task role gets the permissions, and rules of security
   * groups are made both ways.
   *
   * @default - nothing
   * @asType any
   */
  readonly uses?: Links;
  /**
   * Containers that this one waits for, by name.
   *
   * @default - none
   */
  readonly dependsOn?: Readonly<Record<string, DependencyCondition>>;
  /**
   * A health check that ECS runs inside the container.
   *
   * @default - none; a target group checks from outside
   */
  readonly healthCheck?: ContainerHealthCheck;
  /**
   * Whether the container cannot write to its own file system. What it has to write goes to `writable` paths or into a volume.
   * ECS Exec needs `false`.
   *
   * @default true
   */
  readonly readonlyRootFilesystem?: boolean;
  /**
   * Folders that the container writes to although its file system is read-only, such as `/tmp`. Each is empty at the start, is kept in
   * memory, can be written to by every user of the container, and goes with it; nothing is executed from it.
   *
   * @example ["/tmp"]
   * @default - none
   */
  readonly writable?: readonly string[];
  /**
   * Most that each of `writable` holds, in MiB. It is part of the container's memory.
   *
   * @minimum 1
   * @maximum 1048576
   * @default 64
   */
  readonly writableMiB?: number;
  /**
   * User that the container runs as: `1000`, `1000:1000`, `node`.
   *
   * @example 1000:1000
   * @default - the image's own
   */
  readonly user?: string;
  /**
   * Whether a small init process reaps orphans and passes signals on.
   *
   * @synonym initProcessEnabled
   * @default true
   */
  readonly initProcess?: boolean;
  /**
   * Seconds between the signal to stop and the kill, 0 to 120.
   *
   * @minimum 0
   * @maximum 120
   * @default 30
   */
  readonly stopTimeoutSeconds?: number;
  /**
   * Seconds that a container waits for those it depends on, 2 to 120 (Amazon ECS API Reference, `ContainerDefinition`, startTimeout, read
   * 2026-11).
   *
   * @minimum 2
   * @maximum 120
   * @default - as long as it takes
   */
  readonly startTimeoutSeconds?: number;
  /**
   * Limits of the kernel by name. On Fargate only `nofile` can be changed.
   *
   * @default - the limits of the platform
   */
  readonly ulimits?: Ulimits;
  /**
   * Volumes by the path at which they are seen.
   *
   * @default - none
   */
  readonly mounts?: Readonly<Record<string, MountPoint>>;
  /**
   * Containers of the task whose volumes this one sees too, at the same paths, by name.
   *
   * @default - none
   */
  readonly volumesFrom?: Readonly<Record<string, VolumesFrom>>;
  /**
   * Starts the container again when it ends, in place of the whole task. `{}` does so after any exit code.
   *
   * @synonym restart
   * @default - it is not started again: the end of an essential container ends the task
   */
  readonly restartPolicy?: RestartPolicy;
  /**
   * CPU units of the task's that the container is given when all of them are busy; 1,024 to a vCPU.
   *
   * @minimum 0
   * @maximum 196608
   * @counts CPU units
   * @default - what the others leave
   */
  readonly cpuUnits?: number;
  /**
   * Memory at which the container is killed, in MiB. Together not more than the task has.
   *
   * @minimum 6
   * @maximum ../tasks/ec2-task-size#EC2_TASK_MEMORY.most
   * @default - the memory of the task
   */
  readonly memoryMiB?: number;
  /**
   * Memory that is kept for the container, in MiB.
   *
   * @minimum 6
   * @maximum ../tasks/ec2-task-size#EC2_TASK_MEMORY.most
   * @default - none
   */
  readonly memoryReservationMiB?: number;
  /**
   * Linux capabilities that are taken from the container.
   *
   * @default - none on top of what the platform takes
   */
  readonly dropCapabilities?: readonly string[];
}
