import type { CLUSTER_RULES } from "../../../../guardrails/rules/kubernetes/clusters";
import { type CasesOf, failing, type Resources, resources, unset, valued } from "../../rule-cases";

/** A network with a subnet of each kind, in two zones. */
const NETWORK: Resources = {
  aws_vpc: { main: {} },
  aws_internet_gateway: { main: { vpc_id: "${aws_vpc.main.id}" } },
  aws_nat_gateway: { main: { subnet_id: "${aws_subnet.open.id}" } },
  aws_subnet: {
    open: { vpc_id: "${aws_vpc.main.id}", availability_zone: "us-east-1a" },
    closed: { vpc_id: "${aws_vpc.main.id}", availability_zone: "us-east-1a" },
    other: { vpc_id: "${aws_vpc.main.id}", availability_zone: "us-east-1b" },
    isolated: { vpc_id: "${aws_vpc.main.id}", availability_zone: "us-east-1b" },
  },
  aws_route_table: {
    open: {
      vpc_id: "${aws_vpc.main.id}",
      route: [{ cidr_block: "0.0.0.0/0", gateway_id: "${aws_internet_gateway.main.id}" }],
    },
    closed: {
      vpc_id: "${aws_vpc.main.id}",
      route: [{ cidr_block: "0.0.0.0/0", nat_gateway_id: "${aws_nat_gateway.main.id}" }],
    },
    isolated: { vpc_id: "${aws_vpc.main.id}" },
  },
  aws_route_table_association: {
    open: { subnet_id: "${aws_subnet.open.id}", route_table_id: "${aws_route_table.open.id}" },
    closed: { subnet_id: "${aws_subnet.closed.id}", route_table_id: "${aws_route_table.closed.id}" },
    isolated: { subnet_id: "${aws_subnet.isolated.id}", route_table_id: "${aws_route_table.isolated.id}" },
  },
};

function ids(...subnets: readonly string[]) {
  return subnets.map((name) => `\${aws_subnet.${name}.id}`);
}

function clusterIn(...subnets: readonly string[]): Resources {
  return { ...NETWORK, aws_eks_cluster: { main: { vpc_config: [{ subnet_ids: ids(...subnets) }] } } };
}

function profileIn(subnet: string, ...services: readonly string[]): Resources {
  return {
    ...NETWORK,
    aws_eks_fargate_profile: { batch: { subnet_ids: ids(subnet) } },
    aws_vpc_endpoint: Object.fromEntries(
      services.map((service) => [
        service.replace(".", "-"),
        { vpc_id: "${aws_vpc.main.id}", service_name: `com.amazonaws.us-east-1.${service}` },
      ]),
    ),
  };
}

/** A role for pods whose trust names the issuer by an expression with quotes of its own, as the roles of our constructs do. */
function trustingIssuer(test: string, subject: string): Resources {
  const issuer = '${trimprefix(aws_eks_cluster.main.identity[0].oidc[0].issuer, "https://")}';
  const condition = `{"${test}":{"${issuer}:aud":"sts.amazonaws.com","${issuer}:sub":"${subject}"}}`;
  const principal = '{"Federated":"${aws_iam_openid_connect_provider.main.arn}"}';
  return {
    aws_eks_cluster: { main: { version: "1.35" } },
    aws_iam_openid_connect_provider: { main: { url: "${aws_eks_cluster.main.identity[0].oidc[0].issuer}" } },
    aws_iam_role: {
      pod: {
        assume_role_policy: `{"Statement":{"Effect":"Allow","Action":"sts:AssumeRoleWithWebIdentity","Principal":${principal},"Condition":${condition}}}`,
      },
    },
  };
}

const ASSUMING = {
  aws_eks_cluster: { main: { role_arn: "${aws_iam_role.a.arn}" } },
  aws_eks_node_group: { general: { node_role_arn: "${aws_iam_role.a.arn}" } },
  aws_eks_fargate_profile: { batch: { pod_execution_role_arn: "${aws_iam_role.a.arn}" } },
};

