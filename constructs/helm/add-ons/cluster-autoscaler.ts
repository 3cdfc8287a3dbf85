import type { Construct } from "constructs";
import { BaseConstruct } from "../../core/base-construct";
import { EnvironmentStack } from "../../core/environments/environment-stack";
import { checkShape } from "../../core/shapes/check-shape";
import { layDefaults } from "../../core/shapes/defaults";
import { isValueMap } from "../../core/texts/values";
import { clusterAutoscalerRole } from "../../eks/controllers/cluster-autoscaler-role";
import type { IServiceAccountRole } from "../../eks/identity/service-account.types";
import { isOlder } from "../charts/chart-version";
import { CHARTS } from "../charts/charts";
import { HelmChart } from "../charts/helm-chart";
import { RESTRICTED_CONTAINER, RESTRICTED_POD, requests } from "../charts/pod-values";
import { serviceAccountOf } from "../charts/service-account-values";
import type { ClusterAutoscalerOptions } from "../releases/helm-releases.types";
import { type InstalledRelease, type InstallProps, installed } from "../releases/installed-release";
import type { HelmValue, HelmValues } from "../releases/release.types";

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

/**
 * The chart writes the annotations of its service account without quotes from this version on, so that `true` is a boolean, which the API
 * takes for none (kubernetes/autoscaler, `cluster-autoscaler/charts/cluster-autoscaler/templates/serviceaccount.yaml`, 9.46.6 to 9.59.0).
 */
const WITHOUT_QUOTES_SINCE = "9.46.6";

/** User and group `nobody`, whom the chart's values file suggests (9.59.0, `securityContext`). */
const NOBODY = { runAsUser: 65534, runAsGroup: 65534 };

/** The Kubernetes cluster autoscaler: sizes the node groups of its cluster by the pods that wait. */
export class ClusterAutoscaler extends BaseConstruct implements InstalledRelease {
  readonly role: IServiceAccountRole;
  readonly release: HelmChart;

  /** @throws GroundplanError with everything that is wrong with the properties */
  constructor(scope: Construct, id: string, props: ClusterAutoscalerProps) {
    super(scope, id);
    props = layDefaults(this, "ClusterAutoscaler", props);
    checkShape(this, "ClusterAutoscaler", props);
    const { provider, chartVersion = CHARTS.clusterAutoscaler.version, values = {} } = props;
    const { cluster } = provider;
    const quoted = isOlder(chartVersion, WITHOUT_QUOTES_SINCE) ? (as: HelmValues) => as : withQuotedAnnotations;
    const tag = IMAGES[cluster.version];
    this.role = clusterAutoscalerRole(this, "role", { cluster });
    this.release = new HelmChart(this, "release", {
      ...installed({ ...props, values: quoted(values) }),
      chart: CHARTS.clusterAutoscaler,
      namespace: this.role.namespace,
      roles: [this.role],
      values: quoted({
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
        ...requests("100m", "300Mi"),
        securityContext: { ...RESTRICTED_POD, ...NOBODY },
        containerSecurityContext: { ...RESTRICTED_CONTAINER, readOnlyRootFilesystem: true },
      }),
    });
  }
}

/** The values with the annotations of the service account as texts in quotes, which a chart that adds none writes as they are. */
function withQuotedAnnotations(values: HelmValues): HelmValues {
  const rbac = isValueMap(values.rbac) ? values.rbac : {};
  const account = isValueMap(rbac.serviceAccount) ? rbac.serviceAccount : {};
  if (!isValueMap(account.annotations)) return values;
  const annotations = Object.fromEntries(
    Object.entries(account.annotations).map(([key, value]): [string, HelmValue] => [
      key,
      typeof value === "string" ? JSON.stringify(value) : value,
    ]),
  );
  return { ...values, rbac: { ...rbac, serviceAccount: { ...account, annotations } } };
}
