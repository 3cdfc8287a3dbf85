import type { Rules } from "./rule.types";

/** Rules of your own, by ids of your own. They are judged, exempt from and listed as the others are; those of an update stay beside them. */
export const OWN_RULES = {} as const satisfies Rules;
