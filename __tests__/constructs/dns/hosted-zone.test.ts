import { Vpc } from "@cdktf/provider-aws/lib/vpc";
import { TerraformOutput } from "cdktf";
import type { EnvironmentStack } from "../../../constructs/core/environments/environment-stack";
import type { Problem } from "../../../constructs/core/errors";
import { HostedZone, ZoneAssociation } from "../../../constructs/dns";
import { type Told, testAdvice } from "../../support/followed-advice";
import { resourceOf, synthStack } from "../../support/synth";
import { bad, existingZone, problemsIn } from "./support";

describe("a public zone", () => {
  it("is named after the domain and goes with its stack, whatever records it holds", () => {
    const synthesized = synthStack((stack) => {
      const zone = new HostedZone(stack, "zone", { zoneName: "example.com" });
      expect(zone.visibility).toBe("public");
      expect(zone.zoneName).toBe("example.com");
    });
    expect(resourceOf(synthesized, "aws_route53_zone")).toEqual({
      name: "example.com",
      comment: "groundplan sandbox",
      force_destroy: true,
    });
  });

  it("is kept in a protected environment, with its records", () => {
    const synthesized = synthStack(
      (stack) => new HostedZone(stack, "zone", { zoneName: "example.com", comment: "shop" }),
      {
        environment: { protect: true },
      },
    );
    expect(resourceOf(synthesized, "aws_route53_zone")).toEqual({
      name: "example.com",
      comment: "shop",
      force_destroy: false,
      lifecycle: { prevent_destroy: true },
    });
  });
});

describe("a private zone", () => {
  it("answers the VPCs that it is given, in an order that is not the list's", () => {
    const vpcs = [{ vpcId: "vpc-b", region: "eu-west-1" }, { vpcId: "vpc-a" }];
    const json = (list: typeof vpcs) =>
      synthStack((stack) => new HostedZone(stack, "zone", { zoneName: "internal.example", vpcs: list }));
    expect(resourceOf(json(vpcs), "aws_route53_zone").vpc).toEqual([
      { vpc_id: "vpc-a", vpc_region: "ap-northeast-2" },
      { vpc_id: "vpc-b", vpc_region: "eu-west-1" },
    ]);
    expect(json([...vpcs].reverse()).json).toBe(json(vpcs).json);
  });

  it("takes networks that are made in the same stack", () => {
    const synthesized = synthStack((stack) => {
      const vpc = new Vpc(stack, "vpc", { cidrBlock: "10.0.0.0/16" });
      const zone = new HostedZone(stack, "zone", { zoneName: "internal.example", vpcs: [{ vpcId: vpc.id }] });
      expect(zone.visibility).toBe("private");
    });
    expect(resourceOf(synthesized, "aws_route53_zone").vpc).toEqual([
      { vpc_id: "${aws_vpc.vpc.id}", vpc_region: "ap-northeast-2" },
    ]);
  });
});

describe("a private zone that others associate VPCs with", () => {
  it("keeps to its first VPCs, and further ones come one by one", () => {
    const synthesized = synthStack((stack) => {
      const vpcs = [{ vpcId: "vpc-a" }];
      const zone = new HostedZone(stack, "zone", { zoneName: "internal.example", vpcs, othersAssociate: true });
      new ZoneAssociation(stack, "shared", { zone, vpc: { vpcId: "vpc-b", region: "eu-west-1" } });
    });
    expect(synthesized.problems).toEqual([]);
    expect(resourceOf(synthesized, "aws_route53_zone").lifecycle).toEqual({ ignore_changes: ["vpc"] });
    expect(resourceOf(synthesized, "aws_route53_zone_association")).toMatchObject({
      vpc_id: "vpc-b",
      vpc_region: "eu-west-1",
    });
  });
});

