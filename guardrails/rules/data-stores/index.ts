/** Rules about databases, caches, search, streams, files, and what works on them. */
import type { Rules } from "../rule.types";
import { DATA_ACCESS_RULES } from "./access";
import { ANALYTICS_RULES } from "./analytics";
import { DATA_ENCRYPTION_RULES } from "./encryption";
import { DATA_EXPOSURE_RULES } from "./exposure";
import { DATA_KEEPING_RULES } from "./keeping";
import { DATA_PLACEMENT_RULES } from "./placement";
import { TABLE_RULES } from "./tables";

/** All of them. */
export const DATA_STORE_RULES = {
  ...DATA_EXPOSURE_RULES,
  ...DATA_PLACEMENT_RULES,
  ...DATA_ENCRYPTION_RULES,
  ...DATA_KEEPING_RULES,
  ...DATA_ACCESS_RULES,
  ...TABLE_RULES,
  ...ANALYTICS_RULES,
} as const satisfies Rules;
