import { Construct } from "constructs";
import { EnvironmentStack } from "../core/environment-stack";
import { clusterAutoscalerRole } from "../eks/controllers/cluster-autoscaler-role";
import type { IServiceAccountRole } from "../eks/identity/service-account.types";
import { CHARTS } from "./charts";
import { HelmChart } from "./helm-chart";
import type { ClusterAutoscalerOptions } from "./helm-releases.types";
import { type InstalledRelease, type InstallProps, installed } from "./installed-release";
import { serviceAccountOf } from "./service-account-values";

/** Properties of {@link ClusterAutoscaler}. */
export type ClusterAutoscalerProps = ClusterAutoscalerOptions & InstallProps;

/**
 * Newest image of each Kubernetes version: the autoscaler simulates the scheduler of that version (kubernetes/autoscaler, releases and
 * "Cluster Autoscaler" README, as of 2026-08).
 */
const IMAGES: Readonly<Record<string, string>> = {
  "1.30": "v1.30.7",
  "1.31": "v1.31.5",
  "1.32": "v1.32.7",
  "1.33": "v1.33.6",
  "1.34": "v1.34.5",
  "1.35": "v1.35.2",
  "1.36": "v1.36.1",
};

/** The Kubernetes cluster autoscaler: sizes the node groups of its cluster by the pods that wait. */
export class ClusterAutoscaler extends Construct implements InstalledRelease {
  readonly role: IServiceAccountRole;
  readonly release: HelmChart;

  /** @throws GroundplanError with everything that is wrong with the properties */
  constructor(scope: Construct, id: string, props: ClusterAutoscalerProps) {
    super(scope, id);
    const { cluster } = props.provider;
    const tag = IMAGES[cluster.version];
    this.role = clusterAutoscalerRole(this, "role", { cluster });
    this.release = new HelmChart(this, "release", {
      ...installed(props),
      chart: CHARTS.clusterAutoscaler,
      namespace: this.role.namespace,
      roles: [this.role],
      values: {
        fullnameOverride: "cluster-autoscaler",
        autoDiscovery: { clusterName: cluster.clusterName },
        awsRegion: EnvironmentStack.of(this).environment.region,
        // The chart's own image for a version that is newer than this table.
        ...(tag === undefined ? {} : { image: { tag } }),
        extraArgs: {
          "balance-similar-node-groups": true,
          expander: "least-waste",
          "skip-nodes-with-system-pods": false,
        },
        rbac: { serviceAccount: serviceAccountOf(this.role) },
      },
    });
  }
}
