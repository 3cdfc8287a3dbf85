import { testAdvice } from "../../support/followed-advice";
import { adviceOf, ED25519_KEY, expectRefusal, type Refusal, refusal, TIERS } from "./support";

const PLACEMENT: readonly Refusal[] = [
  refusal(
    "Session Manager in a public tier",
    { tier: "web" },
    [
      {
        property: "tier",
        code: "BASTION_TIER_KIND",
        message: "A bastion with access `ssm` has no public address and does not belong into a public tier.",
        found: 'public tier "web"',
        expected: "a private or isolated tier",
        fix: "use app",
      },
    ],
    undefined,
    [{ says: "use app", to: { props: { tier: "app" } } }],
  ),
  refusal(
    "SSH in a private tier",
    { access: { mode: "ssh", from: ["offices"], publicKey: ED25519_KEY }, tier: "app" },
    [
      {
        property: "tier",
        code: "BASTION_TIER_KIND",
        message:
          "A bastion for SSH needs a public tier: its Elastic IP is of no use without a route to the internet gateway.",
        found: 'private tier "app"',
        expected: "a public tier",
        fix: "add a public tier to the network, and name it here or leave `tier` out",
      },
    ],
    { tiers: [TIERS.private] },
    [
      {
        says: "add a public tier to the network, and name it here",
        to: {
          props: { access: { mode: "ssh", from: ["offices"], publicKey: ED25519_KEY }, tier: "web" },
          network: { tiers: [TIERS.private, TIERS.public] },
        },
      },
      {
        says: "leave `tier` out",
        to: {
          props: { access: { mode: "ssh", from: ["offices"], publicKey: ED25519_KEY } },
          network: { tiers: [TIERS.private, TIERS.public] },
        },
      },
    ],
  ),
  refusal(
    "a tier that the network does not have",
    { tier: "apps" },
    [
      {
        property: "tier",
        code: "TIER_UNKNOWN",
        message: "The network has no tier of this name.",
        found: '"apps"',
        expected: "a private or isolated tier: app (private)",
        fix: "use one of these names, or add the tier to the network",
      },
    ],
    undefined,
    [
      { says: "use one of these names", to: { props: { tier: "app" } } },
      {
        says: "add the tier to the network",
        to: { props: { tier: "apps" }, network: { tiers: [{ ...TIERS.private, name: "apps" }] } },
      },
    ],
  ),
  refusal(
    "a network with public tiers only",
    {},
    [
      {
        property: "network",
        code: "BASTION_TIER_MISSING",
        message: "The network has no tier for a bastion with access `ssm`.",
        found: "tiers web (public)",
        expected: "a private or isolated tier",
        fix: 'add a private tier to the network, or choose access: { mode: "ssh", from: […], publicKey: "…" }',
      },
    ],
    { tiers: [TIERS.public] },
    [
      {
        says: "add a private tier to the network",
        to: { props: {}, network: { tiers: [TIERS.public, TIERS.private] } },
      },
      {
        says: 'choose access: { mode: "ssh", from: […], publicKey: "…" }',
        to: {
          props: { access: { mode: "ssh", from: ["203.0.113.0/24"], publicKey: ED25519_KEY } },
          network: { tiers: [TIERS.public] },
        },
      },
    ],
  ),
  refusal(
    "a zone that the tier does not have",
    { zone: "c" },
    [
      {
        property: "zone",
        code: "BASTION_ZONE_UNKNOWN",
        message: 'Tier "app" has no subnet in this zone.',
        found: '"c"',
        expected: "one of a, b",
        fix: "use one of these zones, or leave `zone` out",
      },
    ],
    undefined,
    [
      { says: "use one of these zones", to: { props: { zone: "b" } } },
      { says: "leave `zone` out", to: { props: {} } },
    ],
  ),
  refusal(
    "a tier without subnets",
    {},
    [
      {
        property: "zone",
        code: "BASTION_ZONE_UNKNOWN",
        message: 'Tier "app" has no subnet in this zone.',
        found: "a tier without subnets",
        expected: "a tier with at least one subnet",
        fix: "declare the subnets of the tier",
      },
    ],
    { tiers: [{ ...TIERS.private, subnets: [] }] },
    [{ says: "declare the subnets of the tier", to: { props: {}, network: { tiers: [TIERS.private] } } }],
  ),
  refusal(
    "an isolated tier without endpoints",
    { tier: "data" },
    [
      {
        property: "network",
        code: "BASTION_ENDPOINTS_MISSING",
        message: 'The bastion cannot reach AWS: tier "data" has no NAT, and the VPC lacks endpoints.',
        found: "endpoints for s3, ssm",
        expected: "also endpoints for ssmmessages, kms, logs",
        fix: 'add them to the network\'s endpoints, or set tier to "app", which has NAT',
      },
    ],
    { endpointServices: ["ssm", "s3"] },
    [
      {
        says: "add them to the network's endpoints",
        to: { props: { tier: "data" }, network: { endpointServices: ["ssm", "s3", "ssmmessages", "kms", "logs"] } },
      },
      { says: 'set tier to "app"', to: { props: { tier: "app" }, network: { endpointServices: ["ssm", "s3"] } } },
    ],
  ),
  refusal(
    "a private tier without NAT, an old image and the CloudWatch agent",
    { ami: "ami-12345678", cloudWatchAgent: true },
    [
      {
        property: "network",
        code: "BASTION_ENDPOINTS_MISSING",
        message: 'The bastion cannot reach AWS: tier "app" has no NAT, and the VPC lacks endpoints.',
        found: "no endpoints",
        expected: "also endpoints for ssm, ssmmessages, kms, logs, ec2messages, monitoring, s3",
        fix: "add them to the network's endpoints, or give the network a NAT",
      },
    ],
    { hasNat: false },
    [
      {
        says: "add them to the network's endpoints",
        to: {
          props: { ami: "ami-12345678", cloudWatchAgent: true },
          network: {
            hasNat: false,
            endpointServices: ["ssm", "ssmmessages", "kms", "logs", "ec2messages", "monitoring", "s3"],
          },
        },
      },
      {
        says: "give the network a NAT",
        to: { props: { ami: "ami-12345678", cloudWatchAgent: true }, network: { hasNat: true } },
      },
    ],
  ),
];

test.each(PLACEMENT)("a bastion is refused for $name", (refused) => expectRefusal(refused));

testAdvice(...adviceOf(PLACEMENT));
