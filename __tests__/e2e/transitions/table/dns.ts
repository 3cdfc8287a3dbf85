import { Vpc } from "@cdktf/provider-aws/lib/vpc";
import type { Construct } from "constructs";
import {
  AliasRecord,
  DnsRecord,
  type EndpointHealthCheckProps,
  HealthCheck,
  HostedZone,
  type IHostedZone,
  type RoutingPolicy,
  ZoneAssociation,
} from "../../../../constructs/dns";
import type { Site } from "../site";
import type { Program, Transition } from "../transition";

/** A name that no other program has. */
function nameIn(stack: Construct): string {
  return `${stack.node.id}.example.net`;
}

function zoneOf(stack: Construct, site: Site): IHostedZone {
  return HostedZone.fromExisting(stack, "zone", { zoneId: site.zoneId, zoneName: "example.net" });
}

function checkOf(stack: Construct, id: string, props: Partial<EndpointHealthCheckProps> = {}): HealthCheck {
  return new HealthCheck(stack, id, { kind: "endpoint", protocol: "HTTPS", host: `${id}.example.net`, ...props });
}

/** Records of one name, each with a health check, by their ids; without a policy, a plain one. */
function records(
  policies: Readonly<Record<string, RoutingPolicy | undefined>>,
  check: Partial<EndpointHealthCheckProps> = {},
): Program {
  return (stack, site) => {
    const zone = zoneOf(stack, site);
    const name = nameIn(stack);
    for (const [id, routing] of Object.entries(policies)) {
      const routed = routing ? { routing, healthCheck: checkOf(stack, `check-${id}`, check) } : {};
      new DnsRecord(stack, id, { zone, name, type: "A", values: [`192.0.2.${id.length}`], ...routed });
    }
  };
}

/** A name that leads to another one with records in two regions, and TXT beside it. */
function nested(weight: number, minimum = 1): Program {
  return (stack, site) => {
    const zone = zoneOf(stack, site);
    const name = nameIn(stack);
    const near = `near.${name}`;
    const checks = ["seoul", "dublin"].map((id) => checkOf(stack, id));
    const both = new HealthCheck(stack, "both", { kind: "calculated", children: checks, healthThreshold: minimum });
    const alarm = new HealthCheck(stack, "alarm", {
      kind: "alarm",
      alarmName: "orders",
      insufficientDataHealthStatus: weight > 100 ? "Healthy" : "Unhealthy",
    });
    for (const [index, region] of ["ap-northeast-2", "eu-west-1"].entries()) {
      const routing = { policy: "latency", region } as const;
      const healthCheck = checks[index] ?? both;
      new DnsRecord(stack, region, {
        zone,
        name: near,
        type: "A",
        values: ["192.0.2.1"],
        routing,
        healthCheck,
      });
    }
    const target = { dnsName: near, hostedZoneId: zone.zoneId, ipv6: false };
    const routing = { policy: "weighted", weight } as const;
    new AliasRecord(stack, "app", { zone, name, target, routing, healthCheck: both });
    const spare = { zone, name, type: "A", values: ["192.0.2.9"] } as const;
    new DnsRecord(stack, "spare", { ...spare, routing: { policy: "weighted", weight: 1 }, healthCheck: alarm });
  };
}

/** A private zone of the site's network, and a second VPC, which may ask it or not. */
function privateZone(isShared: boolean): Program {
  return (stack, site) => {
    const other = new Vpc(stack, "other", { cidrBlock: "10.1.0.0/16" });
    const zone = new HostedZone(stack, "inside", {
      zoneName: "internal.example",
      vpcs: [site.network(stack)],
      othersAssociate: true,
    });
    new DnsRecord(stack, "db", { zone, name: "db.internal.example", type: "A", values: ["10.0.0.1"] });
    if (isShared) new ZoneAssociation(stack, "shared", { zone, vpc: { vpcId: other.id } });
  };
}

const weighted = (weight: number, more = {}): RoutingPolicy => ({ policy: "weighted", weight, ...more });

/** Changes of zones, records and health checks. */
export const DNS: readonly Transition[] = [
  {
    area: "DNS",
    name: "two weighted records of one name get other weights, and a third comes with its health check",
    from: records({ blue: weighted(90), green: weighted(10) }),
    to: records({ blue: weighted(50), green: weighted(0), canary: weighted(1) }),
  },
  {
    area: "DNS",
    name: "a plain record becomes one of two weighted ones, in one transaction",
    from: records({ app: undefined }),
    to: records({ green: weighted(10), blue: weighted(90, { inPlaceOfPlain: true }) }),
    oneWay: "a plain record would be made while the weighted ones are there",
  },
  {
    area: "DNS",
    name: "records of regions change their set identifiers and their constructs",
    from: records({ here: { policy: "latency" }, there: { policy: "latency", region: "eu-west-1" } }),
    to: records({
      seoul: { policy: "latency", identifier: "asia" },
      dublin: { policy: "latency", region: "eu-west-1", identifier: "europe" },
    }),
    removed: { aws_route53_health_check: 2 },
  },
  {
    area: "DNS",
    name: "the health checks of a primary and a secondary record ask more often",
    from: records({ a: { policy: "failover", role: "primary" }, b: { policy: "failover", role: "secondary" } }),
    to: records(
      { a: { policy: "failover", role: "primary" }, b: { policy: "failover", role: "secondary" } },
      { requestInterval: 10, searchString: "ok" },
    ),
    replaced: { aws_route53_health_check: 2 },
  },
  {
    area: "DNS",
    name: "a weighted alias of records in two regions gets another weight, and its health check counts more",
    from: nested(100),
    to: nested(200, 2),
  },
  {
    area: "DNS",
    name: "a continent and a state get records beside that of the rest of the world",
    from: records({ rest: { policy: "geolocation", country: "*" } }),
    to: records({
      rest: { policy: "geolocation", country: "*" },
      europe: { policy: "geolocation", continent: "EU" },
      west: { policy: "geolocation", country: "US", subdivision: "CA" },
    }),
  },
  {
    area: "DNS",
    name: "the nearest of several places gets a larger area",
    from: records({
      a: { policy: "geoproximity", region: "eu-west-1" },
      b: { policy: "geoproximity", latitude: 49.2, longitude: -123.11 },
    }),
    to: records({
      a: { policy: "geoproximity", region: "eu-west-1", bias: 20 },
      b: { policy: "geoproximity", latitude: 49.28, longitude: -123.11, bias: -5 },
    }),
  },
  {
    area: "DNS",
    name: "a private zone is shared with another VPC",
    from: privateZone(false),
    to: privateZone(true),
  },
];
