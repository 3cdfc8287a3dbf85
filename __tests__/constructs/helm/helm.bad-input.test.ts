import { EksCluster } from "../../../constructs/eks/cluster/eks-cluster";
import { eksFromContract } from "../../../constructs/eks/cluster/eks-contract";
import {
  type ChartReleaseOptions,
  ClusterHelmProvider,
  type HelmReleasesProps,
  type HelmValues,
} from "../../../constructs/helm";
import { testAdvice } from "../../support/followed-advice";
import { problemsIfAny } from "../../support/synth";
import { testNetwork } from "../access/support";
import { expectProblems, type Found, type HelmCase, synthHelm, synthReleases, toldReleases, ZONE } from "./support";

const CHART: ChartReleaseOptions = { repository: "https://charts.example.com", version: "1.2.3", namespace: "shop" };

/** A chart of one's own with these values. */
function values(given: HelmValues, props: HelmReleasesProps = {}): HelmReleasesProps {
  return { charts: { shop: { ...CHART, values: given } }, ...props };
}

const CASES: readonly HelmCase[] = [
  {
    name: "an ingress, an autoscaler and a certificate without what makes them work",
    props: values({
      ingress: { ingressClassName: "alb", annotations: { "cert-manager.io/cluster-issuer": "letsencrypt" } },
      autoscaling: { enabled: true },
    }),
    problems: [
      {
        at: "releases › charts.shop.values.ingress.ingressClassName",
        code: "HELM_RELEASE_MISSING",
        message:
          "The values ask for a load balancer, and the AWS Load Balancer Controller, which makes load balancers of ingresses and services, is not installed.",
        found: "charts.shop.values.ingress.ingressClassName without loadBalancerController",
        expected: "loadBalancerController in the same list",
        fix: "add loadBalancerController, or take charts.shop.values.ingress.ingressClassName away",
      },
      {
        at: "releases › charts.shop.values.ingress.annotations.cert-manager.io/cluster-issuer",
        code: "HELM_RELEASE_MISSING",
        message: "The values ask for a certificate, and cert-manager, which makes the certificate, is not installed.",
        found: "charts.shop.values.ingress.annotations.cert-manager.io/cluster-issuer without certManager",
        expected: "certManager in the same list",
        fix: "add certManager, or take charts.shop.values.ingress.annotations.cert-manager.io/cluster-issuer away",
      },
      {
        at: "releases › charts.shop.values.autoscaling.enabled",
        code: "HELM_RELEASE_MISSING",
        message:
          "The values switch autoscaling on, and metrics-server, which horizontal autoscaling reads, is not installed.",
        found: "charts.shop.values.autoscaling.enabled without metricsServer",
        expected: "metricsServer in the same list",
        fix: "add metricsServer, or take charts.shop.values.autoscaling.enabled away",
      },
    ],
    ways: [
      {
        says: ["add loadBalancerController", "add certManager", "add metricsServer"],
        to: values(
          {
            ingress: { ingressClassName: "alb", annotations: { "cert-manager.io/cluster-issuer": "letsencrypt" } },
            autoscaling: { enabled: true },
          },
          { loadBalancerController: true, certManager: true, metricsServer: true },
        ),
      },
      {
        says: [
          "take charts.shop.values.ingress.ingressClassName away",
          "take charts.shop.values.ingress.annotations.cert-manager.io/cluster-issuer away",
          "take charts.shop.values.autoscaling.enabled away",
        ],
        to: values({}),
      },
    ],
  },
  {
    name: "webhook certificates of cert-manager without cert-manager",
    props: { loadBalancerController: { values: { enableCertManager: true } } },
    problems: [
      {
        at: "releases › loadBalancerController.values.enableCertManager",
        code: "HELM_RELEASE_MISSING",
        message: "The values ask for a certificate, and cert-manager, which makes the certificate, is not installed.",
        found: "loadBalancerController.values.enableCertManager without certManager",
        expected: "certManager in the same list",
        fix: "add certManager, or take loadBalancerController.values.enableCertManager away",
      },
    ],
    ways: [
      {
        says: "add certManager",
        to: { certManager: true, loadBalancerController: { values: { enableCertManager: true } } },
      },
      { says: "or take loadBalancerController.values.enableCertManager away", to: { loadBalancerController: true } },
    ],
  },
  {
    name: "metrics-server beside the add-on of the same name",
    addons: ["vpc-cni", "metrics-server"],
    props: { metricsServer: true },
    problems: [
      {
        at: "releases › metricsServer",
        code: "HELM_ADDON_TWICE",
        message: "The cluster has the same software as an EKS add-on, and the two fight over the same objects.",
        found: "the chart metrics-server beside the add-on metrics-server",
        expected: "one of the two",
        fix: "take metricsServer out; AWS keeps the add-on current",
      },
    ],
  },
  {
    name: "external-dns without a zone",
    props: { externalDns: { zones: [] } },
    problems: [
      {
        at: "releases/external-dns/role › zones",
        code: "EKS_ZONES_MISSING",
        message: "The controller writes records, and there is no zone that it may write to.",
        found: "an empty list",
        expected: "at least one hosted zone",
        fix: "name the zones of the cluster's domains; a zone that exists already is HostedZone.fromExisting",
      },
    ],
    ways: [{ says: "name the zones of the cluster's domains", to: { externalDns: { zones: [ZONE] } } }],
  },
  {
    name: "charts with the name of a release, after a release that is none, and after each other",
    props: {
      metricsServer: true,
      charts: {
        "metrics-server": CHART,
        api: { ...CHART, after: ["worker", "metricServer"] },
        worker: { ...CHART, after: ["api", "worker"] },
      },
    },
    problems: [
      {
        at: "releases › charts.metrics-server",
        code: "HELM_RELEASE_TWICE",
        message: "The name is one of a release that is made here, with its role and its order.",
        found: "charts.metrics-server",
        expected: "another name",
        fix: "use metricsServer instead of charts",
      },
      {
        at: "releases › charts.api.after[1]",
        code: "HELM_AFTER_UNKNOWN",
        message: "There is no release of this name to come after.",
        found: '"metricServer"',
        expected:
          "one of argocd, certManager, clusterAutoscaler, externalDns, externalSecrets, karpenter, loadBalancerController, metrics-server, metricsServer, sealedSecrets, worker",
        fix: 'did you mean "metricsServer"?',
      },
      {
        at: "releases › charts.worker.after[1]",
        code: "HELM_AFTER_CYCLE",
        message: "The release waits for itself.",
        found: "worker after worker",
        expected: "an order",
        fix: "take worker out of the after of worker",
      },
      {
        at: "releases › charts.api.after",
        code: "HELM_AFTER_CYCLE",
        message: "The releases wait for each other.",
        found: "api after worker after api",
        expected: "an order",
        fix: "take worker out of the after of api",
      },
    ],
    ways: [
      {
        says: [
          "use metricsServer instead of charts",
          'did you mean "metricsServer"?',
          "take worker out of the after of worker",
          "take worker out of the after of api",
        ],
        to: {
          metricsServer: true,
          charts: { api: { ...CHART, after: ["metricsServer"] }, worker: { ...CHART, after: ["api"] } },
        },
      },
    ],
  },
];

