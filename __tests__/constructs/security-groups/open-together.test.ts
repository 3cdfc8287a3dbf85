import { Testing } from "cdktf";
import { Network } from "../../../constructs/network/network";
import { networkFromContract } from "../../../constructs/network/network-contract";
import type { NetworkProps } from "../../../constructs/network/network-props";
import { Peer, Port, type RulePeer, SecurityGroup } from "../../../constructs/security-groups";
import { AccessStack } from "../../../stacks/access/access-stack";
import { problemsOf, testEnvironment } from "../../support/synth";
import { ED25519_KEY } from "../access/support";
import { network, withStack } from "./support";

type Opened = readonly [peer: RulePeer, port: Port];

const HALVES = [Peer.ipv4("0.0.0.0/1"), Peer.ipv4("128.0.0.0/1")] as const;
/** Every second /8, and the others: no range is too wide by itself. */
const EIGHTHS = Array.from({ length: 40 }, (_, index) => Peer.ipv4(`${11 + index}.0.0.0/8`));

/** Code, path and found of what a group with these rules is refused for. */
function refused(opened: readonly Opened[], publicEntry?: string): string[][] {
  const problems = withStack((stack) => {
    const group = new SecurityGroup(stack, "app", {
      network,
      description: "app",
      ...(publicEntry ? { publicEntry } : {}),
    });
    for (const [index, [peer, port]] of opened.entries()) group.connections.allowFrom(peer, port, `rule ${index}`);
  });
  return problems.map(({ code, path, found }) => [code, path.split(" › ")[1] ?? "", found]);
}

const list = (name: string, entries: readonly string[]) =>
  Peer.prefixList(`pl-${name.length}abc`, { name, maxEntries: 10, entries });

describe("a rule that names a prefix list is judged by what the list holds", () => {
  test.each([
    ["every IPv4 address", ["0.0.0.0/0"], "0.0.0.0/0"],
    ["every IPv6 address", ["::/0"], "::/0"],
    ["two halves", ["0.0.0.0/1", "128.0.0.0/1"], "0.0.0.0/1, 128.0.0.0/1"],
    [
      "many parts",
      ["0.0.0.0/2", "64.0.0.0/2", "128.0.0.0/2", "192.0.0.0/2"],
      "0.0.0.0/2, 64.0.0.0/2, 128.0.0.0/2 and 1 more",
    ],
  ])("%s", (_, entries, shown) => {
    const found = `tcp 22 from prefix list all (${shown})`;
    expect(refused([[list("all", entries), Port.tcp(22)]])).toEqual([
      ["LOGIN_FROM_INTERNET", "ingress tcp 22 from all", found],
    ]);
  });

  test("what it opens by itself is told word for word", () => {
    const problems = withStack((stack) => {
      const group = new SecurityGroup(stack, "app", { network, description: "app" });
      group.connections.allowFrom(list("all", ["0.0.0.0/0"]), Port.tcp(5432), "the database");
    });
    expect(problems).toEqual([
      {
        code: "INTERNAL_PORT_FROM_INTERNET",
        path: "sandbox-test/app › ingress tcp 5432 from all",
        message: "Ports that are for internal use would be open to the internet: PostgreSQL (tcp 5432).",
        found: "tcp 5432 from prefix list all (0.0.0.0/0)",
        expected: "security groups, prefix lists or the ranges of known networks, /8 or longer for IPv4",
        fix: "allow the security group of the application; to try it from your desk, forward a port through the bastion",
      },
    ]);
  });

  test("ranges of one's own pass", () => {
    expect(refused([[list("office", ["203.0.113.0/24", "198.51.100.0/24"]), Port.tcp(22)]])).toEqual([]);
  });
});

