import type { SERVERLESS_RULES } from "../../../../guardrails/rules/serverless";
import type { CasesOf } from "../../rule-cases";
import { API_CASES } from "./apis";
import { FUNCTION_CASES } from "./functions";
import { MESSAGE_CASES } from "./messages";

/** Cases of the rules about what runs without servers. */
export const SERVERLESS_CASES: CasesOf<typeof SERVERLESS_RULES> = { ...FUNCTION_CASES, ...API_CASES, ...MESSAGE_CASES };
