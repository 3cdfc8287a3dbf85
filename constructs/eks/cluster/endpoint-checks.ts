import type { Problems } from "../../core/errors";
import { type Cidr, checkCidr, contains } from "../../network/address-plan/cidr";
import { areInternet, PRIVATE_RANGES, WIDEST_KNOWN_NETWORK } from "../../network/wide-ranges";

/** Greatest number of ranges of a cluster (Amazon EKS User Guide, "View and manage Amazon EKS service quotas", as of 2026-11). */
const MOST_RANGES = 40;

/** Checks the ranges that reach the Kubernetes API from the internet. */
export function checkPublicCidrs(ranges: readonly string[], problems: Problems): void {
  ranges.forEach((range, index) => {
    checkRange(range, `endpointAccess.publicCidrs[${index}]`, problems);
  });
  if (!ranges.some((range) => areInternet([range])) && areInternet(ranges)) {
    everyone(`${ranges.length} ranges that are so together`, "endpointAccess.publicCidrs", problems);
  }
  if (ranges.length <= MOST_RANGES) return;
  problems.add("endpointAccess.publicCidrs", {
    code: "EKS_PUBLIC_CIDRS_TOO_MANY",
    message: "The public endpoint of a cluster takes no more ranges.",
    found: `${ranges.length} ranges`,
    expected: `at most ${MOST_RANGES}`,
    fix: "join neighbouring ranges, or leave endpointAccess out and reach the API through the VPC",
  });
}

function checkRange(range: string, at: string, problems: Problems): void {
  if (range.includes(":") && areInternet([range])) {
    everyone(range, at, problems);
  } else if (range.includes(":")) {
    problems.add(at, {
      code: "EKS_PUBLIC_CIDR_IPV6",
      message: "The endpoint of an IPv4 cluster is reached over IPv4 only.",
      found: range,
      expected: "an IPv4 range",
      fix: "name the IPv4 range that the same people come from, such as 203.0.113.0/24",
    });
  } else {
    checkIpv4(range, at, problems);
  }
}

function checkIpv4(range: string, at: string, problems: Problems): void {
  const cidr = checkCidr(range, at, problems);
  if (cidr && areInternet([range])) {
    everyone(range, at, problems);
  } else if (cidr && isPrivate(cidr)) {
    problems.add(at, {
      code: "EKS_PUBLIC_CIDR_PRIVATE",
      message:
        "Nobody comes to the public endpoint from a private range; from inside the VPC the private endpoint is used.",
      found: range,
      expected: "addresses as the internet sees them",
      fix: "name the public addresses of the office or the VPN, or leave the range out",
    });
  }
}

function everyone(range: string, at: string, problems: Problems): void {
  problems.add(at, {
    code: "EKS_ENDPOINT_FOR_EVERYONE",
    message: "This lets everyone on the internet, or a great part of it, reach the Kubernetes API.",
    found: range,
    expected: `ranges of your own, none wider than /${WIDEST_KNOWN_NETWORK.ipv4}`,
    fix: "name the ranges of the office or the VPN, or leave endpointAccess out: the API is reached from inside the VPC",
  });
}

function isPrivate(cidr: Cidr): boolean {
  return PRIVATE_RANGES.some((range) => contains(range, cidr));
}
