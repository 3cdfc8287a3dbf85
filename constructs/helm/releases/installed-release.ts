import type { HelmChart } from "../charts/helm-chart";
import type { HelmChartProps } from "../charts/helm-chart.types";
import type { ClusterHelmProvider } from "./cluster-helm-provider";
import type { ReleaseOptions } from "./release.types";

/** What every controller is installed with. */
export interface InstallProps extends ReleaseOptions {
  /** Helm in the cluster that it is installed into. */
  readonly provider: ClusterHelmProvider;
  /**
   * Releases that come before this one and go after it.
   *
   * @default - none
   */
  readonly after?: readonly HelmChart[];
}

/** A controller that is installed. */
export interface InstalledRelease {
  readonly release: HelmChart;
}

/** The part of a release's properties that every controller hands on. */
export function installed({
  provider,
  after,
  chartVersion,
  values,
}: InstallProps): Pick<HelmChartProps, "provider" | "after" | "chartVersion" | "moreValues" | "goesLast"> {
  return {
    provider,
    goesLast: true,
    ...(after ? { after } : {}),
    ...(chartVersion === undefined ? {} : { chartVersion }),
    ...(values ? { moreValues: values } : {}),
  };
}
