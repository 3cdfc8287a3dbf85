import type { AccessGrant, AccessPolicy } from "./access.types";
import { type Home, principalArn } from "./principal";

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

/** Everybody who is let in. */
export function admissions({ admins, access = {} }: AdmissionProps, home: Home): readonly Admission[] {
  return [
    ...admins.map(
      (principal): Admission => ({
        principal: principalArn(principal, home),
        policy: "cluster-admin",
        namespaces: [],
        groups: [],
      }),
    ),
    ...Object.values(access).map(
      ({ principal, policy, namespaces = [], groups = [] }): Admission => ({
        principal: principalArn(principal, home),
        ...(policy === undefined ? {} : { policy }),
        namespaces: [...new Set(namespaces)].sort(),
        groups: [...new Set(groups)].sort(),
      }),
    ),
  ];
}
