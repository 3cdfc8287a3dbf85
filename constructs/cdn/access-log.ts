import { CloudwatchLogDelivery } from "@cdktf/provider-aws/lib/cloudwatch-log-delivery";
import { CloudwatchLogDeliveryDestination } from "@cdktf/provider-aws/lib/cloudwatch-log-delivery-destination";
import { CloudwatchLogDeliverySource } from "@cdktf/provider-aws/lib/cloudwatch-log-delivery-source";
import type { Construct } from "constructs";
import { BaseConstruct } from "../core/base-construct";
import { EnvironmentStack } from "../core/environments/environment-stack";
import { pathInStack } from "../core/names/path-in-stack";
import { Bucket } from "../storage/bucket";
import { wafProvider } from "../waf/waf-scope";
import type { AccessLogs } from "./distribution.types";

/**
 * The access log of a distribution (standard logging v2), which CloudWatch's log delivery writes into a bucket. The older way of
 * logging writes by ACL, which buckets with enforced ownership do not have (Amazon CloudFront Developer Guide, "Configure
 * standard logging (v2)" and "(legacy)", as of 2026-11). Sources and deliveries for CloudFront lie in us-east-1.
 */
export class AccessLog extends BaseConstruct {
  readonly source: CloudwatchLogDeliverySource;
  readonly destination: CloudwatchLogDeliveryDestination;
  readonly delivery: CloudwatchLogDelivery;

  constructor(scope: Construct, id: string, distributionArn: string, logs: AccessLogs) {
    super(scope, id);
    const stack = EnvironmentStack.of(this);
    const { bucket, prefix } = logs;
    const name = stack.physicalName("logDelivery", stack.stackName, pathInStack(this));
    const provider = wafProvider(this, "CLOUDFRONT");
    const isOurs = bucket instanceof Bucket;
    if (isOurs) bucket.admitDelivery("cloudfront", prefix === undefined ? {} : { prefix });
    this.source = new CloudwatchLogDeliverySource(this, "source", {
      ...provider,
      name,
      logType: "ACCESS_LOGS",
      resourceArn: distributionArn,
    });
    this.destination = new CloudwatchLogDeliveryDestination(this, "destination", {
      ...provider,
      name,
      outputFormat: logs.format ?? "json",
      deliveryDestinationConfiguration: [
        { destinationResourceArn: prefix === undefined ? bucket.arn : `${bucket.arn}/${prefix}` },
      ],
    });
    this.delivery = new CloudwatchLogDelivery(this, "delivery", {
      ...provider,
      deliverySourceName: this.source.name,
      deliveryDestinationArn: this.destination.arn,
      // A delivery is refused as long as the bucket's policy does not admit it.
      ...(isOurs && EnvironmentStack.of(bucket) === stack ? { dependsOn: [bucket.policy] } : {}),
    });
  }
}
