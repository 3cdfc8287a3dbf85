"""What ElastiCache refuses about caches, their users and their parameters."""

from __future__ import annotations

from typing import Any

from .core import known, refuses

CACHE = "Amazon ElastiCache API Reference (2015-02-02), {}, 2026-11"
RBAC = 'Amazon ElastiCache User Guide, "Role-Based Access Control (RBAC)", 2026-11'
IAM = 'Amazon ElastiCache User Guide, "Authenticating with IAM", 2026-11'


def kept(request: Any, name: str) -> dict[str, Any]:
    return request.elasticache_backend.__dict__.get(name, {})


def users_of(request: Any, ids: list[str]) -> list[Any]:
    users = request.elasticache_backend.users
    return [users[one] for one in ids if one in users]


@refuses("ElastiCache", "CreateUser", "InvalidParameterValue", "a user who logs in by IAM has another name than id", IAM)
def name_of_iam(request: Any) -> str | None:
    asked = request.params
    is_iam = asked.get("AuthenticationMode", {}).get("Type") == "iam"
    if is_iam and asked["UserId"].lower() != asked["UserName"].lower():
        return "For IAM authentication, the user name and the user ID must be identical."
    return None


@refuses("ElastiCache", "CreateUserGroup", "UserGroupAlreadyExists", "a group has the id", CACHE.format("CreateUserGroup"))
def second_group(request: Any) -> str | None:
    name = request.params["UserGroupId"].lower()
    return f"User group {name} already exists." if name in kept(request, "gp_user_groups") else None


@refuses("ElastiCache", "CreateUserGroup", "DefaultUserRequired", "a group of Redis OSS has no user of the name default", RBAC)
def without_default(request: Any) -> str | None:
    members = users_of(request, request.params.get("UserIds", []))
    if request.params["Engine"].lower() == "redis" and "default" not in {user.name for user in members}:
        return "A user group needs to contain a user with the user name default."
    return None


@refuses("ElastiCache", "CreateUserGroup", "InvalidParameterValue", "a group of Valkey has a user without a password or IAM", RBAC)
def open_member(request: Any) -> str | None:
    members = users_of(request, request.params.get("UserIds", []))
    if request.params["Engine"].lower() == "valkey" and any(user.no_password_required for user in members):
        return "User groups with engine VALKEY can only contain users with password or IAM authentication."
    return None


@refuses("ElastiCache", "CreateUserGroup", "DuplicateUserName", "two users of the group have one name", CACHE.format("CreateUserGroup"))
def two_of_a_name(request: Any) -> str | None:
    names = [user.name for user in users_of(request, request.params.get("UserIds", []))]
    return "A user with the specified name already exists." if len(names) != len(set(names)) else None


@refuses("ElastiCache", "DeleteUserGroup", "InvalidUserGroupState", "a cache has the group", CACHE.format("DeleteUserGroup"))
def group_of_caches(request: Any) -> str | None:
    name = request.params["UserGroupId"].lower()
    held = request.elasticache_backend.replication_groups.values()
    return f"User group {name} is in use." if any(name in group.user_group_ids for group in held) else None


@refuses(
    "ElastiCache",
    "DeleteUser",
    "DefaultUserAssociatedToUserGroup",
    "the user is the default one of a group",
    CACHE.format("DeleteUser"),
)
def default_of_group(request: Any) -> str | None:
    user_id = request.params["UserId"]
    is_default = any(user.name == "default" for user in users_of(request, [user_id]))
    groups = kept(request, "gp_user_groups").values()
    if is_default and any(user_id in group.user_ids for group in groups):
        return "The default user is associated with a user group."
    return None


@refuses(
    "ElastiCache",
    "CreateCacheParameterGroup",
    "CacheParameterGroupAlreadyExists",
    "a group has the name",
    CACHE.format("CreateCacheParameterGroup"),
)
def second_parameter_group(request: Any) -> str | None:
    name = request.params["CacheParameterGroupName"].lower()
    return f"CacheParameterGroup {name} already exists." if name in kept(request, "gp_parameter_groups") else None


@refuses(
    "ElastiCache",
    "DeleteCacheParameterGroup",
    "InvalidCacheParameterGroupState",
    "a cache has the group",
    CACHE.format("DeleteCacheParameterGroup"),
)
def parameters_of_caches(request: Any) -> str | None:
    name = request.params["CacheParameterGroupName"].lower()
    held = request.elasticache_backend.replication_groups.values()
    if any(group.cache_parameter_group_name == name for group in held):
        return f"One or more cache clusters are still members of this parameter group {name}, so the group cannot be deleted."
    return None


def family_of(engine: str, version: str) -> str:
    return f"{engine}{version.split('.')[0]}"


def parameters_of(request: Any, name: str | None) -> Any:
    return kept(request, "gp_parameter_groups").get((name or "").lower())


