import type { ArgoCdOptions, ChartReleaseOptions, HelmReleasesProps, HelmValues } from "../../../constructs/helm";
import { expectProblems, type Found, type HelmTestOptions, synthReleases } from "./support";

const CERTIFICATE = "arn:aws:acm:ap-northeast-2:111111111111:certificate/12345678-1234-1234-1234-123456789012";
const INGRESS = { host: "argocd.sandbox.example.com", certificateArn: CERTIFICATE };
const ADMIN = { localAdmin: { reason: "the tests have no sign-in" } };
const SIGN_IN = {
  provider: "oidc",
  issuer: "https://login.example.com",
  clientId: "argocd",
  clientSecret: { secret: "platform/argocd", field: "clientSecret" },
} as const;
const CHART: ChartReleaseOptions = { repository: "https://charts.example.com", version: "1.2.3", namespace: "shop" };

interface Case extends HelmTestOptions {
  readonly name: string;
  readonly props: HelmReleasesProps;
  readonly problems: readonly Found[];
}

/** Argo CD with what it needs. */
function argocd(options: Partial<ArgoCdOptions>, props: HelmReleasesProps = {}): HelmReleasesProps {
  return {
    loadBalancerController: true,
    externalSecrets: { secrets: ["platform/*"] },
    argocd: { ...ADMIN, ...options },
    ...props,
  };
}

/** A chart of one's own with these values. */
function values(given: HelmValues, props: HelmReleasesProps = {}): HelmReleasesProps {
  return { charts: { shop: { ...CHART, values: given } }, ...props };
}

const OUT_OF_RANGE = { code: "NUMBER_OUT_OF_RANGE", message: "The number is not one that AWS takes." };

