import type { EnvironmentStack } from "../../../constructs/core/environments/environment-stack";
import type { Problem } from "../../../constructs/core/errors";
import { Peer, Port, type RulePeer, SecurityGroup, type SecurityGroupProps } from "../../../constructs/security-groups";
import { testAdvice, type Way } from "../../support/followed-advice";
import { synthStack } from "../../support/synth";
import { network, withStack } from "./support";

type Build = (stack: EnvironmentStack) => void;

/** One call on a group of its own. */
function rule(peer: RulePeer, port: Port, props: Partial<SecurityGroupProps> = {}): Build {
  return (stack) => {
    const group = new SecurityGroup(stack, "app", { network, description: "app", ...props });
    group.connections.allowFrom(peer, port, "for the test");
  };
}

/** The same from the group of an application. */
function fromGroup(port: Port): Build {
  return (stack) => {
    const orders = new SecurityGroup(stack, "orders", { network, description: "orders" });
    rule(orders, port)(stack);
  };
}

const nothing: Build = () => undefined;

const FIX_LOGIN = "use Session Manager (Bastion), which needs no open port, or name your own networks instead";
const FIX_INTERNAL =
  "allow the security group of the application; to try it from your desk, forward a port through the bastion";
const KNOWN = "security groups, prefix lists or the ranges of known networks, /8 or longer for IPv4";

