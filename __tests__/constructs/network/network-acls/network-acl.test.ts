import { defaultNetworkAcl } from "../../../../constructs/network/network-acls/network-acl-plan";
import type { NetworkAclProps, NetworkProps, TierProps } from "../../../../constructs/network/network-props";
import { resourcesOf } from "../../../support/synth";
import { APP, DATA, nameOf, PUBLIC, resolve, synthNetwork } from "../network-fixtures";
import { rulesOf } from "./network-acl-rules";

/** The rules of one tier that is given a network ACL. */
function ruled(
  networkAcl: NetworkAclProps,
  given: Partial<NetworkProps> = {},
): { ingress: string[]; egress: string[] } {
  return rulesOf(synthNetwork({ tiers: [PUBLIC, { ...APP, networkAcl }, DATA], ...given }), "app");
}

describe("by default", () => {
  const synthesized = synthNetwork();

  test("a public tier serves HTTP and HTTPS, takes answers, and has no SSH or RDP from outside", () => {
    expect(rulesOf(synthesized, "public")).toEqual({
      ingress: [
        "100 allow all 10.10.0.0/16",
        "200 deny tcp 22 0.0.0.0/0",
        "300 deny tcp 3389 0.0.0.0/0",
        "400 allow tcp 80 0.0.0.0/0",
        "500 allow tcp 443 0.0.0.0/0",
        "600 allow icmp 0.0.0.0/0",
        "10100 allow tcp 1024-65535 0.0.0.0/0",
        "20100 allow udp 1024-65535 0.0.0.0/0",
      ],
      egress: ["100 allow all 0.0.0.0/0"],
    });
  });

  test("a private tier takes only answers from outside", () => {
    expect(rulesOf(synthesized, "app")).toEqual({
      ingress: [
        "100 allow all 10.10.0.0/16",
        "200 deny tcp 22 0.0.0.0/0",
        "300 deny tcp 3389 0.0.0.0/0",
        "400 allow icmp 0.0.0.0/0",
        "10100 allow tcp 1024-65535 0.0.0.0/0",
        "20100 allow udp 1024-65535 0.0.0.0/0",
      ],
      egress: ["100 allow all 0.0.0.0/0"],
    });
  });

  test("an isolated tier speaks with the VPC, and by HTTPS with the gateway endpoints", () => {
    expect(rulesOf(synthesized, "data")).toEqual({
      ingress: ["100 allow all 10.10.0.0/16", "10200 allow tcp 1024-65535 0.0.0.0/0"],
      egress: ["100 allow all 10.10.0.0/16", "200 allow tcp 443 0.0.0.0/0"],
    });
  });

  test("without gateway endpoints an isolated tier speaks with the VPC only", () => {
    expect(rulesOf(synthNetwork({ endpoints: { gateway: [] } }), "data")).toEqual({
      ingress: ["100 allow all 10.10.0.0/16"],
      egress: ["100 allow all 10.10.0.0/16"],
    });
  });

  test("the VPC's secondary and IPv6 ranges are part of it, without moving the rules that were there", () => {
    const grown = synthNetwork({ ipv6: true, secondaryCidrs: ["100.64.0.0/16", "100.65.0.0/16"] });
    expect(rulesOf(grown, "data").egress).toEqual([
      "100 allow all 10.10.0.0/16",
      "101 allow all the VPC's IPv6",
      "102 allow all 100.64.0.0/16",
      "103 allow all 100.65.0.0/16",
      "200 allow tcp 443 0.0.0.0/0",
      "201 allow tcp 443 ::/0",
    ]);
  });

  test("IPv6 is filtered as IPv4 is, with the ICMP of its own that large packets need", () => {
    const { ingress } = rulesOf(synthNetwork({ ipv6: true }), "app");
    expect(ingress.filter((rule) => rule.includes(":") || rule.includes("IPv6"))).toEqual([
      "101 allow all the VPC's IPv6",
      "201 deny tcp 22 ::/0",
      "301 deny tcp 3389 ::/0",
      "401 allow icmpv6 ::/0",
      "10101 allow tcp 1024-65535 ::/0",
      "20101 allow udp 1024-65535 ::/0",
    ]);
  });

  test("every subnet is in its tier's network ACL", () => {
    const associations = resourcesOf(synthesized, "aws_network_acl_association").map((association) => [
      nameOf(resolve(synthesized, association.subnet_id)),
      nameOf(resolve(synthesized, association.network_acl_id)),
    ]);
    expect(Object.fromEntries(associations)).toEqual({
      "public-a": "public",
      "public-c": "public",
      "app-a": "app",
      "app-c": "app",
      "data-a": "data",
      "data-c": "data",
    });
  });
});

