import { type Told, testAdvice } from "../../support/followed-advice";
import { problemsIfAny, problemsOf, testEnvironment } from "../../support/synth";
import { EKS, NETWORK, type Parts, synth } from "./eks-addons-support";

const DEPLOYER = "arn:aws:iam::111111111111:role/eks-deploy";
const METRICS = { metricsServer: true };
const VIEW = { ...EKS, access: { deploy: { principal: "role/eks-deploy", policy: "view" as const } } };
const WITHOUT_PUBLIC = {
  ...NETWORK,
  tiers: NETWORK.tiers.map((tier) => (tier.kind === "public" ? { ...tier, eks: "none" as const } : tier)),
};
const BY_TAGS = {
  ...NETWORK,
  tiers: NETWORK.tiers.map((tier) => (tier.name === "app" ? { ...tier, eks: "internal-elb" as const } : tier)),
};
const PUBLIC_BY_TAGS = {
  ...NETWORK,
  tiers: NETWORK.tiers.map((tier) => (tier.kind === "public" ? { ...tier, eks: "elb" as const } : tier)),
};
const PUBLIC_CONTROLLER = { loadBalancerController: { internetFacing: true } };

interface Mistake extends Told<Parts> {
  readonly given: Parts;
}

/** A mistake in the stack with a single problem. */
function bad(
  mistake: string,
  given: Parts,
  ...[code, property, message, found, expected, fix, ways]: readonly [
    string,
    string,
    string,
    string,
    string,
    string,
    Mistake["ways"],
  ]
): Mistake {
  const path = `sandbox-eks-addons › ${property}`;
  const problem = { code, path, message, found, expected, fix };
  return { mistake, given, problems: [problem], ways };
}

const MISTAKES = [
  bad(
    "a tunnel and a proxy at once",
    { addons: { ...METRICS, tunnelPort: 8443, proxyUrl: "socks5://localhost:1080" } },
    "API_ROUTE_TWICE",
    "proxyUrl",
    "The Kubernetes API is reached one way.",
    "tunnelPort and proxyUrl",
    "one of the two, or neither",
    "leave proxyUrl out",
    [{ says: "leave proxyUrl out", to: { addons: { ...METRICS, tunnelPort: 8443 } } }],
  ),
  bad(
    "a proxy without a scheme",
    { addons: { ...METRICS, proxyUrl: "proxy:3128" } },
    "API_PROXY_INVALID",
    "proxyUrl",
    "This is not the address of a proxy.",
    '"proxy:3128"',
    "http://, https:// or socks5:// with host and port, and no credentials",
    "for example http://proxy.example.com:3128",
    [
      {
        says: "http://proxy.example.com:3128",
        to: { addons: { ...METRICS, proxyUrl: "http://proxy.example.com:3128" } },
      },
    ],
  ),
  bad(
    "a network that carries no tags of EKS",
    { network: { ...NETWORK, eksDiscovery: false } },
    "LOAD_BALANCER_SUBNETS",
    "loadBalancerController",
    "The AWS Load Balancer Controller finds no subnets in two zones for internal load balancers.",
    "no tier with the tag kubernetes.io/role/internal-elb",
    "a private tier with the tag kubernetes.io/role/internal-elb and subnets in two zones or more",
    "give a private tier of the network eks: internal-elb, and take eksDiscovery: false out where it stands",
    [{ says: "eks: internal-elb, and take eksDiscovery: false out", to: { network: BY_TAGS } }],
  ),
  bad(
    "no public subnets for load balancers that the internet reaches",
    { network: WITHOUT_PUBLIC, addons: PUBLIC_CONTROLLER },
    "LOAD_BALANCER_SUBNETS",
    "loadBalancerController",
    "The AWS Load Balancer Controller finds no subnets in two zones for public load balancers.",
    "no tier with the tag kubernetes.io/role/elb",
    "a public tier with the tag kubernetes.io/role/elb and subnets in two zones or more",
    "give a public tier of the network eks: elb, and take eksDiscovery: false out where it stands",
    [
      {
        says: "give a public tier of the network eks: elb",
        to: { network: PUBLIC_BY_TAGS, addons: PUBLIC_CONTROLLER },
      },
    ],
  ),
  bad(
    "one zone for load balancers",
    { network: { ...NETWORK, zones: ["a"] }, withCluster: false },
    "LOAD_BALANCER_SUBNETS",
    "loadBalancerController",
    "The AWS Load Balancer Controller finds no subnets in two zones for internal load balancers.",
    'tier "app" in zone a',
    "a private tier with the tag kubernetes.io/role/internal-elb and subnets in two zones or more",
    "add a zone to the network",
    [{ says: "add a zone to the network", to: {} }],
  ),
  bad(
    "a role to sign in by that does not administer the cluster",
    { eks: VIEW, addons: { ...METRICS, accessRoleArn: DEPLOYER } },
    "EKS_SIGN_IN_WITHOUT_ACCESS",
    "accessRoleArn",
    "The role that Helm signs in to the cluster by does not administer the cluster; charts make cluster roles.",
    DEPLOYER,
    "one of arn:aws:iam::111111111111:role/platform",
    `add ${DEPLOYER} to the cluster's admins, or name one of them in accessRoleArn`,
    [
      {
        says: `add ${DEPLOYER} to the cluster's admins`,
        to: { eks: { ...EKS, admins: [...EKS.admins, DEPLOYER] }, addons: { ...METRICS, accessRoleArn: DEPLOYER } },
      },
      {
        says: "or name one of them in accessRoleArn",
        to: { eks: VIEW, addons: { ...METRICS, accessRoleArn: "arn:aws:iam::111111111111:role/platform" } },
      },
    ],
  ),
];

