"""What Elastic Load Balancing refuses."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from .core import backend_of, known, refuses

API = "Elastic Load Balancing API Reference (2015-12-01), {}, 2026-11"
SERVICE = "Elastic Load Balancing"


def groups_in(actions: list[dict[str, Any]]) -> Iterator[str]:
    """Target groups that actions forward to."""
    for action in actions:
        data = getattr(action, "data", action)
        yield data.get("TargetGroupArn") or ""
        for group in (data.get("ForwardConfig") or {}).get("TargetGroups") or []:
            yield group.get("TargetGroupArn") or ""


def listeners_of(request: Any) -> Iterator[Any]:
    for balancer in request.elbv2_backend.load_balancers.values():
        yield from balancer.listeners.values()


@refuses(SERVICE, "CreateListener", "DuplicateListener", "the balancer has a listener on the port", API.format("CreateListener"))
def second_listener(request: Any) -> str | None:
    balancer = request.elbv2_backend.load_balancers.get(request._get_param("LoadBalancerArn"))
    port = str(request._get_param("Port"))
    if balancer is not None and any(str(listener.port) == port for listener in balancer.listeners.values()):
        return "A listener already exists on this port for this load balancer"
    return None


@refuses(SERVICE, "ModifyListener", "DuplicateListener", "another listener of the balancer has the port", API.format("ModifyListener"))
def moved_listener(request: Any) -> str | None:
    arn, port = request._get_param("ListenerArn"), request._get_param("Port")
    for balancer in request.elbv2_backend.load_balancers.values():
        others = [listener for key, listener in balancer.listeners.items() if key != arn]
        if port and arn in balancer.listeners and any(str(other.port) == str(port) for other in others):
            return "A listener already exists on this port for this load balancer"
    return None


@refuses(SERVICE, "SetRulePriorities", "PriorityInUse", "another rule of the listener has the priority", API.format("SetRulePriorities"))
def taken_priority(request: Any) -> str | None:
    wanted = {item["RuleArn"]: str(item["Priority"]) for item in request._get_param("RulePriorities", [])}
    for listener in listeners_of(request):
        rules = {rule.arn: str(rule.priority) for rule in listener.rules.values()}
        if not set(wanted) & set(rules):
            continue
        kept = {priority for arn, priority in rules.items() if arn not in wanted}
        for arn, priority in wanted.items():
            if arn in rules and priority in kept:
                return f"Priority '{priority}' is currently in use"
    return None


@refuses(SERVICE, "DeleteTargetGroup", "ResourceInUse", "a listener or a rule forwards to the group", API.format("DeleteTargetGroup"))
def group_in_use(request: Any) -> str | None:
    arn = request._get_param("TargetGroupArn")
    for listener in listeners_of(request):
        actions = [listener.default_actions, *(rule.actions for rule in listener._non_default_rules.values())]
        if any(arn in groups_in(held) for held in actions):
            return f"Target group '{arn}' is currently in use by a listener or a rule"
    return None


@refuses(SERVICE, "DeleteLoadBalancer", "ResourceInUse", "an endpoint service has the balancer", API.format("DeleteLoadBalancer"))
def balancer_of_a_service(request: Any) -> str | None:
    arn = request._get_param("LoadBalancerArn")
    ec2 = backend_of("ec2", request.current_account, request.region)
    for service in (getattr(ec2, "configurations", None) or {}).values():
        if arn in [*service.network_load_balancer_arns, *service.gateway_load_balancer_arns]:
            return f"Load balancer '{arn}' cannot be deleted because it is currently associated with another service"
    return None


@refuses(SERVICE, "DeleteLoadBalancer", "OperationNotPermitted", "deletion protection is on", API.format("DeleteLoadBalancer"))
def protected_balancer(request: Any) -> str | None:
    arn = request._get_param("LoadBalancerArn")
    balancer = request.elbv2_backend.load_balancers.get(arn)
    if balancer is not None and str(balancer.attrs.get("deletion_protection.enabled")).lower() == "true":
        return f"Load balancer '{arn}' cannot be deleted because deletion protection is enabled"
    return None


def settings_of(balancer: Any) -> tuple[set[str], str, str]:
    subnets = {subnet.id for subnet in balancer.subnets}
    return subnets, balancer.scheme or "internet-facing", balancer.type or "application"


@refuses(
    SERVICE,
    "CreateLoadBalancer",
    "DuplicateLoadBalancerName",
    "a balancer has the name and other settings",
    API.format("CreateLoadBalancer"),
)
def second_balancer(request: Any) -> str | None:
    name = request._get_param("Name")
    wanted = (
        {*request._get_param("Subnets", []), *(item["SubnetId"] for item in request._get_param("SubnetMappings", []))},
        request._get_param("Scheme") or "internet-facing",
        request._get_param("Type") or "application",
    )
    for balancer in request.elbv2_backend.load_balancers.values():
        if balancer.name == name and wanted != settings_of(balancer):
            return f"A load balancer with the same name '{name}' exists, but with different settings"
    return None


@refuses(SERVICE, "CreateLoadBalancer", "ValidationError", "an Application Load Balancer gets subnets of one zone only", API.format("CreateLoadBalancer"))
def balancer_in_one_zone(request: Any) -> str | None:
    from moto.ec2 import ec2_backends

    given = request._get_param("Subnets", []) or [item["SubnetId"] for item in request._get_param("SubnetMappings", [])]
    if (request._get_param("Type") or "application") != "application" or not given:
        return None
    ec2 = ec2_backends[request.current_account][request.region]
    held = {subnet.id: subnet.availability_zone for zone in ec2.subnets.values() for subnet in zone.values()}
    if all(subnet in held for subnet in given) and len({held[subnet] for subnet in given}) < 2:
        return "At least two subnets in two different Availability Zones must be specified"
    return None


known(SERVICE, "CreateTargetGroup", "DuplicateTargetGroupName", "a target group has the name", API.format("CreateTargetGroup"))
known(SERVICE, "CreateRule", "PriorityInUse", "a rule of the listener has the priority", API.format("CreateRule"))
known(SERVICE, "SetSubnets", "InvalidConfigurationRequest", "the subnets are in one zone", API.format("SetSubnets"))
