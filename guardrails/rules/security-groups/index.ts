import type { Rules } from "../rule.types";
import { MEMBER_RULES } from "./members";
import { OPENING_RULES } from "./openings";

/** Rules about security groups. */
export const SECURITY_GROUP_RULES = { ...OPENING_RULES, ...MEMBER_RULES } as const satisfies Rules;
