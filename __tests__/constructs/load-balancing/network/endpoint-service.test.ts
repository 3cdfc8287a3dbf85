import type { EnvironmentStack } from "../../../../constructs/core/environments/environment-stack";
import type { Problem } from "../../../../constructs/core/errors";
import { HostedZone } from "../../../../constructs/dns";
import {
  EndpointService,
  type EndpointServiceProps,
  NetworkLoadBalancer,
  TargetGroup,
} from "../../../../constructs/load-balancing";
import { type Told, testAdvice } from "../../../support/followed-advice";
import { problemsIfAny, resourceOf, resourcesOf, type SynthesizedStack } from "../../../support/synth";
import { readable, synthEdge, testNetwork } from "../support";

const CONSUMER = "arn:aws:iam::222222222222:root";

function synth(props: (stack: EnvironmentStack) => Partial<EndpointServiceProps>): SynthesizedStack {
  return synthEdge((stack) => {
    const network = testNetwork(stack);
    const targetGroup = new TargetGroup(stack, "targets", { network, port: 443, protocol: "TCP" });
    const listeners = { tls: { port: 443, protocol: "TCP", targetGroup } } as const;
    const balancer = new NetworkLoadBalancer(stack, "balancer", { network, listeners });
    new EndpointService(stack, "offer", { loadBalancers: [balancer], ...props(stack) });
  });
}

const publicZone = (stack: EnvironmentStack, visibility: "public" | "private" = "public") =>
  HostedZone.fromExisting(stack, "zone", { zoneId: "Z0123456789ABCDEFGHIJ", zoneName: "example.com", visibility });

describe("an endpoint service", () => {
  it("is offered to nobody, and accepts by hand, unless told otherwise", () => {
    const synthesized = synth(() => ({}));
    expect(readable(resourceOf(synthesized, "aws_vpc_endpoint_service"))).toMatchObject({
      acceptance_required: true,
      network_load_balancer_arns: ["${aws_lb.balancer_load-balancer.arn}"],
      supported_ip_address_types: ["ipv4"],
    });
    expect(resourcesOf(synthesized, "aws_vpc_endpoint_service_allowed_principal")).toEqual([]);
  });

  it("has a grant of its own for each principal, named by it and not by its place", () => {
    const role = "arn:aws:iam::333333333333:role/orders";
    const grants = (allowedPrincipals: string[]) =>
      synth(() => ({ allowedPrincipals })).resources.aws_vpc_endpoint_service_allowed_principal;
    expect(Object.values(grants([CONSUMER, role]) ?? {}).map(({ principal_arn }) => principal_arn)).toEqual([
      CONSUMER,
      role,
    ]);
    expect(grants([role, CONSUMER])).toEqual(grants([CONSUMER, role]));
  });

  it("proves its private name in the public zone", () => {
    const synthesized = synth((stack) => ({ privateName: { name: "*.queue.example.com", zone: publicZone(stack) } }));
    expect(resourceOf(synthesized, "aws_vpc_endpoint_service").private_dns_name).toBe("*.queue.example.com");
    const proof = "aws_vpc_endpoint_service.offer_service.private_dns_name_configuration[0]";
    expect(readable(resourceOf(synthesized, "aws_route53_record"))).toMatchObject({
      zone_id: "Z0123456789ABCDEFGHIJ",
      name: `\${${proof}.name}.queue.example.com`,
      type: "TXT",
      records: [`\${${proof}.value}`],
    });
  });

  // Amazon EC2 API Reference, `StartVpcEndpointServicePrivateDnsVerification`, as of 2026-11.
  it("has AWS look at the proof once it is there, and again for another name", () => {
    const verifications = (name: string) =>
      synth((stack) => ({ privateName: { name, zone: publicZone(stack) } })).resources
        .aws_vpc_endpoint_service_private_dns_verification ?? {};
    const first = verifications("queue.example.com");
    expect(
      Object.values(first).map(({ service_id, wait_for_verification, depends_on }) => ({
        service_id,
        wait_for_verification,
        depends_on,
      })),
    ).toEqual([
      {
        service_id: expect.stringMatching(/^\$\{aws_vpc_endpoint_service\.offer_service_[0-9A-F]{8}\.id\}$/),
        wait_for_verification: true,
        depends_on: [expect.stringMatching(/^aws_route53_record\.offer_proof_[0-9A-F]{8}$/)],
      },
    ]);
    expect(Object.keys(verifications("queue.example.com"))).toEqual(Object.keys(first));
    expect(Object.keys(verifications("topic.example.com"))).not.toEqual(Object.keys(first));
  });

  it("leaves the proof to others without a zone", () => {
    const synthesized = synth(() => ({ privateName: { name: "queue.example.com" } }));
    expect(resourcesOf(synthesized, "aws_route53_record")).toEqual([]);
    expect(resourcesOf(synthesized, "aws_vpc_endpoint_service_private_dns_verification")).toEqual([]);
  });
});