const CASES: readonly Case[] = [
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
  {
    name: "Argo CD with an ingress, a sign-in, credentials and scaling, and nothing of what they need",
    props: {
      argocd: {
        ingress: INGRESS,
        signIn: SIGN_IN,
        scale: { min: 1, max: 2 },
        repositories: {
          apps: { url: "git@github.com:example/apps.git", credentials: { secret: "platform/git", kind: "ssh" } },
        },
      },
    },
    problems: [
      {
        at: "releases › argocd.ingress",
        code: "HELM_RELEASE_MISSING",
        message:
          "Argo CD has an ingress, and the AWS Load Balancer Controller, which makes load balancers of ingresses, is not installed.",
        found: "argocd.ingress without loadBalancerController",
        expected: "loadBalancerController in the same list",
        fix: "add loadBalancerController, or take argocd.ingress away",
      },
      {
        at: "releases › argocd.signIn",
        code: "HELM_RELEASE_MISSING",
        message:
          "The sign-in of Argo CD has a client's secret, and External Secrets, which brings secrets from Secrets Manager, is not installed.",
        found: "argocd.signIn without externalSecrets",
        expected: "externalSecrets in the same list",
        fix: "add externalSecrets, or take argocd.signIn away",
      },
      {
        at: "releases › argocd.scale",
        code: "HELM_RELEASE_MISSING",
        message:
          "Argo CD scales with its load, and metrics-server, which horizontal autoscaling reads, is not installed.",
        found: "argocd.scale without metricsServer",
        expected: "metricsServer in the same list",
        fix: "add metricsServer, or take argocd.scale away",
      },
      {
        at: "releases › argocd.repositories.apps.credentials",
        code: "HELM_RELEASE_MISSING",
        message:
          "A repository of Argo CD has credentials, and External Secrets, which brings secrets from Secrets Manager, is not installed.",
        found: "argocd.repositories.apps.credentials without externalSecrets",
        expected: "externalSecrets in the same list",
        fix: "add externalSecrets, or take argocd.repositories.apps.credentials away",
      },
    ],
  },
  {
    name: "a secret that External Secrets may not read",
    props: argocd(
      { ingress: INGRESS, signIn: SIGN_IN },
      { externalSecrets: { secrets: ["shop/*", "platform/argocd-other"] } },
    ),
    problems: [
      {
        at: "releases › argocd.signIn.clientSecret",
        code: "ARGOCD_SECRET_UNREADABLE",
        message: "External Secrets may not read this secret, so Argo CD would wait for it.",
        found: '"platform/argocd"',
        expected: "one of externalSecrets.secrets: shop/*, platform/argocd-other",
        fix: 'add "platform/argocd" to externalSecrets.secrets',
      },
    ],
  },
  {
    name: "a secret without a store for the whole cluster",
    props: argocd(
      { ingress: INGRESS, signIn: SIGN_IN },
      { externalSecrets: { secrets: ["platform/*"], clusterStores: false } },
    ),
    problems: [
      {
        at: "releases › argocd.signIn.clientSecret",
        code: "ARGOCD_SECRET_UNREADABLE",
        message: "External Secrets may not read this secret, so Argo CD would wait for it.",
        found: '"platform/argocd", and no store for the whole cluster',
        expected: "clusterStores",
        fix: "leave externalSecrets.clusterStores out",
      },
    ],
  },
  {
    name: "Argo CD on the internet, where the controller has no right to put it",
    props: argocd({ ingress: { ...INGRESS, cidrs: ["203.0.113.0/24"], public: { reason: "partners without a VPN" } } }),
    problems: [
      {
        at: "releases › argocd.ingress.public",
        code: "ARGOCD_INTERNET_FACING",
        message: "The AWS Load Balancer Controller has no right to make load balancers that the internet reaches.",
        found: "argocd.ingress.public without loadBalancerController.internetFacing",
        expected: "loadBalancerController: { internetFacing: true }",
        fix: "add it, or keep Argo CD internal",
      },
    ],
  },
  {
    name: "Argo CD for everyone, with a certificate of another region, under a host that is an address",
    props: argocd({
      ingress: {
        host: "https://argocd.example.com",
        certificateArn: CERTIFICATE.replace("ap-northeast-2", "us-east-1"),
        cidrs: ["0.0.0.0/0", "10.0.0.1/16"],
      },
    }),
    problems: [
      {
        at: "releases/argocd › ingress.host",
        code: "ARGOCD_HOST",
        message: "The host is not a domain name.",
        found: '"https://argocd.example.com"',
        expected: "a name in lower case with at least one dot, without a protocol or a path",
        fix: 'for example "argocd.sandbox.example.com"',
      },
      {
        at: "releases/argocd › ingress.certificateArn",
        code: "ARGOCD_CERTIFICATE",
        message: "A load balancer takes certificates of ACM in its own region only.",
        found: `"${CERTIFICATE.replace("ap-northeast-2", "us-east-1")}"`,
        expected: "the ARN of a certificate of ACM in ap-northeast-2",
        fix: "request the host's certificate in ap-northeast-2, and name its ARN",
      },
      {
        at: "releases/argocd › ingress.cidrs[0]",
        code: "ARGOCD_OPEN_TO_EVERYONE",
        message: "Everyone would reach Argo CD, which may change everything in the cluster.",
        found: "0.0.0.0/0",
        expected: "ranges of your own",
        fix: "name the addresses of your offices or of the VPN, such as 203.0.113.0/24",
      },
      {
        at: "releases/argocd › ingress.cidrs[1]",
        code: "CIDR_HOST_BITS",
        message: "`10.0.0.1/16` has host bits set: 10.0.0.1 is not the first address of its /16.",
        found: "10.0.0.1/16",
        expected: "the first address of the range",
        fix: "write 10.0.0.0/16",
      },
    ],
  },
  {
    name: "a public Argo CD without ranges, for a reason that says nothing",
    props: argocd(
      { ingress: { ...INGRESS, public: { reason: "needed" } } },
      { loadBalancerController: { internetFacing: true } },
    ),
    problems: [
      {
        at: "releases/argocd › ingress.public.reason",
        code: "EXEMPTION_REASON",
        message: "An exemption needs a reason that a reviewer can judge.",
        found: '"needed"',
        expected: "a sentence",
        fix: 'say why, and until when, for example "sandbox has no domain; nobody outside the team uses it"',
      },
      {
        at: "releases/argocd › ingress.cidrs",
        code: "ARGOCD_PUBLIC_RANGES",
        message: "Argo CD would be on the internet, and nothing says for whom.",
        found: "public without cidrs",
        expected: "the ranges that are let in",
        fix: "name the addresses of your offices or of the VPN, such as 203.0.113.0/24",
      },
    ],
  },
  {
    name: "an Argo CD that nobody can sign in to, with groups for nobody",
    props: { loadBalancerController: true, argocd: { ingress: INGRESS, groups: { "example:platform": "admin" } } },
    problems: [
      {
        at: "releases/argocd › signIn",
        code: "ARGOCD_NOBODY_SIGNS_IN",
        message: "Argo CD has an address, and nobody could sign in: the built-in admin account is off.",
        found: "ingress without signIn",
        expected: "a sign-in by GitHub or OpenID Connect",
        fix: "add signIn; localAdmin: { reason: … } keeps the built-in account",
      },
      {
        at: "releases/argocd › groups",
        code: "ARGOCD_GROUPS",
        message: "Groups come with a sign-in, and there is none.",
        found: "groups without signIn",
        expected: "a sign-in",
        fix: "add signIn, or take groups away",
      },
    ],
  },
  {
    name: "a sign-in without an address to come back to, by an issuer without TLS",
    props: argocd({ signIn: { ...SIGN_IN, issuer: "http://login.example.com" } }),
    problems: [
      {
        at: "releases/argocd › ingress",
        code: "ARGOCD_SIGN_IN_UNREACHABLE",
        message: "The provider sends people back to Argo CD's address, and it has none.",
        found: "signIn without ingress",
        expected: "an ingress",
        fix: "add ingress with its host and certificate, or take signIn away",
      },
      {
        at: "releases/argocd › signIn.issuer",
        code: "ARGOCD_ISSUER",
        message: "The issuer is not an address that is reached encrypted.",
        found: '"http://login.example.com"',
        expected: "https://…",
        fix: "use the issuer of the provider's discovery document",
      },
    ],
  },
  {
    name: "a default policy that lets everyone write, by further values",
    props: argocd({ values: { configs: { rbac: { "policy.default": "role:admin" } } } }),
    problems: [
      {
        at: "releases/argocd › values.configs.rbac.policy.default",
        code: "ARGOCD_DEFAULT_POLICY",
        message: "Whoever is signed in would change the cluster, for the default policy is for everyone.",
        found: '"role:admin"',
        expected: "readonly, or none",
        fix: "leave the default policy out, and give groups their roles in groups",
      },
    ],
  },
  {
    name: "credentials in an address, a folder outside the repository, bounds the wrong way round",
    props: argocd(
      {
        apps: { repoUrl: "https://deploy:hunter2@github.com/example/apps.git", path: "../clusters", revision: "main" },
        repositories: { charts: { url: "http://charts.example.com", type: "helm" } },
        scale: { min: 4, max: 2 },
      },
      { metricsServer: true },
    ),
    problems: [
      {
        at: "releases/argocd › repositories.charts.url",
        code: "ARGOCD_REPOSITORY",
        message: "The address is not one of a repository that is reached encrypted, without credentials in it.",
        found: '"http://charts.example.com"',
        expected: "https://…, ssh://… or git@…",
        fix: "take user and password out of the address; credentials come from Secrets Manager",
      },
      {
        at: "releases/argocd › apps.repoUrl",
        code: "ARGOCD_REPOSITORY",
        message: "The address is not one of a repository that is reached encrypted, without credentials in it.",
        found: '"https://…@github.com/example/apps.git"',
        expected: "https://…, ssh://… or git@…",
        fix: "take user and password out of the address; credentials come from Secrets Manager",
      },
      {
        at: "releases/argocd › apps.path",
        code: "ARGOCD_PATH",
        message: "The path is not one of a folder inside the repository.",
        found: '"../clusters"',
        expected: "a path without a slash in front and without ..",
        fix: 'for example "clusters/sandbox"; "." is the repository itself',
      },
      {
        at: "releases/argocd › scale",
        code: "ARGOCD_SCALE",
        message: "The least number of pods is above the greatest.",
        found: "min 4, max 2",
        expected: "min not above max",
        fix: "use min: 2, max: 4, or raise max",
      },
    ],
  },
];

describe("releases that are refused", () => {
  it.each(CASES)("$name", ({ props, problems, ...options }) => {
    expectProblems(() => synthReleases(props, options), problems);
  });
});
