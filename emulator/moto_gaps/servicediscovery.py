"""Gaps of Cloud Map."""

from __future__ import annotations

from .core import gap, wrap


@gap("Cloud Map: the zone of a DNS namespace goes with it")
def zone_of_a_namespace() -> None:
    """moto leaves the hosted zone that it made for a namespace; AWS removes it."""
    from moto.route53 import route53_backends
    from moto.servicediscovery.models import ServiceDiscoveryBackend

    @wrap(ServiceDiscoveryBackend, "delete_namespace")
    def delete_namespace(original, self, namespace_id):
        namespace = self.namespaces.get(namespace_id)
        answer = original(self, namespace_id)
        zone_id = (getattr(namespace, "dns_properties", None) or {}).get("HostedZoneId")
        zones = route53_backends[self.account_id][self.partition].zones
        if zone_id:
            zones.pop(zone_id.split("/")[-1], None)
        return answer


@gap("Cloud Map: a VPC can have several DNS namespaces")
def namespaces_of_a_vpc() -> None:
    """moto refuses a second namespace of a VPC; AWS does only when the names are the same."""
    from moto.servicediscovery.models import ServiceDiscoveryBackend

    @wrap(ServiceDiscoveryBackend, "create_private_dns_namespace")
    def create_private_dns_namespace(original, self, name, creator_request_id, description, vpc, *args, **kwargs):
        others = {key: held for key, held in self.namespaces.items() if held.vpc == vpc and held.name != name}
        for key in others:
            del self.namespaces[key]
        try:
            return original(self, name, creator_request_id, description, vpc, *args, **kwargs)
        finally:
            self.namespaces.update(others)