function attached(...policies: readonly string[]): Resources {
  return {
    ...ASSUMING,
    aws_iam_role: { a: { name: "a" } },
    aws_iam_role_policy_attachment: Object.fromEntries(
      policies.map((policy, index) => [
        `p${index}`,
        {
          role: "${aws_iam_role.a.name}",
          policy_arn: policy.startsWith("$") ? policy : `arn:aws:iam::aws:policy/${policy}`,
        },
      ]),
    ),
  };
}

const OIDC = "oidc.eks.us-east-1.amazonaws.com/id/ABCDEF";

function trusting(conditions: Readonly<Record<string, Readonly<Record<string, unknown>>>>, provider = OIDC) {
  return {
    assume_role_policy: JSON.stringify({
      Version: "2012-10-17",
      Statement: [
        {
          Effect: "Allow",
          Action: "sts:AssumeRoleWithWebIdentity",
          Principal: { Federated: `arn:aws:iam::111111111111:oidc-provider/${provider}` },
          ...(Object.keys(conditions).length > 0 ? { Condition: conditions } : {}),
        },
      ],
    }),
  };
}

const AUD = { [`${OIDC}:aud`]: "sts.amazonaws.com" };
const SUB = { [`${OIDC}:sub`]: "system:serviceaccount:shop:web" };
const ONE_ACCOUNT =
  "StringEquals on :sub with system:serviceaccount:<namespace>:<name>, and on :aud with sts.amazonaws.com";

const BY_ENTRIES = { name: "main", access_config: [{ authentication_mode: "API" }] };

const ZONES = "subnets of two zones or more";
const TAGS = "one of the two tags, with the value 1 or none";

