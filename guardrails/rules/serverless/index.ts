/** Rules about what runs without servers: functions, APIs, state machines, topics, queues. */
import type { Rules } from "../rule.types";
import { API_RULES } from "./apis";
import { FUNCTION_RULES } from "./functions";
import { MESSAGE_RULES } from "./messages";

/** All of them. */
export const SERVERLESS_RULES = { ...FUNCTION_RULES, ...API_RULES, ...MESSAGE_RULES } as const satisfies Rules;
