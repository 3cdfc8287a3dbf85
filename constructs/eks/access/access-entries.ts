import { EksAccessEntry } from "@cdktf/provider-aws/lib/eks-access-entry";
import { EksAccessPolicyAssociation } from "@cdktf/provider-aws/lib/eks-access-policy-association";
import { Construct } from "constructs";
import { EnvironmentStack } from "../../core/environment-stack";
import { referenceText } from "../../iam/reference-text";
import type { AccessPolicy } from "./access.types";
import { type Admission, type AdmissionProps, admissions } from "./admissions";

/** Names of AWS's access policies (Amazon EKS User Guide, "Review access policy permissions", as of 2026-11). */
const POLICY_NAMES: Readonly<Record<AccessPolicy, string>> = {
  "cluster-admin": "AmazonEKSClusterAdminPolicy",
  admin: "AmazonEKSAdminPolicy",
  edit: "AmazonEKSEditPolicy",
  view: "AmazonEKSViewPolicy",
  "admin-view": "AmazonEKSAdminViewPolicy",
};

/** Properties of {@link AccessEntries}. */
export interface AccessEntriesProps extends AdmissionProps {
  readonly clusterName: string;
}

/**
 * Lets principals into a cluster: one access entry each, and what AWS's policies let it do. An entry belongs to its principal, not to
 * the place where the principal is named: who is moved from `access` to `admins` keeps the entry.
 */
export class AccessEntries extends Construct {
  /** Entries by principal. */
  readonly entries: Readonly<Record<string, EksAccessEntry>>;

  constructor(scope: Construct, id: string, props: AccessEntriesProps) {
    super(scope, id);
    const { account } = EnvironmentStack.of(this).environment;
    const admitted = admissions(props, { account, partition: EnvironmentStack.of(this).partition });
    this.entries = Object.fromEntries(
      admitted.map((admission) => [admission.principal, this.#admit(props.clusterName, admission)]),
    );
  }

  #admit(clusterName: string, { principal, groups, policy, namespaces }: Admission): EksAccessEntry {
    const { partition } = EnvironmentStack.of(this);
    const id = principalId(referenceText(principal, this));
    const entry = new EksAccessEntry(this, id, {
      clusterName,
      principalArn: principal,
      type: "STANDARD",
      ...(groups.length > 0 ? { kubernetesGroups: [...groups] } : {}),
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

/** `role-platform` of arn:aws:iam::111111111111:role/platform. */
function principalId(principal: string): string {
  return (principal.split(":").at(-1) ?? principal).replace(/[^\w.@-]+/g, "-");
}
