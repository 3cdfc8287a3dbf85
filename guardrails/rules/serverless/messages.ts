import { documentOf } from "../../../review/values/documents";
import { isRecord } from "../../../review/values/values";
import type { Estate } from "../../tree/estate";
import type { Resource } from "../../tree/resource";
import { unreferred } from "../../tree/unreferred";
import { isKnown } from "../../tree/values";
import type { ResourceRule, Rules } from "../rule.types";

const QUEUE = "aws_sqs_queue";

/** Seconds that a queue keeps a message, and hides one that was read, where nothing is said (Amazon SQS API Reference, "CreateQueue", read 2026-11). */
const DEFAULTS = { message_retention_seconds: 345_600, visibility_timeout_seconds: 30 };

/** Seconds of an attribute of a queue, as far as they are known. */
function secondsOf(queue: Resource, attribute: keyof typeof DEFAULTS): number | undefined {
  const value = queue.at(attribute) ?? DEFAULTS[attribute];
  return isKnown(value) ? Number(value) : undefined;
}

/** What says where messages go that nobody could work on: the queue itself, or a resource beside it. */
function redrivesOf(queue: Resource, estate: Estate): readonly Resource[] {
  return [
    ...(queue.lacks("redrive_policy") ? [] : [queue]),
    ...estate.referrers(queue, "aws_sqs_queue_redrive_policy", "queue_url"),
  ];
}

/** Whether a queue is one that others leave messages in. */
function isForOthers(queue: Resource, estate: Estate): boolean {
  if (!queue.lacks("redrive_allow_policy")) return true;
  const allowed = estate.referrers(queue, "aws_sqs_queue_redrive_allow_policy", "queue_url");
  return allowed.length > 0 || isLeftIn(queue, estate);
}

/** Types and attributes that name a queue for what could not be delivered. */
const LEAVERS: readonly (readonly [type: string, attribute: string])[] = [
  [QUEUE, "redrive_policy"],
  ["aws_sqs_queue_redrive_policy", "redrive_policy"],
  ["aws_sns_topic_subscription", "redrive_policy"],
  ["aws_lambda_function", "dead_letter_config"],
  ["aws_lambda_function_event_invoke_config", "destination_config"],
  ["aws_cloudwatch_event_target", "dead_letter_config"],
  ["aws_scheduler_schedule", "target"],
];

function isLeftIn(queue: Resource, estate: Estate): boolean {
  return LEAVERS.some(([type, attribute]) => estate.referrers(queue, type, attribute).length > 0);
}

const LEFT_SOMEWHERE: ResourceRule = {
  level: "warning",
  title: "Queues leave what nobody could work on in a dead-letter queue.",
  reason: "A message that always fails is read again and again, before those behind it, until its time is over.",
  expected: "a redrive_policy",
  fix: "make a second queue, and name it in redrive_policy with a maxReceiveCount",
  source: 'Amazon SQS Developer Guide, "Using dead-letter queues in Amazon SQS", read 2026-11',
  types: [QUEUE],
  check: (queue, estate) => {
    const isOpen = unreferred(estate, "aws_sqs_queue_redrive_policy", "queue_url").some(
      ({ stack }) => stack === queue.stack,
    );
    return isOpen || redrivesOf(queue, estate).length > 0 || isForOthers(queue, estate)
      ? []
      : [{ found: "no dead-letter queue", attribute: "redrive_policy" }];
  },
};

const KEPT_LONGER: ResourceRule = {
  level: "warning",
  title: "Dead-letter queues keep messages longer than the queues that leave them there.",
  reason:
    "The time of a message counts from when it was sent first, so that it may be gone before anybody has seen it.",
  expected: "a message_retention_seconds that is longer than that of the queue",
  fix: "set message_retention_seconds of the dead-letter queue to 1209600, which is 14 days",
  source: 'Amazon SQS Developer Guide, "Using dead-letter queues in Amazon SQS", read 2026-11',
  types: [QUEUE],
  check: (queue, estate) => {
    // A message of a FIFO queue gets a new time when it is moved.
    if (queue.at("fifo_queue") === true || queue.at("fifo_queue") === "true") return [];
    const kept = secondsOf(queue, "message_retention_seconds");
    const leaver = estate
      .all(QUEUE)
      .filter(
        (one) => one !== queue && redrivesOf(one, estate).some((by) => by.targets("redrive_policy").includes(queue)),
      )
      .find((one) => {
        const own = secondsOf(one, "message_retention_seconds");
        return own !== undefined && kept !== undefined && kept <= own;
      });
    const text =
      leaver && `${kept} seconds, and ${leaver.place} keeps ${secondsOf(leaver, "message_retention_seconds")}`;
    return text === undefined ? [] : [{ found: text, attribute: "message_retention_seconds" }];
  },
};

