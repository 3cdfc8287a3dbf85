import { Distribution } from "../../../constructs/cdn/distribution";
import type { Environment } from "../../../constructs/core/environments/environment";
import { resourceOf, type SynthesizedStack, synthStack } from "../../support/synth";
import { surroundings } from "./support";

/** A distribution in front of an internal balancer, with the network's own ids left out of what is compared. */
function privately(environment: Partial<Environment> = {}): SynthesizedStack {
  return synthStack(
    (stack) => {
      const { balancer, certificate } = surroundings(stack);
      new Distribution(stack, "cdn", {
        certificate,
        origins: {
          app: { kind: "load-balancer", loadBalancer: balancer({ scheme: "internal" }), readTimeoutSeconds: 60 },
        },
        defaultBehavior: { origin: "app", cache: "none" },
      });
    },
    { environment },
  );
}

const BALANCER = expect.stringMatching(/^\$\{aws_lb\.edge_load-balancer_\w+\.arn\}$/);

/** Literal part of the name: what it is made from in the configuration. */
function nameOf(synthesized: SynthesizedStack): string {
  const { vpc_origin_endpoint_config } = resourceOf(synthesized, "aws_cloudfront_vpc_origin");
  return String((vpc_origin_endpoint_config as { name: string }[])[0]?.name);
}

describe("a distribution in front of an internal balancer", () => {
  // Amazon CloudFront Developer Guide, "Restrict access with VPC origins", as of 2026-11.
  it("asks it privately, by HTTPS only", () => {
    const synthesized = privately();
    expect(synthesized.problems).toEqual([]);
    expect(resourceOf(synthesized, "aws_lb")).toMatchObject({ internal: true });
    expect(resourceOf(synthesized, "aws_cloudfront_vpc_origin").vpc_origin_endpoint_config).toEqual([
      {
        arn: BALANCER,
        http_port: 80,
        https_port: 443,
        name: expect.stringMatching(
          /^groundplan-sandbox-test-cdn-vpc-origin-app-[0-9a-f]{8}-\$\{substr\(sha256\(aws_lb\.\S+\.arn\), 0, 8\)\}$/,
        ),
        origin_protocol_policy: "https-only",
        origin_ssl_protocols: [{ items: ["TLSv1.2"], quantity: 1 }],
      },
    ]);
    expect(resourceOf(synthesized, "aws_cloudfront_distribution").origin).toEqual([
      {
        origin_id: "app",
        domain_name: expect.stringMatching(/^\$\{aws_lb\.\S+\.dns_name\}$/),
        vpc_origin_config: {
          vpc_origin_id: expect.stringMatching(/^\$\{aws_cloudfront_vpc_origin\.\S+\.id\}$/),
          origin_keepalive_timeout: 5,
          origin_read_timeout: 60,
        },
      },
    ]);
  });

  it("sends no secret, which a balancer without public addresses does not need", () => {
    const { resources, data } = privately();
    expect(JSON.stringify([resources.aws_cloudfront_distribution, data])).not.toMatch(
      /X-Origin-Verify|random_password/,
    );
  });

  // The group of VPC origins exists only after the first of them; the prefix list does before ("Security Group Configuration").
  it("is admitted by CloudFront's prefix list, which is there before the first VPC origin", () => {
    expect(resourceOf(privately(), "aws_vpc_security_group_ingress_rule")).toMatchObject({
      prefix_list_id: expect.stringMatching(/^\$\{data\.aws_ec2_managed_prefix_list\./),
      from_port: 443,
      to_port: 443,
    });
  });

  // terraform-provider-aws issue 40905; aws-cdk issue 35765: AWS changes nothing of a VPC origin in use, tags included.
  it("gets another VPC origin, before the old one goes, for a change of anything it is made from", () => {
    const { lifecycle } = resourceOf(privately(), "aws_cloudfront_vpc_origin");
    expect(lifecycle).toEqual({
      create_before_destroy: true,
      replace_triggered_by: [expect.stringMatching(/^terraform_data\.cdn_vpc-origin-app_identity_\w+$/)],
    });
    const input = (owner: string) => resourceOf(privately({ owner }), "terraform_data").input as Record<string, string>;
    expect(input("platform").arn).toEqual(BALANCER);
    expect(input("payments").settings).not.toBe(input("platform").settings);
    expect(nameOf(privately({ owner: "payments" }))).not.toBe(nameOf(privately()));
    expect(nameOf(privately())).toBe(nameOf(privately()));
  });

  it("has a name of its own for the balancer, so that the one before can stay until CloudFront has left it", () => {
    const { name } = resourceOf(privately(), "aws_lb");
    const before = synthStack((stack) => void surroundings(stack).balancer());
    expect(name).not.toBe(resourceOf(before, "aws_lb").name);
  });
});
