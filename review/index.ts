/** Reads plan JSON of any configuration, and writes a review of it. Imports no construct. */
export { RISKS, type Risk, RULE_NAMES } from "./findings";
export { type Label, labelOf, NO_RISK_LABEL, RISK_LABELS } from "./labels";
export { driftOf } from "./plan/changes";
export { constructPaths } from "./plan/construct-paths";
export { isSameConfiguration, planFromConfigurations } from "./plan/from-configurations";
export type { PlanJson } from "./plan/plan-json.types";
export { readPlan } from "./plan/read-plan";
export { refusalNotes, settingNotes } from "./plan/setting-notes";
export { html } from "./render/html";
export { reviewJson } from "./render/json";
export { GITHUB_COMMENT, MARKER, markdown } from "./render/markdown";
export { sarif } from "./render/sarif";
export { terminal } from "./render/terminal";
export { type PlanInput, type Review, type ReviewOptions, review } from "./review";
export type { ValuePath } from "./values/values";
