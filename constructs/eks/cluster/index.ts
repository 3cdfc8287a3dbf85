// Kubernetes clusters: control plane, versions, networks, logs.

export { TODAY_CONTEXT } from "../../core/versions/today";
export type { ComputeCluster } from "./compute-cluster.types";
export { EksCluster } from "./eks-cluster";
export type {
  ControlPlaneLog,
  ControlPlaneLogging,
  EksClusterProps,
  EndpointAccess,
  ExistingEksClusterProps,
  IEksCluster,
  IpFamily,
} from "./eks-cluster.types";
export { type EksFromContractProps, eksContract, eksFromContract, publishEks } from "./eks-contract";
export { ExistingEksCluster } from "./existing-eks-cluster";
export { KUBERNETES_VERSIONS, supportPhase } from "./kubernetes-versions";
