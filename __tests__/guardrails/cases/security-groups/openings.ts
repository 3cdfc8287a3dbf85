import type { OPENING_RULES } from "../../../../guardrails/rules/security-groups/openings";
import type { CasesOf, Resources } from "../../rule-cases";

/** A standalone rule of ingress. */
function ingress(rule: Readonly<Record<string, unknown>>): Resources {
  return { aws_vpc_security_group_ingress_rule: { one: { security_group_id: "sg-1", ip_protocol: "tcp", ...rule } } };
}

/** A rule in a group, as the group and as the VPC's default group. */
function inGroup(rule: Readonly<Record<string, unknown>>): Resources {
  const ingress = [{ protocol: "tcp", ...rule }];
  return { aws_security_group: { one: { ingress } }, aws_default_security_group: { one: { ingress } } };
}

const ONE = "app/aws_vpc_security_group_ingress_rule.one › cidr_ipv4";

/** Cases of the rules about security groups. */
export const OPENING_CASES: CasesOf<typeof OPENING_RULES> = {
  "SG-01": {
    title: "No security group admits SSH or RDP from everywhere.",
    fix: "admit the office's prefix list, the bastion's group or listed ranges, or use Session Manager, which needs no port",
    passes: {
      "SSH from an office": ingress({ from_port: 22, to_port: 22, cidr_ipv4: "203.0.113.0/24" }),
      "HTTPS from everywhere, with ports as texts": ingress({
        ...{ from_port: "443", to_port: "443", cidr_ipv4: "0.0.0.0/0" },
      }),
      "HTTPS from everywhere": ingress({ from_port: 443, to_port: 443, cidr_ipv4: "0.0.0.0/0" }),
      "ping from everywhere": ingress({ ip_protocol: "icmp", from_port: -1, to_port: -1, cidr_ipv4: "0.0.0.0/0" }),
      "ports that are known later": {
        ...ingress({ from_port: "${var.port}", to_port: "${var.port}", cidr_ipv4: "0.0.0.0/0" }),
        aws_security_group: {
          one: {
            ingress: { protocol: "tcp", from_port: 8000, to_port: "${var.last}", cidr_blocks: ["0.0.0.0/0"] },
          },
        },
      },
      "a range that is known later": ingress({ from_port: 22, to_port: 22, cidr_ipv4: "${var.office}" }),
      "SSH to everywhere": {
        aws_security_group_rule: {
          one: { type: "egress", protocol: "tcp", from_port: 22, to_port: 22, cidr_blocks: ["0.0.0.0/0"] },
        },
      },
    },
    fails: {
      "SSH from everywhere": {
        given: ingress({ from_port: 22, to_port: 22, cidr_ipv4: "0.0.0.0/0" }),
        told: [[ONE, "22 from 0.0.0.0/0, which is SSH", "ranges, prefix lists or groups of who administers"]],
      },
      "one rule as an object, its ports as texts and its protocol in capitals": {
        given: {
          aws_security_group: {
            one: { ingress: { protocol: "TCP", from_port: "20", to_port: "22", cidr_blocks: ["0.0.0.0/0"] } },
          },
        },
        told: [
          [
            "app/aws_security_group.one › ingress",
            "20–22 from 0.0.0.0/0, which is SSH",
            "ranges, prefix lists or groups of who administers",
          ],
        ],
      },
      "everything from everywhere": {
        given: ingress({ ip_protocol: "-1", cidr_ipv4: "0.0.0.0/0" }),
        told: [[ONE, "everything from 0.0.0.0/0, which is SSH", "ranges, prefix lists or groups of who administers"]],
      },
      "RDP in a range of ports, by IPv6, in a group and as a rule of its own": {
        given: {
          ...inGroup({ from_port: 3000, to_port: 4000, ipv6_cidr_blocks: ["::/0"] }),
          aws_security_group_rule: {
            one: { type: "ingress", protocol: "tcp", from_port: 3389, to_port: 3389, cidr_blocks: ["0.0.0.0/0"] },
          },
        },
        told: [
          [
            "app/aws_default_security_group.one › ingress",
            "3000–4000 from ::/0, which is RDP",
            "ranges, prefix lists or groups of who administers",
          ],
          [
            "app/aws_security_group.one › ingress",
            "3000–4000 from ::/0, which is RDP",
            "ranges, prefix lists or groups of who administers",
          ],
          [
            "app/aws_security_group_rule.one › cidr_blocks",
            "3389 from 0.0.0.0/0, which is RDP",
            "ranges, prefix lists or groups of who administers",
          ],
        ],
      },
    },
  },
  "SG-02": {
    title: "SSH and RDP are admitted from networks that somebody has, not from parts of the internet.",
    fix: "admit the office's prefix list, the bastion's group or its ranges",
    passes: {
      "SSH from an office, and from the VPC": ingress({ from_port: 22, to_port: 22, cidr_ipv4: "10.0.0.0/8" }),
      "HTTPS from half of the internet": ingress({ from_port: 443, to_port: 443, cidr_ipv4: "0.0.0.0/1" }),
      "everywhere, which another rule tells": ingress({ from_port: 22, to_port: 22, cidr_ipv4: "0.0.0.0/0" }),
      "SSH to half of the internet": {
        aws_security_group_rule: {
          one: { type: "egress", protocol: "tcp", from_port: 22, to_port: 22, cidr_blocks: ["0.0.0.0/1"] },
        },
      },
    },
    fails: {
      "SSH from half of the internet": {
        given: ingress({ from_port: 22, to_port: 22, cidr_ipv4: "128.0.0.0/1" }),
        told: [
          [
            "app/aws_vpc_security_group_ingress_rule.one › cidr_ipv4",
            "22 from 128.0.0.0/1, which is SSH",
            "ranges of /8 or longer, of IPv6 of /16 or longer, and together no more than that",
          ],
        ],
      },
      "RDP from both halves, in a group and as a rule of its own": {
        given: {
          ...inGroup({ from_port: 3389, to_port: 3389, cidr_blocks: ["0.0.0.0/1", "128.0.0.0/1"] }),
          aws_security_group_rule: {
            one: { type: "ingress", protocol: "tcp", from_port: 3389, to_port: 3389, ipv6_cidr_blocks: ["2000::/3"] },
          },
        },
        told: [
          [
            "app/aws_default_security_group.one › ingress",
            "3389 from 0.0.0.0/1, 128.0.0.0/1, which is RDP",
            "ranges of /8 or longer, of IPv6 of /16 or longer, and together no more than that",
          ],
          [
            "app/aws_security_group.one › ingress",
            "3389 from 0.0.0.0/1, 128.0.0.0/1, which is RDP",
            "ranges of /8 or longer, of IPv6 of /16 or longer, and together no more than that",
          ],
          [
            "app/aws_security_group_rule.one › cidr_blocks",
            "3389 from 2000::/3, which is RDP",
            "ranges of /8 or longer, of IPv6 of /16 or longer, and together no more than that",
          ],
        ],
      },
    },
  },
  "SG-06": {
    title: "What lies in the VPC is admitted by its security group, not by the VPC's range.",
    fix: "admit the security group of who calls",
    passes: {
      "a part of the VPC, and a range elsewhere": {
        aws_vpc: { main: { cidr_block: "10.0.0.0/16" } },
        aws_vpc_security_group_ingress_rule: {
          part: { ip_protocol: "tcp", from_port: 443, to_port: 443, cidr_ipv4: "10.0.1.0/24" },
          office: { ip_protocol: "tcp", from_port: 443, to_port: 443, cidr_ipv4: "10.1.0.0/16" },
        },
      },
    },
    fails: {
      "the range of the VPC of another stack, in all forms": {
        given: {
          stacks: {
            network: { resource: { aws_vpc: { main: { cidr_block: "10.0.0.0/16" } } } },
            app: {
              resource: {
                ...ingress({ from_port: 443, to_port: 443, cidr_ipv4: "10.0.0.0/16" }),
                ...inGroup({ from_port: 443, to_port: 443, cidr_blocks: ["10.0.0.0/16"] }),
                aws_security_group_rule: {
                  one: { type: "ingress", protocol: "-1", cidr_blocks: ["10.0.0.0/16"] },
                },
              },
            },
          },
        },
        told: [
          [
            "app/aws_default_security_group.one › ingress",
            "443 from 10.0.0.0/16, which is a whole VPC",
            "security groups of who calls",
          ],
          [
            "app/aws_security_group.one › ingress",
            "443 from 10.0.0.0/16, which is a whole VPC",
            "security groups of who calls",
          ],
          [
            "app/aws_security_group_rule.one › cidr_blocks",
            "everything from 10.0.0.0/16, which is a whole VPC",
            "security groups of who calls",
          ],
          [ONE, "443 from 10.0.0.0/16, which is a whole VPC", "security groups of who calls"],
        ],
      },
    },
  },
  "SG-09": {
    title: "Security groups admit everywhere to ports of entries alone.",
    fix: "name the ranges, prefix lists or groups of who calls, or declare the entry by publicEntry",
    passes: {
      HTTP: ingress({ from_port: 80, to_port: 80, cidr_ipv4: "0.0.0.0/0" }),
      "HTTP/3": ingress({ ip_protocol: "udp", from_port: 443, to_port: 443, cidr_ipv4: "0.0.0.0/0" }),
      OpenVPN: inGroup({ protocol: "udp", from_port: 1194, to_port: 1194, cidr_blocks: ["0.0.0.0/0"] }),
      ping: ingress({ ip_protocol: "icmp", from_port: -1, to_port: -1, cidr_ipv4: "0.0.0.0/0" }),
      "SSH, which another rule tells": ingress({ from_port: 22, to_port: 22, cidr_ipv4: "0.0.0.0/0" }),
      "a port for an office": ingress({ from_port: 7777, to_port: 7777, cidr_ipv4: "203.0.113.0/24" }),
    },
    fails: {
      "a port of a game": {
        given: ingress({ from_port: 7777, to_port: 7777, cidr_ipv4: "0.0.0.0/0" }),
        told: [
          [
            "app/aws_vpc_security_group_ingress_rule.one › cidr_ipv4",
            "7777 from 0.0.0.0/0, which is no port of an entry",
            "ports 80, 443 and 1194",
          ],
        ],
      },
      "HTTPS with its neighbours, in a group and as a rule of its own": {
        given: {
          ...inGroup({ from_port: 443, to_port: 444, cidr_blocks: ["0.0.0.0/0"] }),
          aws_security_group_rule: {
            one: { type: "ingress", protocol: "udp", from_port: 80, to_port: 80, ipv6_cidr_blocks: ["::/0"] },
          },
        },
        told: [
          [
            "app/aws_default_security_group.one › ingress",
            "443–444 from 0.0.0.0/0, which is no port of an entry",
            "ports 80, 443 and 1194",
          ],
          [
            "app/aws_security_group.one › ingress",
            "443–444 from 0.0.0.0/0, which is no port of an entry",
            "ports 80, 443 and 1194",
          ],
          [
            "app/aws_security_group_rule.one › cidr_blocks",
            "80 (udp) from ::/0, which is no port of an entry",
            "ports 80, 443 and 1194",
          ],
        ],
      },
    },
  },
  "SG-10": {
    title: "No security group admits ports of databases and administration from everywhere.",
    fix: "admit the security groups of the applications that use it",
    passes: {
      "a database from a group": ingress({
        from_port: 5432,
        to_port: 5432,
        referenced_security_group_id: "${aws_security_group.app.id}",
      }),
      "what the rule about administration tells": ingress({ ip_protocol: "-1", cidr_ipv4: "0.0.0.0/0" }),
    },
    fails: {
      "databases and dashboards from everywhere, in all forms": {
        given: {
          ...ingress({ from_port: 5432, to_port: 5432, cidr_ipv4: "0.0.0.0/0" }),
          ...inGroup({ from_port: 9000, to_port: 9100, cidr_blocks: ["0.0.0.0/0"] }),
          aws_security_group_rule: {
            one: { type: "ingress", protocol: "tcp", from_port: 6379, to_port: 6379, ipv6_cidr_blocks: ["::/0"] },
          },
        },
        told: [
          [
            "app/aws_default_security_group.one › ingress",
            "9000–9100 from 0.0.0.0/0, which is port 9042",
            "security groups of who calls",
          ],
          [
            "app/aws_security_group.one › ingress",
            "9000–9100 from 0.0.0.0/0, which is port 9042",
            "security groups of who calls",
          ],
          [
            "app/aws_security_group_rule.one › cidr_blocks",
            "6379 from ::/0, which is port 6379",
            "security groups of who calls",
          ],
          [ONE, "5432 from 0.0.0.0/0, which is port 5432", "security groups of who calls"],
        ],
      },
    },
  },
  "SG-11": {
    title: "The default security group of a VPC has no rules.",
    fix: "leave its rules out, and give what needs rules a group of its own",
    passes: { "a default group without rules": { aws_default_security_group: { one: { vpc_id: "vpc-1" } } } },
    fails: {
      "a default group that admits itself": {
        given: { aws_default_security_group: { one: { ingress: [{ protocol: "-1", self: true }] } } },
        told: [["app/aws_default_security_group.one", "1 rule", "no rules"]],
      },
    },
  },
};
