import { TerraformResource } from "cdktf";
import type { Construct } from "constructs";
import { EnvironmentStack } from "../../core/environments/environment-stack";
import type { IEksCluster } from "../cluster/eks-cluster.types";
import { cloudWatchAgentRole } from "../controllers/logs/cloudwatch-agent-role";
import { ebsCsiRole } from "../controllers/storage/ebs-csi-role";
import { efsCsiRole } from "../controllers/storage/efs-csi-role";
import { ServiceAccountRole } from "../identity/service-account-role";
import type { AddonName, AddonsProps } from "./addons.types";
import { addonOptions } from "./selected-addons";

/**
 * The role of an add-on's pods, below `scope`; `undefined` for add-ons that call no API of AWS. None works by the role of the nodes,
 * which every pod would have then.
 *
 * @throws GroundplanError with everything that is wrong with the options of the role
 */
export function addonRole(
  scope: Construct,
  name: AddonName,
  cluster: IEksCluster,
  props: AddonsProps,
): ServiceAccountRole | undefined {
  const id = `${name}-role`;
  switch (name) {
    case "vpc-cni":
      return vpcCniRole(scope, id, cluster);
    case "aws-ebs-csi-driver": {
      const { keyArns } = addonOptions(props, name);
      return ebsCsiRole(scope, id, { cluster, ...(keyArns ? { keyArns } : {}) });
    }
    case "aws-efs-csi-driver": {
      const { fileSystemArns } = addonOptions(props, name);
      return efsCsiRole(scope, id, { cluster, ...(fileSystemArns ? { fileSystemArns } : {}) });
    }
    case "amazon-cloudwatch-observability":
      return cloudWatchAgentRole(scope, id, {
        cluster,
        traces: addonOptions(props, name).applicationSignals ?? false,
      });
    default:
      return undefined;
  }
}

/** What must be there before the add-on: its role with all its permissions, and with Pod Identity the association. */
export function resourcesOf(role: ServiceAccountRole): TerraformResource[] {
  return role.node.findAll().filter((found) => found instanceof TerraformResource);
}

/**
 * The role of the CNI's pods. Always by IRSA: the first node has no network before the CNI runs, and so no Pod Identity agent
 * (Amazon EKS User Guide, "Configure Amazon VPC CNI plugin to use IRSA", as of 2026-11, which also names the policies). AWS has a policy
 * for IPv4 only; what it tells to write for IPv6 is granted.
 */
function vpcCniRole(scope: Construct, id: string, cluster: IEksCluster): ServiceAccountRole {
  const stack = EnvironmentStack.of(scope);
  const ipv6 = cluster.ipFamily === "ipv6";
  const role = new ServiceAccountRole(scope, id, {
    cluster,
    namespace: "kube-system",
    serviceAccount: "aws-node",
    description: "VPC CNI: network interfaces and addresses of pods",
    identity: "irsa",
    ...(ipv6 ? {} : { managedPolicyArns: [`arn:${stack.partition}:iam::aws:policy/AmazonEKS_CNI_Policy`] }),
  });
  if (!ipv6) return role;
  const interfaces = stack.arn("ec2", "network-interface/*");
  role.allow({
    sid: "ReadNodes",
    actions: [
      "ec2:DescribeInstanceTypes",
      "ec2:DescribeInstances",
      "ec2:DescribeNetworkInterfaces",
      "ec2:DescribeTags",
    ],
    resources: ["*"],
    wildcardReason: "EC2 describes everything or nothing",
  });
  role.allow({ sid: "GiveAddresses", actions: ["ec2:AssignIpv6Addresses"], resources: [interfaces] });
  role.allow({ sid: "TagInterfaces", actions: ["ec2:CreateTags"], resources: [interfaces] });
  return role;
}