const SAME_STATE: Found = {
  at: "helm",
  code: "HELM_SAME_STATE",
  message: "Helm signs in to the cluster at each plan, and this stack is the one that makes the cluster.",
  found: "sandbox-eks-addons/cluster in the same stack",
  expected: "a cluster of another stack, or one that existed before",
  fix: "make a stack for what runs in the cluster, and read the cluster there by eksFromContract",
};

describe("releases that are refused", () => {
  it("Helm in the stack that makes the cluster", () => {
    const build = () =>
      synthHelm((stack) => {
        const network = testNetwork(stack);
        const cluster = new EksCluster(stack, "cluster", { network, version: "1.35", admins: ["role/platform"] });
        new ClusterHelmProvider(stack, "helm", { cluster });
      });
    expectProblems(build, [SAME_STATE]);
  });

  it.each(CASES)("$name", ({ props, problems, ...options }) => {
    expectProblems(() => synthReleases(props, options), problems);
  });
});

const inAnotherStack = () =>
  synthHelm((stack) => {
    const cluster = eksFromContract(stack, "cluster", testNetwork(stack), { version: "1.35" });
    new ClusterHelmProvider(stack, "helm", { cluster });
  });

testAdvice(
  [
    ...toldReleases(CASES),
    {
      mistake: "Helm in the stack that makes the cluster",
      problems: [SAME_STATE],
      ways: [{ says: "read the cluster there by eksFromContract", to: inAnotherStack }],
    },
  ],
  problemsIfAny,
);
