import type { MEMBER_RULES } from "../../../../guardrails/rules/security-groups/members";
import { type CasesOf, ofEach } from "../../rule-cases";

/** A group that admits somebody to a port. */
function group(port: number | string, peer: Readonly<Record<string, unknown>>) {
  const rule = {
    security_group_id: "${aws_security_group.one.id}",
    ip_protocol: "tcp",
    from_port: port,
    to_port: port,
  };
  return {
    aws_security_group: { one: { name: "one" } },
    aws_vpc_security_group_ingress_rule: { in: { ...rule, ...peer } },
  };
}

const OFFICE = { cidr_ipv4: "203.0.113.0/24" };

const ANYBODY = { cidr_ipv4: "0.0.0.0/0" };

const FROM_GROUP = { referenced_security_group_id: "sg-2" };

const GROUPS = ["${aws_security_group.one.id}"];

/** A server with a role that Session Manager opens. */
const SERVER = {
  aws_instance: {
    one: { iam_instance_profile: "${aws_iam_instance_profile.one.name}", vpc_security_group_ids: GROUPS },
  },
  aws_iam_instance_profile: { one: { role: "${aws_iam_role.one.name}" } },
  aws_iam_role: { one: { assume_role_policy: "{}" } },
};

const SESSIONS = {
  aws_iam_role_policy_attachment: {
    ssm: { role: "${aws_iam_role.one.name}", policy_arn: "arn:aws:iam::aws:policy/AmazonSSMManagedInstanceCore" },
  },
};

/** A rule for SSH that admits another group, the balancer's. */
const FROM_BALANCER = {
  ...group(22, { referenced_security_group_id: "${aws_security_group.balancer.id}" }),
  aws_security_group: { one: { name: "one" }, balancer: { name: "balancer" } },
};

/** A service and a server behind target groups of a protocol. */
function behind(protocol: string) {
  return {
    aws_lb_target_group: { web: { protocol, port: 8080 } },
    aws_ecs_service: {
      web: {
        load_balancer: [
          { target_group_arn: "${aws_lb_target_group.web.arn}", container_name: "app", container_port: 8080 },
        ],
        network_configuration: { subnets: ["subnet-1"], security_groups: GROUPS },
      },
    },
    aws_instance: { web: { vpc_security_group_ids: GROUPS } },
    ...ofEach(["aws_lb_target_group_attachment", "aws_alb_target_group_attachment"], {
      target_group_arn: "${aws_lb_target_group.web.arn}",
      target_id: "${aws_instance.web.id}",
    }),
  };
}

const BY_VPC_GROUPS = [
  "aws_db_instance",
  "aws_rds_cluster",
  "aws_docdb_cluster",
  "aws_neptune_cluster",
  "aws_redshift_cluster",
];

const BY_GROUPS = ["aws_elasticache_replication_group", "aws_elasticache_cluster", "aws_memorydb_cluster"];

/** Stores of all types with the group. */
const STORES = {
  ...ofEach(BY_VPC_GROUPS, { vpc_security_group_ids: GROUPS }),
  ...ofEach(BY_GROUPS, { security_group_ids: GROUPS }),
  ...ofEach(["aws_mq_broker", "aws_efs_mount_target"], { security_groups: GROUPS }),
  aws_opensearch_domain: { one: { vpc_options: { security_group_ids: GROUPS } } },
  aws_msk_cluster: { one: { broker_node_group_info: [{ security_groups: GROUPS }] } },
};

/** Ranges, all of them different. */
function ranges(count: number): string[] {
  return Array.from({ length: count }, (_, index) => `10.${index}.0.0/16`);
}

const SIX = ["sg-1", "sg-2", "sg-3", "sg-4", "sg-5", "sg-6"];

