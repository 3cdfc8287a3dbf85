import type { ExemptionReason } from "../../core/environments/exemptions";
import type { Value, Values } from "../../core/texts/values";

/** A value of a chart. `null` takes a default of the chart away. */
export type HelmValue = Value;

/** Values of a chart by key. */
export type HelmValues = Values;

/** What every release has. */
export interface ReleaseOptions {
  /**
   * Version of the chart, such as `3.5.0`.
   *
   * @example 3.5.0
   * @default - the pinned one, see `CHARTS`
   */
  readonly chartVersion?: string;
  /**
   * Further values of the chart, laid over those that are made here. No secrets: values are readable in plans, in the state and
   * in the cluster.
   *
   * @default - none
   */
  readonly values?: HelmValues;
}

/** A release of a chart that lies in a folder of the project. */
export interface LocalChartOptions extends Omit<ChartReleaseOptions, "repository" | "chart" | "version"> {
  /**
   * Folder of the chart, from the project's folder on. Another content is another release.
   *
   * @example charts/orders
   */
  readonly folder: string;
}

/** A release of any chart. */
export interface ChartReleaseOptions {
  /**
   * Address of the chart's repository: `https://…`, or `oci://…` of a registry.
   *
   * @example https://charts.example.com
   */
  readonly repository: string;
  /**
   * Name of the chart in its repository.
   *
   * @default - the release's name
   */
  readonly chart?: string;
  /**
   * Version of the chart, whole: `1.2.3`.
   *
   * @example 1.2.3
   */
  readonly version: string;
  /** Namespace that the release lies in; it is made when it is not there. */
  readonly namespace: string;
  /**
   * Values of the chart. No secrets.
   *
   * @default - those of the chart
   */
  readonly values?: HelmValues;
  /**
   * Names of the releases that come before this one, and go after it.
   *
   * @default - the AWS Load Balancer Controller, when there is one: its webhook sees every service and ingress; and cert-manager, when the
   * values ask it for a certificate
   */
  readonly after?: readonly string[];
  /**
   * Lets the values ask for a load balancer that is reached from the internet.
   *
   * @default - load balancers are internal
   */
  readonly publicLoadBalancer?: ExemptionReason;
  /**
   * Seconds that Helm waits until everything runs, 30 to 3,600.
   *
   * @minimum 30
   * @maximum 3600
   * @default 600
   */
  readonly timeoutSeconds?: number;
}
