import { BaseConstruct } from "../../core/base-construct";
import type { IGrantable } from "../../iam/grantable";
import { grantKey } from "../../iam/policies/key-grants";
import { grantSid } from "../../iam/policies/sid";
import { metricsOf } from "../../monitoring/metric";
import type { ITopic, TopicMetrics } from "./topic.types";

/** Amazon SNS Developer Guide, "Managing Amazon SNS encryption keys and costs", as of 2026-11. */
const KEY_ACTIONS = ["kms:Decrypt", "kms:GenerateDataKey"];

/** What topics that are made here and those that exist have alike. */
export abstract class TopicBase extends BaseConstruct implements ITopic {
  abstract readonly topicName: string;
  abstract readonly topicArn: string;
  abstract readonly fifo: boolean;
  /** ARN of the customer managed key, whoever made it; nothing where there is none. */
  abstract readonly keyArn?: string;

  /** SNS reports every five minutes (Amazon SNS Developer Guide, "Monitoring Amazon SNS topics using CloudWatch", as of 2026-11). */
  get metrics(): TopicMetrics {
    const metric = metricsOf("AWS/SNS", { TopicName: this.topicName });
    return {
      published: metric("NumberOfMessagesPublished", "Sum", 300),
      delivered: metric("NumberOfNotificationsDelivered", "Sum", 300),
      failed: metric("NumberOfNotificationsFailed", "Sum", 300),
    };
  }

  grantPublish(grantable: IGrantable): void {
    const sid = grantSid("Publish", this, grantable);
    grantable.grantee.allow({ sid, actions: ["sns:Publish"], resources: [this.topicArn] });
    grantKey(this, "sns", "Publish", KEY_ACTIONS, grantable);
  }
}
