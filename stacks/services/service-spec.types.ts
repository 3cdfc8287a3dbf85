import type { Name } from "../../constructs/core/texts/text.types";
import type { CloudWatchLogs, ContainerProps, FireLensLogs } from "../../constructs/ecs/containers/container.types";
import type {
  ConnectEndpoint,
  Ec2Places,
  Ec2TaskSize,
  FargateCapacity,
  InlineTask,
  ServiceOptions,
} from "../../constructs/ecs/services/service.types";
import type { EfsVolume, FargateTaskOptions, ScratchVolume } from "../../constructs/ecs/tasks/task-definition.types";
import type { PolicyFile } from "../../constructs/iam/policies/policy-file";
import type { NetworkTargetOptions } from "../../constructs/load-balancing/network/network-exposure.types";
import type { RequestRewrites, RuleConditions } from "../../constructs/load-balancing/rules/listener-rule.types";
import type { Login } from "../edge/edge-listener.types";
import type { Use } from "../sections/offer.types";

/** How a service is reached through the edge. */
export interface ServiceExposure {
  /**
   * Name of the listener of the edge: one of `edge.loadBalancer.listeners`, or `http`, where port 80 serves requests itself.
   *
   * @example partners
   * @default - port 443, or port 80 where the edge has no domain
   */
  readonly listener?: string;
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
  /**
   * Further host names, taken in the same way; only together with `host`.
   *
   * @default - none
   */
  readonly otherHosts?: readonly string[];
  /**
   * What else a request must be like, all of it: two services may share a host, of which one gets the requests with a header.
   *
   * @example { "headers": { "X-Canary": ["yes"] } }
   * @default - nothing
   */
  readonly conditions?: Omit<RuleConditions, "hosts" | "paths">;
  /**
   * `none`: the host's record is looked after elsewhere, such as by another service that has the same host; only together with `host`.
   *
   * @default - a record in the edge's zone, which leads to the balancer; none behind a distribution, which has all names
   */
  readonly zone?: "none";
  /**
   * Who must be logged in before the service gets a request. The edge's balancer says `authenticates: true`.
   *
   * @default - nobody
   */
  readonly authenticate?: Login;
  /**
   * What the service gets in place of what was asked for.
   *
   * @default - the request as it came
   */
  readonly rewrite?: RequestRewrites;
  /**
   * Place among the rules of the edge. Below 1000 it is tried before all that have none.
   *
   * @minimum ../../constructs/load-balancing/rules/rule-priority#EXPLICIT_PRIORITIES.least
   * @maximum ../../constructs/load-balancing/rules/rule-priority#EXPLICIT_PRIORITIES.most
   * @default - follows from host, paths and conditions: a service that asks for more is tried before one that asks for less
   */
  readonly priority?: number;
}

/** How one gets the connections of a listener of `edge.networkLoadBalancer`. */
export interface NetworkListenerSpec extends NetworkTargetOptions {
  /**
   * A name of the edge's domain, or below it, that leads to the balancer; its record is made.
   *
   * @example mqtt.sandbox.example.com
   * @default - the balancer's own name alone
   */
  readonly host?: string;
}

/** A value of a secret or a parameter: one of `secret` and `parameter`. */
export interface SecretSpec {
  /**
   * Secret of Secrets Manager: its name in the environment's account and region, or its ARN.
   *
   * @example shop/database
   * @default - a parameter is meant
   */
  readonly secret?: string;
  /**
   * Key of the secret's JSON whose value is meant.
   *
   * @example password
   * @default - the whole secret
   */
  readonly field?: string;
  /**
   * Stage of the secret, such as `AWSCURRENT`.
   *
   * @default - the current version
   */
  readonly versionStage?: string;
  /**
   * Parameter of Parameter Store: its name in the environment's account and region, or its ARN.
   *
   * @example /shop/token
   * @default - a secret is meant
   */
  readonly parameter?: string;
  /**
   * ARN of the customer managed key that it is encrypted with.
   *
   * @default - AWS's own key, which needs no permission
   */
  readonly keyArn?: string;
}

/** Secrets of a container, by the environment variables that they become. */
type SecretSpecs = Readonly<Record<string, SecretSpec>>;

/** A container beside the application's. */
export interface SidecarSpec extends Omit<ContainerProps, "image" | "secrets" | "uses"> {
  /** Image with a tag or digest: of a registry, or of one of `repositories`. */
  readonly image: string;
  /**
   * Environment variables whose values come from Secrets Manager or Parameter Store when the task starts.
   *
   * @default - none
   */
  readonly secrets?: SecretSpecs;
  /**
   * What this container uses, in the same way as `uses` of the application.
   *
   * @default - nothing
   */
  readonly uses?: readonly Use[];
}

/** Files on an EFS file system, whose security group is named. */
export interface EfsVolumeSpec extends Omit<EfsVolume, "mountTargets"> {
  /**
   * Id of the security group of the file system's mount targets; rules for NFS are made both ways.
   *
   * @example sg-0123456789abcdef0
   * @default - the rules are made elsewhere
   */
  readonly mountTargetsGroupId?: string;
}

/** Logs to CloudWatch, with the key by its ARN. */
export interface CloudWatchLogsSpec extends Omit<CloudWatchLogs, "key"> {
  /**
   * ARN of the KMS key of the log group. Its policy lets CloudWatch Logs use it.
   *
   * @default - that of the environment's `logs`, else CloudWatch Logs' own encryption
   */
  readonly keyArn?: string;
}

