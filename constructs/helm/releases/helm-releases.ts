import { Construct } from "constructs";
import { Problems } from "../../core/errors";
import { AwsLoadBalancerController } from "../add-ons/aws-load-balancer-controller";
import { CertManager } from "../add-ons/cert-manager";
import { ClusterAutoscaler } from "../add-ons/cluster-autoscaler";
import { ExternalDns } from "../add-ons/external-dns";
import { ExternalSecrets } from "../add-ons/external-secrets";
import { MetricsServer } from "../add-ons/metrics-server";
import { SealedSecrets } from "../add-ons/sealed-secrets";
import { ArgoCd } from "../argo-cd/argo-cd";
import { HelmChart } from "../charts/helm-chart";
import type { ClusterHelmProvider } from "./cluster-helm-provider";
import type { HelmReleasesProps } from "./helm-releases.types";
import { checkReleases } from "./helm-releases-checks";
import type { InstalledRelease } from "./installed-release";
import type { ChartReleaseOptions } from "./release.types";
import { releasesWithCertificates } from "./release-needs";
import { checkReach } from "./release-reach";
import { checkTakenOut } from "./taken-out-checks";

/** Properties of {@link HelmReleases}. */
export interface HelmReleasesOptions extends HelmReleasesProps {
  /** Helm in the cluster that they are installed into. */
  readonly provider: ClusterHelmProvider;
  /**
   * Names of the EKS add-ons that the cluster has.
   *
   * @default - none that matters here
   */
  readonly addons?: readonly string[];
}

/**
 * What runs in a cluster from the start, in an order that is the way back on the way down: the AWS Load Balancer Controller comes
 * first and goes last, because only it takes away the load balancers that it made; where it has its certificate from cert-manager, that comes
 * before it. Argo CD comes after all controllers, so that what it brings finds them, and goes before them.
 *
 * ```ts
 * new HelmReleases(this, "releases", { provider, loadBalancerController: true, metricsServer: true });
 * ```
 */
export class HelmReleases extends Construct {
  readonly loadBalancerController?: AwsLoadBalancerController;
  readonly certManager?: CertManager;
  readonly externalSecrets?: ExternalSecrets;
  readonly metricsServer?: MetricsServer;
  readonly externalDns?: ExternalDns;
  readonly clusterAutoscaler?: ClusterAutoscaler;
  readonly sealedSecrets?: SealedSecrets;
  readonly argocd?: ArgoCd;
  /** Releases of other charts by name. */
  readonly charts: Readonly<Record<string, HelmChart>>;
  readonly #provider: ClusterHelmProvider;
  readonly #problems: Problems;
  /** Releases by the name that others come after them by. */
  readonly #releases = new Map<string, HelmChart>();

  /** @throws GroundplanError with everything that is wrong with the properties, in all releases */
  constructor(scope: Construct, id: string, props: HelmReleasesOptions) {
    super(scope, id);
    this.#provider = props.provider;
    this.#problems = new Problems(this.node.path);
    checkReleases(props, props.addons ?? [], this.#problems);
    checkTakenOut(this, props, this.#problems);
    checkReach(props, props.provider.cluster, this.#problems);
    const { provider } = props;
    const waiting = releasesWithCertificates(props);
    const certManager = () =>
      this.#install(
        "certManager",
        props.certManager,
        (id, options) => new CertManager(this, id, { ...options, provider, after: [...this.#releases.values()] }),
      );
    const comesFirst = waiting.has("loadBalancerController");
    const first = comesFirst ? certManager() : undefined;
    this.loadBalancerController = this.#install(
      "loadBalancerController",
      props.loadBalancerController,
      (id, options) =>
        new AwsLoadBalancerController(this, id, { ...options, provider, after: [...this.#releases.values()] }),
    );
    this.certManager = comesFirst ? first : certManager();
    const common = (name: string) => ({
      provider,
      after: [this.loadBalancerController, waiting.has(name) ? this.certManager : undefined].flatMap(
        (before) => before?.release ?? [],
      ),
    });
    this.externalSecrets = this.#install(
      "externalSecrets",
      props.externalSecrets,
      (id, options) => new ExternalSecrets(this, id, { ...options, ...common("externalSecrets") }),
    );
    this.metricsServer = this.#install(
      "metricsServer",
      props.metricsServer,
      (id, options) => new MetricsServer(this, id, { ...options, ...common("metricsServer") }),
    );
    this.externalDns = this.#install(
      "externalDns",
      props.externalDns,
      (id, options) => new ExternalDns(this, id, { ...options, ...common("externalDns") }),
    );
    this.clusterAutoscaler = this.#install(
      "clusterAutoscaler",
      props.clusterAutoscaler,
      (id, options) => new ClusterAutoscaler(this, id, { ...options, ...common("clusterAutoscaler") }),
    );
    this.sealedSecrets = this.#install(
      "sealedSecrets",
      props.sealedSecrets,
      (id, options) => new SealedSecrets(this, id, { ...options, ...common("sealedSecrets") }),
    );
    const controllers = [...this.#releases.values()];
    this.argocd = this.#install(
      "argocd",
      props.argocd,
      (id, options) => new ArgoCd(this, id, { ...options, provider, after: controllers }),
    );
    // Names that are none, and circles, have been told already.
    this.charts = this.#problems.list.length === 0 ? this.#installCharts(props.charts ?? {}, waiting) : {};
    this.#problems.throwIfAny();
  }

  /**
   * Makes a release if it is asked for, and keeps its problems with those of the others.
   *
   * @param options `true` for a release with its defaults
   */
  #install<O extends object, T extends InstalledRelease>(
    name: string,
    options: O | boolean | undefined,
    create: (id: string, options: O) => T,
  ): T | undefined {
    if (options === undefined || options === false) return undefined;
    const id = name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
    const made = this.#problems.collect(() => create(id, options === true ? ({} as O) : options));
    if (made) this.#releases.set(name, made.release);
    return made;
  }

  /** Each chart is made behind those that it comes after. */
  #installCharts(
    charts: Readonly<Record<string, ChartReleaseOptions>>,
    waiting: ReadonlySet<string>,
  ): Readonly<Record<string, HelmChart>> {
    const scope = new Construct(this, "charts");
    const made = new Map<string, HelmChart>();
    const install = (name: string, options: ChartReleaseOptions): HelmChart | undefined => {
      const byDefault = ["loadBalancerController", ...(waiting.has(`charts.${name}`) ? ["certManager"] : [])];
      const before = (options.after ?? byDefault).flatMap((other) => {
        const chart = charts[other];
        return (chart ? (made.get(other) ?? install(other, chart)) : this.#releases.get(other)) ?? [];
      });
      const chart = this.#problems.collect(() => this.#createChart(scope, name, options, before));
      if (chart) made.set(name, chart);
      return chart;
    };
    for (const [name, options] of Object.entries(charts)) if (!scope.node.tryFindChild(name)) install(name, options);
    return Object.fromEntries([...made].sort(([a], [b]) => (a < b ? -1 : 1)));
  }

  #createChart(scope: Construct, name: string, options: ChartReleaseOptions, after: readonly HelmChart[]): HelmChart {
    const { repository, chart = name, version, namespace, values, publicLoadBalancer, timeoutSeconds } = options;
    return new HelmChart(scope, name, {
      provider: this.#provider,
      releaseName: name,
      chart: { name: chart, repository, version },
      namespace,
      after,
      ...(values ? { values } : {}),
      ...(publicLoadBalancer ? { publicLoadBalancer } : {}),
      ...(timeoutSeconds === undefined ? {} : { timeoutSeconds }),
    });
  }
}
