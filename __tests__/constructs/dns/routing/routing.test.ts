import { AliasRecord, DnsRecord, HealthCheck, HostedZone, type RoutingPolicy } from "../../../../constructs/dns";
import type { SynthesizedStack } from "../../../support/synth";
import { resourcesOf, synthStack } from "../../../support/synth";
import { BALANCER, existingZone } from "../support";

const NAME = "app.example.com";

function routed(policies: Readonly<Record<string, RoutingPolicy>>): SynthesizedStack {
  return synthStack((stack) => {
    const zone = existingZone(stack);
    const healthCheck = HealthCheck.fromExisting(stack, "health", "11111111-2222-3333-4444-555555555555");
    for (const [id, routing] of Object.entries(policies)) {
      new DnsRecord(stack, id, { zone, name: NAME, type: "A", values: ["192.0.2.1"], routing, healthCheck });
    }
  });
}

function recordsOf(policies: Readonly<Record<string, RoutingPolicy>>): unknown {
  const synthesized = routed(policies);
  expect(synthesized.problems).toEqual([]);
  return Object.fromEntries(
    resourcesOf(synthesized, "aws_route53_record").map(
      ({ zone_id, name, type, ttl, records, health_check_id, set_identifier, ...policy }) => [set_identifier, policy],
    ),
  );
}

const addressesOf = ({ resources }: SynthesizedStack) => Object.keys(resources.aws_route53_record ?? {}).sort();

describe("a routing policy", () => {
  it("weighs records, each known by its own name, with a health check", () => {
    const synthesized = routed({ blue: { policy: "weighted", weight: 90 }, green: { policy: "weighted", weight: 0 } });
    expect(synthesized.problems).toEqual([]);
    const common = {
      zone_id: "Z0123456789PUBLIC",
      name: NAME,
      type: "A",
      ttl: 300,
      records: ["192.0.2.1"],
      health_check_id: "11111111-2222-3333-4444-555555555555",
    };
    expect(resourcesOf(synthesized, "aws_route53_record")).toEqual([
      { ...common, set_identifier: "blue", weighted_routing_policy: { weight: 90 } },
      { ...common, set_identifier: "green", weighted_routing_policy: { weight: 0 } },
    ]);
  });

  it("fails over", () => {
    expect(
      recordsOf({ a: { policy: "failover", role: "primary" }, b: { policy: "failover", role: "secondary" } }),
    ).toEqual({
      primary: { failover_routing_policy: { type: "PRIMARY" } },
      secondary: { failover_routing_policy: { type: "SECONDARY" } },
    });
  });

  it("takes the nearest region, the environment's if none is said", () => {
    expect(recordsOf({ a: { policy: "latency" }, b: { policy: "latency", region: "eu-west-1" } })).toEqual({
      "ap-northeast-2": { latency_routing_policy: { region: "ap-northeast-2" } },
      "eu-west-1": { latency_routing_policy: { region: "eu-west-1" } },
    });
  });

  it("takes the place of whoever asks", () => {
    expect(
      recordsOf({
        rest: { policy: "geolocation", country: "*" },
        europe: { policy: "geolocation", continent: "EU" },
        germany: { policy: "geolocation", country: "DE" },
        california: { policy: "geolocation", country: "US", subdivision: "CA", identifier: "west" },
      }),
    ).toEqual({
      default: { geolocation_routing_policy: { country: "*" } },
      "continent-EU": { geolocation_routing_policy: { continent: "EU" } },
      "country-DE": { geolocation_routing_policy: { country: "DE" } },
      west: { geolocation_routing_policy: { country: "US", subdivision: "CA" } },
    });
  });

  it("takes the place that is nearest, with a bias", () => {
    expect(
      recordsOf({
        region: { policy: "geoproximity", region: "eu-west-1", bias: -10 },
        zone: { policy: "geoproximity", localZoneGroup: "us-west-2-den-1" },
        place: { policy: "geoproximity", latitude: 49.2, longitude: -123.11 },
      }),
    ).toEqual({
      region: { geoproximity_routing_policy: { aws_region: "eu-west-1", bias: -10 } },
      zone: { geoproximity_routing_policy: { local_zone_group: "us-west-2-den-1", bias: 0 } },
      place: { geoproximity_routing_policy: { bias: 0, coordinates: [{ latitude: "49.2", longitude: "-123.11" }] } },
    });
  });

  it("answers with several values, and by networks", () => {
    expect(recordsOf({ one: { policy: "multivalue" }, two: { policy: "multivalue" } })).toEqual({
      one: { multivalue_answer_routing_policy: true },
      two: { multivalue_answer_routing_policy: true },
    });
    const collectionId = "11111111-2222-3333-4444-555555555555";
    expect(
      recordsOf({
        office: { policy: "cidr", collectionId, location: "office" },
        rest: { policy: "cidr", collectionId, location: "*" },
      }),
    ).toEqual({
      "location-office": { cidr_routing_policy: { collection_id: collectionId, location_name: "office" } },
      default: { cidr_routing_policy: { collection_id: collectionId, location_name: "*" } },
    });
  });

  it("gives both records of an alias the same identifier, and may leave the health of the target out", () => {
    const synthesized = synthStack((stack) => {
      const zone = existingZone(stack);
      const routing = { policy: "latency" } as const;
      new AliasRecord(stack, "app", { zone, target: BALANCER, routing, evaluateTargetHealth: false, adopt: ["AAAA"] });
    });
    expect(synthesized.problems).toEqual([]);
    const records = resourcesOf(synthesized, "aws_route53_record");
    expect(records.map(({ type, set_identifier }) => [type, set_identifier])).toEqual([
      ["A", "ap-northeast-2"],
      ["AAAA", "ap-northeast-2"],
    ]);
    expect(records[0]?.alias).toMatchObject({ evaluate_target_health: false });
    expect(JSON.parse(synthesized.json).import[0][0].id).toBe("Z0123456789PUBLIC_example.com_AAAA_ap-northeast-2");
  });
});

