import { holdsReference } from "../../core/checks/known-at-synth";
import type { Problems } from "../../core/errors";

const ADDRESSES = {
  email: {
    form: /^[^\s@]+@[^\s@]+\.[^\s@]+$/,
    what: "an e-mail address",
    expected: "an address such as ops@example.com",
  },
  https: {
    form: /^https:\/\/[^\s/]+/,
    what: "a URL that SNS calls",
    expected: "a URL that begins with https://",
  },
} as const;

/** Adds `TOPIC_ADDRESS_INVALID` for a literal that is no address of the kind. */
export function checkAddress(
  kind: keyof typeof ADDRESSES,
  address: string,
  property: string,
  problems: Problems,
): void {
  const { form, what, expected } = ADDRESSES[kind];
  if (holdsReference(address) || form.test(address)) return;
  problems.add(property, {
    code: "TOPIC_ADDRESS_INVALID",
    message: `This is not ${what}.`,
    found: `"${address}"`,
    expected,
    fix: "write it as it is reached",
  });
}

/**
 * Adds `TOPIC_SUBSCRIBER_ORDER` for a queue with order below a topic without: SNS delivers to such only from a topic that keeps it (Amazon SNS
 * Developer Guide, "Message delivery for FIFO topics", as of 2026-11). A queue without order may hear a topic with one.
 */
export function checkFifoSubscriber(
  topicIsFifo: boolean,
  queueIsFifo: boolean,
  property: string,
  problems: Problems,
): void {
  if (topicIsFifo || !queueIsFifo) return;
  problems.add(property, {
    code: "TOPIC_SUBSCRIBER_ORDER",
    message: "A queue that keeps the order hears only topics that do too.",
    found: "a queue with fifo, and a topic without",
    expected: "a topic with fifo, or a queue without",
    fix: "say fifo: true for the topic too, or leave it out for the queue",
  });
}
