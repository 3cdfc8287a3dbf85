import type { Construct } from "constructs";
import { BaseConstruct } from "../../core/base-construct";
import { checkShape } from "../../core/shapes/check-shape";
import { layDefaults } from "../../core/shapes/defaults";
import { CHARTS } from "../charts/charts";
import { HelmChart } from "../charts/helm-chart";
import { RESTRICTED_CONTAINER, RESTRICTED_POD, requests } from "../charts/pod-values";
import type { SealedSecretsOptions } from "../releases/helm-releases.types";
import { type InstalledRelease, type InstallProps, installed } from "../releases/installed-release";

/** Properties of {@link SealedSecrets}. */
export type SealedSecretsProps = SealedSecretsOptions & InstallProps;

/**
 * Sealed Secrets: secrets that are committed encrypted, and that only the controller in this cluster opens. It lies where `kubeseal`
 * looks for it. Its key exists in the cluster alone: keep a copy, or what was sealed is lost with the cluster.
 */
export class SealedSecrets extends BaseConstruct implements InstalledRelease {
  readonly release: HelmChart;

  /** @throws GroundplanError with everything that is wrong with the properties */
  constructor(scope: Construct, id: string, props: SealedSecretsProps) {
    super(scope, id);
    props = layDefaults(this, "SealedSecrets", props);
    checkShape(this, "SealedSecrets", props);
    this.release = new HelmChart(this, "release", {
      ...installed(props),
      chart: CHARTS.sealedSecrets,
      namespace: "kube-system",
      values: {
        fullnameOverride: "sealed-secrets-controller",
        ...requests("50m", "64Mi"),
        podSecurityContext: RESTRICTED_POD,
        containerSecurityContext: RESTRICTED_CONTAINER,
      },
    });
  }
}
