import { Testing } from "cdktf";
import { EnvironmentStack } from "../../../../constructs/core/environment-stack";
import { EksCluster } from "../../../../constructs/eks";
import { TODAY_CONTEXT } from "../../../../constructs/eks/cluster/today";
import { problemsOf, synthStack, testEnvironment } from "../../../support/synth";
import { TIERS, testNetwork } from "../../access/support";
import { type ClusterCase, expectCase, expectClusterProblems, type Found, testCluster } from "./support";

const OWN_RANGES = {
  expected: "ranges of your own, none wider than /8",
  fix: "name the ranges of the office or the VPN, or leave endpointAccess out: the API is reached from inside the VPC",
};
const EVERYONE = {
  code: "EKS_ENDPOINT_FOR_EVERYONE",
  message: "This lets everyone on the internet, or a great part of it, reach the Kubernetes API.",
  ...OWN_RANGES,
};
const PRIVATE = {
  code: "EKS_PUBLIC_CIDR_PRIVATE",
  message:
    "Nobody comes to the public endpoint from a private range; from inside the VPC the private endpoint is used.",
  expected: "addresses as the internet sees them",
  fix: "name the public addresses of the office or the VPN, or leave the range out",
};
const TIERS_OF_TEST = "web (public), app (private), data (isolated)";
const USABLE = "1.31, 1.32, 1.33, 1.34, 1.35, 1.36, 1.37";

function publicCidr(range: string, problem: Omit<Found, "property" | "found">): ClusterCase {
  return {
    name: `${range} as a public range`,
    props: { endpointAccess: { publicCidrs: [range] } },
    problems: [{ property: "endpointAccess.publicCidrs[0]", ...problem, found: range }],
  };
}

