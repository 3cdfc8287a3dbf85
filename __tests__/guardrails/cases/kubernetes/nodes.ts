import type { NODE_RULES } from "../../../../guardrails/rules/kubernetes/nodes";
import { type CasesOf, type Resources, resources } from "../../rule-cases";

/** Nodes and Fargate pods that share a role with policies of AWS, and one in place. */
function sharing(policies: readonly string[], ...actions: readonly string[]): Resources {
  const policy = JSON.stringify({ Statement: { Effect: "Allow", Action: actions, Resource: "*" } });
  return {
    aws_eks_node_group: { general: { node_role_arn: "${aws_iam_role.a.arn}" } },
    aws_eks_fargate_profile: { batch: { pod_execution_role_arn: "${aws_iam_role.a.arn}" } },
    aws_iam_role: { a: { name: "a" } },
    aws_iam_role_policy_attachment: Object.fromEntries(
      policies.map((name) => [name, { role: "${aws_iam_role.a.name}", policy_arn: `arn:aws:iam::aws:policy/${name}` }]),
    ),
    aws_iam_role_policy: actions.length > 0 ? { a: { role: "${aws_iam_role.a.name}", policy } } : {},
  };
}

function limited(metadata: Readonly<Record<string, unknown>>): Resources {
  return {
    aws_launch_template: { nodes: { metadata_options: [metadata] } },
    aws_eks_node_group: { general: { launch_template: [{ id: "${aws_launch_template.nodes.id}", version: "1" }] } },
  };
}

function groups(zone: string, ...sizes: readonly unknown[]): Resources {
  return {
    aws_subnet: { a: { availability_zone: "us-east-1a" }, b: { availability_zone: zone } },
    aws_eks_cluster: { main: { version: "1.35" } },
    aws_eks_node_group: Object.fromEntries(
      sizes.map((size, index) => [
        `g${index}`,
        {
          cluster_name: "${aws_eks_cluster.main.name}",
          subnet_ids: ["${aws_subnet.a.id}", "${aws_subnet.b.id}"],
          scaling_config: [{ min_size: size }],
        },
      ]),
    ),
  };
}

const LIMIT = "a launch template with metadata_options.http_put_response_hop_limit = 1";
const TWO = "node groups with two nodes at least together, and subnets of two zones";
const OF_NODES = ["AmazonEKSWorkerNodePolicy", "AmazonEKS_CNI_Policy", "AmazonEC2ContainerRegistryReadOnly"];
const OF_PODS = ["AmazonEKSFargatePodExecutionRolePolicy"];

/** Cases of the rules about what pods run on. */
export const NODE_CASES: CasesOf<typeof NODE_RULES> = {
  "EKS-06": {
    title: "Nodes and Fargate pods have what they need themselves; applications have roles of their own.",
    fix: "give the application's service account a role, by EKS Pod Identity or by IRSA",
    passes: {
      "what nodes need": sharing(OF_NODES, "ecr:BatchImportUpstreamImage", "logs:PutLogEvents"),
      "a role from elsewhere": resources(["aws_eks_node_group", { node_role_arn: "${var.role}" }]),
    },
    fails: {
      "what an application needs": {
        given: sharing([...OF_NODES, "AmazonS3FullAccess"], "dynamodb:GetItem", "ecr:GetAuthorizationToken"),
        told: [
          [
            "app/aws_eks_node_group.general › node_role_arn",
            "AmazonS3FullAccess, dynamodb:GetItem",
            "policies of nodes, of images and of logs alone",
          ],
        ],
      },
    },
  },
  "EKS-17": {
    title: "Pods do not reach the metadata of their node.",
    fix: "give the group a launch template with a hop limit of 1; for an agent that needs 2, exempt its group and say which",
    passes: {
      "a limit of 1": limited({ http_put_response_hop_limit: 1 }),
      "what is known later": limited({ http_put_response_hop_limit: "${var.limit}" }),
      "more than 2, which EC2-02 finds": limited({ http_put_response_hop_limit: 3 }),
      "servers that are no nodes": {
        aws_launch_template: { web: { metadata_options: [{ http_put_response_hop_limit: 2 }] } },
        aws_autoscaling_group: { web: { launch_template: [{ id: "${aws_launch_template.web.id}" }] } },
      },
      "a template from elsewhere": resources([
        "aws_eks_node_group",
        { launch_template: [{ id: "lt-0123456789abcdef0" }] },
      ]),
    },
    fails: {
      "a limit of 2": {
        given: limited({ http_put_response_hop_limit: 2 }),
        told: [
          ["app/aws_eks_node_group.general › launch_template", "a limit of 2 in app/aws_launch_template.nodes", LIMIT],
        ],
      },
      "nodes that EKS does not manage": {
        given: {
          aws_launch_template: { nodes: { metadata_options: [{ http_put_response_hop_limit: 2 }] } },
          aws_autoscaling_group: {
            own: {
              tag: [
                { key: "Name", value: "own", propagate_at_launch: true },
                { key: "kubernetes.io/cluster/main", value: "owned", propagate_at_launch: true },
              ],
              mixed_instances_policy: [
                {
                  launch_template: [
                    { launch_template_specification: [{ launch_template_id: "${aws_launch_template.nodes.id}" }] },
                  ],
                },
              ],
            },
          },
        },
        told: [
          [
            "app/aws_autoscaling_group.own › mixed_instances_policy",
            "a limit of 2 in app/aws_launch_template.nodes",
            LIMIT,
          ],
        ],
      },
      "no word of it": {
        given: limited({ http_tokens: "required" }),
        told: [
          ["app/aws_eks_node_group.general › launch_template", "no limit in app/aws_launch_template.nodes", LIMIT],
        ],
      },
      "no template": {
        given: { aws_eks_node_group: { general: {} } },
        told: [["app/aws_eks_node_group.general", "no launch template, so that the limit is 2", LIMIT]],
      },
    },
  },
  "EKS-19": {
    title: "Clusters of production keep two nodes or more, in two zones.",
    fix: "set scaling_config.min_size to 2 or more, and name subnets of two zones",
    passes: {
      "two of them": groups("us-east-1b", 2),
      "one of each group": groups("us-east-1b", 1, 1),
      "what is known later": groups("us-east-1b", "${var.nodes}"),
      "groups that may be empty, beside what starts nodes itself": groups("us-east-1b", 0),
      "no groups": resources(["aws_eks_cluster", { version: "1.35" }]),
    },
    fails: {
      "one node in one zone": {
        given: groups("us-east-1a", 1),
        told: [["app/aws_eks_cluster.main", "one node at least; subnets of us-east-1a alone", TWO]],
      },
    },
  },
  "FG-07": {
    title: "The role that starts Fargate pods pulls images and writes logs, and nothing else.",
    fix: "give the application's service account a role, by EKS Pod Identity or by IRSA",
    passes: { "images and logs": sharing(OF_PODS, "logs:PutLogEvents") },
    fails: {
      "what an application needs": {
        given: sharing([...OF_PODS, "AmazonSQSFullAccess"], "sqs:ReceiveMessage"),
        told: [
          [
            "app/aws_eks_fargate_profile.batch › pod_execution_role_arn",
            "AmazonSQSFullAccess, sqs:ReceiveMessage",
            "AmazonEKSFargatePodExecutionRolePolicy, and permissions of logs",
          ],
        ],
      },
    },
  },
};
