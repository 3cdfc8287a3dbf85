import type { StepTime } from "../terraform/terraform";
import { columns } from "./summary";

/** Waits that the AWS provider makes by itself; no setting shortens them. Measured with provider 5.100. */
const PROVIDER_WAITS: Readonly<Record<string, string>> = {
  aws_vpc: "10 s, 30 s with generated IPv6",
  aws_sqs_queue: "25 s",
  aws_sqs_queue_policy: "25 s",
  aws_lb: "60 s",
  aws_route53_zone: "15 s",
  aws_route53_record: "15 s",
  aws_db_instance: "80 to 160 s, destroy 60 s",
  aws_elasticache_replication_group: "30 s, destroy 30 s, changes of nodes 30 s each",
  aws_rds_cluster: "30 s",
  aws_cloudfront_distribution: "30 s, destroy 45 s",
  aws_s3_bucket_lifecycle_configuration: "55 s",
  aws_kinesis_stream: "20 to 30 s",
  aws_opensearch_domain: "600 s",
  aws_volume_attachment: "20 s",
  aws_instance: "10 s",
  aws_kms_key: "about 12 s, until its policy is the same in several reads",
  aws_nat_gateway: "10 s",
  aws_eks_cluster: "destroy 25 to 50 s",
};

/** A table of the steps, slowest first, with the resource that took longest and the provider's own wait for its type. */
export function timingTable(times: readonly StepTime[]): string {
  const rows = [...times]
    .sort((a, b) => b.seconds - a.seconds)
    .map(({ stack, step, seconds, slowest }) => {
      const type = slowest?.address.split(".").find((part) => part.startsWith("aws_"));
      const wait = type ? PROVIDER_WAITS[type] : undefined;
      const resource = slowest && slowest.seconds >= 5 ? `${slowest.address} ${slowest.seconds} s` : "";
      return [seconds.toFixed(1), stack, step, resource, resource && wait ? `provider's own wait: ${wait}` : ""];
    });
  return columns([["seconds", "stack", "step", "slowest resource", "why"], ...rows]);
}