/** Logs through FireLens, with image and secrets by their names. */
export interface FireLensLogsSpec extends Omit<FireLensLogs, "image" | "secretOutput"> {
  /**
   * Options with values from a secret.
   *
   * @default - none
   */
  readonly secretOutput?: SecretSpecs;
  /**
   * The router's image.
   *
   * @default - AWS for Fluent Bit in the version that this release was tested with
   */
  readonly image?: string;
}

/** What the application may do in AWS. */
export interface Permission {
  /**
   * Actions, as IAM names them.
   *
   * @example ["sqs:SendMessage"]
   */
  readonly actions: readonly string[];
  /**
   * ARNs of what they are allowed for.
   *
   * @example ["arn:aws:sqs:ap-northeast-2:111111111111:jobs"]
   */
  readonly resources: readonly string[];
  /**
   * Why it needs a wildcard for all resources, or for all actions of a service.
   *
   * @default - no such wildcard is admitted
   */
  readonly wildcardReason?: string;
}

/** Image of the application's task. */
export interface Imaged {
  /**
   * Image with a tag or digest: of a registry (`public.ecr.aws/nginx/nginx:1.29`), or of one of the stack's repositories
   * (`api:1.4.2`).
   *
   * @example public.ecr.aws/nginx/nginx:1.29
   */
  readonly image: string;
}

/** Size of a task on Fargate. */
export interface FargateSizeSpec {
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
   * @synonym memoryLimitMiB
   */
  readonly memory: string;
}

/** Where the task of a service on Fargate runs, and its size. */
interface FargateSized extends FargateSizeSpec {
  /**
   * `fargate`, or `ec2` for the cluster's EC2 capacity, on which the task has `memoryMiB` in place of `cpu` and `memory`. It changes in place,
   * by a deployment of the service.
   *
   * @default "fargate"
   */
  readonly launch?: "fargate";
}

/** The port of a task, which services alone have. */
type PortOptions = "port" | "portProtocol" | "appProtocol";

/** What every task has, of a service or of none. What is an object in code is a name here. */
export interface TaskParts
  extends Omit<
    InlineTask,
    PortOptions | "name" | "image" | "secrets" | "uses" | "sidecars" | "volumes" | "logs" | "taskRole"
  > {
  /**
   * What the application uses of what sections of the environment offer, such as `buckets.uploads`: its role gets the permissions, rules of
   * security groups are made both ways, and it is told by environment variables and secrets whose names begin like the thing
   * (`UPLOADS_BUCKET_NAME`).
   *
   * @example ["buckets.uploads"]
   * @default - nothing
   */
  readonly uses?: readonly Use[];
  /**
   * Environment variables whose values come from Secrets Manager or Parameter Store when the task starts.
   *
   * @default - none
   */
  readonly secrets?: SecretSpecs;
  /**
   * Further containers by name. The application's own is called `app`.
   *
   * @named sidecar
   * @default - none
   */
  readonly sidecars?: Readonly<Record<Name, SidecarSpec>>;
  /**
   * Volumes by name.
   *
   * @named volume
   * @default - none
   */
  readonly volumes?: Readonly<Record<Name, EfsVolumeSpec | ScratchVolume>>;
  /**
   * Where the logs of the task go.
   *
   * @default - CloudWatch, in a log group of the task
   */
  readonly logs?: CloudWatchLogsSpec | FireLensLogsSpec;
  /**
   * What the application may do in AWS, by a name of yours.
   *
   * @named permission
   * @default - nothing
   */
  readonly permissions?: Readonly<Record<Name, Permission>>;
  /**
   * What the application may do in AWS besides, as JSON in a file of the project: `policies/api.json`.
   *
   * @example policies/api.json
   * @default - nothing
   */
  readonly policyFile?: string | PolicyFile;
}

/** What every service has. What is an object in code is a name here. */
interface ServiceParts
  extends TaskParts,
    Pick<InlineTask, PortOptions>,
    Omit<ServiceOptions, "name" | "cluster" | "expose" | "connect" | "moreTargetGroups"> {
  /**
   * How the service is reached through the edge; needs `port`.
   *
   * @default - not at all
   */
  readonly expose?: ServiceExposure;
  /**
   * Listeners for connections that it has, by their names in `edge.networkLoadBalancer.listeners`, each for itself alone; needs `port`.
   *
   * @named listener
   * @default - none
   */
  readonly networkListeners?: Readonly<Record<Name, NetworkListenerSpec>>;
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
   * Path that the load balancer asks to see whether a task is well; the short form of `targetGroup.healthCheck.path`.
   *
   * @default "/"
   */
  readonly healthCheckPath?: string;
}

/**
 * One service on Fargate: everything that `FargateService` takes. What is an object in code is a name here (images, secrets, keys,
 * security groups); a role of one's own and further target groups are objects without a name, and stay in code.
 */
export interface FargateServiceSpec
  extends FargateSized,
    Imaged,
    ServiceParts,
    FargateCapacity,
    Pick<FargateTaskOptions, "ephemeralStorageGiB"> {
  /**
   * Whether tasks beyond the first run on Fargate Spot; the short form of `capacity`.
   *
   * @default false
   */
  readonly spot?: boolean;
}

/** One service on the cluster's EC2 capacity (`ecs.capacity.ec2`): everything that `Ec2Service` takes, in the same way. */
export interface Ec2ServiceSpec extends Imaged, ServiceParts, Ec2Places, Ec2TaskSize {
  /** `ec2`: the cluster's EC2 capacity. */
  readonly launch: "ec2";
}

/** One service, on Fargate or on EC2 capacity. */
export type ServiceSpec = FargateServiceSpec | Ec2ServiceSpec;
