import type { LambdaFunctionConfig } from "@cdktf/provider-aws/lib/lambda-function";
import { LambdaFunctionEventInvokeConfig } from "@cdktf/provider-aws/lib/lambda-function-event-invoke-config";
import type { Construct } from "constructs";
import { BaseConstruct } from "../../core/base-construct";
import { waitFor } from "../../core/resources/wait-for";
import { secondsOf } from "../../core/texts/durations";
import type { IGrantable } from "../../iam/grantable";
import { permissionsOf } from "../../iam/roles/role-permissions";
import { Queue } from "../../messaging/queue/queue";
import type { IQueue } from "../../messaging/queue/queue.types";
import { Topic } from "../../messaging/topic/topic";
import type { ITopic } from "../../messaging/topic/topic.types";
import type { ILambdaFunction } from "../function.types";
import type { FunctionProps } from "../function-props";
import type { AsyncOptions } from "./async.types";

/** Where something is sent. */
type Destination = IQueue | ITopic | ILambdaFunction;

/** The function whose calls they are. */
interface CalledFunction extends IGrantable {
  readonly admitting: { readonly functionName: string; readonly qualifier?: string };
}

/** Properties of {@link AsyncCalls}. */
export interface AsyncCallsProps extends Pick<FunctionProps, "async" | "deadLetters"> {
  readonly of: CalledFunction;
}

/** What happens to calls of a function's alias that do not wait for an answer. */
export class AsyncCalls extends BaseConstruct {
  /** Whether a function says anything of such calls but where dead letters go. */
  static isAsked({ async }: FunctionProps): boolean {
    return async !== undefined && Object.values(async).some((value) => value !== undefined);
  }

  /** The part of the function that says where dead letters go. */
  static deadLetterConfig({ deadLetters }: FunctionProps): Pick<LambdaFunctionConfig, "deadLetterConfig"> {
    return deadLetters ? { deadLetterConfig: { targetArn: arnOf(deadLetters) } } : {};
  }

  readonly config: LambdaFunctionEventInvokeConfig;

  constructor(scope: Construct, id: string, { of, async = {} }: AsyncCallsProps) {
    super(scope, id);
    const { onFailure, onSuccess } = async;
    for (const destination of [onFailure, onSuccess]) if (destination) grantSend(destination, of);
    this.config = new LambdaFunctionEventInvokeConfig(this, "Default", {
      ...of.admitting,
      maximumRetryAttempts: async.retries ?? 2,
      maximumEventAgeInSeconds: secondsOf(async.maxAge ?? "6 h"),
      ...(onFailure || onSuccess ? { destinationConfig: destinations(async) } : {}),
    });
    waitFor(this.config, () => permissionsOf(of.grantee));
  }
}

function destinations({ onFailure, onSuccess }: AsyncOptions) {
  return {
    ...(onFailure ? { onFailure: { destination: arnOf(onFailure) } } : {}),
    ...(onSuccess ? { onSuccess: { destination: arnOf(onSuccess) } } : {}),
  };
}

/** Lets the role of a function send there. */
export function grantSend(destination: Destination, sender: IGrantable): void {
  if ("queueArn" in destination) destination.grantSend(sender);
  else if ("topicArn" in destination) destination.grantPublish(sender);
  else destination.grantInvoke(sender);
}

/** A reference, where it is made here: it has to be there first. */
export function arnOf(destination: Destination): string {
  if (destination instanceof Queue) return destination.queue.arn;
  if (destination instanceof Topic) return destination.topic.arn;
  if ("queueArn" in destination) return destination.queueArn;
  return "topicArn" in destination ? destination.topicArn : destination.callArn;
}
