import * as fc from "fast-check";
import type { EnvironmentStack } from "../../../constructs/core/environments/environment-stack";
import { exemptionsOf } from "../../../constructs/core/environments/exemptions";
import { Peer, Port, type RulePeer, SecurityGroup } from "../../../constructs/security-groups";
import { type Attributes, resourceOf, resourcesOf, synthStack, warningsOf } from "../../support/synth";
import { network } from "./support";

const INGRESS = "aws_vpc_security_group_ingress_rule";
const EGRESS = "aws_vpc_security_group_egress_rule";

function group(stack: EnvironmentStack, id: string): SecurityGroup {
  return new SecurityGroup(stack, id, { network, description: id });
}

/** The ingress rule that one call makes. */
function ingress(peer: RulePeer, port: Port, publicEntry?: string): Attributes {
  const synthesized = synthStack((stack) => {
    const app = new SecurityGroup(stack, "app", { network, description: "app", publicEntry });
    app.connections.allowFrom(peer, port, "for the test");
  });
  expect(synthesized.problems).toEqual([]);
  const { security_group_id: _, lifecycle, ...rule } = resourceOf(synthesized, INGRESS);
  expect(lifecycle).toEqual({ create_before_destroy: true });
  return rule;
}

describe("rules between two groups", () => {
  test("are written on both sides, as resources of their own", () => {
    const synthesized = synthStack((stack) => {
      const app = group(stack, "app");
      group(stack, "database").connections.allowFrom(app, Port.tcp(5432), "orders");
    });

    const [ingressId, ingressRule] = Object.entries(synthesized.resources[INGRESS] ?? {})[0] ?? [];
    const [egressId, egressRule] = Object.entries(synthesized.resources[EGRESS] ?? {})[0] ?? [];
    expect(ingressId).toMatch(/^database_ingress-tcp-5432-from-app_[0-9A-F]{8}$/);
    expect(egressId).toMatch(/^app_egress-tcp-5432-to-database_[0-9A-F]{8}$/);
    const common = {
      ip_protocol: "tcp",
      from_port: 5432,
      to_port: 5432,
      description: "orders",
      lifecycle: { create_before_destroy: true },
    };
    expect(ingressRule).toEqual({
      ...common,
      security_group_id: expect.stringContaining("aws_security_group.database_group"),
      referenced_security_group_id: expect.stringContaining("aws_security_group.app_group"),
    });
    expect(egressRule).toEqual({
      ...common,
      security_group_id: expect.stringContaining("aws_security_group.app_group"),
      referenced_security_group_id: expect.stringContaining("aws_security_group.database_group"),
    });
  });

  test("are the same whichever side asks for them, and asking twice changes nothing", () => {
    const bySide = (build: (app: SecurityGroup, database: SecurityGroup) => void) =>
      synthStack((stack) => build(group(stack, "app"), group(stack, "database"))).json;

    const from = bySide((app, database) => database.connections.allowFrom(app, Port.tcp(5432), "orders"));
    expect(bySide((app, database) => app.connections.allowTo(database, Port.tcp(5432), "orders"))).toBe(from);
    expect(
      bySide((app, database) => {
        app.connections.allowTo(database, Port.tcp(5432), "orders");
        database.connections.allowFrom(app, Port.tcp(5432), "orders");
      }),
    ).toBe(from);
  });

  test("within a group are one in and one out", () => {
    const synthesized = synthStack((stack) => {
      const nodes = group(stack, "nodes");
      nodes.connections.allowInternally(Port.all(), "nodes talk to each other");
      nodes.connections.allowFrom(nodes, Port.all(), "nodes talk to each other");
    });

    const own = expect.stringContaining("aws_security_group.nodes_group");
    const rule = { security_group_id: own, referenced_security_group_id: own, ip_protocol: "-1" };
    expect(resourceOf(synthesized, INGRESS)).toMatchObject(rule);
    expect(resourceOf(synthesized, EGRESS)).toMatchObject(rule);
    expect(Object.keys(synthesized.resources[INGRESS] ?? {})[0]).toMatch(/^nodes_ingress-all-from-self_/);
    expect(synthesized.problems).toEqual([]);
  });

  test("do not depend on the order of the calls", () => {
    const ports = [22, 80, 443, 5432, 6379, 8080];
    const build = (order: readonly number[]) =>
      synthStack((stack) => {
        const app = group(stack, "app");
        const peer = group(stack, "peer");
        for (const port of order) {
          app.connections.allowFrom(peer, Port.tcp(port), "any order");
          app.connections.allowTo(Peer.ipv4(`192.0.${port % 200}.0/24`), Port.tcp(port), "any order");
        }
      }).json;
    const expected = build(ports);
    fc.assert(
      fc.property(fc.shuffledSubarray(ports, { minLength: ports.length }), (order) => {
        expect(build(order)).toBe(expected);
      }),
      { numRuns: 10, seed: 1 },
    );
  });
});

