import type { NetworkProps } from "../../../constructs/network/network-props";
import { resourceOf, resourcesOf, warningsOf } from "../../support/synth";
import { APP, byName, DATA, nameOf, PUBLIC, resolve, synthNetwork, target } from "./network-fixtures";

describe("VPC and subnets", () => {
  test("the VPC has its range, DNS and a name", () => {
    expect(resourceOf(synthNetwork(), "aws_vpc")).toEqual({
      cidr_block: "10.10.0.0/16",
      enable_dns_support: true,
      enable_dns_hostnames: true,
      tags: { Name: "groundplan-sandbox" },
    });
  });

  test("every tier has one subnet in every zone, where the address plan puts it", () => {
    const subnets = byName(synthNetwork(), "aws_subnet");
    const places = Object.entries(subnets).map(([name, s]) => `${name} ${s.availability_zone} ${s.cidr_block}`);
    expect(places.sort()).toEqual([
      "app-a ap-northeast-2a 10.10.64.0/20",
      "app-c ap-northeast-2c 10.10.96.0/20",
      "data-a ap-northeast-2a 10.10.4.0/24",
      "data-c ap-northeast-2c 10.10.6.0/24",
      "public-a ap-northeast-2a 10.10.0.0/24",
      "public-c ap-northeast-2c 10.10.2.0/24",
    ]);
  });

  test("zones can be named by their ids, which mean the same data centre in every account", () => {
    const subnets = byName(synthNetwork({ zones: ["apne2-az3", "apne2-az1"] }), "aws_subnet");
    expect(subnets["app-apne2-az3"]).toMatchObject({ availability_zone_id: "apne2-az3", cidr_block: "10.10.96.0/20" });
    expect(subnets["app-apne2-az3"]).not.toHaveProperty("availability_zone");
  });

  test("no subnet gives public addresses to instances, not even in a public tier", () => {
    const given = resourcesOf(synthNetwork(), "aws_subnet").map((subnet) => subnet.map_public_ip_on_launch);
    expect(given).toEqual(Array(6).fill(false));
  });

  test("subnets carry their tier's tags besides those of their own", () => {
    const synthesized = synthNetwork({ tiers: [{ ...DATA, tags: { Backup: "daily" } }], nat: undefined });
    expect(byName(synthesized, "aws_subnet")["data-a"]?.tags).toEqual({
      Backup: "daily",
      Name: "groundplan-sandbox-data-a",
      Tier: "data",
    });
  });

  test("DNS can be switched off as a whole where nothing needs it", () => {
    const vpc = resourceOf(synthNetwork({ dns: false, eksDiscovery: false }), "aws_vpc");
    expect(vpc).toMatchObject({ enable_dns_support: false, enable_dns_hostnames: false });
  });

  test("a subnet in a secondary range waits until the VPC has the range", () => {
    const pod = { name: "pod", kind: "private", prefixLength: 18, range: "100.64.0.0/16" } as const;
    const synthesized = synthNetwork({ secondaryCidrs: ["100.64.0.0/16"], tiers: [PUBLIC, APP, pod] });
    const [range] = Object.keys(synthesized.resources.aws_vpc_ipv4_cidr_block_association ?? {});
    const subnets = byName(synthesized, "aws_subnet");
    expect(subnets["pod-a"]).toMatchObject({
      cidr_block: "100.64.0.0/18",
      depends_on: [`aws_vpc_ipv4_cidr_block_association.${range}`],
    });
    expect(subnets["app-a"]).not.toHaveProperty("depends_on");
  });

  test("ranges of one's own public addresses are taken when that is said", () => {
    const vpc = resourceOf(synthNetwork({ cidr: "203.0.0.0/16", allowPublicRanges: true }), "aws_vpc");
    expect(vpc.cidr_block).toBe("203.0.0.0/16");
  });

  test("nothing is looked up, and nothing is warned of", () => {
    const synthesized = synthNetwork({ nat: { mode: "instance" }, endpoints: { interface: ["ssm"] }, ipv6: true });
    expect(synthesized.data).toEqual({});
    expect(warningsOf(synthesized.stack)).toEqual([]);
    expect(synthesized.problems).toEqual([]);
  });

  test("everything hangs on the one VPC", () => {
    const synthesized = synthNetwork({ vpnGateway: {}, ipv6: true, dhcp: {}, flowLog: { to: "cloudwatch" } });
    const owners = Object.values(synthesized.resources).flatMap((byId) =>
      Object.values(byId).flatMap((resource) => (resource.vpc_id === undefined ? [] : [target(resource.vpc_id)])),
    );
    expect(new Set(owners).size).toBe(1);
    expect(owners.length).toBeGreaterThan(15);
  });
});

