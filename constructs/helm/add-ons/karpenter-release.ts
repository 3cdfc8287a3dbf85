import type { Construct } from "constructs";
import { BaseConstruct } from "../../core/base-construct";
import { EnvironmentStack } from "../../core/environments/environment-stack";
import { checkShape } from "../../core/shapes/check-shape";
import { layDefaults } from "../../core/shapes/defaults";
import { CHARTS } from "../charts/charts";
import { HelmChart } from "../charts/helm-chart";
import { requests } from "../charts/pod-values";
import { LIST_CHART, listChart } from "../local-charts/list-chart";
import type { KarpenterReleaseOptions } from "../releases/helm-releases.types";
import { type InstalledRelease, type InstallProps, installed } from "../releases/installed-release";

/** What Karpenter works with in AWS, as texts in JSON that the stack of the cluster hands over. */
export interface KarpenterParts {
  /** Values of the chart: `helmValues` of `Karpenter`. */
  readonly values: string;
  /**
   * NodePools and EC2NodeClasses as a list.
   *
   * @default - none
   */
  readonly nodePools?: string;
}

/** Properties of {@link KarpenterRelease}. */
export interface KarpenterReleaseProps extends KarpenterReleaseOptions, InstallProps {
  readonly parts: KarpenterParts;
}

/** Namespace of the role that Karpenter's construct makes unless it is told otherwise. */
const NAMESPACE = "kube-system";

/**
 * Karpenter in the cluster: its kinds, the controller, and its node pools, each a release that comes after the one before. On the way down node
 * pools go first, and Helm waits until the nodes that they started are gone; the kinds go last. The kinds are a chart of their own, so that they
 * are upgraded with the controller (Karpenter, "Upgrade Guide": CRD upgrades, 1.14).
 */
export class KarpenterRelease extends BaseConstruct implements InstalledRelease {
  readonly kinds: HelmChart;
  readonly controller: HelmChart;
  /** Only where there are node pools. */
  readonly nodePools?: HelmChart;

  /** @throws GroundplanError with everything that is wrong with the properties */
  constructor(scope: Construct, id: string, props: KarpenterReleaseProps) {
    super(scope, id);
    props = layDefaults(this, "KarpenterRelease", props);
    const problems = checkShape(this, "KarpenterRelease", props);
    const { provider, after = [], parts, chartVersion } = props;
    const { replicas = EnvironmentStack.of(this).environment.protect ? 2 : 1 } = props;
    problems.throwIfAny();
    this.kinds = new HelmChart(this, "kinds", {
      ...{ provider, after, goesLast: true },
      ...(chartVersion === undefined ? {} : { chartVersion }),
      chart: CHARTS.karpenterCrd,
      namespace: NAMESPACE,
    });
    this.controller = new HelmChart(this, "controller", {
      ...installed({ ...props, after: [...after, this.kinds] }),
      chart: CHARTS.karpenter,
      namespace: NAMESPACE,
      valuesJson: parts.values,
      values: { replicas, controller: requests("250m", "512Mi") },
    });
    if (parts.nodePools === undefined) return;
    this.nodePools = new HelmChart(this, "node-pools", {
      ...{ provider, after: [this.controller], valuesJson: parts.nodePools },
      releaseName: "karpenter-node-pools",
      chart: { ...LIST_CHART, archive: listChart() },
      namespace: NAMESPACE,
      timeoutSeconds: 1800,
    });
  }

  /** What comes after Karpenter comes after its node pools. */
  get release(): HelmChart {
    return this.nodePools ?? this.controller;
  }
}
