import type { MESSAGE_RULES } from "../../../../guardrails/rules/serverless/messages";
import type { CasesOf } from "../../rule-cases";

const REDRIVE = '{"deadLetterTargetArn":"${aws_sqs_queue.left.arn}","maxReceiveCount":5}';

/** A queue that leaves messages in another one. */
function queues(work: Readonly<Record<string, unknown>> = {}, left: Readonly<Record<string, unknown>> = {}) {
  return {
    aws_sqs_queue: { work: { name: "work", redrive_policy: REDRIVE, ...work }, left: { name: "left", ...left } },
  };
}

/** A function that reads a queue, by an alias or not. */
function reader(seconds: unknown, timeout: unknown, name = "${aws_lambda_function.one.arn}") {
  return {
    aws_sqs_queue: { work: { visibility_timeout_seconds: seconds } },
    aws_lambda_function: { one: { timeout } },
    aws_lambda_alias: { live: { function_name: "${aws_lambda_function.one.function_name}" } },
    aws_lambda_event_source_mapping: { work: { event_source_arn: "${aws_sqs_queue.work.arn}", function_name: name } },
  };
}

const TWO_WEEKS = { message_retention_seconds: 1_209_600 };

/** An alarm about what waits in a queue. */
function alarm(dimensions: unknown, metric_name = "ApproximateNumberOfMessagesVisible") {
  return { aws_cloudwatch_metric_alarm: { left: { metric_name, dimensions } } };
}

/** Cases of the rules about queues. */
export const MESSAGE_CASES: CasesOf<typeof MESSAGE_RULES> = {
  "SLS-21": {
    title: "Queues leave what nobody could work on in a dead-letter queue.",
    fix: "make a second queue, and name it in redrive_policy with a maxReceiveCount",
    passes: {
      "one that does, and its dead-letter queue": queues(),
      "one by a resource beside it": {
        aws_sqs_queue: { work: {}, left: {} },
        aws_sqs_queue_redrive_policy: {
          work: { queue_url: "${aws_sqs_queue.work.id}", redrive_policy: REDRIVE },
        },
      },
      "one for what others leave": { aws_sqs_queue: { left: { redrive_allow_policy: "{}" } } },
      "one for events that could not be delivered": {
        aws_sqs_queue: { left: {} },
        aws_cloudwatch_event_target: { one: { dead_letter_config: { arn: "${aws_sqs_queue.left.arn}" } } },
      },
      "what a policy may be about that names one which is not known": {
        aws_sqs_queue: { work: {} },
        aws_sqs_queue_redrive_policy: { work: { queue_url: "${var.url}", redrive_policy: "${var.policy}" } },
      },
    },
    fails: {
      "one without": {
        given: { aws_sqs_queue: { work: {} } },
        told: [["app/aws_sqs_queue.work › redrive_policy", "no dead-letter queue", "a redrive_policy"]],
      },
    },
  },
  "SLS-22": {
    title: "A queue hides a message for as long as the function that reads it may run.",
    fix: "set visibility_timeout_seconds of the queue to six times the timeout of the function",
    passes: {
      "six times as long": reader(180, 30),
      "what is known later": reader("${var.seconds}", 60),
      "a function from elsewhere": reader(10, 60, "arn:aws:lambda:eu-west-1:111111111111:function:one"),
    },
    fails: {
      "by default": {
        given: { ...reader(undefined, 60), aws_sqs_queue: { work: {} } },
        told: [
          [
            "app/aws_lambda_event_source_mapping.work › event_source_arn",
            "30 seconds of app/aws_sqs_queue.work, and 60 of app/aws_lambda_function.one",
            "a visibility_timeout_seconds of the function's timeout or more, best six times as much",
          ],
        ],
      },
      "by an alias": {
        given: reader(20, 60, "${aws_lambda_alias.live.arn}"),
        told: [
          [
            "app/aws_lambda_event_source_mapping.work › event_source_arn",
            "20 seconds of app/aws_sqs_queue.work, and 60 of app/aws_lambda_function.one",
            "a visibility_timeout_seconds of the function's timeout or more, best six times as much",
          ],
        ],
      },
    },
  },
  "SLS-23": {
    title: "Dead-letter queues keep messages longer than the queues that leave them there.",
    fix: "set message_retention_seconds of the dead-letter queue to 1209600, which is 14 days",
    passes: {
      "two weeks": queues({}, TWO_WEEKS),
      "what is known later": queues({}, { message_retention_seconds: "${var.seconds}" }),
      "one of order": queues({ fifo_queue: true }, { fifo_queue: true }),
    },
    fails: {
      "as long as the other": {
        given: queues(),
        told: [
          [
            "app/aws_sqs_queue.left › message_retention_seconds",
            "345600 seconds, and app/aws_sqs_queue.work keeps 345600",
            "a message_retention_seconds that is longer than that of the queue",
          ],
        ],
      },
    },
  },
  "SLS-24": {
    title: "A message is tried more than once before it is left.",
    fix: "raise maxReceiveCount in redrive_policy; 5 is what Lambda recommends for functions",
    passes: {
      "five times": queues(),
      "what is known later": queues({ redrive_policy: "${jsonencode(var.policy)}" }),
    },
    fails: {
      once: {
        given: queues({ redrive_policy: REDRIVE.replace("5", "1") }),
        told: [["app/aws_sqs_queue.work › redrive_policy", "maxReceiveCount 1", "a maxReceiveCount of 2 or more"]],
      },
    },
  },
  "MON-09": {
    title: "An alarm tells when something is left in a dead-letter queue.",
    fix: "add an aws_cloudwatch_metric_alarm about ApproximateNumberOfMessagesVisible with the dimension QueueName",
    passes: {
      "an alarm by a reference": { ...queues(), ...alarm({ QueueName: "${aws_sqs_queue.left.name}" }) },
      "an alarm by the name": { ...queues(), ...alarm({ QueueName: "left" }) },
      "a queue that nobody leaves anything in": { aws_sqs_queue: { work: {} } },
    },
    fails: {
      "none, and one about the other queue": {
        given: { ...queues(), ...alarm({ QueueName: "work" }) },
        told: [
          ["app/aws_sqs_queue.left", "no alarm", "an alarm about ApproximateNumberOfMessagesVisible of the queue"],
        ],
      },
    },
  },
};
