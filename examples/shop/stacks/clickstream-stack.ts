import { KinesisStream } from "@cdktf/provider-aws/lib/kinesis-stream";
import type { Construct } from "constructs";
import { Contract, text } from "../constructs/core/contract";
import type { Environment } from "../constructs/core/environments/environment";
import { EnvironmentStack } from "../constructs/core/environments/environment-stack";
import type { Link } from "../constructs/links";
import { defineStack } from "./sections/define-stack";

/** What visitors of the shop do, as a stream that others read later. */
export interface ClickstreamProps {
  /**
   * Hours that records are kept.
   *
   * @minimum 24
   * @maximum 8760
   * @default 24
   */
  readonly retentionHours?: number;
}

/** What the stack hands to others. */
export const clickstreamContract = new Contract("clickstream", {
  name: text("Name of the stream", "shop-clicks"),
  arn: text("ARN of the stream", "arn:aws:kinesis:us-east-1:000000000000:stream/shop-clicks"),
});

/** `<environment>-clickstream`: a stream of Kinesis, which the project has no construct for. */
export class ClickstreamStack extends EnvironmentStack {
  constructor(scope: Construct, environment: Environment, { retentionHours = 24 }: ClickstreamProps) {
    super(scope, "clickstream", environment);
    const stream = new KinesisStream(this, "clicks", {
      name: `${environment.project}-${environment.name}-clicks`,
      streamModeDetails: { streamMode: "ON_DEMAND" },
      retentionPeriod: retentionHours,
      encryptionType: "KMS",
      kmsKeyId: "alias/aws/kinesis",
    });
    clickstreamContract.publish(this, { name: stream.name, arn: stream.arn });
  }
}

/** To write into the stream, and the variable `CLICKS_STREAM_NAME`. */
function clicksLink(stack: EnvironmentStack): Link {
  const { name, arn } = clickstreamContract.read(stack);
  return {
    grant: ({ grantee }) =>
      grantee.allow({ sid: "WriteClicks", actions: ["kinesis:PutRecord", "kinesis:PutRecords"], resources: [arn] }),
    variables: { STREAM_NAME: name },
  };
}

export const clickstream = defineStack<ClickstreamProps>()({
  section: "clickstream",
  offers: {
    streams: {
      names: () => ["clicks"],
      link: ({ scope }) => clicksLink(EnvironmentStack.of(scope)),
    },
  },
  create: ({ app, environment, props }) => new ClickstreamStack(app, environment, props),
});
