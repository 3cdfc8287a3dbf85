import type { EnvironmentStack } from "../../../constructs/core/environments/environment-stack";
import { type ExistingQueueProps, Queue, type QueueProps, Topic } from "../../../constructs/messaging";
import { MetricAlarm } from "../../../constructs/monitoring";
import { DataStack } from "../../../stacks/data/data-stack";
import type { DataProps } from "../../../stacks/data/data-stack.types";
import { specOf } from "../../stacks/stack-json";
import { testAdvice, type Way } from "../../support/followed-advice";
import { problemsIfAny, problemsOf, synthStack, testEnvironment } from "../../support/synth";
import { makeKey } from "./support";

type Build = (stack: EnvironmentStack) => void;

const QUEUE = "arn:aws:sqs:ap-northeast-2:111111111111:jobs";
const TOPIC = "arn:aws:sns:ap-northeast-2:111111111111:orders";
const KEY = "arn:aws:kms:ap-northeast-2:111111111111:key/1234abcd-12ab-34cd-56ef-1234567890ab";

const letters =
  (fifo: boolean, name?: string): Build =>
  (stack) => {
    const queue =
      name === undefined ? undefined : Queue.fromExisting(stack, "letters", { queueArn: `${QUEUE}${name}` });
    const deadLetter: QueueProps["deadLetter"] = { after: 5, ...(queue ? { queue } : {}) };
    new Queue(stack, "jobs", { fifo, deadLetter });
  };
const sends =
  (key: "given" | "made" | "none"): Build =>
  (stack) => {
    const props = key === "none" ? {} : { key: key === "given" ? KEY : makeKey(stack) };
    new Queue(stack, "jobs", props).admitService("sns", TOPIC);
  };
const existing =
  (props: ExistingQueueProps): Build =>
  (stack) => {
    Queue.fromExisting(stack, "jobs", props);
  };
const referred =
  (props: Omit<ExistingQueueProps, "queueArn">): Build =>
  (stack) => {
    Queue.fromExisting(stack, "jobs", { queueArn: new Queue(stack, "other").queue.arn, ...props });
  };
const topic =
  (topicArn: string): Build =>
  (stack) => {
    Topic.fromExisting(stack, "orders", { topicArn });
  };
const referredTopic =
  (topicName?: string): Build =>
  (stack) => {
    const topicArn = new Topic(stack, "other").topic.arn;
    Topic.fromExisting(stack, "orders", { topicArn, ...(topicName ? { topicName } : {}) });
  };
const email =
  (address: string): Build =>
  (stack) => {
    new Topic(stack, "orders").subscribeEmail("ops", address);
  };
const hears =
  (topicFifo: boolean, queueFifo: boolean): Build =>
  (stack) => {
    new Topic(stack, "orders", { fifo: topicFifo }).subscribeQueue(
      "jobs",
      new Queue(stack, "jobs", { fifo: queueFifo }),
    );
  };
const alarm =
  (periods: number, wrongPeriods: number): Build =>
  (stack) => {
    const metric = new Queue(stack, "jobs").metrics.waiting();
    new MetricAlarm(stack, "waiting", { description: "x", metric, when: "above", threshold: 1, periods, wrongPeriods });
  };
const data =
  (props: DataProps): Build =>
  (stack) => {
    new DataStack(stack.node.root, testEnvironment({ name: "other" }), specOf({}).network, props);
  };
const to = (queue?: string) => ({ deadLetter: { after: 5, ...(queue === undefined ? {} : { queue }) } });
const heard = (queues: DataProps["queues"], queue: string): Build =>
  data({ ...(queues ? { queues } : {}), topics: { orders: { subscriptions: { jobs: { queue } } } } });

/** A database whose password is that of a secret, which is there as `login`. */
const signedIn = (secret: string, secrets: readonly string[]): Build => {
  const generate = { json: { generated: "password", fields: { username: "dbowner" } } };
  const small = { engine: "postgres 17", size: "db.t4g.medium", storage: "50 GB", tier: "app" } as const;
  return data({
    secrets: Object.fromEntries(secrets.map((name) => [name, { generate }])),
    databases: { orders: { ...small, password: { secret } } },
  });
};