type Offer = (stack: EnvironmentStack) => Partial<EndpointServiceProps>;

const PATH = "sandbox-edge/offer";

function problemsIn(offer: Offer): readonly Problem[] {
  return problemsIfAny(() => synth(offer));
}

/** An offer to these principals. */
function to(...allowedPrincipals: readonly string[]): Offer {
  return () => ({ allowedPrincipals });
}

/** An offer by this name, proved in the zone example.com. */
function named(name: string, visibility: "public" | "private" = "public"): Offer {
  return (stack) => ({ privateName: { name, zone: publicZone(stack, visibility) } });
}

interface RefusedOffer extends Told<Offer> {
  readonly offer: Offer;
  readonly problems: readonly Problem[];
}

const REFUSED: readonly RefusedOffer[] = [
  {
    mistake: "without a balancer",
    offer: () => ({ loadBalancers: [] }),
    problems: [
      {
        code: "ENDPOINT_SERVICE_EMPTY",
        path: `${PATH} › loadBalancers`,
        message: "An endpoint service needs a Network Load Balancer that takes the connections.",
        found: "no load balancers",
        expected: "at least one",
        fix: "make a NetworkLoadBalancer with scheme internal, and name it",
      },
    ],
    ways: [{ says: "make a NetworkLoadBalancer with scheme internal, and name it", to: () => ({}) }],
  },
  {
    mistake: "for everybody, for what is no principal, and for one that is named twice",
    offer: to(CONSUMER, "*", "222222222222", CONSUMER),
    problems: [
      {
        code: "ENDPOINT_SERVICE_EVERYBODY",
        path: `${PATH} › allowedPrincipals[1]`,
        message: "Every account of AWS could ask for an endpoint of the service.",
        found: '"*"',
        expected: "ARNs of accounts, roles or users",
        fix: "name the accounts: arn:aws:iam::222222222222:root",
      },
      {
        code: "ENDPOINT_SERVICE_PRINCIPAL",
        path: `${PATH} › allowedPrincipals[2]`,
        message: "This is not the ARN of somebody who can make an endpoint.",
        found: '"222222222222"',
        expected: "arn:aws:iam::<account>:root, …:role/<name> or …:user/<name>",
        fix: "write arn:aws:iam::222222222222:root",
      },
      {
        code: "ENDPOINT_SERVICE_PRINCIPAL_TWICE",
        path: `${PATH} › allowedPrincipals[3]`,
        message: "The same principal is named twice.",
        found: CONSUMER,
        expected: "each principal once",
        fix: "remove one of the two",
      },
    ],
    ways: [
      {
        says: [
          "name the accounts: arn:aws:iam::222222222222:root",
          "write arn:aws:iam::222222222222:root",
          "remove one of the two",
        ],
        to: to("arn:aws:iam::222222222222:root"),
      },
    ],
  },
  {
    mistake: "with a name that nobody could prove in a private zone",
    offer: named("queue.example.com", "private"),
    problems: [
      {
        code: "ENDPOINT_SERVICE_ZONE",
        path: `${PATH} › privateName.zone`,
        message: "AWS asks the public DNS whether the name is ours, and would not find the proof in this zone.",
        found: "queue.example.com with the private zone example.com",
        expected: "a public zone that the name is in",
        fix: "name the public zone of the domain",
      },
    ],
    ways: [{ says: "name the public zone of the domain", to: named("queue.example.com") }],
  },
  {
    mistake: "with a name of another zone",
    offer: named("queue.example.org"),
    problems: [
      {
        code: "ENDPOINT_SERVICE_ZONE",
        path: `${PATH} › privateName.zone`,
        message: "AWS asks the public DNS whether the name is ours, and would not find the proof in this zone.",
        found: "queue.example.org with the public zone example.com",
        expected: "a public zone that the name is in",
        fix: "name the public zone of the domain",
      },
    ],
    ways: [
      {
        says: "name the public zone of the domain",
        to: (stack) => {
          const zoneId = "Z0123456789ABCDEFGHIJ";
          const zone = HostedZone.fromExisting(stack, "zone", { zoneId, zoneName: "example.org" });
          return { privateName: { name: "queue.example.org", zone } };
        },
      },
    ],
  },
];

describe("an endpoint service is refused", () => {
  it.each(REFUSED)("$mistake", ({ offer, problems }) => {
    expect(problemsIn(offer)).toEqual(problems);
  });
});

testAdvice(REFUSED, problemsIn);
