import type { MONITORING_RULES } from "../../../guardrails/rules/monitoring";
import type { CasesOf } from "../rule-cases";

/** Cases of the rules about logs and alarms. */
export const MONITORING_CASES: CasesOf<typeof MONITORING_RULES> = {
  "MON-02": {
    title: "Logs have an end.",
    fix: "set retention_in_days to as many as somebody will look back",
    passes: { "ones that have": { aws_cloudwatch_log_group: { web: { retention_in_days: 90 } } } },
    fails: {
      none: {
        given: { aws_cloudwatch_log_group: { web: { name: "web" } } },
        told: [
          [
            "app/aws_cloudwatch_log_group.web › retention_in_days",
            "retention_in_days is not set",
            "retention_in_days of 1 or more",
          ],
        ],
      },
      "zero, which is never": {
        given: { aws_cloudwatch_log_group: { web: { retention_in_days: 0 } } },
        told: [
          [
            "app/aws_cloudwatch_log_group.web › retention_in_days",
            "retention_in_days = 0",
            "retention_in_days of 1 or more",
          ],
        ],
      },
    },
  },
};
