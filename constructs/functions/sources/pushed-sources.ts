import { CloudwatchEventRule } from "@cdktf/provider-aws/lib/cloudwatch-event-rule";
import { CloudwatchEventTarget } from "@cdktf/provider-aws/lib/cloudwatch-event-target";
import { SnsTopicSubscription } from "@cdktf/provider-aws/lib/sns-topic-subscription";
import { BaseConstruct } from "../../core/base-construct";
import { EnvironmentStack } from "../../core/environments/environment-stack";
import { Problems } from "../../core/errors";
import { checkExactName } from "../../core/names/exact-name";
import { nameInStack, pathInStack } from "../../core/names/path-in-stack";
import { Topic } from "../../messaging/topic/topic";
import type { ITopic } from "../../messaging/topic/topic.types";
import type { IBucket } from "../../storage/bucket.types";
import { BucketNotifications } from "../../storage/notifications/bucket-notifications";
import type { CalledFunction } from "./called-function";
import type { ObjectSourceOptions, RuleSourceOptions, TopicSourceOptions } from "./source.types";

/** Tells a function what happens to the objects of a bucket. */
export function hearBucket(
  called: CalledFunction,
  name: string,
  bucket: IBucket,
  { events = ["s3:ObjectCreated:*"], prefix = "", suffix = "" }: ObjectSourceOptions,
): BucketNotifications {
  const permission = called.admitService(name, { principal: "s3.amazonaws.com", sourceArn: bucket.arn });
  const notifications = BucketNotifications.of(bucket);
  notifications.tellFunction(`${pathInStack(called)}-${name}`, {
    functionArn: called.calledArn,
    permission,
    ...{ events, prefix, suffix },
    asked: `${called.node.path} › on.${name}`,
  });
  return notifications;
}

/** Lets a function hear a topic. */
export function hearTopic(
  called: CalledFunction,
  name: string,
  topic: ITopic,
  { filter, filterBody = false }: TopicSourceOptions,
): SnsTopicSubscription {
  if (topic.fifo) {
    const problems = new Problems(called.node.path);
    problems.add(`on.${name}`, {
      code: "FUNCTION_TOPIC_ORDER",
      message: "A topic that keeps the order tells queues alone.",
      found: "a topic with fifo",
      expected: "a topic without fifo, or a queue between the two",
      fix: "subscribe a queue to the topic, and let the function work off the queue",
    });
    problems.throwIfAny();
  }
  const permission = called.admitService(name, { principal: "sns.amazonaws.com", sourceArn: topic.topicArn });
  return new SnsTopicSubscription(called, `on-${name}`, {
    topicArn: topic instanceof Topic ? topic.topic.arn : topic.topicArn,
    protocol: "lambda",
    endpoint: called.calledArn,
    ...(filter === undefined
      ? {}
      : {
          filterPolicy: JSON.stringify(filter),
          filterPolicyScope: filterBody ? "MessageBody" : "MessageAttributes",
        }),
    dependsOn: [permission],
  });
}

/** Events of EventBridge that a function is told. */
export class RuleSource extends BaseConstruct {
  readonly rule: CloudwatchEventRule;
  readonly target: CloudwatchEventTarget;

  constructor(called: CalledFunction, name: string, { pattern, bus, ruleName }: RuleSourceOptions) {
    super(called, `on-${name}`);
    const problems = new Problems(called.node.path);
    checkExactName("eventRule", ruleName, problems, `on.${name}.ruleName`);
    problems.throwIfAny();
    const stack = EnvironmentStack.of(this);
    this.rule = new CloudwatchEventRule(this, "rule", {
      name: ruleName ?? stack.physicalName("eventRule", stack.stackName, nameInStack(called), name),
      description: `Calls ${called.functionName}`,
      eventPattern: JSON.stringify(pattern),
      ...(bus === undefined ? {} : { eventBusName: bus }),
    });
    const permission = called.admitService(name, { principal: "events.amazonaws.com", sourceArn: this.rule.arn });
    this.target = new CloudwatchEventTarget(this, "target", {
      rule: this.rule.name,
      ...(bus === undefined ? {} : { eventBusName: bus }),
      targetId: "function",
      arn: called.calledArn,
      dependsOn: [permission],
    });
  }
}
