"""Gaps of Elastic Load Balancing."""

from __future__ import annotations

from .core import gap, wrap


@gap("Elastic Load Balancing: Elastic IPs of Network Load Balancers")
def network_load_balancer_addresses() -> None:
    """moto forgets which Elastic IP a balancer has in which subnet."""
    from moto.elbv2.models import AvailabilityZone, ELBv2Backend, FakeLoadBalancer

    def zones(self):
        mappings = {mapping["SubnetId"]: mapping for mapping in getattr(self, "subnet_mappings", [])}
        found = [AvailabilityZone(subnet) for subnet in self.subnets]
        for zone in found:
            allocation_id = mappings.get(zone.subnet_id, {}).get("AllocationId")
            zone.load_balancer_addresses = [{"AllocationId": allocation_id}] if allocation_id else []
        return found

    FakeLoadBalancer.availability_zones = property(zones)

    @wrap(ELBv2Backend, "create_load_balancer")
    def create_load_balancer(original, self, *args, **kwargs):
        balancer = original(self, *args, **kwargs)
        balancer.subnet_mappings = kwargs.get("subnet_mappings") or []
        return balancer


@gap("Elastic Load Balancing: security group rules for connections through PrivateLink")
def private_link_rules() -> None:
    """moto neither keeps nor returns whether a Network Load Balancer looks at its groups' rules for them; with
    groups, AWS begins with `on`."""
    from moto.elbv2.models import ELBv2Backend
    from moto.elbv2.responses import ELBV2Response

    name = "enforce_security_group_inbound_rules_on_private_link_traffic"

    @wrap(ELBv2Backend, "create_load_balancer")
    def create_load_balancer(original, self, *args, **kwargs):
        balancer = original(self, *args, **kwargs)
        if balancer.type == "network" and balancer.security_groups:
            setattr(balancer, name, "on")
        return balancer

    @wrap(ELBV2Response, "set_security_groups")
    def set_security_groups(original, self):
        answer = original(self)
        wanted = self._get_param("EnforceSecurityGroupInboundRulesOnPrivateLinkTraffic")
        if wanted:
            setattr(self.elbv2_backend.load_balancers[self._get_param("LoadBalancerArn")], name, wanted)
        return answer
