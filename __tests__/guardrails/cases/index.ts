import type { RULE_AREAS } from "../../../guardrails/rules";
import type { CasesOf } from "../rule-cases";
import { DATABASE_CASES } from "./databases";
import { SECURITY_GROUP_CASES } from "./security-groups";

type Areas = typeof RULE_AREAS;

/** Cases of every rule, by area. Rules of your own have theirs here too. */
export const CASES: { readonly [Area in keyof Areas]: CasesOf<Areas[Area]> } = {
  "Security groups": SECURITY_GROUP_CASES,
  "Data stores": DATABASE_CASES,
  "Your own": {},
};