const ASSOCIATIONS = [
  bad(
    "a VPC for a public zone",
    (stack) => new ZoneAssociation(stack, "shared", { zone: existingZone(stack), vpc: { vpcId: "vpc-b" } }),
    "ZONE_ASSOCIATION_PUBLIC",
    "shared › zone",
    "Everybody may ask a public zone, so no VPC is associated with it.",
    "the public zone example.com",
    "a private zone",
    "leave the association out, or make the zone private",
    [
      { says: "leave the association out", to: (stack) => existingZone(stack) },
      {
        says: "make the zone private",
        to: (stack) => {
          const zone = existingZone(stack, "example.com", "private");
          new ZoneAssociation(stack, "shared", { zone, vpc: { vpcId: "vpc-b" } });
        },
      },
    ],
  ),
];

test.each(ASSOCIATIONS)("$mistake is told with a way out", ({ build, problems }) => {
  expect(problemsIn(build)).toEqual(problems);
});

testAdvice(ASSOCIATIONS, problemsIn);

describe("a zone that exists", () => {
  it("is known by its attributes and makes no resource", () => {
    const synthesized = synthStack((stack) => {
      const zone = existingZone(stack);
      expect([zone.zoneId, zone.zoneName, zone.visibility]).toEqual(["Z0123456789PUBLIC", "example.com", "public"]);
    });
    expect(synthesized.resources).toEqual({});
  });

  it("may have an id that is known after apply only", () => {
    const build = () =>
      synthStack((stack) => {
        const zone = new HostedZone(stack, "zone", { zoneName: "example.com" });
        HostedZone.fromExisting(stack, "same", { zoneId: zone.zoneId, zoneName: "example.com" });
      });
    expect(build).not.toThrow();
  });
});

describe("a delegation", () => {
  it("hands a child's names to the child's own servers", () => {
    const synthesized = synthStack((stack) => {
      const child = new HostedZone(stack, "child", { zoneName: "team.example.com" });
      existingZone(stack).delegate(child);
      new TerraformOutput(stack, "servers", { value: child.nameServers, staticId: true });
    });
    const [id] = Object.keys(synthesized.resources.aws_route53_zone ?? {});
    expect(synthesized.outputs.servers?.value).toBe(`\${aws_route53_zone.${id}.name_servers}`);
    expect(resourceOf(synthesized, "aws_route53_record")).toEqual({
      zone_id: "Z0123456789PUBLIC",
      name: "team.example.com",
      type: "NS",
      ttl: 3600,
      records: `\${aws_route53_zone.${id}.name_servers}`,
    });
  });

  it("takes the servers of another account's zone, in any order", () => {
    const record = (nameServers: string[]) =>
      synthStack((stack) => existingZone(stack).delegate({ zoneName: "team.example.com", nameServers }));
    const [first, second] = ["ns-1.example.net", "ns-2.example.org"];
    expect(resourceOf(record([second as string, first as string]), "aws_route53_record").records).toEqual([
      first,
      second,
    ]);
  });
});

type Build = (stack: EnvironmentStack) => unknown;

const servers = ["ns-1.example.net", "ns-2.example.org"];

/** A program with a mistake, and what is told about it. */
interface BadZone extends Told<Build> {
  readonly build: Build;
  readonly problems: readonly Problem[];
}

