import type { JOINED_RULES } from "../../../../guardrails/rules/networks/joined";
import type { CasesOf, Told } from "../../rule-cases";

const TWO = {
  aws_vpc: { main: { cidr_block: "10.0.0.0/16" }, other: { cidr_block: "10.1.0.0/16" } },
  aws_security_group: { web: { vpc_id: "${aws_vpc.main.id}" }, db: { vpc_id: "${aws_vpc.other.id}" } },
};

const FROM_WEB = {
  security_group_id: "${aws_security_group.db.id}",
  ip_protocol: "tcp",
  from_port: 5432,
  to_port: 5432,
};

const REFERENCE = { ...FROM_WEB, referenced_security_group_id: "${aws_security_group.web.id}" };

/** Both VPCs at one transit gateway. */
function attached(support: string, ofAttachments: Readonly<Record<string, string>> = {}) {
  const one = { transit_gateway_id: "${aws_ec2_transit_gateway.main.id}", ...ofAttachments };
  return {
    aws_ec2_transit_gateway: { main: { security_group_referencing_support: support } },
    aws_ec2_transit_gateway_vpc_attachment: {
      main: { ...one, vpc_id: "${aws_vpc.main.id}" },
      other: { ...one, vpc_id: "${aws_vpc.other.id}" },
    },
  };
}

const LISTENER = {
  load_balancer_arn: "${aws_lb.inspection.arn}",
  default_action: [{ type: "forward", target_group_arn: "${aws_lb_target_group.firewalls.arn}" }],
};

const GATEWAY = { aws_lb: { inspection: { load_balancer_type: "gateway" } } };

