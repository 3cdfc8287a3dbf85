import { testAdvice } from "../../../support/followed-advice";
import { APP, DATA, PUBLIC } from "../network-fixtures";
import { bad, problemsIfAny, problemsOfNetwork } from "../network-problems";

const TIERS = [
  bad(
    "a tier with the name of a zone",
    { tiers: [PUBLIC, APP, { ...DATA, name: "a" }] },
    "TIER_NAME_RESERVED",
    "tiers.a",
    "The name of the tier means something else already.",
    '"a"',
    "a name that is no zone letter (a to h) and not vpc or anywhere, which network ACL rules use",
    "use a name that says what lives there, for example app",
    [{ says: "use a name that says what lives there", to: { tiers: [PUBLIC, APP, { ...DATA, name: "store" }] } }],
  ),
  bad(
    "a tier with the name of a peer of network ACL rules",
    { tiers: [PUBLIC, APP, { ...DATA, name: "vpc" }] },
    "TIER_NAME_RESERVED",
    "tiers.vpc",
    "The name of the tier means something else already.",
    '"vpc"',
    "a name that is no zone letter (a to h) and not vpc or anywhere, which network ACL rules use",
    "use a name that says what lives there, for example app",
    [{ says: "for example app", to: { tiers: [PUBLIC, { ...DATA, name: "app" }], nat: { mode: "none" } } }],
  ),
  bad(
    "a tier with the name of another tier's subnet",
    { tiers: [PUBLIC, APP, { ...DATA, name: "app-c" }] },
    "TIER_NAME_AMBIGUOUS",
    "tiers.app-c",
    "The name of the tier is that of another tier's subnet or route table.",
    '"app-c" beside "app", whose subnets are called app-<zone>',
    "a name that does not end in the zone of another tier",
    "rename one of the two",
    [
      { says: "rename one of the two", to: { tiers: [PUBLIC, APP, { ...DATA, name: "cache" }] } },
      { says: "rename one of the two", to: { tiers: [PUBLIC, { ...APP, name: "web" }, { ...DATA, name: "app-c" }] } },
    ],
  ),
  bad(
    "subnet groups on a public tier",
    { tiers: [{ ...PUBLIC, subnetGroups: ["db"] }, APP] },
    "SUBNET_GROUP_PUBLIC",
    "tiers.public.subnetGroups",
    "Databases and caches do not belong into a public tier.",
    'subnet groups db on the public tier "public"',
    "subnet groups on isolated or private tiers",
    'move them to a tier of kind "isolated" or "private", or remove them',
    [
      {
        says: 'move them to a tier of kind "isolated" or "private"',
        to: { tiers: [PUBLIC, { ...APP, subnetGroups: ["db"] }] },
      },
      {
        says: 'move them to a tier of kind "isolated"',
        to: { tiers: [PUBLIC, APP, { ...DATA, subnetGroups: ["db"] }] },
      },
    ],
  ),
  bad(
    "databases in a single zone, by default",
    { zones: ["a"] },
    "SUBNET_GROUP_ONE_ZONE",
    "tiers.data.subnetGroups",
    "A database subnet group needs subnets in two availability zones.",
    "one zone (a) and the subnet groups db, cache (the default)",
    "at least two zones",
    'add a zone, or set subnetGroups: ["cache"] for the tier',
    [
      { says: "add a zone", to: { zones: ["a", "c"] } },
      {
        says: 'set subnetGroups: ["cache"] for the tier',
        to: { zones: ["a"], tiers: [PUBLIC, APP, { ...DATA, subnetGroups: ["cache"] }] },
      },
    ],
  ),
  bad(
    "databases in a single zone, as was asked for",
    { zones: ["a"], tiers: [PUBLIC, { ...APP, subnetGroups: ["db"] }] },
    "SUBNET_GROUP_ONE_ZONE",
    "tiers.app.subnetGroups",
    "A database subnet group needs subnets in two availability zones.",
    "one zone (a) and the subnet groups db",
    "at least two zones",
    "add a zone, or set subnetGroups: [] for the tier",
    [
      { says: "add a zone", to: { zones: ["a", "b"], tiers: [PUBLIC, { ...APP, subnetGroups: ["db"] }] } },
      {
        says: "set subnetGroups: [] for the tier",
        to: { zones: ["a"], tiers: [PUBLIC, { ...APP, subnetGroups: [] }] },
      },
    ],
  ),
  bad(
    "tags that are set already, and tags of AWS",
    { tiers: [PUBLIC, { ...APP, tags: { Name: "x", "aws:owner": "y", "kubernetes.io/role/elb": "1", Team: "z" } }] },
    "TIER_TAG_RESERVED",
    "tiers.app.tags",
    "The tier sets tags that are set for it, or that AWS keeps for itself.",
    "Name, aws:owner, kubernetes.io/role/elb",
    "tags other than Name, Tier, kubernetes.io/role/elb, kubernetes.io/role/internal-elb and aws:…",
    "remove them; EKS's discovery tags are set by eks",
    [{ says: "remove them", to: { tiers: [PUBLIC, { ...APP, tags: { Team: "z" } }] } }],
  ),
  bad(
    "the name of a subnet in a zone that the network has not",
    { tiers: [PUBLIC, { ...APP, subnetNames: { a: "App 1", b: "App 2" } }] },
    "TIER_NAME_UNUSED",
    "tiers.app.subnetNames.b",
    "There is nothing in the tier that the name could be for.",
    '"App 2", and no zone b',
    "names of the tier's subnet groups and of subnets in its zones",
    "remove the name, or add what it is for",
    [
      { says: "remove the name", to: { tiers: [PUBLIC, { ...APP, subnetNames: { a: "App 1" } }] } },
      {
        says: "add what it is for",
        to: { zones: ["a", "b", "c"], tiers: [PUBLIC, { ...APP, subnetNames: { a: "App 1", b: "App 2" } }] },
      },
    ],
  ),
  bad(
    "the name of a subnet group that is not made",
    { tiers: [PUBLIC, { ...APP, subnetGroupNames: { db: "orders" } }] },
    "TIER_NAME_UNUSED",
    "tiers.app.subnetGroupNames.db",
    "There is nothing in the tier that the name could be for.",
    '"orders", and no subnet group db',
    "names of the tier's subnet groups and of subnets in its zones",
    "remove the name, or add what it is for",
    [
      {
        says: "add what it is for",
        to: { tiers: [PUBLIC, { ...APP, subnetGroups: ["db"], subnetGroupNames: { db: "orders" } }] },
      },
    ],
  ),
  bad(
    "internet-facing load balancers in a private tier",
    { tiers: [PUBLIC, { ...APP, eks: "elb" }] },
    "EKS_ELB_NOT_PUBLIC",
    "tiers.app.eks",
    "Internet-facing load balancers need a public tier.",
    'eks "elb" on the private tier "app"',
    '"internal-elb" or "none" for this tier',
    'use "internal-elb", or put "elb" on a public tier',
    [
      { says: 'use "internal-elb"', to: { tiers: [PUBLIC, { ...APP, eks: "internal-elb" }] } },
      { says: 'put "elb" on a public tier', to: { tiers: [{ ...PUBLIC, eks: "elb" }, APP] } },
    ],
  ),
  bad(
    "internal load balancers in a public tier",
    { tiers: [{ ...PUBLIC, eks: "internal-elb" }, APP] },
    "EKS_INTERNAL_ELB_PUBLIC",
    "tiers.public.eks",
    "Internal load balancers do not belong into a public tier.",
    'eks "internal-elb" on the public tier "public"',
    '"elb" or "none" for this tier',
    'use "elb", or put "internal-elb" on a private tier',
    [
      { says: 'use "elb"', to: { tiers: [{ ...PUBLIC, eks: "elb" }, APP] } },
      { says: 'put "internal-elb" on a private tier', to: { tiers: [PUBLIC, { ...APP, eks: "internal-elb" }] } },
    ],
  ),
  bad(
    "a tag of EKS in a network that is to carry none",
    { tiers: [{ ...PUBLIC, eks: "elb" }, APP], eksDiscovery: false },
    "EKS_DISCOVERY_OFF",
    "tiers.public.eks",
    "The tier is to carry a tag of EKS, and the network is to carry none.",
    'eks "elb" with eksDiscovery: false',
    '"none", or eksDiscovery: true',
    "remove one of the two",
    [
      { says: "remove one of the two", to: { tiers: [PUBLIC, APP], eksDiscovery: false } },
      { says: "remove one of the two", to: { tiers: [{ ...PUBLIC, eks: "elb" }, APP] } },
    ],
  ),
  bad(
    "a network for EKS without DNS",
    { dns: false },
    "EKS_NEEDS_DNS",
    "dns",
    "EKS needs DNS support and host names in the VPC, or nodes cannot join a cluster.",
    'dns: false with EKS\'s tags on "public", "app"',
    "dns: true, or no tags of EKS",
    "leave dns out, or set eksDiscovery: false if no cluster will live here",
    [
      { says: "leave dns out", to: {} },
      { says: "set eksDiscovery: false if no cluster will live here", to: { dns: false, eksDiscovery: false } },
    ],
  ),
  bad(
    "a network without tiers",
    { tiers: [], nat: { mode: "none" } },
    "TIERS_MISSING",
    "tiers",
    "The network has no tier.",
    "no tier",
    "at least one tier of kind public, private or isolated",
    'add a tier, for example { name: "public", kind: "public", prefixLength: 24 }',
    [
      {
        says: 'add a tier, for example { name: "public", kind: "public", prefixLength: 24 }',
        to: { tiers: [{ name: "public", kind: "public", prefixLength: 24 }], nat: { mode: "none" } },
      },
    ],
  ),
];

test.each(TIERS)("$mistake is told with a way out", ({ given, problems }) => {
  expect(problemsOfNetwork(given)).toEqual(problems);
});

testAdvice(TIERS, problemsIfAny);