describe("what a rule says", () => {
  test("for an IPv4 range", () => {
    expect(ingress(Peer.ipv4("192.0.2.0/24"), Port.tcp(8443))).toEqual({
      cidr_ipv4: "192.0.2.0/24",
      ip_protocol: "tcp",
      from_port: 8443,
      to_port: 8443,
      description: "for the test",
    });
  });

  test("for an IPv6 range, where ping is another protocol", () => {
    expect(ingress(Peer.ipv6("2001:db8::/32"), Port.icmpPing())).toEqual({
      cidr_ipv6: "2001:db8::/32",
      ip_protocol: "icmpv6",
      from_port: 128,
      to_port: -1,
      description: "for the test",
    });
    expect(ingress(Peer.ipv4("192.0.2.0/24"), Port.icmpPing())).toMatchObject({
      ip_protocol: "icmp",
      from_port: 8,
      to_port: -1,
    });
  });

  test("for an IPv6 range, in the one form that AWS gives back", () => {
    expect(ingress(Peer.ipv6("2001:0DB8:0:0::/32"), Port.tcp(443)).cidr_ipv6).toBe("2001:db8::/32");
  });

  test("for a prefix list", () => {
    const list = Peer.prefixList("pl-0123456789abcdef0", { name: "offices", maxEntries: 10 });
    expect(ingress(list, Port.tcpRange(8000, 8080))).toEqual({
      prefix_list_id: "pl-0123456789abcdef0",
      ip_protocol: "tcp",
      from_port: 8000,
      to_port: 8080,
      description: "for the test",
    });
  });

  test("for all traffic: no ports", () => {
    expect(ingress(Peer.ipv4("192.0.2.0/24"), Port.all())).toEqual({
      cidr_ipv4: "192.0.2.0/24",
      ip_protocol: "-1",
      description: "for the test",
    });
  });

  test("for an address that is known only after apply, which is given a name", () => {
    const synthesized = synthStack((stack) => {
      const app = group(stack, "app");
      const address = `${app.resource.ownerId}/32`;
      app.connections.allowFrom(Peer.ipv4(address, { name: "nat" }), Port.tcp(8443), "partner calls back");
    });

    expect(resourcesOf(synthesized, INGRESS)).toMatchObject([
      { cidr_ipv4: expect.stringMatching(/^\$\{aws_security_group\.app_group_\w+\.owner_id\}\/32$/) },
    ]);
    expect(synthesized.problems).toEqual([]);
  });
});

