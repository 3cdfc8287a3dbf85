import type { Found } from "./found.types";
import { listOf, nameTag, textOf } from "./items";
import type { Item, Reader } from "./reader.types";

type Texts = Readonly<Record<string, string | undefined>>;

/** A thing of EC2, known by its id and some texts of the item. */
function ec2(
  type: string,
  key: string,
  from: Readonly<Record<string, string>>,
  more: (item: Item) => Texts = () => ({}),
): Reader {
  return (item) => {
    const id = textOf(item, key);
    if (id === undefined) return [];
    const texts = Object.entries(from).map(([attribute, name]) => [attribute, textOf(item, name)]);
    return [{ type, id, attributes: { id, ...Object.fromEntries(texts), ...more(item) }, ...nameTag(item) }];
  };
}

/** The VPC that a gateway is attached to. */
const attachedTo = (item: Item): Texts => ({ vpc_id: textOf(listOf(item, "Attachments")[0] ?? {}, "VpcId") });

function vpc(item: Item): readonly Found[] {
  const id = textOf(item, "VpcId");
  if (id === undefined) return [];
  const primary = textOf(item, "CidrBlock");
  const secondary = listOf(item, "CidrBlockAssociationSet").flatMap((association) => {
    const [cidr, associationId] = [textOf(association, "CidrBlock"), textOf(association, "AssociationId")];
    if (cidr === primary || associationId === undefined) return [];
    const attributes = { id: associationId, vpc_id: id, cidr_block: cidr };
    return [{ type: "aws_vpc_ipv4_cidr_block_association", id: associationId, attributes }];
  });
  return [{ type: "aws_vpc", id, attributes: { id, cidr_block: primary }, ...nameTag(item) }, ...secondary];
}

function routeTable(item: Item): readonly Found[] {
  const [id, vpcId] = [textOf(item, "RouteTableId"), textOf(item, "VpcId")];
  if (id === undefined || vpcId === undefined) return [];
  const associations = listOf(item, "Associations");
  const isMain = associations.some((association) => association.Main === true);
  const routes = listOf(item, "Routes").filter(({ Origin }) => Origin === "CreateRoute");
  const own = routes.flatMap((route) => routeIn(route, id));
  const table = {
    type: "aws_route_table",
    id,
    attributes: { id, vpc_id: vpcId, ...(isMain ? { main: "true" } : {}) },
    ...nameTag(item),
  };
  const main = {
    type: "aws_default_route_table",
    id: vpcId,
    attributes: { id, vpc_id: vpcId, default_route_table_id: id },
    ...nameTag(item),
  };
  const associated = associations.flatMap((association) => {
    const subnet = textOf(association, "SubnetId");
    const attributes = { subnet_id: subnet, route_table_id: id };
    return subnet === undefined ? [] : [{ type: "aws_route_table_association", id: `${subnet}/${id}`, attributes }];
  });
  return [isMain && associated.length === 0 ? main : table, ...own, ...associated];
}

/** Routes of gateway endpoints belong to the endpoints. */
function routeIn(route: Item, table: string): readonly Found[] {
  const gateway = textOf(route, "GatewayId");
  const ipv4 = textOf(route, "DestinationCidrBlock");
  const ipv6 = textOf(route, "DestinationIpv6CidrBlock");
  const list = textOf(route, "DestinationPrefixListId");
  const destination = ipv4 ?? ipv6 ?? list;
  if (destination === undefined || gateway?.startsWith("vpce-")) return [];
  return [
    {
      type: "aws_route",
      id: `${table}_${destination}`,
      attributes: {
        route_table_id: table,
        destination_cidr_block: ipv4,
        destination_ipv6_cidr_block: ipv6,
        destination_prefix_list_id: list,
        gateway_id: gateway,
        nat_gateway_id: textOf(route, "NatGatewayId"),
      },
      name: `${destination} of ${table}`,
    },
  ];
}

