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
