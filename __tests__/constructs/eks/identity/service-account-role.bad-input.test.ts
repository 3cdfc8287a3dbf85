import type { Problem } from "../../../../constructs/core/errors";
import { ServiceAccountRole, type ServiceAccountRoleOptions } from "../../../../constructs/eks/identity";
import { testAdvice, type Way } from "../../../support/followed-advice";
import { problemsIfAny, problemsOf, type SynthesizedStack, synthStack } from "../../../support/synth";
import { knownCluster } from "./support";

const READER: ServiceAccountRoleOptions = { namespace: "orders", serviceAccount: "reader" };
const PATH = "sandbox-test/cluster/reader";

function roleProblems(props: Partial<ServiceAccountRoleOptions>, podIdentityAgent = true): readonly Problem[] {
  return problemsOf(() =>
    synthStack((stack) => {
      const cluster = knownCluster(stack, { podIdentityAgent });
      return new ServiceAccountRole(cluster, "reader", { cluster, ...READER, ...props });
    }),
  );
}

type Props = Partial<ServiceAccountRoleOptions>;
type BadRole = readonly [name: string, props: Props, problem: Problem, ways: readonly Way<readonly Props[]>[]];

const PREVIEWS = { reason: "each pull request has a namespace of its own" };
const PATTERN =
  "a-z, 0-9, - and * for any text, with 3 characters besides * or more, and none of default, kube-node-lease, kube-public, kube-system";