describe("the internet", () => {
  test.each([
    ["HTTP", Port.tcp(80)],
    ["HTTPS", Port.tcp(443)],
    ["OpenVPN", Port.udp(1194)],
  ])("may be admitted to %s without further ado", (_name, port) => {
    expect(ingress(Peer.anyIpv4(), port)).toMatchObject({ cidr_ipv4: "0.0.0.0/0" });
    expect(ingress(Peer.anyIpv6(), port)).toMatchObject({ cidr_ipv6: "::/0" });
  });

  test("may be admitted to another port of a group that says why", () => {
    expect(ingress(Peer.anyIpv4(), Port.udp(7777), "players connect to game servers")).toMatchObject({
      cidr_ipv4: "0.0.0.0/0",
      from_port: 7777,
    });
  });

  test("may always be reached", () => {
    const synthesized = synthStack((stack) => {
      group(stack, "app").connections.allowTo(Peer.anyIpv4(), Port.all(), "updates from anywhere");
    });
    expect(resourcesOf(synthesized, EGRESS)).toHaveLength(1);
    expect(synthesized.problems).toEqual([]);
  });
});

describe("a range inside the VPC", () => {
  const warnings = (cidr: string) => {
    const synthesized = synthStack((stack) => {
      group(stack, "app").connections.allowFrom(Peer.ipv4(cidr), Port.tcp(8080), "requests");
    });
    expect(synthesized.problems).toEqual([]);
    return warningsOf(synthesized.stack);
  };

  test("is admitted with the advice to name the group instead", () => {
    expect(warnings("100.64.3.0/24")).toEqual([
      "ingress tcp 8080 from 100.64.3.0/24: 100.64.3.0/24 lies inside the VPC (100.64.0.0/16). Name the security group of " +
        "the peer instead, so that the rule follows it and admits nobody else. [CIDR_INSIDE_VPC]",
    ]);
  });

  test("is admitted in silence when it is the whole VPC, or lies elsewhere", () => {
    expect(warnings("10.0.0.0/16")).toEqual([]);
    expect(warnings("10.1.0.0/24")).toEqual([]);
  });
});

describe("the quota of a group", () => {
  const fill = (stack: EnvironmentStack, count: number, rulesQuota?: number) => {
    const app = new SecurityGroup(stack, "app", { network, description: "app", rulesQuota });
    for (let port = 1; port <= count; port++) {
      app.connections.allowFrom(Peer.ipv4("192.0.2.0/24"), Port.tcp(10000 + port), "many ports");
    }
    return app;
  };

  test("admits sixty rules for each direction and IP version", () => {
    const { problems } = synthStack((stack) => {
      const app = fill(stack, 60);
      for (let port = 1; port <= 60; port++) {
        app.connections.allowFrom(Peer.ipv6("2001:db8::/32"), Port.tcp(10000 + port), "many ports");
        app.connections.allowTo(Peer.ipv4("192.0.2.0/24"), Port.tcp(10000 + port), "many ports");
      }
    });
    expect(problems).toEqual([]);
  });

  test("is what the account has when it was raised", () => {
    expect(synthStack((stack) => fill(stack, 61, 100)).problems).toEqual([]);
  });

  test("counts the rules that other groups' calls write", () => {
    const { problems } = synthStack((stack) => {
      const database = new SecurityGroup(stack, "database", { network, description: "db", rulesQuota: 2 });
      for (const id of ["a", "b", "c"]) group(stack, id).connections.allowTo(database, Port.tcp(5432), "orders");
    });
    expect(problems.map(({ path, found }) => [path, found])).toEqual([
      ["sandbox-test/database › ingress", "3 for IPv4"],
    ]);
  });
});

test("a port that a public entry opens for a reason is exempt from the guardrail that finds it, and none else is", () => {
  synthStack((stack) => {
    const app = new SecurityGroup(stack, "app", { network, description: "app", publicEntry: "players speak to it" });
    app.connections.allowFrom(Peer.anyIpv4(), Port.tcp(443), "the site");
    app.connections.allowFrom(Peer.anyIpv4(), Port.udp(7777), "the game");
    expect(exemptionsOf(stack)).toMatchObject([
      { rule: "SG-09", option: "publicEntry", reason: "players speak to it" },
    ]);
  });
});
