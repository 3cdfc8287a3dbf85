import {
  LambdaEventSourceMapping,
  type LambdaEventSourceMappingConfig,
} from "@cdktf/provider-aws/lib/lambda-event-source-mapping";
import { holdsReference } from "../../core/checks/known-at-synth";
import { Problems } from "../../core/errors";
import { waitFor } from "../../core/resources/wait-for";
import { checkDuration, secondsOf } from "../../core/texts/durations";
import { checkKeyArn } from "../../encryption/key-arn";
import { viaService } from "../../iam/policies/key-grants";
import { sidPart } from "../../iam/policies/sid";
import { permissionsOf } from "../../iam/roles/role-permissions";
import { Queue } from "../../messaging/queue/queue";
import type { IQueue } from "../../messaging/queue/queue.types";
import { arnOf, grantSend } from "../calls/async-calls";
import type { CalledFunction } from "./called-function";
import type { BatchOptions, QueueSourceOptions, StreamSourceOptions } from "./source.types";

const WINDOW = { least: "0 s", most: "5 min" } as const;

/** How much longer a message has to stay invisible than a call may take (AWS Lambda Developer Guide, "Creating and configuring an Amazon SQS event source mapping", as of 2026-11). */
const VISIBILITY_FACTOR = 6;

/** Most messages without a window (AWS Lambda API Reference, `CreateEventSourceMapping`, as of 2026-11). */
const MOST_AT_ONCE = 10;

const STREAM_ARN =
  /^arn:aws[a-z-]*:(?:(kinesis):[a-z0-9-]+:\d{12}:stream\/|(dynamodb):[a-z0-9-]+:\d{12}:table\/[^/]+\/stream\/)/;

/** What Lambda does by the role of a function that reads a stream (AWS Managed Policy Reference Guide, "AWSLambdaKinesisExecutionRole" and "AWSLambdaDynamoDBExecutionRole", as of 2026-11). */
const READS = {
  kinesis: [
    "kinesis:DescribeStream",
    "kinesis:DescribeStreamSummary",
    "kinesis:GetRecords",
    "kinesis:GetShardIterator",
    "kinesis:ListShards",
    "kinesis:SubscribeToShard",
  ],
  dynamodb: ["dynamodb:DescribeStream", "dynamodb:GetRecords", "dynamodb:GetShardIterator"],
} as const;

/** Lets a function work off a queue. Adds what is wrong with it at `on.<name>`. */
export function workOffQueue(
  called: CalledFunction,
  name: string,
  queue: IQueue,
  options: QueueSourceOptions,
): LambdaEventSourceMapping {
  const problems = new Problems(called.node.path);
  checkQueueSource(called, queue, options, `on.${name}`, problems);
  problems.throwIfAny();
  queue.grantReceive(called);
  return mapping(called, name, options, {
    eventSourceArn: queue instanceof Queue ? queue.queue.arn : queue.queueArn,
    batchSize: options.batch ?? MOST_AT_ONCE,
    ...(options.concurrency === undefined ? {} : { scalingConfig: { maximumConcurrency: options.concurrency } }),
  });
}

/** Lets a function read a stream. Adds what is wrong with it at `on.<name>`. */
export function readStream(
  called: CalledFunction,
  name: string,
  options: StreamSourceOptions,
): LambdaEventSourceMapping {
  const problems = new Problems(called.node.path);
  const kind = checkStreamSource(options, `on.${name}`, problems);
  problems.throwIfAny();
  const { onFailure, start = "latest", retries = 10, parallel = 1, bisect = true, batch = 100 } = options;
  grantStream(called, name, kind, options);
  if (onFailure) grantSend(onFailure, called);
  return mapping(called, name, options, {
    eventSourceArn: options.streamArn,
    startingPosition: start === "latest" ? "LATEST" : "TRIM_HORIZON",
    batchSize: batch,
    parallelizationFactor: parallel,
    maximumRetryAttempts: retries,
    bisectBatchOnFunctionError: bisect,
    ...(onFailure ? { destinationConfig: { onFailure: { destinationArn: arnOf(onFailure) } } } : {}),
  });
}

function mapping(
  called: CalledFunction,
  name: string,
  { window = "0 s", partialFailures = false, filters = [] }: BatchOptions,
  settings: Omit<LambdaEventSourceMappingConfig, "functionName">,
): LambdaEventSourceMapping {
  const made = new LambdaEventSourceMapping(called, `on-${name}`, {
    functionName: called.calledArn,
    ...settings,
    maximumBatchingWindowInSeconds: secondsOf(window),
    ...(partialFailures ? { functionResponseTypes: ["ReportBatchItemFailures"] } : {}),
    ...(filters.length > 0
      ? { filterCriteria: { filter: filters.map((pattern) => ({ pattern: JSON.stringify(pattern) })) } }
      : {}),
  });
  // Lambda tries by the role whether it may read.
  waitFor(made, () => permissionsOf(called.role));
  return made;
}

