import { QUOTAS, type Quota, type RaisedQuotas } from "../aws/quotas";
import type { Environment } from "./environment";
import type { Problems } from "./errors";

/** Checks the quotas that an environment says were raised: `QUOTA_INVALID`. */
export function checkQuotas({ quotas = {} }: Environment, problems: Problems): void {
  for (const [name, value] of Object.entries(quotas)) {
    const { value: least, most, source }: Quota = QUOTAS[name as keyof RaisedQuotas];
    if (Number.isInteger(value) && value >= least && value <= (most ?? value)) continue;
    problems.add(`quotas.${name}`, {
      code: "QUOTA_INVALID",
      message: "An account cannot have this quota.",
      found: String(value),
      expected: `a whole number ${most === undefined ? `of at least ${least}` : `from ${least} to ${most}`} (${source})`,
      fix: "write what Service Quotas shows for the account and region, or leave it out",
    });
  }
}
