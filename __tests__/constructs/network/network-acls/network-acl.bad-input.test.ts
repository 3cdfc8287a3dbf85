import type { NetworkAclProps, NetworkAclRule, NetworkProps } from "../../../../constructs/network/network-props";
import { testAdvice } from "../../../support/followed-advice";
import { APP, PUBLIC } from "../network-fixtures";
import { bad, isAccepted, problemsIfAny, problemsOfNetwork } from "../network-problems";

const ACL = "tiers.app.networkAcl";

/** A network whose tier `app` has these rules for traffic into it; what goes out is free. */
function ingress(rules: Readonly<Record<string, NetworkAclRule>>, given: Partial<NetworkProps> = {}) {
  return withAcl({ ingress: rules, egress: { all: { action: "allow", peer: "anywhere" } } }, given);
}

function withAcl(networkAcl: NetworkAclProps, given: Partial<NetworkProps> = {}): Partial<NetworkProps> {
  return { tiers: [PUBLIC, { ...APP, networkAcl }], ...given };
}

const web = { action: "allow", peer: "anywhere", protocol: "tcp", ports: 443 } as const;

const MISTAKES = [
  bad(
    "a rule with a name that JavaScript would reorder",
    ingress({ "100": web }),
    "NACL_NAME_FORM",
    `${ACL}.ingress.100`,
    "The name of the rule has a wrong form.",
    '"100"',
    "1 to 32 of a-z, 0-9 and -, starting with a letter",
    "rename the rule after what it is for, for example https",
    [{ says: "for example https", to: ingress({ https: web }) }],
  ),
  bad(
    "a rule with the name of another's zone",
    ingress({ web: { ...web, peer: "public" }, "web-3": { ...web, peer: "vpc" } }),
    "NACL_NAME_CLASH",
    `${ACL}.ingress.web-3`,
    "The name of the rule is one that another rule's ranges or answers get.",
    '"web-3" and "web"',
    "names that do not end as the other's: -1 to -8 for zones, -ipv6, or a range; and none that begins with answers-",
    "rename one of the two",
    [
      { says: "rename one of the two", to: ingress({ web: { ...web, peer: "public" }, vpc: { ...web, peer: "vpc" } }) },
      {
        says: "rename one of the two",
        to: ingress({ site: { ...web, peer: "public" }, "web-3": { ...web, peer: "vpc" } }),
      },
    ],
  ),
  bad(
    "a number in the range of the answers",
    ingress({ web: { ...web, number: 10_000 } }),
    "NACL_NUMBER_RANGE",
    `${ACL}.ingress.web.number`,
    "The rule number is out of range.",
    "10000",
    "a whole number from 1 to 8000; higher ones are kept for the answers' way",
    "leave the number out and rules are numbered in their order, or choose one in the range",
    [
      { says: "leave the number out", to: ingress({ web }) },
      { says: "choose one in the range", to: ingress({ web: { ...web, number: 8000 } }) },
    ],
  ),
  bad(
    "two rules with one number, of which only the named ones are told",
    ingress({ web: { ...web, number: 200 }, dns: { action: "allow", peer: "vpc", protocol: "udp", ports: 53 } }),
    "NACL_NUMBER_CLASH",
    `${ACL}.ingress.dns.number`,
    "Two rules of the network ACL have the same number in one direction.",
    'number 200 for "web" and "dns"',
    'a number of its own for every range of a rule ("dns" takes 1)',
    "leave the numbers out, or put them 100 apart",
    [
      {
        says: "leave the numbers out",
        to: ingress({ web, dns: { action: "allow", peer: "vpc", protocol: "udp", ports: 53 } }),
      },
      {
        says: "put them 100 apart",
        to: ingress({
          web: { ...web, number: 200 },
          dns: { action: "allow", peer: "vpc", protocol: "udp", ports: 53, number: 300 },
        }),
      },
    ],
  ),
  bad(
    "a number that another rule's second range needs",
    ingress({ subnets: { ...web, peer: "public", number: 10 }, vpc: { action: "allow", peer: "vpc", number: 12 } }),
    "NACL_NUMBER_CLASH",
    `${ACL}.ingress.vpc.number`,
    "Two rules of the network ACL have the same number in one direction.",
    'number 12 for "subnets" and "vpc"',
    'a number of its own for every range of a rule ("vpc" takes 1)',
    "leave the numbers out, or put them 100 apart",
    [
      {
        says: "leave the numbers out",
        to: ingress({ subnets: { ...web, peer: "public" }, vpc: { action: "allow", peer: "vpc" } }),
      },
      {
        says: "put them 100 apart",
        to: ingress({
          subnets: { ...web, peer: "public", number: 10 },
          vpc: { action: "allow", peer: "vpc", number: 110 },
        }),
      },
    ],
  ),
  bad(
    "a peer that is no range and no tier",
    ingress({ web: { ...web, peer: "internet" } }),
    "NACL_PEER_UNKNOWN",
    `${ACL}.ingress.web.peer`,
    "The peer of the rule is neither a range nor a name that is known here.",
    '"internet"',
    'a CIDR, "vpc", "anywhere", or a tier: public, app',
    "write one of these",
    [
      { says: "write one of these", to: ingress({ web: { ...web, peer: "anywhere" } }) },
      { says: "write one of these", to: ingress({ web: { ...web, peer: "public" } }) },
    ],
  ),
  bad(
    "a peer with host bits",
    ingress({ web: { ...web, peer: "203.0.113.7/24" } }),
    "CIDR_HOST_BITS",
    `${ACL}.ingress.web.peer`,
    "`203.0.113.7/24` has host bits set: 203.0.113.7 is not the first address of its /24.",
    "203.0.113.7/24",
    "the first address of the range",
    "write 203.0.113.0/24",
    [{ says: "write 203.0.113.0/24", to: ingress({ web: { ...web, peer: "203.0.113.0/24" } }) }],
  ),
  bad(
    "an IPv6 peer that is no range",
    ingress({ web: { ...web, peer: "2001:db8::1" } }, { ipv6: true }),
    "CIDR_MALFORMED",
    `${ACL}.ingress.web.peer`,
    "`2001:db8::1` is not an IPv6 range.",
    "2001:db8::1",
    "an IPv6 range such as 2001:db8::/32: an address, a slash, a prefix length from 0 to 128",
    "write the prefix length: 2001:db8::1/128 is this address alone",
    [
      {
        says: "2001:db8::1/128 is this address alone",
        to: ingress({ web: { ...web, peer: "2001:db8::1/128" } }, { ipv6: true }),
      },
    ],
  ),
  bad(
    "an IPv6 peer with host bits",
    ingress({ web: { ...web, peer: "2001:db8::1/32" } }, { ipv6: true }),
    "CIDR_HOST_BITS",
    `${ACL}.ingress.web.peer`,
    "`2001:db8::1/32` has host bits set: 2001:db8::1 is not the first address of its /32.",
    "2001:db8::1/32",
    "the first address of the range",
    "write 2001:db8::/32",
    [{ says: "write 2001:db8::/32", to: ingress({ web: { ...web, peer: "2001:db8::/32" } }, { ipv6: true }) }],
  ),
  bad(
    "an IPv6 peer in a network without IPv6",
    ingress({ web: { ...web, peer: "2001:db8::/32" } }),
    "NACL_IPV6_OFF",
    `${ACL}.ingress.web.peer`,
    "The peer is an IPv6 range, and the network has no IPv6, so the rule would never match.",
    '"2001:db8::/32" with ipv6: false',
    "an IPv4 range, or a network with IPv6",
    "remove the rule, or set ipv6: true for the network",
    [
      { says: "remove the rule", to: ingress({}) },
      {
        says: "set ipv6: true for the network",
        to: ingress({ web: { ...web, peer: "2001:db8::/32" } }, { ipv6: true }),
      },
    ],
  ),
  bad(
    "a deny behind a wider allow",
    ingress({ web, "no-office": { action: "deny", peer: "203.0.113.0/24", protocol: "tcp", ports: 443 } }),
    "NACL_DENY_SHADOWED",
    `${ACL}.ingress.no-office`,
    "The deny can never match: a wider allow comes before it, and the lowest number decides.",
    'deny "no-office" (200) behind allow "web" (100)',
    "the deny before the allow that it is an exception to",
    'move "no-office" before "web", or give "no-office" a number of at most 99',
    [
      {
        says: 'move "no-office" before "web"',
        to: ingress({ "no-office": { action: "deny", peer: "203.0.113.0/24", protocol: "tcp", ports: 443 }, web }),
      },
      {
        says: 'give "no-office" a number of at most 99',
        to: ingress({
          web,
          "no-office": { action: "deny", peer: "203.0.113.0/24", protocol: "tcp", ports: 443, number: 99 },
        }),
      },
    ],
  ),
  bad(
    "a deny of a tier behind an allow of the VPC",
    ingress({ all: { action: "allow", peer: "vpc" }, "no-public": { action: "deny", peer: "public" } }, { ipv6: true }),
    "NACL_DENY_SHADOWED",
    `${ACL}.ingress.no-public`,
    "The deny can never match: a wider allow comes before it, and the lowest number decides.",
    'deny "no-public" (200) behind allow "all" (100)',
    "the deny before the allow that it is an exception to",
    'move "no-public" before "all", or give "no-public" a number of at most 89',
    [
      {
        says: 'move "no-public" before "all"',
        to: ingress(
          { "no-public": { action: "deny", peer: "public" }, all: { action: "allow", peer: "vpc" } },
          { ipv6: true },
        ),
      },
      {
        says: 'give "no-public" a number of at most 89',
        to: ingress(
          { all: { action: "allow", peer: "vpc" }, "no-public": { action: "deny", peer: "public", number: 89 } },
          { ipv6: true },
        ),
      },
    ],
  ),
  bad(
    "ports without a protocol that has them",
    ingress({ web: { action: "allow", peer: "vpc", ports: 443 } }),
    "NACL_PORTS_WITHOUT_PROTOCOL",
    `${ACL}.ingress.web.ports`,
    "Only tcp and udp have ports.",
    "ports 443 with protocol all",
    "no ports, or protocol tcp or udp",
    'add protocol: "tcp", or leave the ports out',
    [
      {
        says: 'add protocol: "tcp"',
        to: ingress({ web: { action: "allow", peer: "vpc", ports: 443, protocol: "tcp" } }),
      },
      { says: "leave the ports out", to: ingress({ web: { action: "allow", peer: "vpc" } }) },
    ],
  ),
  bad(
    "a deny behind an allow that has a number of its own",
    ingress({
      web: { ...web, number: 1 },
      "no-office": { action: "deny", peer: "203.0.113.0/24", protocol: "tcp", ports: 443 },
    }),
    "NACL_DENY_SHADOWED",
    `${ACL}.ingress.no-office`,
    "The deny can never match: a wider allow comes before it, and the lowest number decides.",
    'deny "no-office" (200) behind allow "web" (1)',
    "the deny before the allow that it is an exception to",
    'give "web" a number above 200',
    [
      {
        says: 'give "web" a number above 200',
        to: ingress({
          web: { ...web, number: 201 },
          "no-office": { action: "deny", peer: "203.0.113.0/24", protocol: "tcp", ports: 443 },
        }),
      },
    ],
  ),
];

