import { Lb } from "@cdktf/provider-aws/lib/lb";
import { AliasRecord, DnsRecord, HostedZone } from "../../../constructs/dns";
import { testAdvice } from "../../support/followed-advice";
import { BALANCER, bad, existingZone, problemsIn } from "./support";

const NAME_FORM =
  "an optional *. and parts of a-z, 0-9, _ and - with dots between them, 63 characters each, 253 in all";

const MISTAKES = [
  bad(
    "a name in another zone",
    (stack) =>
      new DnsRecord(stack, "r", {
        zone: existingZone(stack),
        name: "app.example.org",
        type: "A",
        values: ["192.0.2.1"],
      }),
    "RECORD_OUTSIDE_ZONE",
    "r › name",
    "The name of the record is not inside its zone.",
    '"app.example.org" in the zone example.com',
    "example.com, or a name that ends in .example.com",
    "use the zone that the name ends in",
    [
      {
        says: "use the zone that the name ends in",
        to: (stack) =>
          new DnsRecord(stack, "r", {
            zone: existingZone(stack, "example.org"),
            name: "app.example.org",
            type: "A",
            values: ["192.0.2.1"],
          }),
      },
    ],
  ),
  bad(
    "a name without its zone",
    (stack) => new AliasRecord(stack, "r", { zone: existingZone(stack), name: "app", target: BALANCER }),
    "RECORD_OUTSIDE_ZONE",
    "r › name",
    "The name of the record is not inside its zone.",
    '"app" in the zone example.com',
    "example.com, or a name that ends in .example.com",
    'write the whole name: "app.example.com"',
    [
      {
        says: 'write the whole name: "app.example.com"',
        to: (stack) =>
          new AliasRecord(stack, "r", { zone: existingZone(stack), name: "app.example.com", target: BALANCER }),
      },
    ],
  ),
  bad(
    "a name that only looks like one of the zone",
    (stack) => new AliasRecord(stack, "r", { zone: existingZone(stack), name: "myexample.com", target: BALANCER }),
    "RECORD_OUTSIDE_ZONE",
    "r › name",
    "The name of the record is not inside its zone.",
    '"myexample.com" in the zone example.com',
    "example.com, or a name that ends in .example.com",
    "use the zone that the name ends in",
    [
      {
        says: "use the zone that the name ends in",
        to: (stack) =>
          new AliasRecord(stack, "r", {
            zone: existingZone(stack, "myexample.com"),
            name: "myexample.com",
            target: BALANCER,
          }),
      },
    ],
  ),
  bad(
    "a wildcard in the middle of a name",
    (stack) => new AliasRecord(stack, "r", { zone: existingZone(stack), name: "a.*.example.com", target: BALANCER }),
    "DOMAIN_NAME_INVALID",
    "r › name",
    "The name is not a domain name.",
    '"a.*.example.com"',
    NAME_FORM,
    "write the name as it is registered, for example example.com",
    [
      {
        says: "write the name as it is registered",
        to: (stack) =>
          new AliasRecord(stack, "r", { zone: existingZone(stack), name: "a.example.com", target: BALANCER }),
      },
    ],
  ),
  bad(
    "a CNAME at the apex",
    (stack) => new DnsRecord(stack, "r", { zone: existingZone(stack), type: "CNAME", value: "pages.example.net" }),
    "RECORD_CNAME_APEX",
    "r › name",
    "The name of a zone itself cannot be a CNAME, because the zone's own records stand there.",
    "CNAME example.com",
    "a name below the zone's name",
    "use an AliasRecord for a resource of AWS, in YAML type: ALIAS, or A and AAAA records with the addresses",
    [
      {
        says: "use an AliasRecord for a resource of AWS, in YAML type: ALIAS",
        to: (stack) => new AliasRecord(stack, "r", { zone: existingZone(stack), target: BALANCER }),
      },
      {
        says: "A and AAAA records with the addresses",
        to: (stack) => new DnsRecord(stack, "r", { zone: existingZone(stack), type: "A", values: ["192.0.2.1"] }),
      },
    ],
  ),
  ...["app-1.ap-northeast-2.elb.amazonaws.com", "nlb-1.elb.eu-west-1.amazonaws.com", "d1.cloudfront.net"].map((value) =>
    bad(
      `a CNAME to ${value}`,
      (stack) =>
        new DnsRecord(stack, "r", { zone: existingZone(stack), name: "app.example.com", type: "CNAME", value }),
      "RECORD_NEEDS_ALIAS",
      "r › value",
      "Records to load balancers and distributions are alias records: free of charge, and without a second query.",
      `CNAME app.example.com to ${value}`,
      "an AliasRecord",
      "new AliasRecord(scope, id, { zone, name, target }) with the load balancer or the distribution as target; in YAML type: ALIAS",
      [
        {
          says: "new AliasRecord(scope, id, { zone, name, target })",
          to: (stack) =>
            new AliasRecord(stack, "r", {
              zone: existingZone(stack),
              name: "app.example.com",
              target: { dnsName: value, hostedZoneId: BALANCER.hostedZoneId },
            }),
        },
      ],
    ),
  ),
  bad(
    "a CNAME to a load balancer that is made beside it",
    (stack) => {
      const { dnsName } = new Lb(stack, "lb", {});
      new DnsRecord(stack, "r", { zone: existingZone(stack), name: "app.example.com", type: "CNAME", value: dnsName });
    },
    "RECORD_NEEDS_ALIAS",
    "r › value",
    "Records to load balancers and distributions are alias records: free of charge, and without a second query.",
    "CNAME app.example.com to aws_lb.lb.dns_name",
    "an AliasRecord",
    "new AliasRecord(scope, id, { zone, name, target }) with the load balancer or the distribution as target; in YAML type: ALIAS",
    [
      {
        says: "new AliasRecord(scope, id, { zone, name, target }) with the load balancer or the distribution as target; in YAML type: ALIAS",
        to: (stack) => {
          const { dnsName, zoneId } = new Lb(stack, "lb", {});
          new AliasRecord(stack, "r", {
            zone: existingZone(stack),
            name: "app.example.com",
            target: { dnsName, hostedZoneId: zoneId },
          });
        },
      },
    ],
  ),
  bad(
    "an alias in a private zone for a distribution",
    (stack) =>
      new AliasRecord(stack, "r", {
        zone: existingZone(stack, "example.com", "private"),
        target: { dnsName: "d1.cloudfront.net", hostedZoneId: "Z2FDTNDATAQYW2" },
      }),
    "ALIAS_CLOUDFRONT_PRIVATE",
    "r › target",
    "A private zone cannot have an alias record for a distribution.",
    "example.com in the private zone example.com",
    "a public zone",
    "put the record into the public zone of the same name; VPCs find it there unless the private zone hides it",
    [
      {
        says: "put the record into the public zone of the same name",
        to: (stack) =>
          new AliasRecord(stack, "r", {
            zone: existingZone(stack),
            target: { dnsName: "d1.cloudfront.net", hostedZoneId: "Z2FDTNDATAQYW2" },
          }),
      },
    ],
  ),
  bad(
    "two records of one name and type",
    (stack) => {
      const zone = existingZone(stack);
      new DnsRecord(stack, "one", { zone, name: "app.example.com", type: "A", values: ["192.0.2.1"] });
      new DnsRecord(stack, "two", { zone, name: "app.example.com", type: "A", values: ["192.0.2.2"] });
    },
    "RECORD_DUPLICATE",
    "two",
    "The zone has another record of this name and type.",
    "A app.example.com, also made by sandbox-test/one",
    "one record for each name and type",
    "put all values into one record, or remove one of the two",
    [
      {
        says: "put all values into one record",
        to: (stack) =>
          new DnsRecord(stack, "one", {
            zone: existingZone(stack),
            name: "app.example.com",
            type: "A",
            values: ["192.0.2.1", "192.0.2.2"],
          }),
      },
      {
        says: "remove one of the two",
        to: (stack) =>
          new DnsRecord(stack, "two", {
            zone: existingZone(stack),
            name: "app.example.com",
            type: "A",
            values: ["192.0.2.2"],
          }),
      },
    ],
  ),
  bad(
    "an alias beside a record of its name and type",
    (stack) => {
      const zone = existingZone(stack);
      new DnsRecord(stack, "one", { zone, name: "app.example.com", type: "A", values: ["192.0.2.1"] });
      new AliasRecord(stack, "two", { zone, name: "app.example.com", target: { ...BALANCER, ipv6: false } });
    },
    "RECORD_DUPLICATE",
    "two",
    "The zone has another record of this name and type.",
    "A app.example.com, also made by sandbox-test/one",
    "one record for each name and type",
    "remove one of the two",
    [
      {
        says: "remove one of the two",
        to: (stack) =>
          new DnsRecord(stack, "one", {
            zone: existingZone(stack),
            name: "app.example.com",
            type: "A",
            values: ["192.0.2.1"],
          }),
      },
      {
        says: "remove one of the two",
        to: (stack) =>
          new AliasRecord(stack, "two", {
            zone: existingZone(stack),
            name: "app.example.com",
            target: { ...BALANCER, ipv6: false },
          }),
      },
    ],
  ),
  bad(
    "a CNAME beside another record",
    (stack) => {
      const zone = existingZone(stack);
      new DnsRecord(stack, "one", { zone, name: "app.example.com", type: "TXT", values: ["x"] });
      new DnsRecord(stack, "two", { zone, name: "app.example.com", type: "CNAME", value: "pages.example.net" });
    },
    "RECORD_BESIDE_CNAME",
    "two",
    "A name with a CNAME record can have no other record (RFC 1034, section 3.6.2).",
    "CNAME app.example.com beside TXT app.example.com of sandbox-test/one",
    "the CNAME record alone, or records of other types without it",
    "point to the target by an alias record or by its addresses, or use another name",
    [
      {
        says: "point to the target by an alias record",
        to: (stack) => {
          const zone = existingZone(stack);
          new DnsRecord(stack, "one", { zone, name: "app.example.com", type: "TXT", values: ["x"] });
          new AliasRecord(stack, "two", { zone, name: "app.example.com", target: BALANCER });
        },
      },
      {
        says: "or by its addresses",
        to: (stack) => {
          const zone = existingZone(stack);
          new DnsRecord(stack, "one", { zone, name: "app.example.com", type: "TXT", values: ["x"] });
          new DnsRecord(stack, "two", { zone, name: "app.example.com", type: "A", values: ["192.0.2.1"] });
        },
      },
      {
        says: "use another name",
        to: (stack) => {
          const zone = existingZone(stack);
          new DnsRecord(stack, "one", { zone, name: "app.example.com", type: "TXT", values: ["x"] });
          new DnsRecord(stack, "two", { zone, name: "pages.example.com", type: "CNAME", value: "pages.example.net" });
        },
      },
    ],
  ),
  bad(
    "a record below a name that the zone has handed on, whichever is declared first",
    (stack) => {
      const zone = existingZone(stack);
      new DnsRecord(stack, "lost", { zone, name: "api.team.example.com", type: "A", values: ["192.0.2.1"] });
      zone.delegate({ zoneName: "team.example.com", nameServers: ["ns-1.example.net", "ns-2.example.org"] });
    },
    "RECORD_BELOW_DELEGATION",
    "lost",
    "The record is never answered, because the zone hands its name to another zone.",
    "A api.team.example.com below the delegation of team.example.com by sandbox-test/example.com-public/delegation-team.example.com",
    "records of team.example.com and below in the zone team.example.com",
    "put the record into the zone team.example.com",
    [
      {
        says: "put the record into the zone team.example.com",
        to: (stack) => {
          const team = existingZone(stack, "team.example.com");
          new DnsRecord(stack, "lost", { zone: team, name: "api.team.example.com", type: "A", values: ["192.0.2.1"] });
          existingZone(stack).delegate({
            zoneName: "team.example.com",
            nameServers: ["ns-1.example.net", "ns-2.example.org"],
          });
        },
      },
    ],
  ),
  bad(
    "a record of a new zone that is to be taken over",
    (stack) => {
      const zone = new HostedZone(stack, "zone", { zoneName: "example.com" });
      new AliasRecord(stack, "r", { zone, target: BALANCER, adopt: ["A"] });
    },
    "RECORD_ADOPT_ZONE",
    "r › adopt",
    "Terraform takes a record over by the id of its zone, which is not known before the apply.",
    "the zone example.com, which has no id yet",
    "a zone whose id is written",
    "give the zone by HostedZone.fromExisting with its id, or leave adopt out, for a new zone has nothing to take over",
    [
      {
        says: "give the zone by HostedZone.fromExisting with its id",
        to: (stack) => new AliasRecord(stack, "r", { zone: existingZone(stack), target: BALANCER, adopt: ["A"] }),
      },
      {
        says: "leave adopt out",
        to: (stack) => {
          const zone = new HostedZone(stack, "zone", { zoneName: "example.com" });
          new AliasRecord(stack, "r", { zone, target: BALANCER });
        },
      },
    ],
  ),
  bad(
    "a record for IPv6 that is to be taken over for a target without it",
    (stack) =>
      new AliasRecord(stack, "r", {
        zone: existingZone(stack),
        target: { ...BALANCER, ipv6: false },
        adopt: ["A", "AAAA"],
      }),
    "RECORD_ADOPT_TYPE",
    "r › adopt",
    "A record is to be taken over that is not made here.",
    "AAAA",
    "A",
    "leave AAAA out: the target answers by IPv4 only",
    [
      {
        says: "leave AAAA out",
        to: (stack) =>
          new AliasRecord(stack, "r", {
            zone: existingZone(stack),
            target: { ...BALANCER, ipv6: false },
            adopt: ["A"],
          }),
      },
    ],
  ),
];

test.each(MISTAKES)("$mistake is told with a way out", ({ build, problems }) => {
  expect(problemsIn(build)).toEqual(problems);
});

testAdvice(MISTAKES, problemsIn);

test("everything that is wrong with a record is told at once", () => {
  const problems = problemsIn(
    (stack) =>
      new DnsRecord(stack, "r", { zone: existingZone(stack), type: "CNAME", value: "d1.cloudfront.net", ttl: 0.5 }),
  );
  expect(problems.map(({ code }) => code)).toEqual(["RECORD_TTL", "RECORD_CNAME_APEX", "RECORD_NEEDS_ALIAS"]);
});
