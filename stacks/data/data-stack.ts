import type { Construct } from "constructs";
import { readBy } from "../../constructs/core/contract-ways";
import type { Environment } from "../../constructs/core/environments/environment";
import { EnvironmentStack } from "../../constructs/core/environments/environment-stack";
import { Problems } from "../../constructs/core/errors";
import { defineStack } from "../sections/define-stack";
import { named, type Place } from "../sections/places";
import { dataContract, valuesOf } from "./data-contract";
import type { DataProps } from "./data-stack.types";
import { createQueues, QUEUES_OFFER, type Queues } from "./queues";
import { createTopics, TOPICS_OFFER, type Topics } from "./topics";

/**
 * `<environment>-data`: what applications keep and tell each other. It knows none of those that use it: permissions lie with the roles, in
 * their stacks, and a key lets the account's roles decide.
 */
export class DataStack extends EnvironmentStack {
  readonly queues: Queues;
  readonly topics: Topics;

  /** @throws GroundplanError with everything that is wrong with the properties */
  constructor(scope: Construct, environment: Environment, props: DataProps) {
    super(scope, "data", environment);
    const problems = new Problems(this.node.path);
    const { queues = {}, topics = {} } = props;
    this.queues = createQueues(this, queues, problems);
    this.topics = createTopics(this, topics, { queues: this.queues, known: Object.keys(queues) }, problems);
    problems.throwIfAny();
    for (const [name, queue] of Object.entries(this.queues)) {
      readBy(queue, `queueFromContract(this, "${name}", "${name}", data)`);
    }
    for (const [name, topic] of Object.entries(this.topics)) {
      readBy(topic, `topicFromContract(this, "${name}", "${name}", data)`);
    }
    this.#publish();
  }

  #publish(): void {
    dataContract.publish(this, {
      queueUrls: valuesOf(this.queues, ({ queueUrl }) => queueUrl),
      queueArns: valuesOf(this.queues, ({ queueArn }) => queueArn),
      queueNames: valuesOf(this.queues, ({ queueName }) => queueName),
      queueKeyArns: valuesOf(this.queues, ({ keyArn }) => keyArn),
      topicArns: valuesOf(this.topics, ({ topicArn }) => topicArn),
      topicNames: valuesOf(this.topics, ({ topicName }) => topicName),
      topicKeyArns: valuesOf(this.topics, ({ keyArn }) => keyArn),
    });
  }
}

/** What the section calls the properties of constructs that it has by name, with a key that it may have. */
function keyed(kind: string, keys: string): readonly Place[] {
  return [
    [new RegExp(`^${kind}/([^/ ]+) › key$`), `${kind}.$1.keyArn`],
    [new RegExp(`^${keys}/([^/ ]+)[^›]*( ›.*)?$`), `${kind}.$1.ownKey`],
  ];
}

/** The stack of the section `data`. */
export const data = defineStack<DataProps>()({
  section: "data",
  places: [
    ...keyed("queues", "queue-keys"),
    ...named("queues/", "queues"),
    ...keyed("topics", "topic-keys"),
    ...named("topics/", "topics"),
  ],
  offers: { queues: QUEUES_OFFER, topics: TOPICS_OFFER },
  create: ({ app, environment, props }) => new DataStack(app, environment, props),
});
