import { testAdvice } from "../../../support/followed-advice";
import { problemsIfAny } from "../../../support/synth";
import { type ClusterCase, expectCase, type Found, toldClusters } from "./support";

const OWN_RANGES = {
  expected: "ranges of your own, none wider than /8",
  fix: "name the ranges of the office or the VPN, or leave endpointAccess out: the API is reached from inside the VPC",
};
const EVERYONE = {
  code: "EKS_ENDPOINT_FOR_EVERYONE",
  message: "This lets everyone on the internet, or a great part of it, reach the Kubernetes API.",
  ...OWN_RANGES,
};
const PRIVATE = {
  code: "EKS_PUBLIC_CIDR_PRIVATE",
  message:
    "Nobody comes to the public endpoint from a private range; from inside the VPC the private endpoint is used.",
  expected: "addresses as the internet sees them",
  fix: "name the public addresses of the office or the VPN, or leave the range out",
};

function publicCidr(range: string, problem: Omit<Found, "property" | "found">): ClusterCase {
  const parts = problem.fix.split(", or ");
  return {
    name: `${range} as a public range`,
    props: { endpointAccess: { publicCidrs: [range] } },
    problems: [{ property: "endpointAccess.publicCidrs[0]", ...problem, found: range }],
    ways: parts.map((says) => ({
      says,
      to: { props: says.startsWith("leave") ? {} : { endpointAccess: { publicCidrs: ["203.0.113.0/24"] } } },
    })),
  };
}

const CASES: readonly ClusterCase[] = [
  publicCidr("0.0.0.0/0", EVERYONE),
  publicCidr("::/0", EVERYONE),
  publicCidr("128.0.0.0/1", EVERYONE),
  publicCidr("16.0.0.0/7", EVERYONE),
  {
    name: "ranges that are a great part of the internet together",
    props: { endpointAccess: { publicCidrs: ["16.0.0.0/8", "18.0.0.0/9", "19.0.0.0/9", "203.0.113.0/24"] } },
    problems: [{ property: "endpointAccess.publicCidrs", ...EVERYONE, found: "4 ranges that are so together" }],
    ways: [
      { says: "name the ranges of the office", to: { props: { endpointAccess: { publicCidrs: ["203.0.113.0/24"] } } } },
      { says: "or leave endpointAccess out", to: { props: {} } },
    ],
  },
  publicCidr("10.10.0.0/16", PRIVATE),
  publicCidr("100.64.1.0/24", PRIVATE),
  publicCidr("2001:db8::/32", {
    code: "EKS_PUBLIC_CIDR_IPV6",
    message: "The endpoint of an IPv4 cluster is reached over IPv4 only.",
    expected: "an IPv4 range",
    fix: "name the IPv4 range that the same people come from, such as 203.0.113.0/24",
  }),
  publicCidr("203.0.113.7/24", {
    code: "CIDR_HOST_BITS",
    message: "`203.0.113.7/24` has host bits set: 203.0.113.7 is not the first address of its /24.",
    expected: "the first address of the range",
    fix: "write 203.0.113.0/24",
  }),
  {
    name: "more public ranges than a cluster has",
    props: { endpointAccess: { publicCidrs: Array.from({ length: 41 }, (_, index) => `203.0.113.${index}/32`) } },
    problems: [
      {
        property: "endpointAccess.publicCidrs",
        code: "EKS_PUBLIC_CIDRS_TOO_MANY",
        message: "The public endpoint of a cluster takes no more ranges.",
        found: "41 ranges",
        expected: "at most 40",
        fix: "join neighbouring ranges, or leave endpointAccess out and reach the API through the VPC",
      },
    ],
    ways: [
      {
        says: "join neighbouring ranges",
        to: { props: { endpointAccess: { publicCidrs: ["203.0.113.0/27", "203.0.113.32/29", "203.0.113.40/32"] } } },
      },
      { says: "or leave endpointAccess out", to: { props: {} } },
    ],
  },
  {
    name: "a service range that is too small and public",
    props: { serviceCidr: "203.0.113.0/25" },
    problems: [
      {
        property: "serviceCidr",
        code: "EKS_SERVICE_CIDR_SIZE",
        message: "EKS does not take a service range of this size.",
        found: "203.0.113.0/25",
        expected: "/12 to /24",
        fix: "write a /16 for 65,536 services, or a /20 for 4,096",
      },
      {
        property: "serviceCidr",
        code: "EKS_SERVICE_CIDR_PUBLIC",
        message: "Services of Kubernetes have private addresses.",
        found: "203.0.113.0/25",
        expected: "a part of 10.0.0.0/8, 172.16.0.0/12, 192.168.0.0/16",
        fix: "for example 172.20.0.0/16, when nothing that pods talk to lies there",
      },
    ],
    ways: [
      { says: ["write a /16", "for example 172.20.0.0/16"], to: { props: { serviceCidr: "172.20.0.0/16" } } },
      { says: ["or a /20", "for example 172.20.0.0/16"], to: { props: { serviceCidr: "172.20.0.0/20" } } },
    ],
  },
  {
    name: "a public service range in a VPC with the range that is usual for services",
    props: { serviceCidr: "203.0.112.0/20" },
    network: { cidrs: ["172.16.0.0/12"] },
    problems: [
      {
        property: "serviceCidr",
        code: "EKS_SERVICE_CIDR_PUBLIC",
        message: "Services of Kubernetes have private addresses.",
        found: "203.0.112.0/20",
        expected: "a part of 10.0.0.0/8, 172.16.0.0/12, 192.168.0.0/16",
        fix: "for example 10.100.0.0/16, when nothing that pods talk to lies there",
      },
    ],
    ways: [{ says: "for example 10.100.0.0/16", to: { props: { serviceCidr: "10.100.0.0/16" } } }],
  },
  {
    name: "a service range that overlaps with a secondary range of the VPC",
    props: { serviceCidr: "10.96.0.0/12" },
    network: { cidrs: ["10.0.0.0/16", "10.100.0.0/16"] },
    problems: [
      {
        property: "serviceCidr",
        code: "EKS_SERVICE_CIDR_OVERLAPS",
        message: "The range of services overlaps with the VPC: pods could not tell services and machines apart.",
        found: "10.96.0.0/12 and 10.100.0.0/16 of the VPC",
        expected: "a range outside the VPC, and outside of all networks that pods talk to",
        fix: "leave serviceCidr out and AWS chooses 10.100.0.0/16 or 172.20.0.0/16, or name a range outside",
      },
    ],
    ways: [
      { says: "leave serviceCidr out", to: { props: {} } },
      { says: "or name a range outside", to: { props: { serviceCidr: "172.20.0.0/16" } } },
    ],
  },
];

test.each(CASES)("a cluster is refused for $name", expectCase);

testAdvice(toldClusters(CASES), problemsIfAny);
