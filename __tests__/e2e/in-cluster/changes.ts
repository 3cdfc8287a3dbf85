import { CHARTS, type HelmReleasesProps } from "../../../constructs/helm";
import { ALL } from "../../constructs/helm/support";

/** A part of what runs in a cluster that is taken out, and comes back. */
export interface PartTakenOut {
  readonly name: string;
  /** What there is without it. */
  readonly without: HelmReleasesProps;
  /** Names of the releases that go. */
  readonly gone: readonly string[];
}

const { argocd, ...CONTROLLERS } = ALL;

/** Every release that there is, Argo CD with projects. */
export const EVERYTHING: HelmReleasesProps = {
  ...CONTROLLERS,
  argocd: {
    ...argocd,
    projects: { shop: { repositories: ["https://github.com/example/shop.git"], namespaces: ["shop", "shop-*"] } },
  },
};

/** Everything but one release, which nothing else needs. */
function without(name: keyof HelmReleasesProps): HelmReleasesProps {
  return { ...EVERYTHING, [name]: undefined };
}

type ArgoCd = NonNullable<HelmReleasesProps["argocd"]>;

/** Everything, and Argo CD without some of its options. */
function argoCdWithout(options: readonly (keyof ArgoCd)[], others: Partial<ArgoCd> = {}): HelmReleasesProps {
  const away = Object.fromEntries(options.map((option) => [option, undefined]));
  return { ...EVERYTHING, argocd: { ...EVERYTHING.argocd, ...away, ...others } };
}

/** Each part, with what needs it. */
export const PARTS: readonly PartTakenOut[] = [
  { name: "Argo CD", without: without("argocd"), gone: ["argocd", "argocd-apps"] },
  {
    name: "the application of applications, with the projects",
    without: argoCdWithout(["apps", "projects"]),
    gone: ["argocd-apps"],
  },
  {
    name: "the load balancer controller, with the ingress of Argo CD",
    without: { ...argoCdWithout(["ingress", "signIn", "groups"]), loadBalancerController: undefined },
    gone: ["aws-load-balancer-controller"],
  },
  {
    name: "External Secrets, with the credentials of Argo CD",
    without: {
      ...argoCdWithout(["signIn", "groups", "repositories"], { localAdmin: { reason: "nobody signs in otherwise" } }),
      externalSecrets: undefined,
    },
    gone: ["external-secrets"],
  },
  {
    name: "metrics-server, with the autoscaling of Argo CD",
    without: { ...argoCdWithout(["scale"]), metricsServer: undefined },
    gone: ["metrics-server"],
  },
  { name: "cert-manager", without: without("certManager"), gone: ["cert-manager"] },
  { name: "external-dns", without: without("externalDns"), gone: ["external-dns"] },
  { name: "the cluster autoscaler", without: without("clusterAutoscaler"), gone: ["cluster-autoscaler"] },
  { name: "Sealed Secrets", without: without("sealedSecrets"), gone: ["sealed-secrets"] },
];

/** Everything, and a release of a chart by the name `held`, for which Helm waits no longer than it takes to be told. */
export const WITH_HELD: HelmReleasesProps = {
  ...EVERYTHING,
  charts: {
    held: {
      repository: CHARTS.externalDns.repository,
      chart: CHARTS.externalDns.name,
      version: CHARTS.externalDns.version,
      namespace: "external-dns",
      timeoutSeconds: 90,
    },
  },
};

/**
 * What is left when everything has gone: namespaces, kinds and what hooks have made, that which gives Argo CD's Redis its password among them.
 * What the controllers make by themselves is not told.
 */
export const STAYS: readonly string[] = [
  "AppProject argocd default",
  "ClusterIssuer letsencrypt",
  "ClusterSecretStore parameter-store",
  "ClusterSecretStore secrets-manager",
  ...["argocd", "cert-manager", "external-dns", "external-secrets"].map((name) => `Namespace ${name}`),
  ...["Role", "RoleBinding", "ServiceAccount"].map((kind) => `${kind} argocd argocd-redis-secret-init`),
  ...["acme.cert-manager.io", "cert-manager.io", "argoproj.io", "bitnami.com", "externaldns.k8s.io"].map(kindsOf),
  ...["aga.k8s.aws", "elbv2.k8s.aws", "gateway.k8s.aws"].map(kindsOf),
  ...["external-secrets.io", "generators.external-secrets.io"].map(kindsOf),
];

function kindsOf(group: string): string {
  return `kinds of ${group}`;
}
