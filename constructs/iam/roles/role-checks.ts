import { Token } from "cdktf";
import type { IConstruct } from "constructs";
import { QUOTAS } from "../../aws/quotas";
import { checkNumber } from "../../core/checks/number-check";
import { EnvironmentStack } from "../../core/environments/environment-stack";
import type { Problems } from "../../core/errors";
import { checkName } from "../../core/names/naming";
import { knownLength, repeatedTexts } from "../../core/texts/reference-text";
import type { InlinePolicy } from "../policies/inline-policy";
import type { PolicyStatement } from "../policies/policy-document";
import { trustPolicy } from "../trust/trust";
import { checkTrust } from "../trust/trust-checks";
import type { RoleProps, RoleQuotas } from "./role-props";

/** IAM User Guide, "IAM and AWS STS quotas", as of 2026-11. White space does not count, and our policies hold none. */
const INLINE_POLICIES_LENGTH = 10_240;
/** IAM API Reference, `CreateRole`, as of 2026-11. */
const DESCRIPTION_LENGTH = 1_000;
const SESSION_SECONDS = { least: 3_600, most: 43_200 };

/**
 * Checks the properties of a role.
 *
 * @param trust the statements of the trust policy that they give
 * @param scope where references are read
 */
export function checkRole(
  props: RoleProps,
  trust: readonly PolicyStatement[],
  scope: IConstruct,
  problems: Problems,
): void {
  if (props.roleName !== undefined) checkName("iamRole", props.roleName, problems, "roleName");
  checkOneName(props, problems);
  checkDescription(props, problems);
  checkQuotas(props.quotas ?? {}, problems);
  checkTrust(props.trustedBy, problems, EnvironmentStack.of(scope).environment.alsoKnown);
  checkTrustedOnce(trust, problems);
  checkTrustSize(trustPolicy(trust), props.quotas?.trustPolicyLength ?? QUOTAS.trustPolicyLength.value, problems);
  checkManagedPolicies(props, scope, problems);
  checkBoundary(props, problems);
  checkSession(props, problems);
}

/** Checks that the inline policies of a role fit into what IAM takes. References are counted as nothing. */
export function checkInlineSize(policies: readonly InlinePolicy[], problems: Problems): void {
  const written = policies.filter(({ policy }) => policy !== undefined);
  const sizes = written.map(({ policyName, statements }) => ({ policyName, size: knownLength(statements.document()) }));
  const total = sizes.reduce((sum, { size }) => sum + size, 0);
  if (total <= INLINE_POLICIES_LENGTH) return;
  const parts = sizes.map(({ policyName, size }) => `${policyName} ${size}`).join(", ");
  problems.add("", {
    code: "INLINE_POLICIES_TOO_LONG",
    message: "The role is granted more than IAM takes in inline policies.",
    found: `at least ${total} characters: ${parts}`,
    expected: `at most ${INLINE_POLICIES_LENGTH} characters in all inline policies of a role`,
    fix: "give the parts of the program roles of their own, or put what many roles share into a ManagedPolicy",
  });
}

function checkOneName({ name, roleName }: RoleProps, problems: Problems): void {
  if (name === undefined || roleName === undefined) return;
  problems.add("name", {
    code: "ROLE_NAME_TWICE",
    message: "The role has a whole name and a part of a name, and only one of them can count.",
    found: `name "${name}" and roleName "${roleName}"`,
    expected: "name, roleName, or neither",
    fix: "leave one of them out",
  });
}

function checkDescription({ description }: RoleProps, problems: Problems): void {
  const length = description.trim().length;
  // IAM API Reference, `CreateRole`, as of 2026-11: tab, line feed, carriage return, and two ranges of Latin characters.
  const allowed = /^[\t\n\r -~\u00a1-\u00ff]*$/.test(description);
  if (length > 0 && description.length <= DESCRIPTION_LENGTH && allowed) return;
  problems.add("description", {
    code: "ROLE_DESCRIPTION_INVALID",
    message: "The description of a role must say what it is for, in characters that IAM takes.",
    found: length === 0 ? "nothing" : `${description.length} characters: "${description.slice(0, 60)}"`,
    expected: `1 to ${DESCRIPTION_LENGTH} characters of Latin-1`,
    fix: "say in a few plain words who uses the role, and for what",
  });
}

