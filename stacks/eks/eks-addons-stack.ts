import { Annotations } from "cdktf";
import type { Construct } from "constructs";
import type { Environment } from "../../constructs/core/environments/environment";
import { EnvironmentStack } from "../../constructs/core/environments/environment-stack";
import { Problems } from "../../constructs/core/errors";
import { checkRanges } from "../../constructs/core/shapes/check-ranges";
import { selectedAddons } from "../../constructs/eks/addons/selected-addons";
import { isAutoMode } from "../../constructs/eks/auto-mode/auto-mode-plan";
import { eksContract, eksFromContract } from "../../constructs/eks/cluster/eks-contract";
import { checkApiRoute } from "../../constructs/helm/add-ons/api-route-checks";
import type { KarpenterParts } from "../../constructs/helm/add-ons/karpenter-release";
import { ClusterHelmProvider } from "../../constructs/helm/releases/cluster-helm-provider";
import { HelmReleases } from "../../constructs/helm/releases/helm-releases";
import { checkSubnets } from "../../constructs/helm/releases/helm-releases-checks";
import { networkFromContract } from "../../constructs/network/network-contract";
import type { NetworkProps } from "../../constructs/network/network-props";
import { effectiveDiscovery } from "../../constructs/network/tiers/eks-discovery";
import { defineStack } from "../sections/define-stack";
import { noOffers, type Offers } from "../sections/offers";
import { named, single } from "../sections/places";
import type { EksAddonsProps } from "./eks-addons-stack.types";
import { checkSignIn } from "./eks-sign-in-check";
import { eks } from "./eks-stack";
import type { EksProps } from "./eks-stack.types";
import { accountsInCluster } from "./service-account-objects";

/**
 * `<environment>-eks-addons`: what runs in the environment's cluster from the start, with the roles of its pods. It is deployed after
 * the cluster and destroyed before it, in a state of its own: a cluster that does not answer keeps no other stack from a plan.
 *
 * It has a second provider, Helm's, which signs in to the cluster at each plan; it cannot be planned where the cluster is not reached.
 */
export class EksAddonsStack extends EnvironmentStack {
  readonly releases: HelmReleases;
  readonly helm: ClusterHelmProvider;

  /**
   * @param network the properties that the environment's network stack is made from
   * @param eks the properties that the environment's EKS stack is made from
   * @param offers what other stacks of the environment offer to the pods of service accounts; nothing where it is left out
   * @throws GroundplanError with everything that is wrong with the properties
   */
  constructor(
    scope: Construct,
    environment: Environment,
    network: NetworkProps,
    eks: EksProps,
    props: EksAddonsProps,
    offers: Offers = noOffers(network),
  ) {
    super(scope, "eks-addons", environment);
    const { accessRoleArn, tunnelPort, proxyUrl, ...releases } = props;
    const problems = new Problems(this.node.path);
    const shared = networkFromContract(this, "network", network);
    checkSubnets(shared, effectiveDiscovery(network), releases, problems);
    checkSignIn(this, accessRoleArn, eks, problems);
    const cluster = eksFromContract(this, "cluster", shared, eks);
    const way = { accessRoleArn, tunnelPort, proxyUrl };
    checkRanges("ClusterHelmProvider", way, problems);
    checkApiRoute(way, problems);
    const given = Object.fromEntries(Object.entries(way).filter(([, value]) => value !== undefined));
    // What is wrong with the way has been told, and is no reason to keep silent about the releases.
    const { tunnelPort: _, proxyUrl: __, ...signIn } = given;
    this.helm = new ClusterHelmProvider(this, "helm", { cluster, ...(problems.list.length > 0 ? signIn : given) });
    const made = problems.collect(
      () =>
        new HelmReleases(this, "releases", {
          ...releases,
          ...{
            provider: this.helm,
            addons: installedAddons(eks),
            autoMode: isAutoMode(eks.autoMode),
            serviceAccounts: accountsInCluster(this, eks, offers),
            ...karpenterInCluster(this, eks),
          },
        }),
    );
    problems.throwIfAny();
    if (!made) throw new Error("the releases are missing although they have no problem");
    this.releases = made;
    this.#tellAutoMode(eks);
  }

  /** What EKS Auto Mode does by itself, beside what is installed. */
  #tellAutoMode(eks: EksProps): void {
    if (!isAutoMode(eks.autoMode)) return;
    const { loadBalancerController, clusterAutoscaler } = this.releases;
    const { nodeGroups = {}, selfManagedNodes = {} } = eks;
    if (loadBalancerController) {
      Annotations.of(this).addWarning(
        "EKS Auto Mode makes load balancers by itself: loadBalancerController is for ingresses and services of its own classes.",
      );
    }
    if (clusterAutoscaler && Object.keys({ ...nodeGroups, ...selfManagedNodes }).length === 0) {
      Annotations.of(this).addWarning(
        "EKS Auto Mode makes nodes by itself, and there are no node groups: clusterAutoscaler has nothing to do.",
      );
    }
  }
}

/** What Karpenter works with in AWS, as the cluster's stack hands it over. */
function karpenterInCluster(stack: EnvironmentStack, { karpenter }: EksProps): { karpenterParts?: KarpenterParts } {
  if (!karpenter) return {};
  const { karpenterObjects } = eksContract().read(stack);
  const hasPools = Object.keys(karpenter.nodePools ?? {}).length > 0;
  const nodePools = hasPools ? { nodePools: karpenterObjects("nodePools") } : {};
  return { karpenterParts: { values: karpenterObjects("values"), ...nodePools } };
}

/** Names of the EKS add-ons that the cluster has by its properties. */
function installedAddons({ addons = {}, otherAddons = {}, autoMode }: EksProps): string[] {
  return [...selectedAddons(addons, isAutoMode(autoMode)), ...Object.keys(otherAddons)];
}

/** The stack of the section `eksAddons`. */
export const eksAddons = defineStack<EksAddonsProps>()({
  section: "eksAddons",
  places: [
    ...named("releases/charts/", "charts"),
    ...named("releases/local-charts/", "localCharts"),
    ...named("releases/manifests/", "manifests"),
    ...single("releases/load-balancer-controller", "loadBalancerController"),
    ...single("releases/cert-manager", "certManager"),
    [/^releases\/external-secrets[^›]* › (secret|parameter)Arns(.*)$/, "externalSecrets.$1s$2"],
    ...single("releases/external-secrets", "externalSecrets"),
    ...single("releases/metrics-server", "metricsServer"),
    ...single("releases/external-dns", "externalDns"),
    ...single("releases/cluster-autoscaler", "clusterAutoscaler"),
    ...single("releases/karpenter", "karpenter"),
    ...single("releases/sealed-secrets", "sealedSecrets"),
    ...single("releases/argocd", "argocd"),
  ],
  needs: [eks],
  usesOffers: true,
  missing: ({ name }) => ({
    code: "EKS_ADDONS_WITHOUT_CLUSTER",
    path: `${name}-eks-addons`,
    message: "Charts are installed in the environment's cluster, and there is none.",
    found: "eksAddons without eks",
    expected: "a cluster",
    fix: "declare eks, or take eksAddons away",
  }),
  create: ({ app, environment, network, sections, props, offers }) =>
    new EksAddonsStack(app, environment, network, sections.eks, props, offers),
});
