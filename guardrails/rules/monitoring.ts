import type { Rules } from "./rule.types";
import { atLeast, settingRule } from "./setting-rule";

/** Rules about logs and alarms. */
export const MONITORING_RULES = {
  "MON-02": settingRule({
    level: "warning",
    title: "Logs have an end.",
    reason: "Without one they are kept, and billed, for ever.",
    fix: "set retention_in_days to as many as somebody will look back",
    source: 'Amazon CloudWatch Logs User Guide, "Change log data retention in CloudWatch Logs", read 2026-11',
    settings: { aws_cloudwatch_log_group: atLeast("retention_in_days", 1) },
  }),
} as const satisfies Rules;
