"""Network interfaces in an account and region: those that moto has, and those that AWS makes for services and moto does not."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from .core import backend_of, values


@dataclass(frozen=True)
class Interface:
    """An interface, by what holds it. `is_public` tells whether it has a public address."""

    holder: str
    subnet_id: str
    group_ids: tuple[str, ...]
    is_public: bool = False


def interfaces_of(ec2: Any) -> Iterator[Interface]:
    """All interfaces in the account and region of a backend of EC2."""
    place = (ec2.account_id, ec2.region_name)
    yield from real(ec2)
    for source in (balancers, connect_endpoints, transit_gateways, clusters, services, functions, databases, caches):
        yield from source(ec2, place)


def real(ec2: Any) -> Iterator[Interface]:
    for interface in list(ec2.enis.values()):
        groups = tuple(group.id for group in interface.group_set)
        yield Interface(interface.id, interface.subnet.id, groups, bool(interface.public_ip))


def balancers(ec2: Any, place: tuple[str, str]) -> Iterator[Interface]:
    """One in each subnet of a load balancer (Elastic Load Balancing, "Network interfaces"; user guides as of 2026-11)."""
    for balancer in values(backend_of("elbv2", *place), "load_balancers"):
        is_public = balancer.scheme != "internal"
        for subnet in balancer.subnets:
            yield Interface(balancer.arn, subnet.id, tuple(balancer.security_groups or ()), is_public)


def connect_endpoints(ec2: Any, place: tuple[str, str]) -> Iterator[Interface]:
    for endpoint in list(getattr(ec2, "instance_connect_endpoints", {}).values()):
        yield Interface(endpoint.id, endpoint.subnet_id, tuple(endpoint.security_group_ids))


def transit_gateways(ec2: Any, place: tuple[str, str]) -> Iterator[Interface]:
    for attachment in values(ec2, "transit_gateway_attachments"):
        if attachment.state not in ("deleted", "deleting"):
            for subnet_id in getattr(attachment, "subnet_ids", []):
                yield Interface(attachment.id, subnet_id, ())


def clusters(ec2: Any, place: tuple[str, str]) -> Iterator[Interface]:
    """EKS makes interfaces in the subnets of a cluster, and nodes are instances (EKS user guide, "VPC and subnet requirements")."""
    for cluster in values(backend_of("eks", *place), "clusters"):
        config = cluster.resources_vpc_config
        own = [config.get("clusterSecurityGroupId")] if config.get("clusterSecurityGroupId") else []
        for subnet_id in config.get("subnetIds", []):
            yield Interface(cluster.arn, subnet_id, (*own, *config.get("securityGroupIds", [])))
        for nodes in list(cluster.nodegroups.values()):
            for subnet_id in nodes.subnets if (nodes.scaling_config or {}).get("desiredSize", 1) else []:
                yield Interface(nodes.arn, subnet_id, tuple(own))


def services(ec2: Any, place: tuple[str, str]) -> Iterator[Interface]:
    """Tasks of ECS services with the network mode awsvpc; they are spread over the subnets of the service."""
    for service in values(backend_of("ecs", *place), "services"):
        network = (service.network_configuration or {}).get("awsvpcConfiguration")
        if not network or service.status == "INACTIVE" or not service.desired_count:
            continue
        groups = tuple(network.get("securityGroups") or ())
        for subnet_id in network.get("subnets", []):
            yield Interface(service.arn, subnet_id, groups, network.get("assignPublicIp") == "ENABLED")


def functions(ec2: Any, place: tuple[str, str]) -> Iterator[Interface]:
    backend = backend_of("lambda", *place)
    for function in backend.list_functions(None) if backend else []:
        network = function.vpc_config or {}
        for subnet_id in network.get("SubnetIds") or []:
            yield Interface(function.function_arn, subnet_id, tuple(network.get("SecurityGroupIds") or ()))


def databases(ec2: Any, place: tuple[str, str]) -> Iterator[Interface]:
    """An instance is in its own zone's subnet of the group; with a standby in another zone, in all of them."""
    for database in values(backend_of("rds", *place), "databases"):
        group = getattr(database, "db_subnet_group", None)
        groups = tuple(getattr(database, "vpc_security_group_ids", None) or ())
        for subnet in getattr(group, "_subnets", []):
            zone = getattr(database, "availability_zone", None)
            if getattr(database, "multi_az", False) or zone in (None, subnet.availability_zone):
                yield Interface(database.db_instance_arn, subnet.id, groups)


def caches(ec2: Any, place: tuple[str, str]) -> Iterator[Interface]:
    backend = backend_of("elasticache", *place)
    held = {group.cache_subnet_group_name: group.subnet_ids for group in values(backend, "cache_subnet_groups")}
    for cache in live_caches(backend):
        groups = tuple(getattr(cache, "security_group_ids", None) or ())
        for subnet_id in held.get(getattr(cache, "cache_subnet_group_name", None), []):
            yield Interface(cache.arn, subnet_id, groups)


def live_caches(backend: Any) -> Iterator[Any]:
    """Caches that are not being deleted: moto keeps those until they are described."""
    for cache in [*values(backend, "cache_clusters"), *values(backend, "replication_groups")]:
        if getattr(cache, "cache_cluster_status", None) != "deleting" and getattr(cache, "status", None) != "deleting":
            yield cache
