"""Gaps of EC2: Elastic IP addresses."""

from __future__ import annotations

from ..core import gap, wrap


@gap("EC2 addresses: association moves by itself")
def reassociation() -> None:
    """moto refuses to move an address that is associated unless it is told to; AWS does unless it is told not to.

    What the address was associated with before loses it.
    """
    from moto.ec2.models.elastic_ip_addresses import ElasticAddressBackend
    from moto.ec2.responses.elastic_ip_addresses import ElasticIPAddresses

    @wrap(ElasticIPAddresses, "associate_address")
    def associate_address(original, self):
        self.params.setdefault("AllowReassociation", True)
        return original(self)

    @wrap(ElasticAddressBackend, "associate_address")
    def move_address(original, self, *args, **kwargs):
        before = {address.allocation_id: address.eni for address in self.addresses}
        address = original(self, *args, **kwargs)
        left = before.get(address.allocation_id)
        if left is not None and left is not address.eni:
            left.public_ip = None
        return address


@gap("EC2 addresses: free when what had them is deleted")
def freed_addresses() -> None:
    """In moto an Elastic IP stays associated with a NAT gateway, an interface or an instance that is deleted."""
    from moto.ec2.models.elastic_network_interfaces import NetworkInterfaceBackend
    from moto.ec2.models.instances import InstanceBackend
    from moto.ec2.models.nat_gateways import NatGatewayBackend

    def free(backend, is_gone):
        for address in backend.addresses:
            if is_gone(address):
                if address.eni is not None:
                    address.eni.public_ip = None
                address.eni = address.instance = address.association_id = None

    @wrap(NatGatewayBackend, "delete_nat_gateway")
    def delete_nat_gateway(original, self, nat_gateway_id):
        gateway = original(self, nat_gateway_id)
        free(self, lambda address: address.eni is not None and address.eni is gateway._eni)
        return gateway

    @wrap(NetworkInterfaceBackend, "delete_network_interface")
    def delete_network_interface(original, self, eni_id):
        original(self, eni_id)
        free(self, lambda address: address.eni is not None and address.eni.id == eni_id)

    @wrap(InstanceBackend, "terminate_instances")
    def terminate_instances(original, self, instance_ids, *args, **kwargs):
        answer = original(self, instance_ids, *args, **kwargs)
        free(self, lambda address: address.instance is not None and address.instance.id in instance_ids)
        return answer
