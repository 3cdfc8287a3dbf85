import type { Construct } from "constructs";
import { BaseConstruct } from "../../core/base-construct";
import { EnvironmentStack } from "../../core/environments/environment-stack";
import { checkShape } from "../../core/shapes/check-shape";
import { layDefaults } from "../../core/shapes/defaults";
import { CHARTS } from "../charts/charts";
import { HelmChart } from "../charts/helm-chart";
import { spread } from "../charts/pod-values";
import type { MetricsServerOptions } from "../releases/helm-releases.types";
import { type InstalledRelease, type InstallProps, installed } from "../releases/installed-release";
import { FARGATE_PORTS } from "./fargate-ports";

/** Properties of {@link MetricsServer}. */
export interface MetricsServerProps extends MetricsServerOptions, InstallProps {}

/**
 * metrics-server: what pods and nodes use, which horizontal autoscaling reads. The EKS add-on `metrics-server` is the same program;
 * a cluster has one of the two.
 */
export class MetricsServer extends BaseConstruct implements InstalledRelease {
  readonly release: HelmChart;

  /** @throws GroundplanError with everything that is wrong with the properties */
  constructor(scope: Construct, id: string, props: MetricsServerProps) {
    super(scope, id);
    props = layDefaults(this, "MetricsServer", props);
    const problems = checkShape(this, "MetricsServer", props);
    const { replicas = EnvironmentStack.of(this).environment.protect ? 2 : 1 } = props;
    problems.throwIfAny();
    this.release = new HelmChart(this, "release", {
      ...installed(props),
      chart: CHARTS.metricsServer,
      namespace: "kube-system",
      values: {
        replicas,
        containerPort: FARGATE_PORTS.metricsServer,
        ...(replicas > 1
          ? {
              podDisruptionBudget: { enabled: true, minAvailable: 1 },
              topologySpreadConstraints: spread({ "app.kubernetes.io/name": "metrics-server" }),
            }
          : {}),
      },
    });
  }
}
