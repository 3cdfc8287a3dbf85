import type { EnvironmentStack } from "../../../constructs/core/environments/environment-stack";
import type { Problem } from "../../../constructs/core/errors";
import { type ExistingQueueProps, Queue, type QueueProps } from "../../../constructs/messaging";
import { testAdvice, type Way } from "../../support/followed-advice";
import { problemsIfAny, problemsOf, synthStack } from "../../support/synth";
import { makeKey } from "./support";

const PATH = "sandbox-test/jobs";
const ARN = "arn:aws:sqs:ap-northeast-2:111111111111:jobs";
const KEY = "arn:aws:kms:ap-northeast-2:111111111111:key/1234abcd-12ab-34cd-56ef-1234567890ab";

const time = (property: string, found: string, [least, most]: [string, string], use: string): Problem => ({
  code: "DURATION_INVALID",
  path: `${PATH} › ${property}`,
  message: "The time is not one that AWS takes.",
  found: `"${found}"`,
  expected: `a whole number with s, min, h or d, from ${least} to ${most}`,
  fix: `use "${use}"`,
});

const BAD_PROPS: readonly (readonly [
  mistake: string,
  props: QueueProps,
  problem: Problem,
  ways: readonly Way<QueueProps>[],
])[] = [
  [
    "a visibility of a day",
    { visibility: "1 d" },
    time("visibility", "1 d", ["0 s", "12 h"], "12 h"),
    [{ says: 'use "12 h"', to: { visibility: "12 h" } }],
  ],
  [
    "a retention of seconds",
    { retention: "5 s" },
    time("retention", "5 s", ["60 s", "14 d"], "60 s"),
    [{ says: 'use "60 s"', to: { retention: "60 s" } }],
  ],
  [
    "a delay of an hour",
    { delay: "1 h" },
    time("delay", "1 h", ["0 s", "15 min"], "15 min"),
    [{ says: 'use "15 min"', to: { delay: "15 min" } }],
  ],
  [
    "a wait of half a minute",
    { receiveWait: "30 s" },
    time("receiveWait", "30 s", ["0 s", "20 s"], "20 s"),
    [{ says: 'use "20 s"', to: { receiveWait: "20 s" } }],
  ],
  [
    "a time without a unit",
    { visibility: "60" },
    { ...time("visibility", "60", ["0 s", "12 h"], "0 s"), message: "This is no length of time." },
    [{ says: 'use "0 s"', to: { visibility: "0 s" } }],
  ],
  [
    "dead letters that go before the others",
    { retention: "10 d", deadLetter: { after: 5, retention: "1 d" } },
    {
      code: "QUEUE_DEAD_LETTERS_RETENTION",
      path: `${PATH} › deadLetter.retention`,
      message:
        "A dead letter is as old as when it was sent, so it would be gone before the time is over that the queue keeps messages.",
      found: '"1 d", and "10 d" of the queue',
      expected: '"10 d" or longer',
      fix: "leave it out for 14 d",
    },
    [{ says: "leave it out", to: { retention: "10 d", deadLetter: { after: 5 } } }],
  ],
  [
    "a name of a queue without order for one that keeps it",
    { fifo: true, queueName: "jobs" },
    {
      code: "EXACT_NAME_INVALID",
      path: `${PATH} › queueName`,
      message: "AWS has no such name for this kind of resource, so nothing that exists is called so.",
      found: '"jobs" (4 characters)',
      expected: "1 to 75 letters, digits, _ and -, and .fifo behind them",
      fix: "write the name as AWS shows it, or leave queueName out and one is made",
    },
    [
      { says: "write the name as AWS shows it", to: { fifo: true, queueName: "jobs.fifo" } },
      { says: "leave queueName out", to: { fifo: true } },
    ],
  ],
  [
    "a name that keeps the order for a queue that does not",
    { queueName: "jobs.fifo" },
    {
      code: "EXACT_NAME_INVALID",
      path: `${PATH} › queueName`,
      message: "AWS has no such name for this kind of resource, so nothing that exists is called so.",
      found: '"jobs.fifo" (9 characters)',
      expected: "1 to 80 letters, digits, _ and -",
      fix: "write the name as AWS shows it, or leave queueName out and one is made",
    },
    [
      { says: "write the name as AWS shows it", to: { queueName: "jobs" } },
      { says: "leave queueName out", to: {} },
    ],
  ],
  [
    "the alias of a key",
    { key: "alias/jobs" },
    {
      code: "KEY_ARN_INVALID",
      path: `${PATH} › key`,
      message: "This is not the ARN of a KMS key.",
      found: '"alias/jobs"',
      expected:
        "the ARN of a key, such as arn:aws:kms:ap-northeast-2:111111111111:key/1234abcd-12ab-34cd-56ef-1234567890ab",
      fix: "give the ARN of the key; an alias cannot be named in a permission",
    },
    [{ says: "give the ARN of the key", to: { key: KEY } }],
  ],
  [
    "the name of a topic for who is told",
    { alarms: { actions: ["alarms"] } },
    {
      code: "ARN_INVALID",
      path: `${PATH} › alarms.actions`,
      message: "This is not an ARN.",
      found: '"alarms"',
      expected: "an ARN, such as arn:aws:sns:ap-northeast-2:111111111111:alarms",
      fix: "give the ARN of the topic, not its name",
    },
    [{ says: "give the ARN of the topic", to: { alarms: { actions: [ARN.replace("sqs", "sns")] } } }],
  ],
  [
    "more who are told than an alarm can have",
    { alarms: { actions: ["a", "b", "c", "d", "e", "f"].map((name) => `arn:aws:sns:eu-west-1:111111111111:${name}`) } },
    {
      code: "ALARM_ACTIONS_TOO_MANY",
      path: `${PATH} › alarms.actions`,
      message: "An alarm cannot have this many actions.",
      found: "6 actions",
      expected: "at most 5",
      fix: "tell one SNS topic, and let the others subscribe to it",
    },
    [{ says: "tell one SNS topic", to: { alarms: { actions: ["arn:aws:sns:eu-west-1:111111111111:a"] } } }],
  ],
];

