import { CloudfrontDistribution } from "@cdktf/provider-aws/lib/cloudfront-distribution";
import { Lb } from "@cdktf/provider-aws/lib/lb";
import { AliasRecord, CLOUDFRONT_ZONE_ID, DnsRecord, HostedZone } from "../../../constructs/dns";
import type { DnsRecordProps } from "../../../constructs/dns/dns-record.types";
import { resourceOf, resourcesOf, synthStack } from "../../support/synth";
import { existingZone } from "./support";

type Content = DnsRecordProps extends infer Props ? (Props extends unknown ? Omit<Props, "zone"> : never) : never;

function recordOf(content: Content) {
  const synthesized = synthStack((stack) => {
    new DnsRecord(stack, "record", { zone: existingZone(stack), ...content } as DnsRecordProps);
  });
  expect(synthesized.problems).toEqual([]);
  return resourceOf(synthesized, "aws_route53_record");
}

const balancer = { dnsName: "app-1.ap-northeast-2.elb.amazonaws.com", hostedZoneId: "ZWKZPGTI48KDX" };

describe("a plain record", () => {
  it("stands at the name of the zone unless it is given one, and is kept for five minutes", () => {
    expect(recordOf({ type: "A", values: ["192.0.2.20", "192.0.2.10"] })).toEqual({
      zone_id: "Z0123456789PUBLIC",
      name: "example.com",
      type: "A",
      ttl: 300,
      records: ["192.0.2.10", "192.0.2.20"],
    });
  });

  it("takes names with underscores and wildcards, and a time to live of its own", () => {
    expect(recordOf({ name: "_dmarc.example.com", type: "TXT", values: ["v=DMARC1"], ttl: 0 })).toMatchObject({
      name: "_dmarc.example.com",
      ttl: 0,
    });
    expect(recordOf({ name: "*.example.com", type: "AAAA", values: ["2001:db8::1"] })).toMatchObject({
      name: "*.example.com",
      type: "AAAA",
      records: ["2001:db8::1"],
    });
  });

  it("points a name to another name", () => {
    expect(recordOf({ name: "docs.example.com", type: "CNAME", value: "pages.example.net" }).records).toEqual([
      "pages.example.net",
    ]);
  });

  it("writes mail servers and certificate authorities as Route 53 does", () => {
    const servers = [
      { priority: 20, host: "b.example.com" },
      { priority: 10, host: "a.example.com" },
    ];
    expect(recordOf({ type: "MX", values: servers }).records).toEqual(["10 a.example.com", "20 b.example.com"]);
    expect(
      recordOf({
        type: "CAA",
        values: [
          { tag: "issue", value: "amazon.com" },
          { tag: "issuewild", value: ";" },
          { tag: "iodef", value: "mailto:security@example.com", critical: true },
        ],
      }).records,
    ).toEqual(['0 issue "amazon.com"', '0 issuewild ";"', '128 iodef "mailto:security@example.com"']);
  });

  it("cuts long texts into strings of 255 characters, and lets quotation marks stand in them", () => {
    const long = "k".repeat(255);
    expect(recordOf({ type: "TXT", values: [`${long}tail`] }).records).toEqual([`${long}""tail`]);
    expect(recordOf({ type: "TXT", values: ['say "yes" \\ no'] }).records).toEqual(['say \\"yes\\" \\\\ no']);
    expect(recordOf({ type: "TXT", values: [""] }).records).toEqual([""]);
  });

  it("takes values that are known after apply only", () => {
    const synthesized = synthStack((stack) => {
      const other = new HostedZone(stack, "other", { zoneName: "example.org" });
      const zone = existingZone(stack);
      const value = other.resource.primaryNameServer;
      new DnsRecord(stack, "name", { zone, name: "ns.example.com", type: "CNAME", value });
      new DnsRecord(stack, "text", { zone, type: "TXT", values: [value, "a"] });
    });
    const [id] = Object.keys(synthesized.resources.aws_route53_zone ?? {});
    const reference = `\${aws_route53_zone.${id}.primary_name_server}`;
    expect(resourcesOf(synthesized, "aws_route53_record").map(({ records }) => records)).toEqual([
      [reference],
      ["a", reference],
    ]);
  });
});