function networkAcl(item: Item): readonly Found[] {
  const [id, vpcId] = [textOf(item, "NetworkAclId"), textOf(item, "VpcId")];
  if (id === undefined) return [];
  if (item.IsDefault === true) {
    const subnets = listOf(item, "Associations").flatMap((association) => textOf(association, "SubnetId") ?? []);
    const attributes = { id, vpc_id: vpcId, default_network_acl_id: id, subnets: subnets.join(" ") };
    return [{ type: "aws_default_network_acl", id, attributes, ...nameTag(item) }];
  }
  const associations = listOf(item, "Associations").flatMap((association) => {
    const associationId = textOf(association, "NetworkAclAssociationId");
    if (associationId === undefined) return [];
    const attributes = { id: associationId, subnet_id: textOf(association, "SubnetId"), network_acl_id: id };
    return [{ type: "aws_network_acl_association", id: associationId, attributes }];
  });
  return [{ type: "aws_network_acl", id, attributes: { id, vpc_id: vpcId }, ...nameTag(item) }, ...associations];
}

function securityGroup(item: Item): readonly Found[] {
  const [id, name] = [textOf(item, "GroupId"), textOf(item, "GroupName")];
  if (id === undefined) return [];
  const type = name === "default" ? "aws_default_security_group" : "aws_security_group";
  return [{ type, id, attributes: { id, vpc_id: textOf(item, "VpcId"), name }, ...(name ? { name } : {}) }];
}

function natGateway(item: Item): readonly Found[] {
  const id = textOf(item, "NatGatewayId");
  if (id === undefined || ["deleted", "deleting", "failed"].includes(textOf(item, "State") ?? "")) return [];
  const [address] = listOf(item, "NatGatewayAddresses");
  const attributes = { id, subnet_id: textOf(item, "SubnetId"), allocation_id: textOf(address ?? {}, "AllocationId") };
  return [{ type: "aws_nat_gateway", id, attributes, ...nameTag(item) }];
}

function subnetGroup(item: Item): readonly Found[] {
  const name = textOf(item, "DBSubnetGroupName");
  if (name === undefined) return [];
  const subnets = listOf(item, "Subnets").flatMap((subnet) => textOf(subnet, "SubnetIdentifier") ?? []);
  return [{ type: "aws_db_subnet_group", id: name, attributes: { id: name, name, subnets: subnets.join(" ") }, name }];
}

/** Answers of EC2 and of databases about a network. */
export const NETWORK_READERS: Readonly<Record<string, Reader>> = {
  Addresses: ec2("aws_eip", "AllocationId", { allocation_id: "AllocationId", public_ip: "PublicIp" }),
  DBSubnetGroups: subnetGroup,
  EgressOnlyInternetGateways: ec2("aws_egress_only_internet_gateway", "EgressOnlyInternetGatewayId", {}, attachedTo),
  FlowLogs: ec2("aws_flow_log", "FlowLogId", { vpc_id: "ResourceId", log_destination: "LogDestination" }),
  InternetGateways: ec2("aws_internet_gateway", "InternetGatewayId", {}, attachedTo),
  NatGateways: natGateway,
  NetworkAcls: networkAcl,
  PrefixLists: ec2("aws_ec2_managed_prefix_list", "PrefixListId", { name: "PrefixListName" }),
  RouteTables: routeTable,
  SecurityGroups: securityGroup,
  Subnets: ec2("aws_subnet", "SubnetId", {
    vpc_id: "VpcId",
    cidr_block: "CidrBlock",
    availability_zone: "AvailabilityZone",
    availability_zone_id: "AvailabilityZoneId",
  }),
  VpcEndpoints: ec2("aws_vpc_endpoint", "VpcEndpointId", {
    vpc_id: "VpcId",
    service_name: "ServiceName",
    vpc_endpoint_type: "VpcEndpointType",
  }),
  Vpcs: vpc,
};
