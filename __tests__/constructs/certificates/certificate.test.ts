import { TerraformOutput } from "cdktf";
import { Certificate, type CertificateProps } from "../../../constructs/certificates";
import type { EnvironmentStack } from "../../../constructs/core/environments/environment-stack";
import { HostedZone } from "../../../constructs/dns";
import { resourceOf, resourcesOf, synthStack } from "../../support/synth";
import { existingZone } from "../dns/support";

function synthCertificate(names: readonly string[], more: Partial<CertificateProps> = {}) {
  return synthStack((stack) => {
    const zones = more.zones ?? [existingZone(stack)];
    const certificate = new Certificate(stack, "site", { ...more, names, zones });
    new TerraformOutput(stack, "arn", { value: certificate.certificateArn, staticId: true });
  });
}

const address = (synthesized: ReturnType<typeof synthStack>, type: string): string =>
  `${type}.${Object.keys(synthesized.resources[type] ?? {})[0]}`;

/** What a validation record reads of its certificate. */
function option(certificate: string, name: string, attribute: string): string {
  return `\${one([for o in ${certificate}.domain_validation_options : o.${attribute} if o.domain_name == "${name}"])}`;
}

describe("a certificate", () => {
  it("is asked for, proved in its zone, and used once it is valid", () => {
    const synthesized = synthCertificate(["example.com"]);
    const certificate = address(synthesized, "aws_acm_certificate");
    expect(resourceOf(synthesized, "aws_acm_certificate")).toEqual({
      domain_name: "example.com",
      subject_alternative_names: ["example.com"],
      validation_method: "DNS",
      key_algorithm: "RSA_2048",
      options: { certificate_transparency_logging_preference: "ENABLED" },
      lifecycle: { create_before_destroy: true },
    });
    expect(resourceOf(synthesized, "aws_route53_record")).toEqual({
      zone_id: "Z0123456789PUBLIC",
      name: option(certificate, "example.com", "resource_record_name"),
      type: option(certificate, "example.com", "resource_record_type"),
      ttl: 60,
      records: [option(certificate, "example.com", "resource_record_value")],
      allow_overwrite: true,
    });
    expect(resourceOf(synthesized, "aws_acm_certificate_validation")).toEqual({
      certificate_arn: `\${${certificate}.arn}`,
      validation_record_fqdns: [`\${${address(synthesized, "aws_route53_record")}.fqdn}`],
      timeouts: { create: "30m" },
    });
    expect(synthesized.outputs.arn?.value).toBe(
      `\${${address(synthesized, "aws_acm_certificate_validation")}.certificate_arn}`,
    );
  });

  it("proves a domain and its wildcard by one record", () => {
    const synthesized = synthCertificate(["example.com", "*.example.com"]);
    expect(resourceOf(synthesized, "aws_acm_certificate").subject_alternative_names).toEqual(["*.example.com"]);
    expect(resourcesOf(synthesized, "aws_route53_record")).toHaveLength(1);
  });

  it("proves each name in the zone with the longest name, in whatever order the zones are given", () => {
    const zoneIds = (reverse: boolean) => {
      const synthesized = synthStack((stack) => {
        const make = (zoneName: string, zoneId: string) =>
          HostedZone.fromExisting(stack, zoneName, { zoneId, zoneName });
        const zones = [make("example.com", "ZCOM"), make("dev.example.com", "ZDEV"), make("example.org", "ZORG")];
        const names = ["example.org", "www.example.com", "*.dev.example.com", "mydev.example.com"];
        new Certificate(stack, "site", { names, zones: reverse ? zones.reverse() : zones });
      });
      const records = Object.values(synthesized.resources.aws_route53_record ?? {});
      return records.map(({ zone_id, name }) => `${/== "(.*)"/.exec(String(name))?.[1]} ${zone_id}`);
    };
    const expected = ["*.dev.example.com ZDEV", "example.org ZORG", "mydev.example.com ZCOM", "www.example.com ZCOM"];
    expect(zoneIds(false).sort()).toEqual(expected);
    expect(zoneIds(true).sort()).toEqual(expected);
  });

  it("does not change when further names are given in another order", () => {
    const names = ["example.com", "b.example.com", "a.example.com"];
    const [main = "", second = "", third = ""] = names;
    expect(synthCertificate([main, third, second]).json).toBe(synthCertificate([main, second, third]).json);
  });

  it("keeps the addresses of its records when it gets a name", () => {
    const before = Object.keys(synthCertificate(["b.example.com"]).resources.aws_route53_record ?? {});
    const after = synthCertificate(["b.example.com", "a.example.com", "*.b.example.com"]).resources.aws_route53_record;
    expect(Object.keys(after ?? {})).toEqual(expect.arrayContaining(before));
    expect(Object.keys(after ?? {})).toHaveLength(2);
  });

  it("takes another key, another time to wait, and can stay out of the public logs", () => {
    const synthesized = synthCertificate(["example.com"], {
      keyAlgorithm: "EC_prime256v1",
      transparencyLogging: false,
      validationMinutes: 5,
    });
    expect(resourceOf(synthesized, "aws_acm_certificate")).toMatchObject({
      key_algorithm: "EC_prime256v1",
      options: { certificate_transparency_logging_preference: "DISABLED" },
    });
    expect(resourceOf(synthesized, "aws_acm_certificate_validation").timeouts).toEqual({ create: "5m" });
  });
});