function checkQueueSource(
  { timeoutSeconds }: CalledFunction,
  { fifo, visibilitySeconds }: IQueue,
  { batch = MOST_AT_ONCE, window = "0 s" }: QueueSourceOptions,
  at: string,
  problems: Problems,
): void {
  const isTime = checkDuration(window, WINDOW, `${at}.window`, problems);
  const waits = isTime && secondsOf(window) > 0;
  if (fifo && waits) {
    problems.add(`${at}.window`, {
      code: "FUNCTION_QUEUE_ORDER",
      message: "Lambda waits for no batch of a queue that keeps the order.",
      found: `"${window}" for a queue with fifo`,
      expected: "no window",
      fix: "leave out window",
    });
  }
  if (batch > MOST_AT_ONCE && (fifo || !waits)) {
    problems.add(`${at}.batch`, {
      code: "FUNCTION_QUEUE_BATCH",
      message: fifo
        ? "A queue that keeps the order gives fewer messages at a time."
        : "Lambda has to wait for as many.",
      found: `${batch} messages${fifo ? " of a queue with fifo" : " and no window"}`,
      expected: fifo ? `at most ${MOST_AT_ONCE}` : `at most ${MOST_AT_ONCE}, or a window of 1 s or more`,
      fix: fifo ? `use ${MOST_AT_ONCE}` : `use ${MOST_AT_ONCE}, or add window: 1 s`,
    });
  }
  const least = VISIBILITY_FACTOR * timeoutSeconds + (isTime ? secondsOf(window) : 0);
  if (visibilitySeconds === undefined || visibilitySeconds >= least) return;
  const longest = Math.max(1, Math.floor(visibilitySeconds / VISIBILITY_FACTOR));
  problems.add(at, {
    code: "FUNCTION_QUEUE_VISIBILITY",
    message: "Messages would come back while they are still worked on.",
    found: `a queue whose messages stay invisible for ${visibilitySeconds} s, and a function that may take ${timeoutSeconds} s`,
    expected: `a visibility of ${least} s or more: ${VISIBILITY_FACTOR} times the timeout, and the window`,
    fix: `set visibility: ${least} s for the queue, or timeout: ${longest} s for the function`,
  });
}

function checkStreamSource(
  { streamArn, kind, keyArn, window }: StreamSourceOptions,
  at: string,
  problems: Problems,
): keyof typeof READS {
  checkDuration(window, WINDOW, `${at}.window`, problems);
  if (keyArn !== undefined) checkKeyArn(keyArn, `${at}.keyArn`, problems);
  if (holdsReference(streamArn)) {
    if (kind === undefined) {
      problems.add(`${at}.kind`, {
        code: "FUNCTION_STREAM_KIND",
        message: "The ARN is known after the apply only, so that it does not say what it is a stream of.",
        found: "no kind",
        expected: "kinesis or dynamodb",
        fix: 'add kind: "kinesis" or kind: "dynamodb"',
      });
    }
    return kind ?? "kinesis";
  }
  const [, kinesis, dynamodb] = STREAM_ARN.exec(streamArn) ?? [];
  if (kinesis === undefined && dynamodb === undefined) {
    problems.add(`${at}.streamArn`, {
      code: "FUNCTION_STREAM_ARN",
      message: "This is not the ARN of a stream.",
      found: `"${streamArn}"`,
      expected: "the ARN of a stream of Kinesis, or of a table's stream",
      fix: "give the ARN of the stream; that of a table ends with /stream/ and a time",
    });
  }
  return dynamodb === undefined ? "kinesis" : "dynamodb";
}

function grantStream(
  { role }: CalledFunction,
  name: string,
  kind: keyof typeof READS,
  { streamArn, keyArn }: StreamSourceOptions,
): void {
  role.allow({ sid: `Read${sidPart(name)}`, actions: [...READS[kind]], resources: [streamArn] });
  if (kind === "dynamodb") {
    role.allow({
      sid: "FindStreams",
      actions: ["dynamodb:ListStreams"],
      resources: ["*"],
      wildcardReason: "DynamoDB lists the streams of the account, and knows no narrower resource for it",
    });
  }
  if (keyArn === undefined) return;
  role.allow({
    sid: `ReadKey${sidPart(name)}`,
    actions: ["kms:Decrypt"],
    resources: [keyArn],
    conditions: viaService(role, kind),
  });
}
