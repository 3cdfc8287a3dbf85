import type { EnvironmentStack } from "../../../../constructs/core/environments/environment-stack";
import type { Network } from "../../../../constructs/network/network";
import { testAdvice, type Way } from "../../../support/followed-advice";
import { balancer, bastion, type Tiers, told, webBalancer } from "./network-acl-reach-fixtures";

type Build = (stack: EnvironmentStack, network: Network) => unknown;

/** What is made in a network. */
interface Made {
  readonly tiers: Tiers;
  readonly build: Build;
}

/** Something that the network ACL of the public tier would stop. */
function stopped(
  mistake: string,
  given: Made,
  [path, what, found, fix]: readonly [path: string, what: string, found: string, fix: string],
  ways: readonly Way<Made>[],
) {
  const message = `The network ACL of tier "public" would silently stop ${what}.`;
  const expected = `a network ACL that lets ${what} in and the answers out`;
  return { mistake, given, problems: [{ code: "NETWORK_ACL_BLOCKS", path, message, found, expected, fix }], ways };
}

const ANYWHERE = { action: "allow", peer: "anywhere" } as const;
const HTTPS = { ...ANYWHERE, protocol: "tcp", ports: 443 } as const;
const MAIL = balancer({ port: 25, protocol: "TCP" });
const opened = (port: number, range: string) => ({ from: range, protocol: "tcp", ports: port }) as const;

