/** What a flow log records, and where its records go. */
export type FlowLogProps = FlowLogToCloudWatch | FlowLogToS3 | FlowLogToFirehose;

interface FlowLogCommon {
  /**
   * Tiers whose subnets are recorded, each by a flow log of its own to the same place.
   *
   * @example ["data"]
   * @default - the whole VPC
   */
  readonly tiers?: readonly string[];
  /**
   * Which traffic is recorded.
   *
   * @synonym trafficType
   * @default "ALL"
   */
  readonly traffic?: "ALL" | "ACCEPT" | "REJECT";
  /**
   * Seconds over which packets are gathered into one record: 60 or 600.
   *
   * @synonym maxAggregationInterval
   * @default 600
   */
  readonly aggregationSeconds?: 60 | 600;
  /**
   * Fields of a record in order, by AWS's names (`srcaddr`, `pkt-srcaddr`, `flow-direction`).
   *
   * @default - AWS's default format, version 2
   */
  readonly fields?: readonly string[];
}

export interface FlowLogToCloudWatch extends FlowLogCommon {
  /** Records go to CloudWatch Logs. */
  readonly to: "cloudwatch";
  /**
   * Days that records are kept; one of the values CloudWatch Logs knows (1, 3, 5, 7, 14, 30, 60, 90 …).
   *
   * @minimum 1
   * @maximum 3653
   * @rangeToldAs LOG_RETENTION_INVALID
   * @default - the environment's `logs`, else 30
   */
  readonly retentionDays?: number;
  /**
   * Whether records are encrypted with a KMS key of their own (costs a key) instead of AWS's.
   *
   * @default false
   */
  readonly ownKey?: boolean;
  /**
   * The whole name of the log group, of one that is taken over.
   *
   * @default - made of the network
   */
  readonly logGroupName?: string;
  /**
   * The whole name of the role by which records are written.
   *
   * @maxLength ../../core/names/naming#RULES.iamRole.maxLength
   * @default - made of the network
   */
  readonly roleName?: string;
}

export interface FlowLogToS3 extends FlowLogCommon {
  /** Records go to an S3 bucket. */
  readonly to: "s3";
  /**
   * ARN of an existing bucket whose policy admits log delivery.
   *
   * @default - a bucket is made: private, encrypted, TLS-only, with a lifecycle
   */
  readonly bucketArn?: string;
  /**
   * Days that records are kept in the bucket that is made.
   *
   * @minimum 1
   * @rangeToldAs FLOW_LOG_RETENTION_INVALID
   * @default 90
   */
  readonly retentionDays?: number;
  /**
   * File format. The conversion to Parquet is billed by the gigabyte (Amazon CloudWatch pricing, "Vended logs", as of 2026-11).
   *
   * @default "plain-text"
   */
  readonly format?: "plain-text" | "parquet";
}

export interface FlowLogToFirehose extends FlowLogCommon {
  /** Records go to a stream of Amazon Data Firehose. */
  readonly to: "firehose";
  /**
   * ARN of an existing stream of this account. AWS gives it the tag `LogDeliveryEnabled`, by which it may write there (CloudWatch Logs User
   * Guide, "Logs sent to Firehose", as of 2026-11): where the stream is made by Terraform, that tag belongs to its own or is ignored.
   *
   * @example arn:aws:firehose:ap-northeast-2:111111111111:deliverystream/flows
   */
  readonly streamArn: string;
}
