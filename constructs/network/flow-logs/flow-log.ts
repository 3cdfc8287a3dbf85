import type { CloudwatchLogGroup } from "@cdktf/provider-aws/lib/cloudwatch-log-group";
import { type FlowLogConfig, FlowLog as FlowLogResource } from "@cdktf/provider-aws/lib/flow-log";
import type { Construct } from "constructs";
import { BaseConstruct } from "../../core/base-construct";
import { EnvironmentStack } from "../../core/environments/environment-stack";
import { Problems } from "../../core/errors";
import { distinctName, namedBy } from "../../core/names/physical-names/name-source";
import { waitFor } from "../../core/resources/wait-for";
import { withoutDefaults } from "../../core/shapes/defaults";
import { EncryptionKey } from "../../encryption/encryption-key";
import { InlinePolicy } from "../../iam/policies/inline-policy";
import { Role } from "../../iam/roles/role";
import { permissionsOf } from "../../iam/roles/role-permissions";
import { createLogGroup } from "../../monitoring/log-group";
import { Bucket, type BucketProps } from "../../storage/bucket";
import { waitForBucket } from "../../storage/wait-for-bucket";
import type { INetwork } from "../network.types";
import { networkPart } from "../network-part";
import { checkFlowLog, checkFlowLogTiers } from "./flow-log-checks";
import type { FlowLogProps, FlowLogToCloudWatch, FlowLogToS3 } from "./flow-log-props";

/** Id of a network's own flow log, whose names have no part for it. */
const USUAL_ID = "flow-log";

/** What a flow log records: a VPC, and its tiers if some of them are named. */
export type FlowLogSource = Pick<INetwork, "vpcId" | "tiers">;

/** What every flow log to the same place is made with. */
type Common = Omit<FlowLogConfig, "vpcId" | "subnetId">;

/**
 * The flow log of a VPC or of some of its tiers, with the log group or bucket it writes to. Physical names hold the construct's id, unless
 * that is `flow-log`; so a second one beside it has others.
 */
export class FlowLog extends BaseConstruct {
  /** Flow logs in AWS: `vpc`, or one by `<tier>-<zone>` for each subnet of the tiers that are recorded. */
  readonly flowLogs: Readonly<Record<string, FlowLogResource>>;
  readonly logGroup?: CloudwatchLogGroup;
  readonly role?: Role;
  readonly key?: EncryptionKey;
  readonly bucket?: Bucket;
  /** What the names say besides project and environment. */
  readonly #parts: readonly string[];