test.each(MISTAKES)("$mistake is told with a way out", ({ given, problems }) => {
  expect(problemsOf(() => synth(given))).toEqual(problems);
});

testAdvice(MISTAKES, (parts) => problemsIfAny(() => synth(parts)));

describe("between the stack and its surroundings, refused is", () => {
  it("a way to the cluster that is none, together with the rest", () => {
    const addons = { accessRoleArn: "role/nobody", tunnelPort: 0, proxyUrl: "proxy:3128" };
    expect(problemsOf(() => synth({ addons })).map(({ code }) => code)).toEqual([
      "EKS_SIGN_IN_WITHOUT_ACCESS",
      "NUMBER_OUT_OF_RANGE",
      "API_ROUTE_TWICE",
      "API_PROXY_INVALID",
    ]);
  });

  it("a runner role that does not administer the cluster", () => {
    const environment = testEnvironment({ runnerRoleArn: "arn:aws:iam::111111111111:role/deploy" });
    const addons = { metricsServer: true };
    expect(problemsOf(() => synth({ environment, addons })).map(({ code, found }) => [code, found])).toEqual([
      ["EKS_SIGN_IN_WITHOUT_ACCESS", "arn:aws:iam::111111111111:role/deploy, the environment's runner role"],
    ]);
    expect(synth({ environment, eks: { ...EKS, admins: ["role/deploy"] }, addons }).problems).toEqual([]);
  });

  it("metrics-server in the stack and among the cluster's add-ons", () => {
    const eks = { ...EKS, addons: { "metrics-server": true } };
    expect(problemsOf(() => synth({ eks })).map(({ code, path }) => `${code} ${path}`)).toEqual([
      "HELM_ADDON_TWICE sandbox-eks-addons/releases › metricsServer",
    ]);
  });

  it("a chart of what the cluster has by default", () => {
    const chart = { repository: "https://charts.example.com", version: "1.2.3", namespace: "kube-system" };
    const addons = { charts: { dns: { ...chart, chart: "coredns" }, "aws-for-fluent-bit": chart } };
    expect(problemsOf(() => synth({ addons })).map(({ code, path }) => `${code} ${path}`)).toEqual([
      "HELM_ADDON_TWICE sandbox-eks-addons/releases › charts.dns",
    ]);
  });

  it("but metrics-server among the cluster's add-ons is enough for what scales", () => {
    const eks = { ...EKS, addons: { "metrics-server": true } };
    const argocd = { localAdmin: { reason: "the tests have no sign-in" }, scale: { min: 1, max: 2 } };
    expect(synth({ eks, addons: { argocd } }).problems).toEqual([]);
  });
});
