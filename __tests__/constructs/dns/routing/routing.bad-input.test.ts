import {
  AliasRecord,
  DnsRecord,
  type DnsRecordProps,
  HealthCheck,
  HostedZone,
  type RoutingPolicy,
} from "../../../../constructs/dns";
import { testAdvice } from "../../../support/followed-advice";
import { BALANCER, type Build, bad, existingZone, problemsIn } from "../support";

const HEALTH = "11111111-2222-3333-4444-555555555555";
const OTHER = "66666666-7777-8888-9999-aaaaaaaaaaaa";

type Made = "existing" | "made" | "private";

/** Records `one`, `two`, … of app.example.com; without a policy, plain ones. */
function records(
  policies: readonly (RoutingPolicy | undefined)[],
  { ttls = [], zone: kind = "existing", healthy = true }: { ttls?: number[]; zone?: Made; healthy?: boolean } = {},
): Build {
  return (stack) => {
    const zone =
      kind === "made"
        ? new HostedZone(stack, "zone", { zoneName: "example.com" })
        : existingZone(stack, "example.com", kind === "private" ? "private" : "public");
    const healthCheck = HealthCheck.fromExisting(stack, "health", HEALTH);
    for (const [index, routing] of policies.entries()) {
      const common: DnsRecordProps = { zone, name: "app.example.com", type: "A", values: ["192.0.2.1"] };
      new DnsRecord(stack, ["one", "two", "three"][index] ?? "", {
        ...common,
        ...(routing ? { routing, ...(healthy ? { healthCheck } : {}) } : {}),
        ...(ttls[index] === undefined ? {} : { ttl: ttls[index] }),
      });
    }
  };
}

const weighted = (weight: number, more = {}): RoutingPolicy => ({ policy: "weighted", weight, ...more });

