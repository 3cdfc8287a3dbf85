import type { Problems } from "../../core/errors";
import { checkDuration, secondsOf } from "../../core/texts/durations";
import type { Duration } from "../../core/texts/text.types";
import { checkKeyArn } from "../../encryption/key-arn";
import { checkAlarmActions } from "../../monitoring/alarm-actions";
import type { QueueProps } from "./queue-props";

/** How long a message stays invisible unless its queue says otherwise. */
export const DEFAULT_VISIBILITY: Duration = "30 s";

/** Amazon SQS API Reference, `SetQueueAttributes`, as of 2026-11. */
const DURATIONS = {
  visibility: { least: "0 s", most: "12 h" },
  retention: { least: "60 s", most: "14 d" },
  delay: { least: "0 s", most: "15 min" },
  receiveWait: { least: "0 s", most: "20 s" },
} as const;

/**
 * Checks what the forms of the properties do not say: `DURATION_INVALID`, `KEY_ARN_INVALID`, `QUEUE_DEAD_LETTERS_OTHER_KIND`,
 * `QUEUE_DEAD_LETTERS_RETENTION`, `ALARM_ACTIONS_TOO_MANY`, `ARN_INVALID`.
 */
export function checkQueue(props: QueueProps, fifo: boolean, problems: Problems): void {
  for (const [property, rule] of Object.entries(DURATIONS)) {
    checkDuration(props[property as keyof typeof DURATIONS], rule, property, problems);
  }
  if (typeof props.key === "string") checkKeyArn(props.key, "key", problems);
  if (props.alarms) checkAlarmActions(props.alarms.actions ?? [], "alarms.actions", problems);
  checkDeadLetters(props, fifo, problems);
}

function checkDeadLetters({ deadLetter, retention = "4 d" }: QueueProps, fifo: boolean, problems: Problems): void {
  if (!deadLetter) return;
  const { queue, retention: kept = "14 d" } = deadLetter;
  const isTime = checkDuration(deadLetter.retention, DURATIONS.retention, "deadLetter.retention", problems);
  if (queue && queue.fifo !== fifo) {
    problems.add("deadLetter.queue", {
      code: "QUEUE_DEAD_LETTERS_OTHER_KIND",
      message: "A queue that keeps the order has dead letters in one that does too, and another one in another.",
      found: `a queue ${queue.fifo ? "that keeps" : "without"} the order, for one ${fifo ? "that keeps it" : "without"}`,
      expected: fifo ? "a queue with fifo" : "a queue without fifo",
      fix: "leave queue out, and one of the right kind is made",
    });
  }
  // With order the age counts from when it became a dead letter (Amazon SQS Developer Guide, "Using dead-letter queues", as of 2026-11).
  if (fifo || queue || !isTime || !isTimeOfQueue(retention) || secondsOf(kept) >= secondsOf(retention)) return;
  problems.add("deadLetter.retention", {
    code: "QUEUE_DEAD_LETTERS_RETENTION",
    message:
      "A dead letter is as old as when it was sent, so it would be gone before the time is over that the queue keeps messages.",
    found: `"${kept}", and "${retention}" of the queue`,
    expected: `"${retention}" or longer`,
    fix: "leave it out for 14 d",
  });
}

function isTimeOfQueue(retention: string): boolean {
  return Number.isFinite(secondsOf(retention));
}
