import { GroundplanError } from "../../../constructs/core/errors";
import type { DnsProps } from "../../../stacks/dns/dns-stack.types";
import type { EdgeProps } from "../../../stacks/edge/edge-stack.types";
import { testAdvice } from "../../support/followed-advice";
import { all, only, type StackJson, specOf, stacksOf } from "../stack-json";

const PLAIN: EdgeProps = { plainHttp: { reason: "the tests have no domain" } };
const EXISTING: EdgeProps = { domain: { name: "shop.example.com", zoneId: "Z0123456789ABCDEFGHIJ" } };

function made(dns: DnsProps, edge: EdgeProps = PLAIN, protect = false): Record<"dns" | "edge", StackJson> {
  const stacks = stacksOf([{ ...specOf(edge, { protect }), dns }]);
  return { dns: stacks["sandbox-dns"] as StackJson, edge: stacks["sandbox-edge"] as StackJson };
}

const API = { name: "api.example.com", type: "A", ttl: 60 } as const;

const ZONES: DnsProps = {
  zones: {
    main: {
      zoneName: "example.com",
      records: {
        mail: { type: "MX", values: [{ priority: 10, host: "mail.example.com" }] },
        blue: { ...API, values: ["192.0.2.1"], routing: { policy: "weighted", weight: 90 }, healthCheck: "both" },
        green: { ...API, values: ["192.0.2.2"], routing: { policy: "weighted", weight: 1 } },
        www: { name: "www.example.com", type: "ALIAS", dnsName: "api.example.com", ipv6: false },
      },
    },
    team: { zoneName: "team.example.com", delegatedBy: "main", tags: { Team: "lab" } },
    inside: {
      zoneName: "internal.example",
      visibility: "private",
      vpcs: { shared: { vpcId: "vpc-0123456789abcdef0" } },
    },
    old: { zoneName: "example.org", zoneId: "Z0123456789ABCDEFGHIJ" },
  },
  healthChecks: {
    both: { kind: "calculated", children: ["web"] },
    web: { kind: "endpoint", protocol: "HTTPS", host: "web.example.com" },
  },
};

describe("the stack of names", () => {
  const { dns } = made(ZONES);

  it("makes public zones, and private ones for the environment's network and for further VPCs", () => {
    const zones = all(dns, "aws_route53_zone").map(({ name, vpc, lifecycle, tags }) => ({
      name,
      vpc,
      lifecycle,
      tags,
    }));
    expect(zones).toEqual([
      {
        name: "internal.example",
        vpc: [{ vpc_id: "${data.terraform_remote_state.network.outputs.vpc_id}", vpc_region: "ap-northeast-2" }],
        lifecycle: { ignore_changes: ["vpc"] },
      },
      { name: "example.com" },
      { name: "team.example.com", tags: expect.objectContaining({ Team: "lab" }) },
    ]);
    expect(only(dns, "aws_route53_zone_association")).toMatchObject({
      vpc_id: "vpc-0123456789abcdef0",
      vpc_region: "ap-northeast-2",
    });
  });

  it("makes records that are known by their names, of the zones that they are told in", () => {
    const records = all(dns, "aws_route53_record");
    expect(records.map(({ type, name, set_identifier }) => [type, name, set_identifier]).sort()).toEqual([
      ["A", "api.example.com", "blue"],
      ["A", "api.example.com", "green"],
      ["A", "www.example.com", undefined],
      ["MX", "example.com", undefined],
      ["NS", "team.example.com", undefined],
    ]);
    const [blue] = records.filter(({ set_identifier }) => set_identifier === "blue");
    const [www] = records.filter(({ name }) => name === "www.example.com");
    expect(blue?.health_check_id).toMatch(/^\$\{aws_route53_health_check\.health-checks_both_\S+\.id\}$/);
    // An alias of another record lies in the same zone.
    expect(www?.alias).toEqual({ name: "api.example.com", zone_id: www?.zone_id, evaluate_target_health: true });
  });

  it("hands over ids and name servers by name", () => {
    const values = (output: string) => (dns.output?.[output]?.value ?? {}) as Record<string, string>;
    expect(Object.keys(values("zone_ids")).sort()).toEqual(["inside", "main", "old", "team"]);
    expect(Object.keys(values("name_servers")).sort()).toEqual(["main", "team"]);
    expect(values("zone_ids").old).toBe("Z0123456789ABCDEFGHIJ");
  });

  it("keeps its zones in a protected environment, and leaves VPCs of others in them alone", () => {
    const zones: DnsProps["zones"] = { inside: { zoneName: "internal.example", visibility: "private" } };
    expect(only(made({ zones }, EXISTING, true).dns, "aws_route53_zone")).toMatchObject({
      force_destroy: false,
      lifecycle: { prevent_destroy: true, ignore_changes: ["vpc"] },
    });
  });
});

