import { Token } from "cdktf";
import { manifestText } from "../../core/texts/manifest-text";
import type { Admission } from "./admissions";
import { withoutPath } from "./principal";

/** What `aws-auth` is made from; ARNs are literals. */
export interface AwsAuthProps {
  readonly admissions: readonly Admission[];
  /** ARNs of the roles that EC2 nodes join by. */
  readonly nodeRoleArns: readonly string[];
  /** ARNs of the roles that pods on Fargate join by. */
  readonly fargateRoleArns: readonly string[];
}

interface Mapping {
  readonly arn: string;
  readonly username: string;
  readonly groups: readonly string[];
}

/** Groups of whoever joins a cluster (Amazon EKS User Guide, "Grant IAM users access to Kubernetes with a ConfigMap", as of 2026-11). */
const NODE_GROUPS = ["system:bootstrappers", "system:nodes"];

/**
 * The `aws-auth` ConfigMap as YAML: nodes and pods on Fargate, admins as `system:masters`, others by their groups. What AWS's access
 * policies allow cannot be said there; it stays with the access entries. ARNs lose their paths, because EKS compares them without.
 */
export function awsAuthManifest({ admissions, nodeRoleArns, fargateRoleArns }: AwsAuthProps): string {
  const nodes = nodeRoleArns.map((arn) => ({
    arn,
    username: "system:node:{{EC2PrivateDNSName}}",
    groups: NODE_GROUPS,
  }));
  const fargate = fargateRoleArns.map((arn) => ({
    arn,
    username: "system:node:{{SessionName}}",
    groups: [...NODE_GROUPS, "system:node-proxier"],
  }));
  const people = admissions.filter(known).flatMap(personOf);
  const roles = [...nodes, ...fargate, ...people.filter(({ arn }) => arn.includes(":role/"))];
  const users = people.filter(({ arn }) => arn.includes(":user/"));
  return manifestText({
    apiVersion: "v1",
    kind: "ConfigMap",
    metadata: { name: "aws-auth", namespace: "kube-system" },
    data: { ...mapped("mapRoles", "rolearn", roles), ...mapped("mapUsers", "userarn", users) },
  });
}

/** A reference has no text until it is applied. */
function known({ principal }: Admission): boolean {
  return !Token.isUnresolved(principal);
}

function personOf({ principal, policy, groups }: Admission): readonly Mapping[] {
  const mapped = [...(policy === "cluster-admin" ? ["system:masters"] : []), ...groups];
  if (mapped.length === 0) return [];
  const arn = withoutPath(principal);
  const name = arn.slice(arn.lastIndexOf("/") + 1);
  return [{ arn, username: arn.includes(":role/") ? `${name}:{{SessionName}}` : name, groups: mapped }];
}

/** One key of the ConfigMap: a list in a text. */
function mapped(key: string, arnKey: string, mappings: readonly Mapping[]): Readonly<Record<string, string>> {
  if (mappings.length === 0) return {};
  const sorted = [...mappings].sort((a, b) => (a.arn < b.arn ? -1 : 1));
  return { [key]: manifestText(sorted.map(({ arn, username, groups }) => ({ [arnKey]: arn, username, groups }))) };
}