describe("the address of a record with a policy", () => {
  it("follows what sets the record apart, so that the same in other hands is changed in place", () => {
    const one = addressesOf(routed({ a: { policy: "latency" }, b: { policy: "latency", region: "eu-west-1" } }));
    const two = addressesOf(
      routed({ c: { policy: "latency", region: "eu-west-1", identifier: "x" }, d: { policy: "latency" } }),
    );
    expect(two).toEqual(one);
    expect(new Set(one).size).toBe(2);
  });

  it("is taken over from the plain record that it takes the place of, before the others are made", () => {
    const plain = synthStack((stack) => {
      new DnsRecord(stack, "app", { zone: existingZone(stack), name: NAME, type: "A", values: ["192.0.2.1"] });
    });
    const [before] = addressesOf(plain);
    const after = routed({
      green: { policy: "weighted", weight: 10 },
      blue: { policy: "weighted", weight: 90, inPlaceOfPlain: true },
    });
    const records = Object.entries(after.resources.aws_route53_record ?? {});
    const [heir] = records.find(([, { set_identifier }]) => set_identifier === "blue") ?? [];
    const moved: { from: string; to: string }[] = JSON.parse(after.json).moved.flat();
    expect(moved).toContainEqual({ from: `aws_route53_record.${before}`, to: `aws_route53_record.${heir}` });
    const waits = records.map(([, { set_identifier, depends_on }]) => [set_identifier, depends_on]);
    expect(Object.fromEntries(waits)).toEqual({ blue: undefined, green: [`aws_route53_record.${heir}`] });
  });
});

it("a set in a zone of others may be a part of a whole, and one in a zone that is made here is whole", () => {
  const { problems } = routed({ b: { policy: "failover", role: "secondary" } });
  expect(problems).toEqual([]);
  const made = synthStack((stack) => {
    const zone = new HostedZone(stack, "zone", { zoneName: "example.com" });
    for (const [id, country] of [
      ["rest", "*"],
      ["germany", "DE"],
    ] as const) {
      const routing = { policy: "geolocation", country } as const;
      new DnsRecord(stack, id, { zone, name: NAME, type: "TXT", values: [id], routing });
    }
  });
  expect(made.problems).toEqual([]);
});
