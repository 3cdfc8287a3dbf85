import { isIP } from "node:net";
import type { Problems } from "../core/errors";
import { checkEndpoints } from "./endpoints/endpoint-checks";
import { checkFlowLogs } from "./flow-logs/flow-log-checks";
import { checkNat } from "./nat/nat-checks";
import type { NetworkProps } from "./network-props";
import { checkPrefixLists } from "./prefix-lists/prefix-list-checks";
import { checkTierKinds } from "./tiers/tier-checks";

/** Everything about a network's properties that the address plan and the plan of the network ACLs do not look at. */
export function checkNetwork(props: NetworkProps, problems: Problems): void {
  checkTierKinds(props, problems);
  checkNat(props, problems);
  checkEndpoints(props, problems);
  checkDhcp(props, problems);
  checkVpnGateway(props, problems);
  checkFlowLogs(props, problems);
  checkPrefixLists(props.prefixLists ?? {}, problems);
}

function checkDhcp(props: NetworkProps, problems: Problems): void {
  for (const [name, servers, known] of [
    ["nameServers", props.dhcp?.nameServers ?? [], ["AmazonProvidedDNS"]],
    ["ntpServers", props.dhcp?.ntpServers ?? [], []],
  ] as const) {
    const wrong = servers.filter((server) => isIP(server) === 0 && !known.some((word) => word === server));
    if (wrong.length > 0) {
      problems.add(`dhcp.${name}`, {
        code: "DHCP_SERVER_NOT_AN_ADDRESS",
        message: "DHCP hands out servers by address, not by name.",
        found: wrong.map((server) => `"${server}"`).join(", "),
        expected: ["IP addresses", ...known].join(", or "),
        fix: `write the server's address, for example ${name === "ntpServers" ? "169.254.169.123" : "10.0.0.2"}`,
      });
    }
    if (servers.length <= 4) continue;
    problems.add(`dhcp.${name}`, {
      code: "DHCP_TOO_MANY_SERVERS",
      message: "A DHCP option set takes at most four servers of a kind.",
      found: `${servers.length} servers`,
      expected: "at most 4",
      fix: "remove the ones that are farthest away",
    });
  }
}

function checkVpnGateway(props: NetworkProps, problems: Problems): void {
  const asn = props.vpnGateway?.amazonSideAsn;
  const inRange = (low: number, high: number): boolean =>
    asn !== undefined && Number.isInteger(asn) && asn >= low && asn <= high;
  if (asn !== undefined && !inRange(64_512, 65_534) && !inRange(4_200_000_000, 4_294_967_294)) {
    problems.add("vpnGateway.amazonSideAsn", {
      code: "VPN_ASN_INVALID",
      message: "The ASN of the Amazon side is not a private one.",
      found: String(asn),
      expected: "64512 to 65534, or 4200000000 to 4294967294",
      fix: "leave it out for 64512, or choose one that the other side does not use",
    });
  }
  for (const tier of props.tiers.filter((candidate) => candidate.vpnRoutes && !props.vpnGateway)) {
    problems.add(`tiers.${tier.name}.vpnRoutes`, {
      code: "VPN_GATEWAY_MISSING",
      message: "The tier is to learn routes from a VPN gateway, and there is none.",
      found: `vpnRoutes: true on the tier "${tier.name}" without vpnGateway`,
      expected: "a vpnGateway, or no vpnRoutes",
      fix: "add vpnGateway: {}, or remove vpnRoutes",
    });
  }
}
