import type { DATA_STORE_RULES } from "../../../../guardrails/rules/data-stores";
import type { CasesOf } from "../../rule-cases";
import { DATA_ACCESS_CASES } from "./access";
import { ANALYTICS_CASES } from "./analytics";
import { DATA_ENCRYPTION_CASES } from "./encryption";
import { DATA_EXPOSURE_CASES } from "./exposure";
import { DATA_KEEPING_CASES } from "./keeping";
import { DATA_PLACEMENT_CASES } from "./placement";
import { TABLE_CASES } from "./tables";

/** Cases of the rules about data stores. */
export const DATA_STORE_CASES: CasesOf<typeof DATA_STORE_RULES> = {
  ...DATA_EXPOSURE_CASES,
  ...DATA_PLACEMENT_CASES,
  ...DATA_ENCRYPTION_CASES,
  ...DATA_KEEPING_CASES,
  ...DATA_ACCESS_CASES,
  ...TABLE_CASES,
  ...ANALYTICS_CASES,
};
