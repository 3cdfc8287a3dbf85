import { GroundplanError, type Problem } from "../../../constructs/core/errors";
import type { ArgoCdOptions, HelmReleasesProps } from "../../../constructs/helm";
import { type Told, testAdvice } from "../../support/followed-advice";
import { expectProblems, type Found, type HelmTestOptions, INGRESS, SIGN_IN, synthReleases, ZONE } from "./support";

/** Releases, and where they are made. */
interface Input {
  readonly props: HelmReleasesProps;
  readonly options?: HelmTestOptions;
}

interface Row extends Told<Input> {
  readonly input: Input;
  readonly problems: readonly Found[];
}

const CHART = { repository: "https://charts.example.com", version: "1.2.3", namespace: "shop" };
const NLB = "service.k8s.aws/nlb";
const CLASS = {
  code: "HELM_LOAD_BALANCER_CLASS",
  message:
    "Without a class the control plane makes the load balancer, in the public subnets, whatever the controller's values say.",
  expected: `loadBalancerClass: ${NLB} beside it, or the annotation service.beta.kubernetes.io/aws-load-balancer-type: external`,
  fix: `add loadBalancerClass: ${NLB} beside it, or use ClusterIP`,
};

/** Another chart with a service. */
function service(values: Readonly<Record<string, string>>): Input {
  return { props: { loadBalancerController: true, charts: { shop: { ...CHART, values: { service: values } } } } };
}

/** Argo CD with what it needs. */
function argocd(options: Partial<ArgoCdOptions>): Input {
  return {
    props: {
      loadBalancerController: true,
      externalSecrets: { secrets: ["platform/*"] },
      argocd: { ingress: INGRESS, signIn: SIGN_IN, ...options },
    },
  };
}

const VERSION = {
  code: "ARGOCD_VERSION",
  message: "This Argo CD shows Secrets of the cluster to who may only read (CVE-2026-42880, CVE-2026-45737).",
  expected: "Argo CD 3.2.12, 3.3.10 or 3.4.2, or newer",
};
const LOOSER = {
  code: "ARGOCD_LOOSER",
  expected: "who may do what as the options say it, or a reason",
  fix: "take it out, or give the reason in looserAccess",
};
const WIDER = "Everybody who is signed in has role:readonly, and would have this too.";
const LOOSE_VALUES = {
  configs: {
    cm: { "users.anonymous.enabled": "true", "exec.enabled": true },
    params: { "server.disable.auth": true },
    rbac: {
      "policy.csv": "p, role:readonly, applications, get, */*, allow\np, role:readonly, exec, create, */*, allow\n",
      "policy.more.csv": "g, role:readonly, role:admin",
    },
  },
};
const NAMED = { repositories: ["https://github.com/example/shop.git"], namespaces: ["shop-*"] };
const PROJECT = {
  code: "ARGOCD_PROJECT_NAMESPACE",
  expected: "namespaces of applications, such as shop or shop-*; not argocd, not kube-system",
  fix: "name the namespaces of the project's applications, such as shop-*",
};

const isolated = (endpointServices: readonly string[]): HelmTestOptions => ({
  network: { hasNat: false, endpointServices },
});
const UNREACHED: HelmReleasesProps = {
  loadBalancerController: true,
  externalSecrets: { secrets: ["shop/*"], parameters: ["/shop/*"] },
  clusterAutoscaler: true,
};
const BALANCERS = ["ec2", "elasticloadbalancing", "sts"];
const SECRETS = ["secretsmanager", "ssm"];
const SCALER = ["autoscaling", "eks"];
const ENDPOINTS = {
  code: "HELM_ENDPOINTS_MISSING",
  message: "The controller could not reach what it works with: the network has no NAT, and lacks endpoints.",
};

