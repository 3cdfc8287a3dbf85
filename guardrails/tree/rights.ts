import type { Estate } from "./estate";
import { isUnread, type PolicyStatement, policiesAt } from "./policies";
import type { Resource } from "./resource";

/** What a role may do. */
export interface Rights {
  /** Statements of its own policies, those that deny too. */
  readonly statements: readonly PolicyStatement[];
  /** Names of the policies of AWS that it has, whose statements are not read. */
  readonly managed: readonly string[];
}

/** What a role may do by its policies, wherever these stand; nothing where one of them is not known. */
export function rightsOf(role: Resource, estate: Estate): Rights | undefined {
  const attached = [
    ...estate.referrers(role, "aws_iam_role_policy_attachment", "role"),
    ...estate.referrers(role, "aws_iam_policy_attachment", "roles"),
  ];
  const policies = attached.flatMap((one) => one.targets("policy_arn")).filter(({ type }) => type === "aws_iam_policy");
  const own = [...policies, ...estate.referrers(role, "aws_iam_role_policy", "role")];
  const arns = [...attached.flatMap((one) => one.texts("policy_arn")), ...role.texts("managed_policy_arns")];
  const managed = arns.flatMap((arn) => /^arn:aws[\w-]*:iam::aws:policy\/(?:.*\/)?([^/]+)$/.exec(arn)?.[1] ?? []);
  const isKnown =
    managed.length + policies.length === attached.length + role.texts("managed_policy_arns").length &&
    !own.some((one) => isUnread(one, "policy")) &&
    !isUnread(role, "inline_policy.policy");
  if (!isKnown) return undefined;
  const stated = [...own.flatMap((one) => policiesAt(one, "policy")), ...policiesAt(role, "inline_policy.policy")];
  return { statements: stated.flatMap(({ statements }) => statements), managed };
}
