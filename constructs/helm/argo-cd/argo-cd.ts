import type { Construct } from "constructs";
import { BaseConstruct } from "../../core/base-construct";
import { EnvironmentStack } from "../../core/environments/environment-stack";
import { addExemption } from "../../core/environments/exemptions";
import { checkShape } from "../../core/shapes/check-shape";
import { layDefaults } from "../../core/shapes/defaults";
import { CHARTS } from "../charts/charts";
import { HelmChart } from "../charts/helm-chart";
import { type InstalledRelease, type InstallProps, installed } from "../releases/installed-release";
import type { HelmValues } from "../releases/release.types";
import { checkArgoCdAccess } from "./argo-cd-access-checks";
import { checkArgoCd } from "./argo-cd-checks";
import { APPS_PROJECT, ARGO_CD_NAMESPACE, projectValues, THIS_CLUSTER, WATCHED } from "./argo-cd-projects";
import { argoCdValues } from "./argo-cd-values";
import { checkArgoCdVersion, pinnedImage } from "./argo-cd-versions";
import type { AppOfApps, ArgoCdOptions } from "./argocd.types";

/** Properties of {@link ArgoCd}. */
export interface ArgoCdProps extends ArgoCdOptions, InstallProps {}

/**
 * Argo CD: keeps the cluster as a Git repository says. Who is signed in reads; more is given to groups. It is reached by an internal
 * load balancer of its own, or by a port forward. Credentials come from Secrets Manager by External Secrets, never by values.
 *
 * The application of applications is a release of its own, after Argo CD: on the way down it goes first, and waits until Argo CD has
 * taken away what it brought.
 */
export class ArgoCd extends BaseConstruct implements InstalledRelease {
  readonly release: HelmChart;
  /** Only with `apps` or `projects`. */
  readonly apps?: HelmChart;

  /** @throws GroundplanError with everything that is wrong with the properties */
  constructor(scope: Construct, id: string, props: ArgoCdProps) {
    super(scope, id);
    props = layDefaults(this, "ArgoCd", props);
    const problems = checkShape(this, "ArgoCd", props);
    const { provider, after, chartVersion, values, ...options } = props;
    const stack = EnvironmentStack.of(this);
    checkArgoCd(options, stack.environment, problems);
    problems.throwIfAny();
    const publicReason = options.ingress?.public;
    this.release = new HelmChart(this, "release", {
      ...installed(props),
      // The chart names its objects after the release: argocd-server, argocd-repo-server.
      releaseName: "argocd",
      chart: CHARTS.argoCd,
      namespace: ARGO_CD_NAMESPACE,
      values: pinnedImage(
        chartVersion,
        argoCdValues(options, {
          protect: stack.environment.protect,
          vpcCidrs: provider.cluster.network.cidrs,
          loadBalancerName: stack.physicalName("tag", "argocd"),
        }),
      ),
      ...(publicReason ? { publicLoadBalancer: publicReason } : {}),
    });
    checkArgoCdAccess(this.release.values, options, problems);
    checkArgoCdVersion(chartVersion, this.release.values, problems);
    problems.throwIfAny();
    const { localAdmin, looserAccess, apps, projects = {} } = options;
    if (localAdmin) addExemption(this, { option: "localAdmin", rules: ["EKS-95"], reason: localAdmin.reason });
    if (publicReason) addExemption(this, { option: "ingress.public", rules: ["EKS-20"], reason: publicReason.reason });
    if (looserAccess) addExemption(this, { option: "looserAccess", rules: ["EKS-96"], reason: looserAccess.reason });
    if (apps || Object.keys(projects).length > 0) this.apps = this.#createApps(props);
  }

  /** The projects, and the application that brings the others: its own project admits applications from its repository only. */
  #createApps({ provider, apps, projects = {} }: ArgoCdProps): HelmChart {
    const named = Object.entries(projects).map(([name, project]) => [name, projectValues(project)] as const);
    return new HelmChart(this, "apps", {
      provider,
      chart: CHARTS.argocdApps,
      namespace: ARGO_CD_NAMESPACE,
      after: [this.release],
      values: {
        projects: {
          ...Object.fromEntries(named),
          ...(apps ? { [APPS_PROJECT]: this.#appsProject(apps) } : {}),
        },
        ...(apps ? { applications: { apps: this.#application(apps) } } : {}),
      },
    });
  }

  #appsProject({ repoUrl }: AppOfApps): HelmValues {
    return {
      ...WATCHED,
      description: "Applications of the cluster",
      sourceRepos: [repoUrl],
      destinations: [{ server: THIS_CLUSTER, namespace: ARGO_CD_NAMESPACE }],
      // No AppProject: a repository that could make one would give itself every right.
      namespaceResourceWhitelist: ["Application", "ApplicationSet"].map((kind) => ({ group: "argoproj.io", kind })),
    };
  }

  #application({ repoUrl, path, revision, prune = true, selfHeal = true }: AppOfApps): HelmValues {
    return {
      ...WATCHED,
      project: APPS_PROJECT,
      source: { repoURL: repoUrl, path, targetRevision: revision },
      destination: { server: THIS_CLUSTER, namespace: ARGO_CD_NAMESPACE },
      syncPolicy: { automated: { prune, selfHeal } },
    };
  }
}