const MISTAKES: readonly BadZone[] = [
  {
    mistake: "a name in upper case with a dot at the end",
    build: (stack) => new HostedZone(stack, "zone", { zoneName: "Example.com." }),
    problems: [
      {
        code: "DOMAIN_NAME_INVALID",
        path: "sandbox-test/zone › zoneName",
        message: "The name is not a domain name.",
        found: '"Example.com."',
        expected: "parts of a-z, 0-9 and - with dots between them, 63 characters each, 253 in all",
        fix: 'write "example.com"',
      },
    ],
    ways: [{ says: 'write "example.com"', to: (stack) => new HostedZone(stack, "zone", { zoneName: "example.com" }) }],
  },
  {
    mistake: "a name of one part",
    build: (stack) => new HostedZone(stack, "zone", { zoneName: "example" }),
    problems: [
      {
        code: "DOMAIN_NAME_INVALID",
        path: "sandbox-test/zone › zoneName",
        message: "The name is not a domain name.",
        found: '"example"',
        expected: "parts of a-z, 0-9 and - with dots between them, 63 characters each, 253 in all",
        fix: "write the name as it is registered, for example example.com",
      },
    ],
    ways: [
      { says: "for example example.com", to: (stack) => new HostedZone(stack, "zone", { zoneName: "example.com" }) },
    ],
  },
  {
    mistake: "a private zone without a VPC",
    build: (stack) => new HostedZone(stack, "zone", { zoneName: "example.com", vpcs: [] }),
    problems: [
      {
        code: "ZONE_VPCS_EMPTY",
        path: "sandbox-test/zone › vpcs",
        message: "A private zone without a VPC can be asked by nobody.",
        found: "an empty list",
        expected: "one VPC or more, or no list for a public zone",
        fix: "name the network, for example vpcs: [network], or leave vpcs out for a public zone",
      },
    ],
    ways: [
      {
        says: "for example vpcs: [network]",
        to: (stack) => new HostedZone(stack, "zone", { zoneName: "example.com", vpcs: [{ vpcId: "vpc-a" }] }),
      },
      {
        says: "leave vpcs out for a public zone",
        to: (stack) => new HostedZone(stack, "zone", { zoneName: "example.com" }),
      },
    ],
  },
  {
    mistake: "a VPC that stands twice",
    build: (stack) =>
      new HostedZone(stack, "zone", { zoneName: "example.com", vpcs: [{ vpcId: "vpc-a" }, { vpcId: "vpc-a" }] }),
    problems: [
      {
        code: "ZONE_VPC_DUPLICATE",
        path: "sandbox-test/zone › vpcs[1]",
        message: "The VPC stands twice in the list.",
        found: '"vpc-a"',
        expected: "each VPC once",
        fix: "remove one of the two",
      },
    ],
    ways: [
      {
        says: "remove one of the two",
        to: (stack) => new HostedZone(stack, "zone", { zoneName: "example.com", vpcs: [{ vpcId: "vpc-a" }] }),
      },
    ],
  },
  {
    mistake: "a comment that is too long",
    build: (stack) => new HostedZone(stack, "zone", { zoneName: "example.com", comment: "x".repeat(257) }),
    problems: [
      {
        code: "ZONE_COMMENT_LENGTH",
        path: "sandbox-test/zone › comment",
        message: "The comment is longer than Route 53 takes.",
        found: "257 characters",
        expected: "at most 256 characters",
        fix: "shorten it",
      },
    ],
    ways: [
      {
        says: "shorten it",
        to: (stack) => new HostedZone(stack, "zone", { zoneName: "example.com", comment: "x".repeat(256) }),
      },
    ],
  },
  {
    mistake: "the id of a zone with its path",
    build: (stack) => HostedZone.fromExisting(stack, "zone", { zoneId: "/hostedzone/Z1", zoneName: "example.com" }),
    problems: [
      {
        code: "ZONE_ID_INVALID",
        path: "sandbox-test/zone › zoneId",
        message: "The id is not that of a hosted zone.",
        found: '"/hostedzone/Z1"',
        expected: "Z and up to 31 of A-Z and 0-9, without /hostedzone/",
        fix: "copy the id from the Route 53 console, for example Z0123456789ABCDEFGHIJ",
      },
    ],
    ways: [
      {
        says: "for example Z0123456789ABCDEFGHIJ",
        to: (stack) =>
          HostedZone.fromExisting(stack, "zone", { zoneId: "Z0123456789ABCDEFGHIJ", zoneName: "example.com" }),
      },
    ],
  },
  {
    mistake: "a delegation of a name that is elsewhere",
    build: (stack) => existingZone(stack).delegate({ zoneName: "team.example.org", nameServers: servers }),
    problems: [
      {
        code: "DELEGATION_OUTSIDE",
        path: "sandbox-test/example.com-public › delegate(team.example.org)",
        message: "A zone hands on names below its own name only.",
        found: "team.example.org in the zone example.com",
        expected: "a name that ends in .example.com",
        fix: "delegate from the zone that the child's name ends in",
      },
    ],
    ways: [
      {
        says: "delegate from the zone that the child's name ends in",
        to: (stack) =>
          existingZone(stack, "example.org").delegate({ zoneName: "team.example.org", nameServers: servers }),
      },
    ],
  },
  {
    mistake: "a delegation of the zone itself",
    build: (stack) => existingZone(stack).delegate({ zoneName: "example.com", nameServers: servers }),
    problems: [
      {
        code: "DELEGATION_OUTSIDE",
        path: "sandbox-test/example.com-public › delegate(example.com)",
        message: "A zone hands on names below its own name only.",
        found: "example.com in the zone example.com",
        expected: "a name that ends in .example.com",
        fix: "delegate from the zone that the child's name ends in",
      },
    ],
    ways: [
      {
        says: "delegate from the zone that the child's name ends in",
        to: (stack) => existingZone(stack).delegate({ zoneName: "team.example.com", nameServers: servers }),
      },
    ],
  },
  {
    mistake: "a delegation to a private zone",
    build: (stack) =>
      existingZone(stack).delegate(
        new HostedZone(stack, "child", { zoneName: "team.example.com", vpcs: [{ vpcId: "vpc-a" }] }),
      ),
    problems: [
      {
        code: "DELEGATION_PRIVATE",
        path: "sandbox-test/example.com-public › delegate(team.example.com)",
        message: "Route 53 resolves no delegation from or to a private zone.",
        found: "example.com is public, team.example.com is private",
        expected: "two public zones",
        fix: "leave the delegation out: a VPC that both zones are associated with asks the one with the longer name",
      },
    ],
    ways: [
      {
        says: "leave the delegation out",
        to: (stack) => new HostedZone(stack, "child", { zoneName: "team.example.com", vpcs: [{ vpcId: "vpc-a" }] }),
      },
    ],
  },
  {
    mistake: "a delegation to one server that is named twice",
    build: (stack) =>
      existingZone(stack).delegate({ zoneName: "team.example.com", nameServers: ["ns.example.net", "ns.example.net"] }),
    problems: [
      {
        code: "DELEGATION_NAME_SERVERS",
        path: "sandbox-test/example.com-public › delegate(team.example.com).nameServers",
        message: "A zone is answered by two or more different name servers (RFC 1034, section 4.1).",
        found: "ns.example.net, ns.example.net",
        expected: "the name servers of the child zone; Route 53 gives four",
        fix: "copy the list from the output of the stack that makes the child zone",
      },
    ],
    ways: [
      {
        says: "copy the list",
        to: (stack) => existingZone(stack).delegate({ zoneName: "team.example.com", nameServers: servers }),
      },
    ],
  },
  {
    mistake: "a second delegation of the same name",
    build: (stack) => {
      const zone = existingZone(stack);
      zone.delegate({ zoneName: "team.example.com", nameServers: servers });
      zone.delegate({ zoneName: "team.example.com", nameServers: servers });
    },
    problems: [
      {
        code: "DELEGATION_DUPLICATE",
        path: "sandbox-test/example.com-public › delegate(team.example.com)",
        message: "The zone hands this name on already.",
        found: "a second delegation of team.example.com",
        expected: "one delegation for each child zone",
        fix: "remove one of the two calls",
      },
    ],
    ways: [
      {
        says: "remove one of the two calls",
        to: (stack) => existingZone(stack).delegate({ zoneName: "team.example.com", nameServers: servers }),
      },
    ],
  },
];

test.each(MISTAKES)("$mistake is told with a way out", ({ build, problems }) => {
  expect(problemsIn(build)).toEqual(problems);
});

testAdvice(MISTAKES, problemsIn);
