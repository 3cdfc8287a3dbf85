import { Testing } from "cdktf";
import type { EnvironmentStack } from "../../../constructs/core/environments/environment-stack";
import type { Problem } from "../../../constructs/core/errors";
import { access } from "../../../stacks/access/access-stack";
import { createApplication } from "../../../stacks/application/application";
import { withoutTokenTraces } from "../../../stacks/application/token-traces";
import { buckets } from "../../../stacks/buckets/buckets-stack";
import { eksAddons } from "../../../stacks/eks/eks-addons-stack";
import type { EksAddonsProps } from "../../../stacks/eks/eks-addons-stack.types";
import { eks } from "../../../stacks/eks/eks-stack";
import type { EksProps } from "../../../stacks/eks/eks-stack.types";
import { problemsIn } from "../../config/support/config-folder";
import { type Told, testAdvice } from "../../support/followed-advice";
import { statementsOfPolicy } from "../../support/policy-json";
import { orders } from "../sections/orders-database";
import { all, only, type StackJson, specOf } from "../stack-json";

type Account = NonNullable<EksProps["serviceAccounts"]>[string];

interface Input {
  /** What differs from a service account of `shop` that is made with its role. */
  readonly api?: Partial<Account>;
  readonly eks?: Partial<EksProps>;
  readonly addons?: EksAddonsProps;
}

const POD_GROUPS = { "vpc-cni": { podSecurityGroups: "standard" } } as const;
const NODES = { instanceTypes: ["m7g.large"], min: 1, max: 3 };
const REASON = { reason: "every pod of the cluster is of one team" };
const DATABASE = ["databases.orders"];
const AUTO_MODE: Partial<EksProps> = { autoMode: true, addons: {}, nodeGroups: {} };

function appOf({ api = {}, eks: more = {}, addons }: Input, mock: readonly string[] = []) {
  const { edge: _, ...spec } = specOf({});
  const account: Account = { namespace: "shop", createServiceAccount: true, ...api };
  const cluster: EksProps = {
    ...{ version: "1.35", admins: ["role/platform"], addons: POD_GROUPS, nodeGroups: { general: NODES } },
    serviceAccounts: { api: account },
    ...more,
  };
  const sections = { orders: {}, buckets: { uploads: {} }, eks: cluster, ...(addons ? { eksAddons: addons } : {}) };
  return createApplication([{ ...spec, ...sections }], {
    outdir: "cdktf.out",
    stacks: [access, buckets, orders, eks, eksAddons],
    mock,
  });
}

function stackOf(name: "eks" | "eks-addons", input: Input, mock: readonly string[] = []): StackJson {
  return withoutTokenTraces(() =>
    JSON.parse(Testing.synth(appOf(input, mock).node.findChild(`sandbox-${name}`) as EnvironmentStack)),
  );
}

interface KubernetesObject {
  readonly kind: string;
  readonly metadata: { readonly name: string; readonly labels?: object; readonly annotations?: object };
  readonly data?: Readonly<Record<string, string>>;
  readonly spec?: Readonly<Record<string, unknown>>;
}

/** The objects of the service account, by kind, as the cluster's stack hands them over. */
function objectsOf(stack: StackJson): Readonly<Record<string, KubernetesObject>> {
  const { api = '{"items":[]}' } = (stack.output?.service_account_objects?.value ?? {}) as Record<string, string>;
  const { items } = JSON.parse(api) as { items: KubernetesObject[] };
  return Object.fromEntries(items.map((item) => [item.kind, item]));
}

const rulesOf = (stack: StackJson) =>
  ["ingress", "egress"].flatMap((kind) => all(stack, `aws_vpc_security_group_${kind}_rule`));

