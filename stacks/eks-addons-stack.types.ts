import type { ClusterHelmProviderProps } from "../constructs/helm/cluster-helm-provider";
import type { HelmReleasesProps } from "../constructs/helm/helm-releases.types";

/** What runs in the environment's cluster from the start. */
export interface EksAddonsProps
  extends HelmReleasesProps,
    Pick<ClusterHelmProviderProps, "accessRoleArn" | "tunnelPort" | "proxyUrl"> {}