describe("rules that are the internet together are judged as one", () => {
  test("two halves of the internet, one of them behind a prefix list", () => {
    // Each of the halves is too wide by itself already.
    expect(refused(HALVES.map((peer) => [peer, Port.tcp(22)] as const)).map(([code]) => code)).toEqual([
      "LOGIN_FROM_INTERNET",
      "LOGIN_FROM_INTERNET",
    ]);
    const parts = [list("some", ["2.0.0.0/8"]), Peer.ipv4("3.0.0.0/8")];
    expect(refused(parts.map((peer) => [peer, Port.tcp(22)] as const))).toEqual([
      ["LOGIN_FROM_INTERNET", "ingress tcp 22 from some, 3.0.0.0/8", "tcp 22 from some, 3.0.0.0/8 together"],
    ]);
  });

  test("ranges of ports that share some", () => {
    const [one, other] = EIGHTHS;
    if (!one || !other) throw new Error("no ranges");
    expect(
      refused([
        [one, Port.tcpRange(20, 30)],
        [other, Port.all()],
        [one, Port.udp(53)],
      ]),
    ).toEqual([
      ["LOGIN_FROM_INTERNET", expect.any(String), "tcp 20-30 from 11.0.0.0/8, 12.0.0.0/8 together"],
      ["INTERNAL_PORT_FROM_INTERNET", expect.any(String), "tcp 20-30 from 11.0.0.0/8, 12.0.0.0/8 together"],
      ["PUBLIC_ENTRY_UNDECLARED", expect.any(String), "udp 53 from 12.0.0.0/8, 11.0.0.0/8 together"],
    ]);
  });

  test("not what different ports are opened to", () => {
    expect(refused(EIGHTHS.map((peer, index) => [peer, Port.tcp(7000 + index)] as const))).toEqual([]);
  });

  test("a public entry may be what it declares, and never remote login", () => {
    const both = [Peer.ipv4("2.0.0.0/8"), Peer.ipv4("3.0.0.0/8")];
    expect(
      refused(
        both.map((peer) => [peer, Port.tcp(7777)] as const),
        "players connect on tcp 7777",
      ),
    ).toEqual([]);
    expect(refused(both.map((peer) => [peer, Port.tcp(443)] as const))).toEqual([]);
    expect(
      refused(
        both.map((peer) => [peer, Port.tcp(22)] as const),
        "players connect",
      ).map(([code]) => code),
    ).toEqual(["LOGIN_FROM_INTERNET"]);
  });
});

describe("the prefix lists of a network", () => {
  const props: NetworkProps = {
    cidr: "10.0.0.0/16",
    zones: ["a", "c"],
    tiers: [{ name: "public", kind: "public", prefixLength: 24 }],
    prefixLists: {
      everyone: { entries: { low: "0.0.0.0/1", high: "128.0.0.0/1" } },
      office: { entries: { office: "203.0.113.0/24" }, maxEntries: 80 },
    },
  };

  test("are known where they are made", () => {
    const problems = withStack((stack) => {
      const made = new Network(stack, "network", props);
      const group = new SecurityGroup(stack, "app", { network: made, description: "app" });
      const id = made.prefixListIds.everyone ?? "";
      group.connections.allowFrom(Peer.prefixList(id, { name: "everyone", maxEntries: 2 }), Port.tcp(22), "login");
    });
    expect(problems.map(({ code }) => code)).toEqual(["LOGIN_FROM_INTERNET"]);
  });

  test("are known in the stacks that read the network by contract, with the size that AWS counts", () => {
    const problems = withStack((stack) => {
      const shared = networkFromContract(stack, "network", props);
      const group = new SecurityGroup(stack, "app", { network: shared, description: "app" });
      for (const name of ["everyone", "office"]) {
        const peer = Peer.prefixList(shared.prefixListIds[name] ?? "", { name, maxEntries: 2 });
        group.connections.allowFrom(peer, Port.tcp(22), "login");
      }
    });
    expect(problems.map(({ code, found }) => [code, found])).toEqual([
      ["LOGIN_FROM_INTERNET", "tcp 22 from prefix list everyone (0.0.0.0/1, 128.0.0.0/1)"],
      ["RULE_QUOTA_EXCEEDED", "80 for IPv4; prefix list office counts 80 each time"],
    ]);
  });

  test.each([
    ["a list that holds everyone", ["everyone"], "tcp 22 from prefix list everyone (0.0.0.0/1, 128.0.0.0/1)"],
    ["parts that are everyone together", ["2.0.0.0/8", "3.0.0.0/8"], "tcp 22 from 2.0.0.0/8, 3.0.0.0/8 together"],
  ])("are no way around the bastion's check: %s", (_, from, found) => {
    const environment = testEnvironment();
    const bastion = { access: { mode: "ssh", from, publicKey: ED25519_KEY } } as const;
    const problems = problemsOf(() => new AccessStack(Testing.app(), environment, props, { bastion }));
    expect(problems).toEqual([
      {
        code: "LOGIN_FROM_INTERNET",
        path: "sandbox-access/bastion › access.from",
        message: "Remote login would be open to the internet: SSH (tcp 22).",
        found,
        expected: "security groups, prefix lists or the ranges of known networks, /8 or longer for IPv4",
        fix: "use Session Manager (Bastion), which needs no open port, or name your own networks instead",
      },
    ]);
  });
});
