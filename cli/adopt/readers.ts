import { APPLICATION_READERS } from "./application-readers";
import type { AwsDocument } from "./aws-documents";
import type { Found } from "./found.types";
import { textOf } from "./items";
import { NETWORK_READERS } from "./network-readers";
import type { Item, Reader } from "./reader.types";

/** An item that is one thing, known by one text of it. */
function one(type: string, key: string, attributes: Readonly<Record<string, string>> = {}): Reader {
  return (item) => {
    const id = textOf(item, key);
    if (id === undefined) return [];
    const known = Object.entries(attributes).map(([name, from]) => [name, textOf(item, from)]);
    return [{ type, id, attributes: { id, ...Object.fromEntries(known) } }];
  };
}

/** An item that belongs to what a document before it has told. */
function within(kind: string, type: string, made: (owner: string, text: string) => Omit<Found, "type">): Reader {
  return (item, context) => {
    const owner = context.get(kind);
    const text = textOf(item, "value") ?? textOf(item, "PolicyArn");
    return owner === undefined || text === undefined ? [] : [{ type, ...made(owner, text) }];
  };
}

function inCluster(type: string, attribute: string, separator = ":"): Reader {
  return within("cluster", type, (cluster, name) => ({
    id: `${cluster}${separator}${name}`,
    attributes: { cluster_name: cluster, [attribute]: name },
    name,
  }));
}

/** What tells the issuer of a cluster, as other resources refer to it. */
const ISSUER = "identity[0].oidc[0].issuer";

