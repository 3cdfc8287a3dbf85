import type { VPN_RULES } from "../../../../guardrails/rules/servers/vpn";
import type { CasesOf, Resources } from "../../rule-cases";

/** A rule that admits somebody to a port. */
const admits = (port: number, from: string, protocol = "udp") => ({
  protocol,
  from_port: port,
  to_port: port,
  cidr_blocks: [from],
});

/** A server with rules, and whatever gives it an address. */
function server(ingress: readonly object[], more: Resources = {}): Resources {
  return {
    aws_security_group: { vpn: { ingress } },
    aws_instance: { vpn: { vpc_security_group_ids: ["${aws_security_group.vpn.id}"] } },
    ...more,
  };
}

const OPENVPN = admits(1194, "0.0.0.0/0");
const ADDRESS = { aws_eip: { vpn: { instance: "${aws_instance.vpn.id}" } } };
const ALLOWED = "an Elastic IP, and from everywhere port 1194 alone";

/** Cases of the rules about servers that let people into a network. */
export const VPN_CASES: CasesOf<typeof VPN_RULES> = {
  "EC2-10": {
    title: "Servers of OpenVPN have an address that stays, and answer the internet on port 1194 alone.",
    fix: "give the server an Elastic IP, and admit to its other ports from named ranges",
    passes: {
      "an address, and administration from the office": server(
        [OPENVPN, admits(943, "203.0.113.0/24", "tcp")],
        ADDRESS,
      ),
      "the address of its interface": server([OPENVPN], {
        aws_eip_association: { vpn: { network_interface_id: "${aws_instance.vpn.primary_network_interface_id}" } },
      }),
      "a balancer in front": server([OPENVPN], {
        aws_lb_target_group_attachment: { vpn: { target_id: "${aws_instance.vpn.id}" } },
      }),
      "another server": server([admits(443, "0.0.0.0/0", "tcp")]),
    },
    fails: {
      "an address that changes, and an administration that everybody reaches": {
        given: server([OPENVPN, admits(943, "0.0.0.0/0", "tcp")]),
        told: [
          ["app/aws_instance.vpn", "no Elastic IP", ALLOWED],
          [
            "app/aws_instance.vpn › vpc_security_group_ids",
            "943 from everywhere, by app/aws_security_group.vpn",
            ALLOWED,
          ],
        ],
      },
    },
  },
};
