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
  /**
   * Types that a thing may be of whose answers do not say what they belong to: taken where a resource is like them, passed over otherwise.
   *
   * @default - none
   */
  readonly besides?: readonly string[];
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

/** Log groups that services of AWS write into, and that a second one of the same name is refused beside. */
const logGroups = (prefix: string) => `logs describe-log-groups --log-group-name-prefix ${prefix}`;

/** What follows the load of something, known by a text in the middle of its id: `service/shop-production/web`. */
function follows(word: string, { type, attributes }: Found, ids: readonly string[]): boolean {
  const [kind, id = ""] = attributes.resource_id?.split("/") ?? [];
  return type.startsWith("aws_appautoscaling_") && kind === word && ids.includes(id);
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
    besides: ["aws_db_subnet_group", "aws_eip", "aws_elasticache_subnet_group"],
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
    isPart: naming("zone_id"),
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
    about: "an image repository with its policy; its lifecycle policy is written over",
    id: NAME,
    example: "shop/web",
    commands: (id) => [
      `ecr describe-repositories --repository-names ${id}`,
      `ecr get-repository-policy --repository-name ${id}`,
    ],
    isPart: naming("repository", "name"),
  },
  cluster: {
    about: "a Kubernetes cluster with its issuer, Fargate profiles, add-ons, access entries",
    id: NAME,
    example: "shop-production",
    commands: (id) => [
      `eks describe-cluster --name ${id}`,
      `eks list-nodegroups --cluster-name ${id}`,
      `eks list-fargate-profiles --cluster-name ${id}`,
      `eks list-addons --cluster-name ${id}`,
      `eks list-access-entries --cluster-name ${id}`,
      `eks list-pod-identity-associations --cluster-name ${id}`,
      // Of all clusters: one is that of an issuer, which the cluster tells.
      "iam list-open-id-connect-providers",
      logGroups(`/aws/eks/${id}/`),
    ],
    isPart: (found, ids) => found.type === "aws_cloudwatch_log_group" || naming("cluster_name", "name")(found, ids),
    besides: ["aws_iam_openid_connect_provider"],
  },
  "ecs-cluster": {
    about: "a cluster of ECS with its services, and how these follow the load",
    id: /^[A-Za-z0-9][\w-]{0,254}$/,
    example: "shop-production",
    commands: (id) => [
      `ecs describe-clusters --clusters ${id}`,
      `ecs list-services --cluster ${id}`,
      "application-autoscaling describe-scalable-targets --service-namespace ecs",
      "application-autoscaling describe-scaling-policies --service-namespace ecs",
    ],
    isPart: (found, ids) => follows("service", found, ids) || naming("cluster_name", "name")(found, ids),
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
  database: {
    about: "a database of RDS, its subnet group and its log groups",
    id: /^[a-zA-Z][a-zA-Z0-9-]{0,62}$/,
    example: "orders",
    commands: (id) => [
      `rds describe-db-instances --db-instance-identifier ${id}`,
      logGroups(`/aws/rds/instance/${id}/`),
    ],
    isPart: (found, ids) => found.type === "aws_cloudwatch_log_group" || naming("identifier", "of")(found, ids),
  },
  cache: {
    about: "a cache of ElastiCache, its subnet group, parameter group and log groups",
    id: /^[a-z][a-z0-9-]{0,39}$/,
    example: "sessions",
    commands: (id) => [
      `elasticache describe-replication-groups --replication-group-id ${id}`,
      // Of all caches: the nodes say which subnet group and parameters theirs has, and are asked for by their own names alone.
      "elasticache describe-cache-clusters",
    ],
    isPart: naming("replication_group_id", "of"),
  },
  table: {
    about: "a table of DynamoDB, and how it follows the load",
    id: /^[\w.-]{3,255}$/,
    example: "carts",
    commands: (id) => [
      `dynamodb describe-table --table-name ${id}`,
      "application-autoscaling describe-scalable-targets --service-namespace dynamodb",
      "application-autoscaling describe-scaling-policies --service-namespace dynamodb",
    ],
    isPart: (found, ids) => follows("table", found, ids) || naming("name")(found, ids),
  },
  queue: {
    about: "a queue of SQS; a queue for its dead letters is named beside it",
    id: /^[\w-]{1,75}(\.fifo)?$/,
    example: "orders",
    commands: (id) => [`sqs get-queue-url --queue-name ${id}`],
    isPart: naming("name"),
  },
  topic: {
    about: "a topic of SNS with its subscriptions",
    id: /^arn:aws[a-z-]*:sns:[a-z0-9-]+:\d{12}:[\w-]{1,251}(\.fifo)?$/,
    example: "arn:aws:sns:eu-west-1:111111111111:orders",
    commands: (id) => [
      `sns get-topic-attributes --topic-arn ${id}`,
      `sns list-subscriptions-by-topic --topic-arn ${id}`,
    ],
    isPart: naming("topic_arn"),
  },
  secret: {
    about: "a secret of Secrets Manager; its value stays",
    id: /^[\w/+=.@-]{1,512}$/,
    example: "shop/licence",
    commands: (id) => [`secretsmanager describe-secret --secret-id ${id}`],
    isPart: naming("name"),
  },
  parameter: {
    about: "a parameter of Systems Manager; its value is written over",
    id: /^\/?[\w./-]{1,1011}$/,
    example: "/shop/level",
    commands: (id) => [`ssm describe-parameters --parameter-filters Key=Name,Values=${id}`],
    isPart: naming("name"),
  },
  function: {
    about: "a function of Lambda with aliases, address, event sources and log group",
    id: /^[\w-]{1,64}$/,
    example: "resize",
    commands: (id) => [
      `lambda get-function-configuration --function-name ${id}`,
      `lambda list-aliases --function-name ${id}`,
      `lambda list-function-url-configs --function-name ${id}`,
      // Of all functions: one names its function, or an alias of it.
      "lambda list-event-source-mappings",
      logGroups(`/aws/lambda/${id}`),
    ],
    isPart: (found, ids) => found.type === "aws_cloudwatch_log_group" || naming("function_name", "of")(found, ids),
  },
};
