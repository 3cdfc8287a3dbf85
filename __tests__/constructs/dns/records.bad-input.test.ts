import { Lb } from "@cdktf/provider-aws/lib/lb";
import type { EnvironmentStack } from "../../../constructs/core/environment-stack";
import type { Problem } from "../../../constructs/core/errors";
import { AliasRecord, DnsRecord } from "../../../constructs/dns";
import { existingZone, problemsIn } from "./support";

const target = { dnsName: "app-1.ap-northeast-2.elb.amazonaws.com", hostedZoneId: "ZWKZPGTI48KDX" };
const NAME_FORM =
  "an optional *. and parts of a-z, 0-9, _ and - with dots between them, 63 characters each, 253 in all";

function bad(
  mistake: string,
  build: (stack: EnvironmentStack) => unknown,
  ...texts: [string, string, string, string, string, string]
) {
  const [code, at, message, found, expected, fix] = texts;
  const problem: Problem = { code, path: `sandbox-test/${at}`, message, found, expected, fix };
  return { mistake, build, problem };
}

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
  ),
  bad(
    "a name without its zone",
    (stack) => new AliasRecord(stack, "r", { zone: existingZone(stack), name: "app", target }),
    "RECORD_OUTSIDE_ZONE",
    "r › name",
    "The name of the record is not inside its zone.",
    '"app" in the zone example.com',
    "example.com, or a name that ends in .example.com",
    'write the whole name: "app.example.com"',
  ),
  bad(
    "a name that only looks like one of the zone",
    (stack) => new AliasRecord(stack, "r", { zone: existingZone(stack), name: "myexample.com", target }),
    "RECORD_OUTSIDE_ZONE",
    "r › name",
    "The name of the record is not inside its zone.",
    '"myexample.com" in the zone example.com',
    "example.com, or a name that ends in .example.com",
    "use the zone that the name ends in",
  ),
  bad(
    "a wildcard in the middle of a name",
    (stack) => new AliasRecord(stack, "r", { zone: existingZone(stack), name: "a.*.example.com", target }),
    "DOMAIN_NAME_INVALID",
    "r › name",
    "The name is not a domain name.",
    '"a.*.example.com"',
    NAME_FORM,
    "write the name as it is registered, for example example.com",
  ),
  bad(
    "a CNAME at the apex",
    (stack) => new DnsRecord(stack, "r", { zone: existingZone(stack), type: "CNAME", value: "pages.example.net" }),
    "RECORD_CNAME_APEX",
    "r › name",
    "The name of a zone itself cannot be a CNAME, because the zone's own records stand there.",
    "CNAME example.com",
    "a name below the zone's name",
    "use an AliasRecord for a resource of AWS, or A and AAAA records with the addresses",
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
      "new AliasRecord(scope, id, { zone, name, target }) with the load balancer or the distribution as target",
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
    "new AliasRecord(scope, id, { zone, name, target }) with the load balancer or the distribution as target",
  ),
  bad(
    "a time to live below zero",
    (stack) => new DnsRecord(stack, "r", { zone: existingZone(stack), type: "A", values: ["192.0.2.1"], ttl: -1 }),
    "RECORD_TTL",
    "r › ttl",
    "The time to live is out of range.",
    "-1 seconds",
    "a whole number of seconds from 0 to 2147483647",
    "write 60 for what changes soon, 300 for most records",
  ),
  bad(
    "a record without values",
    (stack) => new DnsRecord(stack, "r", { zone: existingZone(stack), type: "AAAA", values: [] }),
    "RECORD_VALUES_EMPTY",
    "r › values",
    "The record has no value.",
    "an empty list",
    "one AAAA value or more",
    "give a value, or remove the record",
  ),
  bad(
    "an address of the other IP version",
    (stack) => new DnsRecord(stack, "r", { zone: existingZone(stack), type: "A", values: ["2001:db8::1"] }),
    "RECORD_ADDRESS_INVALID",
    "r › values[0]",
    "The value is not an IPv4 address.",
    '"2001:db8::1"',
    "an address such as 192.0.2.10",
    "put it into a record of the type AAAA",
  ),
  bad(
    "a name where an address belongs",
    (stack) => new DnsRecord(stack, "r", { zone: existingZone(stack), type: "AAAA", values: ["host.example.com"] }),
    "RECORD_ADDRESS_INVALID",
    "r › values[0]",
    "The value is not an IPv6 address.",
    '"host.example.com"',
    "an address such as 2001:db8::10",
    "write the address; for a name use a CNAME record, or an AliasRecord for a resource of AWS",
  ),
  bad(
    "an address that stands twice, though written in two ways",
    (stack) =>
      new DnsRecord(stack, "r", { zone: existingZone(stack), type: "AAAA", values: ["2001:db8::1", "2001:DB8:0::1"] }),
    "RECORD_VALUE_DUPLICATE",
    "r › values[1]",
    "The value stands twice in the record.",
    "2001:db8:0:0:0:0:0:1 at values[0] and values[1]",
    "each value once",
    "remove one of the two",
  ),
  bad(
    "a text in quotation marks",
    (stack) => new DnsRecord(stack, "r", { zone: existingZone(stack), type: "TXT", values: ['"v=spf1 -all"'] }),
    "RECORD_TEXT_INVALID",
    "r › values[0]",
    "The text cannot be the value of a TXT record.",
    '"v=spf1 -all"',
    "printable ASCII, at most 4000 characters, without quotation marks around it",
    "write the text as it is to be read; quotation marks and cuts into strings are made for you",
  ),
  bad(
    "a priority that is no whole number",
    (stack) =>
      new DnsRecord(stack, "r", {
        zone: existingZone(stack),
        type: "MX",
        values: [{ priority: 1.5, host: "m.example.com" }],
      }),
    "RECORD_MX_PRIORITY",
    "r › values[0].priority",
    "The priority of the mail server is out of range.",
    "1.5",
    "a whole number from 0 to 65535, the smallest first",
    "write 10 for the first server and 20 for the next",
  ),
  bad(
    "a report address without its kind",
    (stack) =>
      new DnsRecord(stack, "r", {
        zone: existingZone(stack),
        type: "CAA",
        values: [{ tag: "iodef", value: "a@example.com" }],
      }),
    "RECORD_CAA_VALUE",
    "r › values[0].value",
    "The value of the iodef rule has a wrong form.",
    '"a@example.com"',
    "an address that starts with mailto:, http:// or https://",
    "write mailto: before an e-mail address",
  ),
  bad(
    "an authority that is no domain",
    (stack) =>
      new DnsRecord(stack, "r", {
        zone: existingZone(stack),
        type: "CAA",
        values: [{ tag: "issue", value: "Amazon Trust" }],
      }),
    "RECORD_CAA_VALUE",
    "r › values[0].value",
    "The value of the issue rule has a wrong form.",
    '"Amazon Trust"',
    "the domain of an authority, or ;",
    "write amazon.com to let ACM make certificates",
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
  ),
  bad(
    "two records of one name and type",
    (stack) => {
      const zone = existingZone(stack);
      new DnsRecord(stack, "one", { zone, name: "app.example.com", type: "A", values: ["192.0.2.1"] });
      new AliasRecord(stack, "two", { zone, name: "app.example.com", target: { ...target, ipv6: false } });
    },
    "RECORD_DUPLICATE",
    "two",
    "The zone has another record of this name and type.",
    "A app.example.com, also made by sandbox-test/one",
    "one record for each name and type",
    "put all values into one record, or remove one of the two",
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
  ),
];

test.each(MISTAKES)("$mistake is told with a way out", ({ build, problem }) => {
  expect(problemsIn(build)).toEqual([problem]);
});

test("everything that is wrong with a record is told at once", () => {
  const problems = problemsIn(
    (stack) =>
      new DnsRecord(stack, "r", { zone: existingZone(stack), type: "CNAME", value: "d1.cloudfront.net", ttl: 0.5 }),
  );
  expect(problems.map(({ code }) => code)).toEqual(["RECORD_TTL", "RECORD_CNAME_APEX", "RECORD_NEEDS_ALIAS"]);
});
