"""What RDS and ElastiCache refuse about their subnet groups, and Route 53, ECR, DynamoDB, Kinesis, S3 and KMS about what they keep."""

from __future__ import annotations

from typing import Any

from .core import known, refuses
from .interfaces import live_caches

RDS = "Amazon RDS API Reference (2014-10-31), {}, 2026-11"
CACHE = "Amazon ElastiCache API Reference (2015-02-02), {}, 2026-11"


def databases_in(request: Any) -> list[Any]:
    name = (request._get_param("DBSubnetGroupName") or "").lower()
    held = [*request.backend.databases.values(), *request.backend.clusters.values()]
    groups = ((item, getattr(item, "subnet_group", None) or getattr(item, "db_subnet_group", None)) for item in held)
    return [item for item, group in groups if str(getattr(group, "name", group)).lower() == name]


@refuses(
    "RDS",
    "DeleteDBSubnetGroup",
    "InvalidDBSubnetGroupStateFault",
    "a database is in the group",
    RDS.format("DeleteDBSubnetGroup"),
)
def group_with_databases(request: Any) -> str | None:
    held = databases_in(request)
    if held:
        name = request._get_param("DBSubnetGroupName")
        kind = "instance" if hasattr(held[0], "db_instance_identifier") else "cluster"
        own = getattr(held[0], "db_instance_identifier", None) or getattr(held[0], "db_cluster_identifier", "")
        return f"Cannot delete the subnet group '{name}' because at least one database {kind}: {own} is still using it."
    return None


def zones_of(request: Any) -> set[str]:
    from moto.ec2 import ec2_backends

    ec2 = ec2_backends[request.current_account][request.region]
    wanted = request._get_param("SubnetIds", [])
    return {subnet.availability_zone for zone in ec2.subnets.values() for subnet in zone.values() if subnet.id in wanted}


def too_few_zones(request: Any) -> str | None:
    zones = zones_of(request)
    if len(zones) == 1:
        return (
            "The DB subnet group doesn't meet Availability Zone (AZ) coverage requirement. "
            f"Current AZ coverage: {min(zones)}. Add subnets to cover at least 2 AZs."
        )
    return None


@refuses(
    "RDS",
    "CreateDBSubnetGroup",
    "DBSubnetGroupAlreadyExists",
    "a group has the name",
    RDS.format("CreateDBSubnetGroup"),
)
def second_group(request: Any) -> str | None:
    name = request._get_param("DBSubnetGroupName") or ""
    if name.lower() in {held.lower() for held in request.backend.subnet_groups}:
        return f"The DB subnet group '{name}' already exists."
    return None


for operation in ("CreateDBSubnetGroup", "ModifyDBSubnetGroup"):
    refuses(
        "RDS",
        operation,
        "DBSubnetGroupDoesNotCoverEnoughAZs",
        "the subnets are in one zone",
        RDS.format(operation),
    )(too_few_zones)


@refuses("RDS", "ModifyDBSubnetGroup", "SubnetAlreadyInUse", "a database is in a subnet that is left out", RDS.format("ModifyDBSubnetGroup"))
def subnet_with_database(request: Any) -> str | None:
    from moto.ec2 import ec2_backends

    from .interfaces import databases

    ec2 = ec2_backends[request.current_account][request.region]
    own = {getattr(item, "db_instance_arn", None) for item in databases_in(request)}
    kept = set(request._get_param("SubnetIds", []))
    for interface in databases(ec2, (request.current_account, request.region)):
        if interface.holder in own and interface.subnet_id not in kept:
            return "Some of the subnets to be deleted are currently in use: " + interface.subnet_id
    return None


def caches_in(request: Any) -> list[Any]:
    backend, name = request.elasticache_backend, request._get_param("CacheSubnetGroupName")
    return [item for item in live_caches(backend) if getattr(item, "cache_subnet_group_name", None) == name]


@refuses(
    "ElastiCache",
    "DeleteCacheSubnetGroup",
    "CacheSubnetGroupInUse",
    "a cache is in the group",
    CACHE.format("DeleteCacheSubnetGroup"),
)
def group_with_caches(request: Any) -> str | None:
    if caches_in(request):
        name = request._get_param("CacheSubnetGroupName")
        return f"Cache subnet group {name} is currently in use by a cache cluster."
    return None


@refuses(
    "ElastiCache",
    "ModifyCacheSubnetGroup",
    "SubnetInUse",
    "a cache is in a subnet that is left out",
    CACHE.format("ModifyCacheSubnetGroup"),
)
def subnet_with_cache(request: Any) -> str | None:
    group = request.elasticache_backend.cache_subnet_groups.get(request._get_param("CacheSubnetGroupName"))
    wanted = request._get_param("SubnetIds", [])
    if group is not None and wanted and caches_in(request) and set(group.subnet_ids) - set(wanted):
        return f"The requested subnet is being used by another cache subnet group: {min(set(group.subnet_ids) - set(wanted))}"
    return None


known("ElastiCache", "CreateCacheSubnetGroup", "CacheSubnetGroupAlreadyExists", "a group has the name", CACHE.format("CreateCacheSubnetGroup"))
known("Route 53", "DeleteHostedZone", "HostedZoneNotEmpty", "the zone has records of its owner", "Amazon Route 53 API Reference (2013-04-01), DeleteHostedZone, 2026-11")
known("ECR", "CreateRepository", "RepositoryAlreadyExistsException", "a repository has the name", "Amazon ECR API Reference (2015-09-21), CreateRepository, 2026-11")
known("ECR", "DeleteRepository", "RepositoryNotEmptyException", "the repository has images, without force", "Amazon ECR API Reference (2015-09-21), DeleteRepository, 2026-11")
known("DynamoDB", "CreateTable", "ResourceInUseException", "a table has the name", "Amazon DynamoDB API Reference (2012-08-10), CreateTable, 2026-11")
known("Kinesis", "CreateStream", "ResourceInUseException", "a stream has the name", "Amazon Kinesis Data Streams API Reference (2013-12-02), CreateStream, 2026-11")
known("KMS", "CreateAlias", "AlreadyExistsException", "a key has the alias", "AWS KMS API Reference (2014-11-01), CreateAlias, 2026-11")
known("S3", "DeleteBucket", "BucketNotEmpty", "the bucket has objects or versions", "Amazon S3 API Reference (2006-03-01), DeleteBucket; Error responses, 2026-11")
