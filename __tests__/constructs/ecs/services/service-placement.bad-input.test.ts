import { testAdvice } from "../../../support/followed-advice";
import { problemsIfAny } from "../../../support/synth";
import { TIERS } from "../../access/support";
import { expectServiceProblems, type ServiceCase, smallService, toldServices } from "../support";

const REASON = "the partner admits fixed addresses only; until its API is private";

const CASES: readonly ServiceCase[] = [
  {
    name: "a zone that the tier does not have",
    props: smallService({ zones: ["a", "c"] }),
    problems: [
      {
        property: "zones",
        code: "TASK_ZONE_UNKNOWN",
        message: 'Tier "app" has no subnet in this zone.',
        found: "c",
        expected: "one or more of a, b",
        fix: "use these zones, or leave zones out for all of them",
      },
    ],
    ways: [
      { says: "use these zones", to: { props: smallService({ zones: ["a", "b"] }) } },
      { says: "or leave zones out for all of them", to: { props: smallService({}) } },
    ],
  },
  {
    name: "a single zone in a protected environment",
    protect: true,
    network: { tiers: [{ ...TIERS.private, subnets: TIERS.private.subnets.slice(0, 1) }] },
    props: smallService({}),
    problems: [
      {
        property: "tier",
        code: "SERVICE_ONE_ZONE",
        message: "A protected environment runs services in two zones or more, so that it outlives the loss of one.",
        found: 'tier "app" in zone a of sandbox',
        expected: "a tier with subnets in two zones or more",
        fix: "add a zone to the network",
      },
    ],
    ways: [{ says: "add a zone to the network", to: { network: { tiers: [TIERS.private] } } }],
  },
  {
    name: "a public tier without a reason",
    props: smallService({ tier: "web" }),
    problems: [
      {
        property: "tier",
        code: "TIER_PUBLIC",
        message: "Tasks and instances belong into private tiers, where nothing on the internet can reach them.",
        found: 'public tier "web"',
        expected: "a private or isolated tier",
        fix: "use app or data",
      },
    ],
  },
  {
    name: "a public address without a reason that says something, in a network without a public tier",
    network: { tiers: [TIERS.private] },
    props: smallService({ publicAddress: { reason: "unclear" } }),
    problems: [
      {
        property: "publicAddress.reason",
        code: "EXEMPTION_REASON",
        message: "An exemption needs a reason that a reviewer can judge.",
        found: '"unclear"',
        expected: "a sentence",
        fix: 'say why, and until when, for example "sandbox has no domain; nobody outside the team uses it"',
      },
      {
        property: "publicAddress",
        code: "PUBLIC_ADDRESS_TIER",
        message: "A public address is of no use without a route to the internet gateway.",
        found: "a network without a public tier",
        expected: "a public tier",
        fix: "leave publicAddress out; without one, tasks reach the internet by the network's NAT, or AWS by its endpoints",
      },
    ],
    ways: [{ says: ["say why, and until when", "leave publicAddress out"], to: { props: smallService({}) } }],
  },
  {
    name: "a tier without a way to the registry",
    network: { endpointServices: ["s3", "logs"] },
    props: smallService({ tier: "data" }),
    problems: [
      {
        property: "tier",
        code: "TASK_ENDPOINTS_MISSING",
        message: 'Tasks could not start: tier "data" has no NAT, and the VPC lacks endpoints.',
        found: "endpoints for logs, s3",
        expected: "also endpoints for ecr.api, ecr.dkr",
        fix: "add them to the network's endpoints, or put the tasks into a tier with NAT",
      },
    ],
    ways: [
      {
        says: "add them to the network's endpoints",
        to: { network: { endpointServices: ["s3", "logs", "ecr.api", "ecr.dkr"] } },
      },
      { says: "or put the tasks into a tier with NAT", to: { props: smallService({ tier: "app" }) } },
    ],
  },
  {
    name: "one of two zones in a protected environment",
    protect: true,
    props: smallService({ zones: ["a"] }),
    problems: [
      {
        property: "tier",
        code: "SERVICE_ONE_ZONE",
        message: "A protected environment runs services in two zones or more, so that it outlives the loss of one.",
        found: 'tier "app" in zone a of sandbox',
        expected: "a tier with subnets in two zones or more",
        fix: "set zones to two or more of a, b",
      },
    ],
    ways: [{ says: "set zones to two or more of a, b", to: { props: smallService({ zones: ["a", "b"] }) } }],
  },
  {
    name: "a public address in a private tier",
    props: smallService({ tier: "app", publicAddress: { reason: REASON } }),
    problems: [
      {
        property: "publicAddress",
        code: "PUBLIC_ADDRESS_TIER",
        message: "A public address is of no use without a route to the internet gateway.",
        found: 'tier "app"',
        expected: "a public tier: web",
        fix: 'set tier: "web", or leave publicAddress out and put the tasks into a private tier; without one, tasks reach the internet by the network\'s NAT, or AWS by its endpoints',
      },
    ],
    ways: [
      { says: 'set tier: "web"', to: { props: smallService({ tier: "web", publicAddress: { reason: REASON } }) } },
      {
        says: "or leave publicAddress out and put the tasks into a private tier",
        to: { props: smallService({ tier: "app" }) },
      },
    ],
  },
];

describe("a place of a service is refused for", () => {
  test.each(CASES.map((entry) => [entry.name, entry] as const))("%s", (_, entry) => expectServiceProblems(entry));
});

testAdvice(toldServices(CASES), problemsIfAny);
