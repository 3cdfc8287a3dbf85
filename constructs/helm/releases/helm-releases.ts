import { Construct } from "constructs";
import { BaseConstruct } from "../../core/base-construct";
import { GroundplanError, Problems } from "../../core/errors";
import { checkShape } from "../../core/shapes/check-shape";
import { layDefaults } from "../../core/shapes/defaults";
import { AwsLoadBalancerController } from "../add-ons/aws-load-balancer-controller";
import { CertManager } from "../add-ons/cert-manager";
import { ClusterAutoscaler } from "../add-ons/cluster-autoscaler";
import { ExternalDns } from "../add-ons/external-dns";
import { ExternalSecrets } from "../add-ons/external-secrets";
import { type KarpenterParts, KarpenterRelease } from "../add-ons/karpenter-release";
import { MetricsServer } from "../add-ons/metrics-server";
import { SealedSecrets } from "../add-ons/sealed-secrets";
import { ArgoCd } from "../argo-cd/argo-cd";
import { HelmChart } from "../charts/helm-chart";
import type { HelmChartProps } from "../charts/helm-chart.types";
import { readLocalChart } from "../local-charts/local-chart";
import { checkObjects } from "../local-charts/manifest-checks";
import { readManifests, type WrittenObject } from "../local-charts/manifest-files";
import { Manifests, valuesOf } from "../local-charts/manifests";
import type { ManifestOptions } from "../local-charts/manifests.types";
import { CLASSES, classObjects } from "./class-objects";
import type { ClusterHelmProvider } from "./cluster-helm-provider";
import type { HelmReleasesProps } from "./helm-releases.types";
import { checkReleases } from "./helm-releases-checks";
import type { InstalledRelease } from "./installed-release";
import { checkKarpenter } from "./karpenter-checks";
import type { LocalChartOptions } from "./release.types";
import { releasesWithCertificates } from "./release-needs";
import { checkReach } from "./release-reach";
import {
  checkNamespaces,
  madeObjects,
  ServiceAccountReleases,
  type ServiceAccountsByName,
} from "./service-account-releases";
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
  /**
   * Whether EKS Auto Mode makes volumes and load balancers in the cluster.
   *
   * @default false
   */
  readonly autoMode?: boolean;
  /**
   * What service accounts have in the cluster, by names of yours. It is there before charts, manifests and Argo CD.
   *
   * @default - nothing
   */
  readonly serviceAccounts?: ServiceAccountsByName;
  /**
   * What Karpenter works with in AWS; needed with `karpenter`.
   *
   * @default - there is no such part
   */
  readonly karpenterParts?: KarpenterParts;
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
export class HelmReleases extends BaseConstruct {
  readonly loadBalancerController?: AwsLoadBalancerController;
  readonly certManager?: CertManager;
  readonly externalSecrets?: ExternalSecrets;
  readonly metricsServer?: MetricsServer;
  readonly externalDns?: ExternalDns;
  readonly clusterAutoscaler?: ClusterAutoscaler;
  readonly karpenter?: KarpenterRelease;
  readonly sealedSecrets?: SealedSecrets;
  readonly argocd?: ArgoCd;
  /** Releases of other charts by name. */
  readonly charts: Readonly<Record<string, HelmChart>>;
  /** Releases of charts of the project's folders, by name. */
  readonly localCharts: Readonly<Record<string, HelmChart>>;
  /** Releases of objects that are written in files, by name. */
  readonly manifests: Readonly<Record<string, HelmChart>>;
  /** Storage class and ingress class. Only with one of the two. */
  readonly classes?: Manifests;
  /** Releases of what service accounts have in the cluster, by name. */
  readonly serviceAccounts: Readonly<Record<string, HelmChart>>;
  readonly #provider: ClusterHelmProvider;
  readonly #problems: Problems;
  /** Releases by the name that others come after them by. */
  readonly #releases = new Map<string, HelmChart>();