const BAD_ROLES: readonly BadRole[] = [
  [
    "a namespace with capitals",
    { namespace: "Orders" },
    {
      code: "EKS_NAMESPACE_INVALID",
      path: `${PATH} › namespace`,
      message: "Kubernetes has no namespace of this name.",
      found: '"Orders" (6 characters)',
      expected: "1 to 63 of a-z, 0-9 and -, with a letter or a digit at both ends",
      fix: 'use "orders", if that is its name in the cluster',
    },
    [{ says: 'use "orders"', to: [{ namespace: "orders" }] }],
  ],
  [
    "a namespace with a dot",
    { namespace: "orders.api" },
    {
      code: "EKS_NAMESPACE_INVALID",
      path: `${PATH} › namespace`,
      message: "Kubernetes has no namespace of this name.",
      found: '"orders.api" (10 characters)',
      expected: "1 to 63 of a-z, 0-9 and -, with a letter or a digit at both ends",
      fix: 'use "orders-api", if that is its name in the cluster',
    },
    [{ says: 'use "orders-api"', to: [{ namespace: "orders-api" }] }],
  ],
  [
    "a namespace that is too long",
    { namespace: "a".repeat(64) },
    {
      code: "EKS_NAMESPACE_INVALID",
      path: `${PATH} › namespace`,
      message: "Kubernetes has no namespace of this name.",
      found: `"${"a".repeat(64)}" (64 characters)`,
      expected: "1 to 63 of a-z, 0-9 and -, with a letter or a digit at both ends",
      fix: `use "${"a".repeat(63)}", if that is its name in the cluster`,
    },
    [{ says: "if that is its name in the cluster", to: [{ namespace: "a".repeat(63) }] }],
  ],
  [
    "no namespace",
    { namespace: "" },
    {
      code: "EKS_NAMESPACE_INVALID",
      path: `${PATH} › namespace`,
      message: "Kubernetes has no namespace of this name.",
      found: '"" (0 characters)',
      expected: "1 to 63 of a-z, 0-9 and -, with a letter or a digit at both ends",
      fix: 'use "orders", if that is its name in the cluster',
    },
    [{ says: 'use "orders"', to: [{ namespace: "orders" }] }],
  ],
  [
    "every namespace",
    { namespace: "*" },
    {
      code: "EKS_SERVICE_ACCOUNT_WILDCARD",
      path: `${PATH} › namespace`,
      message: "A role is for one service account of one namespace, and this would be for several.",
      found: '"*"',
      expected: "a name without * and ?",
      fix: "make a role for each namespace; a service account of your own may say why in wildcard: { reason: … }",
    },
    [{ says: "make a role for each namespace", to: [{ namespace: "orders" }, { namespace: "returns" }] }],
  ],
  [
    "a pattern of namespaces without a reason",
    { namespace: "preview-*" },
    {
      code: "EKS_SERVICE_ACCOUNT_WILDCARD",
      path: `${PATH} › namespace`,
      message: "A role is for one service account of one namespace, and this would be for several.",
      found: '"preview-*"',
      expected: "a name without * and ?",
      fix: "make a role for each namespace; a service account of your own may say why in wildcard: { reason: … }",
    },
    [
      { says: "make a role for each namespace", to: [{ namespace: "preview-1" }, { namespace: "preview-2" }] },
      { says: "say why in wildcard: { reason: … }", to: [{ namespace: "preview-*", wildcard: PREVIEWS }] },
    ],
  ],
  [
    "namespaces of which some are Kubernetes' own, with a reason",
    { namespace: "kube-*", wildcard: PREVIEWS },
    {
      code: "EKS_NAMESPACE_PATTERN",
      path: `${PATH} › namespace`,
      message: "The pattern is for more namespaces than anybody could give a reason for.",
      found: '"kube-*", which kube-node-lease and kube-public and kube-system fit too',
      expected: PATTERN,
      fix: 'begin it with what the namespaces have in common, for example "preview-*"',
    },
    [{ says: '"preview-*"', to: [{ namespace: "preview-*", wildcard: PREVIEWS }] }],
  ],
  [
    "every namespace, with a reason",
    { namespace: "*", wildcard: PREVIEWS },
    {
      code: "EKS_NAMESPACE_PATTERN",
      path: `${PATH} › namespace`,
      message: "The pattern is for more namespaces than anybody could give a reason for.",
      found: '"*", which default and kube-node-lease and kube-public and kube-system fit too',
      expected: PATTERN,
      fix: 'begin it with what the namespaces have in common, for example "preview-*"',
    },
    [{ says: '"preview-*"', to: [{ namespace: "preview-*", wildcard: PREVIEWS }] }],
  ],
  [
    "namespaces that have next to nothing in common",
    { namespace: "p*", wildcard: PREVIEWS },
    {
      code: "EKS_NAMESPACE_PATTERN",
      path: `${PATH} › namespace`,
      message: "The pattern is for more namespaces than anybody could give a reason for.",
      found: '"p*"',
      expected: PATTERN,
      fix: 'begin it with what the namespaces have in common, for example "preview-*"',
    },
    [{ says: '"preview-*"', to: [{ namespace: "preview-*", wildcard: PREVIEWS }] }],
  ],
  [
    "one namespace with a reason for several",
    { namespace: "preview", wildcard: PREVIEWS },
    {
      code: "EKS_NAMESPACE_PATTERN",
      path: `${PATH} › namespace`,
      message: "The role has a reason for a pattern of namespaces, and this is none.",
      found: '"preview"',
      expected: PATTERN,
      fix: 'write a pattern such as "preview-*", or take wildcard out for one namespace',
    },
    [
      { says: 'write a pattern such as "preview-*"', to: [{ namespace: "preview-*", wildcard: PREVIEWS }] },
      { says: "or take wildcard out for one namespace", to: [{ namespace: "preview" }] },
    ],
  ],
  [
    "a pattern of namespaces by Pod Identity",
    { namespace: "preview-*", wildcard: PREVIEWS, identity: "pod-identity" },
    {
      code: "EKS_WILDCARD_POD_IDENTITY",
      path: `${PATH} › identity`,
      message: "Pod Identity gives a role to one service account of one namespace: an association has no patterns.",
      found: 'identity pod-identity with namespace "preview-*"',
      expected: 'identity "irsa"',
      fix: "leave identity out, and annotate the service account in each namespace; or make a role for each namespace, without wildcard",
    },
    [
      { says: "leave identity out", to: [{ namespace: "preview-*", wildcard: PREVIEWS }] },
      {
        says: "or make a role for each namespace, without wildcard",
        to: [
          { namespace: "preview-1", identity: "pod-identity" },
          { namespace: "preview-2", identity: "pod-identity" },
        ],
      },
    ],
  ],
  [
    "service accounts that begin alike",
    { serviceAccount: "reader-*" },
    {
      code: "EKS_SERVICE_ACCOUNT_WILDCARD",
      path: `${PATH} › serviceAccount`,
      message: "A role is for one service account of one namespace, and this would be for several.",
      found: '"reader-*"',
      expected: "a name without * and ?",
      fix: "make a role for each service account; grants can be given in a loop",
    },
    [
      {
        says: "make a role for each service account",
        to: [{ serviceAccount: "reader-a" }, { serviceAccount: "reader-b" }],
      },
    ],
  ],
  [
    "a service account with capitals",
    { serviceAccount: "Orders_Reader" },
    {
      code: "EKS_SERVICE_ACCOUNT_INVALID",
      path: `${PATH} › serviceAccount`,
      message: "Kubernetes has no service account of this name.",
      found: '"Orders_Reader" (13 characters)',
      expected: "1 to 253 of a-z, 0-9, - and ., with a letter or a digit at both ends and around every dot",
      fix: 'use "orders-reader", if that is its name in the cluster',
    },
    [{ says: 'use "orders-reader"', to: [{ serviceAccount: "orders-reader" }] }],
  ],
  [
    "a service account with a hyphen at its end",
    { serviceAccount: "reader-" },
    {
      code: "EKS_SERVICE_ACCOUNT_INVALID",
      path: `${PATH} › serviceAccount`,
      message: "Kubernetes has no service account of this name.",
      found: '"reader-" (7 characters)',
      expected: "1 to 253 of a-z, 0-9, - and ., with a letter or a digit at both ends and around every dot",
      fix: 'use "reader", if that is its name in the cluster',
    },
    [{ says: 'use "reader"', to: [{ serviceAccount: "reader" }] }],
  ],
  [
    "the service account with its namespace",
    { serviceAccount: "system:serviceaccount:orders:reader" },
    {
      code: "EKS_SERVICE_ACCOUNT_INVALID",
      path: `${PATH} › serviceAccount`,
      message: "Kubernetes has no service account of this name.",
      found: '"system:serviceaccount:orders:reader" (35 characters)',
      expected: "1 to 253 of a-z, 0-9, - and ., with a letter or a digit at both ends and around every dot",
      fix: 'use "reader", if that is its name in the cluster',
    },
    [{ says: 'use "reader"', to: [{ serviceAccount: "reader" }] }],
  ],
  [
    "the service account that would have that name in lower case",
    { serviceAccount: "Default" },
    {
      code: "EKS_SERVICE_ACCOUNT_INVALID",
      path: `${PATH} › serviceAccount`,
      message: "Kubernetes has no service account of this name.",
      found: '"Default" (7 characters)',
      expected: "1 to 253 of a-z, 0-9, - and ., with a letter or a digit at both ends and around every dot",
      fix: 'use "reader", if that is its name in the cluster',
    },
    [{ says: 'use "reader"', to: [{ serviceAccount: "reader" }] }],
  ],
  [
    "the service account of all pods that name none",
    { serviceAccount: "default" },
    {
      code: "EKS_SERVICE_ACCOUNT_DEFAULT",
      path: `${PATH} › serviceAccount`,
      message: "Every pod of the namespace that names no service account would get the role.",
      found: '"default"',
      expected: "a service account of the program's own",
      fix: "make a service account, name it in the pods that need the role (serviceAccountName), and here",
    },
    [{ says: "make a service account", to: [{ serviceAccount: "importer" }] }],
  ],
  [
    "a managed policy by its name",
    { managedPolicyArns: ["AmazonS3ReadOnlyAccess"] },
    {
      code: "POLICY_ARN_INVALID",
      path: `${PATH} › managedPolicyArns`,
      message: "This is not the ARN of a managed policy.",
      found: '"AmazonS3ReadOnlyAccess"',
      expected: "an ARN such as arn:aws:iam::aws:policy/ReadOnlyAccess, or a reference to one",
      fix: "take the ARN from the IAM console; a name is not enough",
    },
    [
      {
        says: "take the ARN from the IAM console",
        to: [{ managedPolicyArns: ["arn:aws:iam::aws:policy/AmazonS3ReadOnlyAccess"] }],
      },
    ],
  ],
];

