import type { Name } from "../constructs/core/texts/text.types";
import type { EcsClusterProps } from "../constructs/ecs/cluster/ecs-cluster.types";
import type { ConnectEndpoint, ServiceOptions } from "../constructs/ecs/services/service.types";
import type { TaskOptions } from "../constructs/ecs/tasks/task-definition.types";

/** How a service is reached through the edge. */
export interface ServiceExposure {
  /**
   * Host name below the edge's domain.
   *
   * @default - every host
   */
  readonly host?: string;
  /**
   * Paths, such as `/v1/*`: several only together with a host.
   *
   * @default - every path
   */
  readonly paths?: readonly string[];
}

/** One service on Fargate. */
export interface ServiceSpec
  extends Pick<
      ServiceOptions,
      | "tags"
      | "scale"
      | "exec"
      | "zones"
      | "discovery"
      | "deployment"
      | "healthCheckGraceSeconds"
      | "waitForSteadyState"
    >,
    Pick<TaskOptions, "imageOwner"> {
  /**
   * Image with a tag or digest: of a registry (`public.ecr.aws/nginx/nginx:1.29`), or of one of the stack's repositories
   * (`api:1.4.2`).
   *
   * @example public.ecr.aws/nginx/nginx:1.29
   */
  readonly image: string;
  /**
   * CPU of a task: `0.25 vCPU` to `16 vCPU`.
   *
   * @unit CPU units
   * @example 0.25 vCPU
   */
  readonly cpu: string;
  /**
   * Memory of a task; what is possible depends on the CPU.
   *
   * @unit MiB
   * @example 0.5 GB
   */
  readonly memory: string;
  /**
   * Port that the application listens on.
   *
   * @minimum 1
   * @maximum 65535
   * @default - none
   */
  readonly port?: number;
  /**
   * How the service is reached through the edge; needs `port`.
   *
   * @default - not at all
   */
  readonly expose?: ServiceExposure;
  /**
   * Joins the environment's Service Connect: a proxy beside each task, by which the service calls others that have joined. With `port`
   * they call it by its name, or by what is said here.
   *
   * @default - does not join
   */
  readonly connect?: ConnectEndpoint;
  /**
   * Services of the environment that it connects to, by their names here. Opens their port to it; each is found by `connect` of both, or
   * by its own `discovery`. It starts after them, unless they call it too.
   *
   * @example ["orders"]
   * @default - none
   */
  readonly calls?: readonly string[];
  /**
   * Path that the load balancer asks to see whether a task is well.
   *
   * @default "/"
   */
  readonly healthCheckPath?: string;
  /**
   * Variables of the application; secrets do not belong here.
   *
   * @default - none
   */
  readonly environment?: Readonly<Record<string, string>>;
  /**
   * Whether the application cannot write to its own file system.
   *
   * @default true
   */
  readonly readonlyRootFilesystem?: boolean;
  /**
   * Folders that it writes to all the same, such as `/tmp`: in memory, empty at the start, gone with the task.
   *
   * @example ["/tmp"]
   * @default - none
   */
  readonly writable?: readonly string[];
  /**
   * Most that each of `writable` holds, in MiB. It is part of the task's memory.
   *
   * @minimum 1
   * @maximum 1048576
   * @default 64
   */
  readonly writableMiB?: number;
  /**
   * Whether tasks beyond the first run on Fargate Spot.
   *
   * @default false
   */
  readonly spot?: boolean;
}

/** The containers of an environment. */
export interface EcsProps extends Pick<EcsClusterProps, "containerInsights" | "exec" | "serviceConnect" | "discovery"> {
  /**
   * Image repositories by name.
   *
   * @named repository
   * @default - none
   */
  readonly repositories?: readonly Name[];
  /**
   * Services by name.
   *
   * @named service
   */
  readonly services: Readonly<Record<Name, ServiceSpec>>;
}
