import { FLOW_LOG_FIELDS } from "../../../../constructs/network/flow-logs/flow-log-checks";
import { testAdvice } from "../../../support/followed-advice";
import { bad, isAccepted, problemsIfAny, problemsOfNetwork } from "../network-problems";

const STREAM = "arn:aws:firehose:ap-northeast-2:111111111111:deliverystream/flows";
const RETENTION =
  "1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1096, 1827, 2192, 2557, 2922, 3288, 3653";

const FLOW_LOGS = [
  bad(
    "a field that flow logs do not have",
    { flowLog: { to: "cloudwatch", fields: ["srcaddr", "srcAddr", "pkt_srcaddr"] } },
    "FLOW_LOG_FIELD_UNKNOWN",
    "flowLog.fields",
    "Flow log records have no such field.",
    '"srcAddr", "pkt_srcaddr"',
    `fields among ${FLOW_LOG_FIELDS.join(", ")}`,
    "write the names as they are listed here, or remove them",
    [
      {
        says: "write the names as they are listed",
        to: { flowLog: { to: "cloudwatch", fields: ["srcaddr", "pkt-srcaddr"] } },
      },
      { says: "remove them", to: { flowLog: { to: "cloudwatch", fields: ["srcaddr"] } } },
    ],
  ),
  bad(
    "a format without fields",
    { flowLog: { to: "s3", fields: [] } },
    "FLOW_LOG_FIELDS_EMPTY",
    "flowLog.fields",
    "The flow log would record nothing.",
    "an empty list of fields",
    "at least one field",
    "leave fields out for AWS's default format",
    [{ says: "leave fields out", to: { flowLog: { to: "s3" } } }],
  ),
  bad(
    "a retention that CloudWatch Logs does not know",
    { flowLog: { to: "cloudwatch", retentionDays: 100 } },
    "LOG_RETENTION_INVALID",
    "flowLog.retentionDays",
    "CloudWatch Logs does not know this retention time.",
    "100 days",
    `one of ${RETENTION}`,
    "use 120",
    [{ says: "use 120", to: { flowLog: { to: "cloudwatch", retentionDays: 120 } } }],
  ),
  bad(
    "a retention of no whole day",
    { flowLog: { to: "s3", retentionDays: 0.5 } },
    "FLOW_LOG_RETENTION_INVALID",
    "flowLog.retentionDays",
    "S3 deletes objects after whole days.",
    "0.5",
    "a whole number of at least 1",
    "leave it out for 90",
    [{ says: "leave it out for 90", to: { flowLog: { to: "s3" } } }],
  ),
  bad(
    "a retention for a bucket of one's own",
    { flowLog: { to: "s3", bucketArn: "arn:aws:s3:::central-logs", retentionDays: 30 } },
    "FLOW_LOG_RETENTION_UNUSED",
    "flowLog.retentionDays",
    "How long records are kept in a bucket of yours is that bucket's own setting.",
    "retentionDays: 30 with a bucketArn",
    "retentionDays only for the bucket that is made here",
    "remove retentionDays and give the bucket a lifecycle rule, or remove bucketArn",
    [
      {
        says: "remove retentionDays and give the bucket a lifecycle rule",
        to: { flowLog: { to: "s3", bucketArn: "arn:aws:s3:::central-logs" } },
      },
      { says: "remove bucketArn", to: { flowLog: { to: "s3", retentionDays: 30 } } },
    ],
  ),
  bad(
    "a bucket's name in place of its ARN",
    { flowLog: { to: "s3", bucketArn: "central-logs" } },
    "FLOW_LOG_BUCKET_ARN",
    "flowLog.bucketArn",
    "This is not the ARN of a bucket.",
    '"central-logs"',
    "arn:aws:s3::: and the bucket's name, with a folder behind a slash if you like",
    "write arn:aws:s3:::central-logs",
    [
      {
        says: "write arn:aws:s3:::central-logs",
        to: { flowLog: { to: "s3", bucketArn: "arn:aws:s3:::central-logs" } },
      },
    ],
  ),
  bad(
    "the ARN of something else",
    { flowLog: { to: "s3", bucketArn: "arn:aws:logs:ap-northeast-2:111111111111:log-group:x" } },
    "FLOW_LOG_BUCKET_ARN",
    "flowLog.bucketArn",
    "This is not the ARN of a bucket.",
    '"arn:aws:logs:ap-northeast-2:111111111111:log-group:x"',
    "arn:aws:s3::: and the bucket's name, with a folder behind a slash if you like",
    "copy the ARN from the bucket's properties",
    [
      {
        says: "copy the ARN from the bucket's properties",
        to: { flowLog: { to: "s3", bucketArn: "arn:aws:s3:::central-logs" } },
      },
    ],
  ),
  bad(
    "a name that no bucket has in place of an ARN",
    { flowLog: { to: "s3", bucketArn: "Central Logs" } },
    "FLOW_LOG_BUCKET_ARN",
    "flowLog.bucketArn",
    "This is not the ARN of a bucket.",
    '"Central Logs"',
    "arn:aws:s3::: and the bucket's name, with a folder behind a slash if you like",
    "copy the ARN from the bucket's properties",
    [
      {
        says: "copy the ARN from the bucket's properties",
        to: { flowLog: { to: "s3", bucketArn: "arn:aws:s3:::central-logs" } },
      },
    ],
  ),
  bad(
    "a flow log of a tier that there is not",
    { flowLogs: { rejected: { to: "s3", tiers: ["data", "pods"] } } },
    "FLOW_LOG_TIER_UNKNOWN",
    "flowLogs.rejected.tiers",
    "A flow log of tiers records one or more tiers of the network.",
    '"pods"',
    "one or more of public, app, data",
    "name tiers of the network, or leave tiers out for the whole VPC",
    [
      { says: "name tiers of the network", to: { flowLogs: { rejected: { to: "s3", tiers: ["data", "app"] } } } },
      { says: "leave tiers out for the whole VPC", to: { flowLogs: { rejected: { to: "s3" } } } },
    ],
  ),
  bad(
    "a flow log of no tier",
    { flowLog: { to: "s3", tiers: [] } },
    "FLOW_LOG_TIER_UNKNOWN",
    "flowLog.tiers",
    "A flow log of tiers records one or more tiers of the network.",
    "no tier",
    "one or more of public, app, data",
    "name tiers of the network, or leave tiers out for the whole VPC",
    [{ says: "leave tiers out for the whole VPC", to: { flowLog: { to: "s3" } } }],
  ),
  bad(
    "a stream by its name",
    { flowLogs: { live: { to: "firehose", streamArn: "flows" } } },
    "FLOW_LOG_STREAM_ARN",
    "flowLogs.live.streamArn",
    "This is not the ARN of a stream of Amazon Data Firehose.",
    '"flows"',
    "arn:aws:firehose:<region>:<account>:deliverystream/<name>",
    "copy the ARN from the stream's page in the console",
    [
      {
        says: "copy the ARN from the stream's page in the console",
        to: { flowLogs: { live: { to: "firehose", streamArn: STREAM } } },
      },
    ],
  ),
  bad(
    "two flow logs of the same to the same place",
    {
      flowLog: { to: "s3", bucketArn: "arn:aws:s3:::central" },
      flowLogs: { again: { to: "s3", bucketArn: "arn:aws:s3:::central", traffic: "REJECT" } },
    },
    "FLOW_LOG_TWICE",
    "flowLogs.again",
    "Two flow logs record the same and write it to the same place, which AWS refuses.",
    "flowLogs.again and flowLog, both to arn:aws:s3:::central",
    "another place, or other tiers",
    "remove one of the two, or give it another place or other tiers",
    [
      { says: "remove one of the two", to: { flowLog: { to: "s3", bucketArn: "arn:aws:s3:::central" } } },
      {
        says: "give it another place",
        to: {
          flowLog: { to: "s3", bucketArn: "arn:aws:s3:::central" },
          flowLogs: { again: { to: "s3", traffic: "REJECT" } },
        },
      },
      {
        says: "or other tiers",
        to: {
          flowLog: { to: "s3", bucketArn: "arn:aws:s3:::central" },
          flowLogs: { again: { to: "s3", bucketArn: "arn:aws:s3:::central", tiers: ["data"] } },
        },
      },
    ],
  ),
];

test.each(FLOW_LOGS)("$mistake is told with a way out", ({ given, problems }) => {
  expect(problemsOfNetwork(given)).toEqual(problems);
});

testAdvice(FLOW_LOGS, problemsIfAny);

test("buckets of other partitions, with a folder, or known only after apply are allowed", () => {
  const arns = ["arn:aws-us-gov:s3:::logs", "arn:aws-cn:s3:::logs/vpc/", "${aws_s3_bucket.logs.arn}"];
  expect(arns.map((bucketArn) => isAccepted({ flowLog: { to: "s3", bucketArn } }))).toEqual([true, true, true]);
});
