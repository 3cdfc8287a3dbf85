import type { SECURITY_GROUP_RULES } from "../../../../guardrails/rules/security-groups";
import type { CasesOf } from "../../rule-cases";
import { MEMBER_CASES } from "./members";
import { OPENING_CASES } from "./openings";

/** Cases of the rules about security groups. */
export const SECURITY_GROUP_CASES: CasesOf<typeof SECURITY_GROUP_RULES> = { ...OPENING_CASES, ...MEMBER_CASES };
