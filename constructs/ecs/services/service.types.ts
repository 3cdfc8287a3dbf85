import type { ExemptionReason } from "../../core/environments/exemptions";
import type { Tagged } from "../../core/tags/tags";
import type { Exposure } from "../../load-balancing/load-balancer.types";
import type { ExposedTargetProps } from "../../load-balancing/target-groups/exposed-target.types";
import type { ICreatedTargetGroup } from "../../load-balancing/target-groups/target-group.types";
import type { CapacityShare } from "../capacity/capacity-share.types";
import type { IEcsCluster } from "../cluster/ecs-cluster.types";
import type { ContainerProps } from "../containers/container.types";
import type { Deployment } from "../deployments/deployment.types";
import type { TaskDefinition } from "../tasks/task-definition";
import type { Ec2TaskOptions, FargateTaskOptions, TaskOptions } from "../tasks/task-definition.types";
import type { Scale } from "./scaling.types";

/** A name for the service in the cluster's private DNS namespace. */
export interface Discovery {
  /**
   * First part of the name.
   *
   * @default - the service's id
   */
  readonly name?: string;
  /**
   * Seconds that resolvers keep an answer, 0 to 86,400.
   *
   * @minimum 0
   * @maximum 86400
   * @default 10
   */
  readonly ttlSeconds?: number;
}

/** How others reach a port by Service Connect. */
export interface ConnectEndpoint {
  /**
   * Name that others call: a DNS name of up to 127 characters in lower case.
   *
   * @maxLength ./connect-names#MAX_ALIAS
   * @default - the service's id
   */
  readonly alias?: string;
  /**
   * Name in Cloud Map, unique in the namespace: 1 to 64 of a-z, 0-9, `_` and `-`. Nobody calls it; a second offer under the same alias
   * needs one of its own. Another name is another one for callers too, until they are deployed again.
   *
   * @default - the alias, with - for its dots
   */
  readonly discoveryName?: string;
  /**
   * Port that others call, 1 to 65535.
   *
   * @minimum 1
   * @maximum 65535
   * @synonym containerPort
   * @default - the container's port
   */
  readonly port?: number;
}

/** Service Connect: a proxy beside each task, by which the service finds others and is found. */
export interface ServiceConnect {
  /**
   * Ports that others reach, by the name that the port has in the container.
   *
   * @default - none; the service calls others only
   */
  readonly offers?: Readonly<Record<string, ConnectEndpoint>>;
}

/** How a load balancer treats tasks. */
export type TargetGroupOptions = Pick<
  ExposedTargetProps,
  | "algorithm"
  | "deregistrationDelaySeconds"
  | "greenTargetGroupName"
  | "healthCheck"
  | "protocol"
  | "slowStartSeconds"
  | "stickiness"
  | "targetGroupName"
  | "version"
>;

/** What every service has, on Fargate and on EC2. */
export interface ServiceOptions extends Tagged {
  readonly cluster: IEcsCluster;
  /**
   * Last part of the name.
   *
   * @default - the construct's path within the stack
   */
  readonly name?: string;
  /**
   * The whole name, in place of the one that is made: for a service that exists and is taken over. Another name is another service.
   *
   * @default - made from `name`
   */
  readonly serviceName?: string;
  /**
   * What makes the service reachable: `edge.host("api.example.com")`.
   *
   * @default - nothing; only `connections`, `discovery` and `connect` lead to it
   */
  readonly expose?: Exposure;
  /**
   * How the load balancer treats the service's tasks: health check, stickiness and the like, and what the target group is called.
   *
   * @default - asks `/` every 15 seconds
   */
  readonly targetGroup?: TargetGroupOptions;
  /**
   * Target groups that the tasks are registered with besides, such as those of a Network Load Balancer. Rules of security groups
   * are made by `connections`.
   *
   * @default - none
   */
  readonly moreTargetGroups?: readonly ICreatedTargetGroup[];
  /**
   * How many tasks run: a fixed number, or so many as the load needs.
   *
   * @minimum 0
   * @maximum 5000
   * @counts tasks
   * @synonym desired, desiredCount, replicas, autoscaling, autoScaling
   * @default - 2 in a protected environment, otherwise 1
   */
  readonly scale?: number | Scale;
  /**
   * How it gets from one revision to the next.
   *
   * @default - rolling, with a rollback when new tasks do not come up
   */
  readonly deployment?: Deployment;
  /**
   * Seconds after a task's start in which failed health checks of the load balancer do not stop it, 0 to 2,147,483,647.
   *
   * @minimum 0
   * @maximum 2147483647
   * @synonym healthCheckGracePeriod, healthCheckGracePeriodSeconds
   * @default 60 with `expose`
   */
  readonly healthCheckGraceSeconds?: number;
  /**
   * Tier of the tasks.
   *
   * @default - the first private tier
   */
  readonly tier?: string;
  /**
   * Zones of the tier that tasks lie in.
   *
   * @example ["a", "c"]
   * @default - all of them; with deployments by CodeDeploy those that the service is remembered to be deployed in
   */
  readonly zones?: readonly string[];
  /**
   * Whether ECS moves tasks until the zones have equally many of them.
   *
   * @default - true where ECS can: not with deployments by CodeDeploy, nor where `maxPercent` leaves no room for a task more; on EC2 only
   * where tasks are spread over the zones first and no constraint is about zones
   */
  readonly zoneRebalancing?: boolean;
  /**
   * Whether tasks may connect to any HTTPS address: the AWS APIs, the registry, and others. `none` leaves all rules to
   * `connections`.
   *
   * @default "https"
   */
  readonly egress?: "https" | "none";
  /**
   * Name in the cluster's private DNS namespace.
   *
   * @default - none
   */
  readonly discovery?: Discovery;
  /**
   * Service Connect: a proxy beside each task, by which the service finds others and is found.
   *
   * @default - no Service Connect
   */
  readonly connect?: ServiceConnect;
  /**
   * Whether people with the permission may open a shell in its containers. Needs a cluster with `exec`, which logs what they do.
   *
   * @synonym enableExecuteCommand
   * @default false
   */
  readonly exec?: boolean;
  /**
   * Whether an apply waits until the new tasks run, and fails when they do not.
   *
   * @default - true when Terraform owns the image
   */
  readonly waitForSteadyState?: boolean;
}

