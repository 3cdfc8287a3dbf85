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


@gap("Route 53: records with a routing policy")
def routed_records() -> None:
    """moto forgets the policies geoproximity and IP-based, and deletes every record of a zone that has a set identifier, whatever
    its name and type. AWS knows a record by name, type and set identifier, and answers with all that was asked for (Amazon Route 53 API
    Reference, ResourceRecordSet and Change, read 2026-11)."""
    import copy

    from moto.route53.models import FakeZone, RecordSet, Route53Backend

    @wrap(RecordSet, "__init__")
    def __init__(original, self, kwargs):
        original(self, kwargs)
        self.asked = copy.deepcopy(kwargs)
        self.geo_proximity_location = kwargs.get("GeoProximityLocation")
        self.cidr_routing_config = kwargs.get("CidrRoutingConfig")

    @wrap(FakeZone, "delete_rrset")
    def delete_rrset(original, self, rrset):
        key = (rrset["Name"], rrset.get("Type"), rrset.get("SetIdentifier"))
        self.rrsets = [kept for kept in self.rrsets if (kept.name, kept.type, kept.set_identifier) != key]

    @wrap(Route53Backend, "change_resource_record_sets")
    def change_resource_record_sets(original, self, zone_id, change_list):
        zone = self.get_hosted_zone(zone_id)
        deleted = [change["ResourceRecordSet"] for change in change_list if change["Action"] == "DELETE"]
        by_identifier = zone.delete_rrset_by_id
        zone.delete_rrset_by_id = lambda identifier: zone.delete_rrset(
            next(record for record in deleted if record.get("SetIdentifier") == identifier)
        )
        try:
            return original(self, zone_id, change_list)
        finally:
            zone.delete_rrset_by_id = by_identifier


@gap("Route 53: health checks of alarms, and changes of health checks")
def alarm_health_checks() -> None:
    """moto keeps neither the alarm of a health check nor what it is while data lack, and answers with a port and an interval, which one of
    an alarm does not have. On a change it forgets what the request does not say (Amazon Route 53 API Reference, HealthCheckConfig and
    UpdateHealthCheck, read 2026-11)."""
    from moto.route53.models import HealthCheck
    from moto.route53.responses import Route53

    alarm_members = ("AlarmIdentifier", "InsufficientDataHealthStatus")
    of_endpoints = ("IPAddress", "Port", "RequestInterval", "FailureThreshold", "MeasureLatency", "EnableSNI")

    def keep(check, given):
        kept = {member: given[member] for member in alarm_members if given.get(member) is not None}
        check.alarm = {**getattr(check, "alarm", {}), **kept}

    @wrap(Route53, "create_health_check")
    def create_health_check(original, self):
        known = set(self.backend.health_checks)
        result = original(self)
        (made,) = set(self.backend.health_checks) - known
        keep(self.backend.health_checks[made], self._get_param("HealthCheckConfig"))
        return result

    @wrap(Route53, "update_health_check")
    def update_health_check(original, self):
        check = self.backend.get_health_check(self._get_param("HealthCheckId"))
        children, regions = check.children, check.regions
        result = original(self)
        # What a request does not say stays as it is.
        if self._get_param("ChildHealthChecks") is None:
            check.children = children
        if self._get_param("Regions") is None:
            check.regions = regions
        keep(check, {member: self._get_param(member) for member in alarm_members})
        return result

    original_config = HealthCheck.health_check_config.fget

    def health_check_config(self):
        config = {**original_config(self), **getattr(self, "alarm", {})}
        if self.type_ == "CLOUDWATCH_METRIC":
            return {member: value for member, value in config.items() if member not in of_endpoints}
        return config

    HealthCheck.health_check_config = property(health_check_config)