describe("what pods use of other stacks", () => {
  const stack = stackOf("eks", { api: { uses: ["databases.orders", "buckets.uploads"] } }, ["*"]);
  const { ConfigMap, ServiceAccount, SecurityGroupPolicy } = objectsOf(stack);

  test("gives their role the permissions, and those to read secrets", () => {
    const [policy] = all(stack, "aws_iam_role_policy").filter(({ role }) => String(role).includes("service-accounts"));
    expect([...statementsOfPolicy(String(policy?.policy))].map(({ Sid }) => Sid)).toEqual([
      "ListBucketsUploadsBucket",
      "ReadSecretsOrders",
      "ReadWriteBucketsUploadsBucket",
    ]);
  });

  test("is told to them in a ConfigMap, without the value of a secret", () => {
    expect(ConfigMap?.metadata).toEqual({ name: "api-uses", namespace: "shop" });
    const secret = expect.stringMatching(/:secret:orders-AbCdEf$/);
    expect(ConfigMap?.data).toEqual({
      ORDERS_HOST: "orders.example.com",
      ORDERS_PORT: "5432",
      ORDERS_DATABASE: "orders",
      ORDERS_USERNAME_SECRET_ARN: secret,
      ORDERS_USERNAME_SECRET_FIELD: "username",
      ORDERS_PASSWORD_SECRET_ARN: secret,
      ORDERS_PASSWORD_SECRET_FIELD: "password",
      UPLOADS_BUCKET_NAME: "mock-uploads",
    });
  });

  test("makes rules both ways for a security group of theirs", () => {
    const group = expect.stringContaining("aws_security_group.service-accounts_api");
    const database = "sg-00000000000000000";
    expect(rulesOf(stack)).toEqual([
      expect.objectContaining({ security_group_id: database, referenced_security_group_id: group, from_port: 5432 }),
      expect.objectContaining({ security_group_id: group, referenced_security_group_id: database, from_port: 5432 }),
    ]);
    expect(only(stack, "aws_security_group").description).toBe("Pods of shop/api");
  });

  test("gives them that group beside the cluster's, by which they have DNS and probes", () => {
    expect(ServiceAccount?.metadata).toEqual({
      ...{ name: "api", namespace: "shop" },
      labels: { "groundplan/service-account": "api" },
    });
    expect(SecurityGroupPolicy?.spec).toEqual({
      serviceAccountSelector: { matchLabels: ServiceAccount?.metadata.labels },
      securityGroups: {
        groupIds: [
          expect.stringContaining("aws_security_group.service-accounts_api"),
          expect.stringContaining("cluster_security_group_id"),
        ],
      },
    });
  });

  test("is read by contract, and the stack is deployed after those that offer it", () => {
    const app = appOf({ api: { uses: DATABASE } });
    const made = app.node.findChild("sandbox-eks") as EnvironmentStack;
    expect(made.dependencies.map(({ node }) => node.id)).toEqual(["sandbox-network", "sandbox-orders"]);
  });

  test("by labels of pods where something else makes the service account", () => {
    const podLabels = { "app.kubernetes.io/name": "api" };
    const objects = objectsOf(stackOf("eks", { api: { uses: DATABASE, createServiceAccount: false, podLabels } }));
    expect(Object.keys(objects)).toEqual(["ConfigMap", "SecurityGroupPolicy"]);
    expect(objects.SecurityGroupPolicy?.spec?.podSelector).toEqual({ matchLabels: podLabels });
  });

  test("reaches it by the cluster's group where a reason is given", () => {
    const open = stackOf("eks", { api: { uses: DATABASE, everyPod: REASON }, eks: { addons: {} } });
    expect(all(open, "aws_security_group")).toEqual([]);
    expect(rulesOf(open).map(({ referenced_security_group_id: peer }) => peer)).toEqual([
      expect.stringContaining("cluster_security_group_id"),
      expect.stringContaining("orders.outputs.group_id"),
    ]);
    expect(Object.keys(objectsOf(open))).toEqual(["ConfigMap", "ServiceAccount"]);
  });

  test("reaches it by the cluster's group from two service accounts, by one rule", () => {
    const account: Account = { namespace: "shop", uses: DATABASE, everyPod: REASON };
    expect(toldOf({ eks: { addons: {}, serviceAccounts: { api: account, worker: account } } })).toEqual([]);
  });

  test("needs nothing of the cluster's nodes where it is reached without rules, and on Fargate", () => {
    const burstable = { addons: {}, nodeGroups: { general: { ...NODES, instanceTypes: ["t4g.large"] } } };
    expect(toldOf({ api: { uses: ["buckets.uploads"] }, eks: burstable })).toEqual([]);
    const fargateProfiles = { shop: { namespace: "shop" } };
    expect(toldOf({ api: { uses: DATABASE }, eks: { ...burstable, fargateProfiles } })).toEqual([]);
  });
});

