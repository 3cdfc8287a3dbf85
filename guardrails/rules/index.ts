/** Every rule about what is to be deployed, raw resources included. */
import { DATABASE_RULES } from "./databases";
import type { Rule } from "./rule.types";
import { SECURITY_GROUP_RULES } from "./security-groups";

/** All rules, in the order of their areas. */
export const GUARDRAILS: readonly Rule[] = [...SECURITY_GROUP_RULES, ...DATABASE_RULES];
