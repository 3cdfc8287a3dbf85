// What several constructs ask of their options: arguments, numbers, quotas, schedules, ARNs of what exists, values that synth has to know.

export type { Hsts } from "./hsts";