/** By the key under which `aws` answers with them: the AWS CLI's own names (AWS CLI Command Reference, "Output" of each command, as of 2026-11). */
export const READERS: Readonly<Record<string, Reader>> = {
  ...NETWORK_READERS,
  ...APPLICATION_READERS,
  AttachedPolicies: within("role", "aws_iam_role_policy_attachment", (role, policy) => ({
    id: `${role}/${policy}`,
    attributes: { role, policy_arn: policy },
    name: policy,
  })),
  Buckets: one("aws_s3_bucket", "Name", { bucket: "Name" }),
  CacheSubnetGroups: one("aws_elasticache_subnet_group", "CacheSubnetGroupName", { name: "CacheSubnetGroupName" }),
  HostedZone: (item, context) => {
    const id = textOf(item, "Id")?.replace("/hostedzone/", "");
    if (id === undefined) return [];
    const name = textOf(item, "Name")?.replace(/\.$/, "");
    context.set("zone", id);
    context.set("zone name", name ?? "");
    return [{ type: "aws_route53_zone", id, attributes: { id, zone_id: id, name }, ...(name ? { name } : {}) }];
  },
  InstanceProfiles: one("aws_iam_instance_profile", "InstanceProfileName", { name: "InstanceProfileName" }),
  Listeners: (item) => {
    const id = textOf(item, "ListenerArn");
    if (id === undefined) return [];
    const attributes = { id, arn: id, load_balancer_arn: textOf(item, "LoadBalancerArn"), port: textOf(item, "Port") };
    return [{ type: "aws_lb_listener", id, attributes }];
  },
  LoadBalancers: (item) => {
    const [id, name] = [textOf(item, "LoadBalancerArn"), textOf(item, "LoadBalancerName")];
    if (id === undefined) return [];
    const type = textOf(item, "Type");
    return [
      { type: "aws_lb", id, attributes: { id, arn: id, name, load_balancer_type: type }, ...(name ? { name } : {}) },
    ];
  },
  OpenIDConnectProviderList: (item) => {
    const id = textOf(item, "Arn");
    const issuer = id?.split(":oidc-provider/")[1];
    if (id === undefined || issuer === undefined) return [];
    return [{ type: "aws_iam_openid_connect_provider", id, attributes: { id, arn: id, url: `https://${issuer}` } }];
  },
  PolicyNames: within("role", "aws_iam_role_policy", (role, name) => ({
    id: `${role}:${name}`,
    attributes: { role, name },
    name,
  })),
  ResourceRecordSets: (item, context) => {
    const zone = context.get("zone");
    const [name, type] = [textOf(item, "Name")?.replace(/\.$/, "").replace("\\052", "*"), textOf(item, "Type")];
    if (zone === undefined || name === undefined || type === undefined) return [];
    // The zone's own records come with it.
    if (name === context.get("zone name") && ["NS", "SOA"].includes(type)) return [];
    const set = textOf(item, "SetIdentifier");
    const id = [zone, name, type, ...(set ? [set] : [])].join("_");
    return [
      {
        type: "aws_route53_record",
        id,
        attributes: { zone_id: zone, name, type, set_identifier: set },
        name: `${name} ${type}`,
      },
    ];
  },
  Role: (item, context) => {
    const name = textOf(item, "RoleName");
    if (name === undefined) return [];
    context.set("role", name);
    return [{ type: "aws_iam_role", id: name, attributes: { id: name, name, arn: textOf(item, "Arn") }, name }];
  },
  TargetGroups: (item) => {
    const [id, name] = [textOf(item, "TargetGroupArn"), textOf(item, "TargetGroupName")];
    return id === undefined
      ? []
      : [{ type: "aws_lb_target_group", id, attributes: { id, arn: id, name }, ...(name ? { name } : {}) }];
  },
  accessEntries: inCluster("aws_eks_access_entry", "principal_arn"),
  addons: inCluster("aws_eks_addon", "addon_name"),
  associations: (item) => {
    const [cluster, association] = [textOf(item, "clusterName"), textOf(item, "associationId")];
    const [namespace, account] = [textOf(item, "namespace"), textOf(item, "serviceAccount")];
    if (cluster === undefined || association === undefined) return [];
    const attributes = { cluster_name: cluster, association_id: association, namespace, service_account: account };
    const id = `${cluster},${association}`;
    return [{ type: "aws_eks_pod_identity_association", id, attributes, name: `${namespace}/${account}` }];
  },
  cluster: (item, context) => {
    const name = textOf(item, "name");
    if (name === undefined) return [];
    context.set("cluster", name);
    const { oidc = {} } = (item.identity ?? {}) as Readonly<Record<string, Item>>;
    const attributes = { id: name, name, [ISSUER]: textOf(oidc, "issuer") };
    return [{ type: "aws_eks_cluster", id: name, attributes, name }];
  },
  clusters: (item) => {
    const [name, arn] = [textOf(item, "clusterName"), textOf(item, "clusterArn")];
    return name === undefined ? [] : [{ type: "aws_ecs_cluster", id: name, attributes: { id: arn, arn, name }, name }];
  },
  fargateProfileNames: inCluster("aws_eks_fargate_profile", "fargate_profile_name"),
  nodegroups: inCluster("aws_eks_node_group", "node_group_name"),
  policyText: (_, __, document) => {
    const repository = textOf(document, "repositoryName");
    if (repository === undefined) return [];
    return [{ type: "aws_ecr_repository_policy", id: repository, attributes: { repository }, name: repository }];
  },
  repositories: (item) => {
    const name = textOf(item, "repositoryName");
    return name === undefined ? [] : [{ type: "aws_ecr_repository", id: name, attributes: { id: name, name }, name }];
  },
  serviceArns: ofEcsCluster,
};

/** `arn:aws:ecs:ap-northeast-2:111111111111:service/shop-production/web`, as clusters have their services since 2018. */
const SERVICE_ARN = /^(arn:[^:]+:ecs:[^:]+:\d+:)service\/([^/]+)\/(.+)$/;

function ofEcsCluster(item: AwsDocument): readonly Found[] {
  const [, start, cluster, name] = SERVICE_ARN.exec(textOf(item, "value") ?? "") ?? [];
  if (cluster === undefined || name === undefined) return [];
  const attributes = { cluster: `${start}cluster/${cluster}`, cluster_name: cluster, name };
  return [{ type: "aws_ecs_service", id: `${cluster}/${name}`, attributes, name }];
}
