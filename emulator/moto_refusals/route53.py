"""What Route 53 refuses."""

from __future__ import annotations

from typing import Any

from .core import refuses

API = "Amazon Route 53 API Reference (2013-04-01), {}, 2026-11"

# The member of a record set by which each policy is told, in the words of AWS's messages.
POLICIES = {
    "Weight": "weighted",
    "Region": "latency",
    "Failover": "failover",
    "GeoLocation": "geolocation",
    "GeoProximityLocation": "geoproximity",
    "MultiValueAnswer": "multivalue answer",
    "CidrRoutingConfig": "IP-based",
}

# What no two records of a set may share.
DISTINCT = ("Region", "Failover", "GeoLocation")


def policy_of(record: dict[str, Any]) -> str:
    return next((name for member, name in POLICIES.items() if record.get(member) is not None), "simple")


def plain_name(name: str) -> str:
    return name.rstrip(".").replace("*", "\\052").lower()


def held_by(request: Any) -> dict[tuple[str, str, str | None], dict[str, Any]]:
    """The records of the zone, as they were asked for, by name, type and set identifier."""
    zone = request.backend.zones.get(str(request._get_param("HostedZoneId")).split("/")[-1])
    held = {}
    for kept in getattr(zone, "rrsets", []):
        record = getattr(kept, "asked", None)
        if record is not None:
            held[plain_name(kept.name), kept.type, kept.set_identifier] = record
    return held


def refusal_of(record: dict[str, Any], others: list[dict[str, Any]]) -> str | None:
    """AWS's answer to a record beside others of its name and type (as users of other tools quote it, 2026-11)."""
    policy = policy_of(record)
    start = f"RRSet with DNS name {plain_name(record['Name'])}., type {record['Type']}"
    identifier = record.get("SetIdentifier")
    if identifier is not None:
        start += f", SetIdentifier {identifier}"
    for other in others:
        if policy == "simple":
            return f"{start} cannot be created as other RRSets exist with the same name and type."
        if policy_of(other) != policy:
            return f"{start} cannot be created as a non-{policy} set exists with the same name and type."
        for member in DISTINCT:
            if record.get(member) is not None and record.get(member) == other.get(member):
                return f"{start} cannot be created as another RRSet of the same {policy} value exists with the same name and type."
        ttls = (record.get("TTL"), other.get("TTL"))
        if policy == "weighted" and None not in ttls and str(ttls[0]) != str(ttls[1]):
            return f"{start} cannot be created as weighted sets must contain the same TTL."
    return None


@refuses(
    "Route 53",
    "ChangeResourceRecordSets",
    "InvalidChangeBatch",
    "records of one name and type would have several kinds of policies, one value twice, or be weighted with several TTLs",
    API.format("ChangeResourceRecordSets, and ResourceRecordSet"),
)
def mixed_record_sets(request: Any) -> str | None:
    held = held_by(request)
    for change in request._get_param("ChangeBatch.Changes") or []:
        record = change["ResourceRecordSet"]
        key = (plain_name(record["Name"]), record["Type"], record.get("SetIdentifier"))
        if change["Action"] == "DELETE":
            held.pop(key, None)
            continue
        message = refusal_of(record, [other for where, other in held.items() if where[:2] == key[:2] and where != key])
        if message is not None:
            return f"[{message}]"
        held[key] = record
    return None


@refuses(
    "Route 53",
    "DeleteHealthCheck",
    "HealthCheckInUse",
    "a calculated health check watches it",
    API.format("DeleteHealthCheck"),
)
def watched_health_check(request: Any) -> str | None:
    health_check_id = request._get_param("HealthCheckId")
    if any(health_check_id in (check.children or []) for check in request.backend.health_checks.values()):
        return f"Health check {health_check_id} is in use by a calculated health check."
    return None