describe("what AWS makes with every VPC", () => {
  const synthesized = synthNetwork();

  test("the default security group has no rule", () => {
    const group = resourceOf(synthesized, "aws_default_security_group");
    expect(Object.keys(group).sort()).toEqual(["tags", "vpc_id"]);
  });

  test("the default network ACL has no rule, and someone else's subnets in it are no difference", () => {
    const acl = resourceOf(synthesized, "aws_default_network_acl");
    expect(Object.keys(acl).sort()).toEqual(["default_network_acl_id", "lifecycle", "tags"]);
    expect(acl.lifecycle).toEqual({ ignore_changes: ["subnet_ids"] });
  });

  test("the default route table leads nowhere, also where it led somewhere before", () => {
    expect(resourceOf(synthesized, "aws_default_route_table")).toMatchObject({ route: [] });
  });
});

describe("IPv6", () => {
  const synthesized = synthNetwork({ ipv6: true });

  test("the VPC gets a /56 of Amazon's and every subnet the /64 of its place", () => {
    const subnets = byName(synthesized, "aws_subnet");
    const [vpc] = Object.keys(synthesized.resources.aws_vpc ?? {});
    expect(resourceOf(synthesized, "aws_vpc").assign_generated_ipv6_cidr_block).toBe(true);
    expect(subnets["app-c"]).toMatchObject({
      ipv6_cidr_block: `\${cidrsubnet(aws_vpc.${vpc}.ipv6_cidr_block, 8, 10)}`,
      assign_ipv6_address_on_creation: true,
    });
  });

  test("without it nothing of it is there", () => {
    expect(synthNetwork().json).not.toMatch(/ipv6/i);
  });

  test("there is an egress-only gateway only where a private tier needs one", () => {
    const isolated = synthNetwork({ ipv6: true, tiers: [PUBLIC, DATA], nat: { mode: "none" } });
    expect(resourcesOf(synthesized, "aws_egress_only_internet_gateway")).toHaveLength(1);
    expect(resourcesOf(isolated, "aws_egress_only_internet_gateway")).toEqual([]);
  });
});

describe("DHCP options", () => {
  test("without any, the account's own set stays", () => {
    expect(resourcesOf(synthNetwork(), "aws_vpc_dhcp_options")).toEqual([]);
  });

  test("by default they are what AWS uses, with the region's own domain", () => {
    const options = (region: string, zones: string[]) =>
      resourceOf(synthNetwork({ dhcp: {}, zones }, { region }), "aws_vpc_dhcp_options");
    expect(options("ap-northeast-2", ["a", "c"])).toMatchObject({
      domain_name: "ap-northeast-2.compute.internal",
      domain_name_servers: ["AmazonProvidedDNS"],
    });
    expect(options("us-east-1", ["a", "b"])).toMatchObject({ domain_name: "ec2.internal" });
  });

  test("own servers are handed out in their order, by the one set of the VPC", () => {
    const dhcp = { domainName: "corp.example", nameServers: ["10.0.0.2", "10.0.0.3"], ntpServers: ["fd00:ec2::123"] };
    const synthesized = synthNetwork({ dhcp });
    expect(resourceOf(synthesized, "aws_vpc_dhcp_options")).toMatchObject({
      domain_name: "corp.example",
      domain_name_servers: ["10.0.0.2", "10.0.0.3"],
      ntp_servers: ["fd00:ec2::123"],
    });
    const association = resourceOf(synthesized, "aws_vpc_dhcp_options_association");
    expect(resolve(synthesized, association.dhcp_options_id)).toMatchObject({ domain_name: "corp.example" });
  });
});

describe("VPN gateway", () => {
  const learning = (given: Partial<NetworkProps>) => {
    const synthesized = synthNetwork(given);
    return resourcesOf(synthesized, "aws_vpn_gateway_route_propagation")
      .map((propagation) => nameOf(resolve(synthesized, propagation.route_table_id)))
      .sort();
  };

  test("private and isolated tables learn its routes, public ones do not", () => {
    expect(learning({ vpnGateway: {} })).toEqual(["app", "data"]);
    expect(learning({ vpnGateway: {}, nat: { mode: "per-zone" } })).toEqual(["app-a", "app-c", "data"]);
  });

  test("each tier can say otherwise", () => {
    const tiers = [{ ...PUBLIC, vpnRoutes: true }, APP, { ...DATA, vpnRoutes: false }];
    expect(learning({ vpnGateway: {}, tiers })).toEqual(["app", "public"]);
  });

  test("its ASN is AWS's default or one's own", () => {
    const asn = (vpnGateway: { amazonSideAsn?: number }) =>
      resourceOf(synthNetwork({ vpnGateway }), "aws_vpn_gateway").amazon_side_asn;
    expect([asn({}), asn({ amazonSideAsn: 4_200_000_000 })]).toEqual(["64512", "4200000000"]);
  });
});

