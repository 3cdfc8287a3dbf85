import type { Found } from "./found.types";

/** A kind of thing that can be taken over. */
export interface Kind {
  /** What it is, in the help. */
  readonly about: string;
  /** What its ids look like, and one such. */
  readonly id: RegExp;
  readonly example: string;
  /** The `aws` commands that tell what there is, without `aws` and `--output`. */
  readonly commands: (id: string) => readonly string[];
  /** Whether a thing belongs to what is taken over: others, such as all buckets of an account, are passed over. */
  readonly isPart: (found: Found, ids: readonly string[]) => boolean;
}

const NAME = /^[A-Za-z0-9][\w+=,.@/-]*$/;
const inVpc = (id: string) => `--filters Name=vpc-id,Values=${id}`;

/** Of a VPC also what is known by no VPC: routes, associations, gateways and their addresses. */
const networkParts = [
  "aws_route",
  "aws_route_table_association",
  "aws_network_acl_association",
  "aws_nat_gateway",
  "aws_vpc",
];

/** Things with this id, and those that name it. */
function naming(...attributes: readonly string[]): Kind["isPart"] {
  return (found, ids) =>
    ids.includes(found.id) || attributes.some((attribute) => ids.includes(found.attributes[attribute] ?? ""));
}

/** What can be taken over, by the word for it. */
export const KINDS: Readonly<Record<string, Kind>> = {
  network: {
    about: "a VPC with subnets, route tables, gateways, endpoints, subnet groups",
    id: /^vpc-[0-9a-f]{8,17}$/,
    example: "vpc-0123456789abcdef0",
    commands: (id) => [
      `ec2 describe-vpcs --vpc-ids ${id}`,
      `ec2 describe-subnets ${inVpc(id)}`,
      `ec2 describe-route-tables ${inVpc(id)}`,
      `ec2 describe-internet-gateways --filters Name=attachment.vpc-id,Values=${id}`,
      "ec2 describe-egress-only-internet-gateways",
      `ec2 describe-nat-gateways --filter Name=vpc-id,Values=${id}`,
      "ec2 describe-addresses",
      `ec2 describe-network-acls ${inVpc(id)}`,
      `ec2 describe-security-groups ${inVpc(id)} Name=group-name,Values=default`,
      `ec2 describe-vpc-endpoints ${inVpc(id)}`,
      `ec2 describe-flow-logs --filter Name=resource-id,Values=${id}`,
      "rds describe-db-subnet-groups",
      "elasticache describe-cache-subnet-groups",
    ],
    isPart: (found, ids) => networkParts.includes(found.type) || naming("vpc_id")(found, ids),
  },
  bucket: {
    about: "a bucket",
    id: /^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$/,
    example: "acme-uploads",
    commands: () => ["s3api list-buckets"],
    isPart: naming("bucket"),
  },
  zone: {
    about: "a hosted zone with its records",
    id: /^Z[A-Z0-9]{5,31}$/,
    example: "Z0123456789ABCDEFGHIJ",
    commands: (id) => [
      `route53 get-hosted-zone --id ${id}`,
      `route53 list-resource-record-sets --hosted-zone-id ${id}`,
    ],
    // The zone's own records come with it.
    isPart: (found, ids) => naming("zone_id")(found, ids) && !["NS", "SOA"].includes(found.attributes.type ?? ""),
  },
  role: {
    about: "a role with its policies and instance profile",
    id: NAME,
    example: "orders-reader",
    commands: (id) => [
      `iam get-role --role-name ${id}`,
      `iam list-attached-role-policies --role-name ${id}`,
      `iam list-role-policies --role-name ${id}`,
      `iam list-instance-profiles-for-role --role-name ${id}`,
    ],
    isPart: (found, ids) => found.type === "aws_iam_instance_profile" || naming("role", "name")(found, ids),
  },
  repository: {
    about: "an image repository with its policies",
    id: NAME,
    example: "shop/web",
    commands: (id) => [
      `ecr describe-repositories --repository-names ${id}`,
      `ecr get-lifecycle-policy --repository-name ${id}`,
      `ecr get-repository-policy --repository-name ${id}`,
    ],
    isPart: naming("repository", "name"),
  },
  cluster: {
    about: "a Kubernetes cluster with Fargate profiles, add-ons, access entries",
    id: NAME,
    example: "shop-production",
    commands: (id) => [
      `eks describe-cluster --name ${id}`,
      `eks list-nodegroups --cluster-name ${id}`,
      `eks list-fargate-profiles --cluster-name ${id}`,
      `eks list-addons --cluster-name ${id}`,
      `eks list-access-entries --cluster-name ${id}`,
    ],
    isPart: naming("cluster_name", "name"),
  },
  "ecs-cluster": {
    about: "a cluster of ECS with its services",
    id: /^[A-Za-z0-9][\w-]{0,254}$/,
    example: "shop-production",
    commands: (id) => [`ecs describe-clusters --clusters ${id}`, `ecs list-services --cluster ${id}`],
    isPart: naming("cluster_name", "name"),
  },
  "load-balancer": {
    about: "a load balancer with its listeners and target groups",
    id: /^arn:aws[a-z-]*:elasticloadbalancing:[a-z0-9-]+:\d{12}:loadbalancer\/(app|net)\/.+$/,
    example: "arn:aws:elasticloadbalancing:eu-west-1:111111111111:loadbalancer/app/shop/50dc6c495c0c9188",
    commands: (id) => [
      `elbv2 describe-load-balancers --load-balancer-arns ${id}`,
      `elbv2 describe-listeners --load-balancer-arn ${id}`,
      `elbv2 describe-target-groups --load-balancer-arn ${id}`,
    ],
    isPart: (found, ids) => found.type === "aws_lb_target_group" || naming("load_balancer_arn")(found, ids),
  },
};
