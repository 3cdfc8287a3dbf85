import type { ArgoCdOptions, HelmReleasesProps } from "../../../constructs/helm";
import { CERTIFICATE, expectProblems, type HelmCase, INGRESS, synthReleases } from "./support";

const ADMIN = { localAdmin: { reason: "the tests have no sign-in" } };
const SIGN_IN = {
  provider: "oidc",
  issuer: "https://login.example.com",
  clientId: "argocd",
  clientSecret: { secret: "platform/argocd", field: "clientSecret" },
} as const;

/** Argo CD with what it needs. */
function argocd(options: Partial<ArgoCdOptions>, props: HelmReleasesProps = {}): HelmReleasesProps {
  return {
    loadBalancerController: true,
    externalSecrets: { secrets: ["platform/*"] },
    argocd: { ...ADMIN, ...options },
    ...props,
  };
}

const CASES: readonly HelmCase[] = [
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
    name: "ranges that are a great part of the internet together",
    props: argocd({ ingress: { ...INGRESS, cidrs: ["16.0.0.0/8", "18.0.0.0/9"] } }),
    problems: [
      {
        at: "releases/argocd › ingress.cidrs",
        code: "ARGOCD_OPEN_TO_EVERYONE",
        message: "Everyone would reach Argo CD, which may change everything in the cluster.",
        found: "2 ranges that are so together",
        expected: "ranges of your own",
        fix: "name the addresses of your offices or of the VPN, such as 203.0.113.0/24",
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

describe("an Argo CD that is refused", () => {
  it.each(CASES)("$name", ({ props, problems, ...options }) => {
    expectProblems(() => synthReleases(props, options), problems);
  });
});
