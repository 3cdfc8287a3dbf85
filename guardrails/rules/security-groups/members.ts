import { quotaIn } from "../../../constructs/aws/quotas";
import { isAnywhere, portsText } from "../../../review/findings/security-rules";
import type { Estate } from "../../tree/estate";
import type { Resource } from "../../tree/resource";
import { coversPort, type GroupRule, groupsOf, rulesByGroup } from "../../tree/security-groups";
import { blocksOf, textsOf } from "../../tree/values";
import type { Found, ResourceRule, Rules } from "../rule.types";

/** Rules by which a group admits somebody. */
function ingressOf(group: Resource, estate: Estate): readonly GroupRule[] {
  return (estate.derived(rulesByGroup).get(group) ?? []).filter(({ direction }) => direction === "ingress");
}

const SSM_POLICY = /\/AmazonSSMManagedInstanceCore$/;

/** Whether the role of an instance lets Session Manager in. */
function hasSessions(instance: Resource, estate: Estate): boolean {
  const roles = instance.targets("iam_instance_profile").flatMap((profile) => profile.targets("role"));
  return roles.some(
    (role) =>
      role.texts("managed_policy_arns").some((arn) => SSM_POLICY.test(arn)) ||
      estate
        .referrers(role, "aws_iam_role_policy_attachment", "role")
        .some((one) => one.texts("policy_arn").some((arn) => SSM_POLICY.test(arn))),
  );
}

/** Whether a rule admits load balancers alone: they ask for the health of a port, and nobody logs in through them. */
function isOfBalancers({ groups, peers }: GroupRule, estate: Estate): boolean {
  const isBalancers = (group: Resource) =>
    ["aws_lb", "aws_alb"].some((type) => estate.referrers(group, type, "security_groups").length > 0);
  return groups.length > 0 && groups.length === peers.length && groups.every(isBalancers);
}

const SESSIONS_WITHOUT_SSH: ResourceRule = {
  level: "error",
  title: "Servers that Session Manager opens admit no SSH.",
  reason: "A second way in has keys of its own, which nobody sees used.",
  expected: "no rule for port 22",
  fix: "remove the rule for SSH, and connect by Session Manager",
  source: 'AWS Systems Manager User Guide, "AWS Systems Manager Session Manager", read 2026-11',
  types: ["aws_instance"],
  check: (instance, estate) => {
    const groups = groupsOf(instance, "vpc_security_group_ids");
    const rule = groups
      .flatMap((group) => ingressOf(group, estate))
      .find((one) => one.protocol !== "-1" && coversPort(one, 22) && !isOfBalancers(one, estate));
    return rule === undefined || !hasSessions(instance, estate)
      ? []
      : [{ found: `${portsText(rule)}, by ${rule.resource.place}`, attribute: "vpc_security_group_ids" }];
  },
};

/** What is behind an application load balancer: by whom it is found, and what its groups are given by. */
function groupsBehind(resource: Resource): readonly Resource[] {
  if (resource.type === "aws_ecs_service") return groupsOf(resource, "network_configuration");
  return resource.targets("target_id").flatMap((target) => groupsOf(target, "vpc_security_group_ids"));
}

/** Whether targets are called by an application load balancer; a network load balancer may keep the addresses of clients. */
function isCalledByHttp(resource: Resource): boolean {
  const attribute = resource.type === "aws_ecs_service" ? "load_balancer" : "target_group_arn";
  return resource.targets(attribute).some((group) => ["HTTP", "HTTPS"].includes(String(group.at("protocol"))));
}

const BALANCER_ALONE: ResourceRule = {
  level: "error",
  title: "What stands behind a load balancer is reached by the load balancer alone.",
  reason: "Who calls past the balancer calls past its certificate, its web ACL and its logs.",
  expected: "the security group of the load balancer",
  fix: "admit the security group of the load balancer in place of everywhere",
  source:
    'Elastic Load Balancing User Guide for Application Load Balancers, "Security groups for your Application Load Balancer", read 2026-11',
  types: ["aws_ecs_service", "aws_lb_target_group_attachment", "aws_alb_target_group_attachment"],
  check: (resource, estate) => {
    if (!isCalledByHttp(resource)) return [];
    return groupsBehind(resource).flatMap((group) => {
      const rule = ingressOf(group, estate).find(({ peers }) => peers.some(isAnywhere));
      return rule === undefined
        ? []
        : [{ found: `${portsText(rule)} from ${rule.peers.filter(isAnywhere)[0]}, by ${rule.resource.place}` }];
    });
  },
};

/** Where data stores have their groups. */
const STORES: Readonly<Record<string, string>> = {
  aws_db_instance: "vpc_security_group_ids",
  aws_rds_cluster: "vpc_security_group_ids",
  aws_docdb_cluster: "vpc_security_group_ids",
  aws_neptune_cluster: "vpc_security_group_ids",
  aws_redshift_cluster: "vpc_security_group_ids",
  aws_elasticache_replication_group: "security_group_ids",
  aws_elasticache_cluster: "security_group_ids",
  aws_memorydb_cluster: "security_group_ids",
  aws_opensearch_domain: "vpc_options",
  aws_msk_cluster: "broker_node_group_info",
  aws_mq_broker: "security_groups",
  aws_efs_mount_target: "security_groups",
};

