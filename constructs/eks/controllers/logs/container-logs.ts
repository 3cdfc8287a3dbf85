import type { CloudwatchLogGroup } from "@cdktf/provider-aws/lib/cloudwatch-log-group";
import { KinesisStream } from "@cdktf/provider-aws/lib/kinesis-stream";
import type { Construct } from "constructs";
import { BaseConstruct } from "../../../core/base-construct";
import { EnvironmentStack } from "../../../core/environments/environment-stack";
import type { Problems } from "../../../core/errors";
import { checkShape } from "../../../core/shapes/check-shape";
import { layDefaults } from "../../../core/shapes/defaults";
import { createLogGroup } from "../../../monitoring/log-group";
import { checkLogRetention } from "../../../monitoring/log-retention";
import type { ServiceAccountRole } from "../../identity/service-account-role";
import type { ControllerRoleProps } from "../controller-role";
import { fluentBitRole } from "./fluent-bit-role";

/** Where the logs of containers go. */
export type ContainerLogDestination = CloudWatchDestination | KinesisDestination;

/** A log group. */
export interface CloudWatchDestination {
  readonly to: "cloudwatch";
  /**
   * Days that logs are kept.
   *
   * @minimum 1
   * @maximum 3653
   * @rangeToldAs LOG_RETENTION_INVALID
   * @default - the environment's `logs`, else 90
   */
  readonly retentionDays?: number;
}

/** A Kinesis data stream, from which others take the logs on, for example to OpenSearch. Its capacity follows the load. */
export interface KinesisDestination {
  readonly to: "kinesis";
  /**
   * Hours that a record stays for those who read, 24 to 8,760.
   *
   * @minimum 24
   * @maximum 8760
   * @default 24
   */
  readonly retentionHours?: number;
}

/** Properties of {@link ContainerLogs}. */
export interface ContainerLogsProps extends ControllerRoleProps {
  /** @default - a log group that keeps logs 90 days */
  readonly destination?: ContainerLogDestination;
}

const DEFAULT_RETENTION_DAYS = 90;
const DEFAULT_RETENTION_HOURS = 24;

/**
 * Where Fluent Bit ships the logs of containers on nodes, with the role that lets it: a log group or a Kinesis data stream. Pods on
 * Fargate have a log router of their own, see `FargateProfile`.
 *
 * ```ts
 * const logs = new ContainerLogs(this, "container-logs", { cluster });
 * logs.helmValues; // of the chart aws-for-fluent-bit
 * ```
 */
export class ContainerLogs extends BaseConstruct {
  /** Role of Fluent Bit. */
  readonly role: ServiceAccountRole;
  /** Only with CloudWatch Logs as the destination. */
  readonly logGroup?: CloudwatchLogGroup;
  /** Only with Kinesis as the destination. */
  readonly stream?: KinesisStream;

  /** @throws GroundplanError with everything that is wrong with the properties */
  constructor(scope: Construct, id: string, props: ContainerLogsProps) {
    super(scope, id);
    props = layDefaults(this, "ContainerLogs", props);
    const problems = checkShape(this, "ContainerLogs", props);
    const { destination = { to: "cloudwatch" }, ...role } = props;
    this.#check(destination, problems);
    const { clusterName } = props.cluster;
    if (destination.to === "cloudwatch") this.logGroup = this.#createLogGroup(clusterName, destination);
    else this.stream = this.#createStream(id, destination);
    this.role = fluentBitRole(this, "role", {
      ...role,
      ...(this.logGroup ? { logGroups: [this.logGroup.name] } : {}),
      ...(this.stream ? { streamArns: [this.stream.arn] } : {}),
    });
  }

  /** Values of AWS's chart `aws-for-fluent-bit` 0.2: the service account and the one output. */
  get helmValues() {
    const { region } = EnvironmentStack.of(this).environment;
    return {
      serviceAccount: { name: this.role.serviceAccount, annotations: this.role.annotations },
      cloudWatchLogs: this.logGroup
        ? { enabled: true, region, logGroupName: this.logGroup.name, autoCreateGroup: false }
        : { enabled: false },
      kinesis: this.stream ? { enabled: true, region, stream: this.stream.name } : { enabled: false },
    };
  }

  #check(destination: ContainerLogDestination, problems: Problems): void {
    if (destination.to !== "kinesis" && destination.retentionDays !== undefined) {
      checkLogRetention(destination.retentionDays, problems, "destination.retentionDays");
    }
    problems.throwIfAny();
  }

  /** The name is that under which Container Insights shows the logs of a cluster (CloudWatch User Guide, "Set up Fluent Bit as a
   * DaemonSet to send logs to CloudWatch Logs", as of 2026-11). */
  #createLogGroup(clusterName: string, { retentionDays }: CloudWatchDestination): CloudwatchLogGroup {
    return createLogGroup(this, "log-group", {
      name: `/aws/containerinsights/${clusterName}/application`,
      retentionDays,
      usualDays: DEFAULT_RETENTION_DAYS,
    });
  }

  #createStream(name: string, { retentionHours }: KinesisDestination): KinesisStream {
    const stack = EnvironmentStack.of(this);
    return new KinesisStream(this, "stream", {
      name: stack.physicalName("kinesisStream", stack.stackName, name),
      streamModeDetails: { streamMode: "ON_DEMAND" },
      retentionPeriod: retentionHours ?? DEFAULT_RETENTION_HOURS,
      // Kinesis' own key: it costs nothing, and Fluent Bit needs no permission for it.
      encryptionType: "KMS",
      kmsKeyId: "alias/aws/kinesis",
      ...(stack.environment.protect ? { lifecycle: { preventDestroy: true } } : {}),
    });
  }
}