describe("rules of one's own", () => {
  test("are numbered in their order, or as they say", () => {
    const { ingress } = ruled({
      ingress: {
        first: { action: "allow", peer: "vpc", protocol: "tcp", ports: 443 },
        second: { action: "allow", peer: "vpc", protocol: "udp", ports: "5000-5010" },
        early: { action: "deny", peer: "10.10.2.0/24", number: 50 },
      },
      egress: {},
    });
    expect(ingress).toEqual([
      "50 deny all 10.10.2.0/24",
      "100 allow tcp 443 10.10.0.0/16",
      "200 allow udp 5000-5010 10.10.0.0/16",
    ]);
  });

  test("the answers of served and of started connections find their way, behind every named rule", () => {
    expect(
      ruled({
        ingress: { web: { action: "allow", peer: "public", protocol: "tcp", ports: 8080 } },
        egress: {
          dns: { action: "allow", peer: "10.0.0.0/24", protocol: "udp", ports: 53 },
          mail: { action: "deny", peer: "anywhere", protocol: "tcp", ports: 25 },
          https: { action: "allow", peer: "anywhere", protocol: "tcp", ports: 443 },
        },
      }),
    ).toEqual({
      ingress: [
        "100 allow tcp 8080 10.10.0.0/24",
        "102 allow tcp 8080 10.10.2.0/24",
        "10300 allow tcp 1024-65535 0.0.0.0/0",
        "20100 allow udp 1024-65535 10.0.0.0/24",
      ],
      egress: [
        "100 allow udp 53 10.0.0.0/24",
        "200 deny tcp 25 0.0.0.0/0",
        "300 allow tcp 443 0.0.0.0/0",
        "10100 allow tcp 1024-65535 10.10.0.0/24",
        "10102 allow tcp 1024-65535 10.10.2.0/24",
      ],
    });
  });

  test("no way is opened for answers that a rule admits already, nor for ICMP, which has no ports", () => {
    expect(
      ruled({
        ingress: {
          all: { action: "allow", peer: "vpc" },
          ping: { action: "allow", peer: "anywhere", protocol: "icmp" },
        },
        egress: { all: { action: "allow", peer: "10.0.0.0/8" } },
      }),
    ).toEqual({
      ingress: [
        "100 allow all 10.10.0.0/16",
        "200 allow icmp 0.0.0.0/0",
        "10100 allow tcp 1024-65535 10.0.0.0/8",
        "20100 allow udp 1024-65535 10.0.0.0/8",
      ],
      egress: ["100 allow all 10.0.0.0/8"],
    });
  });

  test("the answers' way can be left to one's own rules", () => {
    const acl: NetworkAclProps = {
      ingress: { web: { action: "allow", peer: "anywhere", protocol: "tcp", ports: 443 } },
      egress: { answers: { action: "allow", peer: "anywhere", protocol: "tcp", ports: "32768-60999" } },
      ephemeralPorts: false,
    };
    expect(ruled(acl)).toEqual({
      ingress: ["100 allow tcp 443 0.0.0.0/0"],
      egress: ["100 allow tcp 32768-60999 0.0.0.0/0"],
    });
  });

  test("can be put before the default ones, so that the office reaches SSH in a public tier", () => {
    const standard = defaultNetworkAcl("public", true);
    const office = { action: "allow", peer: "203.0.113.0/24", protocol: "tcp", ports: 22 } as const;
    const networkAcl = { ...standard, ingress: { office, ...standard.ingress } };
    const { ingress } = rulesOf(synthNetwork({ tiers: [{ ...PUBLIC, networkAcl }, APP] }), "public");
    expect(ingress.slice(0, 4)).toEqual([
      "100 allow tcp 22 203.0.113.0/24",
      "200 allow all 10.10.0.0/16",
      "300 deny tcp 22 0.0.0.0/0",
      "400 deny tcp 3389 0.0.0.0/0",
    ]);
    expect(ingress).toHaveLength(9);
  });

  test("a tier as peer is all its subnets, with their IPv6 ranges: a deny leaves no way round", () => {
    const acl: NetworkAclProps = {
      ingress: { "no-public": { action: "deny", peer: "public" }, vpc: { action: "allow", peer: "vpc" } },
      egress: {},
      ephemeralPorts: false,
    };
    expect(ruled(acl, { ipv6: true }).ingress).toEqual([
      "100 deny all 10.10.0.0/24",
      "102 deny all 10.10.2.0/24",
      "108 deny all the VPC's /64 0",
      "110 deny all the VPC's /64 2",
      "200 allow all 10.10.0.0/16",
      "201 allow all the VPC's IPv6",
    ]);
  });

  test("an IPv6 range as peer is written as AWS writes it", () => {
    const acl: NetworkAclProps = {
      ingress: { office: { action: "allow", peer: "2001:DB8:0:0::/48", protocol: "tcp", ports: 443 } },
      egress: {},
      ephemeralPorts: false,
    };
    expect(ruled(acl, { ipv6: true }).ingress).toEqual(["100 allow tcp 443 2001:db8::/48"]);
  });

  test("a further zone adds rules for its subnets and changes none", () => {
    const acl: NetworkAclProps = { ingress: { web: { action: "allow", peer: "public" } }, egress: {} };
    const before = synthNetwork({ tiers: [PUBLIC, { ...APP, networkAcl: acl }] }).resources.aws_network_acl_rule ?? {};
    const after = synthNetwork({ zones: ["a", "b", "c"], tiers: [PUBLIC, { ...APP, networkAcl: acl }] });
    expect(after.resources.aws_network_acl_rule).toMatchObject(before);
    expect(Object.keys(after.resources.aws_network_acl_rule ?? {})).toHaveLength(Object.keys(before).length + 3);
  });

  test("a deny that overlaps a wider allow only in part is no mistake", () => {
    const networkAcl: TierProps["networkAcl"] = {
      ingress: {
        web: { action: "allow", peer: "anywhere", protocol: "tcp", ports: 443 },
        "no-office": { action: "deny", peer: "203.0.113.0/24" },
        "no-dns": { action: "deny", peer: "anywhere", protocol: "udp", ports: 443 },
      },
      egress: {},
    };
    expect(ruled(networkAcl).ingress).toHaveLength(3);
  });
});