const CASES: readonly ClusterCase[] = [
  {
    name: "a version with a patch, as kubectl shows it",
    props: { version: "v1.35.2" },
    problems: [
      {
        property: "version",
        code: "EKS_VERSION_UNKNOWN",
        message: "EKS has no Kubernetes version of this name, as far as is known here.",
        found: '"v1.35.2"',
        expected: `one of ${USABLE} (as of 2026-11-20)`,
        fix: 'write "1.35": EKS chooses the patch itself',
      },
    ],
  },
  {
    name: "a version that nobody knows yet",
    props: { version: "1.99" },
    problems: [
      {
        property: "version",
        code: "EKS_VERSION_UNKNOWN",
        message: "EKS has no Kubernetes version of this name, as far as is known here.",
        found: '"1.99"',
        expected: `one of ${USABLE} (as of 2026-11-20)`,
        fix: 'use "1.37"; a newer one has to be entered into KUBERNETES_VERSIONS first',
      },
    ],
  },
  publicCidr("0.0.0.0/0", EVERYONE),
  publicCidr("::/0", EVERYONE),
  publicCidr("128.0.0.0/1", EVERYONE),
  publicCidr("16.0.0.0/7", EVERYONE),
  {
    name: "ranges that are a great part of the internet together",
    props: { endpointAccess: { publicCidrs: ["16.0.0.0/8", "18.0.0.0/9", "19.0.0.0/9", "203.0.113.0/24"] } },
    problems: [{ property: "endpointAccess.publicCidrs", ...EVERYONE, found: "4 ranges that are so together" }],
  },
  publicCidr("10.10.0.0/16", PRIVATE),
  publicCidr("100.64.1.0/24", PRIVATE),
  publicCidr("2001:db8::/32", {
    code: "EKS_PUBLIC_CIDR_IPV6",
    message: "The endpoint of an IPv4 cluster is reached over IPv4 only.",
    expected: "an IPv4 range",
    fix: "name the IPv4 range that the same people come from, such as 203.0.113.0/24",
  }),
  publicCidr("203.0.113.7/24", {
    code: "CIDR_HOST_BITS",
    message: "`203.0.113.7/24` has host bits set: 203.0.113.7 is not the first address of its /24.",
    expected: "the first address of the range",
    fix: "write 203.0.113.0/24",
  }),
  {
    name: "more public ranges than a cluster has",
    props: { endpointAccess: { publicCidrs: Array.from({ length: 41 }, (_, index) => `203.0.113.${index}/32`) } },
    problems: [
      {
        property: "endpointAccess.publicCidrs",
        code: "EKS_PUBLIC_CIDRS_TOO_MANY",
        message: "The public endpoint of a cluster takes no more ranges.",
        found: "41 ranges",
        expected: "at most 40",
        fix: "join neighbouring ranges, or reach the API through the VPC",
      },
    ],
  },
  {
    name: "a service range that is too small and public",
    props: { serviceCidr: "203.0.113.0/25" },
    problems: [
      {
        property: "serviceCidr",
        code: "EKS_SERVICE_CIDR_SIZE",
        message: "EKS does not take a service range of this size.",
        found: "203.0.113.0/25",
        expected: "/12 to /24",
        fix: "a /16 is enough for 65,536 services, a /20 for 4,096",
      },
      {
        property: "serviceCidr",
        code: "EKS_SERVICE_CIDR_PUBLIC",
        message: "Services of Kubernetes have private addresses.",
        found: "203.0.113.0/25",
        expected: "a part of 10.0.0.0/8, 172.16.0.0/12, 192.168.0.0/16",
        fix: "for example 172.20.0.0/16, when nothing that pods talk to lies there",
      },
    ],
  },
  {
    name: "a service range that overlaps with a secondary range of the VPC",
    props: { serviceCidr: "10.96.0.0/12" },
    network: { cidrs: ["10.0.0.0/16", "10.100.0.0/16"] },
    problems: [
      {
        property: "serviceCidr",
        code: "EKS_SERVICE_CIDR_OVERLAPS",
        message: "The range of services overlaps with the VPC: pods could not tell services and machines apart.",
        found: "10.96.0.0/12 and 10.100.0.0/16 of the VPC",
        expected: "a range outside the VPC, and outside of all networks that pods talk to",
        fix: "leave serviceCidr out and AWS chooses 10.100.0.0/16 or 172.20.0.0/16, or name a range outside",
      },
    ],
  },
  {
    name: "a public tier",
    props: { tier: "web" },
    problems: [
      {
        property: "tier",
        code: "EKS_TIER_PUBLIC",
        message: "Control plane and nodes belong into private tiers, where nothing on the internet can reach them.",
        found: 'public tier "web"',
        expected: "a private or isolated tier",
        fix: "use app or data",
      },
    ],
  },
  {
    name: "a tier that the network does not have",
    props: { tier: "nodes" },
    problems: [
      {
        property: "tier",
        code: "EKS_TIER_UNKNOWN",
        message: "The network has no tier of this name.",
        found: '"nodes"',
        expected: `one of ${TIERS_OF_TEST}`,
        fix: "name the tier: app or data",
      },
    ],
  },
  {
    name: "a network without a private tier",
    props: {},
    network: { tiers: [TIERS.public] },
    problems: [
      {
        property: "tier",
        code: "EKS_PRIVATE_TIER_MISSING",
        message: "The network has no private tier.",
        found: "web (public)",
        expected: "a private tier, or the name of another one",
        fix: "add a private tier to the network",
      },
    ],
  },
  {
    name: "a tier in one zone",
    props: {},
    network: { tiers: [{ ...TIERS.private, subnets: TIERS.private.subnets.slice(0, 1) }] },
    problems: [
      {
        property: "tier",
        code: "EKS_TIER_ONE_ZONE",
        message: "EKS makes a cluster only over two zones or more.",
        found: 'tier "app" in zone a',
        expected: "subnets in two zones or more",
        fix: "add a zone to the network; the addresses of the others stay as they are",
      },
    ],
  },
  {
    name: "a zone without control planes",
    props: {},
    network: {
      tiers: [
        {
          ...TIERS.private,
          subnets: ["use1-az1", "use1-az3"].map((zone) => ({ zone, subnetId: `subnet-${zone}`, cidr: "10.0.0.0/24" })),
        },
      ],
    },
    problems: [
      {
        property: "tier",
        code: "EKS_ZONE_WITHOUT_CONTROL_PLANE",
        message: "AWS puts no control plane into this zone.",
        found: 'tier "app" in use1-az3',
        expected: "none of use1-az3, usw1-az2, cac1-az3",
        fix: "use another zone of the region",
      },
    ],
  },
  {
    name: "a log that there is not, kept for a time that there is not",
    props: { logging: { types: ["audit", "apiserver"], retentionDays: 100 } },
    problems: [
      {
        property: "logging.retentionDays",
        code: "LOG_RETENTION_INVALID",
        message: "CloudWatch Logs does not know this retention time.",
        found: "100 days",
        expected:
          "one of 1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1096, 1827, 2192, 2557, 2922, 3288, 3653",
        fix: "use 120",
      },
      {
        property: "logging.types",
        code: "EKS_LOG_TYPE_UNKNOWN",
        message: "The control plane has no log of this type.",
        found: '"apiserver"',
        expected: "some of api, audit, authenticator, controllerManager, scheduler",
        fix: "use audit to know who did what, authenticator to know who was let in",
      },
    ],
  },
  {
    name: "no audit log in a protected environment",
    protect: true,
    props: { logging: { types: ["api"] } },
    problems: [
      {
        property: "logging.types",
        code: "EKS_AUDIT_LOG_MISSING",
        message: "A protected environment keeps the audit log, without which nobody can tell who did what.",
        found: "api",
        expected: "audit among the types, because sandbox is protected",
        fix: "add audit, or leave logging.types out",
      },
    ],
  },
  {
    name: "an alias for a key",
    props: { secretsKeyArn: "arn:aws:kms:ap-northeast-2:111111111111:alias/secrets" },
    problems: [
      {
        property: "secretsKeyArn",
        code: "EKS_SECRETS_KEY_INVALID",
        message: "This is not the ARN of a KMS key.",
        found: '"arn:aws:kms:ap-northeast-2:111111111111:alias/secrets"',
        expected:
          "an ARN such as arn:aws:kms:ap-northeast-2:111111111111:key/1234abcd-…; an alias can move to another key",
        fix: "take the key's own ARN, or leave secretsKeyArn out and a key is made",
      },
    ],
  },
  {
    name: "a key of another region",
    props: { secretsKeyArn: "arn:aws:kms:eu-west-1:111111111111:key/1234abcd-12ab-34cd-56ef-1234567890ab" },
    problems: [
      {
        property: "secretsKeyArn",
        code: "EKS_SECRETS_KEY_REGION",
        message: "A cluster's secrets are encrypted by a key of the cluster's own region.",
        found: "a key in eu-west-1",
        expected: "a key in ap-northeast-2",
        fix: "use a key of this region, or leave secretsKeyArn out and a key is made",
      },
    ],
  },
  {
    name: "a name with a character that AWS refuses",
    props: { name: "batch_jobs" },
    problems: [
      {
        property: "name",
        code: "EKS_CLUSTER_NAME_INVALID",
        message: "A cluster cannot have a name with this last part.",
        found: '"batch_jobs" (10 characters)',
        expected: "1 to 81 of A-Z, a-z, 0-9 and -, starting and ending with a letter or a digit",
        fix: 'name it by what it is for, for example "batch"',
      },
    ],
  },
];

