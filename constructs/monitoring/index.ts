// Log groups and how long they keep what they get.

export { logKey, logRetention } from "./environment-logs";
export { checkLogRetention, LOG_RETENTION_DAYS } from "./log-retention";