test.each(MISTAKES)("$mistake is told with a way out", ({ given, problems }) => {
  expect(problemsOfNetwork(given)).toEqual(problems);
});

const PORTS = ["8080-8000", "443-", "https", "70000", "0-65536", -1].map((ports) =>
  bad(
    `the ports ${ports}`,
    ingress({ web: { ...web, ports } }),
    "NACL_PORTS_INVALID",
    `${ACL}.ingress.web.ports`,
    "The ports of the rule are not a port or a range of ports.",
    `"${ports}"`,
    "a port (443) or a range from lower to higher (8000-8080), 0 to 65535",
    "write one of these forms",
    [443, "8000-8080"].map((right) => ({
      says: "write one of these forms",
      to: ingress({ web: { ...web, ports: right } }),
    })),
  ),
);

test.each(PORTS)("$mistake are told", ({ given, problems }) => {
  expect(problemsOfNetwork(given)).toEqual(problems);
});

testAdvice([...MISTAKES, ...PORTS], problemsIfAny);

test("a rule whose ports or peer mean nothing is not said to hide others", () => {
  const rules = {
    wide: { ...web, ports: "all" },
    "no-https": { ...web, action: "deny" },
    gone: { action: "allow", peer: "nowhere" },
    "no-vpc": { action: "deny", peer: "vpc", protocol: "udp" },
  } as const;
  expect(problemsOfNetwork(ingress(rules)).map(({ code }) => code)).toEqual([
    "NACL_PORTS_INVALID",
    "NACL_PEER_UNKNOWN",
  ]);
});

test("clashing numbers are told once, and not again for their answers", () => {
  const acl: NetworkAclProps = {
    ingress: { web: { ...web, number: 5 }, mail: { ...web, ports: 25, peer: "203.0.113.0/24", number: 5 } },
    egress: {},
  };
  expect(problemsOfNetwork(withAcl(acl)).map(({ code, path }) => [code, path])).toEqual([
    ["NACL_NUMBER_CLASH", `network › ${ACL}.ingress.mail.number`],
  ]);
});

test("the limits themselves are allowed", () => {
  const accepted = [
    ingress({ web: { ...web, number: 1 }, last: { ...web, number: 8000 } }),
    ingress(Object.fromEntries(Array.from({ length: 18 }, (_, i) => [`rule-of-${i}`, { ...web, ports: 2000 + i }]))),
    ingress({ all: { ...web, ports: "0-65535" } }),
  ];
  expect(accepted.map(isAccepted)).toEqual(accepted.map(() => true));
});