/** Cases of the rules about clusters of EKS. */
export const CLUSTER_CASES: CasesOf<typeof CLUSTER_RULES> = {
  "EKS-01": {
    title: "Clusters have subnets in two zones or more.",
    fix: "name a subnet of each zone in vpc_config.subnet_ids",
    passes: {
      "two zones": clusterIn("closed", "other"),
      "subnets from elsewhere": resources(["aws_eks_cluster", { vpc_config: [{ subnet_ids: "${var.subnets}" }] }]),
    },
    fails: {
      "one zone": {
        given: clusterIn("open", "closed"),
        told: [["app/aws_eks_cluster.main › vpc_config.subnet_ids", "subnets of us-east-1a alone", ZONES]],
      },
    },
  },
  "EKS-02": {
    title: "Nodes of production lie in private subnets.",
    fix: "name private subnets, and let load balancers stand in the public ones",
    passes: { "private ones": { ...NETWORK, aws_eks_node_group: { general: { subnet_ids: ids("closed") } } } },
    fails: {
      "one of two": {
        given: { ...NETWORK, aws_eks_node_group: { general: { subnet_ids: ids("closed", "open") } } },
        told: [
          ["app/aws_eks_node_group.general › subnet_ids", "public subnets: app/aws_subnet.open", "private subnets"],
        ],
      },
    },
  },
  "EKS-03": {
    title: "A subnet is for load balancers of the internet or for internal ones, not for both.",
    fix: "tag public subnets with kubernetes.io/role/elb and private ones with kubernetes.io/role/internal-elb",
    passes: {
      "one of them, and none": resources(
        ["aws_subnet", { tags: { "kubernetes.io/role/elb": "1" } }],
        ["aws_subnet", { tags: { "kubernetes.io/role/internal-elb": "" } }],
        ["aws_subnet", { tags: { "kubernetes.io/role/elb": "${var.value}" } }],
        ["aws_subnet", {}],
      ),
    },
    fails: {
      "both, and another value": failing(
        [
          "aws_subnet",
          { tags: { "kubernetes.io/role/elb": "1", "kubernetes.io/role/internal-elb": "1" } },
          ["tags", "kubernetes.io/role/elb and kubernetes.io/role/internal-elb", TAGS],
        ],
        ["aws_subnet", { tags: { "kubernetes.io/role/elb": "true" } }, ["tags", "kubernetes.io/role/elb = true", TAGS]],
      ),
    },
  },
  "EKS-05": {
    title: "Roles of clusters, nodes and Fargate pods have the policies that EKS needs.",
    fix: "attach the policy of AWS by an aws_iam_role_policy_attachment",
    passes: {
      "those that do": attached(
        "AmazonEKSClusterPolicy",
        "AmazonEKSWorkerNodePolicy",
        "AmazonEKSFargatePodExecutionRolePolicy",
      ),
      "what is known later": attached("${var.policy}"),
      "roles from elsewhere": ASSUMING,
      "a role with policies of its own": {
        ...ASSUMING,
        aws_iam_role: { a: { name: "a" } },
        aws_iam_role_policy: { own: { role: "${aws_iam_role.a.name}", policy: "{}" } },
      },
    },
    fails: {
      "another policy": {
        given: attached("AmazonEKSServicePolicy"),
        told: [
          ["app/aws_eks_cluster.main › role_arn", "a role without AmazonEKSClusterPolicy", "AmazonEKSClusterPolicy"],
          [
            "app/aws_eks_fargate_profile.batch › pod_execution_role_arn",
            "a role without AmazonEKSFargatePodExecutionRolePolicy",
            "AmazonEKSFargatePodExecutionRolePolicy",
          ],
          [
            "app/aws_eks_node_group.general › node_role_arn",
            "a role without AmazonEKSWorkerNodePolicy or AmazonEKSWorkerNodeMinimalPolicy",
            "AmazonEKSWorkerNodePolicy or AmazonEKSWorkerNodeMinimalPolicy",
          ],
        ],
      },
    },
  },
  "EKS-07": {
    title: "Roles of pods trust one service account each.",
    fix: "name the service account in :sub and sts.amazonaws.com in :aud, both by StringEquals",
    passes: {
      "one service account": resources(["aws_iam_role", trusting({ StringEquals: { ...AUD, ...SUB } })]),
      "a provider that is no cluster's": resources([
        "aws_iam_role",
        trusting({}, "token.actions.githubusercontent.com"),
      ]),
      "what is known later": resources([
        "aws_iam_role",
        trusting({ StringEquals: { ...AUD, [`${OIDC}:sub`]: "${var.subject}" } }),
      ]),
      "one service account, by an expression for the issuer": trustingIssuer(
        "StringEquals",
        "system:serviceaccount:shop:orders",
      ),
    },
    fails: {
      "no subject, a wildcard, and no audience": failing(
        ["aws_iam_role", trusting({ StringEquals: AUD }), ["assume_role_policy", "no condition on :sub", ONE_ACCOUNT]],
        [
          "aws_iam_role",
          trusting({ StringEquals: AUD, StringLike: { [`${OIDC}:sub`]: "system:serviceaccount:shop:*" } }),
          ["assume_role_policy", "StringLike on :sub with system:serviceaccount:shop:*", ONE_ACCOUNT],
        ],
        ["aws_iam_role", trusting({ StringEquals: SUB }), ["assume_role_policy", "no condition on :aud", ONE_ACCOUNT]],
      ),
      "a wildcard, by an expression for the issuer": {
        given: trustingIssuer("StringLike", "system:serviceaccount:shop:*"),
        told: [
          [
            "app/aws_iam_role.pod › assume_role_policy",
            "StringLike on :sub with system:serviceaccount:shop:*",
            ONE_ACCOUNT,
          ],
        ],
      },
      "no subject, for the provider of a cluster of the stack": {
        given: {
          aws_eks_cluster: { main: { version: "1.35" } },
          aws_iam_openid_connect_provider: { main: { url: "${aws_eks_cluster.main.identity[0].oidc[0].issuer}" } },
          aws_iam_role: {
            pod: {
              assume_role_policy: JSON.stringify({
                Statement: {
                  Effect: "Allow",
                  Action: "sts:AssumeRoleWithWebIdentity",
                  Principal: { Federated: "${aws_iam_openid_connect_provider.main.arn}" },
                },
              }),
            },
          },
        },
        told: [
          ["app/aws_iam_role.pod › assume_role_policy", "no condition on :sub; no condition on :aud", ONE_ACCOUNT],
        ],
      },
    },
  },
  "EKS-09": {
    title: "Clusters admit somebody besides who made them.",
    fix: "add an aws_eks_access_entry for the role of administrators, with an aws_eks_access_policy_association",
    passes: {
      "an entry": {
        aws_eks_cluster: { main: BY_ENTRIES },
        aws_eks_access_entry: { admin: { cluster_name: "${aws_eks_cluster.main.name}", type: "STANDARD" } },
      },
      "an entry that names it": {
        aws_eks_cluster: { main: BY_ENTRIES },
        aws_eks_access_entry: { admin: { cluster_name: "main" } },
      },
      "a cluster with aws-auth": resources([
        "aws_eks_cluster",
        { access_config: [{ authentication_mode: "API_AND_CONFIG_MAP" }] },
      ]),
    },
    fails: {
      "an entry of nodes alone": {
        given: {
          aws_eks_cluster: { main: BY_ENTRIES },
          aws_eks_access_entry: { nodes: { cluster_name: "main", type: "EC2_LINUX" } },
        },
        told: [["app/aws_eks_cluster.main", "no access entry of people or pipelines", "an aws_eks_access_entry"]],
      },
    },
  },
  "EKS-11": {
    title: "Clusters name their Kubernetes version.",
    fix: "set version to one that EKS supports",
    passes: { "one that does": resources(["aws_eks_cluster", { version: "1.35" }]) },
    fails: { "one that does not": failing(["aws_eks_cluster", {}, unset("version", "that is set")]) },
  },
  "EKS-27": {
    title: "Clusters and their nodes run a Kubernetes version in standard support.",
    fix: "raise version by one minor version at a time, nodes after the cluster",
    passes: {
      "versions that are": resources(
        ["aws_eks_cluster", { version: "1.34" }],
        ["aws_eks_node_group", { version: "1.37" }],
      ),
      "the cluster's, and what is known later": resources(
        ["aws_eks_node_group", {}],
        ["aws_eks_cluster", { version: "${var.version}" }],
      ),
    },
    fails: {
      "versions that are not": failing(
        ["aws_eks_cluster", { version: "1.33" }, valued("version", '"1.33"', "of 1.34 or later")],
        ["aws_eks_node_group", { version: "1.28" }, valued("version", '"1.28"', "of 1.34 or later")],
      ),
    },
  },
  "FG-01": {
    title: "Fargate profiles lie in private subnets.",
    fix: "name private subnets",
    passes: { "private ones": profileIn("closed") },
    fails: {
      "public ones": {
        given: profileIn("open"),
        told: [
          ["app/aws_eks_fargate_profile.batch › subnet_ids", "public subnets: app/aws_subnet.open", "private subnets"],
        ],
      },
    },
  },
  "FG-02": {
    title: "Fargate pods reach the registry, by NAT or by endpoints.",
    fix: "route the subnets to a NAT gateway, or add the endpoints to the VPC",
    passes: {
      "by NAT": profileIn("closed"),
      "by endpoints": profileIn("isolated", "ecr.api", "ecr.dkr", "s3"),
      "subnets from elsewhere": resources(["aws_eks_fargate_profile", { subnet_ids: "${var.subnets}" }]),
    },
    fails: {
      "isolated subnets with an endpoint too few": {
        given: profileIn("isolated", "ecr.api", "s3"),
        told: [
          [
            "app/aws_eks_fargate_profile.batch › subnet_ids",
            "isolated subnets without endpoints of ecr.dkr",
            "a default route, or endpoints of ecr.api, ecr.dkr, s3 in the VPC",
          ],
        ],
      },
    },
  },
  "FG-03": {
    title: "Fargate profiles select pods.",
    fix: "add a selector with the namespace of the pods",
    passes: {
      "one that does": resources(["aws_eks_fargate_profile", { selector: [{ namespace: "batch" }] }]),
      "what is known later": resources(["aws_eks_fargate_profile", { selector: "${var.selectors}" }]),
    },
    fails: {
      "one that does not": failing([
        "aws_eks_fargate_profile",
        {},
        ["selector", "no selector", "a selector or several"],
      ]),
    },
  },
};
