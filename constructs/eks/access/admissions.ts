import type { AccessGrant, AccessPolicy } from "./access.types";

/** One principal and what it gets. */
export interface Admission {
  /** ARN. */
  readonly principal: string;
  readonly policy?: AccessPolicy;
  /** Namespaces that the policy is for; none is the whole cluster. */
  readonly namespaces: readonly string[];
  /** Kubernetes groups. */
  readonly groups: readonly string[];
}

/** Who is let in, as the user says it. */
export interface AdmissionProps {
  readonly admins: readonly string[];
  readonly access?: Readonly<Record<string, AccessGrant>>;
}

/** Everybody who is let in, in the order of their ARNs. */
export function admissions(
  { admins, access = {} }: AdmissionProps,
  home: { readonly account: string; readonly partition: string },
): readonly Admission[] {
  const named = Object.values(access).map(({ principal, policy, namespaces = [], groups = [] }) => ({
    principal: principalArn(principal, home),
    ...(policy === undefined ? {} : { policy }),
    namespaces: [...namespaces].sort(),
    groups: [...groups].sort(),
  }));
  const all: Admission[] = admins.map((principal) => ({
    principal: principalArn(principal, home),
    policy: "cluster-admin",
    namespaces: [],
    groups: [],
  }));
  return [...all, ...named].sort((a, b) => (a.principal < b.principal ? -1 : 1));
}

/** The ARN of a principal that may be written as `role/<name>` or `user/<name>`. */
export function principalArn(
  principal: string,
  home: { readonly account: string; readonly partition: string },
): string {
  return /^(role|user)\//.test(principal) ? `arn:${home.partition}:iam::${home.account}:${principal}` : principal;
}
