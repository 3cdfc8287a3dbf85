"""What EC2 refuses about VPCs, subnets, gateways, routes and endpoints."""

from __future__ import annotations

import ipaddress
from typing import Any

from .core import known, refuses
from .interfaces import interfaces_of

API = "Amazon EC2 API Reference, {}, 2026-11"


def others_in(vpc_id: str, ec2: Any) -> bool:
    """Whether a VPC has more than what goes with it: its default group, ACL and main route table."""
    held = [
        *(group.vpc_id for groups in ec2.groups.values() for group in groups.values() if not group.is_default),
        *(acl.vpc_id for acl in ec2.network_acls.values() if not acl.default),
        *(gateway.vpc.id for gateway in ec2.internet_gateways.values() if gateway.vpc),
        *(gateway.vpc_id for gateway in ec2.egress_only_internet_gateways.values()),
        *(endpoint.vpc_id for endpoint in ec2.vpc_end_points.values() if endpoint.state != "deleted"),
    ]
    return vpc_id in held


@refuses("EC2", "DeleteVpc", "DependencyViolation", "the VPC has subnets, groups, gateways or endpoints", API.format("DeleteVpc"))
def vpc_with_contents(request: Any) -> str | None:
    vpc_id = request._get_param("VpcId")
    if vpc_id in request.ec2_backend.vpcs and others_in(vpc_id, request.ec2_backend):
        return f"The vpc '{vpc_id}' has dependencies and cannot be deleted."
    return None


@refuses("EC2", "DeleteSubnet", "DependencyViolation", "a network interface is in the subnet", API.format("DeleteSubnet"))
def subnet_with_interfaces(request: Any) -> str | None:
    subnet_id = request._get_param("SubnetId")
    if any(interface.subnet_id == subnet_id for interface in interfaces_of(request.ec2_backend)):
        return f"The subnet '{subnet_id}' has dependencies and cannot be deleted."
    return None


@refuses(
    "EC2",
    "DisassociateVpcCidrBlock",
    "InvalidCidrBlock.InUse",
    "a subnet is within the range",
    API.format("DisassociateVpcCidrBlock; Error codes"),
)
def range_with_subnets(request: Any) -> str | None:
    association_id = request._get_param("AssociationId")
    for vpc in request.ec2_backend.vpcs.values():
        association = vpc._cidr_block_association_set.get(association_id)
        if association is None or association["cidr_block"] == vpc.cidr_block:
            continue
        block = ipaddress.ip_network(association["cidr_block"], strict=False)
        for zone in request.ec2_backend.subnets.values():
            for subnet in zone.values():
                if subnet.vpc_id == vpc.id and any(within(block, own) for own in blocks_of(subnet)):
                    return f"The vpc {vpc.id} currently has a subnet within CIDR block {block}"
    return None


def blocks_of(subnet: Any) -> list[Any]:
    associated = [
        association["ipv6CidrBlock"]
        for association in subnet.ipv6_cidr_block_associations.values()
        if association["ipv6CidrBlockState"]["State"] == "associated"
    ]
    own = [subnet.cidr_block] if subnet.cidr_block else []
    return [ipaddress.ip_network(block, strict=False) for block in [*own, *associated]]


def within(block: Any, own: Any) -> bool:
    return own.version == block.version and own.subnet_of(block)


@refuses(
    "EC2",
    "DetachInternetGateway",
    "DependencyViolation",
    "public addresses are mapped in the VPC",
    API.format("DetachInternetGateway"),
)
def gateway_with_mapped_addresses(request: Any) -> str | None:
    ec2, vpc_id = request.ec2_backend, request._get_param("VpcId")
    subnets = {key for zone in ec2.subnets.values() for key, subnet in zone.items() if subnet.vpc_id == vpc_id}
    if any(interface.is_public and interface.subnet_id in subnets for interface in interfaces_of(ec2)):
        return (
            f"Network {vpc_id} has some mapped public address(es). "
            "Please unmap those public address(es) before detaching the gateway."
        )
    return None


@refuses(
    "EC2",
    "DeleteNetworkInterface",
    "InvalidNetworkInterface.InUse",
    "the interface is attached",
    API.format("DeleteNetworkInterface; Error codes"),
)
def attached_interface(request: Any) -> str | None:
    interface = request.ec2_backend.enis.get(request._get_param("NetworkInterfaceId"))
    instance = getattr(interface, "instance", None)
    if interface is not None and interface.requester_managed:
        return f"Network interface '{interface.id}' is currently in use."
    if instance is not None and instance._state.name not in ("terminated", "shutting-down"):
        return f"Network interface '{interface.id}' is currently in use."
    return None