/** Cases of the rules about what joins VPCs. */
export const JOINED_CASES: CasesOf<typeof JOINED_RULES> = {
  "NET-19": {
    title: "Security groups name groups of their own VPC or of a peer.",
    fix: "admit the range of the other VPC, join both by a peering connection, or turn security_group_referencing_support on",
    passes: {
      "a group of the same VPC": {
        ...TWO,
        aws_vpc_security_group_ingress_rule: {
          own: { ...FROM_WEB, referenced_security_group_id: "${aws_security_group.db.id}" },
        },
      },
      "a group of a peer": {
        ...TWO,
        aws_vpc_peering_connection: { main: { vpc_id: "${aws_vpc.main.id}", peer_vpc_id: "${aws_vpc.other.id}" } },
        aws_vpc_security_group_ingress_rule: { web: REFERENCE },
      },
      "a transit gateway that supports it": {
        ...TWO,
        ...attached("enable"),
        aws_vpc_security_group_ingress_rule: { web: REFERENCE },
      },
      "a transit gateway that supports it later, with attachments that do": {
        ...TWO,
        ...attached("${var.support}", { security_group_referencing_support: "enable" }),
        aws_vpc_security_group_ingress_rule: { web: REFERENCE },
      },
      "a transit gateway from elsewhere": {
        ...TWO,
        aws_ec2_transit_gateway_vpc_attachment: {
          main: { transit_gateway_id: "tgw-1", vpc_id: "${aws_vpc.main.id}" },
          other: { transit_gateway_id: "tgw-1", vpc_id: "${aws_vpc.other.id}" },
        },
        aws_vpc_security_group_ingress_rule: { web: REFERENCE },
      },
      "a VPC from elsewhere": {
        ...TWO,
        aws_security_group: { web: { vpc_id: "vpc-1" }, db: { vpc_id: "${aws_vpc.other.id}" } },
        aws_vpc_security_group_ingress_rule: { web: REFERENCE },
      },
    },
    fails: {
      "a group of another VPC, in each way": {
        given: {
          ...TWO,
          aws_security_group: {
            ...TWO.aws_security_group,
            inline: { vpc_id: "${aws_vpc.other.id}", ingress: [{ security_groups: ["${aws_security_group.web.id}"] }] },
          },
          aws_vpc_security_group_ingress_rule: { web: REFERENCE },
          aws_vpc_security_group_egress_rule: { web: REFERENCE },
          aws_security_group_rule: {
            web: {
              ...{ type: "ingress", protocol: "tcp", from_port: 5432, to_port: 5432 },
              security_group_id: "${aws_security_group.db.id}",
              source_security_group_id: "${aws_security_group.web.id}",
            },
          },
        },
        told: [
          [
            "app/aws_security_group.inline › ingress",
            "app/aws_security_group.web, which lies in another VPC, app/aws_vpc.main",
            "a peering connection of the VPCs, or a transit gateway with security_group_referencing_support",
          ],
          [
            "app/aws_security_group_rule.web › source_security_group_id",
            "app/aws_security_group.web, which lies in another VPC, app/aws_vpc.main",
            "a peering connection of the VPCs, or a transit gateway with security_group_referencing_support",
          ],
          [
            "app/aws_vpc_security_group_egress_rule.web › referenced_security_group_id",
            "app/aws_security_group.web, which lies in another VPC, app/aws_vpc.main",
            "a peering connection of the VPCs",
            "name the range of the other VPC, or join both by a peering connection",
          ],
          [
            "app/aws_vpc_security_group_ingress_rule.web › referenced_security_group_id",
            "app/aws_security_group.web, which lies in another VPC, app/aws_vpc.main",
            "a peering connection of the VPCs, or a transit gateway with security_group_referencing_support",
          ],
        ],
      },
      "a transit gateway without support, and attachments without it": {
        given: {
          stacks: {
            gateway: {
              resource: { ...TWO, ...attached("disable"), aws_vpc_security_group_ingress_rule: { web: REFERENCE } },
            },
            attachments: {
              resource: {
                ...TWO,
                ...attached("enable", { security_group_referencing_support: "disable" }),
                aws_vpc_security_group_ingress_rule: { web: REFERENCE },
              },
            },
          },
        },
        told: ["attachments", "gateway"].map(
          (stack): Told => [
            `${stack}/aws_vpc_security_group_ingress_rule.web › referenced_security_group_id`,
            `${stack}/aws_security_group.web, which lies in another VPC, ${stack}/aws_vpc.main`,
            "a peering connection of the VPCs, or a transit gateway with security_group_referencing_support",
          ],
        ),
      },
      "what goes out, over a transit gateway that supports what comes in": {
        given: {
          ...TWO,
          ...attached("enable"),
          aws_security_group: {
            ...TWO.aws_security_group,
            inline: { vpc_id: "${aws_vpc.other.id}", egress: [{ security_groups: ["${aws_security_group.web.id}"] }] },
          },
          aws_vpc_security_group_egress_rule: { web: REFERENCE },
          aws_security_group_rule: {
            web: {
              ...{ type: "egress", protocol: "tcp", from_port: 5432, to_port: 5432 },
              security_group_id: "${aws_security_group.db.id}",
              source_security_group_id: "${aws_security_group.web.id}",
            },
          },
        },
        told: [
          "app/aws_security_group.inline › egress",
          "app/aws_security_group_rule.web › source_security_group_id",
          "app/aws_vpc_security_group_egress_rule.web › referenced_security_group_id",
        ].map(
          (at): Told => [
            at,
            "app/aws_security_group.web, which lies in another VPC, app/aws_vpc.main",
            "a peering connection of the VPCs",
            "name the range of the other VPC, or join both by a peering connection",
          ],
        ),
      },
    },
  },
  "NET-22": {
    title: "Gateway load balancers forward by GENEVE.",
    fix: "set protocol to GENEVE and port to 6081",
    passes: {
      GENEVE: {
        ...GATEWAY,
        aws_lb_target_group: { firewalls: { protocol: "GENEVE", port: 6081 } },
        aws_lb_listener: { all: LISTENER },
      },
      "a balancer of another kind": {
        aws_lb: { inspection: { load_balancer_type: "network" } },
        aws_lb_target_group: { firewalls: { protocol: "TCP" } },
        aws_lb_listener: { all: LISTENER },
      },
      "a protocol by an expression": {
        ...GATEWAY,
        aws_lb_target_group: { firewalls: { protocol: "${var.protocol}" } },
        aws_lb_listener: { all: LISTENER },
      },
    },
    fails: {
      "another protocol, and none": {
        given: {
          ...GATEWAY,
          aws_lb_target_group: { firewalls: { protocol: "TCP" }, lambda: {} },
          aws_lb_listener: { all: LISTENER },
          aws_alb_listener: {
            all: {
              ...LISTENER,
              default_action: [{ type: "forward", target_group_arn: "${aws_lb_target_group.lambda.arn}" }],
            },
          },
        },
        told: [
          [
            "app/aws_alb_listener.all › default_action",
            "app/aws_lb_target_group.lambda with no protocol",
            'a target group with protocol = "GENEVE" and port = 6081',
          ],
          [
            "app/aws_lb_listener.all › default_action",
            "app/aws_lb_target_group.firewalls with protocol TCP",
            'a target group with protocol = "GENEVE" and port = 6081',
          ],
        ],
      },
    },
  },
  "NET-27": {
    title: "Transit gateways take no attachment that nobody has accepted.",
    fix: "leave auto_accept_shared_attachments out, and accept attachments one by one",
    passes: {
      "no word of it": { aws_ec2_transit_gateway: { main: {} } },
      "one that waits": { aws_ec2_transit_gateway: { main: { auto_accept_shared_attachments: "disable" } } },
    },
    fails: {
      "one that takes all": {
        given: { aws_ec2_transit_gateway: { main: { auto_accept_shared_attachments: "enable" } } },
        told: [
          [
            "app/aws_ec2_transit_gateway.main › auto_accept_shared_attachments",
            'auto_accept_shared_attachments = "enable"',
            'auto_accept_shared_attachments other than "enable"',
          ],
        ],
      },
    },
  },
};