describe("a cluster is refused for", () => {
  test.each(CASES)("$name", expectCase);

  test("a version that EKS no longer has, on the day that the app is told", () => {
    const app = Testing.app();
    app.node.setContext(TODAY_CONTEXT, "2027-08-01");
    const stack = new EnvironmentStack(app, "eks", testEnvironment());
    expectClusterProblems(
      () => testCluster(stack, { version: "1.33" }),
      [
        {
          property: "version",
          code: "EKS_VERSION_UNSUPPORTED",
          message:
            "EKS no longer supports this Kubernetes version: no cluster is made with it, and AWS upgrades those that there are.",
          found: '"1.33", supported until 2027-07-29',
          expected: "one of 1.34, 1.35, 1.36, 1.37",
          fix: 'use "1.37" for a new cluster; raise an existing one by one minor version at a time, "1.34" first',
        },
      ],
    );
  });

  test("a day that is none", () => {
    const app = Testing.app();
    app.node.setContext(TODAY_CONTEXT, "20.11.2026");
    const stack = new EnvironmentStack(app, "eks", testEnvironment());
    expect(problemsOf(() => testCluster(stack))).toEqual([
      {
        path: "sandbox-eks/cluster",
        code: "EKS_TODAY_INVALID",
        message: "The context groundplan:today of the app is not a day.",
        found: '"20.11.2026"',
        expected: "YYYY-MM-DD",
        fix: 'for example "2026-11-20", or leave it out',
      },
    ]);
  });

  test("what is wrong with it and with its add-ons, at once", () => {
    const props = { admins: [], addons: { coredns: { replicas: 1 } }, tier: "web" };
    const found = problemsOf(() => synthStack((stack) => void testCluster(stack, props)));
    expect(found.map(({ code }) => code)).toEqual(["EKS_TIER_PUBLIC", "EKS_ADMIN_MISSING", "NUMBER_OUT_OF_RANGE"]);
  });
});