def node_counts(asked: dict[str, Any]) -> tuple[int, int]:
    """Shards, and nodes of each."""
    if asked.get("NumNodeGroups") or asked.get("ReplicasPerNodeGroup") is not None:
        return asked.get("NumNodeGroups") or 1, (asked.get("ReplicasPerNodeGroup") or 0) + 1
    return 1, asked.get("NumCacheClusters") or 1


@refuses(
    "ElastiCache",
    "CreateReplicationGroup",
    "InvalidParameterCombination",
    "failover, several zones, TLS, logins or parameters go against each other",
    CACHE.format("CreateReplicationGroup"),
)
def combinations(request: Any) -> str | None:
    asked = request.params
    shards, nodes = node_counts(asked)
    clustered = asked.get("ClusterMode") == "enabled" or shards > 1
    failover = asked.get("AutomaticFailoverEnabled", False)
    if failover and not clustered and nodes < 2:
        return "Automatic failover requires at least one read replica."
    if clustered and not failover:
        return "Automatic failover must be enabled for cluster mode enabled replication groups."
    if asked.get("MultiAZEnabled") and (not failover or nodes < 2):
        return "Must specify at least two cache clusters and automatic failover in order to enable Multi-AZ."
    if asked.get("UserGroupIds") and not asked.get("TransitEncryptionEnabled"):
        return "User group based access control requires encryption-in-transit to be enabled on the replication group."
    group = parameters_of(request, asked.get("CacheParameterGroupName"))
    if group is None:
        return None
    if group.cache_parameter_group_family != family_of(asked.get("Engine", "redis"), asked.get("EngineVersion", "7.1")):
        return f"Expected a parameter group of the engine's family, but found one of {group.cache_parameter_group_family}."
    if (group.values.get("cluster-enabled") == "yes") != clustered:
        return "The parameter cluster-enabled of the parameter group does not go with the cluster mode of the group."
    return None


def not_found(kind: str, attribute: str, name: str):
    def check(request: Any) -> str | None:
        asked = request.params.get(attribute) or []
        wanted = [asked] if isinstance(asked, str) else asked
        backend = request.elasticache_backend
        held = kept(request, name) or getattr(backend, name, {})
        missing = [one for one in wanted if one.lower() not in held and not one.startswith("default.")]
        return f"{kind} {missing[0]} not found." if missing else None

    return check


for code, kind, attribute, name in (
    ("UserGroupNotFound", "User group", "UserGroupIds", "gp_user_groups"),
    ("CacheParameterGroupNotFound", "CacheParameterGroup", "CacheParameterGroupName", "gp_parameter_groups"),
    ("CacheSubnetGroupNotFoundFault", "Cache subnet group", "CacheSubnetGroupName", "cache_subnet_groups"),
):
    refuses("ElastiCache", "CreateReplicationGroup", code, f"there is no such {kind[0].lower()}{kind[1:]}", CACHE.format("CreateReplicationGroup"))(
        not_found(kind, attribute, name)
    )


def rank(engine: str, version: str) -> tuple[int, ...]:
    """Valkey follows Redis, and versions follow each other."""
    return (("redis", "valkey").index(engine), *(int(part) for part in version.split(".")))


@refuses(
    "ElastiCache",
    "ModifyReplicationGroup",
    "InvalidParameterCombination",
    "the engine is older than that of the cache, or the parameters are those of another family",
    CACHE.format("ModifyReplicationGroup"),
)
def older_engine(request: Any) -> str | None:
    asked = request.params
    group = request.elasticache_backend.replication_groups.get(asked["ReplicationGroupId"].lower())
    if group is None:
        return None
    engine, version = asked.get("Engine", group.engine), asked.get("EngineVersion", group.engine_version)
    if rank(engine, version) < rank(group.engine, group.engine_version):
        return "Cannot modify engine version to an older one."
    parameters = parameters_of(request, asked.get("CacheParameterGroupName", group.cache_parameter_group_name))
    if parameters is not None and parameters.cache_parameter_group_family != family_of(engine, version):
        return f"Expected a parameter group of the engine's family, but found one of {parameters.cache_parameter_group_family}."
    return None


@refuses(
    "ElastiCache",
    "DeleteReplicationGroup",
    "SnapshotAlreadyExistsFault",
    "a snapshot has the name of the last one",
    CACHE.format("DeleteReplicationGroup"),
)
def second_snapshot(request: Any) -> str | None:
    name = request.params.get("FinalSnapshotIdentifier")
    return f"Snapshot {name} already exists." if name in request.elasticache_backend.snapshots else None


known("ElastiCache", "CreateUser", "UserAlreadyExists", "a user has the id", CACHE.format("CreateUser"))
known("ElastiCache", "CreateReplicationGroup", "ReplicationGroupAlreadyExists", "a cache has the name", CACHE.format("CreateReplicationGroup"))
