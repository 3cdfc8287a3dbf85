import { checkExemptionReason } from "../../core/environments/exemptions";
import type { Problems } from "../../core/errors";
import { isDnsLabel } from "../../eks/kubernetes-names";
import { checkInternal, checkLoadBalancerClass } from "../add-ons/load-balancer-checks";
import type { HelmValues } from "../releases/release.types";
import type { HelmChartProps } from "./helm-chart.types";
import { checkKeys, checkSecrets } from "./values-checks";

/** A whole version (Semantic Versioning 2.0.0); some charts have a `v` in front. */
const VERSION = /^v?\d+\.\d+\.\d+(-[0-9A-Za-z.-]+)?(\+[0-9A-Za-z.-]+)?$/;

/** Longest name of a release (Helm, `ValidateReleaseName`, as of 2026-08); dots, which Helm takes, are refused here. */
const LONGEST_RELEASE_NAME = 53;

const REPOSITORY = /^(https|oci):\/\/[a-z0-9.-]+(:\d+)?(\/\S*)?$/;

/**
 * Adds what is wrong with a release: `HELM_RELEASE_NAME`, `HELM_CHART_VERSION`, `HELM_REPOSITORY`, `HELM_NAMESPACE`,
 * `HELM_CHART_KUBERNETES`, `NUMBER_OUT_OF_RANGE`, `EXEMPTION_REASON`, `HELM_VALUE_SECRET`, `HELM_VALUE_UNKNOWN`,
 * `HELM_PUBLIC_LOAD_BALANCER`, `HELM_LOAD_BALANCER_CLASS`.
 *
 * @param values everything that the chart is given
 */
export function checkHelmChart(props: HelmChartProps, values: HelmValues, problems: Problems): void {
  const { chart, chartVersion, namespace, releaseName, publicLoadBalancer } = props;
  checkReleaseName(releaseName ?? chart.name, problems);
  checkVersion(chartVersion ?? chart.version, chartVersion === undefined ? "version" : "chartVersion", problems);
  if (!("archive" in chart)) checkRepository(chart.repository, problems);
  checkNamespace(namespace, problems);
  if (chartVersion === undefined) checkKubernetes(props, problems);
  if (publicLoadBalancer) checkExemptionReason(publicLoadBalancer.reason, "publicLoadBalancer.reason", problems);
  else checkInternal(values, problems);
  checkLoadBalancerClass(values, problems);
  checkSecrets(values, problems);
  if ("keys" in chart && chart.keys !== undefined && (chartVersion ?? chart.version) === chart.version) {
    checkKeys(values, chart.name, chart.keys, problems);
  }
}

function checkReleaseName(name: string, problems: Problems): void {
  if (isDnsLabel(name, LONGEST_RELEASE_NAME)) return;
  problems.add("releaseName", {
    code: "HELM_RELEASE_NAME",
    message: "The name is not one that Helm takes for a release.",
    found: `"${name}"`,
    expected: "1 to 53 of a-z, 0-9 and -, starting and ending with a letter or a digit",
    fix: "use lower-case words with dashes, such as order-archive",
  });
}

function checkVersion(version: string, property: string, problems: Problems): void {
  if (VERSION.test(version)) return;
  problems.add(property, {
    code: "HELM_CHART_VERSION",
    message: "The chart's version is not a whole one, so two plans could install two different charts.",
    found: `"${version}"`,
    expected: "a version such as 3.5.0",
    fix: "name the version that `helm search repo --versions` shows",
  });
}

function checkRepository(repository: string, problems: Problems): void {
  if (REPOSITORY.test(repository)) return;
  problems.add("repository", {
    code: "HELM_REPOSITORY",
    message: "The address is not one of a chart repository that is reached encrypted.",
    found: `"${repository}"`,
    expected: "https://…, or oci://… of a registry, without a user or a password",
    fix: "use the address that `helm repo list` shows, with https",
  });
}

function checkNamespace(namespace: string, problems: Problems): void {
  if (isDnsLabel(namespace)) return;
  problems.add("namespace", {
    code: "HELM_NAMESPACE",
    message: "The name is not one that Kubernetes takes for a namespace.",
    found: `"${namespace}"`,
    expected: "1 to 63 of a-z, 0-9 and -, starting and ending with a letter or a digit",
    fix: "use lower-case words with dashes, such as order-archive",
  });
}

/** A cluster that is older than what the chart's maintainers support. */
function checkKubernetes({ chart, provider }: HelmChartProps, problems: Problems): void {
  const { version } = provider.cluster;
  const { from, to } = kubernetesOf(chart);
  if (from === undefined || minor(version) >= minor(from)) return;
  problems.add("chartVersion", {
    code: "HELM_CHART_KUBERNETES",
    message: `The pinned version of ${chart.name} is not supported on the cluster's version of Kubernetes.`,
    found: `${chart.name} ${chart.version} on Kubernetes ${version}`,
    expected: `Kubernetes ${from}${to ? ` to ${to}` : " or newer"}`,
    fix: `choose chartVersion: one of ${chart.name} that supports ${version}`,
  });
}

/** What there is to say of a cluster that is newer than what the chart's maintainers have named: it may well work. */
export function newerKubernetes({ chart, chartVersion, provider }: HelmChartProps): string | undefined {
  const { version } = provider.cluster;
  const { to } = kubernetesOf(chart);
  if (chartVersion !== undefined || to === undefined || minor(version) <= minor(to)) return undefined;
  return `${chart.name} ${chart.version} is supported up to Kubernetes ${to}, and the cluster has ${version}: choose a newer chartVersion.`;
}

function kubernetesOf(chart: HelmChartProps["chart"]): { readonly from?: string; readonly to?: string } {
  return ("kubernetes" in chart ? chart.kubernetes : undefined) ?? {};
}

function minor(version: string): number {
  return Number(version.split(".")[1] ?? 0);
}
