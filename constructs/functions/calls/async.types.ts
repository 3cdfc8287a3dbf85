import type { Duration } from "../../core/texts/text.types";
import type { IQueue } from "../../messaging/queue/queue.types";
import type { ITopic } from "../../messaging/topic/topic.types";
import type { ILambdaFunction } from "../function.types";

/** What happens to calls that do not wait for an answer, such as those of buckets, topics and rules. */
export interface AsyncOptions {
  /**
   * How often Lambda tries again after an error.
   *
   * @minimum 0
   * @maximum 2
   * @default 2
   */
  readonly retries?: number;
  /**
   * How long a call may wait for its turn, or for the next try: 60 s to 6 h.
   *
   * @default "6 h"
   */
  readonly maxAge?: Duration;
  /**
   * Where a call goes that came to nothing, with what was wrong.
   *
   * @codeOnly a queue, a topic or a function that one makes oneself
   * @default - nowhere
   */
  readonly onFailure?: IQueue | ITopic | ILambdaFunction;
  /**
   * Where the result of a call goes that went well.
   *
   * @codeOnly a queue, a topic or a function that one makes oneself
   * @default - nowhere
   */
  readonly onSuccess?: IQueue | ITopic | ILambdaFunction;
}