const problemsOfQueue = (props: QueueProps) =>
  problemsIfAny(() => synthStack((stack) => new Queue(stack, "jobs", props)));

test.each(BAD_PROPS)("%s is told, with a way out", (_, props, problem) => {
  expect(problemsOf(() => synthStack((stack) => new Queue(stack, "jobs", props)))).toEqual([problem]);
});

testAdvice(
  BAD_PROPS.map(([mistake, , problem, ways]) => ({ mistake, problems: [problem], ways })),
  problemsOfQueue,
);

test("dead letters of another kind are told", () => {
  const step = (build: (stack: EnvironmentStack) => void) => () => synthStack(build);
  const letters = (stack: EnvironmentStack, name: string) =>
    Queue.fromExisting(stack, "letters", { queueArn: `${ARN}${name}` });
  const ordered = step(
    (stack) => new Queue(stack, "jobs", { fifo: true, deadLetter: { after: 5, queue: letters(stack, "-letters") } }),
  );
  expect(problemsOf(ordered)).toEqual([
    expect.objectContaining({
      code: "QUEUE_DEAD_LETTERS_OTHER_KIND",
      path: `${PATH} › deadLetter.queue`,
      message: "A queue that keeps the order has dead letters in one that does too, and another one in another.",
      found: "a queue without the order, for one that keeps it",
      expected: "a queue with fifo",
      fix: "leave queue out, and one of the right kind is made",
    }),
  ]);
  const plain = step(
    (stack) => new Queue(stack, "jobs", { deadLetter: { after: 5, queue: letters(stack, "-letters.fifo") } }),
  );
  expect(problemsOf(plain)).toEqual([
    expect.objectContaining({
      code: "QUEUE_DEAD_LETTERS_OTHER_KIND",
      found: "a queue that keeps the order, for one without",
      expected: "a queue without fifo",
    }),
  ]);
  synthStack((stack) => {
    new Queue(stack, "jobs", { fifo: true, deadLetter: { after: 5, queue: letters(stack, "-letters.fifo") } });
  });
});

