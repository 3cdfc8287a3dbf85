import { isAnywhere, portsText } from "../../../review/findings/security-rules";
import type { Estate } from "../../tree/estate";
import type { Resource } from "../../tree/resource";
import { type GroupRule, groupsOf, rulesByGroup } from "../../tree/security-groups";
import type { Found, ResourceRule, Rules } from "../rule.types";

/** Port of OpenVPN (IANA Service Name and Transport Protocol Port Number Registry, "openvpn", read 2026-11). */
const OPENVPN = 1194;

const ATTRIBUTE = "vpc_security_group_ids";

const isOpenVpn = ({ from, to }: GroupRule) => from === OPENVPN && to === OPENVPN;

/** Rules by which everybody reaches an instance. */
function openRules(instance: Resource, estate: Estate): readonly GroupRule[] {
  return groupsOf(instance, ATTRIBUTE)
    .flatMap((group) => estate.derived(rulesByGroup).get(group) ?? [])
    .filter(({ direction, peers }) => direction === "ingress" && peers.some(isAnywhere));
}

/** What gives an instance an address that stays: an Elastic IP of it or of its interface, or a balancer in front of it. */
const ADDRESSES: readonly (readonly [type: string, attribute: string])[] = [
  ["aws_eip", "instance"],
  ["aws_eip", "network_interface"],
  ["aws_eip_association", "instance_id"],
  ["aws_eip_association", "network_interface_id"],
  ["aws_lb_target_group_attachment", "target_id"],
  ["aws_alb_target_group_attachment", "target_id"],
];

const OPENVPN_SERVERS: ResourceRule = {
  level: "error",
  title: "Servers of OpenVPN have an address that stays, and answer the internet on port 1194 alone.",
  reason: "Clients have the address in their files, and whoever reaches the administration lets himself in.",
  expected: "an Elastic IP, and from everywhere port 1194 alone",
  fix: "give the server an Elastic IP, and admit to its other ports from named ranges",
  source:
    'AWS Security Hub User Guide, control EC2.18, and Amazon EC2 User Guide, "Elastic IP addresses", read 2026-12',
  types: ["aws_instance"],
  check: (instance, estate) => {
    const open = openRules(instance, estate);
    if (!open.some(isOpenVpn)) return [];
    const others = open
      .filter((rule) => !isOpenVpn(rule))
      .map(
        (rule): Found => ({
          found: `${portsText(rule)} from everywhere, by ${rule.resource.place}`,
          attribute: ATTRIBUTE,
        }),
      );
    const stays = ADDRESSES.some(([type, attribute]) => estate.referrers(instance, type, attribute).length > 0);
    return stays ? others : [...others, { found: "no Elastic IP" }];
  },
};

/** Rules about servers that let people into a network. */
export const VPN_RULES = {
  "EC2-10": OPENVPN_SERVERS,
} as const satisfies Rules;
