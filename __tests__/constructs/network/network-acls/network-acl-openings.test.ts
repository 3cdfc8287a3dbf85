import type { NetworkAclOpening, NetworkAclRule } from "../../../../constructs/network/network-props";
import { testAdvice } from "../../../support/followed-advice";
import { APP, DATA, PUBLIC, synthNetwork } from "../network-fixtures";
import { bad, problemsIfAny, problemsOfNetwork } from "../network-problems";
import { rulesOf } from "./network-acl-rules";

const SSH: NetworkAclOpening = { from: "203.0.113.0/24", protocol: "tcp", ports: 22 };

function opened(openings: Readonly<Record<string, NetworkAclOpening>>) {
  return { tiers: [{ ...PUBLIC, openings }, APP, DATA] };
}

test("openings come before the other rules, which keep their numbers", () => {
  const synthesized = synthNetwork({
    ...opened({ office: SSH, dns: { from: "anywhere", protocol: "udp", ports: 53 } }),
    ipv6: true,
  });
  expect(rulesOf(synthesized, "public").ingress.slice(0, 6)).toEqual([
    "10 allow tcp 22 203.0.113.0/24",
    "20 allow udp 53 0.0.0.0/0",
    "21 allow udp 53 ::/0",
    "100 allow all 10.10.0.0/16",
    "101 allow all the VPC's IPv6",
    "200 deny tcp 22 0.0.0.0/0",
  ]);
});

test("an opening may be for all that a deny is for, which then denies nothing", () => {
  const synthesized = synthNetwork(opened({ git: { from: "anywhere", protocol: "tcp", ports: 22 } }));
  expect(rulesOf(synthesized, "public").ingress.slice(0, 3)).toEqual([
    "10 allow tcp 22 0.0.0.0/0",
    "100 allow all 10.10.0.0/16",
    "200 deny tcp 22 0.0.0.0/0",
  ]);
});

test("the answers to an opening leave a tier that lets nothing else out", () => {
  const synthesized = synthNetwork({
    tiers: [PUBLIC, APP, { ...DATA, openings: { replica: { from: "192.168.0.0/24", protocol: "tcp", ports: 5432 } } }],
    endpoints: { gateway: [] },
  });
  expect(rulesOf(synthesized, "data")).toEqual({
    ingress: ["10 allow tcp 5432 192.168.0.0/24", "100 allow all 10.10.0.0/16"],
    egress: ["100 allow all 10.10.0.0/16", "10010 allow tcp 1024-65535 192.168.0.0/24"],
  });
});

// IANA: "ICMP Parameters" (3/4 fragmentation needed, 8 echo) and "ICMPv6 Parameters" (2 packet too big, 128 echo request), 2026-11.
test("a rule for ICMP is for one message of each version of IP, by its own number", () => {
  const icmp = (rule: Partial<NetworkAclRule>): NetworkAclRule => ({
    action: "allow",
    peer: "anywhere",
    protocol: "icmp",
    ...rule,
  });
  const synthesized = synthNetwork({
    ipv6: true,
    tiers: [
      PUBLIC,
      {
        ...APP,
        networkAcl: {
          ingress: {
            "too-big": icmp({ icmp: { ipv4: { type: 3, code: 4 }, ipv6: { type: 2, code: 0 } } }),
            echo: icmp({ icmp: { ipv4: { type: 8 } } }),
            any: icmp({ peer: "vpc" }),
          },
          egress: {},
        },
      },
      DATA,
    ],
  });
  expect(rulesOf(synthesized, "app").ingress).toEqual([
    "100 allow icmp 3/4 0.0.0.0/0",
    "101 allow icmpv6 2/0 ::/0",
    "200 allow icmp 8/-1 0.0.0.0/0",
    "300 allow icmp 10.10.0.0/16",
    "301 allow icmpv6 the VPC's IPv6",
  ]);
});