test("an edge takes a zone of the section, by contract, or by the id that is written there", () => {
  const edgeOf = (zone: string, name: string) => made(ZONES, { domain: { name, zone } }).edge;
  const fresh = edgeOf("main", "example.com");
  expect(all(fresh, "aws_route53_zone")).toEqual([]);
  expect(fresh.output?.zone_id?.value).toBe('${data.terraform_remote_state.dns.outputs.zone_ids["main"]}');
  expect(edgeOf("old", "example.org").output?.zone_id?.value).toBe("Z0123456789ABCDEFGHIJ");
});

type Input = readonly [dns: DnsProps, edge?: EdgeProps];

const zone = (more: Partial<DnsProps["zones"][string]>, others: DnsProps["zones"] = {}): Input => [
  { zones: { main: { zoneName: "example.com", ...more }, ...others } },
];

function checked(healthCheck: string | undefined, children = ["web"]): Input {
  const named = healthCheck === undefined ? {} : { healthCheck };
  const a = { type: "A", values: ["192.0.2.1"], routing: { policy: "multivalue" }, ...named } as const;
  return [
    {
      zones: { main: { zoneName: "example.com", records: { a } } },
      healthChecks: { web: { kind: "alarm", alarmName: "web" }, all: { kind: "calculated", children } },
    },
  ];
}

const edged = (domain: NonNullable<EdgeProps["domain"]>, more: DnsProps["zones"] = {}): Input => [
  { ...ZONES, zones: { ...ZONES.zones, ...more } },
  { domain },
];

const TEAM = { zoneName: "team.example.com" };
const OLD_TEAM = { ...TEAM, zoneId: "Z0123456789ABCDEFGHIJ" };
const SHARED = { shared: { vpcId: "vpc-0123456789abcdef0" } };
const SERVERS = { "team.example.com": ["ns-1.example.net", "ns-2.example.org"] };

