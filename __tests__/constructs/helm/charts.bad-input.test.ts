import type { ChartReleaseOptions, HelmReleasesProps, HelmValues } from "../../../constructs/helm";
import { testAdvice } from "../../support/followed-advice";
import { problemsIfAny } from "../../support/synth";
import { expectProblems, type HelmCase, synthReleases, toldReleases } from "./support";

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
    ways: [
      {
        says: ['did you mean "annotations"?', 'did you mean "replicaCount"?'],
        to: { loadBalancerController: { values: { replicaCount: 3, serviceAccount: { annotations: {} } } } },
      },
    ],
  },
  {
    name: "a value that is like none of the chart",
    props: { loadBalancerController: { values: { somethingElse: 1 } } },
    problems: [
      {
        at: "releases/load-balancer-controller/release › values.somethingElse",
        code: "HELM_VALUE_UNKNOWN",
        message: "The chart does not know this value, and Helm would ignore it without a word.",
        found: "somethingElse",
        expected: "a value of the chart aws-load-balancer-controller",
        fix: "take it out, or write it as `helm show values` of aws-load-balancer-controller has it",
      },
    ],
    ways: [
      { says: "take it out", to: { loadBalancerController: true } },
      {
        says: "or write it as `helm show values` of aws-load-balancer-controller has it",
        to: { loadBalancerController: { values: { logLevel: "debug" } } },
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
    ways: [
      {
        says: "and give the chart the Secret's name",
        to: values({
          auth: { existingSecret: "shop-db" },
          env: [{ name: "TOKEN", valueFrom: { secretKeyRef: { name: "shop-hub", key: "token" } } }],
        }),
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
        fix: "take it out, or give the reason in public (argocd.ingress) or publicLoadBalancer (charts and manifests)",
      },
    ],
    ways: [
      { says: "take it out", to: values({ ingress: { annotations: {} } }, { loadBalancerController: true }) },
      {
        says: "publicLoadBalancer (charts and manifests)",
        to: {
          loadBalancerController: true,
          charts: {
            shop: {
              ...CHART,
              values: { ingress: { annotations: { "alb.ingress.kubernetes.io/scheme": "internet-facing" } } },
              publicLoadBalancer: { reason: "partners without a VPN read the catalogue" },
            },
          },
        },
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
        at: "releases/charts/Shop › timeoutSeconds",
        ...OUT_OF_RANGE,
        found: "7200 seconds",
        expected: "a whole number from 30 to 3600",
        fix: "use 3600",
      },
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
    ],
    ways: [
      {
        says: ["such as order-archive", "name the version", "with https", "use 3600"],
        to: {
          charts: {
            "order-archive": {
              version: "1.2.3",
              repository: "https://charts.example.com",
              namespace: "order-archive",
              timeoutSeconds: 3600,
            },
          },
        },
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
    ways: [
      {
        says: ["use 1", "name the version"],
        to: { metricsServer: { chartVersion: "3.13.0" }, loadBalancerController: { replicas: 1 } },
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
];

describe("charts that are refused", () => {
  it.each(CASES)("$name", ({ props, problems, ...options }) => {
    expectProblems(() => synthReleases(props, options), problems);
  });
});

testAdvice(toldReleases(CASES), problemsIfAny);
