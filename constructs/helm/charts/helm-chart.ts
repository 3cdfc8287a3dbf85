import { Release } from "@cdktf/provider-helm/lib/release";
import { Annotations, Lazy, type TerraformResource } from "cdktf";
import type { Construct } from "constructs";
import { BaseConstruct } from "../../core/base-construct";
import { EnvironmentStack } from "../../core/environments/environment-stack";
import { addExemption } from "../../core/environments/exemptions";
import { addressOf } from "../../core/names/address";
import { checkShape } from "../../core/shapes/check-shape";
import { layDefaults } from "../../core/shapes/defaults";
import { layValues, valuesText } from "../../core/texts/values";
import type { IServiceAccountRole } from "../../eks/identity/service-account.types";
import { ServiceAccountRole } from "../../eks/identity/service-account-role";
import { chartBeside } from "../local-charts/packed-chart";
import type { HelmValues } from "../releases/release.types";
import type { HelmChartProps } from "./helm-chart.types";
import { checkHelmChart, newerKubernetes } from "./helm-chart-checks";

/** Seconds that Helm waits until everything runs. */
const DEFAULT_TIMEOUT = 600;

/** Namespaces that every cluster has. */
const THERE_ALREADY = ["default", "kube-system"];

/** Revisions that Helm keeps for rollbacks; each is a Secret in the cluster. */
const HISTORY = 5;

/**
 * A release of a Helm chart, in a pinned version. It is done when its pods run; an installation or upgrade that fails is undone; a
 * removal waits until its objects are gone, so that what they stand for in AWS goes before the controllers that take it away.
 *
 * ```ts
 * new HelmChart(this, "orders", {
 *   provider,
 *   chart: { name: "orders", repository: "https://charts.example.com", version: "2.4.1" },
 *   namespace: "shop",
 *   values: { replicaCount: 2 },
 * });
 * ```
 */
export class HelmChart extends BaseConstruct {
  /** The Terraform resource. */
  readonly resource: Release;
  /** Everything that the chart is given. */
  readonly values: HelmValues;

  /** @throws GroundplanError with everything that is wrong with the properties */
  constructor(scope: Construct, id: string, props: HelmChartProps) {
    super(scope, id);
    props = layDefaults(this, "HelmChart", props);
    const problems = checkShape(this, "HelmChart", props);
    const { publicLoadBalancer, roles = [], after = [] } = props;
    this.values = layValues(props.values ?? {}, props.moreValues ?? {});
    checkHelmChart(props, this.values, problems);
    problems.throwIfAny();
    const warning = newerKubernetes(props);
    if (warning !== undefined) Annotations.of(this).addWarning(warning);
    if (publicLoadBalancer)
      addExemption(this, { option: "publicLoadBalancer", rules: ["EKS-94"], reason: publicLoadBalancer.reason });
    this.resource = this.#createRelease(props);
    // Permissions are granted until synth.
    this.resource.dependsOn = Lazy.listValue(
      {
        produce: () => [...after.map(({ resource }) => resource), ...roles.flatMap(resourcesOf)].map(addressOf).sort(),
      },
      { omitEmpty: true },
    );
  }

  /** Nothing where all values are those of a text in JSON. */
  #ownValues({ valuesJson }: HelmChartProps): readonly string[] {
    return valuesJson !== undefined && Object.keys(this.values).length === 0 ? [] : [valuesText(this.values)];
  }

  #createRelease(props: HelmChartProps): Release {
    const { chart, namespace, provider } = props;
    const source =
      "archive" in chart
        ? { chart: chartBeside(EnvironmentStack.of(this), chart.archive) }
        : { repository: chart.repository, chart: chart.name };
    return new Release(this, "release", {
      provider: provider.resource,
      name: props.releaseName ?? chart.name,
      ...source,
      version: props.chartVersion ?? chart.version,
      namespace,
      createNamespace: !THERE_ALREADY.includes(namespace),
      values: [...(props.valuesJson === undefined ? [] : [props.valuesJson]), ...this.#ownValues(props)],
      atomic: true,
      cleanupOnFail: true,
      wait: true,
      waitForJobs: true,
      maxHistory: HISTORY,
      timeout: props.timeoutSeconds ?? DEFAULT_TIMEOUT,
      // Else Terraform takes away first what is taken out, and what no longer needs it is changed when the controller is gone that would act on
      // it (Terraform, "The lifecycle Meta-Argument", create_before_destroy, as of 2026-11).
      ...(props.goesLast ? { lifecycle: { createBeforeDestroy: true } } : {}),
    });
  }
}

/** What a role is made of, as far as it is made here. */
function resourcesOf(role: IServiceAccountRole): TerraformResource[] {
  if (!(role instanceof ServiceAccountRole)) return [];
  return [role.role, role.grants.policy, role.association].filter((resource) => resource !== undefined);
}
