import type { ArgoCdOptions, HelmReleasesProps } from "../../../constructs/helm";
import { testAdvice } from "../../support/followed-advice";
import { problemsIfAny } from "../../support/synth";
import { expectProblems, type HelmCase, INGRESS, synthReleases, toldReleases } from "./support";

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

const APPS = "git@github.com:example/apps.git";

/** Argo CD with everything that needs another release. */
const NEEDY: ArgoCdOptions = {
  ingress: INGRESS,
  signIn: SIGN_IN,
  scale: { min: 1, max: 2 },
  repositories: { apps: { url: APPS, credentials: { secret: "platform/git", kind: "ssh" } } },
};

const PUBLIC_INGRESS = { ...INGRESS, cidrs: ["203.0.113.0/24"], public: { reason: "partners without a VPN" } };

const CASES: readonly HelmCase[] = [
  {
    name: "Argo CD with an ingress, a sign-in, credentials and scaling, and nothing of what they need",
    props: { argocd: NEEDY },
    problems: [
      {
        at: "releases › argocd.ingress",
        code: "HELM_RELEASE_MISSING",
        message:
          "Argo CD has an ingress, and the AWS Load Balancer Controller, which makes load balancers of ingresses and services, is not installed.",
        found: "argocd.ingress without loadBalancerController",
        expected: "loadBalancerController in the same list",
        fix: "add loadBalancerController, or take argocd.ingress and argocd.signIn away",
      },
      {
        at: "releases › argocd.signIn",
        code: "HELM_RELEASE_MISSING",
        message:
          "The sign-in of Argo CD has a client's secret, and External Secrets, which brings secrets from Secrets Manager, is not installed.",
        found: "argocd.signIn without externalSecrets",
        expected: "externalSecrets in the same list",
        fix: 'add externalSecrets with "platform/argocd" in its secrets, or take argocd.signIn away and keep the built-in account by argocd.localAdmin',
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
        fix: 'add externalSecrets with "platform/git" in its secrets, or take argocd.repositories.apps.credentials away',
      },
    ],
    ways: [
      {
        says: [
          "add loadBalancerController",
          'add externalSecrets with "platform/argocd" in its secrets',
          "add metricsServer",
          'add externalSecrets with "platform/git" in its secrets',
        ],
        to: {
          loadBalancerController: true,
          externalSecrets: { secrets: ["platform/argocd", "platform/git"] },
          metricsServer: true,
          argocd: NEEDY,
        },
      },
      {
        says: [
          "add loadBalancerController",
          "take argocd.signIn away and keep the built-in account",
          "take argocd.scale away",
          "take argocd.repositories.apps.credentials away",
        ],
        to: {
          loadBalancerController: true,
          argocd: { ...ADMIN, ingress: INGRESS, repositories: { apps: { url: APPS } } },
        },
      },
      {
        says: [
          "take argocd.ingress and argocd.signIn away",
          "take argocd.scale away",
          "take argocd.repositories.apps.credentials away",
          "take argocd.signIn away",
        ],
        to: {
          argocd: { repositories: { apps: { url: APPS } } },
        },
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
    ways: [
      {
        says: 'add "platform/argocd" to externalSecrets.secrets',
        to: argocd(
          { ingress: INGRESS, signIn: SIGN_IN },
          { externalSecrets: { secrets: ["shop/*", "platform/argocd-other", "platform/argocd"] } },
        ),
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
    ways: [{ says: "leave externalSecrets.clusterStores out", to: argocd({ ingress: INGRESS, signIn: SIGN_IN }) }],
  },
  {
    name: "a secret that nobody may read, without a store for the whole cluster",
    props: argocd(
      { ingress: INGRESS, signIn: SIGN_IN },
      { externalSecrets: { secrets: ["shop/*"], clusterStores: false } },
    ),
    problems: [
      {
        at: "releases › argocd.signIn.clientSecret",
        code: "ARGOCD_SECRET_UNREADABLE",
        message: "External Secrets may not read this secret, so Argo CD would wait for it.",
        found: '"platform/argocd", and no store for the whole cluster',
        expected: "clusterStores",
        fix: 'leave externalSecrets.clusterStores out, and add "platform/argocd" to externalSecrets.secrets',
      },
    ],
    ways: [
      {
        says: 'leave externalSecrets.clusterStores out, and add "platform/argocd"',
        to: argocd(
          { ingress: INGRESS, signIn: SIGN_IN },
          { externalSecrets: { secrets: ["shop/*", "platform/argocd"] } },
        ),
      },
    ],
  },
  {
    name: "Argo CD on the internet, where the controller has no right to put it",
    props: argocd({ ingress: PUBLIC_INGRESS }),
    problems: [
      {
        at: "releases › argocd.ingress.public",
        code: "ARGOCD_INTERNET_FACING",
        message: "The AWS Load Balancer Controller has no right to make load balancers that the internet reaches.",
        found: "argocd.ingress.public without loadBalancerController.internetFacing",
        expected: "loadBalancerController: { internetFacing: true }",
        fix: "set loadBalancerController: { internetFacing: true }, or leave argocd.ingress.public out",
      },
    ],
    ways: [
      {
        says: "set loadBalancerController: { internetFacing: true }",
        to: argocd({ ingress: PUBLIC_INGRESS }, { loadBalancerController: { internetFacing: true } }),
      },
      {
        says: "or leave argocd.ingress.public out",
        to: argocd({ ingress: { ...INGRESS, cidrs: ["203.0.113.0/24"] } }),
      },
    ],
  },
];

describe("an Argo CD that other releases do not serve", () => {
  it.each(CASES)("$name", ({ props, problems, ...options }) => {
    expectProblems(() => synthReleases(props, options), problems);
  });
});

testAdvice(toldReleases(CASES), problemsIfAny);