const OPENINGS = "tiers.public.openings";
const message = (rule: NetworkAclRule) => ({
  tiers: [PUBLIC, { ...APP, networkAcl: { ingress: { echo: rule }, egress: {} } }],
});

const MISTAKES = [
  bad(
    "an opening for a prefix list",
    opened({ ssh: { ...SSH, from: "office" } }),
    "NACL_OPENING_FROM",
    `${OPENINGS}.ssh.from`,
    "An opening is for a range outside the VPC; what is inside comes in anyway.",
    '"office"',
    'a CIDR such as 203.0.113.0/24, or "anywhere"',
    "write the range itself, such as 203.0.113.0/24, for network ACLs know no prefix lists; or remove the opening, if it is for hosts inside",
    [
      {
        says: "write the range itself, such as 203.0.113.0/24",
        to: opened({ ssh: { ...SSH, from: "203.0.113.0/24" } }),
      },
      { says: "remove the opening", to: opened({}) },
    ],
  ),
  bad(
    "an opening with the name of a rule",
    opened({ http: SSH }),
    "NACL_OPENING_NAME",
    `${OPENINGS}.http`,
    "A rule of the network ACL has the name already.",
    '"http"',
    "a name that is none of vpc, no-ssh, no-rdp, http, https, icmp",
    "rename the opening, for example http-from-outside",
    [{ says: "for example http-from-outside", to: opened({ "http-from-outside": SSH }) }],
  ),
  bad(
    "more openings than there is room for",
    opened(
      Object.fromEntries([..."abcdefghij"].map((name, index) => [name, { ...SSH, from: `203.0.113.${index}/32` }])),
    ),
    "NACL_OPENINGS_COUNT",
    OPENINGS,
    "The tier has more openings than a network ACL has room for before its other rules.",
    "10 openings",
    "at most 9",
    "use wider ranges: security groups decide who comes in",
    [{ says: "use wider ranges", to: opened({ all: { ...SSH, from: "203.0.113.0/24" } }) }],
  ),
  bad(
    "a message of ICMP in a rule for tcp",
    message({ action: "allow", peer: "anywhere", protocol: "tcp", icmp: { ipv4: { type: 8 } } }),
    "NACL_ICMP_UNUSED",
    "tiers.app.networkAcl.ingress.echo.icmp",
    "The rule names no message of ICMP, or is not for ICMP.",
    "protocol tcp with a message for ipv4",
    "protocol icmp with a message for IPv4, for IPv6, or for both",
    'leave icmp out, or write protocol: "icmp" and icmp: { ipv4: { type: 8 }, ipv6: { type: 128 } }',
    [
      { says: "leave icmp out", to: message({ action: "allow", peer: "anywhere", protocol: "tcp" }) },
      {
        says: 'write protocol: "icmp" and icmp: { ipv4: { type: 8 }, ipv6: { type: 128 } }',
        to: message({
          action: "allow",
          peer: "anywhere",
          protocol: "icmp",
          icmp: { ipv4: { type: 8 }, ipv6: { type: 128 } },
        }),
      },
    ],
  ),
  bad(
    "a type that is none",
    message({ action: "allow", peer: "anywhere", protocol: "icmp", icmp: { ipv4: { type: 256 } } }),
    "NUMBER_OUT_OF_RANGE",
    "tiers.app.networkAcl.ingress.echo.icmp.ipv4.type",
    "The number is not one that AWS takes.",
    "256 by IANA's list",
    "a whole number from 0 to 255",
    "use 255",
    [
      {
        says: "use 255",
        to: message({ action: "allow", peer: "anywhere", protocol: "icmp", icmp: { ipv4: { type: 255 } } }),
      },
    ],
  ),
];

describe("refused is", () => {
  test.each(MISTAKES)("$mistake", ({ given, problems }) => {
    expect(problemsOfNetwork(given)).toEqual(problems);
  });
});

testAdvice(MISTAKES, problemsIfAny);
