import type { IConstruct } from "constructs";
import { EnvironmentStack } from "../core/environments/environment-stack";
import { GroundplanError } from "../core/errors";
import { hashOf } from "../core/names/naming";
import { referenceText } from "../core/texts/reference-text";
import type { EncryptionKey } from "../encryption/encryption-key";
import type { PolicyStatement } from "../iam/policies/policy-document";
import { sidPart } from "../iam/policies/sid";

/** A service of AWS that sends by itself, and not by a role. */
interface Sender {
  readonly principal: string;
  /**
   * Whether the account has to be said beside the ARN: that of a bucket names none (Amazon S3 User Guide, "Granting permissions to publish
   * event notification messages to a destination", as of 2026-11).
   */
  readonly accountToo?: boolean;
  /**
   * Whether it says to KMS for which account it asks. EventBridge does not (Amazon SQS Developer Guide, "Configure KMS permissions for AWS
   * services", as of 2026-11), and alarms are documented without it (Amazon SNS Developer Guide, "Managing Amazon SNS encryption keys and costs", as of 2026-11).
   */
  readonly accountToKms: boolean;
}

/**
 * Topics, rules of EventBridge, notifications of buckets, alarms and budgets. Schedules send by a role (EventBridge Scheduler User Guide,
 * "Setting up the execution role", as of 2026-11).
 */
const SENDERS = {
  sns: { principal: "sns.amazonaws.com", accountToKms: true },
  events: { principal: "events.amazonaws.com", accountToKms: false },
  s3: { principal: "s3.amazonaws.com", accountToo: true, accountToKms: true },
  cloudwatch: { principal: "cloudwatch.amazonaws.com", accountToo: true, accountToKms: false },
  budgets: { principal: "budgets.amazonaws.com", accountToo: true, accountToKms: true },
} as const satisfies Record<string, Sender>;

/** One of the services that send by themselves. */
export type SendingService = keyof typeof SENDERS;

/** Lets a service send for something of this account alone. */
export function senderStatement(
  construct: IConstruct,
  service: SendingService,
  action: string,
  resource: string,
  sourceArn: string,
): PolicyStatement {
  const { account } = EnvironmentStack.of(construct).environment;
  const sender: Sender = SENDERS[service];
  return {
    // The token of an attribute is new at every read: what it refers to tells two apart.
    sid: `${sidPart(service)}Sends${hashOf(referenceText(sourceArn, construct))}`,
    principals: { Service: [sender.principal] },
    actions: [action],
    resources: [resource],
    conditions: {
      ArnEquals: { "aws:SourceArn": sourceArn },
      ...(sender.accountToo ? { StringEquals: { "aws:SourceAccount": account } } : {}),
    },
  };
}

/** Lets a service use the key of what it sends to, for this account alone where it says so. */
export function senderKeyStatement(construct: IConstruct, service: SendingService): PolicyStatement {
  const { account } = EnvironmentStack.of(construct).environment;
  const sender: Sender = SENDERS[service];
  return {
    sid: `${sidPart(service)}Sends`,
    principals: { Service: [sender.principal] },
    actions: ["kms:Decrypt", "kms:GenerateDataKey"],
    resources: ["*"],
    ...(sender.accountToKms ? { conditions: { StringEquals: { "aws:SourceAccount": account } } } : {}),
  };
}

/** @throws GroundplanError `SENDER_WITHOUT_KEY` where the policy of the key cannot be changed from here */
export function checkSender(
  construct: IConstruct,
  service: SendingService,
  keyArn: string | undefined,
  key: EncryptionKey | undefined,
): void {
  if (keyArn === undefined || key !== undefined) return;
  throw new GroundplanError([
    {
      code: "SENDER_WITHOUT_KEY",
      path: construct.node.path,
      message: `The service ${SENDERS[service].principal} has to use the key of what it sends to, and the policy of this key cannot be changed from here.`,
      found: "a key by its ARN",
      expected: "a key that is made here, or none",
      fix: "make the key by EncryptionKey and hand it over, or leave key out",
    },
  ]);
}
