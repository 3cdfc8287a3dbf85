import { exemptionsOf } from "../../../../constructs/core/environments/exemptions";
import { testAdvice } from "../../../support/followed-advice";
import { resourceOf, resourcesOf } from "../../../support/synth";
import { APP, DATA, nameOf, PUBLIC, resolve, synthNetwork } from "../network-fixtures";
import { bad, problemsIfAny, problemsOfNetwork } from "../network-problems";

const POD = { ...APP, name: "pod" };
const WHY = { reason: "security groups alone decide here, as before the move" };

/** Network ACLs by the subnet that has them. */
function aclsBySubnet(synthesized: ReturnType<typeof synthNetwork>): Readonly<Record<string, string>> {
  return Object.fromEntries(
    resourcesOf(synthesized, "aws_network_acl_association").map((association) => [
      nameOf(resolve(synthesized, association.subnet_id)),
      nameOf(resolve(synthesized, association.network_acl_id)),
    ]),
  );
}

test("a tier shares the network ACL of another one, and its associations stay where they were", () => {
  const tiers = [PUBLIC, APP, { ...POD, networkAclOf: "app" }];
  const shared = synthNetwork({ tiers });
  const addresses = (given: typeof shared) => Object.keys(given.resources.aws_network_acl_association ?? {});

  expect(aclsBySubnet(shared)).toEqual({
    "app-a": "app",
    "app-c": "app",
    "pod-a": "app",
    "pod-c": "app",
    "public-a": "public",
    "public-c": "public",
  });
  expect(addresses(shared)).toEqual(addresses(synthNetwork({ tiers: [PUBLIC, APP, POD] })));
  expect(shared.network.networkAcls.pod).toBe(shared.network.networkAcls.app);
  expect(shared.network.tier("pod").networkAcl).toEqual(shared.network.tier("app").networkAcl);
});

test("a tier without one leaves its subnets in the default network ACL, which is open then, and says why", () => {
  const without = synthNetwork({ ipv6: true, tiers: [PUBLIC, { ...APP, withoutNetworkAcl: WHY }, DATA] });
  const closed = resourceOf(synthNetwork(), "aws_default_network_acl");
  const open = resourceOf(without, "aws_default_network_acl");

  expect(Object.keys(aclsBySubnet(without))).toEqual(["data-a", "data-c", "public-a", "public-c"]);
  expect(open).toMatchObject({
    tags: { Name: "groundplan-sandbox-default-open" },
    ingress: [
      { rule_no: 100, cidr_block: "0.0.0.0/0", action: "allow", protocol: "-1" },
      { rule_no: 101, ipv6_cidr_block: "::/0", action: "allow", protocol: "-1" },
    ],
  });
  expect(open.egress).toEqual(open.ingress);
  expect(closed).not.toHaveProperty("ingress");
  expect(exemptionsOf(without.network)).toEqual([
    {
      path: "sandbox-network/network",
      rule: "NET-91",
      option: "withoutNetworkAcl of the tier app",
      reason: WHY.reason,
    },
  ]);
  expect(without.network.tier("app").networkAcl?.every(({ action }) => action === "allow")).toBe(true);
});

const SHARED = [
  bad(
    "a network ACL that there is not",
    { tiers: [PUBLIC, APP, { ...POD, networkAclOf: "data" }] },
    "NACL_SHARED_UNKNOWN",
    "tiers.pod.networkAclOf",
    "The tier is to share a network ACL that there is not.",
    '"data"',
    "a tier with a network ACL of its own: public, app",
    "name one of these, or leave networkAclOf out",
    [
      { says: "name one of these", to: { tiers: [PUBLIC, APP, { ...POD, networkAclOf: "app" }] } },
      { says: "leave networkAclOf out", to: { tiers: [PUBLIC, APP, POD] } },
    ],
  ),
  bad(
    "a shared network ACL, and rules of one's own",
    {
      tiers: [
        PUBLIC,
        APP,
        { ...POD, networkAclOf: "app", openings: { dns: { from: "anywhere", protocol: "udp", ports: 53 } } },
      ],
    },
    "NACL_NOT_OWN",
    "tiers.pod.networkAclOf",
    "A tier without a network ACL of its own has no rules of its own.",
    "networkAclOf beside openings",
    "networkAclOf alone, or rules of its own",
    'remove openings, or write them for the tier "app", or remove networkAclOf',
    [
      { says: "remove openings", to: { tiers: [PUBLIC, APP, { ...POD, networkAclOf: "app" }] } },
      {
        says: 'write them for the tier "app"',
        to: {
          tiers: [
            PUBLIC,
            { ...APP, openings: { dns: { from: "anywhere", protocol: "udp", ports: 53 } } },
            { ...POD, networkAclOf: "app" },
          ],
        },
      },
      {
        says: "remove networkAclOf",
        to: { tiers: [PUBLIC, APP, { ...POD, openings: { dns: { from: "anywhere", protocol: "udp", ports: 53 } } }] },
      },
    ],
  ),
  bad(
    "no network ACL, and rules of one's own",
    { tiers: [PUBLIC, { ...APP, withoutNetworkAcl: WHY, networkAcl: { ingress: {}, egress: {} } }] },
    "NACL_NOT_OWN",
    "tiers.app.withoutNetworkAcl",
    "A tier without a network ACL of its own has no rules of its own.",
    "withoutNetworkAcl beside networkAcl",
    "withoutNetworkAcl alone, or rules of its own",
    "remove networkAcl, or remove withoutNetworkAcl",
    [
      { says: "remove networkAcl", to: { tiers: [PUBLIC, { ...APP, withoutNetworkAcl: WHY }] } },
      {
        says: "remove withoutNetworkAcl",
        to: { tiers: [PUBLIC, { ...APP, networkAcl: { ingress: {}, egress: {} } }] },
      },
    ],
  ),
];

test.each(SHARED)("$mistake is told with a way out", ({ given, problems }) => {
  expect(problemsOfNetwork(given)).toEqual(problems);
});

testAdvice(SHARED, problemsIfAny);

test("a reason that is none is told", () => {
  const tiers = [PUBLIC, { ...APP, withoutNetworkAcl: { reason: "later" } }];
  expect(problemsOfNetwork({ tiers }).map(({ code, path }) => [code, path])).toEqual([
    ["EXEMPTION_REASON", "network › tiers.app.withoutNetworkAcl.reason"],
  ]);
});