/** Cases of the rules about what security groups are for. */
export const MEMBER_CASES: CasesOf<typeof MEMBER_RULES> = {
  "SG-03": {
    title: "Servers that Session Manager opens admit no SSH.",
    fix: "remove the rule for SSH, and connect by Session Manager",
    passes: {
      "SSH without Session Manager": { ...SERVER, ...group(22, OFFICE) },
      "Session Manager alone": { ...SERVER, ...SESSIONS, ...group(443, OFFICE) },
      "a health check on port 22, by a balancer's group": {
        ...{ ...SERVER, ...SESSIONS, ...FROM_BALANCER },
        aws_lb: { web: { security_groups: ["${aws_security_group.balancer.id}"] } },
      },
      "a health check on port 22, in the group": {
        ...{ ...SERVER, ...SESSIONS },
        aws_lb: { web: { security_groups: ["${aws_security_group.balancer.id}"] } },
        aws_security_group: {
          one: {
            ingress: [
              { protocol: "tcp", from_port: 22, to_port: 22, security_groups: ["${aws_security_group.balancer.id}"] },
              { protocol: "tcp", from_port: 443, to_port: 443, cidr_blocks: ["10.0.0.0/8"] },
            ],
          },
          balancer: { name: "balancer" },
        },
      },
      "a port that is known later": { ...{ ...SERVER, ...SESSIONS }, ...group("${var.port}", OFFICE) },
      "a role from elsewhere": {
        aws_instance: { one: { iam_instance_profile: "ops", vpc_security_group_ids: GROUPS } },
        ...group(22, OFFICE),
      },
    },
    fails: {
      "both, by a group that no balancer has": {
        given: { ...SERVER, ...SESSIONS, ...FROM_BALANCER },
        told: [
          [
            "app/aws_instance.one › vpc_security_group_ids",
            "22, by app/aws_vpc_security_group_ingress_rule.in",
            "no rule for port 22",
          ],
        ],
      },
      "both, by an attachment": {
        given: { ...SERVER, ...SESSIONS, ...group(22, OFFICE) },
        told: [
          [
            "app/aws_instance.one › vpc_security_group_ids",
            "22, by app/aws_vpc_security_group_ingress_rule.in",
            "no rule for port 22",
          ],
        ],
      },
      "both, by a range beside the balancer's group": {
        given: {
          ...{ ...SERVER, ...SESSIONS },
          aws_lb: { web: { security_groups: ["${aws_security_group.balancer.id}"] } },
          aws_security_group: {
            one: {
              ingress: {
                ...{ protocol: "tcp", from_port: 22, to_port: 22, cidr_blocks: ["10.0.0.0/8"] },
                security_groups: ["${aws_security_group.balancer.id}"],
              },
            },
            balancer: { name: "balancer" },
          },
        },
        told: [
          ["app/aws_instance.one › vpc_security_group_ids", "22, by app/aws_security_group.one", "no rule for port 22"],
        ],
      },
      "both, by the role itself and in the group": {
        given: {
          ...SERVER,
          aws_iam_role: { one: { managed_policy_arns: ["arn:aws:iam::aws:policy/AmazonSSMManagedInstanceCore"] } },
          aws_security_group: {
            one: { ingress: [{ protocol: "tcp", from_port: 20, to_port: 30, cidr_blocks: ["10.0.0.0/8"] }] },
          },
        },
        told: [
          [
            "app/aws_instance.one › vpc_security_group_ids",
            "20–30, by app/aws_security_group.one",
            "no rule for port 22",
          ],
        ],
      },
    },
  },
  "SG-04": {
    title: "What stands behind a load balancer is reached by the load balancer alone.",
    fix: "admit the security group of the load balancer in place of everywhere",
    passes: {
      "the balancer's group": { ...behind("HTTP"), ...group(8080, FROM_GROUP) },
      "everywhere behind a network load balancer, which keeps addresses": { ...behind("TCP"), ...group(443, ANYBODY) },
      "everywhere without a balancer": {
        ...group(443, ANYBODY),
        aws_instance: { one: { vpc_security_group_ids: GROUPS } },
      },
    },
    fails: {
      everywhere: {
        given: { ...behind("HTTP"), ...group(443, ANYBODY) },
        told: [
          [
            "app/aws_alb_target_group_attachment.one",
            "443 from 0.0.0.0/0, by app/aws_vpc_security_group_ingress_rule.in",
            "the security group of the load balancer",
          ],
          [
            "app/aws_ecs_service.web",
            "443 from 0.0.0.0/0, by app/aws_vpc_security_group_ingress_rule.in",
            "the security group of the load balancer",
          ],
          [
            "app/aws_lb_target_group_attachment.one",
            "443 from 0.0.0.0/0, by app/aws_vpc_security_group_ingress_rule.in",
            "the security group of the load balancer",
          ],
        ],
      },
    },
  },
  "SG-05": {
    title: "Data stores admit security groups of applications, not ranges.",
    fix: "admit the security groups of the applications; what has none, in another network, needs an exemption that says who it is",
    passes: {
      "the application's group": { ...STORES, ...group(5432, FROM_GROUP) },
      "a range that is known later": { ...STORES, ...group(5432, { cidr_ipv4: "${var.office}" }) },
      "a group from elsewhere": { aws_db_instance: { one: { vpc_security_group_ids: ["sg-1"] } } },
    },
    fails: {
      "a range, for each type": {
        given: { ...STORES, ...group(5432, OFFICE) },
        told: [
          [
            "app/aws_db_instance.one › vpc_security_group_ids",
            "5432 from 203.0.113.0/24, by app/aws_vpc_security_group_ingress_rule.in",
            "security groups of who calls",
          ],
          [
            "app/aws_docdb_cluster.one › vpc_security_group_ids",
            "5432 from 203.0.113.0/24, by app/aws_vpc_security_group_ingress_rule.in",
            "security groups of who calls",
          ],
          [
            "app/aws_efs_mount_target.one › security_groups",
            "5432 from 203.0.113.0/24, by app/aws_vpc_security_group_ingress_rule.in",
            "security groups of who calls",
          ],
          [
            "app/aws_elasticache_cluster.one › security_group_ids",
            "5432 from 203.0.113.0/24, by app/aws_vpc_security_group_ingress_rule.in",
            "security groups of who calls",
          ],
          [
            "app/aws_elasticache_replication_group.one › security_group_ids",
            "5432 from 203.0.113.0/24, by app/aws_vpc_security_group_ingress_rule.in",
            "security groups of who calls",
          ],
          [
            "app/aws_memorydb_cluster.one › security_group_ids",
            "5432 from 203.0.113.0/24, by app/aws_vpc_security_group_ingress_rule.in",
            "security groups of who calls",
          ],
          [
            "app/aws_mq_broker.one › security_groups",
            "5432 from 203.0.113.0/24, by app/aws_vpc_security_group_ingress_rule.in",
            "security groups of who calls",
          ],
          [
            "app/aws_msk_cluster.one › broker_node_group_info",
            "5432 from 203.0.113.0/24, by app/aws_vpc_security_group_ingress_rule.in",
            "security groups of who calls",
          ],
          [
            "app/aws_neptune_cluster.one › vpc_security_group_ids",
            "5432 from 203.0.113.0/24, by app/aws_vpc_security_group_ingress_rule.in",
            "security groups of who calls",
          ],
          [
            "app/aws_opensearch_domain.one › vpc_options",
            "5432 from 203.0.113.0/24, by app/aws_vpc_security_group_ingress_rule.in",
            "security groups of who calls",
          ],
          [
            "app/aws_rds_cluster.one › vpc_security_group_ids",
            "5432 from 203.0.113.0/24, by app/aws_vpc_security_group_ingress_rule.in",
            "security groups of who calls",
          ],
          [
            "app/aws_redshift_cluster.one › vpc_security_group_ids",
            "5432 from 203.0.113.0/24, by app/aws_vpc_security_group_ingress_rule.in",
            "security groups of who calls",
          ],
        ],
      },
    },
  },
  "SG-07": {
    title: "Security groups have no more rules in a direction than AWS's quota.",
    fix: "join rules: a range of ports, or a group in place of ranges, or lower max_entries of the lists; or say in quotas what AWS has raised",
    passes: {
      "60 of IPv4 and 1 of IPv6": {
        aws_security_group: {
          one: {
            ingress: [
              { protocol: "tcp", from_port: 443, to_port: 443, cidr_blocks: ranges(60) },
              { ipv6_cidr_blocks: ["2001:db8::/32"] },
            ],
          },
        },
      },
      "60 in, and 60 out": {
        aws_security_group: {
          one: {
            ingress: [{ protocol: "tcp", cidr_blocks: ranges(60) }],
            egress: [{ protocol: "tcp", cidr_blocks: ranges(60) }],
          },
        },
      },
    },
    fails: {
      "61": {
        given: { aws_security_group: { one: { egress: [{ protocol: "tcp", cidr_blocks: ranges(61) }] } } },
        told: [
          [
            "app/aws_security_group.one",
            "61 rules of egress",
            "60 rules or fewer, or what quotas.rulesPerSecurityGroup says, of prefix lists all that they may hold",
          ],
        ],
      },
      "a prefix list that may hold 61": {
        given: {
          ...group(443, { prefix_list_id: "${aws_ec2_managed_prefix_list.partners.id}" }),
          aws_ec2_managed_prefix_list: { partners: { max_entries: 61 } },
        },
        told: [
          [
            "app/aws_security_group.one",
            "61 rules of ingress",
            "60 rules or fewer, or what quotas.rulesPerSecurityGroup says, of prefix lists all that they may hold",
          ],
        ],
      },
    },
  },
  "SG-08": {
    title: "A network interface has no more security groups than AWS's quota.",
    fix: "put the rules of several groups into one, or say in quotas what AWS has raised",
    passes: {
      five: { aws_instance: { one: { vpc_security_group_ids: SIX.slice(1) } } },
      "one six times": { aws_instance: { one: { vpc_security_group_ids: SIX.map(() => "sg-1") } } },
      "six of two interfaces": {
        aws_launch_template: {
          one: { network_interfaces: [{ security_groups: SIX.slice(3) }, { security_groups: SIX.slice(0, 3) }] },
        },
      },
    },
    fails: {
      "six, for each type": {
        given: {
          ...ofEach(["aws_instance", "aws_db_instance", "aws_rds_cluster"], { vpc_security_group_ids: SIX }),
          ...ofEach(["aws_network_interface", "aws_lb", "aws_efs_mount_target"], { security_groups: SIX }),
          ...ofEach(["aws_vpc_endpoint", "aws_elasticache_replication_group"], { security_group_ids: SIX }),
          aws_launch_template: { one: { network_interfaces: [{ security_groups: SIX }] } },
          aws_ecs_service: { one: { network_configuration: { security_groups: SIX } } },
          aws_lambda_function: { one: { vpc_config: [{ security_group_ids: SIX }] } },
        },
        told: [
          [
            "app/aws_db_instance.one › vpc_security_group_ids",
            "6 security groups",
            "5 security groups or fewer, or what quotas.groupsPerInterface says",
          ],
          [
            "app/aws_ecs_service.one › network_configuration",
            "6 security groups",
            "5 security groups or fewer, or what quotas.groupsPerInterface says",
          ],
          [
            "app/aws_efs_mount_target.one › security_groups",
            "6 security groups",
            "5 security groups or fewer, or what quotas.groupsPerInterface says",
          ],
          [
            "app/aws_elasticache_replication_group.one › security_group_ids",
            "6 security groups",
            "5 security groups or fewer, or what quotas.groupsPerInterface says",
          ],
          [
            "app/aws_instance.one › vpc_security_group_ids",
            "6 security groups",
            "5 security groups or fewer, or what quotas.groupsPerInterface says",
          ],
          [
            "app/aws_lambda_function.one › vpc_config",
            "6 security groups",
            "5 security groups or fewer, or what quotas.groupsPerInterface says",
          ],
          [
            "app/aws_launch_template.one › network_interfaces",
            "6 security groups",
            "5 security groups or fewer, or what quotas.groupsPerInterface says",
          ],
          [
            "app/aws_lb.one › security_groups",
            "6 security groups",
            "5 security groups or fewer, or what quotas.groupsPerInterface says",
          ],
          [
            "app/aws_network_interface.one › security_groups",
            "6 security groups",
            "5 security groups or fewer, or what quotas.groupsPerInterface says",
          ],
          [
            "app/aws_rds_cluster.one › vpc_security_group_ids",
            "6 security groups",
            "5 security groups or fewer, or what quotas.groupsPerInterface says",
          ],
          [
            "app/aws_vpc_endpoint.one › security_group_ids",
            "6 security groups",
            "5 security groups or fewer, or what quotas.groupsPerInterface says",
          ],
        ],
      },
    },
  },
};
