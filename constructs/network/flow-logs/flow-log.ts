import { CloudwatchLogGroup } from "@cdktf/provider-aws/lib/cloudwatch-log-group";
import { FlowLog as FlowLogResource } from "@cdktf/provider-aws/lib/flow-log";
import { Construct } from "constructs";
import { EnvironmentStack } from "../../core/environments/environment-stack";
import { distinctName, namedBy } from "../../core/names/physical-names/name-source";
import { waitFor } from "../../core/wait-for";
import { EncryptionKey } from "../../encryption/encryption-key";
import { InlinePolicy } from "../../iam/policies/inline-policy";
import { Role } from "../../iam/roles/role";
import { permissionsOf } from "../../iam/roles/role-permissions";
import { logKey, logRetention } from "../../monitoring/environment-logs";
import { Bucket } from "../../storage/bucket";
import { waitForBucket } from "../../storage/wait-for-bucket";
import { networkPart } from "../network-part";
import type { FlowLogProps, FlowLogToCloudWatch, FlowLogToS3 } from "./flow-log-props";

/** Id of a network's own flow log, whose names have no part for it. */
const USUAL_ID = "flow-log";

/**
 * The flow log of a VPC, with the log group or bucket it writes to. Physical names hold the construct's id, unless that is
 * `flow-log`; so a second one beside it has others.
 */
export class FlowLog extends Construct {
  readonly flowLog: FlowLogResource;
  readonly logGroup?: CloudwatchLogGroup;
  readonly role?: Role;
  readonly key?: EncryptionKey;
  readonly bucket?: Bucket;
  /** What the names say besides project and environment. */
  readonly #parts: readonly string[];

  constructor(scope: Construct, id: string, vpcId: string, props: FlowLogProps) {
    super(scope, id);
    namedBy(this, "id");
    this.#parts = [...networkPart(this), USUAL_ID, distinctName(this, USUAL_ID) ?? ""].filter((part) => part !== "");
    const stack = EnvironmentStack.of(this);
    const common = {
      vpcId,
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
      this.flowLog = new FlowLogResource(this, "flow-log", {
        ...common,
        logDestinationType: "cloud-watch-logs",
        logDestination: this.logGroup.arn,
        iamRoleArn: this.role.roleArn,
      });
      const { role } = this;
      waitFor(this.flowLog, () => permissionsOf(role));
    } else {
      this.bucket = props.bucketArn ? undefined : this.#createBucket(props);
      this.flowLog = new FlowLogResource(this, "flow-log", {
        ...common,
        logDestinationType: "s3",
        logDestination: props.bucketArn ?? this.bucket?.bucket.arn,
        ...(props.format === "parquet"
          ? { destinationOptions: { fileFormat: "parquet", hiveCompatiblePartitions: true, perHourPartition: true } }
          : {}),
        // Delivery is refused as long as the bucket's policy does not admit it.
        ...(this.bucket ? { dependsOn: [this.bucket.policy] } : {}),
      });
      if (props.bucketArn) waitForBucket(this.flowLog, props.bucketArn);
    }
  }

  #createKey(logGroupName: string): EncryptionKey {
    return new EncryptionKey(this, "key", {
      name: this.#parts.join("-"),
      description: "Encrypts the VPC flow log",
      logGroupNames: [logGroupName],
    });
  }

  #createLogGroup(name: string, props: FlowLogToCloudWatch): CloudwatchLogGroup {
    const { protect } = EnvironmentStack.of(this).environment;
    return new CloudwatchLogGroup(this, "log-group", {
      name,
      retentionInDays: logRetention(this, props.retentionDays, 30),
      ...logKey(this, this.key?.arn),
      lifecycle: protect ? { preventDestroy: true } : undefined,
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
    const bucket = new Bucket(this, "bucket", {
      bucketName: stack.physicalName("bucket", ...this.#parts, account, region),
      versioned: false,
      expireDays: props.retentionDays ?? 90,
    });
    // What is written as Parquet has Hive's partitions too.
    bucket.admitDelivery("flow-log", props.format === "parquet" ? { hivePartitions: true } : {});
    return bucket;
  }
}
