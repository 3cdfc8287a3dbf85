"""What EC2 refuses about Elastic IP addresses."""

from __future__ import annotations

from typing import Any

from .core import backend_of, refuses

API = "Amazon EC2 API Reference, {}, 2026-11"

# AWS holds the addresses of NAT gateways and load balancers itself (Terraform's documentation of aws_eip says which error it gives).
MANAGED = "You do not have permission to access the specified resource."


def address_of(request: Any) -> Any | None:
    wanted = (request._get_param("AllocationId"), request._get_param("PublicIp"), request._get_param("AssociationId"))
    for address in request.ec2_backend.addresses:
        names = (address.allocation_id, address.public_ip, address.association_id)
        if any(value and value == name for value, name in zip(wanted, names)):
            return address
    return None


def is_managed(request: Any, address: Any) -> bool:
    """Whether a NAT gateway or a load balancer has the address."""
    ec2 = request.ec2_backend
    gateways = [gateway for gateway in ec2.nat_gateways.values() if gateway.state != "deleted"]
    if any(address.eni is not None and address.eni is gateway._eni for gateway in gateways):
        return True
    balancers = getattr(backend_of("elbv2", ec2.account_id, ec2.region_name), "load_balancers", {}).values()
    mappings = [mapping for balancer in balancers for mapping in getattr(balancer, "subnet_mappings", [])]
    return any(mapping.get("AllocationId") == address.allocation_id for mapping in mappings)


def holder_is_managed(request: Any) -> str | None:
    address = address_of(request)
    return MANAGED if address is not None and is_managed(request, address) else None


@refuses("EC2", "ReleaseAddress", "AuthFailure", "a NAT gateway or a load balancer has the address", "terraform-provider-aws, aws_eip and issue 13763, 2020-06")
def release_managed(request: Any) -> str | None:
    return holder_is_managed(request)


@refuses("EC2", "ReleaseAddress", "InvalidIPAddress.InUse", "the address is associated", API.format("ReleaseAddress"))
def release_associated(request: Any) -> str | None:
    address = address_of(request)
    if address is not None and (address.association_id or address.instance):
        return f"Address {address.public_ip} is in use."
    return None


@refuses("EC2", "DisassociateAddress", "AuthFailure", "a NAT gateway or a load balancer has the address", "terraform-provider-aws, aws_eip and pull request 4675, 2018-05")
def disassociate_managed(request: Any) -> str | None:
    return holder_is_managed(request)


@refuses("EC2", "AssociateAddress", "Resource.AlreadyAssociated", "a NAT gateway or a load balancer has the address, or reassociation is not allowed", API.format("AssociateAddress; Error codes"))
def associate_held(request: Any) -> str | None:
    address = address_of(request)
    if address is None or not (address.association_id or is_managed(request, address)):
        return None
    target = request._get_param("InstanceId") or request._get_param("NetworkInterfaceId")
    if target in (address.instance_id, address.network_interface_id):
        return None
    if is_managed(request, address) or request._get_param("AllowReassociation") is False:
        return f"resource {address.allocation_id} is already associated with associate-id {address.association_id}"
    return None


@refuses("EC2", "CreateNatGateway", "Resource.AlreadyAssociated", "the address is associated", "Amazon VPC user guide, Troubleshoot NAT gateways, 2026-11")
def gateway_with_held_address(request: Any) -> str | None:
    address = address_of(request)
    if address is not None and (address.association_id or is_managed(request, address)):
        return f"Elastic IP address [{address.allocation_id}] is already associated"
    return None
