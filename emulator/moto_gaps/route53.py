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