  /** @throws GroundplanError with everything that is wrong with the properties, in all releases */
  constructor(scope: Construct, id: string, props: HelmReleasesOptions) {
    super(scope, id);
    props = layDefaults(this, "HelmReleases", props);
    checkShape(this, "HelmReleases", props);
    this.#provider = props.provider;
    this.#problems = new Problems(this.node.path);
    const serviceAccounts = props.serviceAccounts ?? {};
    const objects = readObjects(this.node.path, props.manifests ?? {}, serviceAccounts, this.#problems);
    const values = Object.fromEntries(
      [...objects].map(([name, read]) => [name, valuesOf(read, props.manifests?.[name]?.namespace)]),
    );
    checkReleases(props, props.addons ?? [], this.#problems, values, Object.keys(serviceAccounts));
    checkKarpenter(props, this.#problems);
    checkTakenOut(this, props, this.#problems, values);
    checkReach(props, props.provider.cluster, this.#problems);
    const { provider } = props;
    this.serviceAccounts =
      (Object.keys(serviceAccounts).length > 0
        ? this.#problems.collect(() => new ServiceAccountReleases(this, "service-accounts", provider, serviceAccounts))
            ?.releases
        : undefined) ?? {};
    const cluster = { autoMode: props.autoMode ?? false, addons: props.addons ?? [] };
    const classes = classObjects(props, cluster, this.#problems);
    if (classes.length > 0) {
      this.classes = this.#problems.collect(
        () => new Manifests(this, "classes", { provider, name: CLASSES, objects: classes, after: [] }),
      );
    }
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
    const { karpenterParts: parts } = props;
    this.karpenter = this.#install("karpenter", parts && props.karpenter, (id, options) => {
      if (!parts) throw new Error("Karpenter is installed although it has no part in AWS");
      return new KarpenterRelease(this, id, { ...options, ...common("karpenter"), parts });
    });
    const controllers = [...this.#releases.values()];
    this.argocd = this.#install(
      "argocd",
      props.argocd,
      (id, options) => new ArgoCd(this, id, { ...options, provider, after: [...controllers, ...this.#grounds] }),
    );
    // Names that are none, and circles, have been told already.
    const named =
      this.#problems.list.length === 0 ? this.#installNamed(this.#named(props, objects, waiting)) : undefined;
    this.#problems.throwIfAny();
    const ofList = (list: string) =>
      Object.fromEntries(
        [...(named ?? [])]
          .filter(([at]) => at.startsWith(`${list}.`))
          .map(([at, made]) => [at.slice(list.length + 1), made]),
      );
    this.charts = ofList("charts");
    this.localCharts = ofList("localCharts");
    this.manifests = ofList("manifests");
  }

  /** What all pods may need: they go before it. */
  get #grounds(): readonly HelmChart[] {
    return [...Object.values(this.serviceAccounts), ...(this.classes ? [this.classes.release] : [])];
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

  /** The releases with names of the user's, each with what makes it. */
  #named(
    props: HelmReleasesProps,
    objects: ReadonlyMap<string, readonly WrittenObject[]>,
    waiting: ReadonlySet<string>,
  ): readonly NamedRelease[] {
    const scopes = new Map<string, Construct>();
    const scopeOf = (list: string) => {
      const scope = scopes.get(list) ?? new Construct(this, list);
      scopes.set(list, scope);
      return scope;
    };
    const byDefault = (at: string) => ["loadBalancerController", ...(waiting.has(at) ? ["certManager"] : [])];
    return [
      ...Object.entries(props.charts ?? {}).map(([name, options]): NamedRelease => {
        const { repository, chart = name, version } = options;
        const make = (before: readonly HelmChart[]) =>
          this.#createChart(scopeOf("charts"), name, options, { name: chart, repository, version }, before);
        return { at: `charts.${name}`, name, after: options.after ?? byDefault(`charts.${name}`), make };
      }),
      ...Object.entries(props.localCharts ?? {}).map(([name, options]): NamedRelease => {
        const make = (before: readonly HelmChart[]) => {
          const found = new Problems(`${this.node.path}/local-charts/${name}`);
          const chart = readLocalChart(options.folder, "folder", found);
          if (!chart) throw new GroundplanError(found.list);
          return this.#createChart(scopeOf("local-charts"), name, options, chart, before);
        };
        return { at: `localCharts.${name}`, name, after: options.after ?? byDefault(`localCharts.${name}`), make };
      }),
      ...[...objects].map(([name, read]): NamedRelease => {
        const { from: _, after, ...options } = props.manifests?.[name] ?? { from: "" };
        const make = (before: readonly HelmChart[]) =>
          new Manifests(scopeOf("manifests"), name, {
            ...options,
            ...{ provider: this.#provider, name, objects: read, after: before },
          }).release;
        return { at: `manifests.${name}`, name, after: after ?? [...this.#releases.keys()], make };
      }),
    ];
  }

  /** Each is made behind those that it comes after. */
  #installNamed(all: readonly NamedRelease[]): ReadonlyMap<string, HelmChart> {
    const made = new Map<string, HelmChart>();
    const tried = new Set<string>();
    const install = (one: NamedRelease): HelmChart | undefined => {
      if (tried.has(one.at)) return made.get(one.at);
      tried.add(one.at);
      const before = one.after.flatMap((name) => {
        const other = all.find((release) => release.name === name);
        return (other ? install(other) : this.#releases.get(name)) ?? [];
      });
      const release = this.#problems.collect(() => one.make([...before, ...this.#grounds]));
      if (release) made.set(one.at, release);
      return release;
    };
    for (const one of all) install(one);
    return new Map([...made].sort(([a], [b]) => (a < b ? -1 : 1)));
  }

  #createChart(
    scope: Construct,
    name: string,
    options: Omit<LocalChartOptions, "folder">,
    chart: HelmChartProps["chart"],
    after: readonly HelmChart[],
  ): HelmChart {
    const { namespace, values, publicLoadBalancer, timeoutSeconds } = options;
    return new HelmChart(scope, name, {
      provider: this.#provider,
      releaseName: name,
      chart,
      namespace,
      after,
      ...(values ? { values } : {}),
      ...(publicLoadBalancer ? { publicLoadBalancer } : {}),
      ...(timeoutSeconds === undefined ? {} : { timeoutSeconds }),
    });
  }
}

/** A release with a name of the user's. */
interface NamedRelease {
  /** Where it stands: `charts.orders`. */
  readonly at: string;
  readonly name: string;
  /** Names of what comes before it. */
  readonly after: readonly string[];
  make(before: readonly HelmChart[]): HelmChart;
}

/** The objects of each list of manifests; what is wrong with them is added. */
function readObjects(
  path: string,
  manifests: Readonly<Record<string, ManifestOptions>>,
  serviceAccounts: ServiceAccountsByName,
  problems: Problems,
): ReadonlyMap<string, readonly WrittenObject[]> {
  const seen = new Map(madeObjects(serviceAccounts));
  const objects = new Map<string, readonly WrittenObject[]>();
  for (const [name, options] of Object.entries(manifests)) {
    const found = new Problems(`${path}/manifests/${name}`);
    const read = readManifests(options.from, "from", found);
    checkObjects(read, options, seen, found);
    checkNamespaces(read, serviceAccounts, found);
    objects.set(name, read);
    problems.addAll(found.list);
  }
  return objects;
}
