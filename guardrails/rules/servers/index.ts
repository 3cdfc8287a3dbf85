import type { Rules } from "../rule.types";
import { HOST_RULES } from "./hosts";
import { SERVER_SETTING_RULES } from "./settings";
import { VPN_RULES } from "./vpn";

/** Rules about servers, the templates that they are started from, their images and their volumes. */
export const SERVER_RULES = { ...SERVER_SETTING_RULES, ...HOST_RULES, ...VPN_RULES } as const satisfies Rules;
