import type { Problem } from "../../../../constructs/core/errors";
import { OidcProvider, ServiceAccountRole, type ServiceAccountRoleOptions } from "../../../../constructs/eks/identity";
import { problemsOf, synthStack } from "../../../support/synth";
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

type BadRole = readonly [name: string, props: Partial<ServiceAccountRoleOptions>, problem: Problem];

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
      fix: "make a role for each service account; grants can be given in a loop",
    },
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
      fix: 'use "system-serviceaccount-orders-reader", if that is its name in the cluster',
    },
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
  ],
];

test.each(BAD_ROLES)("a role for %s is refused", (_, props, problem) => {
  expect(roleProblems(props)).toEqual([problem]);
});

test("Pod Identity is refused where no agent hands out credentials", () => {
  expect(roleProblems({ identity: "pod-identity" }, false)).toEqual([
    {
      code: "EKS_POD_IDENTITY_AGENT_MISSING",
      path: `${PATH} › identity`,
      message: "The cluster has no Pod Identity agent, so pods would never get the role.",
      found: "identity pod-identity on a cluster without the agent",
      expected: 'identity "irsa", or the add-on eks-pod-identity-agent',
      fix: 'install the add-on: addons: { "eks-pod-identity-agent": true }; or use identity: "irsa", as pods on Fargate always do',
    },
  ]);
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

test("an id that is taken is refused with the one that has it", () => {
  const problems = problemsOf(() =>
    synthStack((stack) => {
      const cluster = knownCluster(stack);
      cluster.serviceAccountRole("reader", READER);
      cluster.serviceAccountRole("reader", { ...READER, serviceAccount: "other" });
    }),
  );
  expect(problems).toEqual([
    {
      code: "EKS_ROLE_ID_TAKEN",
      path: PATH,
      message: "Two parts of a program cannot have one id in one place.",
      found: '"reader", the id of the role of orders/reader',
      expected: "an id that is free",
      fix: 'use another id, for example "reader-pods"',
    },
  ]);
});

describe("two roles for one service account", () => {
  const twice = (first: Partial<ServiceAccountRoleOptions>, second: Partial<ServiceAccountRoleOptions>) =>
    synthStack((stack) => {
      const cluster = knownCluster(stack);
      cluster.serviceAccountRole("reader", { ...READER, ...first });
      cluster.serviceAccountRole("again", { ...READER, ...second });
    }).problems;

  test.each(["irsa", "pod-identity"] as const)("are refused at synth: %s", (identity) => {
    expect(twice({ identity }, { identity })).toEqual([
      {
        code: "EKS_SERVICE_ACCOUNT_TWICE",
        path: "sandbox-test/cluster/again › serviceAccount",
        message: "The service account has a role already, and its pods can have only one.",
        found: `orders/reader, which ${PATH} is for`,
        expected: "one role for each service account of a cluster",
        fix: "grant to the role that exists, or give the other pods a service account of their own",
      },
    ]);
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

const ISSUERS: readonly string[] = [
  "oidc.eks.eu-west-1.amazonaws.com/id/0123",
  "http://oidc.eks.eu-west-1.amazonaws.com/id/0123",
  "https://oidc.eks.eu-west-1.amazonaws.com/id/0123/",
];

test.each(ISSUERS)("an issuer that IAM would not know is refused: %s", (issuer) => {
  expect(problemsOf(() => synthStack((stack) => new OidcProvider(stack, "oidc", { issuer })))).toEqual([
    {
      code: "OIDC_ISSUER_INVALID",
      path: "sandbox-test/oidc › issuer",
      message: "This is not the address of an OpenID Connect issuer.",
      found: `"${issuer}"`,
      expected: "https://, a host, and a path without a slash at its end, or a reference to such an address",
      fix: "copy the address from the cluster, for example https://oidc.eks.eu-west-1.amazonaws.com/id/0123456789ABCDEF0123456789ABCDEF",
    },
  ]);
});