const MISTAKES: readonly {
  readonly mistake: string;
  readonly codes: readonly string[];
  readonly wrong: Build;
  readonly ways: readonly Way<Build>[];
}[] = [
  {
    mistake: "dead letters of another kind",
    codes: ["QUEUE_DEAD_LETTERS_OTHER_KIND"],
    wrong: letters(true, "-letters"),
    ways: [{ says: "leave queue out", to: letters(true) }],
  },
  {
    mistake: "a service that has to use a key by its ARN",
    codes: ["SENDER_WITHOUT_KEY"],
    wrong: sends("given"),
    ways: [
      { says: "make the key by EncryptionKey and hand it over", to: sends("made") },
      { says: "leave key out", to: sends("none") },
    ],
  },
  {
    mistake: "the URL of a queue",
    codes: ["QUEUE_ARN_INVALID"],
    wrong: existing({ queueArn: "https://sqs.eu-west-1.amazonaws.com/111111111111/jobs" }),
    ways: [{ says: "give the ARN", to: existing({ queueArn: QUEUE }) }],
  },
  {
    mistake: "a reference to a queue alone",
    codes: ["QUEUE_UNKNOWN", "QUEUE_UNKNOWN"],
    wrong: referred({}),
    ways: [
      {
        says: ["give queueName beside the ARN", "give queueUrl beside the ARN"],
        to: referred({ queueName: "other", queueUrl: "https://sqs.eu-west-1.amazonaws.com/111111111111/other" }),
      },
    ],
  },
  {
    mistake: "the name of a topic",
    codes: ["TOPIC_ARN_INVALID"],
    wrong: topic("orders"),
    ways: [{ says: "give the ARN", to: topic(TOPIC) }],
  },
  {
    mistake: "a reference to a topic alone",
    codes: ["TOPIC_UNKNOWN"],
    wrong: referredTopic(),
    ways: [{ says: "give topicName beside the ARN", to: referredTopic("other") }],
  },
  {
    mistake: "an address that is none",
    codes: ["TOPIC_ADDRESS_INVALID"],
    wrong: email("ops"),
    ways: [{ says: "write it as it is reached", to: email("ops@example.com") }],
  },
  {
    mistake: "a queue with order that hears a topic without",
    codes: ["TOPIC_SUBSCRIBER_ORDER"],
    wrong: hears(false, true),
    ways: [
      { says: "say fifo: true for the topic too", to: hears(true, true) },
      { says: "leave it out for the queue", to: hears(false, false) },
    ],
  },
  {
    mistake: "more wrong periods than are looked at",
    codes: ["ALARM_PERIODS"],
    wrong: alarm(2, 3),
    ways: [
      { says: "use 2", to: alarm(2, 2) },
      { says: "look at 3 periods", to: alarm(3, 3) },
    ],
  },
  {
    mistake: "dead letters for a queue that is not there",
    codes: ["DEAD_LETTER_QUEUE_UNKNOWN"],
    wrong: data({ queues: { jobs: to("letters") } }),
    ways: [{ says: "leave queue out", to: data({ queues: { jobs: to() } }) }],
  },
  {
    mistake: "dead letters that come back",
    codes: ["DEAD_LETTER_QUEUE_CIRCLE"],
    wrong: data({ queues: { jobs: to("jobs") } }),
    ways: [{ says: "leave queue out", to: data({ queues: { jobs: to() } }) }],
  },
  {
    mistake: "a password of a secret that is not there",
    codes: ["DATABASE_SECRET_UNKNOWN"],
    wrong: signedIn("login", ["owner"]),
    ways: [
      { says: "name one that is there", to: signedIn("owner", ["owner"]) },
      { says: "make it below secrets", to: signedIn("login", ["owner", "login"]) },
    ],
  },
  {
    mistake: "a queue that is not there and hears a topic",
    codes: ["SUBSCRIBED_QUEUE_UNKNOWN"],
    wrong: heard({ mails: {} }, "jobs"),
    ways: [
      { says: "name one that is there", to: heard({ mails: {} }, "mails") },
      { says: "make it below queues", to: heard({ mails: {}, jobs: {} }, "jobs") },
    ],
  },
];

const told = MISTAKES.map(({ mistake, wrong, ways }) => ({
  mistake,
  ways,
  problems: problemsOf(() => synthStack(wrong)),
}));

test("each of them is told by its code", () => {
  expect(told.map(({ problems }) => problems.map(({ code }) => code))).toEqual(MISTAKES.map(({ codes }) => codes));
});

testAdvice<Build>(told, (build) => problemsIfAny(() => synthStack(build)));
