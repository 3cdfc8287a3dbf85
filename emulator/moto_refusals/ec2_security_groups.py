"""What EC2 refuses about security groups and prefix lists."""

from __future__ import annotations

from typing import Any

from .core import known, refuses
from .interfaces import interfaces_of

API = "Amazon EC2 API Reference, {}, 2026-11"


def groups_of(request: Any) -> list[Any]:
    return [group for groups in request.ec2_backend.groups.values() for group in groups.values()]


def deleted_group(request: Any) -> Any | None:
    wanted = request._get_param("GroupId")
    return next((group for group in groups_of(request) if group.id == wanted), None)


@refuses("EC2", "DeleteSecurityGroup", "CannotDelete", "the group is the VPC's default", API.format("DeleteSecurityGroup; Error codes"))
def default_group(request: Any) -> str | None:
    group = deleted_group(request)
    if group is not None and group.is_default:
        return f'the specified group: "{group.id}" name: "default" cannot be deleted by a user'
    return None


@refuses("EC2", "DeleteSecurityGroup", "DependencyViolation", "an interface has the group", API.format("DeleteSecurityGroup"))
def group_of_interfaces(request: Any) -> str | None:
    group = deleted_group(request)
    if group is not None and any(group.id in item.group_ids for item in interfaces_of(request.ec2_backend)):
        return f"resource {group.id} has a dependent object"
    return None


@refuses("EC2", "DeleteSecurityGroup", "DependencyViolation", "another group's rule names the group", API.format("DeleteSecurityGroup"))
def group_of_rules(request: Any) -> str | None:
    group = deleted_group(request)
    if group is None:
        return None
    for other in groups_of(request):
        for rule in [*other.ingress_rules, *other.egress_rules]:
            if other.id != group.id and (rule.source_group or {}).get("GroupId") == group.id:
                return f"resource {group.id} has a dependent object"
    return None


def duplicate(request: Any, rules_of: str) -> str | None:
    """moto compares descriptions and names of peers too, and so takes the same rule with another description."""
    group = deleted_group(request)
    if group is None:
        return None
    held = {key_of(rule) for rule in getattr(group, rules_of)}
    for permission in request._get_param("IpPermissions", []):
        for peer in peers_of(permission):
            if peer in held:
                protocol, low, high, name = peer
                ports = "ALL" if low is None else f"from port: {low}, to port: {high}"
                return f'the specified rule "peer: {name}, {protocol.upper()}, {ports}, ALLOW" already exists'
            held.add(peer)
    return None


def key_of(rule: Any) -> tuple[Any, ...]:
    peer = (
        rule.ip_range.get("CidrIp")
        or rule.ip_range.get("CidrIpv6")
        or (rule.source_group or {}).get("GroupId")
        or rule.prefix_list_id
    )
    return (str(rule.ip_protocol), *ports_of(rule.ip_protocol, rule.from_port, rule.to_port), peer)


def ports_of(protocol: Any, low: Any, high: Any) -> tuple[int | None, int | None]:
    return (None, None) if str(protocol) == "-1" or low is None else (int(low), int(high))


PROTOCOLS = {"6": "tcp", "17": "udp", "1": "icmp", "all": "-1"}


def peers_of(permission: dict[str, Any]) -> list[tuple[Any, ...]]:
    given = str(permission.get("IpProtocol")).lower()
    protocol = PROTOCOLS.get(given, given)
    ports = ports_of(protocol, permission.get("FromPort"), permission.get("ToPort"))
    kinds = {"IpRanges": "CidrIp", "Ipv6Ranges": "CidrIpv6", "UserIdGroupPairs": "GroupId", "PrefixListIds": "PrefixListId"}
    found = [item.get(name) for kind, name in kinds.items() for item in permission.get(kind) or []]
    return [(protocol, *ports, peer) for peer in found if peer]


@refuses(
    "EC2",
    "AuthorizeSecurityGroupIngress",
    "InvalidPermission.Duplicate",
    "the group has the rule",
    API.format("AuthorizeSecurityGroupIngress; Error codes"),
)
def second_ingress_rule(request: Any) -> str | None:
    return duplicate(request, "ingress_rules")


@refuses(
    "EC2",
    "AuthorizeSecurityGroupEgress",
    "InvalidPermission.Duplicate",
    "the group has the rule",
    API.format("AuthorizeSecurityGroupEgress; Error codes"),
)
def second_egress_rule(request: Any) -> str | None:
    return duplicate(request, "egress_rules")


known("EC2", "CreateSecurityGroup", "InvalidGroup.Duplicate", "a group of the VPC has the name", API.format("CreateSecurityGroup; Error codes"))
known(
    "EC2",
    "DeleteManagedPrefixList",
    "delete-failed (the state of the list)",
    "a rule or a route names the list",
    API.format("DeleteManagedPrefixList; ManagedPrefixList"),
)
