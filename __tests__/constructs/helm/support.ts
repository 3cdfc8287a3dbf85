import type { EnvironmentStack } from "../../../constructs/core/environments/environment-stack";
import type { Problem } from "../../../constructs/core/errors";
import { EksCluster } from "../../../constructs/eks/cluster/eks-cluster";
import type { ExistingEksClusterProps } from "../../../constructs/eks/cluster/eks-cluster.types";
import { ClusterHelmProvider, HelmReleases, type HelmReleasesProps, type HelmValues } from "../../../constructs/helm";
import type { KarpenterParts } from "../../../constructs/helm/add-ons/karpenter-release";
import type { ExistingNetworkProps } from "../../../constructs/network/existing-network";
import type { Told, Way } from "../../support/followed-advice";
import { type Attributes, problemsOf, resourcesOf, type SynthesizedStack, synthStack } from "../../support/synth";
import { testNetwork } from "../access/support";

const ISSUER = "oidc.eks.ap-northeast-2.amazonaws.com/id/0123456789ABCDEF0123456789ABCDEF";

/** A hosted zone. */
export const ZONE = { zoneId: "Z0123456789ABCDEFGHIJ", zoneName: "sandbox.example.com" };
/** A certificate in the environment's region. */
export const CERTIFICATE = "arn:aws:acm:ap-northeast-2:111111111111:certificate/12345678-1234-1234-1234-123456789012";
/** An ingress of Argo CD. */
export const INGRESS = { host: "argocd.sandbox.example.com", certificateArn: CERTIFICATE };
/** A sign-in by GitHub. */
export const SIGN_IN = {
  provider: "github",
  organization: "example",
  clientId: "Iv1.0123456789abcdef",
  clientSecret: { secret: "platform/argocd", field: "clientSecret" },
} as const;

/** Every release that there is. */
export const ALL: HelmReleasesProps = {
  loadBalancerController: true,
  externalSecrets: { secrets: ["platform/*"], parameters: ["/shop/*"] },
  metricsServer: true,
  certManager: { letsEncrypt: { email: "ops@example.com", zones: [ZONE] } },
  externalDns: { zones: [ZONE] },
  clusterAutoscaler: true,
  sealedSecrets: true,
  argocd: {
    ingress: INGRESS,
    signIn: SIGN_IN,
    groups: { "example:platform": "admin", "example:developers": "readonly" },
    repositories: {
      apps: { url: "https://github.com/example/apps.git", credentials: { secret: "platform/git", kind: "github-app" } },
      charts: { url: "https://charts.example.com", type: "helm" },
    },
    apps: { repoUrl: "https://github.com/example/apps.git", path: "clusters/sandbox", revision: "main" },
    scale: { min: 2, max: 4 },
  },
};

/** Where and how the releases are made. */
export interface HelmTestOptions {
  readonly protect?: boolean;
  readonly runnerRoleArn?: string;
  readonly cluster?: Partial<ExistingEksClusterProps>;
  readonly network?: Partial<ExistingNetworkProps>;
  /** Names of the EKS add-ons that the cluster has. */
  readonly addons?: readonly string[];
  /** What Karpenter works with in AWS. */
  readonly karpenterParts?: KarpenterParts;
}

/** Helm in a cluster that existed before. */
export function testProvider(
  stack: EnvironmentStack,
  cluster: Partial<ExistingEksClusterProps> = {},
  network: Partial<ExistingNetworkProps> = {},
): ClusterHelmProvider {
  const existing = EksCluster.fromExisting(stack, "cluster", {
    clusterName: "groundplan-sandbox",
    clusterArn: "arn:aws:eks:ap-northeast-2:111111111111:cluster/groundplan-sandbox",
    version: "1.35",
    endpoint: "https://0123456789ABCDEF.gr7.ap-northeast-2.eks.amazonaws.com",
    certificateAuthority: "Y2VydGlmaWNhdGU=",
    oidcIssuer: ISSUER,
    oidcProviderArn: `arn:aws:iam::111111111111:oidc-provider/${ISSUER}`,
    clusterSecurityGroupId: "sg-0123456789abcdef0",
    network: testNetwork(stack, network),
    podIdentityAgent: true,
    ...cluster,
  });
  return new ClusterHelmProvider(stack, "helm", { cluster: existing });
}

/** A stack with something in it. */
export function synthHelm(build: (stack: EnvironmentStack) => void, options: HelmTestOptions = {}): SynthesizedStack {
  const { protect = false, runnerRoleArn } = options;
  const environment = { protect, ...(runnerRoleArn ? { runnerRoleArn } : {}) };
  return synthStack(build, { name: "eks-addons", environment });
}

/** A stack with these releases. */
export function synthReleases(props: HelmReleasesProps, options: HelmTestOptions = {}): SynthesizedStack {
  const { addons = [], cluster, network, karpenterParts } = options;
  return synthHelm((stack) => {
    const parts = karpenterParts ? { karpenterParts } : {};
    new HelmReleases(stack, "releases", {
      ...props,
      ...parts,
      provider: testProvider(stack, cluster, network),
      addons,
    });
  }, options);
}

/** The release of a name. */
export function releaseOf(synthesized: SynthesizedStack, name: string): Attributes {
  const release = resourcesOf(synthesized, "helm_release").find((attributes) => attributes.name === name);
  if (!release) throw new Error(`there is no release ${name}`);
  return release;
}

/** The values of the release of a name. */
export function valuesOf(synthesized: SynthesizedStack, name: string): HelmValues {
  const [text] = releaseOf(synthesized, name).values as string[];
  return JSON.parse(text ?? "");
}

/** Names of the releases that a release comes after. */
export function releasesBefore(synthesized: SynthesizedStack, name: string): string[] {
  const addresses = (releaseOf(synthesized, name).depends_on ?? []) as string[];
  const releases = synthesized.resources.helm_release ?? {};
  return addresses
    .flatMap((address) => {
      const [type, id = ""] = address.split(".");
      return type === "helm_release" ? [String(releases[id]?.name)] : [];
    })
    .sort();
}

/** A problem without its path, with the construct below the stack and the property that it is about. */
export type Found = Omit<Problem, "path"> & { readonly at: string };

/** Compares problems word for word. */
export function expectProblems(step: () => unknown, expected: readonly Found[]): void {
  expect(problemsOf(step)).toEqual(
    expected.map(({ at, ...problem }) => ({ ...problem, path: `sandbox-eks-addons/${at}` })),
  );
}

/** Releases that are refused, and what for. */
export interface HelmCase extends HelmTestOptions {
  readonly name: string;
  readonly props: HelmReleasesProps;
  readonly problems: readonly Found[];
  /** Releases that follow the advice, with the same options. */
  readonly ways?: readonly Way<HelmReleasesProps>[];
}

/** Releases that are refused, for `testAdvice`. */
export function toldReleases(cases: readonly HelmCase[]): readonly Told<() => SynthesizedStack>[] {
  return cases.map(({ name, props: _, problems, ways, ...options }) => ({
    mistake: name,
    problems,
    ways: ways?.map((way) => ({ ...way, to: () => synthReleases(way.to, options) })),
  }));
}