/** Roles of one cluster, each under an id of its own. */
function synthRoles(roles: readonly Props[], podIdentityAgent = true): SynthesizedStack {
  return synthStack((stack) => {
    const cluster = knownCluster(stack, { podIdentityAgent });
    for (const [index, props] of roles.entries()) cluster.serviceAccountRole(`reader${index}`, { ...READER, ...props });
  });
}

testAdvice(
  BAD_ROLES.map(([mistake, , problem, ways]) => ({ mistake, problems: [problem], ways })),
  (roles) => problemsIfAny(() => synthRoles(roles)),
);

test.each(BAD_ROLES)("a role for %s is refused", (_, props, problem) => {
  expect(roleProblems(props)).toEqual([problem]);
});

const WITHOUT_AGENT: Problem = {
  code: "EKS_POD_IDENTITY_AGENT_MISSING",
  path: `${PATH} › identity`,
  message: "The cluster has no Pod Identity agent, so pods would never get the role.",
  found: "identity pod-identity on a cluster without the agent",
  expected: 'identity "irsa", or the add-on eks-pod-identity-agent',
  fix: 'install the add-on: addons: { "eks-pod-identity-agent": true }; or use identity: "irsa", as pods on Fargate always do',
};

test("Pod Identity is refused where no agent hands out credentials", () => {
  expect(roleProblems({ identity: "pod-identity" }, false)).toEqual([WITHOUT_AGENT]);
});

