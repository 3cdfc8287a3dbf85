import type { HelmReleasesProps } from "../../constructs/helm";
import { ALL, type HelmTestOptions, INGRESS, SIGN_IN, ZONE } from "../constructs/helm/support";

/** Releases with options that change what charts render. */
export interface Variant {
  readonly name: string;
  readonly props: HelmReleasesProps;
  readonly options?: HelmTestOptions;
}

const PROJECTS = { shop: { repositories: ["https://github.com/example/shop.git"], namespaces: ["shop", "shop-*"] } };
const EVERYTHING: HelmReleasesProps = { ...ALL, argocd: { ...ALL.argocd, projects: PROJECTS } };
const PUBLIC = { ...INGRESS, cidrs: ["203.0.113.0/24"], public: { reason: "partners without a VPN" } };

/** Karpenter's values as its construct has them. */
const KARPENTER = {
  values: JSON.stringify({
    serviceAccount: { name: "karpenter", annotations: { "eks.amazonaws.com/sts-regional-endpoints": "true" } },
    settings: {
      clusterName: "shop",
      interruptionQueue: "shop",
      enableZonalShift: true,
      reservedENIs: "1",
      isolatedVPC: true,
    },
  }),
  nodePools: '{"items":[]}',
};

/** Every option of every release, in one variant or another. */
export const VARIANTS: readonly Variant[] = [
  { name: "Karpenter", props: { karpenter: true }, options: { karpenterParts: KARPENTER } },
  {
    name: "Karpenter, protected, where nothing else is told of it",
    props: { karpenter: { replicas: 3 } },
    options: {
      protect: true,
      karpenterParts: { values: '{"settings":{"clusterName":"shop","interruptionQueue":"shop"}}' },
    },
  },
  { name: "everything", props: EVERYTHING },
  { name: "everything, protected", props: EVERYTHING, options: { protect: true } },
  {
    name: "everything by Pod Identity, protected",
    props: EVERYTHING,
    options: { protect: true, cluster: { identity: "pod-identity" } },
  },
  {
    name: "everything in a cluster with IPv6",
    props: { ...EVERYTHING, argocd: { ...ALL.argocd, scale: { min: 1, max: 3 } } },
    options: { cluster: { ipFamily: "ipv6" } },
  },
  {
    name: "releases with their defaults",
    props: {
      loadBalancerController: true,
      externalSecrets: true,
      metricsServer: true,
      certManager: true,
      externalDns: { zones: [ZONE] },
      clusterAutoscaler: true,
      sealedSecrets: true,
      argocd: {},
    },
  },
  {
    name: "other options",
    props: {
      loadBalancerController: { replicas: 1, internetFacing: true, values: { enableCertManager: true } },
      externalSecrets: { secrets: ["platform/*"] },
      metricsServer: { replicas: 3 },
      certManager: true,
      externalDns: { zones: [ZONE], deleteRecords: false },
      argocd: {
        ingress: PUBLIC,
        signIn: { ...SIGN_IN, provider: "oidc", issuer: "https://login.example.com" },
        defaultPolicy: "none",
        projects: PROJECTS,
      },
    },
  },
  {
    name: "without a way to the internet",
    props: {
      loadBalancerController: true,
      externalSecrets: { parameters: ["/shop/*"], clusterStores: false },
      argocd: { localAdmin: { reason: "the tests have no sign-in" }, apps: ALL.argocd?.apps },
    } as HelmReleasesProps,
    options: { network: { hasNat: false, endpointServices: ["ec2", "elasticloadbalancing", "ssm", "sts"] } },
  },
];