const HIDDEN_LONGER: ResourceRule = {
  level: "error",
  title: "A queue hides a message for as long as the function that reads it may run.",
  reason: "AWS refuses the mapping otherwise, since another one would work on the message meanwhile.",
  expected: "a visibility_timeout_seconds of the function's timeout or more, best six times as much",
  fix: "set visibility_timeout_seconds of the queue to six times the timeout of the function",
  source: 'AWS Lambda Developer Guide, "Creating and configuring an Amazon SQS event source mapping", read 2026-11',
  types: ["aws_lambda_event_source_mapping"],
  check: (mapping) => {
    const [queue] = mapping.targets("event_source_arn").filter(({ type }) => type === QUEUE);
    const [target] = mapping
      .targets("function_name")
      .flatMap((one) => (one.type === "aws_lambda_alias" ? one.targets("function_name") : [one]));
    if (!queue || target?.type !== "aws_lambda_function") return [];
    const hidden = secondsOf(queue, "visibility_timeout_seconds");
    const timeout = target.at("timeout") ?? 3;
    if (hidden === undefined || !isKnown(timeout) || hidden >= Number(timeout)) return [];
    return [
      {
        found: `${hidden} seconds of ${queue.place}, and ${String(timeout)} of ${target.place}`,
        attribute: "event_source_arn",
      },
    ];
  },
};

/** Whether an alarm looks at what waits in a queue. */
function watches(alarm: Resource, queue: Resource): boolean {
  const { metric_name: metric, dimensions } = alarm.values;
  const text = JSON.stringify([alarm.at("metric_query"), metric]);
  const isAbout =
    alarm.targets("dimensions").includes(queue) ||
    alarm.targets("metric_query").includes(queue) ||
    (isRecord(dimensions) && dimensions.QueueName !== undefined && dimensions.QueueName === queue.at("name"));
  return (
    isAbout &&
    (!isKnown(metric) ||
      /ApproximateNumberOfMessages|ApproximateAgeOfOldestMessage|NumberOfMessagesReceived/.test(text))
  );
}

const SOMEBODY_LOOKS: ResourceRule = {
  level: "warning",
  title: "An alarm tells when something is left in a dead-letter queue.",
  reason: "Nobody reads it otherwise, and after its time the messages are gone.",
  expected: "an alarm about ApproximateNumberOfMessagesVisible of the queue",
  fix: "add an aws_cloudwatch_metric_alarm about ApproximateNumberOfMessagesVisible with the dimension QueueName",
  source: 'Amazon SQS Developer Guide, "Creating alarms for dead-letter queues using Amazon CloudWatch", read 2026-11',
  types: [QUEUE],
  check: (queue, estate) => {
    if (!isLeftIn(queue, estate)) return [];
    const alarms = estate.all("aws_cloudwatch_metric_alarm");
    return alarms.some((alarm) => watches(alarm, queue)) ? [] : [{ found: "no alarm" }];
  },
};

/** Queues that a policy of redrive names; several in a list are no mistake. */
function limitOf(queue: Resource): unknown {
  const document = documentOf(String(queue.at("redrive_policy")));
  return isRecord(document) ? document.maxReceiveCount : undefined;
}

const TRIED_AGAIN: ResourceRule = {
  level: "warning",
  title: "A message is tried more than once before it is left.",
  reason: "A worker that is replaced while it works leaves a message behind that nothing is wrong with.",
  expected: "a maxReceiveCount of 2 or more",
  fix: "raise maxReceiveCount in redrive_policy; 5 is what Lambda recommends for functions",
  source: 'AWS Lambda Developer Guide, "Creating and configuring an Amazon SQS event source mapping", read 2026-11',
  types: [QUEUE],
  check: (queue) => {
    const limit = queue.lacks("redrive_policy") ? undefined : limitOf(queue);
    return limit !== undefined && isKnown(limit) && Number(limit) < 2
      ? [{ found: `maxReceiveCount ${String(limit)}`, attribute: "redrive_policy" }]
      : [];
  },
};

/** Rules about queues, and what reads them. */
export const MESSAGE_RULES = {
  "SLS-21": LEFT_SOMEWHERE,
  "SLS-22": HIDDEN_LONGER,
  "SLS-23": KEPT_LONGER,
  "SLS-24": TRIED_AGAIN,
  "MON-09": SOMEBODY_LOOKS,
} as const satisfies Rules;
