import type { EnvironmentStack } from "../../../constructs/core/environments/environment-stack";
import { Queue, Topic } from "../../../constructs/messaging";
import { problemsOf, synthStack } from "../../support/synth";

const PATH = "sandbox-test/orders";
const ARN = "arn:aws:sns:ap-northeast-2:111111111111:orders";

/** The one problem of a step, without the line that made it. */
function problemOf(build: (stack: EnvironmentStack) => void) {
  const problems = problemsOf(() => synthStack(build));
  expect(problems).toHaveLength(1);
  const [{ line: _, ...problem } = { line: "" }] = problems;
  return problem;
}

test.each([
  ["email", "ops", "an e-mail address", "an address such as ops@example.com"],
  ["https", "http://hooks.example.com", "a URL that SNS calls", "a URL that begins with https://"],
] as const)("an address of the kind %s that is none is told", (kind, address, what, expected) => {
  const subscribe = (text: string) => (stack: EnvironmentStack) => {
    const topic = new Topic(stack, "orders");
    if (kind === "email") topic.subscribeEmail("ops", text);
    else topic.subscribeUrl("ops", text);
  };
  expect(problemOf(subscribe(address))).toEqual({
    code: "TOPIC_ADDRESS_INVALID",
    path: `${PATH} › subscriptions.ops`,
    message: `This is not ${what}.`,
    found: `"${address}"`,
    expected,
    fix: "write it as it is reached",
  });
  synthStack(subscribe(kind === "email" ? "ops@example.com" : "https://hooks.example.com"));
});

test("a queue with order below a topic without is told, and the other way round is well", () => {
  const subscribe = (topicFifo: boolean, queueFifo: boolean) => (stack: EnvironmentStack) => {
    const queue = new Queue(stack, "jobs", { fifo: queueFifo });
    new Topic(stack, "orders", { fifo: topicFifo }).subscribeQueue("jobs", queue);
  };
  expect(problemOf(subscribe(false, true))).toEqual({
    code: "TOPIC_SUBSCRIBER_ORDER",
    path: `${PATH} › subscriptions.jobs`,
    message: "A queue that keeps the order hears only topics that do too.",
    found: "a queue with fifo, and a topic without",
    expected: "a topic with fifo, or a queue without",
    fix: "say fifo: true for the topic too, or leave it out for the queue",
  });
  for (const [topicFifo, queueFifo] of [
    [true, true],
    [false, false],
    [true, false],
  ] as const) {
    synthStack(subscribe(topicFifo, queueFifo));
  }
});

test("services of AWS publish to a topic with a key that was made here alone", () => {
  expect(
    problemOf((stack) => new Topic(stack, "orders").admitService("events", ARN.replace("sns", "events"))),
  ).toMatchObject({
    code: "SENDER_WITHOUT_KEY",
    path: PATH,
    message:
      "The service events.amazonaws.com has to use the key of what it sends to, and the policy of this key cannot be changed from here.",
  });
});

test("a topic that exists is named by its ARN, and by its name where that is a reference", () => {
  expect(problemOf((stack) => Topic.fromExisting(stack, "orders", { topicArn: "orders" }))).toEqual({
    code: "TOPIC_ARN_INVALID",
    path: `${PATH} › topicArn`,
    message: "This is not the ARN of a topic.",
    found: '"orders"',
    expected: "the ARN of a topic, such as arn:aws:sns:ap-northeast-2:111111111111:orders",
    fix: "give the ARN, not the name",
  });
  const referred = (topicName?: string) => (stack: EnvironmentStack) => {
    const other = new Topic(stack, "other");
    Topic.fromExisting(stack, "orders", { topicArn: other.topic.arn, ...(topicName ? { topicName } : {}) });
  };
  expect(problemOf(referred())).toEqual({
    code: "TOPIC_UNKNOWN",
    path: `${PATH} › topicName`,
    message: "The ARN is known after the apply only, so that the name cannot be read out of it.",
    found: "nothing",
    expected: "topicName, a literal or a reference",
    fix: "give topicName beside the ARN",
  });
  synthStack(referred("other"));
});
