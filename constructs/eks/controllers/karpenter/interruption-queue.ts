import { CloudwatchEventRule } from "@cdktf/provider-aws/lib/cloudwatch-event-rule";
import { CloudwatchEventTarget } from "@cdktf/provider-aws/lib/cloudwatch-event-target";
import { SqsQueue } from "@cdktf/provider-aws/lib/sqs-queue";
import { SqsQueuePolicy } from "@cdktf/provider-aws/lib/sqs-queue-policy";
import type { Construct } from "constructs";
import { BaseConstruct } from "../../../core/base-construct";
import { EnvironmentStack } from "../../../core/environments/environment-stack";
import type { GrantStatement } from "../../../iam/grantable";
import { policyDocument } from "../../../iam/policies/policy-document";

/** Events that say that nodes will go or have gone (Karpenter, reference "CloudFormation", 1.14). */
const EVENTS = {
  "scheduled-change": {
    source: "aws.health",
    type: "AWS Health Event",
    says: "AWS will maintain or retire an instance",
  },
  "spot-interruption": {
    source: "aws.ec2",
    type: "EC2 Spot Instance Interruption Warning",
    says: "A Spot instance goes in two minutes",
  },
  rebalance: {
    source: "aws.ec2",
    type: "EC2 Instance Rebalance Recommendation",
    says: "A Spot instance may go soon",
  },
  "state-change": {
    source: "aws.ec2",
    type: "EC2 Instance State-change Notification",
    says: "An instance stops or has stopped",
  },
  "capacity-reservation": {
    source: "aws.ec2",
    type: "EC2 Capacity Reservation Instance Interruption Warning",
    says: "An instance in an interruptible capacity reservation will go",
  },
} as const;

/** Seconds that an event is of use: a Spot instance gets a warning of two minutes. */
const RETENTION_SECONDS = 300;

/** The queue by which Karpenter learns that nodes will go, so that it moves their pods in time. */
export class KarpenterInterruptionQueue extends BaseConstruct {
  readonly queue: SqsQueue;
  /** Rules by what they are about. */
  readonly rules: Readonly<Record<keyof typeof EVENTS, CloudwatchEventRule>>;

  /**
   * @param name last part of the names
   * @param queueName the whole name of the queue; one is made where it is left out
   */
  constructor(scope: Construct, id: string, name: string, queueName?: string) {
    super(scope, id);
    const stack = EnvironmentStack.of(this);
    this.queue = new SqsQueue(this, "Default", {
      name: queueName ?? stack.physicalName("sqsQueue", stack.stackName, name),
      messageRetentionSeconds: RETENTION_SECONDS,
      sqsManagedSseEnabled: true,
    });
    this.rules = {
      "scheduled-change": this.#route("scheduled-change", name),
      "spot-interruption": this.#route("spot-interruption", name),
      rebalance: this.#route("rebalance", name),
      "state-change": this.#route("state-change", name),
      "capacity-reservation": this.#route("capacity-reservation", name),
    };
    this.#admit();
  }

  get queueName(): string {
    return this.queue.name;
  }

  /** What the controller does with the queue. */
  get statement(): GrantStatement {
    return {
      sid: "HearOfInterruptions",
      actions: ["sqs:DeleteMessage", "sqs:GetQueueUrl", "sqs:ReceiveMessage"],
      resources: [this.queue.arn],
    };
  }

  #route(event: keyof typeof EVENTS, name: string): CloudwatchEventRule {
    const stack = EnvironmentStack.of(this);
    const { source, type, says } = EVENTS[event];
    const rule = new CloudwatchEventRule(this, event, {
      name: stack.physicalName("eventRule", stack.stackName, name, event),
      description: `${says}: tells Karpenter`,
      eventPattern: JSON.stringify({ "detail-type": [type], source: [source] }),
    });
    new CloudwatchEventTarget(this, `${event}-target`, { rule: rule.name, targetId: "queue", arn: this.queue.arn });
    return rule;
  }

  /** Only these rules put something in, and nobody speaks to the queue in the clear. */
  #admit(): void {
    new SqsQueuePolicy(this, "policy", {
      queueUrl: this.queue.url,
      policy: policyDocument([
        {
          sid: "Rules",
          principals: { Service: ["events.amazonaws.com"] },
          actions: ["sqs:SendMessage"],
          resources: [this.queue.arn],
          conditions: { ArnEquals: { "aws:SourceArn": Object.values(this.rules).map(({ arn }) => arn) } },
        },
        {
          sid: "OnlyTls",
          effect: "Deny",
          principals: "*",
          actions: ["sqs:*"],
          resources: [this.queue.arn],
          conditions: { Bool: { "aws:SecureTransport": "false" } },
        },
      ]),
    });
  }
}
