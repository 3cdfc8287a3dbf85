import { Testing } from "cdktf";
import { EnvironmentStack } from "../../../../constructs/core/environments/environment-stack";
import { Role } from "../../../../constructs/iam/roles/role";
import { testAdvice } from "../../../support/followed-advice";
import { problemsIfAny, problemsOf, testEnvironment } from "../../../support/synth";
import {
  ADMIN,
  type ClusterCase,
  expectCase,
  type Found,
  synthCluster,
  testCluster,
  toldClusters,
} from "../cluster/support";

const PRINCIPAL = "the ARN of an IAM role or user, or role/<name> or user/<name> of this account";
const SOMEBODY = "name a role that people or pipelines assume";
function principal(arn: string, problem: Pick<Found, "code" | "message">, fix = SOMEBODY): ClusterCase {
  return {
    name: `${arn} as an admin`,
    props: { admins: [arn] },
    problems: [{ property: "admins[0]", ...problem, found: `"${arn}"`, expected: PRINCIPAL, fix }],
    ways: [{ says: fix, to: { props: { admins: [ADMIN] } } }],
  };
}

/** Access of a role beside the admin's. */
const dev = (grant: object) => ({ props: { access: { dev: { principal: "role/dev", ...grant } } } });

const CASES: readonly ClusterCase[] = [
  {
    name: "nobody to administer it",
    props: { admins: [] },
    problems: [
      {
        property: "admins",
        code: "EKS_ADMIN_MISSING",
        message: "Nobody could administer the cluster: not even who creates it gets in.",
        found: "no admins",
        expected: "at least one IAM role or user",
        fix: 'name the role of the platform team, for example "role/platform-admin"',
      },
    ],
  },
  principal("arn:aws:iam::111111111111:root", {
    code: "EKS_PRINCIPAL_ROOT",
    message: "The root user administers no cluster: it cannot be limited, and nobody should be using it.",
  }),
  principal(
    "arn:aws:sts::111111111111:assumed-role/platform/jo",
    { code: "EKS_PRINCIPAL_SESSION", message: "A session ends; a cluster knows the role behind it." },
    'use "arn:aws:iam::111111111111:role/platform", with its path if it has one',
  ),
  principal(
    "arn:aws:sts::111111111111:federated-user/jo",
    { code: "EKS_PRINCIPAL_SESSION", message: "A session ends; a cluster knows the role behind it." },
    "name the role or user that the session was made from",
  ),
  principal("arn:aws:iam::111111111111:group/platform", {
    code: "EKS_PRINCIPAL_GROUP",
    message: "IAM groups cannot sign in, so a cluster does not know them.",
  }),
  principal(
    "role/aws-service-role/eks.amazonaws.com/AWSServiceRoleForAmazonEKS".replace(
      /^role/,
      "arn:aws:iam::111111111111:role",
    ),
    {
      code: "EKS_PRINCIPAL_SERVICE_LINKED",
      message: "EKS makes no access entries for service-linked roles.",
    },
  ),
  principal("platform", { code: "EKS_PRINCIPAL_INVALID", message: "This is not the ARN of an IAM role or user." }),
  principal("arn:aws:iam::111111111111:role/*", {
    code: "EKS_PRINCIPAL_INVALID",
    message: "This is not the ARN of an IAM role or user.",
  }),
  {
    name: "one principal in two places, in two notations",
    props: { admins: ["role/platform"], access: { again: { principal: ADMIN, policy: "view" } } },
    problems: [
      {
        property: "access.again.principal",
        code: "EKS_PRINCIPAL_TWICE",
        message: "A cluster has one access entry for each principal.",
        found: `"${ADMIN}", which is admins[0] too`,
        expected: "every principal once",
        fix: "say in one place what it may do",
      },
    ],
    ways: [{ says: "say in one place what it may do", to: { props: { admins: ["role/platform"] } } }],
  },
  {
    name: "somebody who may do nothing",
    props: { access: { idle: { principal: "role/idle" } } },
    problems: [
      {
        property: "access.idle",
        code: "EKS_ACCESS_EMPTY",
        message: "This lets somebody in who may do nothing.",
        found: "neither policy nor groups",
        expected: "a policy of AWS, or groups that RBAC binds roles to, or both",
        fix: "add policy, one of cluster-admin, admin, edit, view, admin-view, or groups",
      },
    ],
    ways: [
      { says: "add policy", to: dev({ policy: "view" }) },
      { says: "or groups", to: dev({ groups: ["developers"] }) },
    ],
  },
  {
    name: "a policy by its name at AWS",
    props: { access: { dev: { principal: "role/dev", policy: "AmazonEKSEditPolicy" } } },
    problems: [
      {
        property: "access.dev.policy",
        code: "EKS_ACCESS_POLICY_UNKNOWN",
        message: "There is no access policy of this name.",
        found: '"AmazonEKSEditPolicy"',
        expected: "one of cluster-admin, admin, edit, view, admin-view",
        fix: 'write "edit"',
      },
    ],
    ways: [{ says: 'write "edit"', to: dev({ policy: "edit" }) }],
  },
  {
    name: "policies by words of one's own",
    props: {
      access: {
        dev: { principal: "role/dev", policy: "developer" },
        all: { principal: "role/all", policy: "arn:aws:eks::aws:cluster-access-policy/AmazonEKSClusterAdminPolicy" },
      },
    },
    problems: [
      {
        property: "access.dev.policy",
        code: "EKS_ACCESS_POLICY_UNKNOWN",
        message: "There is no access policy of this name.",
        found: '"developer"',
        expected: "one of cluster-admin, admin, edit, view, admin-view",
        fix: 'write "edit", which changes what runs in a namespace, or "view", which only reads and sees no secrets',
      },
      {
        property: "access.all.policy",
        code: "EKS_ACCESS_POLICY_UNKNOWN",
        message: "There is no access policy of this name.",
        found: '"arn:aws:eks::aws:cluster-access-policy/AmazonEKSClusterAdminPolicy"',
        expected: "one of cluster-admin, admin, edit, view, admin-view",
        fix: 'write "cluster-admin"',
      },
    ],
    ways: [
      {
        says: ['write "edit"', 'write "cluster-admin"'],
        to: {
          props: {
            access: {
              dev: { principal: "role/dev", policy: "edit" },
              all: { principal: "role/all", policy: "cluster-admin" },
            },
          },
        },
      },
      {
        says: ['or "view"', 'write "cluster-admin"'],
        to: {
          props: {
            access: {
              dev: { principal: "role/dev", policy: "view" },
              all: { principal: "role/all", policy: "cluster-admin" },
            },
          },
        },
      },
    ],
  },
  {
    name: "namespaces with a policy for the whole cluster",
    props: { access: { dev: { principal: "role/dev", policy: "cluster-admin", namespaces: ["dev"] } } },
    problems: [
      {
        property: "access.dev.namespaces",
        code: "EKS_ACCESS_NAMESPACES_MISPLACED",
        message: "The policy cluster-admin is for the whole cluster.",
        found: "namespaces dev with cluster-admin",
        expected: "namespaces with admin, edit or view",
        fix: 'use policy "admin" for all rights in the namespaces',
      },
    ],
    ways: [{ says: 'use policy "admin"', to: dev({ policy: "admin", namespaces: ["dev"] }) }],
  },
  {
    name: "namespaces of no policy, one of which cannot be",
    props: { access: { dev: { principal: "role/dev", groups: ["dev"], namespaces: ["Dev", "test"] } } },
    problems: [
      {
        property: "access.dev.namespaces",
        code: "EKS_NAMESPACE_INVALID",
        message: "Kubernetes has no namespaces of such names.",
        found: '"Dev"',
        expected: "at least one of 1 to 63 of a-z, 0-9 and -; * stands for any characters",
        fix: "write the namespaces as kubectl shows them, or leave namespaces out for the whole cluster",
      },
      {
        property: "access.dev.namespaces",
        code: "EKS_ACCESS_NAMESPACES_MISPLACED",
        message: "Namespaces limit a policy of AWS, and there is none; what groups may do is said by RBAC.",
        found: "namespaces Dev, test without a policy",
        expected: "namespaces with admin, edit or view",
        fix: "add policy, or take namespaces away",
      },
    ],
    ways: [
      {
        says: ["write the namespaces as kubectl shows them", "add policy"],
        to: dev({ groups: ["dev"], policy: "edit", namespaces: ["dev", "test"] }),
      },
      {
        says: ["or leave namespaces out for the whole cluster", "or take namespaces away"],
        to: dev({ groups: ["dev"] }),
      },
    ],
  },
  {
    name: "an empty list of namespaces, which would be the whole cluster",
    props: { access: { dev: { principal: "role/dev", policy: "edit", namespaces: [] } } },
    problems: [
      {
        property: "access.dev.namespaces",
        code: "EKS_NAMESPACE_INVALID",
        message: "Kubernetes has no namespaces of such names.",
        found: "no namespaces",
        expected: "at least one of 1 to 63 of a-z, 0-9 and -; * stands for any characters",
        fix: "write the namespaces as kubectl shows them, or leave namespaces out for the whole cluster",
      },
    ],
    ways: [
      { says: "write the namespaces as kubectl shows them", to: dev({ policy: "edit", namespaces: ["dev"] }) },
      { says: "or leave namespaces out for the whole cluster", to: dev({ policy: "edit" }) },
    ],
  },
  {
    name: "the group of those who may do everything",
    props: { access: { dev: { principal: "role/dev", groups: ["system:masters", "dev"] } } },
    problems: [
      {
        property: "access.dev.groups",
        code: "EKS_ACCESS_GROUP_RESERVED",
        message: "Groups of this beginning belong to Kubernetes and AWS.",
        found: '"system:masters"',
        expected: "groups of your own, none of system:, eks:, aws:, amazon:, iam:",
        fix: 'for all rights name the principal in admins, and not here; else bind a role to a group of your own, such as "deployers"',
      },
    ],
    ways: [
      {
        says: "for all rights name the principal in admins, and not here",
        to: { props: { admins: [ADMIN, "role/dev"] } },
      },
      { says: "else bind a role to a group of your own", to: dev({ groups: ["deployers", "dev"] }) },
    ],
  },
  {
    name: "groups of Kubernetes and of AWS",
    props: { access: { dev: { principal: "role/dev", groups: ["system:nodes", "eks:admins"] } } },
    problems: [
      {
        property: "access.dev.groups",
        code: "EKS_ACCESS_GROUP_RESERVED",
        message: "Groups of this beginning belong to Kubernetes and AWS.",
        found: '"system:nodes", "eks:admins"',
        expected: "groups of your own, none of system:, eks:, aws:, amazon:, iam:",
        fix: 'bind a role to a group of your own, such as "deployers"',
      },
    ],
    ways: [{ says: "bind a role to a group of your own", to: dev({ groups: ["deployers"] }) }],
  },
];