const MISTAKES = [
  {
    mistake: "tags for a zone that exists",
    input: zone({ zoneId: "Z0123456789ABCDEFGHIJ", tags: { Team: "web" } }),
    problems: [
      {
        code: "DNS_ZONE_EXISTS",
        path: "sandbox-dns › zones.main.tags",
        message: "The zone exists, so nothing of it is made or changed here but its records.",
        found: "tags for the zone Z0123456789ABCDEFGHIJ",
        expected: "tags only for a zone that is made here",
        fix: "remove tags, or remove zoneId for a new zone",
      },
    ],
    ways: [
      { says: "remove tags", to: zone({ zoneId: "Z0123456789ABCDEFGHIJ" }) },
      { says: "remove zoneId for a new zone", to: zone({ tags: { Team: "web" } }) },
    ],
  },
  {
    mistake: "VPCs of a public zone",
    input: zone({ vpcs: SHARED }),
    problems: [
      {
        code: "DNS_ZONE_VPCS",
        path: "sandbox-dns › zones.main.vpcs",
        message: "Everybody may ask a public zone, so no VPC is associated with it.",
        found: "vpcs for the public zone main",
        expected: "vpcs for private zones only",
        fix: "remove vpcs, or write visibility: private",
      },
    ],
    ways: [
      { says: "remove vpcs", to: zone({}) },
      { says: "write visibility: private", to: zone({ visibility: "private", vpcs: SHARED }) },
    ],
  },
  {
    mistake: "a zone above that is not there",
    input: zone({}, { team: { ...TEAM, delegatedBy: "mian" } }),
    problems: [
      {
        code: "DNS_DELEGATED_BY",
        path: "sandbox-dns › zones.team.delegatedBy",
        message: "No other public zone of this section has the name.",
        found: '"mian"',
        expected: "main",
        fix: "write the name of the zone above, or leave delegatedBy out",
      },
    ],
    ways: [
      { says: "write the name of the zone above", to: zone({}, { team: { ...TEAM, delegatedBy: "main" } }) },
      { says: "leave delegatedBy out", to: zone({}, { team: TEAM }) },
    ],
  },
  {
    mistake: "a zone that exists and is to be delegated",
    input: zone({}, { team: { ...OLD_TEAM, delegatedBy: "main" } }),
    problems: [
      {
        code: "DNS_DELEGATED_BY",
        path: "sandbox-dns › zones.team.delegatedBy",
        message: "The name servers of a zone that exists are not known here.",
        found: "delegatedBy: main for the zone Z0123456789ABCDEFGHIJ",
        expected: "delegatedBy only for a zone that is made here",
        fix: "remove delegatedBy, and write the name servers into delegations of main",
      },
    ],
    ways: [
      {
        says: "write the name servers into delegations of main",
        to: zone({ delegations: SERVERS }, { team: OLD_TEAM }),
      },
    ],
  },
  {
    mistake: "a health check that is not there",
    input: checked("wep"),
    problems: [
      {
        code: "DNS_HEALTH_CHECK_UNKNOWN",
        path: "sandbox-dns › zones.main.records.a.healthCheck",
        message: "There is no such health check to look at.",
        found: '"wep"',
        expected: "web, all",
        fix: "take one of them, or leave it out",
      },
    ],
    ways: [
      { says: "take one of them", to: checked("web") },
      { says: "leave it out", to: checked(undefined) },
    ],
  },
  {
    mistake: "a health check that watches itself",
    input: checked("web", ["web", "all"]),
    problems: [
      {
        code: "DNS_HEALTH_CHECK_UNKNOWN",
        path: "sandbox-dns › healthChecks.all.children",
        message: "There is no such health check to look at.",
        found: '"all"',
        expected: "web",
        fix: "take one of them, or leave it out",
      },
    ],
    ways: [{ says: "leave it out", to: checked("web", ["web"]) }],
  },
  {
    mistake: "an edge in two zones",
    input: edged({ name: "example.com", zone: "main", zoneId: "Z0123456789ABCDEFGHIJ" }),
    problems: [
      {
        code: "EDGE_ZONE_TWICE",
        path: "sandbox-edge › domain.zone",
        message: "The domain lies in one zone.",
        found: "zone: main and zoneId: Z0123456789ABCDEFGHIJ",
        expected: "one of the two, or neither for a zone that is made here",
        fix: "leave out zone, or zoneId",
      },
    ],
    ways: [
      { says: "leave out zone", to: edged({ name: "example.com", zoneId: "Z0123456789ABCDEFGHIJ" }) },
      { says: "or zoneId", to: edged({ name: "example.com", zone: "main" }) },
    ],
  },
  {
    mistake: "an edge in a zone of another name",
    input: edged({ name: "team.example.com", zone: "main" }),
    problems: [
      {
        code: "EDGE_ZONE_UNKNOWN",
        path: "sandbox-edge › domain.zone",
        message: "The section dns has no such public zone of the domain.",
        found: "main, which is the public zone example.com",
        expected: "team",
        fix: "write zone: team",
      },
    ],
    ways: [{ says: "write zone: team", to: edged({ name: "team.example.com", zone: "team" }) }],
  },
  {
    mistake: "an edge in a zone that there is not",
    input: edged({ name: "shop.example.net", zone: "shop" }),
    problems: [
      {
        code: "EDGE_ZONE_UNKNOWN",
        path: "sandbox-edge › domain.zone",
        message: "The section dns has no such public zone of the domain.",
        found: '"shop"',
        expected: "a public zone of dns.zones with zoneName: shop.example.net",
        fix: "leave zone out, or add the zone to dns.zones",
      },
    ],
    ways: [
      { says: "leave zone out", to: edged({ name: "shop.example.net" }) },
      {
        says: "add the zone to dns.zones",
        to: edged({ name: "shop.example.net", zone: "shop" }, { shop: { zoneName: "shop.example.net" } }),
      },
    ],
  },
];

function problemsOf([dns, edge]: Input) {
  try {
    made(dns, edge);
  } catch (error) {
    if (error instanceof GroundplanError) return error.problems;
    throw error;
  }
  return [];
}

test.each(MISTAKES)("$mistake is told with a way out", ({ input, problems }) => {
  expect(problemsOf(input)).toEqual(problems);
});

testAdvice<Input>(
  MISTAKES.map(({ input: _, ...told }) => told),
  problemsOf,
);
