import type { Name } from "../../constructs/core/texts/text.types";
import type { AsyncOptions } from "../../constructs/functions/calls/async.types";
import type { FunctionProps } from "../../constructs/functions/function-props";
import type { FunctionLogs } from "../../constructs/functions/logs/logs.types";
import type { FunctionFiles } from "../../constructs/functions/network/network.types";
import type {
  ObjectSourceOptions,
  QueueSourceOptions,
  RuleSourceOptions,
  ScheduleSourceOptions,
  StreamSourceOptions,
  TopicSourceOptions,
} from "../../constructs/functions/sources/source.types";
import type { Use } from "../sections/offer.types";
import type { Permission } from "../services/service-spec.types";

/** What calls a function: by its kind and name, such as `buckets.uploads`, or with more to say. */
export type On = string | OnOptions;

/** A bucket, a queue or a topic that calls a function, and how: each option is for one of the three. */
export interface OnOptions extends ObjectSourceOptions, QueueSourceOptions, TopicSourceOptions {
  /**
   * Kind and name: `buckets.uploads`, `queues.jobs`, `topics.orders`.
   *
   * @example buckets.uploads
   */
  readonly name: string;
}

/** What happens to calls that do not wait for an answer. */
export interface AsyncSpec extends Omit<AsyncOptions, "onFailure" | "onSuccess"> {
  /**
   * Queue or topic that a call goes to that came to nothing, with what was wrong.
   *
   * @example queues.failed
   * @default - nowhere
   */
  readonly onFailure?: string;
  /**
   * Queue or topic that the result of a call goes to that went well.
   *
   * @example topics.resized
   * @default - nowhere
   */
  readonly onSuccess?: string;
}

/** Files of EFS, whose security group is named. */
export interface FunctionFilesSpec extends Omit<FunctionFiles, "mountTargets"> {
  /**
   * Id of the security group of the file system's mount targets; rules for NFS are made both ways.
   *
   * @example sg-0123456789abcdef0
   * @default - the rules are made elsewhere
   */
  readonly mountTargetsGroupId?: string;
}

/** Where lines go, with the key by its ARN. */
export interface FunctionLogsSpec extends Omit<FunctionLogs, "key"> {
  /**
   * ARN of the KMS key of the log group. Its policy lets CloudWatch Logs use it.
   *
   * @default - that of the environment's `logs`, else CloudWatch Logs' own encryption
   */
  readonly keyArn?: string;
}

/** What is an object in code, and what the section says in other words. */
type InCode = "network" | "image" | "role" | "uses" | "environmentKey" | "deadLetters" | "async" | "files" | "logs";

/** A function: everything that `LambdaFunction` takes. A role of one's own stays in code. */
export interface FunctionSpec extends Omit<FunctionProps, InCode> {
  /**
   * Container image of a private repository in the region, with a tag or digest, in the place of `code` and `runtime`.
   *
   * @example 111111111111.dkr.ecr.ap-northeast-2.amazonaws.com/shop/resize:1.4.2
   * @default - `code`
   */
  readonly image?: string;
  /**
   * Whether the function lies in the environment's network.
   *
   * @default - where it has `files`, a `tier` or an `egress`, or uses what is reached there, such as a database
   */
  readonly network?: boolean;
  /**
   * ARN of the KMS key that encrypts the environment variables.
   *
   * @default - AWS's own key for Lambda, which costs nothing
   */
  readonly environmentKeyArn?: string;
  /**
   * What the function uses of what sections of the environment offer, such as `buckets.uploads`: its role gets the permissions, rules of
   * security groups are made both ways, and it is told by environment variables whose names begin like the thing (`UPLOADS_BUCKET_NAME`).
   * Of secrets they have the ARNs and fields.
   *
   * @example ["buckets.uploads"]
   * @default - nothing
   */
  readonly uses?: readonly Use[];
  /**
   * Buckets, queues and topics of the environment that call the function: `buckets.uploads`.
   *
   * @example ["buckets.uploads"]
   * @default - none
   */
  readonly on?: readonly On[];
  /**
   * When it is called by the clock, by a name of yours.
   *
   * @named schedule
   * @default - never
   */
  readonly schedules?: Readonly<Record<Name, ScheduleSourceOptions>>;
  /**
   * Which events of EventBridge it is told, by a name of yours.
   *
   * @named rule
   * @default - none
   */
  readonly rules?: Readonly<Record<Name, RuleSourceOptions>>;
  /**
   * Streams of Kinesis and DynamoDB that it reads, by a name of yours.
   *
   * @named stream
   * @default - none
   */
  readonly streams?: Readonly<Record<Name, Omit<StreamSourceOptions, "onFailure">>>;
  /**
   * Queue or topic for calls that do not wait for an answer and came to nothing: `queues.lost`.
   *
   * @example queues.lost
   * @default - they are lost
   */
  readonly deadLetters?: string;
  /**
   * What happens to calls that do not wait for an answer.
   *
   * @default - two more tries within 6 h, and what came to nothing goes to `deadLetters`
   */
  readonly async?: AsyncSpec;
  /**
   * Files of EFS that it sees.
   *
   * @default - none but `/tmp`
   */
  readonly files?: FunctionFilesSpec;
  /**
   * Where its lines go.
   *
   * @default - a log group of its own
   */
  readonly logs?: FunctionLogsSpec;
  /**
   * What it may do in AWS, by a name of yours.
   *
   * @named permission
   * @default - nothing
   */
  readonly permissions?: Readonly<Record<Name, Permission>>;
}

/**
 * Functions of Lambda, by name. Services name them in `uses`: `functions.resize`.
 *
 * @named function
 */
export interface FunctionsProps {
  readonly [name: Name]: FunctionSpec;
}