/** The task of a service in short: one application container, and others beside it. */
export interface InlineTask
  extends TaskOptions,
    Omit<ContainerProps, "ports" | "essential" | "cpuUnits" | "memoryMiB" | "memoryReservationMiB"> {
  /**
   * Port that the application listens on; it is called `app` for Service Connect.
   *
   * @minimum 1
   * @maximum 65535
   * @synonym containerPort
   * @default - none
   */
  readonly port?: number;
  /**
   * Whether the application takes connections or packets on the port. An Application Load Balancer and Service Connect know connections
   * only.
   *
   * @default "tcp"
   */
  readonly portProtocol?: "tcp" | "udp";
  /**
   * What is spoken on the port, so that Service Connect can count requests and try again.
   *
   * @default - none is assumed: plain TCP
   */
  readonly appProtocol?: "http" | "http2" | "grpc";
  /**
   * Further containers by name. The application's own is called `app`.
   *
   * @default - none
   */
  readonly sidecars?: Readonly<Record<string, ContainerProps>>;
}

/** A service that runs a task definition made before. */
export interface GivenTask {
  readonly taskDefinition: TaskDefinition;
  /**
   * Container and port that the load balancer and the namespace send to, as `container:port`.
   *
   * @default - the only port of the only container with ports
   */
  readonly target?: string;
}

/** Capacity of a Fargate service. */
export interface FargateCapacity {
  /**
   * Shares of Fargate and Fargate Spot.
   *
   * @default - the cluster's `defaultCapacity` where it is of these two, else Fargate only
   */
  readonly capacity?: Readonly<Partial<Record<"FARGATE" | "FARGATE_SPOT", CapacityShare>>>;
  /**
   * Why tasks run in a public tier with public addresses, which the internet could reach if a rule let it.
   *
   * @synonym assignPublicIp
   * @default - they do not: private tier, no public address
   */
  readonly publicAddress?: ExemptionReason;
}

/** Properties of `FargateService`: its task in short, or a task definition. */
export type FargateServiceProps = ServiceOptions &
  FargateCapacity &
  (
    | (InlineTask & FargateTaskOptions)
    | (GivenTask & { readonly image?: never; readonly cpu?: never; readonly memory?: never })
  );

/** Capacity of a service on EC2, and where its tasks lie on it. */
export interface Ec2Places {
  /**
   * Shares of the cluster's EC2 capacity, by the names that the cluster has for it.
   *
   * @default - the cluster's `defaultCapacity` where it is of EC2 capacity, else its only EC2 capacity
   */
  readonly capacity?: Readonly<Record<string, CapacityShare>>;
  /**
   * How tasks are spread over instances: `spread` over zones and then over instances, `pack` onto as few instances as possible by their
   * memory, or up to five strategies, of which each decides among what the one before it left open.
   *
   * @default "spread"
   */
  readonly placement?: "spread" | "pack" | readonly PlacementStrategy[];
  /**
   * Which instances tasks may run on at all.
   *
   * @default - any
   */
  readonly constraints?: PlacementConstraints;
}

/** Size of the task of a service on EC2 that gives its task in short. */
export interface Ec2TaskSize extends Pick<Ec2TaskOptions, "cpuUnits"> {
  /**
   * Memory of the task, in MiB.
   *
   * @minimum ../tasks/ec2-task-size#EC2_TASK_MEMORY.least
   * @maximum ../tasks/ec2-task-size#EC2_TASK_MEMORY.most
   * @synonym memory, memoryLimitMiB
   * @example 512
   */
  readonly memoryMiB: number;
}

/** Properties of `Ec2Service`: its task in short, or a task definition. */
export type Ec2ServiceProps = ServiceOptions &
  Ec2Places &
  ((InlineTask & Ec2TaskSize) | (GivenTask & { readonly image?: never; readonly memoryMiB?: never }));

/** How ECS chooses among instances (Amazon ECS API Reference, `PlacementStrategy`, as of 2026-11). */
export type PlacementStrategy =
  | {
      /** Equally many tasks for each value of something that instances have. */
      readonly type: "spread";
      /** `instanceId`, or an attribute of instances such as `attribute:ecs.availability-zone`. */
      readonly by: string;
    }
  | {
      /** As few instances as possible. */
      readonly type: "pack";
      /** What is left over is kept small of this. */
      readonly by: "cpu" | "memory";
    }
  | {
      /** By chance. */
      readonly type: "random";
    };

/** Which instances the tasks of a service may run on (Amazon ECS API Reference, `PlacementConstraint`, as of 2026-11). */
export interface PlacementConstraints {
  /**
   * Whether no two tasks run on one instance.
   *
   * @default false
   */
  readonly distinctInstances?: boolean;
  /**
   * Expressions of the cluster query language, all of which hold for an instance: `attribute:ecs.instance-type =~ m7g.*`. At most 10 with
   * `distinctInstances`, each of 1 to 2,000 characters.
   *
   * @maxLength ./placement#MAX_EXPRESSION
   * @default - none
   */
  readonly memberOf?: readonly string[];
}