const NODE_ROLE = "arn:aws:iam::111111111111:role/groundplan-sandbox-eks-cluster-nodes-app";
const OF_NODES = {
  path: "sandbox-eks/cluster › access",
  code: "EKS_PRINCIPAL_NODE_ROLE",
  message:
    "This is the role of nodes of this cluster. They come in by an entry of their own, and nobody else should have it.",
  found: `"${NODE_ROLE}"`,
  expected: "roles of people and pipelines",
  fix: "take the role away; nodes and pods on Fargate need no entry here",
};

testAdvice(
  [
    ...toldClusters(CASES),
    {
      mistake: "the role of nodes among the principals",
      problems: [OF_NODES],
      ways: [{ says: "take the role away", to: () => synthCluster() }],
    },
  ],
  problemsIfAny,
);

describe("access to an EksCluster is refused for", () => {
  test.each(CASES)("$name", expectCase);

  test("the role of nodes among the principals is told", () => {
    const access = { nodes: { principal: NODE_ROLE, groups: ["nodes"] } };
    expect(synthCluster({ access }).problems).toEqual([OF_NODES]);
  });

  test("a role that is named twice by a reference, which is another token at every read", () => {
    const stack = new EnvironmentStack(Testing.app(), "eks", testEnvironment());
    const role = new Role(stack, "platform", {
      description: "Platform team",
      trustedBy: [{ by: "account", account: "111111111111" }],
    });
    const problems = problemsOf(() =>
      testCluster(stack, { admins: [role.roleArn], access: { again: { principal: role.roleArn, policy: "view" } } }),
    );
    expect(problems).toEqual([
      {
        path: "sandbox-eks/cluster › access.again.principal",
        code: "EKS_PRINCIPAL_TWICE",
        message: "A cluster has one access entry for each principal.",
        found: '"aws_iam_role.platform.arn", which is admins[0] too',
        expected: "every principal once",
        fix: "say in one place what it may do",
      },
    ]);
  });
});