describe("a certificate for CloudFront", () => {
  const both = (stack: EnvironmentStack) => {
    const zones = [existingZone(stack)];
    const names = ["example.com"];
    const regional = new Certificate(stack, "regional", { names, zones });
    const edge = new Certificate(stack, "edge", { names, zones, region: "us-east-1" });
    expect([regional.region, edge.region]).toEqual(["ap-northeast-2", "us-east-1"]);
  };

  it("is made and waited for in us-east-1, and proved by a record of the stack's own provider", () => {
    const { resources } = synthStack(both);
    const providers = (type: string) => Object.values(resources[type] ?? {}).map(({ provider }) => provider);
    expect(providers("aws_acm_certificate")).toEqual(["aws.us-east-1", undefined]);
    expect(providers("aws_acm_certificate_validation")).toEqual(["aws.us-east-1", undefined]);
    expect(providers("aws_route53_record")).toEqual([undefined]);
  });

  it("shares the record with a certificate of the same name, as ACM does", () => {
    const { resources } = synthStack(both);
    const [record] = Object.keys(resources.aws_route53_record ?? {});
    const fqdns = Object.values(resources.aws_acm_certificate_validation ?? {}).map((v) => v.validation_record_fqdns);
    expect(fqdns).toEqual([[`\${aws_route53_record.${record}.fqdn}`], [`\${aws_route53_record.${record}.fqdn}`]]);
  });
});

describe("the hosts that a certificate covers", () => {
  it.each([
    ["example.com", true],
    ["EXAMPLE.com", true],
    ["api.example.org", true],
    ["*.example.org", true],
    ["example.org", false],
    ["a.b.example.org", false],
    ["www.example.com", false],
    ["*.example.com", false],
    ["com", false],
  ])("%s: %s", (host, covered) => {
    synthStack((stack) => {
      const zones = [existingZone(stack), existingZone(stack, "example.org")];
      const names = ["example.com", "*.example.org"];
      expect(new Certificate(stack, "made", { names, zones }).covers(host)).toBe(covered);
      const certificateArn = "arn:aws:acm:us-east-1:111111111111:certificate/1";
      expect(Certificate.fromExisting(stack, "existing", { certificateArn, names }).covers(host)).toBe(covered);
    });
  });
});

describe("a certificate that exists", () => {
  it("is of the region in its ARN, and makes no resource", () => {
    const synthesized = synthStack((stack) => {
      const certificateArn = "arn:aws:acm:us-east-1:111111111111:certificate/12345678-1234-1234-1234-123456789012";
      const certificate = Certificate.fromExisting(stack, "site", { certificateArn, names: ["example.com"] });
      expect(certificate).toMatchObject({ certificateArn, names: ["example.com"], region: "us-east-1" });
    });
    expect(synthesized.resources).toEqual({});
  });

  it("is of the environment's region, or the one given, when its ARN is a reference", () => {
    synthStack((stack) => {
      const made = new Certificate(stack, "made", { names: ["example.com"], zones: [existingZone(stack)] });
      const { certificateArn, names } = made;
      expect(Certificate.fromExisting(stack, "a", { certificateArn, names }).region).toBe("ap-northeast-2");
      expect(Certificate.fromExisting(stack, "b", { certificateArn, names, region: "us-east-1" }).region).toBe(
        "us-east-1",
      );
    });
  });
});
