// Kubernetes on EKS: the cluster and who gets in, nodes, Fargate, add-ons, and the identity of pods.
export type { AccessGrant, AccessPolicy, AuthenticationMode } from "./access/access.types";
export type { AddonsProps } from "./addons/addons.types";
export { EksCluster } from "./cluster/eks-cluster";
export type {
  ControlPlaneLog,
  ControlPlaneLogging,
  EksClusterProps,
  EndpointAccess,
  ExistingEksClusterProps,
  IEksCluster,
} from "./cluster/eks-cluster.types";
export { type EksFromContractProps, eksContract, eksFromContract, publishEks } from "./cluster/eks-contract";
export { type FargatePod, type FargatePodSize, fargatePodSize } from "./fargate/fargate-pod-size";
export { FargateProfile } from "./fargate/fargate-profile";
export type { FargateLogging, FargateProfileOptions, FargateSelector } from "./fargate/fargate-profile.types";
export type { IdentityKind, IServiceAccountRole, ServiceAccountRoleOptions } from "./identity/service-account.types";
export { ServiceAccountRole } from "./identity/service-account-role";
export { NodeGroup } from "./nodes/node-group";
export type {
  NodeGroupOptions,
  NodeRemoteAccess,
  NodeTaint,
  NodeUpdate,
  SelfManagedNodesOptions,
} from "./nodes/node-group.types";
export { SelfManagedNodes } from "./nodes/self-managed-nodes";
