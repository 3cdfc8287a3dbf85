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


@gap("Route 53: ids of zones begin with Z")
def zone_ids() -> None:
    """AWS's ids do (Amazon Route 53 API Reference, HostedZone, read 2026-11), and who takes a zone over by its id is held to that."""
    from moto.route53 import models

    @wrap(models, "create_route53_zone_id")
    def create_route53_zone_id(original, **kwargs):
        return f"Z{original(**kwargs)[1:]}"


@gap("Route 53: an asterisk of a name is \\052")
def asterisks() -> None:
    """moto keeps names as they were given. AWS takes `*` and `\\052` for the same and answers with the second (Amazon Route 53 API
    Reference, ListResourceRecordSets, read 2026-11), so the provider asks for a record by it, whoever made the record."""
    from moto.route53.models import Route53Backend

    def escaped(name):
        return name.replace("*", "\\052") if name else name

    @wrap(Route53Backend, "change_resource_record_sets")
    def change_resource_record_sets(original, self, zone_id, change_list):
        for change in change_list:
            record = change["ResourceRecordSet"]
            record["Name"] = escaped(record["Name"])
        return original(self, zone_id, change_list)

    @wrap(Route53Backend, "list_resource_record_sets")
    def list_resource_record_sets(original, self, zone_id, start_type, start_name, max_items):
        return original(self, zone_id, start_type, escaped(start_name), max_items)
