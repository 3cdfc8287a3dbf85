import { Testing } from "cdktf";
import { EnvironmentStack } from "../../../constructs/core/environment-stack";
import type { Problem } from "../../../constructs/core/errors";
import { collectChecks } from "../../../constructs/core/validation";
import { Peer, Port, type RulePeer, SecurityGroup } from "../../../constructs/security-groups";
import { synthStack, testEnvironment } from "../../support/synth";
import { network, withStack } from "./support";

/** Problems of one call on a group of its own. */
function problemsOfRule(peer: RulePeer, port: Port, reason = "for the test"): readonly Problem[] {
  return withStack((stack) => {
    new SecurityGroup(stack, "app", { network, description: "app" }).connections.allowFrom(peer, port, reason);
  });
}

const FIX_LOGIN = "use Session Manager (Bastion), which needs no open port, or name your own networks instead";
const FIX_INTERNAL =
  "allow the security group of the application; to try it from your desk, forward a port through the bastion";
const KNOWN = "security groups, prefix lists or the ranges of known networks, /8 or longer for IPv4";

const CASES: readonly [
  name: string,
  peer: RulePeer,
  port: Port,
  property: string,
  problems: Omit<Problem, "path">[],
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
  ],
];

describe("a rule is refused at synth", () => {
  test.each(CASES)("for %s", (_name, peer, port, property, problems) => {
    const path = `sandbox-test/app › ${property}`;
    expect(problemsOfRule(peer, port)).toEqual(problems.map((problem) => ({ ...problem, path })));
  });

  test("for an address that is known only after apply and has no name", () => {
    const problems = withStack((stack) => {
      const app = new SecurityGroup(stack, "app", { network, description: "app" });
      app.connections.allowTo(Peer.ipv4(`${app.resource.ownerId}/32`), Port.tcp(443), "call back");
    });

    expect(problems).toEqual([
      {
        code: "CIDR_UNNAMED",
        path: "sandbox-test/app › egress tcp 443 to an address known after apply",
        message: "The range is known only after apply, and has no name that messages could call it by.",
        found: "a range without a name",
        expected: "a range that is written out, or one with a name",
        fix: 'name it: Peer.ipv4(range, { name: "nat" })',
      },
    ]);
  });

  test("without a reason", () => {
    expect(problemsOfRule(Peer.ipv4("192.0.2.0/24"), Port.tcp(443), "")).toEqual([
      {
        code: "DESCRIPTION_INVALID",
        path: "sandbox-test/app › ingress tcp 443 from 192.0.2.0/24",
        message: "The reason is not a text that AWS keeps as a description.",
        found: '""',
        expected: "1 to 255 of a-z, A-Z, 0-9, space and ._-:/()#,@[]+=&;{}!$*",
        fix: 'say in plain words what it is for, such as "orders service reads the catalogue"',
      },
    ]);
  });

  test("when it is there already with another reason", () => {
    const problems = withStack((stack) => {
      const app = new SecurityGroup(stack, "app", { network, description: "app" });
      app.connections.allowFrom(Peer.ipv4("192.0.2.0/24"), Port.tcp(443), "partner calls");
      app.connections.allowFrom(Peer.ipv4("192.0.2.0/24"), Port.tcp(443), "office");
    });

    expect(problems).toEqual([
      {
        code: "RULE_REASON_DIFFERS",
        path: "sandbox-test/app › ingress tcp 443 from 192.0.2.0/24",
        message: "The same rule is asked for twice, with different reasons.",
        found: '"partner calls" and "office"',
        expected: "one rule with one reason; AWS keeps a rule only once",
        fix: "give both calls the same reason, or leave one of them out",
      },
    ]);
  });

  test("when the group admits security groups only", () => {
    const problems = withStack((stack) => {
      const database = new SecurityGroup(stack, "database", { network, description: "db", admits: "security-groups" });
      database.connections.allowFrom(Peer.ipv4("10.0.0.0/16"), Port.tcp(5432), "everything in the VPC");
    });

    expect(problems).toEqual([
      {
        code: "GROUPS_ONLY",
        path: "sandbox-test/database › ingress tcp 5432 from 10.0.0.0/16",
        message: "The group admits security groups only.",
        found: "tcp 5432 from 10.0.0.0/16",
        expected: "a security group, or a construct that has one",
        fix: "allow the group of the application, or of the bastion to come from your desk",
      },
    ]);
  });

  test("when no side may be changed", () => {
    const problems = withStack((stack) => {
      const first = SecurityGroup.fromExisting(stack, "first", { securityGroupId: "sg-0aaa", mutable: false });
      const second = SecurityGroup.fromExisting(stack, "second", { securityGroupId: "sg-0bbb", mutable: false });
      first.connections.allowFrom(second, Port.tcp(443), "web");
      second.connections.allowFrom(Peer.ipv4("192.0.2.0/24"), Port.tcp(443), "web");
    });

    const rest = {
      code: "SECURITY_GROUP_IMMUTABLE",
      found: "mutable: false",
      expected: "at least one side that rules may be added to",
      fix: "leave `mutable: false` out, or have the rule added where the group is made",
    };
    expect(problems).toEqual([
      {
        ...rest,
        path: "sandbox-test/first › ingress tcp 443 from second",
        message: "No rule can be written: either group is declared as one that is not changed from here.",
      },
      {
        ...rest,
        path: "sandbox-test/second › ingress tcp 443 from 192.0.2.0/24",
        message: "No rule can be written: the group is declared as one that is not changed from here.",
      },
    ]);
  });

  test("when the peer is a construct of another stack", () => {
    const app = Testing.app();
    const data = new EnvironmentStack(app, "data", testEnvironment());
    const service = new EnvironmentStack(app, "service", testEnvironment());
    const database = new SecurityGroup(data, "database", { network, description: "db" });
    const orders = new SecurityGroup(service, "orders", { network, description: "orders" });
    orders.connections.allowTo(database, Port.tcp(5432), "orders");

    expect(collectChecks(app)).toEqual([
      {
        code: "PEER_IN_OTHER_STACK",
        path: "sandbox-service/orders › egress tcp 5432 to database",
        message: "The peer is a security group of another stack; stacks know each other only through contracts.",
        found: "sandbox-data/database, used in stack sandbox-service",
        expected: "a security group of stack sandbox-service",
        fix: "publish the id in the other stack's contract and use SecurityGroup.fromExisting(this, …, { securityGroupId })",
      },
    ]);
  });

  test("and makes no resource", () => {
    const { resources } = synthStack((stack) => {
      const app = new SecurityGroup(stack, "app", { network, description: "app" });
      app.connections.allowFrom(Peer.anyIpv4(), Port.tcp(22), "quick fix");
    });

    expect(Object.keys(resources)).toEqual(["aws_security_group"]);
  });

  test("together with everything else that is wrong, in one go", () => {
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
