import type { ArgoCdOptions, HelmReleasesProps } from "../../../constructs/helm";
import { testAdvice } from "../../support/followed-advice";
import { problemsIfAny } from "../../support/synth";
import { CERTIFICATE, expectProblems, type HelmCase, INGRESS, synthReleases, toldReleases } from "./support";

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

const PUBLIC_INGRESS = { ...INGRESS, cidrs: ["203.0.113.0/24"], public: { reason: "partners without a VPN" } };

/** Argo CD with a repository of each kind, an application at this path, and these bounds. */
function scaled(path: string, scale: ArgoCdOptions["scale"]): HelmReleasesProps {
  const apps = { repoUrl: "https://github.com/example/apps.git", path, revision: "main" };
  const repositories = { charts: { url: "https://charts.example.com", type: "helm" as const } };
  return argocd({ apps, repositories, ...(scale ? { scale } : {}) }, { metricsServer: true });
}

const CASES: readonly HelmCase[] = [
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
    ways: [
      {
        says: [
          'for example "argocd.sandbox.example.com"',
          "and name its ARN",
          "name the addresses of your offices",
          "write 10.0.0.0/16",
        ],
        to: argocd({
          ingress: {
            host: "argocd.sandbox.example.com",
            certificateArn: CERTIFICATE,
            cidrs: ["203.0.113.0/24", "10.0.0.0/16"],
          },
        }),
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
    ways: [{ says: "such as 203.0.113.0/24", to: argocd({ ingress: { ...INGRESS, cidrs: ["203.0.113.0/24"] } }) }],
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
    ways: [
      {
        says: ["say why, and until when", "such as 203.0.113.0/24"],
        to: argocd({ ingress: PUBLIC_INGRESS }, { loadBalancerController: { internetFacing: true } }),
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
        fix: "add signIn, with externalSecrets for its client's secret; or localAdmin: { reason: … }, which keeps the built-in account",
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
    ways: [
      {
        says: ["add signIn, with externalSecrets", "add signIn, or"],
        to: {
          loadBalancerController: true,
          externalSecrets: { secrets: ["platform/*"] },
          argocd: { ingress: INGRESS, signIn: SIGN_IN, groups: { "example:platform": "admin" } },
        },
      },
      {
        says: ["which keeps the built-in account", "or take groups away"],
        to: { loadBalancerController: true, argocd: { ...ADMIN, ingress: INGRESS } },
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
        fix: "add ingress with its host and certificate, and loadBalancerController, or take signIn away",
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
    ways: [
      {
        says: ["add ingress with its host and certificate, and loadBalancerController", "use the issuer"],
        to: argocd({ ingress: INGRESS, signIn: SIGN_IN }),
      },
      { says: ["or take signIn away", "use the issuer"], to: argocd({}) },
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
    ways: [{ says: "leave the default policy out", to: argocd({}) }],
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
        fix: 'write "https://charts.example.com"',
      },
      {
        at: "releases/argocd › apps.repoUrl",
        code: "ARGOCD_REPOSITORY",
        message: "The address is not one of a repository that is reached encrypted, without credentials in it.",
        found: '"https://…@github.com/example/apps.git"',
        expected: "https://…, ssh://… or git@…",
        fix: 'write "https://github.com/example/apps.git"; credentials come from Secrets Manager',
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
    ways: [
      {
        says: [
          'write "https://charts.example.com"',
          'write "https://github.com/example/apps.git"',
          'for example "clusters/sandbox"',
          "use min: 2, max: 4",
        ],
        to: scaled("clusters/sandbox", { min: 2, max: 4 }),
      },
      {
        says: [
          'write "https://charts.example.com"',
          'write "https://github.com/example/apps.git"',
          '"." is the repository itself',
          "or raise max",
        ],
        to: scaled(".", { min: 4, max: 4 }),
      },
    ],
  },
];

describe("an Argo CD that is refused", () => {
  it.each(CASES)("$name", ({ props, problems, ...options }) => {
    expectProblems(() => synthReleases(props, options), problems);
  });
});

testAdvice(toldReleases(CASES), problemsIfAny);

test.each([
  ["http://charts.example.com", 'write "https://charts.example.com"'],
  ["ssh://git:hunter2@github.com/example/apps.git", 'write "ssh://git@github.com/example/apps.git"; credentials come'],
  ["ssh://github.com/example/apps.git", 'write "ssh://git@github.com/example/apps.git"'],
  ["example/apps", "use the address that the repository shows for a clone"],
])("the address %s of a repository is mended by the words: %s", (url, words) => {
  const synth = (address: string) => () => synthReleases(argocd({ repositories: { apps: { url: address } } }));
  expect(problemsIfAny(synth(url)).map(({ fix }) => fix)).toEqual([expect.stringContaining(words)]);
  const written = /"(.*)"/.exec(words)?.[1] ?? "git@github.com:example/apps.git";
  expect(problemsIfAny(synth(written))).toEqual([]);
});