describe("an alias record", () => {
  it("gives a load balancer a name for IPv4 and IPv6, and asks for its health", () => {
    const synthesized = synthStack((stack) => {
      const record = new AliasRecord(stack, "app", {
        zone: existingZone(stack),
        name: "app.example.com",
        target: balancer,
      });
      expect(record.name).toBe("app.example.com");
    });
    const alias = { name: balancer.dnsName, zone_id: balancer.hostedZoneId, evaluate_target_health: true };
    expect(resourcesOf(synthesized, "aws_route53_record")).toEqual([
      { zone_id: "Z0123456789PUBLIC", name: "app.example.com", type: "A", alias },
      { zone_id: "Z0123456789PUBLIC", name: "app.example.com", type: "AAAA", alias },
    ]);
  });

  it("may stand at the name of the zone itself, and for IPv4 alone", () => {
    const synthesized = synthStack(
      (stack) => new AliasRecord(stack, "app", { zone: existingZone(stack), target: { ...balancer, ipv6: false } }),
    );
    expect(resourceOf(synthesized, "aws_route53_record")).toMatchObject({ name: "example.com", type: "A" });
  });

  it("asks no distribution for its health, which does not tell, whether it is named or referred to", () => {
    const synthesized = synthStack((stack) => {
      const zone = existingZone(stack);
      const dnsName = "d111111abcdef8.cloudfront.net";
      new AliasRecord(stack, "named", { zone, target: { dnsName, hostedZoneId: CLOUDFRONT_ZONE_ID, ipv6: false } });
      const distribution = new CloudfrontDistribution(stack, "cdn", {
        enabled: true,
        origin: [{ originId: "o", domainName: "origin.example.com" }],
        defaultCacheBehavior: {
          allowedMethods: ["GET", "HEAD"],
          cachedMethods: ["GET", "HEAD"],
          targetOriginId: "o",
          viewerProtocolPolicy: "https-only",
        },
        restrictions: { geoRestriction: { restrictionType: "none" } },
        viewerCertificate: { cloudfrontDefaultCertificate: true },
      });
      const target = { dnsName: distribution.domainName, hostedZoneId: distribution.hostedZoneId, ipv6: false };
      new AliasRecord(stack, "referred", { zone, name: "www.example.com", target });
      const quiet = { ...balancer, reportsHealth: false, ipv6: false };
      new AliasRecord(stack, "quiet", { zone, name: "quiet.example.com", target: quiet });
    });
    const asked = resourcesOf(synthesized, "aws_route53_record").map(
      ({ alias }) => (alias as Record<string, unknown>).evaluate_target_health,
    );
    expect(asked).toEqual([false, false, false]);
  });

  it("goes together with records of other types and names", () => {
    const { problems } = synthStack((stack) => {
      const zone = existingZone(stack);
      new AliasRecord(stack, "apex", { zone, target: balancer });
      new AliasRecord(stack, "app", { zone, name: "app.example.com", target: balancer });
      new DnsRecord(stack, "mail", { zone, type: "MX", values: [{ priority: 10, host: "mail.example.com" }] });
      const inside = existingZone(stack, "example.com", "private");
      new DnsRecord(stack, "inside", { zone: inside, name: "app.example.com", type: "A", values: ["10.0.0.1"] });
      new Lb(stack, "lb", {});
    });
    expect(problems).toEqual([]);
  });
});

describe("a record that the zone has already", () => {
  const adopt = { name: "*.example.com", target: balancer } as const;

  it("is taken over by the type that is named, and the other one is made", () => {
    const { json, resources } = synthStack((stack) => {
      new AliasRecord(stack, "wildcard", { zone: existingZone(stack), ...adopt, adopt: ["A"] });
    });
    const records = Object.entries(resources.aws_route53_record ?? {});
    const [id] = records.find(([, { type }]) => type === "A") ?? [];
    expect(JSON.parse(json).import.flat()).toEqual([
      { id: "Z0123456789PUBLIC_*.example.com_A", to: `aws_route53_record.${id}` },
    ]);
    expect(records.map(([, { type }]) => type).sort()).toEqual(["A", "AAAA"]);
  });

  it("is nothing that Terraform looks for where none is named", () => {
    const { json } = synthStack((stack) => {
      new AliasRecord(stack, "wildcard", { zone: existingZone(stack), ...adopt });
    });
    expect(JSON.parse(json)).not.toHaveProperty("import");
  });
});
