import { LambdaFunction } from "../../../../constructs/functions";
import { Queue, Topic } from "../../../../constructs/messaging";
import { Bucket } from "../../../../constructs/storage";
import type { Program, Transition } from "../transition";

const FIXTURES = "__tests__/constructs/functions/fixtures";

interface Version {
  /** Folder of the code of the function that stays. */
  readonly code: "hello" | "goodbye";
  readonly memoryMiB: number;
  /** Name of the function that is another one then. */
  readonly functionName: string;
  readonly batch: number;
  /** Whether a clock, a topic and a bucket call it, and others are told how calls went. */
  readonly called: boolean;
}

/** A function that stays, with all that may call it, and one with a name of its own. */
function functions({ code, memoryMiB, functionName, batch, called }: Version): Program {
  return (stack) => {
    const stays = new LambdaFunction(stack, "stays", {
      code: `${FIXTURES}/${code}`,
      runtime: "nodejs22.x",
      memoryMiB,
      environment: { GREETING: code },
      url: true,
      provisionedConcurrency: 1,
      ...(called ? { deadLetters: new Queue(stack, "lost"), async: { retries: 1 } } : {}),
    });
    stays.onQueue("jobs", new Queue(stack, "jobs", { visibility: "5 min" }), { batch });
    const uploads = new Bucket(stack, "uploads", { bucketName: "transition-uploads" });
    if (called) {
      stays.onObjects("uploads", uploads, { prefix: "incoming/" });
      stays.onTopic("orders", new Topic(stack, "orders"));
      stays.onSchedule("nightly", { schedule: "rate(1 day)" });
      stays.onEvents("images", { pattern: { source: ["aws.ecr"] } });
    }
    new LambdaFunction(stack, "moves", {
      code: `${FIXTURES}/python`,
      runtime: "python3.13",
      handler: "index.handler",
      functionName,
      logs: { format: "text" },
    });
  };
}

/** Changes of functions. */
export const FUNCTIONS: readonly Transition[] = [
  {
    area: "functions",
    name: "a function gets other code and memory and is called by less, and another one gets another name",
    from: functions({ code: "hello", memoryMiB: 256, functionName: "shop-before", batch: 10, called: true }),
    to: functions({ code: "goodbye", memoryMiB: 512, functionName: "shop-after", batch: 5, called: false }),
    replaced: { aws_lambda_function: 1, aws_lambda_alias: 1 },
    removed: {
      aws_cloudwatch_event_rule: 1,
      aws_cloudwatch_event_target: 1,
      aws_iam_role: 1,
      aws_iam_role_policy: 1,
      aws_lambda_function_event_invoke_config: 1,
      aws_lambda_permission: 3,
      aws_s3_bucket_notification: 1,
      aws_scheduler_schedule: 1,
      aws_sns_topic: 1,
      aws_sns_topic_policy: 1,
      aws_sns_topic_subscription: 1,
      aws_sqs_queue: 1,
      aws_sqs_queue_policy: 1,
    },
  },
];
