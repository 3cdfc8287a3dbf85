import { Token } from "cdktf";
import type { Problems } from "../core/errors";

/** Amazon CloudWatch API Reference, `PutMetricAlarm`, as of 2026-11. */
const MOST_ACTIONS = 5;

/** Checks who is told by an alarm: `ALARM_ACTIONS_TOO_MANY`, `ARN_INVALID`. */
export function checkAlarmActions(actions: readonly string[], property: string, problems: Problems): void {
  if (actions.length > MOST_ACTIONS) {
    problems.add(property, {
      code: "ALARM_ACTIONS_TOO_MANY",
      message: "An alarm cannot have this many actions.",
      found: `${actions.length} actions`,
      expected: `at most ${MOST_ACTIONS}`,
      fix: "tell one SNS topic, and let the others subscribe to it",
    });
  }
  for (const action of actions.filter((arn) => !Token.isUnresolved(arn) && !arn.startsWith("arn:"))) {
    problems.add(property, {
      code: "ARN_INVALID",
      message: "This is not an ARN.",
      found: `"${action}"`,
      expected: "an ARN, such as arn:aws:sns:ap-northeast-2:111111111111:alarms",
      fix: "give the ARN of the topic, not its name",
    });
  }
}
