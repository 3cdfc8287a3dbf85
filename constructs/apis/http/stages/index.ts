// Stages of an API: what they let through, and where they write of it.

export type { HttpApiLogOptions, HttpStage, HttpThrottling } from "./stage.types";