describe("prefix lists", () => {
  test("entries are in the order of their ranges, with what they are as description", () => {
    const entries = { "branch office": "203.0.113.128/25", "head office": "203.0.113.0/25" };
    const synthesized = synthNetwork({ prefixLists: { office: { entries } } });
    expect(resourceOf(synthesized, "aws_ec2_managed_prefix_list")).toEqual({
      name: "groundplan-sandbox-office",
      address_family: "IPv4",
      max_entries: 2,
      entry: [
        { cidr: "203.0.113.0/25", description: "head office" },
        { cidr: "203.0.113.128/25", description: "branch office" },
      ],
      lifecycle: { create_before_destroy: true },
    });
  });

  test("IPv6 ranges are written as AWS writes them, so that the next plan sees no difference", () => {
    const synthesized = synthNetwork({
      prefixLists: { office: { entries: { seoul: "2001:DB8:0:0::/48" }, maxEntries: 5 } },
    });
    expect(resourceOf(synthesized, "aws_ec2_managed_prefix_list")).toMatchObject({
      address_family: "IPv6",
      max_entries: 5,
      entry: [{ cidr: "2001:db8::/48" }],
    });
  });
});

describe("subnet groups", () => {
  const groupsOf = (tiers: Partial<NetworkProps>) => {
    const synthesized = synthNetwork(tiers);
    return ["aws_db_subnet_group", "aws_elasticache_subnet_group"].map((type) =>
      resourcesOf(synthesized, type).map((group) => [
        group.name,
        (group.subnet_ids as string[]).map((id) => nameOf(resolve(synthesized, id))),
      ]),
    );
  };

  test("isolated tiers have one for databases and one for caches, over all zones", () => {
    expect(groupsOf({})).toEqual([
      [["groundplan-sandbox-data", ["data-a", "data-c"]]],
      [["groundplan-sandbox-data", ["data-a", "data-c"]]],
    ]);
  });

  test("a tier can have other ones, or none", () => {
    expect(groupsOf({ tiers: [PUBLIC, { ...APP, subnetGroups: ["cache"] }, { ...DATA, subnetGroups: [] }] })).toEqual([
      [],
      [["groundplan-sandbox-app", ["app-a", "app-c"]]],
    ]);
  });

  test("a cache's group may have a single zone", () => {
    expect(groupsOf({ zones: ["a"], tiers: [PUBLIC, APP, { ...DATA, subnetGroups: ["cache"] }] })).toEqual([
      [],
      [["groundplan-sandbox-data", ["data-a"]]],
    ]);
  });
});

describe("EKS discovery tags", () => {
  const tagged = (given: Partial<NetworkProps>) =>
    Object.entries(byName(synthNetwork(given), "aws_subnet"))
      .filter(([name]) => name.endsWith("-a"))
      .flatMap(([name, subnet]) =>
        Object.keys(subnet.tags as object)
          .filter((tag) => tag.startsWith("kubernetes.io/"))
          .map((tag) => `${name} ${tag}`),
      )
      .sort();
  const POD = { name: "pod", kind: "private", prefixLength: 20 } as const;

  test("the first public tier takes internet-facing load balancers, the first private one internal ones", () => {
    expect(tagged({ tiers: [DATA, APP, POD, PUBLIC, { ...PUBLIC, name: "edge" }] })).toEqual([
      "app-a kubernetes.io/role/internal-elb",
      "public-a kubernetes.io/role/elb",
    ]);
  });

  test("a tier that is named takes the place of the first one, and a tier can be left out", () => {
    expect(tagged({ tiers: [{ ...PUBLIC, eks: "none" }, APP, { ...POD, eks: "internal-elb" }] })).toEqual([
      "pod-a kubernetes.io/role/internal-elb",
    ]);
  });

  test("an isolated tier can take internal load balancers", () => {
    expect(tagged({ tiers: [PUBLIC, APP, { ...DATA, eks: "internal-elb" }] })).toEqual([
      "data-a kubernetes.io/role/internal-elb",
      "public-a kubernetes.io/role/elb",
    ]);
  });

  test("there are none when the network says so", () => {
    expect(tagged({ eksDiscovery: false })).toEqual([]);
  });
});