  /**
   * @param source the network, or the id of a VPC that is recorded as a whole
   * @throws GroundplanError `FLOW_LOG_TIER_UNKNOWN`, and what `checkFlowLog` finds
   */
  constructor(scope: Construct, id: string, source: string | FlowLogSource, props: FlowLogProps) {
    super(scope, id);
    const network = typeof source === "string" ? { vpcId: source, tiers: [] } : source;
    const problems = new Problems(this.node.path);
    checkFlowLog(props, problems, "");
    const names = network.tiers.map(({ name }) => name);
    checkFlowLogTiers(props, names, problems, "");
    problems.throwIfAny();
    namedBy(this, "id");
    this.#parts = [...networkPart(this), USUAL_ID, distinctName(this, USUAL_ID) ?? ""].filter((part) => part !== "");
    const stack = EnvironmentStack.of(this);
    const common = {
      trafficType: props.traffic ?? "ALL",
      maxAggregationInterval: props.aggregationSeconds ?? 600,
      ...(props.fields ? { logFormat: props.fields.map((field) => `\${${field}}`).join(" ") } : {}),
      tags: { Name: stack.physicalName("tag", ...this.#parts) },
    };
    if (props.to === "cloudwatch") {
      const name = props.logGroupName ?? stack.physicalName("logGroup", "network", ...this.#parts);
      this.key = props.ownKey ? this.#createKey(name) : undefined;
      this.logGroup = this.#createLogGroup(name, props);
      this.role = this.#createRole(name, props);
      this.flowLogs = this.#createFlowLogs(network, props, {
        ...common,
        logDestinationType: "cloud-watch-logs",
        logDestination: this.logGroup.arn,
        iamRoleArn: this.role.roleArn,
      });
      const { role } = this;
      for (const flowLog of Object.values(this.flowLogs)) waitFor(flowLog, () => permissionsOf(role));
    } else if (props.to === "firehose") {
      this.flowLogs = this.#createFlowLogs(network, props, {
        ...common,
        logDestinationType: "kinesis-data-firehose",
        logDestination: props.streamArn,
      });
    } else {
      this.bucket = props.bucketArn ? undefined : this.#createBucket(props);
      this.flowLogs = this.#createFlowLogs(network, props, {
        ...common,
        logDestinationType: "s3",
        logDestination: props.bucketArn ?? this.bucket?.bucket.arn,
        ...(props.format === "parquet"
          ? { destinationOptions: { fileFormat: "parquet", hiveCompatiblePartitions: true, perHourPartition: true } }
          : {}),
        // Delivery is refused as long as the bucket's policy does not admit it.
        ...(this.bucket ? { dependsOn: [this.bucket.policy] } : {}),
      });
      const { bucketArn } = props;
      if (bucketArn) for (const flowLog of Object.values(this.flowLogs)) waitForBucket(flowLog, bucketArn);
    }
  }

  #createFlowLogs({ vpcId, tiers }: FlowLogSource, { tiers: recorded }: FlowLogProps, common: Common) {
    if (recorded === undefined) return { vpc: new FlowLogResource(this, "flow-log", { ...common, vpcId }) };
    const subnets = tiers
      .filter(({ name }) => recorded.includes(name))
      .flatMap(({ name, subnets }) => subnets.map(({ subnetId, zone }) => [`${name}-${zone}`, subnetId] as const));
    return Object.fromEntries(
      subnets.map(([key, subnetId]) => [key, new FlowLogResource(this, `subnet-${key}`, { ...common, subnetId })]),
    );
  }

  #createKey(logGroupName: string): EncryptionKey {
    return new EncryptionKey(this, "key", {
      name: this.#parts.join("-"),
      description: "Encrypts the VPC flow log",
      logGroupNames: [logGroupName],
    });
  }

  #createLogGroup(name: string, props: FlowLogToCloudWatch): CloudwatchLogGroup {
    const { retentionDays } = props;
    return createLogGroup(this, "log-group", {
      name,
      retentionDays,
      usualDays: 30,
      ...(this.key ? { key: this.key } : {}),
    });
  }

  /** The group needs no resource policy beside the role: Amazon VPC User Guide, "IAM role for publishing flow logs to CloudWatch Logs" (as of 2026-11), limited to the one log group. */
  #createRole(logGroupName: string, { roleName }: FlowLogToCloudWatch): Role {
    const stack = EnvironmentStack.of(this);
    const role = new Role(this, "role", {
      roleName: roleName ?? stack.physicalName("iamRole", ...this.#parts),
      description: "Lets VPC flow logs write to their log group",
      trustedBy: [
        {
          by: "service",
          service: "vpc-flow-logs.amazonaws.com",
          sourceArns: [stack.arn("ec2", "vpc-flow-log/*")],
        },
      ],
    });
    const group = stack.arn("logs", `log-group:${logGroupName}`);
    new InlinePolicy(this, "role-policy", {
      role,
      name: "write-flow-log",
      statements: [
        {
          sid: "Write",
          actions: ["logs:CreateLogStream", "logs:DescribeLogStreams", "logs:PutLogEvents"],
          resources: [group, `${group}:*`],
        },
        {
          sid: "Find",
          actions: ["logs:DescribeLogGroups"],
          resources: ["*"],
          wildcardReason: "AWS knows no resource for the list of log groups.",
        },
      ],
    });
    return role;
  }

  #createBucket(props: FlowLogToS3): Bucket {
    const stack = EnvironmentStack.of(this);
    const { account, region } = stack.environment;
    const properties: BucketProps = {
      bucketName: stack.physicalName("bucket", ...this.#parts, account, region),
      versioned: false,
      expireDays: props.retentionDays ?? 90,
    };
    const bucket = new Bucket(this, "bucket", withoutDefaults(properties, "lifecycleRules"));
    // What is written as Parquet has Hive's partitions too.
    bucket.admitDelivery("flow-log", props.format === "parquet" ? { hivePartitions: true } : {});
    return bucket;
  }
}
