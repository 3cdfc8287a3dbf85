import { testAdvice } from "../../../support/followed-advice";
import { type Attributes, resourceOf, resourcesOf } from "../../../support/synth";
import { APP, byName, DATA, nameOf, PUBLIC, resolve, synthNetwork } from "../network-fixtures";
import { bad, isAccepted, problemsIfAny, problemsOfNetwork } from "../network-problems";

const TGW = { id: "tgw-0123456789abcdef0" } as const;
const TO = { to: "10.99.0.0/16", by: "transit-gateway" } as const;

/** The routes of tables with a name, without their table. */
function routesOf(synthesized: ReturnType<typeof synthNetwork>, table: string): Attributes[] {
  return resourcesOf(synthesized, "aws_route")
    .filter((route) => nameOf(resolve(synthesized, route.route_table_id)) === table)
    .map(({ route_table_id: _, ...route }) => route);
}

describe("the attachment to a transit gateway", () => {
  test("has an interface in each zone of the first isolated tier", () => {
    const synthesized = synthNetwork({ transitGateway: TGW });
    const { subnet_ids, ...attachment } = resourceOf(synthesized, "aws_ec2_transit_gateway_vpc_attachment");

    expect((subnet_ids as string[]).map((id) => nameOf(resolve(synthesized, id)))).toEqual(["data-a", "data-c"]);
    expect(attachment).toMatchObject({
      transit_gateway_id: TGW.id,
      appliance_mode_support: "disable",
      dns_support: "enable",
      ipv6_support: "disable",
    });
  });

  test("lies in the tier that is named, as one of a firewall does", () => {
    const synthesized = synthNetwork({
      ipv6: true,
      transitGateway: { ...TGW, tier: "app", applianceMode: true, dns: false },
    });
    const { subnet_ids, ...attachment } = resourceOf(synthesized, "aws_ec2_transit_gateway_vpc_attachment");

    expect((subnet_ids as string[]).map((id) => nameOf(resolve(synthesized, id)))).toEqual(["app-a", "app-c"]);
    expect(attachment).toMatchObject({
      appliance_mode_support: "enable",
      dns_support: "disable",
      ipv6_support: "enable",
    });
  });
});

describe("routes of a tier", () => {
  test("lead to every kind of target, and wait for the attachment", () => {
    const routes = {
      branch: TO,
      office: { to: "192.168.0.0/16", by: "vpn-gateway" },
      shared: { to: "10.50.0.0/16", by: "peering", id: "pcx-0123456789abcdef0" },
      partners: { to: "partners", by: "network-interface", id: "eni-0123456789abcdef0" },
      inspected: { to: "pl-0123456789abcdef0", by: "endpoint", id: "vpce-0123456789abcdef0" },
    } as const;
    const synthesized = synthNetwork({
      tiers: [PUBLIC, APP, { ...DATA, routes }],
      transitGateway: TGW,
      vpnGateway: {},
      prefixLists: { partners: { entries: { one: "203.0.113.0/25" } } },
    });
    const found = routesOf(synthesized, "data");

    expect(found).toEqual(
      expect.arrayContaining([
        {
          destination_cidr_block: "10.99.0.0/16",
          transit_gateway_id: TGW.id,
          depends_on: [expect.stringMatching(/^aws_ec2_transit_gateway_vpc_attachment\./)],
        },
        { destination_cidr_block: "192.168.0.0/16", gateway_id: expect.stringMatching(/aws_vpn_gateway/) },
        { destination_cidr_block: "10.50.0.0/16", vpc_peering_connection_id: "pcx-0123456789abcdef0" },
        {
          destination_prefix_list_id: expect.stringMatching(/aws_ec2_managed_prefix_list\..*\.id/),
          network_interface_id: "eni-0123456789abcdef0",
        },
        { destination_prefix_list_id: "pl-0123456789abcdef0", vpc_endpoint_id: "vpce-0123456789abcdef0" },
      ]),
    );
    expect(found).toHaveLength(5);
  });

  test("stand in the table of every zone where there are several", () => {
    const synthesized = synthNetwork({
      tiers: [PUBLIC, { ...APP, routes: { branch: TO } }, DATA],
      nat: { mode: "per-zone" },
      transitGateway: TGW,
    });

    for (const table of ["app-a", "app-c"]) {
      expect(routesOf(synthesized, table).map((route) => route.destination_cidr_block)).toEqual(
        expect.arrayContaining(["0.0.0.0/0", "10.99.0.0/16"]),
      );
    }
    expect(Object.keys(synthesized.network.routing.app?.routes ?? {})).toEqual(["branch-a", "branch-c"]);
  });

  test("keep their addresses with another name or target: AWS knows them by their destination", () => {
    const addresses = (routes: NonNullable<Parameters<typeof synthNetwork>[0]>["tiers"]) =>
      Object.keys(
        synthNetwork({ tiers: routes, transitGateway: TGW, vpnGateway: {} }).resources.aws_route ?? {},
      ).sort();

    expect(addresses([PUBLIC, APP, { ...DATA, routes: { branch: TO } }])).toEqual(
      addresses([PUBLIC, APP, { ...DATA, routes: { seoul: { ...TO, by: "vpn-gateway" } } }]),
    );
  });

  test("give an isolated tier a way out by what others inspect", () => {
    expect(
      isAccepted({
        tiers: [PUBLIC, APP, { ...DATA, routes: { out: { ...TO, to: "0.0.0.0/0" } } }],
        transitGateway: TGW,
      }),
    ).toBe(true);
  });

  test("lead through an appliance between two subnets", () => {
    const routes = {
      inspected: { to: "10.10.64.0/20", by: "network-interface", id: "eni-0123456789abcdef0" },
    } as const;
    const { network } = synthNetwork();
    expect(network.subnets["app-a"]?.cidr).toBe("10.10.64.0/20");

    expect(isAccepted({ tiers: [{ ...PUBLIC, routes }, APP, DATA] })).toBe(true);
  });
});

