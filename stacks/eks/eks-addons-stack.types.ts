import type { ClusterHelmProviderProps } from "../../constructs/helm/releases/cluster-helm-provider";
import type { HelmReleasesProps } from "../../constructs/helm/releases/helm-releases.types";

/** What runs in the environment's cluster from the start. */
export interface EksAddonsProps
  extends HelmReleasesProps,
    Pick<ClusterHelmProviderProps, "accessRoleArn" | "tunnelPort" | "proxyUrl"> {}
