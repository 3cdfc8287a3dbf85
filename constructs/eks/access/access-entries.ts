import { EksAccessEntry } from "@cdktf/provider-aws/lib/eks-access-entry";
import { EksAccessPolicyAssociation } from "@cdktf/provider-aws/lib/eks-access-policy-association";
import type { Construct } from "constructs";
import { BaseConstruct } from "../../core/base-construct";
import { EnvironmentStack } from "../../core/environments/environment-stack";
import { referenceText } from "../../core/texts/reference-text";
import type { AccessPolicy } from "./access.types";
import type { Admission } from "./admissions";

/** Names of AWS's access policies (Amazon EKS User Guide, "Review access policy permissions", as of 2026-11). */
const POLICY_NAMES: Readonly<Record<AccessPolicy, string>> = {
  "cluster-admin": "AmazonEKSClusterAdminPolicy",
  admin: "AmazonEKSAdminPolicy",
  edit: "AmazonEKSEditPolicy",
  view: "AmazonEKSViewPolicy",
  "admin-view": "AmazonEKSAdminViewPolicy",
};

/** Properties of {@link AccessEntries}. */
export interface AccessEntriesProps {
  readonly clusterName: string;
  readonly admissions: readonly Admission[];
}

/**
 * Lets principals into a cluster: one access entry each, and what AWS's policies let it do. An entry belongs to its principal, not to
 * the place where the principal is named: who is moved from `access` to `admins` keeps the entry.
 *
 * They have nothing to wait for but the cluster, and stacks that work inside it depend on this whole stack. So entries are there before
 * anything is deployed into the cluster, and until it has been taken out again.
 */
export class AccessEntries extends BaseConstruct {
  /** Entries by principal. */
  readonly entries: Readonly<Record<string, EksAccessEntry>>;

  constructor(scope: Construct, id: string, { clusterName, admissions }: AccessEntriesProps) {
    super(scope, id);
    this.entries = Object.fromEntries(
      admissions.map((admission) => [admission.principal, this.#admit(clusterName, admission)]),
    );
  }

  #admit(clusterName: string, { principal, groups, policy, namespaces }: Admission): EksAccessEntry {
    const { partition } = EnvironmentStack.of(this);
    const id = principalId(referenceText(principal, this));
    const entry = new EksAccessEntry(this, id, {
      clusterName,
      principalArn: principal,
      type: "STANDARD",
      // Said even when there are none: what is left out would stay as it was.
      kubernetesGroups: [...groups],
    });
    if (policy !== undefined) {
      new EksAccessPolicyAssociation(this, `${id}-${policy}`, {
        clusterName,
        // By the entry, so that the association is made after it and goes before it.
        principalArn: entry.principalArn,
        policyArn: `arn:${partition}:eks::aws:cluster-access-policy/${POLICY_NAMES[policy]}`,
        accessScope: namespaces.length > 0 ? { type: "namespace", namespaces: [...namespaces] } : { type: "cluster" },
      });
    }
    return entry;
  }
}

/**
 * `111111111111-role-platform` of arn:aws:iam::111111111111:role/platform: two accounts may have a role of one name, and a role
 * `ci/deploy` is not `ci-deploy`.
 */
function principalId(principal: string): string {
  const [, account, kind, name = ""] = /^arn:[^:]*:iam::(\d+):(role|user)\/(.*)$/.exec(principal) ?? [];
  return account === undefined ? principal : `${account}-${kind}-${name.replaceAll("/", ":")}`;
}