const ROWS: readonly Row[] = [
  {
    mistake: "a service of type LoadBalancer without the controller's class",
    input: service({ type: "LoadBalancer" }),
    problems: [
      {
        at: "releases/charts/shop › values.service.type",
        found: "type: LoadBalancer without loadBalancerClass",
        ...CLASS,
      },
    ],
    ways: [
      { says: "add loadBalancerClass", to: service({ type: "LoadBalancer", loadBalancerClass: NLB }) },
      { says: "use ClusterIP", to: service({ type: "ClusterIP" }) },
    ],
  },
  {
    mistake: "a load balancer for Argo CD's server without the controller's class",
    input: argocd({ values: { server: { service: { type: "LoadBalancer" } } } }),
    problems: [
      {
        at: "releases/argocd/release › values.server.service.type",
        found: "type: LoadBalancer without loadBalancerClass",
        ...CLASS,
      },
    ],
    ways: [
      {
        says: "add loadBalancerClass",
        to: argocd({ values: { server: { service: { type: "LoadBalancer", loadBalancerClass: NLB } } } }),
      },
      { says: "use ClusterIP", to: argocd({ values: { server: { service: { type: "ClusterIP" } } } }) },
    ],
  },
  {
    mistake: "a chart of Argo CD that shows Secrets",
    input: argocd({ chartVersion: "9.5.13" }),
    problems: [
      {
        at: "releases/argocd › chartVersion",
        found: "the chart 9.5.13",
        fix: "leave chartVersion out, or use one from 9.5.14 on",
        ...VERSION,
      },
    ],
    ways: [
      { says: "leave chartVersion out", to: argocd({}) },
      { says: "use one from 9.5.14 on", to: argocd({ chartVersion: "9.5.14" }) },
    ],
  },
  {
    mistake: "images of Argo CD that show Secrets, the whole one and one of its parts",
    input: argocd({ values: { global: { image: { tag: "v3.3.9" } }, server: { image: { tag: "v3.4.1" } } } }),
    problems: [
      {
        at: "releases/argocd › values.global.image.tag",
        found: '"v3.3.9"',
        fix: "use v3.4.7, or leave the tag out",
        ...VERSION,
      },
      {
        at: "releases/argocd › values.server.image.tag",
        found: '"v3.4.1"',
        fix: "use v3.4.7, or leave the tag out",
        ...VERSION,
      },
    ],
    ways: [
      {
        says: "use v3.4.7",
        to: argocd({ values: { global: { image: { tag: "v3.4.7" } }, server: { image: { tag: "v3.4.7" } } } }),
      },
      { says: "leave the tag out", to: argocd({}) },
    ],
  },
  {
    mistake: "values that let in who should not be, and policies that widen what everybody may do",
    input: argocd({ values: LOOSE_VALUES }),
    problems: [
      {
        at: "releases/argocd › values.configs.cm.users.anonymous.enabled",
        message: "Who is not signed in would be let in.",
        found: "users.anonymous.enabled: true",
        ...LOOSER,
      },
      {
        at: "releases/argocd › values.configs.cm.exec.enabled",
        message: "Who may use a terminal runs commands in pods, past the repository.",
        found: "exec.enabled: true",
        ...LOOSER,
      },
      {
        at: "releases/argocd › values.configs.params.server.disable.auth",
        message: "Everybody would be an administrator, without a sign-in.",
        found: "server.disable.auth: true",
        ...LOOSER,
      },
      {
        at: "releases/argocd › values.configs.rbac.policy.csv",
        message: WIDER,
        found: "p, role:readonly, exec, create, */*, allow",
        ...LOOSER,
      },
      {
        at: "releases/argocd › values.configs.rbac.policy.more.csv",
        message: WIDER,
        found: "g, role:readonly, role:admin",
        ...LOOSER,
      },
    ],
    ways: [
      { says: "take it out", to: argocd({}) },
      {
        says: "give the reason in looserAccess",
        to: argocd({ values: LOOSE_VALUES, looserAccess: { reason: "a training cluster without data" } }),
      },
    ],
  },
  {
    mistake: "the built-in admin account by further values",
    input: argocd({ values: { configs: { cm: { "admin.enabled": true } } } }),
    problems: [
      {
        at: "releases/argocd › values.configs.cm.admin.enabled",
        code: "ARGOCD_LOCAL_ADMIN",
        message: "The built-in admin account may do everything, and its password has nobody's name on it.",
        found: "admin.enabled without localAdmin",
        expected: "a sign-in, or a reason",
        fix: "take it out; localAdmin: { reason: … } keeps the account",
      },
    ],
    ways: [
      { says: "take it out", to: argocd({}) },
      { says: "localAdmin", to: argocd({ localAdmin: { reason: "the sandbox has no sign-in of its own" } }) },
    ],
  },
  {
    mistake: "projects by the names of ours",
    input: argocd({ projects: { apps: NAMED } }),
    problems: [
      {
        at: "releases/argocd › projects.apps",
        code: "ARGOCD_PROJECT_NAME",
        message: "This is not a name for a project of yours.",
        found: '"apps"',
        expected: "1 to 63 of a-z, 0-9 and -, starting and ending with a letter or a digit; not apps, not default",
        fix: "use the name of a team or of an application, such as shop",
      },
    ],
    ways: [{ says: "such as shop", to: argocd({ projects: { shop: NAMED } }) }],
  },
  {
    mistake: "a project whose applications could write into Argo CD's own namespace, or into none that there is",
    input: argocd({ projects: { shop: { ...NAMED, namespaces: ["*", "argo*", "Shop"] } } }),
    problems: [
      {
        at: "releases/argocd › projects.shop.namespaces[0]",
        message: "Who writes into argocd may do everything in the cluster, past every project.",
        found: '"*"',
        ...PROJECT,
      },
      {
        at: "releases/argocd › projects.shop.namespaces[1]",
        message: "Who writes into argocd may do everything in the cluster, past every project.",
        found: '"argo*"',
        ...PROJECT,
      },
      {
        at: "releases/argocd › projects.shop.namespaces[2]",
        message: "The name is not one that Kubernetes takes for a namespace.",
        found: '"Shop"',
        ...PROJECT,
      },
    ],
    ways: [{ says: "such as shop-*", to: argocd({ projects: { shop: NAMED } }) }],
  },
  {
    mistake: "a project that admits nothing",
    input: argocd({ projects: { shop: { ...NAMED, repositories: [] } } }),
    problems: [
      {
        at: "releases/argocd › projects.shop.repositories",
        code: "ARGOCD_PROJECT_EMPTY",
        message: "A project without repositories admits no application.",
        found: "an empty list",
        expected: "one of its repositories or more",
        fix: "name one, or take projects.shop out",
      },
    ],
    ways: [
      { says: "name one", to: argocd({ projects: { shop: NAMED } }) },
      { says: "take projects.shop out", to: argocd({}) },
    ],
  },
  {
    mistake: "tags that the load balancer controller would read as others",
    input: { props: { loadBalancerController: { values: { defaultTags: { Team: "shop: web", Cost: "a,b=c" } } } } },
    problems: ['Team: "shop: web"', 'Cost: "a,b=c"'].map((found) => ({
      at: `releases/load-balancer-controller › values.defaultTags.${found.split(":")[0]}`,
      code: "LOAD_BALANCER_TAG",
      message:
        "The load balancer controller takes its tags as one text with commas, and would read this one as something else.",
      found,
      expected:
        "a key without = and a key and a value without a comma, a quote, a line break, a colon before a space or at the end, or a # behind a space",
      fix: "write the tag in other characters, such as a dash",
    })),
    ways: [
      {
        says: "such as a dash",
        to: { props: { loadBalancerController: { values: { defaultTags: { Team: "shop - web", Cost: "a-b" } } } } },
      },
    ],
  },
  {
    mistake: "controllers without NAT and without endpoints",
    input: { props: UNREACHED, options: isolated(["ec2", "ecr.api"]) },
    problems: [
      { at: "loadBalancerController", services: BALANCERS.slice(1) },
      { at: "externalSecrets", services: [...SECRETS, "sts"] },
      { at: "clusterAutoscaler", services: [...SCALER, "sts"] },
    ].map(({ at, services }) => ({
      at: `releases › ${at}`,
      ...ENDPOINTS,
      found: "endpoints for ec2, ecr.api",
      expected: `also endpoints for ${services.join(", ")}`,
      fix: `add them to the network's endpoints, take ${at} out, or give the network NAT`,
    })),
    ways: [
      { says: "add them", to: { props: UNREACHED, options: isolated([...BALANCERS, ...SECRETS, ...SCALER]) } },
      {
        says: ["take loadBalancerController out", "take externalSecrets out", "take clusterAutoscaler out"],
        to: { props: { metricsServer: true }, options: isolated(["ec2"]) },
      },
      { says: "give the network NAT", to: { props: UNREACHED } },
    ],
  },
  {
    mistake: "what is in the internet only, without NAT",
    input: {
      props: {
        certManager: { letsEncrypt: { email: "ops@example.com", zones: [ZONE] } },
        externalDns: { zones: [ZONE] },
      },
      options: isolated([]),
    },
    problems: [
      {
        at: "certManager.letsEncrypt",
        message: "Let's Encrypt and Route 53 are reached by the internet only, and the network has no NAT.",
        fix: "take it out, or give the network NAT",
      },
      {
        at: "externalDns",
        message:
          "Route 53 is reached by the internet only: its API has no endpoint in a region, and the network has no NAT.",
        fix: "take it out, and write the records in the configuration, or give the network NAT",
      },
    ].map(({ at, message, fix }) => ({
      at: `releases › ${at}`,
      code: "HELM_NEEDS_INTERNET",
      message,
      found: `${at} without a way to the internet`,
      expected: "NAT, or a list of releases that do without",
      fix,
    })),
    ways: [
      { says: "take it out", to: { props: { certManager: true }, options: isolated([]) } },
      {
        says: "give the network NAT",
        to: {
          props: {
            externalDns: { zones: [ZONE] },
            certManager: { letsEncrypt: { email: "ops@example.com", zones: [ZONE] } },
          },
        },
      },
    ],
  },
];

function problemsIn({ props, options }: Input): readonly Problem[] {
  try {
    synthReleases(props, options);
    return [];
  } catch (error) {
    if (error instanceof GroundplanError) return error.problems;
    throw error;
  }
}

test.each(ROWS)("$mistake is refused", ({ input, problems }) => {
  expectProblems(() => synthReleases(input.props, input.options), problems);
});

testAdvice(ROWS, problemsIn);

test("Argo CD signs nobody in by GitHub where there is no way to it", () => {
  const { props } = argocd({});
  const codes = problemsIn({ props, options: isolated([...BALANCERS, ...SECRETS]) }).map(({ code, path }) => [
    code,
    path,
  ]);
  expect(codes).toEqual([["HELM_NEEDS_INTERNET", "sandbox-eks-addons/releases › argocd.signIn"]]);
});