const data = (routes: NonNullable<(typeof DATA)["routes"]>) => ({ tiers: [PUBLIC, APP, { ...DATA, routes }] });

const ROUTES = [
  bad(
    "a route to a transit gateway that the network is not attached to",
    data({ branch: TO }),
    "ROUTE_TARGET_MISSING",
    "tiers.data.routes.branch.by",
    "The route leads to a gateway that the network does not have.",
    "by: transit-gateway without transitGateway",
    "transitGateway, or another target",
    "add transitGateway to the network, or remove the route",
    [
      { says: "add transitGateway to the network", to: { ...data({ branch: TO }), transitGateway: TGW } },
      { says: "remove the route", to: data({}) },
    ],
  ),
  bad(
    "a transit gateway by its name",
    { transitGateway: { id: "hub" } },
    "TRANSIT_GATEWAY_ID",
    "transitGateway.id",
    "This is not the id of a transit gateway.",
    '"hub"',
    "tgw- and 8 to 17 hexadecimal digits, such as tgw-0123456789abcdef0",
    "copy the id from the list of transit gateways",
    [{ says: "copy the id from the list of transit gateways", to: { transitGateway: TGW } }],
  ),
  bad(
    "an attachment in a tier that there is not",
    { transitGateway: { ...TGW, tier: "transit" } },
    "TRANSIT_GATEWAY_TIER_UNKNOWN",
    "transitGateway.tier",
    "The attachment to a transit gateway lies in a tier of the network.",
    '"transit"',
    "one of public, app, data",
    "name one of these, or add a tier of kind isolated for it",
    [
      { says: "name one of these", to: { transitGateway: { ...TGW, tier: "data" } } },
      {
        says: "add a tier of kind isolated for it",
        to: {
          tiers: [PUBLIC, APP, DATA, { ...DATA, name: "transit", prefixLength: 28 }],
          transitGateway: { ...TGW, tier: "transit" },
        },
      },
    ],
  ),
  bad(
    "a peering connection by the id of something else",
    data({ shared: { to: "10.50.0.0/16", by: "peering", id: "tgw-0123456789abcdef0" } }),
    "ROUTE_TARGET_ID",
    "tiers.data.routes.shared.id",
    "This is not the id of a VPC peering connection.",
    '"tgw-0123456789abcdef0"',
    "pcx- and 8 to 17 hexadecimal digits, such as pcx-0123456789abcdef0",
    "copy the id from the console, or name another kind of target in by",
    [
      {
        says: "copy the id from the console",
        to: data({ shared: { to: "10.50.0.0/16", by: "peering", id: "pcx-0123456789abcdef0" } }),
      },
      {
        says: "name another kind of target in by",
        to: { ...data({ shared: { to: "10.50.0.0/16", by: "transit-gateway" } }), transitGateway: TGW },
      },
    ],
  ),
  bad(
    "a route to a prefix list that there is not",
    { ...data({ branch: { ...TO, to: "branches" } }), transitGateway: TGW },
    "ROUTE_DESTINATION",
    "tiers.data.routes.branch.to",
    "The route leads to no addresses.",
    '"branches"',
    "a CIDR, the id of a prefix list (pl-…), or the name of one of the network's",
    "write the range, such as 10.99.0.0/16, or add a prefix list of this name",
    [
      { says: "write the range, such as 10.99.0.0/16", to: { ...data({ branch: TO }), transitGateway: TGW } },
      {
        says: "add a prefix list of this name",
        to: {
          ...data({ branch: { ...TO, to: "branches" } }),
          transitGateway: TGW,
          prefixLists: { branches: { entries: { seoul: "10.99.0.0/16" } } },
        },
      },
    ],
  ),
  bad(
    "a route for addresses of the VPC itself",
    { ...data({ branch: { ...TO, to: "10.10.128.0/20" } }), transitGateway: TGW },
    "ROUTE_INSIDE_VPC",
    "tiers.data.routes.branch.to",
    "The route is for addresses of the VPC itself, which reach each other without one.",
    "10.10.128.0/20 by transit-gateway, inside 10.10.0.0/16",
    "a range outside of the VPC; only a network interface or an endpoint can stand between its subnets",
    "name the range of the other side, or remove the route",
    [
      { says: "name the range of the other side", to: { ...data({ branch: TO }), transitGateway: TGW } },
      { says: "remove the route", to: { ...data({}), transitGateway: TGW } },
    ],
  ),
  bad(
    "an appliance for a part of a subnet",
    data({ inspected: { to: "10.10.64.0/24", by: "network-interface", id: "eni-0123456789abcdef0" } }),
    "ROUTE_INSIDE_VPC",
    "tiers.data.routes.inspected.to",
    "The route is for addresses of the VPC itself, which reach each other without one.",
    "10.10.64.0/24 by network-interface, inside 10.10.0.0/16",
    "the whole range of a subnet, or a range outside of the VPC",
    "name the range of a subnet (`npx groundplan map`), or remove the route",
    [
      {
        says: "name the range of a subnet (`npx groundplan map`)",
        to: data({ inspected: { to: "10.10.64.0/20", by: "network-interface", id: "eni-0123456789abcdef0" } }),
      },
      { says: "remove the route", to: data({}) },
    ],
  ),
  bad(
    "a second default route",
    { tiers: [PUBLIC, { ...APP, routes: { out: { ...TO, to: "0.0.0.0/0" } } }, DATA], transitGateway: TGW },
    "ROUTE_DEFAULT_TAKEN",
    "tiers.app.routes.out.to",
    "A private tier has a default route already.",
    '0.0.0.0/0 in the private tier "app"',
    "a narrower range, or an isolated tier, which has no default route",
    'make the tier "isolated", or name the ranges that the route is for',
    [
      {
        says: 'make the tier "isolated"',
        to: {
          tiers: [PUBLIC, { ...APP, kind: "isolated", routes: { out: { ...TO, to: "0.0.0.0/0" } } }, DATA],
          nat: { mode: "none" },
          transitGateway: TGW,
        },
      },
      {
        says: "name the ranges that the route is for",
        to: { tiers: [PUBLIC, { ...APP, routes: { out: TO } }, DATA], transitGateway: TGW },
      },
    ],
  ),
  bad(
    "two routes for one destination",
    { ...data({ branch: TO, seoul: TO }), transitGateway: TGW },
    "ROUTE_TWICE",
    "tiers.data.routes.seoul.to",
    "A route table has one route for a destination.",
    '10.99.0.0/16 in "branch" and "seoul"',
    "each destination once",
    "remove one of the two",
    [{ says: "remove one of the two", to: { ...data({ branch: TO }), transitGateway: TGW } }],
  ),
  bad(
    "a route for IPv6 in a network without",
    { ...data({ branch: { ...TO, to: "2001:db8::/32" } }), transitGateway: TGW },
    "ROUTE_WITHOUT_IPV6",
    "tiers.data.routes.branch.to",
    "The route is for IPv6, and the network has none.",
    "2001:db8::/32",
    "a network with IPv6, or an IPv4 range",
    "set ipv6: true for the network, or remove the route",
    [
      {
        says: "set ipv6: true for the network",
        to: { ...data({ branch: { ...TO, to: "2001:db8::/32" } }), transitGateway: TGW, ipv6: true },
      },
      { says: "remove the route", to: { ...data({}), transitGateway: TGW } },
    ],
  ),
];

test.each(ROUTES)("$mistake is told with a way out", ({ given, problems }) => {
  expect(problemsOfNetwork(given)).toEqual(problems);
});

testAdvice(ROUTES, problemsIfAny);

test("a network without a transit gateway has the tables of its tiers, and no more", () => {
  expect(Object.keys(byName(synthNetwork(), "aws_route_table")).sort()).toEqual(["app", "data", "public"]);
});
