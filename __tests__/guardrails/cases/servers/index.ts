import type { SERVER_RULES } from "../../../../guardrails/rules/servers";
import type { CasesOf } from "../../rule-cases";
import { HOST_CASES } from "./hosts";
import { SERVER_SETTING_CASES } from "./settings";
import { VPN_CASES } from "./vpn";

/** Cases of the rules about servers. */
export const SERVER_CASES: CasesOf<typeof SERVER_RULES> = { ...SERVER_SETTING_CASES, ...HOST_CASES, ...VPN_CASES };
