import { BaseConstruct } from "../../core/base-construct";
import type { IGrantable } from "../../iam/grantable";
import { grantKey } from "../../iam/policies/key-grants";
import { grantSid } from "../../iam/policies/sid";
import { metricsOf } from "../../monitoring/metric";
import type { IQueue, QueueMetrics } from "./queue.types";

/** Amazon SQS Developer Guide, "Amazon SQS API permissions: Actions and resource reference", as of 2026-11. */
const ACTIONS = {
  Send: ["sqs:GetQueueAttributes", "sqs:GetQueueUrl", "sqs:SendMessage"],
  Receive: [
    "sqs:ChangeMessageVisibility",
    "sqs:DeleteMessage",
    "sqs:GetQueueAttributes",
    "sqs:GetQueueUrl",
    "sqs:ReceiveMessage",
  ],
} as const;

/**
 * Who sends makes a data key and reads it again, who receives reads it (Amazon SQS Developer Guide, "Key management", as of 2026-11).
 */
const KEY_ACTIONS = { Send: ["kms:Decrypt", "kms:GenerateDataKey"], Receive: ["kms:Decrypt"] } as const;

/** What queues that are made here and those that exist have alike. */
export abstract class QueueBase extends BaseConstruct implements IQueue {
  abstract readonly queueName: string;
  abstract readonly queueArn: string;
  abstract readonly queueUrl: string;
  abstract readonly fifo: boolean;
  abstract readonly visibilitySeconds?: number;
  /** ARN of the key, whoever made it; nothing where SQS encrypts with its own. */
  abstract readonly keyArn?: string;

  /** SQS reports every minute (Amazon SQS Developer Guide, "Available CloudWatch metrics for Amazon SQS", as of 2026-11). */
  get metrics(): QueueMetrics {
    const metric = metricsOf("AWS/SQS", { QueueName: this.queueName });
    return {
      oldestMessage: metric("ApproximateAgeOfOldestMessage", "Maximum"),
      waiting: metric("ApproximateNumberOfMessagesVisible", "Maximum"),
      inFlight: metric("ApproximateNumberOfMessagesNotVisible", "Maximum"),
      sent: metric("NumberOfMessagesSent", "Sum"),
      deleted: metric("NumberOfMessagesDeleted", "Sum"),
    };
  }

  grantSend(grantable: IGrantable): void {
    this.#grant("Send", grantable);
  }

  grantReceive(grantable: IGrantable): void {
    this.#grant("Receive", grantable);
  }

  #grant(access: keyof typeof ACTIONS, grantable: IGrantable): void {
    const sid = grantSid(access, this, grantable);
    grantable.grantee.allow({ sid, actions: ACTIONS[access], resources: [this.queueArn] });
    grantKey(this, "sqs", access, KEY_ACTIONS[access], grantable);
  }
}
