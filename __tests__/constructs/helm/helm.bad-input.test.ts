import { EksCluster } from "../../../constructs/eks/cluster/eks-cluster";
import {
  type ChartReleaseOptions,
  ClusterHelmProvider,
  type HelmReleasesProps,
  type HelmValues,
} from "../../../constructs/helm";
import { testNetwork } from "../access/support";
import { expectProblems, type HelmCase, synthHelm, synthReleases } from "./support";

const CHART: ChartReleaseOptions = { repository: "https://charts.example.com", version: "1.2.3", namespace: "shop" };

/** A chart of one's own with these values. */
function values(given: HelmValues, props: HelmReleasesProps = {}): HelmReleasesProps {
  return { charts: { shop: { ...CHART, values: given } }, ...props };
}

const OUT_OF_RANGE = { code: "NUMBER_OUT_OF_RANGE", message: "The number is not one that AWS takes." };

const CASES: readonly HelmCase[] = [
  {
    name: "a value that the chart does not know, with the one that was meant",
    props: { loadBalancerController: { values: { replicaCounts: 3, serviceAccount: { anotations: {} } } } },
    problems: [
      {
        at: "releases/load-balancer-controller/release › values.serviceAccount.anotations",
        code: "HELM_VALUE_UNKNOWN",
        message: "The chart does not know this value, and Helm would ignore it without a word.",
        found: "serviceAccount.anotations",
        expected: "one of annotations, automountServiceAccountToken, create, imagePullSecrets, name",
        fix: 'did you mean "annotations"?',
      },
      {
        at: "releases/load-balancer-controller/release › values.replicaCounts",
        code: "HELM_VALUE_UNKNOWN",
        message: "The chart does not know this value, and Helm would ignore it without a word.",
        found: "replicaCounts",
        expected: "a value of the chart aws-load-balancer-controller",
        fix: 'did you mean "replicaCount"?',
      },
    ],
  },
  {
    name: "secrets in values, by their names and by their forms",
    props: values({
      auth: { password: "hunter2", existingSecret: "shop-db" },
      env: [{ name: "TOKEN", value: "ghp_0123456789012345678901234567890123456789" }],
    }),
    problems: [
      {
        at: "releases/charts/shop › values.auth.password",
        code: "HELM_VALUE_SECRET",
        message: "The value looks like a secret, and values are readable in plans, in the state and in the cluster.",
        found: "a plain value under the name of a secret",
        expected: "the name of a Kubernetes Secret",
        fix: "keep it in Secrets Manager, let External Secrets make a Secret of it, and give the chart the Secret's name",
      },
      {
        at: "releases/charts/shop › values.env.0.value",
        code: "HELM_VALUE_SECRET",
        message: "The value looks like a secret, and values are readable in plans, in the state and in the cluster.",
        found: "a token of GitHub",
        expected: "the name of a Kubernetes Secret",
        fix: "keep it in Secrets Manager, let External Secrets make a Secret of it, and give the chart the Secret's name",
      },
    ],
  },
  {
    name: "a public load balancer without a reason",
    props: values(
      { ingress: { annotations: { "alb.ingress.kubernetes.io/scheme": "internet-facing" } } },
      { loadBalancerController: true },
    ),
    problems: [
      {
        at: "releases/charts/shop › values.ingress.annotations.alb.ingress.kubernetes.io/scheme",
        code: "HELM_PUBLIC_LOAD_BALANCER",
        message: "The load balancer would be reached from the internet, and tools of the inside stay inside.",
        found: "alb.ingress.kubernetes.io/scheme: internet-facing",
        expected: "internal, or a reason",
        fix: "take it out, or give the reason in public (argocd.ingress) or publicLoadBalancer (charts)",
      },
    ],
  },
  {
    name: "a version that is a range, a repository without TLS, a namespace with capitals, a wait without end",
    props: {
      charts: {
        Shop: { version: "^1.2", repository: "http://charts.example.com", namespace: "Shop", timeoutSeconds: 7200 },
      },
    },
    problems: [
      {
        at: "releases/charts/Shop › releaseName",
        code: "HELM_RELEASE_NAME",
        message: "The name is not one that Helm takes for a release.",
        found: '"Shop"',
        expected: "1 to 53 of a-z, 0-9 and -, starting and ending with a letter or a digit",
        fix: "use lower-case words with dashes, such as order-archive",
      },
      {
        at: "releases/charts/Shop › version",
        code: "HELM_CHART_VERSION",
        message: "The chart's version is not a whole one, so two plans could install two different charts.",
        found: '"^1.2"',
        expected: "a version such as 3.5.0",
        fix: "name the version that `helm search repo --versions` shows",
      },
      {
        at: "releases/charts/Shop › repository",
        code: "HELM_REPOSITORY",
        message: "The address is not one of a chart repository that is reached encrypted.",
        found: '"http://charts.example.com"',
        expected: "https://…, or oci://… of a registry, without a user or a password",
        fix: "use the address that `helm repo list` shows, with https",
      },
      {
        at: "releases/charts/Shop › namespace",
        code: "HELM_NAMESPACE",
        message: "The name is not one that Kubernetes takes for a namespace.",
        found: '"Shop"',
        expected: "1 to 63 of a-z, 0-9 and -, starting and ending with a letter or a digit",
        fix: "use lower-case words with dashes, such as order-archive",
      },
      {
        at: "releases/charts/Shop › timeoutSeconds",
        ...OUT_OF_RANGE,
        found: "7200 seconds",
        expected: "a whole number from 30 to 3600",
        fix: "use 3600",
      },
    ],
  },
  {
    name: "a version of a pinned chart that is none, and numbers of pods, in two releases at once",
    props: { metricsServer: { chartVersion: "latest" }, loadBalancerController: { replicas: 0 } },
    problems: [
      {
        at: "releases/load-balancer-controller › replicas",
        ...OUT_OF_RANGE,
        found: "0 pods",
        expected: "a whole number from 1 to 5",
        fix: "use 1",
      },
      {
        at: "releases/metrics-server/release › chartVersion",
        code: "HELM_CHART_VERSION",
        message: "The chart's version is not a whole one, so two plans could install two different charts.",
        found: '"latest"',
        expected: "a version such as 3.5.0",
        fix: "name the version that `helm search repo --versions` shows",
      },
    ],
  },
  {
    name: "a chart on a version of Kubernetes that it is not supported on",
    cluster: { version: "1.32" },
    props: { certManager: true },
    problems: [
      {
        at: "releases/cert-manager/release › chartVersion",
        code: "HELM_CHART_KUBERNETES",
        message: "The pinned version of cert-manager is not supported on the cluster's version of Kubernetes.",
        found: "cert-manager v1.21.1 on Kubernetes 1.32",
        expected: "Kubernetes 1.33 to 1.36",
        fix: "choose chartVersion: one of cert-manager that supports 1.32",
      },
    ],
  },
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
          "The values ask for a load balancer, and the AWS Load Balancer Controller, which makes load balancers of ingresses, is not installed.",
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
  },
  {
    name: "charts with the name of a release, after a release that is none, and after each other",
    props: {
      metricsServer: true,
      charts: {
        "metrics-server": CHART,
        api: { ...CHART, after: ["worker", "metricServer"] },
        worker: { ...CHART, after: ["api"] },
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
          "one of argocd, certManager, clusterAutoscaler, externalDns, externalSecrets, loadBalancerController, metrics-server, metricsServer, sealedSecrets, worker",
        fix: 'did you mean "metricsServer"?',
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
  },
];

describe("releases that are refused", () => {
  it("Helm in the stack that makes the cluster", () => {
    const build = () =>
      synthHelm((stack) => {
        const network = testNetwork(stack);
        const cluster = new EksCluster(stack, "cluster", { network, version: "1.35", admins: ["role/platform"] });
        new ClusterHelmProvider(stack, "helm", { cluster });
      });
    expectProblems(build, [
      {
        at: "helm",
        code: "HELM_SAME_STATE",
        message: "Helm signs in to the cluster at each plan, and this stack is the one that makes the cluster.",
        found: "sandbox-eks-addons/cluster in the same stack",
        expected: "a cluster of another stack, or one that existed before",
        fix: "make a stack for what runs in the cluster, and read the cluster there by eksFromContract",
      },
    ]);
  });

  it.each(CASES)("$name", ({ props, problems, ...options }) => {
    expectProblems(() => synthReleases(props, options), problems);
  });
});