const CASES: readonly [
  mistake: string,
  peer: RulePeer,
  port: Port,
  property: string,
  problems: Omit<Problem, "path">[],
  ways: readonly Way<Build>[],
][] = [
  [
    "SSH from every IPv4 address",
    Peer.anyIpv4(),
    Port.tcp(22),
    "ingress tcp 22 from 0.0.0.0/0",
    [
      {
        code: "LOGIN_FROM_INTERNET",
        message: "Remote login would be open to the internet: SSH (tcp 22).",
        found: "tcp 22 from 0.0.0.0/0",
        expected: KNOWN,
        fix: FIX_LOGIN,
      },
    ],
    [
      { says: "use Session Manager (Bastion), which needs no open port", to: nothing },
      { says: "name your own networks instead", to: rule(Peer.ipv4("203.0.113.0/24"), Port.tcp(22)) },
    ],
  ],
  [
    "RDP from every IPv6 address",
    Peer.anyIpv6(),
    Port.tcp(3389),
    "ingress tcp 3389 from ::/0",
    [
      {
        code: "LOGIN_FROM_INTERNET",
        message: "Remote login would be open to the internet: RDP (tcp 3389).",
        found: "tcp 3389 from ::/0",
        expected: KNOWN,
        fix: FIX_LOGIN,
      },
    ],
    [
      { says: "use Session Manager (Bastion), which needs no open port", to: nothing },
      { says: "name your own networks instead", to: rule(Peer.ipv6("2001:db8::/32"), Port.tcp(3389)) },
    ],
  ],
  [
    "SSH from half of the internet",
    Peer.ipv4("128.0.0.0/1"),
    Port.tcp(22),
    "ingress tcp 22 from 128.0.0.0/1",
    [
      {
        code: "LOGIN_FROM_INTERNET",
        message: "Remote login would be open to the internet: SSH (tcp 22).",
        found: "tcp 22 from 128.0.0.0/1",
        expected: KNOWN,
        fix: FIX_LOGIN,
      },
    ],
    [{ says: "name your own networks instead", to: rule(Peer.ipv4("128.0.0.0/8"), Port.tcp(22)) }],
  ],
  [
    "SSH within a range of ports",
    Peer.anyIpv4(),
    Port.tcpRange(20, 25),
    "ingress tcp 20-25 from 0.0.0.0/0",
    [
      {
        code: "LOGIN_FROM_INTERNET",
        message: "Remote login would be open to the internet: SSH (tcp 22).",
        found: "tcp 20-25 from 0.0.0.0/0",
        expected: KNOWN,
        fix: FIX_LOGIN,
      },
      {
        code: "INTERNAL_PORT_FROM_INTERNET",
        message: "Ports that are for internal use would be open to the internet: Telnet (tcp 23).",
        found: "tcp 20-25 from 0.0.0.0/0",
        expected: KNOWN,
        fix: FIX_INTERNAL,
      },
    ],
    [
      { says: ["use Session Manager (Bastion)", "forward a port through the bastion"], to: nothing },
      {
        says: ["name your own networks instead", "forward a port through the bastion"],
        to: rule(Peer.ipv4("203.0.113.0/24"), Port.tcpRange(20, 25)),
      },
    ],
  ],
  [
    "all traffic from the internet",
    Peer.anyIpv4(),
    Port.all(),
    "ingress all traffic from 0.0.0.0/0",
    [
      {
        code: "LOGIN_FROM_INTERNET",
        message: "Remote login would be open to the internet: SSH (tcp 22), RDP (tcp 3389).",
        found: "all traffic from 0.0.0.0/0",
        expected: KNOWN,
        fix: FIX_LOGIN,
      },
      {
        code: "INTERNAL_PORT_FROM_INTERNET",
        message:
          "Ports that are for internal use would be open to the internet: Telnet (tcp 23), SMB (tcp 445), " +
          "SQL Server (tcp 1433) and 21 more.",
        found: "all traffic from 0.0.0.0/0",
        expected: KNOWN,
        fix: FIX_INTERNAL,
      },
    ],
    [
      {
        says: ["use Session Manager (Bastion)", "allow the security group of the application"],
        to: fromGroup(Port.all()),
      },
    ],
  ],
  [
    "a database from the internet",
    Peer.anyIpv4(),
    Port.tcp(5432),
    "ingress tcp 5432 from 0.0.0.0/0",
    [
      {
        code: "INTERNAL_PORT_FROM_INTERNET",
        message: "Ports that are for internal use would be open to the internet: PostgreSQL (tcp 5432).",
        found: "tcp 5432 from 0.0.0.0/0",
        expected: KNOWN,
        fix: FIX_INTERNAL,
      },
    ],
    [
      { says: "allow the security group of the application", to: fromGroup(Port.tcp(5432)) },
      { says: "forward a port through the bastion", to: nothing },
    ],
  ],
  [
    "a port from the internet that nobody declared public",
    Peer.anyIpv6(),
    Port.tcp(8443),
    "ingress tcp 8443 from ::/0",
    [
      {
        code: "PUBLIC_ENTRY_UNDECLARED",
        message: "A port would be open to the internet on a group that is not declared a public entry.",
        found: "tcp 8443 from ::/0",
        expected: "one of HTTP (tcp 80), HTTPS (tcp 443), OpenVPN (udp 1194), or a group with `publicEntry`",
        fix: 'say why it is public: `publicEntry: "game servers speak to players on udp 7777"`, or narrow the range',
      },
    ],
    [
      {
        says: "say why it is public",
        to: rule(Peer.anyIpv6(), Port.tcp(8443), { publicEntry: "game servers speak to players on udp 7777" }),
      },
      { says: "narrow the range", to: rule(Peer.ipv6("2001:db8::/32"), Port.tcp(8443)) },
    ],
  ],
  [
    "host bits in an IPv4 range",
    Peer.ipv4("192.0.2.7/24"),
    Port.tcp(443),
    "ingress tcp 443 from 192.0.2.7/24",
    [
      {
        code: "CIDR_HOST_BITS",
        message: "`192.0.2.7/24` has host bits set: 192.0.2.7 is not the first address of its /24.",
        found: "192.0.2.7/24",
        expected: "the first address of the range",
        fix: "write 192.0.2.0/24",
      },
    ],
    [{ says: "write 192.0.2.0/24", to: rule(Peer.ipv4("192.0.2.0/24"), Port.tcp(443)) }],
  ],
  [
    "a prefix length that does not exist",
    Peer.ipv4("192.0.2.0/99"),
    Port.tcp(443),
    "ingress tcp 443 from 192.0.2.0/99",
    [
      {
        code: "CIDR_MALFORMED",
        message: "`192.0.2.0/99` has a prefix length that does not exist.",
        found: "192.0.2.0/99",
        expected:
          "an IPv4 range such as 10.0.0.0/16: four numbers from 0 to 255, a slash, a prefix length from 0 to 32",
        fix: "use a prefix length from 0 to 32",
      },
    ],
    [{ says: "use a prefix length from 0 to 32", to: rule(Peer.ipv4("192.0.2.0/24"), Port.tcp(443)) }],
  ],
  [
    "an IPv4 range where an IPv6 one belongs",
    Peer.ipv6("192.0.2.0/24"),
    Port.tcp(443),
    "ingress tcp 443 from 192.0.2.0/24",
    [
      {
        code: "CIDR_MALFORMED",
        message: "`192.0.2.0/24` is not an IPv6 range.",
        found: "192.0.2.0/24",
        expected: "an IPv6 range such as 2001:db8::/32: an address, a slash, a prefix length from 0 to 128",
        fix: "use Peer.ipv4 for an IPv4 range",
      },
    ],
    [{ says: "use Peer.ipv4 for an IPv4 range", to: rule(Peer.ipv4("192.0.2.0/24"), Port.tcp(443)) }],
  ],
  [
    "host bits in an IPv6 range",
    Peer.ipv6("2001:db8::1/32"),
    Port.tcp(443),
    "ingress tcp 443 from 2001:db8::1/32",
    [
      {
        code: "CIDR_HOST_BITS",
        message: "`2001:db8::1/32` has host bits set: 2001:db8::1 is not the first address of its /32.",
        found: "2001:db8::1/32",
        expected: "the first address of the range",
        fix: "write 2001:db8::/32",
      },
    ],
    [{ says: "write 2001:db8::/32", to: rule(Peer.ipv6("2001:db8::/32"), Port.tcp(443)) }],
  ],
  [
    "a port that does not exist",
    Peer.ipv4("192.0.2.0/24"),
    Port.tcp(70000),
    "ingress tcp 70000 from 192.0.2.0/24",
    [
      {
        code: "PORT_INVALID",
        message: "The port does not exist.",
        found: "70000",
        expected: "a whole number from 0 to 65535",
        fix: "write the port that the service listens on",
      },
    ],
    [{ says: "write the port that the service listens on", to: rule(Peer.ipv4("192.0.2.0/24"), Port.tcp(7000)) }],
  ],
  [
    "a range of ports that ends before it starts",
    Peer.ipv4("192.0.2.0/24"),
    Port.udpRange(9000, 8000),
    "ingress udp 9000-8000 from 192.0.2.0/24",
    [
      {
        code: "PORT_RANGE_REVERSED",
        message: "The range of ports ends before it starts.",
        found: "9000-8000",
        expected: "the lower port first",
        fix: "write 8000, 9000",
      },
    ],
    [{ says: "write 8000, 9000", to: rule(Peer.ipv4("192.0.2.0/24"), Port.udpRange(8000, 9000)) }],
  ],
  [
    "a name where the id of a prefix list belongs",
    Peer.prefixList("offices", { name: "offices", maxEntries: 5 }),
    Port.tcp(443),
    "ingress tcp 443 from offices",
    [
      {
        code: "PREFIX_LIST_ID_INVALID",
        message: "This is not the id of a prefix list.",
        found: "offices",
        expected: "pl- and hexadecimal digits, such as pl-0123456789abcdef0",
        fix: "take the id from the network (`network.prefixListIds`) or from the VPC console, managed prefix lists",
      },
    ],
    [
      {
        says: "take the id from the network (`network.prefixListIds`) or from the VPC console",
        to: rule(Peer.prefixList("pl-0123456789abcdef0", { name: "offices", maxEntries: 5 }), Port.tcp(443)),
      },
    ],
  ],
  [
    "a prefix list of impossible size",
    Peer.prefixList("pl-0aaa", { name: "offices", maxEntries: 1001 }),
    Port.tcp(443),
    "ingress tcp 443 from offices",
    [
      {
        code: "PREFIX_LIST_SIZE_INVALID",
        message: "A prefix list cannot have this many entries.",
        found: "1001",
        expected: "a whole number from 1 to 1000",
        fix: "write the list's own maximum; every entry of it counts as a rule",
      },
    ],
    [
      {
        says: "write the list's own maximum",
        to: rule(Peer.prefixList("pl-0aaa", { name: "offices", maxEntries: 60 }), Port.tcp(443)),
      },
    ],
  ],
];

