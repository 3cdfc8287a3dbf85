"""Gaps of Route 53."""

from __future__ import annotations

from .core import gap, wrap


@gap("Route 53: a zone that is created with a VPC is private")
def private_zones() -> None:
    """moto looks at the VPC of a new zone only when the request also says PrivateZone, which AWS asks nobody to say: a
    VPC makes the zone private. The word is put into the request."""
    from moto.route53.responses import Route53

    @wrap(Route53, "create_hosted_zone")
    def create_hosted_zone(original, self):
        if self._get_param("VPC.VPCId", None):
            config = self.params.get("HostedZoneConfig") or {}
            self.params["HostedZoneConfig"] = {**config, "PrivateZone": True}
        return original(self)


@gap("Route 53: name servers of a zone go with it")
def implicit_delegation_sets() -> None:
    """moto makes a reusable delegation set for each new zone and keeps it for ever. AWS has reusable sets only where
    somebody makes one; a zone's own name servers go with the zone."""
    from moto.route53.models import Route53Backend

    @wrap(Route53Backend, "create_hosted_zone")
    def create_hosted_zone(original, self, *args, **kwargs):
        zone = original(self, *args, **kwargs)
        if not zone.delegation_set.id:
            own = zone.delegation_set
            self.delegation_sets = {key: value for key, value in self.delegation_sets.items() if value is not own}
        return zone