const APPLICATIONS_ALONE: ResourceRule = {
  level: "error",
  title: "Data stores admit security groups of applications, not ranges.",
  reason: "A range admits whatever gets an address in it next.",
  expected: "security groups of who calls",
  fix: "admit the security groups of the applications; what has none, in another network, needs an exemption that says who it is",
  source:
    'AWS Security Hub User Guide, control Redshift.15, and Amazon RDS User Guide, "Controlling access with security groups", read 2026-12',
  types: Object.keys(STORES),
  check: (store, estate) => {
    const attribute = STORES[store.type] ?? "";
    return groupsOf(store, attribute).flatMap((group) =>
      ingressOf(group, estate).flatMap((rule): readonly Found[] =>
        rule.peers
          .filter((peer) => /^[0-9a-f.:]+\/\d+$/.test(peer))
          .map((peer) => ({ found: `${portsText(rule)} from ${peer}, by ${rule.resource.place}`, attribute })),
      ),
    );
  },
};

/** How much of the quota a rule takes of each IP version: a group or a prefix list counts in both, a list with all that it may hold. */
function weightOf({ resource, peers }: GroupRule): readonly [ipv4: number, ipv6: number] {
  const lists = resource.targets(resource.type === "aws_security_group_rule" ? "prefix_list_ids" : "prefix_list_id");
  if (lists.length > 0) {
    const held = lists.reduce((sum, list) => sum + (Number(list.at("max_entries")) || 1), 0);
    return [held, held];
  }
  const ipv4 = peers.filter((peer) => !peer.includes(":")).length;
  const ranges = peers.filter((peer) => /^[\d.]+\/\d+$/.test(peer)).length;
  return [ipv4, peers.length - ranges];
}

const WITHIN_QUOTA: ResourceRule = {
  level: "error",
  title: "Security groups have no more rules in a direction than AWS's quota.",
  reason: "AWS refuses more when they are made.",
  expected: "60 rules or fewer, or what quotas.rulesPerSecurityGroup says, of prefix lists all that they may hold",
  fix: "join rules: a range of ports, or a group in place of ranges, or lower max_entries of the lists; or say in quotas what AWS has raised",
  source: 'Amazon VPC User Guide, "Amazon VPC quotas", read 2026-11',
  types: ["aws_security_group"],
  check: (group, estate) =>
    (["ingress", "egress"] as const).flatMap((direction) => {
      const rules = (estate.derived(rulesByGroup).get(group) ?? []).filter((rule) => rule.direction === direction);
      if (rules.length === 0) return [];
      const [ipv4, ipv6] = rules
        .map(weightOf)
        .reduce(([sum4, sum6], [four, six]) => [sum4 + four, sum6 + six] as const, [0, 0] as const);
      const count = Math.max(ipv4, ipv6);
      return count > quotaIn(estate.environmentOf(group).quotas, "rulesPerSecurityGroup")
        ? [{ found: `${count} rules of ${direction}` }]
        : [];
    }),
};

/** Where types have the groups of one network interface; a block there may be several of. */
const INTERFACES: Readonly<Record<string, readonly (readonly [block: string | undefined, attribute: string])[]>> = {
  aws_instance: [[undefined, "vpc_security_group_ids"]],
  aws_launch_template: [
    [undefined, "vpc_security_group_ids"],
    ["network_interfaces", "security_groups"],
  ],
  aws_network_interface: [[undefined, "security_groups"]],
  aws_lb: [[undefined, "security_groups"]],
  aws_ecs_service: [["network_configuration", "security_groups"]],
  aws_lambda_function: [["vpc_config", "security_group_ids"]],
  aws_vpc_endpoint: [[undefined, "security_group_ids"]],
  aws_db_instance: [[undefined, "vpc_security_group_ids"]],
  aws_rds_cluster: [[undefined, "vpc_security_group_ids"]],
  aws_elasticache_replication_group: [[undefined, "security_group_ids"]],
  aws_efs_mount_target: [[undefined, "security_groups"]],
};

const FEW_GROUPS: ResourceRule = {
  level: "error",
  title: "A network interface has no more security groups than AWS's quota.",
  reason: "AWS refuses more when it is made.",
  expected: "5 security groups or fewer, or what quotas.groupsPerInterface says",
  fix: "put the rules of several groups into one, or say in quotas what AWS has raised",
  source: 'Amazon VPC User Guide, "Amazon VPC quotas", read 2026-11',
  types: Object.keys(INTERFACES),
  check: (resource, estate) =>
    (INTERFACES[resource.type] ?? []).flatMap(([block, attribute]) => {
      const places = block === undefined ? [resource.values] : blocksOf(resource.values, block);
      return places
        .map((values) => new Set(textsOf(values[attribute])).size)
        .filter((count) => count > quotaIn(estate.environmentOf(resource).quotas, "groupsPerInterface"))
        .map((count) => ({ found: `${count} security groups`, attribute: block ?? attribute }));
    }),
};

/** Rules about what security groups are for. */
export const MEMBER_RULES = {
  "SG-03": SESSIONS_WITHOUT_SSH,
  "SG-04": BALANCER_ALONE,
  "SG-05": APPLICATIONS_ALONE,
  "SG-07": WITHIN_QUOTA,
  "SG-08": FEW_GROUPS,
} as const satisfies Rules;
