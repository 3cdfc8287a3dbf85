import { tracingChannel } from "node:diagnostics_channel";

/** Tells whoever listens when guardrails begin and when they are through: the benchmark does, and nobody else. */
export const JUDGING = tracingChannel("groundplan.guardrails");
