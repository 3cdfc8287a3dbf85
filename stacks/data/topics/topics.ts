import { Construct } from "constructs";
import { EnvironmentStack } from "../../../constructs/core/environments/environment-stack";
import { Problems } from "../../../constructs/core/errors";
import { checkCall } from "../../../constructs/core/shapes/check-call";
import { topicLink } from "../../../constructs/links/topic-link";
import { Topic } from "../../../constructs/messaging/topic/topic";
import type { ITopic } from "../../../constructs/messaging/topic/topic.types";
import { collectByName } from "../../sections/collect-by-name";
import { checkKeyChoice, chosenKey } from "../../sections/key-choice";
import type { Offer } from "../../sections/offer.types";
import { dataContract } from "../data-contract";
import type { DataProps, DataThings } from "../data-stack.types";
import type { DataMaking, DataPart } from "../part.types";
import { meantQueue } from "../queues/queues";
import { TOPIC_OUTPUTS } from "./topic-outputs";
import type { SubscriptionSpec, TopicSpec, TopicsProps } from "./topics.types";

/** Makes the topics of a section, with those who hear them. */
function createTopics(
  { stack, specs, props, made }: DataMaking<TopicsProps>,
  problems: Problems,
): DataThings["topics"] {
  const queues = { made: made.queues ?? {}, known: Object.keys(props.queues ?? {}) };
  const scopes = { topics: new Construct(stack, "topics"), keys: new Construct(stack, "topic-keys") };
  const topics = collectByName(specs, (name, spec) => createTopic(scopes, name, spec), problems);
  for (const [name, topic] of Object.entries(topics)) {
    for (const [id, spec] of Object.entries(specs[name]?.subscriptions ?? {})) {
      problems.collect(() => subscribe(topic, id, spec, queues));
    }
  }
  return topics;
}

/**
 * A topic of the environment in another stack: its name and key come from the contract, everything else from the section.
 *
 * @param name a topic of the section
 * @param props the section `data`
 */
export function topicFromContract(scope: Construct, id: string, name: string, props: DataProps): ITopic {
  checkCall("topicFromContract", { scope, id, name, props });
  const { topicArns, topicNames, topicKeyArns } = dataContract.read(EnvironmentStack.of(scope));
  const { keyArn, ownKey = false, fifo = false } = props.topics?.[name] ?? {};
  return Topic.fromExisting(scope, id, {
    topicArn: topicArns(name),
    topicName: topicNames(name),
    fifo: fifo !== false,
    ...(ownKey || keyArn !== undefined ? { keyArn: topicKeyArns(name) } : {}),
  });
}

function createTopic(scopes: Readonly<Record<"topics" | "keys", Construct>>, name: string, spec: TopicSpec): Topic {
  const { keyArn, ownKey, subscriptions, ...options } = spec;
  const problems = new Problems(`${scopes.topics.node.path}/${name}`);
  checkKeyChoice(spec, problems);
  problems.throwIfAny();
  return new Topic(scopes.topics, name, {
    ...options,
    ...chosenKey(scopes.keys, name, spec, {
      name: `topic-${name}`,
      description: `Encrypts the messages of the topic ${name}`,
    }),
  });
}

/** @param queues those of the same section, and the names of all of them, with those that were refused */
function subscribe(
  topic: Topic,
  id: string,
  spec: SubscriptionSpec,
  queues: { readonly made: DataThings["queues"]; readonly known: readonly string[] },
): void {
  if ("email" in spec) {
    const { email, ...options } = spec;
    topic.subscribeEmail(id, email, options);
  } else if ("url" in spec) {
    const { url, ...options } = spec;
    topic.subscribeUrl(id, url, options);
  } else {
    const { queue: name, ...options } = spec;
    const queue = queues.made[name];
    if (queue) topic.subscribeQueue(id, queue, options);
    else checkKnownQueue(topic, id, name, queues.known);
  }
}

/** @throws GroundplanError `SUBSCRIBED_QUEUE_UNKNOWN`; a queue that was refused has been told */
function checkKnownQueue(topic: Topic, id: string, name: string, known: readonly string[]): void {
  if (known.includes(name)) return;
  const problems = new Problems(topic.node.path);
  problems.add(`subscriptions.${id}.queue`, {
    code: "SUBSCRIBED_QUEUE_UNKNOWN",
    message: "There is no such queue in the section.",
    found: `"${name}"`,
    expected: known.length === 0 ? "a queue of the section, and there is none" : known.join(", "),
    fix: meantQueue(name, known) ?? "name one that is there, or make it below queues",
  });
  problems.throwIfAny();
}

/** What services name in `uses`: `topics.orders`, to publish. */
const OFFER: Offer<DataProps> = {
  names: ({ topics = {} }) => Object.keys(topics),
  link: ({ scope, name, props }) => topicLink(topicFromContract(scope, "topic", name, props)),
  source: ({ scope, name, props }) => ({ kind: "topic", topic: topicFromContract(scope, "topic", name, props) }),
};

/** Topics of the section `data`. */
export const TOPICS: DataPart<"topics"> = {
  create: createTopics,
  outputs: TOPIC_OUTPUTS,
  offer: OFFER,
  reader: "topicFromContract",
  keys: "topic-keys",
};