test("a service cannot send where a key cannot be changed from here, and can where it is made here", () => {
  const admit = (key?: string) => () =>
    synthStack((stack) =>
      new Queue(stack, "jobs", { key: key ?? makeKey(stack) }).admitService("sns", ARN.replace("sqs", "sns")),
    );
  expect(problemsOf(admit(KEY))).toEqual([
    {
      code: "SENDER_WITHOUT_KEY",
      path: PATH,
      message:
        "The service sns.amazonaws.com has to use the key of what it sends to, and the policy of this key cannot be changed from here.",
      found: "a key by its ARN",
      expected: "a key that is made here, or none",
      fix: "make the key by EncryptionKey and hand it over, or leave key out",
    },
  ]);
  admit()();
});

test("a policy that opens a queue to everybody, and two statements of one sid, are told", () => {
  const { problems } = synthStack((stack) => {
    const queue = new Queue(stack, "jobs");
    const statement = { actions: ["sqs:SendMessage"], resources: [queue.queueArn] } as const;
    queue.admit({ sid: "Everybody", principals: "*", ...statement });
    queue.admit({ sid: "Partner", principals: { AWS: ["222222222222"] }, ...statement });
    queue.admit({ sid: "Partner", principals: { AWS: ["333333333333"] }, ...statement });
  });
  expect(problems).toEqual([
    expect.objectContaining({
      code: "RESOURCE_POLICY_PUBLIC",
      path: `${PATH} › policy › Everybody`,
      message: "The statement would open the queue to everybody.",
      found: 'an Allow for "*" without a condition',
      expected: "a principal with a name, or a condition",
      fix: "name the account, role or service",
    }),
    expect.objectContaining({
      code: "RESOURCE_POLICY_SID_TWICE",
      path: `${PATH} › policy › Partner`,
      message: "Two different statements of the queue's policy have the same sid.",
    }),
  ]);
});

describe("a queue that exists", () => {
  const existing = (props: ExistingQueueProps) => () => synthStack((stack) => Queue.fromExisting(stack, "jobs", props));

  it("is not named by its URL", () => {
    expect(problemsOf(existing({ queueArn: "https://sqs.eu-west-1.amazonaws.com/111111111111/jobs" }))).toEqual([
      expect.objectContaining({
        code: "QUEUE_ARN_INVALID",
        path: `${PATH} › queueArn`,
        message: "This is not the ARN of a queue.",
        found: '"https://sqs.eu-west-1.amazonaws.com/111111111111/jobs"',
        expected: "the ARN of a queue, such as arn:aws:sqs:ap-northeast-2:111111111111:jobs",
        fix: "give the ARN, not the URL",
      }),
    ]);
    existing({ queueArn: ARN })();
  });

  it("says its name and URL where its ARN is a reference", () => {
    const made = (props: Omit<ExistingQueueProps, "queueArn">) => () =>
      synthStack((stack) => {
        const other = new Queue(stack, "other");
        Queue.fromExisting(stack, "jobs", { queueArn: other.queue.arn, ...props });
      });
    expect(problemsOf(made({}))).toEqual(
      ["queueName", "queueUrl"].map((key) =>
        expect.objectContaining({
          code: "QUEUE_UNKNOWN",
          path: `${PATH} › ${key}`,
          message: `The ARN is known after the apply only, so that ${key} cannot be read out of it.`,
          fix: `give ${key} beside the ARN`,
        }),
      ),
    );
    made({ queueName: "other", queueUrl: "https://sqs.eu-west-1.amazonaws.com/111111111111/other" })();
  });
});