@refuses(
    "EC2",
    "AssociateRouteTable",
    "Resource.AlreadyAssociated",
    "the subnet has another route table",
    API.format("AssociateRouteTable; Error codes"),
)
def subnet_with_route_table(request: Any) -> str | None:
    table_id, subnet_id = request._get_param("RouteTableId"), request._get_param("SubnetId")
    for table in request.ec2_backend.route_tables.values():
        if subnet_id and table.id != table_id and subnet_id in table._associations.values():
            return f"the specified association for route table {table_id} conflicts with an existing association"
    return None


@refuses(
    "EC2",
    "CreateRoute",
    "RouteAlreadyExists",
    "the table has a route for the IPv6 range or the prefix list",
    API.format("CreateRoute; Error codes"),
)
def second_route(request: Any) -> str | None:
    destination = request._get_param("DestinationIpv6CidrBlock") or request._get_param("DestinationPrefixListId")
    table = request.ec2_backend.route_tables.get(request._get_param("RouteTableId"))
    route = table._routes.get(f"{table.id}~{destination}") if table and destination else None
    return f"The route identified by {destination} already exists." if route is not None and not route.local else None


@refuses(
    "EC2",
    "CreateVpcEndpoint",
    "InvalidParameter",
    "the VPC has an endpoint of the service with private DNS",
    "AWS PrivateLink guide, Access AWS services (private DNS), 2026-11",
)
def second_private_name(request: Any) -> str | None:
    vpc_id, service = request._get_param("VpcId"), request._get_param("ServiceName")
    if (request._get_param("VpcEndpointType") or "Gateway") != "Interface" or not request._get_param("PrivateDnsEnabled"):
        return None
    for endpoint in live_endpoints(request, vpc_id, service):
        if endpoint.private_dns_enabled:
            name = ".".join([*reversed(service.split(".")[3:]), service.split(".")[2], "amazonaws.com"])
            return (
                "private-dns-enabled cannot be set because there is already a conflicting DNS domain "
                f"for {name} in the VPC {vpc_id}"
            )
    return None


@refuses(
    "EC2",
    "CreateVpcEndpoint",
    "RouteAlreadyExists",
    "a route table has a gateway endpoint of the service",
    "AWS PrivateLink guide, Gateway endpoints (considerations), 2026-11",
)
def second_gateway_endpoint(request: Any) -> str | None:
    tables = set(request._get_param("RouteTableIds", []))
    for endpoint in live_endpoints(request, request._get_param("VpcId"), request._get_param("ServiceName")):
        taken = tables & set(endpoint.route_table_ids or [])
        if taken and endpoint.destination_prefix_list_id:
            list_id = endpoint.destination_prefix_list_id
            return f"route table {min(taken)} already has a route with destination-prefix-list-id {list_id}"
    return None


def live_endpoints(request: Any, vpc_id: str, service: str) -> list[Any]:
    return [
        endpoint
        for endpoint in request.ec2_backend.vpc_end_points.values()
        if endpoint.state != "deleted" and endpoint.vpc_id == vpc_id and endpoint.service_name == service
    ]


known(
    "EC2",
    "DeleteVpcEndpointServiceConfigurations",
    "ExistingVpcEndpointConnections (an unsuccessful item)",
    "an endpoint is connected to the service",
    API.format("DeleteVpcEndpointServiceConfigurations"),
)
known("EC2", "CreateSubnet", "InvalidSubnet.Conflict", "the range overlaps another subnet's", API.format("CreateSubnet; Error codes"))
known("EC2", "CreateRoute", "RouteAlreadyExists", "the table has a route for the IPv4 range", API.format("CreateRoute; Error codes"))
known("EC2", "DeleteRouteTable", "DependencyViolation", "a subnet is associated with the table", API.format("DeleteRouteTable"))
known("EC2", "DeleteNetworkAcl", "DependencyViolation", "a subnet is associated with the ACL", API.format("DeleteNetworkAcl"))
known(
    "EC2",
    "CreateNetworkAclEntry",
    "NetworkAclEntryAlreadyExists",
    "the ACL has a rule of the number",
    API.format("CreateNetworkAclEntry; Error codes"),
)
known("EC2", "DeleteInternetGateway", "DependencyViolation", "the gateway is attached", API.format("DeleteInternetGateway"))
known(
    "EC2",
    "CreateLaunchTemplate",
    "InvalidLaunchTemplateName.AlreadyExistsException",
    "a template has the name",
    API.format("CreateLaunchTemplate; Error codes"),
)
known("EC2", "ImportKeyPair", "InvalidKeyPair.Duplicate", "a key pair has the name", API.format("ImportKeyPair; Error codes"))
known("EC2", "DeleteDhcpOptions", "DependencyViolation", "a VPC has the options", API.format("DeleteDhcpOptions"))
