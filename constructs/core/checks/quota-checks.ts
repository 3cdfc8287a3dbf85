import { QUOTAS, type Quota, quotaIn, type RaisedQuotas, RULES_PER_INTERFACE } from "../../aws/quotas";
import type { Environment } from "../environments/environment";
import type { Problems } from "../errors";

/** Checks the quotas that an environment says were raised: `QUOTA_INVALID`. */
export function checkQuotas({ quotas = {} }: Environment, problems: Problems): void {
  for (const [name, value] of Object.entries(quotas)) {
    const {
      value: everybodys,
      least = everybodys,
      most = everybodys,
      source,
    }: Quota = QUOTAS[name as keyof RaisedQuotas];
    if (Number.isInteger(value) && value >= least && value <= most) continue;
    problems.add(`quotas.${name}`, {
      code: "QUOTA_INVALID",
      message: "An account cannot have this quota.",
      found: String(value),
      expected: `a whole number ${most === Number.POSITIVE_INFINITY ? `of at least ${least}` : `from ${least} to ${most}`} (${source})`,
      fix: "write what Service Quotas shows for the account and region, or leave it out",
    });
  }
  checkProduct(quotas, problems);
}

/** Who has more of the one has less of the other. */
function checkProduct(quotas: RaisedQuotas, problems: Problems): void {
  const { groupsPerInterface: groups } = quotas;
  const rules = quotaIn(quotas, "rulesPerSecurityGroup");
  if (groups === undefined || groups * rules <= RULES_PER_INTERFACE) return;
  problems.add("quotas.groupsPerInterface", {
    code: "QUOTA_INVALID",
    message: "An account cannot have this quota together with that of rules of a security group.",
    found: `${groups} groups of an interface with ${rules} rules each`,
    expected: `at most ${RULES_PER_INTERFACE} rules of an interface, which leaves ${Math.floor(RULES_PER_INTERFACE / rules)} groups (${QUOTAS.groupsPerInterface.source})`,
    fix: "write what Service Quotas shows for the account and region, or leave it out",
  });
}
