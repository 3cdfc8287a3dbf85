import type { Problems } from "../core/errors";

/** The retention times that CloudWatch Logs knows, in days (CloudWatch Logs API Reference, `PutRetentionPolicy`, as of 2026-11). */
export const LOG_RETENTION_DAYS = [
  1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1096, 1827, 2192, 2557, 2922, 3288, 3653,
] as const;

/** Checks a retention time; a wrong one is a problem that names the nearest longer value. */
export function checkLogRetention(days: number, problems: Problems, property: string): void {
  if (LOG_RETENTION_DAYS.some((allowed) => allowed === days)) return;
  const next = LOG_RETENTION_DAYS.find((allowed) => allowed > days) ?? 3653;
  problems.add(property, {
    code: "LOG_RETENTION_INVALID",
    message: "CloudWatch Logs does not know this retention time.",
    found: `${days} days`,
    expected: `one of ${LOG_RETENTION_DAYS.join(", ")}`,
    fix: `use ${next}`,
  });
}