describe("a service account that is made with its role", () => {
  test("is annotated by IRSA, and has no ConfigMap where its pods use nothing", () => {
    const objects = objectsOf(stackOf("eks", { api: { identity: "irsa" } }));
    expect(Object.keys(objects)).toEqual(["ServiceAccount"]);
    expect(objects.ServiceAccount?.metadata.annotations).toMatchObject({
      "eks.amazonaws.com/role-arn": expect.stringContaining("aws_iam_role.service-accounts_api"),
    });
  });

  test("has a role of any name, so that one that exists is taken over", () => {
    const stack = stackOf("eks", { api: { roleName: "shop_api.pods" } });
    expect(all(stack, "aws_iam_role").map(({ name }) => name)).toContain("shop_api.pods");
  });

  test("has a label of 63 characters at most", () => {
    const objects = objectsOf(stackOf("eks", { api: { serviceAccount: `${"a".repeat(70)}1`, uses: DATABASE } }));
    const [label = ""] = Object.values(objects.ServiceAccount?.metadata.labels ?? {});
    expect(label).toMatch(/^a{50}-[0-9a-f]{12}$/);
  });
});

describe("the stack of what runs in the cluster", () => {
  const chart = { repository: "https://charts.example.com", version: "1.0.0", namespace: "shop" };

  test("applies the objects before the releases whose pods may be theirs", () => {
    const addons = { metricsServer: true, argocd: {}, charts: { web: chart } };
    const stack = stackOf("eks-addons", { api: { uses: DATABASE }, addons });
    const releases = Object.entries(stack.resource.helm_release ?? {});
    const [own = "", release] = releases.find(([, { name }]) => name === "api-service-account") ?? [];
    expect(release).toMatchObject({
      namespace: "shop",
      chart: expect.stringMatching(/^\.\/object-list-[0-9a-f]{12}\.tgz$/),
    });
    const waiting = releases.filter(([, one]) => String(one.depends_on).includes(`helm_release.${own}`));
    expect(waiting.map(([, { name }]) => name).sort()).toEqual(["argocd", "web"]);
  });

  test("applies what the cluster's stack hands to others", () => {
    const input = {
      api: { uses: [...DATABASE, "buckets.uploads"], identity: "irsa" },
      addons: { metricsServer: true },
    } as const;
    const release = all(stackOf("eks-addons", input, ["*"]), "helm_release").find(
      ({ name }) => name === "api-service-account",
    );
    const [values = ""] = (release?.values ?? []) as string[];
    const { output } = stackOf("eks", input, ["*"]);
    const { api = "" } = (output?.service_account_objects?.value ?? {}) as Record<string, string>;
    const withoutIds = (text: string) =>
      text
        .replace(/"groupIds":\[.*?"\]/, '"groupIds":[]')
        .replace(/"eks.amazonaws.com\/role-arn":".*?"/, '"eks.amazonaws.com/role-arn":""');
    expect(withoutIds(values)).toBe(withoutIds(api));
    expect(values).toContain('"groupIds":["sg-mock-api","sg-00000000000000000"]');
    expect(values).toContain("role/mock-service-account-api");
  });

  test("takes a policy away before the group that it names", () => {
    const addons = { metricsServer: true };
    const used = stackOf("eks-addons", { api: { uses: ["buckets.uploads"] }, addons });
    expect(JSON.stringify(used.resource.helm_release)).not.toContain("SecurityGroupPolicy");
    // It waits for nothing that the cluster's stack changes besides.
    const before = stackOf("eks-addons", { api: { uses: [...DATABASE, "buckets.uploads"] }, addons });
    const reads = [...JSON.stringify(before.resource.helm_release).matchAll(/state\.eks\.outputs\.([a-z_]+)/g)];
    expect([...new Set(reads.map(([, name]) => name))].sort()).toEqual([
      "cluster_security_group_id",
      "service_account_security_group_ids",
    ]);
  });

  test("has nothing of service accounts that have nothing in the cluster", () => {
    const stack = stackOf("eks-addons", { api: { createServiceAccount: false }, addons: { metricsServer: true } });
    expect(all(stack, "helm_release").map(({ name }) => name)).toEqual(["metrics-server"]);
  });
});

const toldOf = (input: Input): readonly Problem[] => problemsIn(() => appOf(input));

interface Refused extends Told<Input> {
  readonly input: Input;
  readonly problems: readonly Problem[];
}

const at = (property: string) => `sandbox-eks/service-accounts/api › ${property}`;

const REFUSED: readonly Refused[] = [
  {
    mistake: "something that nobody offers",
    input: { api: { uses: ["databases.ordres", { name: "buckets.uploads", access: "own" }] } },
    problems: [
      {
        code: "USE_UNKNOWN",
        path: at("uses[0]"),
        message: "No stack of the environment offers this.",
        found: '"databases.ordres"',
        expected: "one of buckets.uploads, databases.orders",
        fix: 'did you mean "databases.orders"?',
      },
      {
        code: "USE_ACCESS_UNKNOWN",
        path: at("uses[1].access"),
        message: "What is used cannot be used in this way.",
        found: '"own"',
        expected: "one of read-write, read, write, read-write-delete",
        fix: "use one of these",
      },
    ],
    ways: [
      {
        says: ['did you mean "databases.orders"?', "use one of these"],
        to: { api: { uses: ["databases.orders", { name: "buckets.uploads", access: "read" }] } },
      },
    ],
  },
  {
    mistake: "two that give one variable",
    input: { api: { uses: ["databases.orders", { name: "databases.orders" }] } },
    problems: [
      {
        code: "USE_VARIABLE_TWICE",
        path: at("uses[1]"),
        message: "An environment variable is given twice.",
        found: "ORDERS_HOST, ORDERS_PORT, ORDERS_DATABASE, ORDERS_USERNAME, ORDERS_PASSWORD by uses[0] and by uses[1]",
        expected: "variables of its own for each thing that is used",
        fix: "give one of them another beginning, such as as: OTHER",
      },
    ],
    ways: [
      {
        says: "such as as: OTHER",
        to: { api: { uses: ["databases.orders", { name: "databases.orders", as: "OTHER" }] } },
      },
    ],
  },
  {
    mistake: "a role for many namespaces",
    input: {
      api: { namespace: "preview-*", wildcard: REASON, uses: ["buckets.uploads"] },
      addons: { metricsServer: true },
    },
    problems: [
      {
        code: "EKS_USES_WILDCARD",
        path: at("uses"),
        message: "What a service account has in the cluster lies in one namespace, and the role is for many.",
        found: "uses and createServiceAccount with wildcard",
        expected: "a role for one namespace, or no uses and no createServiceAccount",
        fix: "take uses and createServiceAccount out, or make a role for each namespace, without wildcard",
      },
    ],
    ways: [
      {
        says: "take uses and createServiceAccount out",
        to: { api: { namespace: "preview-*", wildcard: REASON, createServiceAccount: false } },
      },
      { says: "make a role for each namespace, without wildcard", to: { api: { namespace: "preview-1" } } },
    ],
  },
  {
    mistake: "pods that nothing tells from others",
    input: { api: { uses: ["buckets.uploads", ...DATABASE], createServiceAccount: false } },
    problems: [
      {
        code: "EKS_PODS_UNSELECTED",
        path: at("uses"),
        message: "Nothing says which pods get the security group that lets them connect to what they use.",
        found: "rules for orders, without createServiceAccount and podLabels",
        expected: "the service account made here, or labels that the pods carry",
        fix: 'set createServiceAccount: true if nothing else makes the service account, or podLabels: { "app.kubernetes.io/name": "api" } with labels of your pods',
      },
    ],
    ways: [
      {
        says: "set createServiceAccount: true if nothing else makes the service account",
        to: { api: { uses: ["buckets.uploads", ...DATABASE] } },
      },
      {
        says: 'podLabels: { "app.kubernetes.io/name": "api" }',
        to: {
          api: {
            uses: ["buckets.uploads", ...DATABASE],
            createServiceAccount: false,
            podLabels: { "app.kubernetes.io/name": "api" },
          },
        },
      },
    ],
  },
  {
    mistake: "pods with a group of their own, and every pod",
    input: { api: { uses: DATABASE, podLabels: { app: "api" }, everyPod: REASON } },
    problems: [
      {
        code: "EKS_POD_GROUP_TWICE",
        path: at("podLabels"),
        message: "The pods connect by a security group of their own, or by the cluster's.",
        found: "podLabels and everyPod",
        expected: "one of the two",
        fix: "take everyPod out, or podLabels",
      },
    ],
    ways: [
      { says: "take everyPod out", to: { api: { uses: DATABASE, podLabels: { app: "api" } } } },
      { says: "or podLabels", to: { api: { uses: DATABASE, everyPod: REASON } } },
    ],
  },
  {
    mistake: "a cluster whose nodes cannot give pods groups, and are not asked to",
    input: {
      api: { uses: DATABASE },
      eks: { addons: {}, nodeGroups: { general: { ...NODES, instanceTypes: ["t4g.large", "t4g.xlarge"] } } },
    },
    problems: [
      {
        code: "EKS_POD_GROUPS_OFF",
        path: at("uses"),
        message: "The pods connect by a security group of their own, and the cluster's nodes give pods none.",
        found: "addons.vpc-cni without podSecurityGroups",
        expected: "podSecurityGroups of the add-on vpc-cni",
        fix: 'set addons: { "vpc-cni": { podSecurityGroups: "standard" } } for the cluster, or say in everyPod: { reason: … } why every pod may connect',
      },
      {
        code: "EKS_POD_GROUPS_INSTANCES",
        path: at("uses"),
        message:
          "The pods need a security group of their own, which no node of the cluster can give them, so they would stay pending.",
        found: "t4g.large, t4g.xlarge",
        expected: "nodes of a type that has interfaces for pods, such as m7g.large; none of the families t2 to t4g has",
        fix: "add a node group of such a type, or say in everyPod: { reason: … } why every pod may connect",
      },
    ],
    ways: [
      {
        says: ['set addons: { "vpc-cni": { podSecurityGroups: "standard" } }', "add a node group of such a type"],
        to: {
          api: { uses: DATABASE },
          eks: { nodeGroups: { general: { ...NODES, instanceTypes: ["t4g.large", "t4g.xlarge"] }, shop: NODES } },
        },
      },
      {
        says: "say in everyPod: { reason: … } why every pod may connect",
        to: {
          api: { uses: DATABASE, everyPod: REASON },
          eks: { addons: {}, nodeGroups: { general: { ...NODES, instanceTypes: ["t4g.large", "t4g.xlarge"] } } },
        },
      },
    ],
  },
  {
    mistake: "EKS Auto Mode alone, in an older version",
    input: { api: { uses: DATABASE }, eks: AUTO_MODE },
    problems: [
      {
        code: "EKS_POD_GROUPS_AUTO_MODE",
        path: at("uses"),
        message:
          "The pods connect by a security group of their own, which nodes of EKS Auto Mode give from a newer version on.",
        found: "EKS Auto Mode alone, with Kubernetes 1.35",
        expected: "Kubernetes 1.36 or newer",
        fix: "say in everyPod: { reason: … } why every pod may connect, or raise the version of the cluster",
      },
    ],
    ways: [
      {
        says: "say in everyPod: { reason: … } why every pod may connect",
        to: { api: { uses: DATABASE, everyPod: REASON }, eks: AUTO_MODE },
      },
      {
        says: "or raise the version of the cluster",
        to: { api: { uses: DATABASE }, eks: { ...AUTO_MODE, version: "1.36" } },
      },
    ],
  },
  ...(
    [
      ["Without a label every pod of the namespace would get the security group.", {}, "{}"],
      [
        "No pod can have this label, so no pod would get the security group.",
        { "app/": "api", tier: "-" },
        'app/: "api", tier: "-"',
      ],
    ] as const
  ).map(
    ([message, podLabels, found]): Refused => ({
      mistake: `labels that select the wrong pods: ${found}`,
      input: { api: { uses: DATABASE, podLabels } },
      problems: [
        {
          code: "EKS_POD_LABELS_INVALID",
          path: at("podLabels"),
          message,
          found,
          expected:
            "a label or more: key and value of A-Z, a-z, 0-9, -, _ and ., at most 63 characters each, the key with a domain and / before it or without",
          fix: 'write the labels as the pods have them, for example { "app.kubernetes.io/name": "api" }',
        },
      ],
      ways: [
        {
          says: "write the labels as the pods have them",
          to: { api: { uses: DATABASE, podLabels: { "app.kubernetes.io/name": "api" } } },
        },
      ],
    }),
  ),
];

test.each(REFUSED)("$mistake: told", ({ input, problems }) => {
  expect(toldOf(input)).toEqual(problems);
});

testAdvice(REFUSED, toldOf);

test("a chart that is named like the release of a service account is told", () => {
  const chart = { repository: "https://charts.example.com", version: "1.0.0", namespace: "shop" };
  const found = toldOf({ api: { uses: DATABASE }, addons: { charts: { "api-service-account": chart } } });
  expect(found.map(({ code, path, found: names, fix }) => [code, path, names, fix])).toEqual([
    [
      "HELM_RELEASE_NAME_TWICE",
      "sandbox-eks-addons/releases › charts.api-service-account",
      "charts.api-service-account and eks.serviceAccounts.api",
      "give charts.api-service-account another name, such as api-service-account-2",
    ],
  ]);
});