const REFUSED = CASES.map(([mistake, peer, port, property, problems, ways]) => ({
  mistake,
  build: rule(peer, port),
  problems: problems.map((problem) => ({ ...problem, path: `sandbox-test/app › ${property}` })),
  ways,
}));

test.each(REFUSED)("a rule is refused at synth for $mistake", ({ build, problems }) => {
  expect(withStack(build)).toEqual(problems);
});

testAdvice(REFUSED, withStack);

describe("a rule that is refused", () => {
  test("makes no resource", () => {
    const { resources } = synthStack((stack) => {
      const app = new SecurityGroup(stack, "app", { network, description: "app" });
      app.connections.allowFrom(Peer.anyIpv4(), Port.tcp(22), "quick fix");
    });

    expect(Object.keys(resources)).toEqual(["aws_security_group"]);
  });

  test("is told together with everything else that is wrong, in one go", () => {
    const problems = withStack((stack) => {
      const app = new SecurityGroup(stack, "app", { network, description: "app" });
      app.connections.allowFrom(Peer.ipv4("192.0.2.7/24"), Port.tcp(70000), "");
      app.connections.allowFrom(Peer.anyIpv4(), Port.tcp(22), "quick fix");
    });

    expect(problems.map(({ code }) => code)).toEqual([
      "PORT_INVALID",
      "DESCRIPTION_INVALID",
      "CIDR_HOST_BITS",
      "LOGIN_FROM_INTERNET",
    ]);
  });
});
