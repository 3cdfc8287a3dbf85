/** What a reviewer must know about the changes of a plan. */
import { exposures } from "./exposure";
import type { Finding, Judged } from "./finding.types";
import { interruptions } from "./interruptions";
import { losses } from "./losses";
import { networkAclFindings } from "./network-acls";
import { permissionFindings, permissionRows } from "./permissions";
import type { PermissionRow } from "./permissions.types";
import { protections } from "./protections";
import { RISKS } from "./risk";

export type { Finding } from "./finding.types";
export { destroyCommand, goneStackFindings } from "./gone-stacks";
export { isPolicyAttribute } from "./permissions";
export type { PermissionRow } from "./permissions.types";
export { RISKS, type Risk, type Severity } from "./risk";
export { type ReviewRule, RULE_NAMES, RULES, type RuleName } from "./rules";

/** Everything that is found in the changes of one stack, the gravest first. */
export function judge(judged: Judged): {
  readonly findings: readonly Finding[];
  readonly permissions: readonly PermissionRow[];
} {
  const permissions = permissionRows(judged);
  const findings = [
    ...losses(judged),
    ...interruptions(judged),
    ...exposures(judged),
    ...networkAclFindings(judged),
    ...permissionFindings(judged, permissions),
    ...protections(judged),
  ];
  return { findings: gravestFirst(findings), permissions };
}

const GRAVITY = { high: 0, medium: 1, low: 2 } as const;

/** Sorted by gravity, by the kind of risk, and by where they are; the same whatever order they were found in. */
export function gravestFirst(findings: readonly Finding[]): readonly Finding[] {
  const keyed = findings.map((one) => {
    const { severity, risk, stack, address, rule, sentence } = one;
    return { one, key: [GRAVITY[severity], RISKS.indexOf(risk), stack, address, rule, sentence].join("\u0000") };
  });
  return keyed.sort((a, b) => (a.key < b.key ? -1 : a.key > b.key ? 1 : 0)).map(({ one }) => one);
}