function checkTrustedOnce(trust: readonly PolicyStatement[], problems: Problems): void {
  const sids = trust.map(({ sid }) => sid);
  for (const sid of new Set(sids.filter((candidate, index) => sids.indexOf(candidate) !== index))) {
    problems.add("trustedBy", {
      code: "TRUST_TWICE",
      message: "The role trusts the same one twice; the wider of the two would decide.",
      found: `${sids.filter((candidate) => candidate === sid).length} entries for ${sid}`,
      expected: "one entry for each service, account, role and identity provider",
      fix: "make one entry of them; a condition takes several values",
    });
  }
}

function checkQuotas({ managedPolicies, trustPolicyLength }: RoleQuotas, problems: Problems): void {
  const policies = QUOTAS.managedPoliciesPerRole;
  const length = QUOTAS.trustPolicyLength;
  const range = ({ value, most }: typeof policies | typeof length, unit: string) => ({ least: value, most, unit });
  checkNumber(managedPolicies, range(policies, "policies"), "quotas.managedPolicies", problems);
  checkNumber(trustPolicyLength, range(length, "characters"), "quotas.trustPolicyLength", problems);
}

function checkTrustSize(trust: string, quota: number, problems: Problems): void {
  const length = knownLength(trust);
  if (length <= quota) return;
  problems.add("trustedBy", {
    code: "TRUST_POLICY_TOO_LONG",
    message: "The role is trusted by more than a trust policy can hold.",
    found: `at least ${length} characters`,
    expected: `at most ${quota} characters (${QUOTAS.trustPolicyLength.source})`,
    fix: trustSizeFix(length, QUOTAS.trustPolicyLength.most),
  });
}

function trustSizeFix(length: number, most: number): string {
  const fewer = "trust one role that the others may assume, make several roles";
  if (length > most) return `${fewer.replace(", make", ", or make")}; no account takes more than ${most}`;
  return `${fewer}, or raise the quota, to ${most} at most, and set quotas: { trustPolicyLength: ${length} }`;
}

function checkManagedPolicies({ managedPolicyArns = [] }: RoleProps, scope: IConstruct, problems: Problems): void {
  for (const arn of managedPolicyArns) checkPolicyArn(arn, "managedPolicyArns", problems);
  for (const arn of repeatedTexts(managedPolicyArns, scope)) {
    problems.add("managedPolicyArns", {
      code: "MANAGED_POLICY_TWICE",
      message: "A managed policy is attached to the role twice.",
      found: arn,
      expected: "each policy once",
      fix: "take one of them out",
    });
  }
}

function checkBoundary({ permissionsBoundary }: RoleProps, problems: Problems): void {
  if (permissionsBoundary !== undefined) checkPolicyArn(permissionsBoundary, "permissionsBoundary", problems);
}

/** Adds `POLICY_ARN_INVALID` for what is not the ARN of a managed policy. */
export function checkPolicyArn(arn: string, property: string, problems: Problems): void {
  if (Token.isUnresolved(arn) || /^arn:aws[a-z-]*:iam::(aws|\d{12}):policy\/[\w+=,.@/-]+$/.test(arn)) return;
  problems.add(property, {
    code: "POLICY_ARN_INVALID",
    message: "This is not the ARN of a managed policy.",
    found: `"${arn}"`,
    expected: "an ARN such as arn:aws:iam::aws:policy/ReadOnlyAccess, or a reference to one",
    fix: "take the ARN from the IAM console; a name is not enough",
  });
}

function checkSession({ maxSessionDuration: seconds }: RoleProps, problems: Problems): void {
  if (seconds === undefined || Token.isUnresolved(seconds)) return;
  const { least, most } = SESSION_SECONDS;
  if (Number.isInteger(seconds) && seconds >= least && seconds <= most) return;
  problems.add("maxSessionDuration", {
    code: "SESSION_DURATION_INVALID",
    message: "The longest session of a role is out of range.",
    found: `${seconds} seconds`,
    expected: `a whole number of ${least} to ${most} seconds (1 to 12 hours)`,
    fix: `use ${Math.min(most, Math.max(least, Math.round(seconds) || least))}`,
  });
}