test("everything that is wrong is told at once, whether the service account or the role is about it", () => {
  const problems = roleProblems(
    {
      namespace: "Orders",
      serviceAccount: "*",
      identity: "pod-identity",
      description: " ",
      permissionsBoundary: "pods",
    },
    false,
  );
  expect(problems.map(({ code, path }) => `${code} ${path.slice(PATH.length + 3)}`)).toEqual([
    "EKS_NAMESPACE_INVALID namespace",
    "EKS_SERVICE_ACCOUNT_WILDCARD serviceAccount",
    "EKS_POD_IDENTITY_AGENT_MISSING identity",
    "ROLE_DESCRIPTION_INVALID description",
    "POLICY_ARN_INVALID permissionsBoundary",
  ]);
});

const TWICE: Problem = {
  code: "EKS_SERVICE_ACCOUNT_TWICE",
  path: "sandbox-test/cluster/again › serviceAccount",
  message: "The service account has a role already, and its pods can have only one.",
  found: `orders/reader, which ${PATH} is for`,
  expected: "one role for each service account of a cluster",
  fix: "grant to the role that exists, or give the other pods a service account of their own",
};

const WIDE_READ = { sid: "Read", actions: ["s3:GetObject"], resources: ["arn:aws:s3:::orders/*"] };

testAdvice(
  [
    {
      mistake: "Pod Identity where no agent hands out credentials",
      problems: [WITHOUT_AGENT],
      ways: [
        {
          says: 'install the add-on: addons: { "eks-pod-identity-agent": true }',
          to: () => synthRoles([{ identity: "pod-identity" }]),
        },
        { says: 'or use identity: "irsa"', to: () => synthRoles([{ identity: "irsa" }], false) },
      ],
    },
    {
      mistake: "two roles for one service account",
      problems: [TWICE],
      ways: [
        {
          says: "grant to the role that exists",
          to: () => synthStack((stack) => knownCluster(stack).serviceAccountRole("reader", READER).allow(WIDE_READ)),
        },
        {
          says: "or give the other pods a service account of their own",
          to: () => synthRoles([{}, { serviceAccount: "other" }]),
        },
      ],
    },
  ],
  problemsIfAny,
);

describe("two roles for one service account", () => {
  const twice = (first: Partial<ServiceAccountRoleOptions>, second: Partial<ServiceAccountRoleOptions>) =>
    synthStack((stack) => {
      const cluster = knownCluster(stack);
      cluster.serviceAccountRole("reader", { ...READER, ...first });
      cluster.serviceAccountRole("again", { ...READER, ...second });
    }).problems;

  test.each(["irsa", "pod-identity"] as const)("are refused at synth: %s", (identity) => {
    expect(twice({ identity }, { identity })).toEqual([TWICE]);
  });

  test("are well when their namespaces, names or clusters differ", () => {
    expect(twice({}, { namespace: "returns" })).toEqual([]);
    expect(twice({}, { serviceAccount: "writer" })).toEqual([]);
    const { problems } = synthStack((stack) => {
      const cluster = knownCluster(stack);
      cluster.serviceAccountRole("reader", READER);
      const clusterArn = "arn:aws:eks:ap-northeast-2:111111111111:cluster/other";
      knownCluster(stack, { clusterArn, network: cluster.network }, "other").serviceAccountRole("reader", READER);
    });
    expect(problems).toEqual([]);
  });
});