describe("a cluster that exists is refused for", () => {
  const EXISTING = {
    clusterName: "legacy",
    clusterArn: "arn:aws:eks:ap-northeast-2:111111111111:cluster/legacy",
    version: "1.34",
    endpoint: "https://0123456789ABCDEF0123456789ABCDEF.gr7.ap-northeast-2.eks.amazonaws.com",
    certificateAuthority: "bGVnYWN5",
    oidcIssuer: "https://oidc.eks.ap-northeast-2.amazonaws.com/id/0123456789ABCDEF0123456789ABCDEF",
    oidcProviderArn: "arn:aws:iam::111111111111:oidc-provider/oidc.eks.ap-northeast-2.amazonaws.com/id/EXAMPLE",
    clusterSecurityGroupId: "sg-0123456789abcdef0",
  };

  function existing(props: Partial<typeof EXISTING>): () => void {
    return () =>
      synthStack(
        (stack) => {
          const network = testNetwork(stack);
          EksCluster.fromExisting(stack, "cluster", { ...EXISTING, ...props, network });
        },
        { name: "eks" },
      );
  }

  test("the identity provider of another cluster", () => {
    expectClusterProblems(existing({}), [
      {
        property: "oidcProviderArn",
        code: "EKS_OIDC_PROVIDER_FOREIGN",
        message: "The identity provider is that of another issuer: it would trust another cluster's pods.",
        found: "a provider of oidc.eks.ap-northeast-2.amazonaws.com/id/EXAMPLE",
        expected: "the provider of oidc.eks.ap-northeast-2.amazonaws.com/id/0123456789ABCDEF0123456789ABCDEF",
        fix: "take the provider whose ARN ends with the cluster's issuer; if there is none, make one with OidcProvider",
      },
    ]);
  });

  test("attributes in each other's place", () => {
    const swapped = {
      clusterArn: "legacy",
      endpoint: "legacy.example.com",
      oidcProviderArn: "oidc.eks",
      version: "v1.34",
    };
    expectClusterProblems(existing(swapped), [
      {
        property: "clusterArn",
        code: "EKS_EXISTING_INVALID",
        message: "This is not the ARN of a cluster.",
        found: '"legacy"',
        expected:
          "the ARN of a cluster, such as arn:aws:eks:ap-northeast-2:111111111111:cluster/shop-production, or a reference to one",
        fix: "take it from `aws eks describe-cluster`, cluster.arn",
      },
      {
        property: "version",
        code: "EKS_EXISTING_INVALID",
        message: "This is not a Kubernetes version.",
        found: '"v1.34"',
        expected: "a Kubernetes version, such as 1.35, or a reference to one",
        fix: "take it from `aws eks describe-cluster`, cluster.version",
      },
      {
        property: "endpoint",
        code: "EKS_EXISTING_INVALID",
        message: "This is not the address of a Kubernetes API.",
        found: '"legacy.example.com"',
        expected:
          "the address of a Kubernetes API, such as https://0123456789ABCDEF0123456789ABCDEF.gr7.ap-northeast-2.eks.amazonaws.com, or a reference to one",
        fix: "take it from `aws eks describe-cluster`, cluster.endpoint",
      },
      {
        property: "oidcProviderArn",
        code: "EKS_EXISTING_INVALID",
        message: "This is not the ARN of an identity provider.",
        found: '"oidc.eks"',
        expected:
          "the ARN of an identity provider, such as arn:aws:iam::111111111111:oidc-provider/oidc.eks.…, or a reference to one",
        fix: "take it from `aws iam list-open-id-connect-providers`",
      },
    ]);
  });
});