const STOPPED = [
  stopped(
    "SSH to a bastion, which the default network ACL denies",
    { tiers: {}, build: bastion(["203.0.113.0/24"]) },
    [
      "sandbox-test/bastion › access.from",
      "SSH from 203.0.113.0/24",
      'tcp 22 from 203.0.113.0/24, refused by its rule "no-ssh" (200)',
      'add to the openings of the tier "public" of the network: "tcp-22-203-0-113-0-24": { from: "203.0.113.0/24", protocol: "tcp", ports: 22 }',
    ],
    [
      {
        says: '"tcp-22-203-0-113-0-24": { from: "203.0.113.0/24", protocol: "tcp", ports: 22 }',
        to: {
          tiers: { web: { "tcp-22-203-0-113-0-24": opened(22, "203.0.113.0/24") } },
          build: bastion(["203.0.113.0/24"]),
        },
      },
    ],
  ),
  stopped(
    "SSH from a prefix list of which only the id is known",
    { tiers: {}, build: bastion(["pl-0123456789abcdef0"]) },
    [
      "sandbox-test/bastion › access.from",
      "SSH from pl-0123456789abcdef0",
      'tcp 22 from outside the VPC, refused by its rule "no-ssh" (200)',
      'add to the openings of the tier "public" of the network: "tcp-22-203-0-113-0-24": { from: "203.0.113.0/24", protocol: "tcp", ports: 22 }, with one for each range of the prefix list',
    ],
    [
      {
        says: "with one for each range of the prefix list",
        to: {
          tiers: {
            web: { "tcp-22-203-0-113-0-24": opened(22, "203.0.113.0/24"), other: opened(22, "198.51.100.0/24") },
          },
          build: bastion(["pl-0123456789abcdef0"]),
        },
      },
    ],
  ),
  stopped(
    "a listener below 1024, which no rule of the default network ACL admits",
    { tiers: {}, build: MAIL },
    [
      "sandbox-test/balancer › listeners.mail.port",
      'clients of the listener "mail"',
      "tcp 25 from 0.0.0.0/0, not admitted by any of its rules",
      'add to the openings of the tier "public" of the network: "tcp-25-0-0-0-0-0": { from: "0.0.0.0/0", protocol: "tcp", ports: 25 }',
    ],
    [
      {
        says: '"tcp-25-0-0-0-0-0": { from: "0.0.0.0/0", protocol: "tcp", ports: 25 }',
        to: { tiers: { web: { "tcp-25-0-0-0-0-0": opened(25, "0.0.0.0/0") } }, build: MAIL },
      },
    ],
  ),
  stopped(
    "a balancer that rules of one's own forget",
    { tiers: { acl: { ingress: { https: HTTPS }, egress: { all: ANYWHERE } } }, build: webBalancer },
    [
      "sandbox-test/edge › entry",
      "clients of the load balancer",
      "tcp 80 from 0.0.0.0/0, not admitted by any of its rules",
      'add to the openings of the tier "public" of the network: "tcp-80-0-0-0-0-0": { from: "0.0.0.0/0", protocol: "tcp", ports: 80 }',
    ],
    [
      {
        says: '"tcp-80-0-0-0-0-0": { from: "0.0.0.0/0", protocol: "tcp", ports: 80 }',
        to: {
          tiers: {
            acl: { ingress: { https: HTTPS }, egress: { all: ANYWHERE } },
            web: { "tcp-80-0-0-0-0-0": opened(80, "0.0.0.0/0") },
          },
          build: webBalancer,
        },
      },
    ],
  ),
  stopped(
    "a balancer behind a deny whose number is below those of openings",
    {
      tiers: {
        acl: {
          ingress: { "no-web": { ...HTTPS, action: "deny", ports: 80, number: 1 }, all: ANYWHERE },
          egress: { all: ANYWHERE },
        },
      },
      build: webBalancer,
    },
    [
      "sandbox-test/edge › entry",
      "clients of the load balancer",
      'tcp 80 from 0.0.0.0/0, refused by its rule "no-web" (1)',
      'give the rule "no-web" of its network ACL a number above 90, and add to the openings of the tier "public" of the network: "tcp-80-0-0-0-0-0": { from: "0.0.0.0/0", protocol: "tcp", ports: 80 }',
    ],
    [
      {
        says: 'give the rule "no-web" of its network ACL a number above 90, and add to the openings',
        to: {
          tiers: {
            acl: {
              ingress: { "no-web": { ...HTTPS, action: "deny", ports: 80, number: 91 }, all: ANYWHERE },
              egress: { all: ANYWHERE },
            },
            web: { "tcp-80-0-0-0-0-0": opened(80, "0.0.0.0/0") },
          },
          build: webBalancer,
        },
      },
    ],
  ),
  stopped(
    "answers that are left to the network ACL's own rules",
    {
      tiers: { acl: { ingress: { all: ANYWHERE }, egress: { https: HTTPS }, ephemeralPorts: false } },
      build: bastion(["203.0.113.0/24"]),
    },
    [
      "sandbox-test/bastion › access.from",
      "SSH from 203.0.113.0/24",
      "answers, tcp 1024-65535, to 203.0.113.0/24, not admitted by any of its rules",
      'leave ephemeralPorts: false out of the network ACL of tier "public", or allow tcp 1024-65535 to 203.0.113.0/24 in its egress',
    ],
    [
      {
        says: "leave ephemeralPorts: false out",
        to: {
          tiers: { acl: { ingress: { all: ANYWHERE }, egress: { https: HTTPS } } },
          build: bastion(["203.0.113.0/24"]),
        },
      },
      {
        says: "allow tcp 1024-65535 to 203.0.113.0/24 in its egress",
        to: {
          tiers: {
            acl: {
              ingress: { all: ANYWHERE },
              egress: {
                https: HTTPS,
                answers: { action: "allow", peer: "203.0.113.0/24", protocol: "tcp", ports: "1024-65535" },
              },
              ephemeralPorts: false,
            },
          },
          build: bastion(["203.0.113.0/24"]),
        },
      },
    ],
  ),
  stopped(
    "answers that a rule for what goes out denies",
    {
      tiers: { acl: { ingress: { all: ANYWHERE }, egress: { nothing: { ...ANYWHERE, action: "deny" } } } },
      build: bastion(["203.0.113.0/24"]),
    },
    [
      "sandbox-test/bastion › access.from",
      "SSH from 203.0.113.0/24",
      'answers, tcp 1024-65535, to 203.0.113.0/24, refused by its rule "nothing" (100)',
      'in the network ACL of tier "public", allow tcp 1024-65535 to 203.0.113.0/24 in its egress before the rule "nothing"',
    ],
    [
      {
        says: 'allow tcp 1024-65535 to 203.0.113.0/24 in its egress before the rule "nothing"',
        to: {
          tiers: {
            acl: {
              ingress: { all: ANYWHERE },
              egress: {
                answers: { action: "allow", peer: "203.0.113.0/24", protocol: "tcp", ports: "1024-65535" },
                nothing: { ...ANYWHERE, action: "deny" },
              },
            },
          },
          build: bastion(["203.0.113.0/24"]),
        },
      },
    ],
  ),
];

test.each(STOPPED)("$mistake is told with a way out", ({ given, problems }) => {
  expect(told(given.tiers, given.build)).toEqual(problems);
});

testAdvice(STOPPED, ({ tiers, build }) => told(tiers, build));