const MISTAKES = [
  bad(
    "a plain record beside a weighted one",
    records([undefined, weighted(1)]),
    "RECORD_POLICIES_MIXED",
    "two",
    "A name and type has one plain record, or records with a routing policy each.",
    "A app.example.com, plain by sandbox-test/one and weighted by sandbox-test/two",
    "a routing policy for all of them, or one plain record",
    "give the plain record a routing policy of the same kind, or remove one of the two",
    [
      { says: "give the plain record a routing policy of the same kind", to: records([weighted(1), weighted(1)]) },
      { says: "remove one of the two", to: records([undefined]) },
      { says: "remove one of the two", to: records([weighted(1)]) },
    ],
  ),
  bad(
    "two kinds of policies for one name and type",
    records([weighted(1), { policy: "latency" }]),
    "RECORD_POLICIES_MIXED",
    "two › routing.policy",
    "The records of one name and type are chosen by one kind of policy.",
    "latency for A app.example.com, weighted by sandbox-test/one",
    "the same kind of policy for all of them",
    "write policy: weighted, or give the record a name of its own that an alias record of this name leads to",
    [
      { says: "write policy: weighted", to: records([weighted(1), weighted(1)]) },
      {
        says: "give the record a name of its own that an alias record of this name leads to",
        to: (stack) => {
          const zone = existingZone(stack);
          const own = { zone, name: "near.example.com", type: "A", values: ["192.0.2.1"] } as const;
          new DnsRecord(stack, "two", { ...own, routing: { policy: "latency" } });
          const target = { dnsName: "near.example.com", hostedZoneId: zone.zoneId, ipv6: false };
          new AliasRecord(stack, "near", { zone, name: "app.example.com", target, routing: weighted(1) });
        },
      },
    ],
  ),
  bad(
    "two primary records",
    records([
      { policy: "failover", role: "primary" },
      { policy: "failover", role: "primary" },
    ]),
    "RECORD_TWIN",
    "two › routing",
    "Nothing tells the record from another one of its name and type.",
    "failover primary for A app.example.com, also made by sandbox-test/one",
    "one primary and one secondary record",
    "write role: secondary for one of the two",
    [
      {
        says: "write role: secondary for one of the two",
        to: records([
          { policy: "failover", role: "primary" },
          { policy: "failover", role: "secondary" },
        ]),
      },
    ],
  ),
  bad(
    "two records for one place",
    records([
      { policy: "geolocation", country: "DE" },
      { policy: "geolocation", country: "DE", identifier: "other" },
    ]),
    "RECORD_TWIN",
    "two › routing",
    "Nothing tells the record from another one of its name and type.",
    "geolocation country-DE for A app.example.com, also made by sandbox-test/one",
    "one record for each place",
    "change or remove one of the two",
    [
      {
        says: "change or remove one of the two",
        to: records([
          { policy: "geolocation", country: "DE" },
          { policy: "geolocation", country: "FR", identifier: "other" },
        ]),
      },
      { says: "remove one of the two", to: records([{ policy: "geolocation", country: "DE" }]) },
    ],
  ),
  bad(
    "a set identifier that another record has",
    records([
      { policy: "latency", region: "eu-west-1" },
      { policy: "latency", region: "us-east-1", identifier: "eu-west-1" },
    ]),
    "RECORD_IDENTIFIER_TAKEN",
    "two › routing.identifier",
    "Another record of this name and type has the set identifier.",
    "eu-west-1 for A app.example.com, also of sandbox-test/one",
    "a set identifier of its own for each",
    "leave identifier out, or write another one",
    [
      {
        says: "leave identifier out",
        to: records([
          { policy: "latency", region: "eu-west-1" },
          { policy: "latency", region: "us-east-1" },
        ]),
      },
      {
        says: "write another one",
        to: records([
          { policy: "latency", region: "eu-west-1" },
          { policy: "latency", region: "us-east-1", identifier: "america" },
        ]),
      },
    ],
  ),
  bad(
    "two heirs of one plain record",
    records([weighted(1, { inPlaceOfPlain: true }), weighted(1, { inPlaceOfPlain: true })]),
    "RECORD_IN_PLACE_TWICE",
    "two › routing.inPlaceOfPlain",
    "Two records cannot take the place of one plain record.",
    "A app.example.com, also taken by sandbox-test/one",
    "one of them",
    "remove inPlaceOfPlain from one of the two",
    [
      {
        says: "remove inPlaceOfPlain from one of the two",
        to: records([weighted(1, { inPlaceOfPlain: true }), weighted(1)]),
      },
    ],
  ),
  bad(
    "weighted records that are kept for different times",
    records([weighted(1), weighted(1)], { ttls: [60, 300] }),
    "RECORD_WEIGHTED_TTL",
    "two › ttl",
    "Weighted records of one name and type have one time to live.",
    "300 seconds for A app.example.com, 60 seconds by sandbox-test/one",
    "the same ttl for all of them",
    "write ttl: 60",
    [{ says: "write ttl: 60", to: records([weighted(1), weighted(1)], { ttls: [60, 60] }) }],
  ),
  bad(
    "networks of two collections",
    records([
      { policy: "cidr", collectionId: HEALTH, location: "*" },
      { policy: "cidr", collectionId: OTHER, location: "office" },
    ]),
    "RECORD_CIDR_COLLECTIONS",
    "two › routing.collectionId",
    "The records of one name and type are chosen by one collection of networks.",
    `${OTHER} for A app.example.com, ${HEALTH} by sandbox-test/one`,
    "the same collection for all of them",
    `write collectionId: ${HEALTH}`,
    [
      {
        says: `write collectionId: ${HEALTH}`,
        to: records([
          { policy: "cidr", collectionId: HEALTH, location: "*" },
          { policy: "cidr", collectionId: HEALTH, location: "office" },
        ]),
      },
    ],
  ),
  bad(
    "a secondary record that is alone in a zone of ours",
    records([{ policy: "failover", role: "secondary" }], { zone: "made" }),
    "RECORD_FAILOVER_PRIMARY",
    "one › routing.role",
    "A secondary record stands in for a primary one, and there is none.",
    "A app.example.com without a primary record",
    "one primary record of this name and type",
    "write role: primary, or add the primary record; where others make it, give the zone by its id",
    [
      { says: "write role: primary", to: records([{ policy: "failover", role: "primary" }], { zone: "made" }) },
      {
        says: "add the primary record",
        to: records(
          [
            { policy: "failover", role: "secondary" },
            { policy: "failover", role: "primary" },
          ],
          { zone: "made" },
        ),
      },
      { says: "give the zone by its id", to: records([{ policy: "failover", role: "secondary" }]) },
    ],
  ),
  bad(
    "places without the rest of the world in a zone of ours",
    records(
      [
        { policy: "geolocation", country: "DE" },
        { policy: "geolocation", continent: "AS" },
      ],
      { zone: "made" },
    ),
    "RECORD_GEOLOCATION_DEFAULT",
    "one › routing",
    "Whoever asks from anywhere else gets no answer: no record is for the rest of the world.",
    "A app.example.com for continent-AS, country-DE",
    'one record with country: "*"',
    'add a record with country: "*"; where others make it, give the zone by its id',
    [
      {
        says: 'add a record with country: "*"',
        to: records(
          [
            { policy: "geolocation", country: "DE" },
            { policy: "geolocation", country: "*" },
          ],
          { zone: "made" },
        ),
      },
      { says: "give the zone by its id", to: records([{ policy: "geolocation", country: "DE" }]) },
    ],
  ),
  bad(
    "a health check of a plain record",
    (stack) => {
      const healthCheck = HealthCheck.fromExisting(stack, "health", HEALTH);
      new AliasRecord(stack, "r", { zone: existingZone(stack), target: BALANCER, healthCheck });
    },
    "RECORD_HEALTH_UNUSED",
    "r › healthCheck",
    "A plain record is answered whether it is healthy or not: there is no other one to answer.",
    "healthCheck without routing",
    "a health check only beside a routing policy",
    "remove healthCheck, or give the record a routing policy",
    [
      {
        says: "remove healthCheck",
        to: (stack) => new AliasRecord(stack, "r", { zone: existingZone(stack), target: BALANCER }),
      },
      { says: "give the record a routing policy", to: records([weighted(1)]) },
    ],
  ),
  bad(
    "a long set identifier",
    records([weighted(1, { identifier: "x".repeat(129) })]),
    "RECORD_IDENTIFIER_LENGTH",
    "one › routing.identifier",
    "The set identifier has a length that Route 53 does not take.",
    "129 characters",
    "1 to 128 characters",
    "shorten it, or leave it out",
    [
      { says: "shorten it", to: records([weighted(1, { identifier: "x".repeat(128) })]) },
      { says: "leave it out", to: records([weighted(1)]) },
    ],
  ),
  bad(
    "a weight above 255",
    records([weighted(300)]),
    "NUMBER_OUT_OF_RANGE",
    "one › routing.weight",
    "The number is not one that AWS takes.",
    "300 of weight",
    "a whole number from 0 to 255",
    "use 255",
    [{ says: "use 255", to: records([weighted(255)]) }],
  ),
  bad(
    "a primary record without a health check",
    records([{ policy: "failover", role: "primary" }], { healthy: false }),
    "RECORD_FAILOVER_HEALTH",
    "one › routing.role",
    "The primary record would be answered for ever: nothing tells Route 53 that it is unhealthy.",
    "no healthCheck",
    "a health check",
    "give the record a healthCheck of the endpoint that it leads to",
    [
      {
        says: "give the record a healthCheck of the endpoint that it leads to",
        to: records([{ policy: "failover", role: "primary" }]),
      },
    ],
  ),
  bad(
    "a primary alias that does not look at its target",
    (stack) =>
      new AliasRecord(stack, "r", {
        zone: existingZone(stack),
        target: BALANCER,
        evaluateTargetHealth: false,
        routing: { policy: "failover", role: "primary" },
      }),
    "RECORD_FAILOVER_HEALTH",
    "r › routing.role",
    "The primary record would be answered for ever: nothing tells Route 53 that it is unhealthy.",
    "evaluateTargetHealth: false and no healthCheck",
    "an alias that evaluates the health of its target, or a health check",
    "set evaluateTargetHealth to true, or give the record a healthCheck",
    [
      {
        says: "set evaluateTargetHealth to true",
        to: (stack) =>
          new AliasRecord(stack, "r", {
            zone: existingZone(stack),
            target: BALANCER,
            evaluateTargetHealth: true,
            routing: { policy: "failover", role: "primary" },
          }),
      },
      {
        says: "give the record a healthCheck",
        to: (stack) =>
          new AliasRecord(stack, "r", {
            zone: existingZone(stack),
            target: BALANCER,
            evaluateTargetHealth: false,
            healthCheck: HealthCheck.fromExisting(stack, "health", HEALTH),
            routing: { policy: "failover", role: "primary" },
          }),
      },
    ],
  ),
  bad(
    "a continent and a country",
    records([{ policy: "geolocation", continent: "EU", country: "DE" }]),
    "RECORD_GEOLOCATION",
    "one › routing",
    "The record is for one place.",
    "continent EU and country DE",
    "a continent, or a country",
    "leave one of the two out",
    [{ says: "leave one of the two out", to: records([{ policy: "geolocation", continent: "EU" }]) }],
  ),
  bad(
    "a record for no place",
    records([{ policy: "geolocation" }]),
    "RECORD_GEOLOCATION",
    "one › routing",
    "The record is for one place.",
    "neither continent nor country",
    "a continent, or a country",
    'write country: "*" for everywhere else',
    [
      {
        says: 'write country: "*" for everywhere else',
        to: records([{ policy: "geolocation", country: "*" }]),
      },
    ],
  ),
  bad(
    "a country in lower case",
    records([{ policy: "geolocation", country: "de" }]),
    "RECORD_GEOLOCATION",
    "one › routing.country",
    "The country has a wrong form.",
    '"de"',
    "the two upper-case letters of ISO 3166-1, or * for everywhere else",
    "write DE",
    [{ says: "write DE", to: records([{ policy: "geolocation", country: "DE" }]) }],
  ),
  bad(
    "a part of a country that Route 53 does not know",
    records([{ policy: "geolocation", country: "DE", subdivision: "BY" }]),
    "RECORD_GEOLOCATION",
    "one › routing.subdivision",
    "Route 53 knows the states of the United States and no other parts of countries.",
    "BY of DE",
    "two upper-case letters beside the country US",
    "leave subdivision out, or write a state such as CA with the country US",
    [
      { says: "leave subdivision out", to: records([{ policy: "geolocation", country: "DE" }]) },
      {
        says: "write a state such as CA with the country US",
        to: records([{ policy: "geolocation", country: "US", subdivision: "CA" }]),
      },
    ],
  ),
  bad(
    "a record with two places",
    records([{ policy: "geoproximity", region: "eu-west-1", localZoneGroup: "us-west-2-den-1" }]),
    "RECORD_GEOPROXIMITY",
    "one › routing",
    "The record has one place.",
    "region and localZoneGroup",
    "a region, a localZoneGroup, or latitude and longitude",
    "leave all but one out",
    [{ says: "leave all but one out", to: records([{ policy: "geoproximity", region: "eu-west-1" }]) }],
  ),
  bad(
    "a latitude alone",
    records([{ policy: "geoproximity", latitude: 49.2 }]),
    "RECORD_GEOPROXIMITY",
    "one › routing.longitude",
    "The place has wrong degrees.",
    "none",
    "-180 to 180, with two decimals at most",
    "write the longitude too",
    [
      {
        says: "write the longitude too",
        to: records([{ policy: "geoproximity", latitude: 49.2, longitude: -123.1 }]),
      },
    ],
  ),
  bad(
    "degrees with more decimals than Route 53 takes",
    records([{ policy: "geoproximity", latitude: 49.2827, longitude: -123.1 }]),
    "RECORD_GEOPROXIMITY",
    "one › routing.latitude",
    "The place has wrong degrees.",
    "49.2827",
    "-90 to 90, with two decimals at most",
    "write 49.28",
    [{ says: "write 49.28", to: records([{ policy: "geoproximity", latitude: 49.28, longitude: -123.1 }]) }],
  ),
  bad(
    "several values of an alias",
    (stack) =>
      new AliasRecord(stack, "r", { zone: existingZone(stack), target: BALANCER, routing: { policy: "multivalue" } }),
    "RECORD_MULTIVALUE",
    "r › routing.policy",
    "Route 53 answers with several values of plain records only.",
    "multivalue for an alias record",
    "multivalue for records with values that are not CNAME",
    "use the policy weighted, with one weight for all",
    [
      {
        says: "use the policy weighted, with one weight for all",
        to: (stack) =>
          new AliasRecord(stack, "r", { zone: existingZone(stack), target: BALANCER, routing: weighted(1) }),
      },
    ],
  ),
  bad(
    "networks in a private zone",
    records([{ policy: "cidr", collectionId: HEALTH, location: "office" }], { zone: "private" }),
    "RECORD_CIDR",
    "one › routing.policy",
    "A private zone does not choose by networks.",
    "cidr in the private zone example.com",
    "cidr in a public zone",
    "put the record into a public zone, or use the policy weighted",
    [
      {
        says: "put the record into a public zone",
        to: records([{ policy: "cidr", collectionId: HEALTH, location: "office" }]),
      },
      { says: "use the policy weighted", to: records([weighted(1)], { zone: "private" }) },
    ],
  ),
  bad(
    "a region that is none",
    records([{ policy: "latency", region: "eu-west-11" }]),
    "REGION_UNKNOWN",
    "one › routing.region",
    "This is not a region of AWS, as far as the tables know.",
    '"eu-west-11"',
    expect.stringContaining("a region of the table") as unknown as string,
    expect.stringContaining('did you mean "eu-west-1"?') as unknown as string,
  ),
];

test.each(MISTAKES)("$mistake is told with a way out", ({ build, problems }) => {
  expect(problemsIn(build)).toEqual(problems);
});

testAdvice(MISTAKES, problemsIn);
