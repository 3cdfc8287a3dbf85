import { Construct } from "constructs";
import { EnvironmentStack } from "../core/environment-stack";
import { Problems } from "../core/errors";
import { addExemption } from "../core/exemptions";
import { checkArgoCd, checkArgoCdValues } from "./argo-cd-checks";
import { argoCdValues } from "./argo-cd-values";
import type { AppOfApps, ArgoCdOptions } from "./argocd.types";
import { CHARTS } from "./charts";
import { HelmChart } from "./helm-chart";
import { type InstalledRelease, type InstallProps, installed } from "./installed-release";

/** Namespace of Argo CD and of its applications. */
const NAMESPACE = "argocd";

/** Makes Argo CD take away what an application has made before the application itself goes. */
const FINALIZER = "resources-finalizer.argocd.argoproj.io";

/** Properties of {@link ArgoCd}. */
export interface ArgoCdProps extends ArgoCdOptions, InstallProps {}

/**
 * Argo CD: keeps the cluster as a Git repository says. Who is signed in reads; more is given to groups. It is reached by an internal
 * load balancer of its own, or by a port forward. Credentials come from Secrets Manager by External Secrets, never by values.
 *
 * The application of applications is a release of its own, after Argo CD: on the way down it goes first, and waits until Argo CD has
 * taken away what it brought.
 */
export class ArgoCd extends Construct implements InstalledRelease {
  readonly release: HelmChart;
  /** Only with `apps`. */
  readonly apps?: HelmChart;

  /** @throws GroundplanError with everything that is wrong with the properties */
  constructor(scope: Construct, id: string, props: ArgoCdProps) {
    super(scope, id);
    const { provider, after, chartVersion, values, ...options } = props;
    const stack = EnvironmentStack.of(this);
    const problems = new Problems(this.node.path);
    checkArgoCd(options, stack.environment, problems);
    problems.throwIfAny();
    const publicReason = options.ingress?.public;
    this.release = new HelmChart(this, "release", {
      ...installed(props),
      // The chart names its objects after the release: argocd-server, argocd-repo-server.
      releaseName: "argocd",
      chart: CHARTS.argoCd,
      namespace: NAMESPACE,
      values: argoCdValues(options, {
        protect: stack.environment.protect,
        vpcCidrs: provider.cluster.network.cidrs,
        loadBalancerName: stack.physicalName("tag", "argocd"),
      }),
      ...(publicReason ? { publicLoadBalancer: publicReason } : {}),
    });
    checkArgoCdValues(this.release.values, problems);
    problems.throwIfAny();
    if (options.localAdmin) addExemption(this, { rule: "built-in admin account", reason: options.localAdmin.reason });
    if (options.apps) this.apps = this.#createApps(props, options.apps);
  }

  /** A project that admits applications from this repository only, and the application that brings them. */
  #createApps({ provider }: ArgoCdProps, apps: AppOfApps): HelmChart {
    const { repoUrl, path, revision, prune = true, selfHeal = true } = apps;
    const common = { namespace: NAMESPACE, finalizers: [FINALIZER] };
    const destination = { server: "https://kubernetes.default.svc", namespace: NAMESPACE };
    const kinds = ["AppProject", "Application", "ApplicationSet"];
    return new HelmChart(this, "apps", {
      provider,
      chart: CHARTS.argocdApps,
      namespace: NAMESPACE,
      after: [this.release],
      values: {
        projects: {
          apps: {
            ...common,
            description: "Applications of the cluster",
            sourceRepos: [repoUrl],
            destinations: [destination],
            clusterResourceWhitelist: [],
            namespaceResourceWhitelist: kinds.map((kind) => ({ group: "argoproj.io", kind })),
          },
        },
        applications: {
          apps: {
            ...common,
            project: "apps",
            source: { repoURL: repoUrl, path, targetRevision: revision },
            destination,
            syncPolicy: { automated: { prune, selfHeal } },
          },
        },
      },
    });
  }
}
