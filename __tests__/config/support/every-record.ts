import type { RoutingPolicy } from "../../../constructs/dns";
import type { DnsProps, RecordSpec } from "../../../stacks/dns/dns-stack.types";

const COLLECTION = "11111111-2222-3333-4444-555555555555";

/** A policy of every kind, with everything that it takes. */
const POLICIES: Readonly<Record<string, RoutingPolicy>> = {
  weighted: { policy: "weighted", weight: 10, identifier: "one", inPlaceOfPlain: true },
  failover: { policy: "failover", role: "secondary", identifier: "one" },
  latency: { policy: "latency", region: "eu-west-1", identifier: "one" },
  continent: { policy: "geolocation", continent: "EU", identifier: "one" },
  state: { policy: "geolocation", country: "US", subdivision: "CA", identifier: "one" },
  region: { policy: "geoproximity", region: "eu-west-1", bias: 10, identifier: "one" },
  zone: { policy: "geoproximity", localZoneGroup: "us-west-2-den-1" },
  place: { policy: "geoproximity", latitude: 49.2, longitude: -123.1 },
  multivalue: { policy: "multivalue", identifier: "one" },
  cidr: { policy: "cidr", collectionId: COLLECTION, location: "office", identifier: "one" },
};

type Form = RecordSpec extends infer Spec ? (Spec extends unknown ? Omit<Spec, "routing"> : never) : never;

/** A record of every form. */
const FORMS: Readonly<Record<string, Form>> = {
  a: { type: "A", values: ["192.0.2.1"], ttl: 60 },
  cname: { type: "CNAME", value: "pages.example.net", ttl: 60 },
  mx: { type: "MX", values: [{ priority: 10, host: "mail.example.com" }], ttl: 60 },
  caa: { type: "CAA", values: [{ tag: "issue", value: "amazon.com", critical: true }], ttl: 60 },
  alias: {
    type: "ALIAS",
    dnsName: "app-1.ap-northeast-2.elb.amazonaws.com",
    hostedZoneId: "ZWKZPGTI48KDX",
    ipv6: false,
  },
};

/** Records of every form with every policy that it may have, each by a name of its own. */
function records(zoneName: string): Record<string, RecordSpec> {
  const pairs = Object.entries(FORMS).flatMap(([form, record]) =>
    Object.entries(POLICIES)
      .filter(([policy]) => policy !== "multivalue" || !["cname", "alias"].includes(form))
      .map(([policy, routing]) => {
        const id = `${form}-${policy}`;
        return [id, { ...record, name: `${id}.${zoneName}`, routing, healthCheck: "all" } as RecordSpec] as const;
      }),
  );
  return Object.fromEntries(pairs);
}

/**
 * A section with everything that zones, records and health checks take.
 *
 * @param zoneName domain of a public zone `main`, which exists
 */
export function everyRecord(zoneName: string): DnsProps {
  return {
    zones: {
      main: { zoneName, zoneId: "Z0123456789ABCDEFGHIK", records: records(zoneName) },
      fresh: {
        zoneName: "example.org",
        comment: "Names of the shop",
        tags: { Team: "names" },
        delegations: { "lab.example.org": ["ns-1.example.net", "ns-2.example.org"] },
        records: {
          here: { type: "ALIAS", dnsName: "www.example.org", ipv6: false, evaluateTargetHealth: false },
          www: { name: "www.example.org", type: "AAAA", values: ["2001:db8::1"] },
        },
      },
      team: { zoneName: "team.example.org", delegatedBy: "fresh" },
      inside: {
        zoneName: "internal.example",
        visibility: "private",
        vpcs: { shared: { vpcId: "vpc-0123456789abcdef0", region: "eu-west-1" } },
      },
    },
    healthChecks: {
      web: {
        kind: "endpoint",
        protocol: "HTTPS",
        host: "web.example.com",
        ipAddress: "203.0.114.10",
        port: 8443,
        path: "/health",
        searchString: "ok",
        enableSni: false,
        requestInterval: 10,
        failureThreshold: 2,
        measureLatency: true,
        regions: ["eu-west-1", "us-east-1", "us-west-1"],
        inverted: true,
        disabled: true,
        tags: { Team: "names" },
      },
      alarm: {
        kind: "alarm",
        alarmName: "orders",
        region: "eu-west-1",
        insufficientDataHealthStatus: "Healthy",
        tags: { Team: "names" },
      },
      all: { kind: "calculated", children: ["web", "alarm"], healthThreshold: 1, tags: { Team: "names" } },
    },
  };
}
