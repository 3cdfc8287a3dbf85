import type { Release } from "@cdktf/provider-helm/lib/release";
import type { ExemptionReason } from "../../core/environments/exemptions";
import type { IServiceAccountRole } from "../../eks/identity/service-account.types";
import type { ChartArchive } from "../local-charts/chart-archive";
import type { ClusterHelmProvider } from "../releases/cluster-helm-provider";
import type { HelmValues } from "../releases/release.types";
import type { Chart } from "./charts";

/** A chart that is installed: what another one can come after. */
export interface InstalledChart {
  readonly resource: Release;
}

/** A chart of a repository. */
export type RepositoryChart = Pick<Chart, "name" | "repository" | "version"> &
  Partial<Pick<Chart, "keys" | "kubernetes">>;

/** A chart that is packed beside the stack's JSON. */
export interface PackedChart extends Pick<Chart, "name" | "version"> {
  readonly archive: ChartArchive;
}

/** Properties of a `HelmChart`. */
export interface HelmChartProps {
  /** Helm in the cluster that the release lies in. */
  readonly provider: ClusterHelmProvider;
  /**
   * Name of the release, 1 to 53 of `a-z`, `0-9` and `-`.
   *
   * @default - the chart's name
   */
  readonly releaseName?: string;
  /** The chart, of a repository or packed; with its keys, values that it does not know are refused. */
  readonly chart: RepositoryChart | PackedChart;
  /**
   * Another version of the chart: whole, such as `3.5.0`. The values are then not held against the chart's keys.
   *
   * @default - the chart's
   */
  readonly chartVersion?: string;
  /** Namespace; it is made when it is not there, and stays when the release goes. */
  readonly namespace: string;
  /**
   * Values of the chart. No secrets.
   *
   * @default - those of the chart
   */
  readonly values?: HelmValues;
  /**
   * Further values, laid over `values`.
   *
   * @default - none
   */
  readonly moreValues?: HelmValues;
  /**
   * Values as one text in JSON, which the others are laid over. They are not checked.
   *
   * @default - none
   */
  readonly valuesJson?: string;
  /**
   * Roles of the release's pods. The release comes after their permissions and goes before them.
   *
   * @default - none
   */
  readonly roles?: readonly IServiceAccountRole[];
  /**
   * Releases that come before this one and go after it.
   *
   * @default - none
   */
  readonly after?: readonly InstalledChart[];
  /**
   * Lets the values ask for a load balancer that is reached from the internet. Listed with the other exemptions.
   *
   * @default - load balancers are internal
   */
  readonly publicLoadBalancer?: ExemptionReason;
  /**
   * Whether a release that is taken out goes after the change of those that came after it. Only for a release whose name and namespace stay:
   * of a new one and the old one both would claim the same objects for a while.
   *
   * @default - it goes first, as Terraform does it
   */
  readonly goesLast?: boolean;
  /**
   * Seconds that Helm waits until everything runs, and for its removal, 30 to 3,600.
   *
   * @minimum 30
   * @maximum 3600
   * @default 600
   */
  readonly timeoutSeconds?: number;
}
