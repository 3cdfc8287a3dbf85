import { KEYS as argoCd } from "./chart-keys/argo-cd";
import { KEYS as argocdApps } from "./chart-keys/argocd-apps";
import { KEYS as awsLoadBalancerController } from "./chart-keys/aws-load-balancer-controller";
import { KEYS as certManager } from "./chart-keys/cert-manager";
import { KEYS as clusterAutoscaler } from "./chart-keys/cluster-autoscaler";
import { KEYS as externalDns } from "./chart-keys/external-dns";
import { KEYS as externalSecrets } from "./chart-keys/external-secrets";
import { KEYS as karpenter } from "./chart-keys/karpenter";
import { KEYS as karpenterCrd } from "./chart-keys/karpenter-crd";
import { KEYS as metricsServer } from "./chart-keys/metrics-server";
import { KEYS as sealedSecrets } from "./chart-keys/sealed-secrets";

/** A chart in the version that is installed unless another one is asked for. */
export interface Chart {
  readonly name: string;
  readonly repository: string;
  readonly version: string;
  /** Day of the version. */
  readonly released: string;
  /** Oldest and, where the maintainers name one, newest Kubernetes version that they support it on. */
  readonly kubernetes: { readonly from: string; readonly to?: string };
  /** Keys of its values, see `tools/chart-keys.ts`. */
  readonly keys: string;
}

/**
 * Charts and versions. Sources, as of 2026-08: `Chart.yaml` of each chart's repository for version, day and `kubeVersion`; for the
 * Kubernetes versions besides: AWS Load Balancer Controller, "Installation guide"; cert-manager, "Supported Releases" (2026-07);
 * metrics-server, "Compatibility Matrix"; ExternalDNS, "Kubernetes version compatibility". The Argo CD charts, External Secrets and
 * Sealed Secrets state only the oldest, in `kubeVersion`; the cluster autoscaler's image follows the cluster.
 */
export const CHARTS = {
  awsLoadBalancerController: {
    name: "aws-load-balancer-controller",
    repository: "https://aws.github.io/eks-charts",
    version: "3.5.0",
    released: "2026-08-03",
    kubernetes: { from: "1.22" },
    keys: awsLoadBalancerController,
  },
  externalSecrets: {
    name: "external-secrets",
    repository: "https://charts.external-secrets.io",
    version: "2.9.0",
    released: "2026-08-08",
    kubernetes: { from: "1.19" },
    keys: externalSecrets,
  },
  metricsServer: {
    name: "metrics-server",
    repository: "https://kubernetes-sigs.github.io/metrics-server",
    version: "3.13.1",
    released: "2026-06-08",
    kubernetes: { from: "1.31" },
    keys: metricsServer,
  },
  argoCd: {
    name: "argo-cd",
    repository: "https://argoproj.github.io/argo-helm",
    version: "10.1.1",
    released: "2026-07-02",
    kubernetes: { from: "1.25" },
    keys: argoCd,
  },
  argocdApps: {
    name: "argocd-apps",
    repository: "https://argoproj.github.io/argo-helm",
    version: "2.0.5",
    released: "2026-05-15",
    kubernetes: { from: "1.25" },
    keys: argocdApps,
  },
  certManager: {
    name: "cert-manager",
    repository: "https://charts.jetstack.io",
    version: "v1.21.1",
    released: "2026-07-29",
    kubernetes: { from: "1.33", to: "1.36" },
    keys: certManager,
  },
  externalDns: {
    name: "external-dns",
    repository: "https://kubernetes-sigs.github.io/external-dns",
    version: "1.21.1",
    released: "2026-04-30",
    kubernetes: { from: "1.21" },
    keys: externalDns,
  },
  clusterAutoscaler: {
    name: "cluster-autoscaler",
    repository: "https://kubernetes.github.io/autoscaler",
    version: "9.59.0",
    released: "2026-07-13",
    kubernetes: { from: "1.19" },
    keys: clusterAutoscaler,
  },
  sealedSecrets: {
    name: "sealed-secrets",
    repository: "https://bitnami-labs.github.io/sealed-secrets",
    version: "2.18.5",
    released: "2026-04-09",
    kubernetes: { from: "1.16" },
    keys: sealedSecrets,
  },
  karpenter: {
    name: "karpenter",
    repository: "oci://public.ecr.aws/karpenter",
    version: "1.14.1",
    released: "2026-08-21",
    kubernetes: { from: "1.30", to: "1.36" },
    keys: karpenter,
  },
  karpenterCrd: {
    name: "karpenter-crd",
    repository: "oci://public.ecr.aws/karpenter",
    version: "1.14.1",
    released: "2026-08-21",
    kubernetes: { from: "1.30", to: "1.36" },
    keys: karpenterCrd,
  },
} satisfies Record<string, Chart>;
