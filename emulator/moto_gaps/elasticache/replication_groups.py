"""Gaps of ElastiCache: replication groups and their nodes."""

from __future__ import annotations

from typing import Any

from ..core import add, gap, wrap

SLOTS = 16_384
DAILY_WINDOW = "17:00-18:00"
WEEKLY_WINDOW = "sun:19:00-sun:20:00"

# How a change is kept, by what is asked for (Amazon ElastiCache API Reference, `ModifyReplicationGroup`, read 2026-11).
CHANGES = {
    "AutoMinorVersionUpgrade": "auto_minor_version_upgrade",
    "CacheNodeType": "cache_node_type",
    "CacheParameterGroupName": "cache_parameter_group_name",
    "Engine": "engine",
    "EngineVersion": "engine_version",
    "NotificationTopicArn": "notification_topic_arn",
    "PreferredMaintenanceWindow": "preferred_maintenance_window",
    "ReplicationGroupDescription": "description",
    "SecurityGroupIds": "security_group_ids",
    "SnapshotRetentionLimit": "snapshot_retention_limit",
    "SnapshotWindow": "snapshot_window",
    "TransitEncryptionEnabled": "transit_encryption_enabled",
    "TransitEncryptionMode": "transit_encryption_mode",
}


class Node:
    """A node of a group: what ElastiCache tells of it as a cluster is what the group has (API Reference, "CacheCluster", read 2026-11)."""

    def __init__(self, group: Any, cluster_id: str):
        self.cache_cluster_id = cluster_id
        self.replication_group_id = group.replication_group_id
        self.cache_cluster_status = "available"
        self.num_cache_nodes = 1
        self.arn = group.arn.replace(":replicationgroup:", ":cluster:").replace(group.replication_group_id, cluster_id)
        self._group = group

    def __getattr__(self, name: str) -> Any:
        # Only what is no attribute of the node itself comes here.
        if name.startswith("_"):
            raise AttributeError(name)
        return getattr(self._group, name)

    @property
    def engine_version(self) -> str:
        return f"{self._group.engine_version}.0"

    @property
    def cache_parameter_group(self) -> dict[str, Any]:
        return {"CacheParameterGroupName": self._group.cache_parameter_group_name, "ParameterApplyStatus": "in-sync"}

    @property
    def security_groups(self) -> list[dict[str, str]]:
        return [{"SecurityGroupId": one, "Status": "active"} for one in self._group.security_group_ids or []]


def nodes(backend: Any) -> list[Node]:
    groups = backend.replication_groups.values()
    return [Node(group, cluster_id) for group in groups for cluster_id in group.member_clusters]


def lay_out(group: Any, shards: int, replicas: int) -> None:
    """Gives a group its shards and nodes, by the names that ElastiCache gives them."""
    clustered = group.cluster_mode == "enabled"
    domain = f"{group.replication_group_id}.abc123.use1.cache.amazonaws.com"
    zones = ["a", "b", "c"]

    def member(shard: int, node: int) -> dict[str, Any]:
        name = f"{shard + 1:0>4}-{node + 1:0>3}" if clustered else f"{node + 1:0>3}"
        role = {} if clustered else {"CurrentRole": "replica" if node else "primary"}
        zone = f"{group.region_name}{zones[node % len(zones)]}"
        cluster_id = f"{group.replication_group_id}-{name}"
        return {"CacheClusterId": cluster_id, "CacheNodeId": "0001", "PreferredAvailabilityZone": zone, **role}

    def node_group(shard: int) -> dict[str, Any]:
        first, after = SLOTS * shard // shards, SLOTS * (shard + 1) // shards
        ends = {"PrimaryEndpoint": endpoint(f"master.{domain}"), "ReaderEndpoint": endpoint(f"replica.{domain}")}
        return {
            "NodeGroupId": f"{shard + 1:0>4}",
            "Status": "available",
            "NodeGroupMembers": [member(shard, node) for node in range(replicas + 1)],
            **({"Slots": f"{first}-{after - 1}"} if clustered else ends),
        }

    def endpoint(address: str) -> dict[str, Any]:
        return {"Address": address, "Port": group.port}

    group.node_groups = [node_group(shard) for shard in range(shards)]
    group.member_clusters = [one["CacheClusterId"] for shard in group.node_groups for one in shard["NodeGroupMembers"]]
    if clustered:
        group.configuration_endpoint = endpoint(f"clustercfg.{domain}")


def deliveries(asked: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Where logs go: without those that are switched off."""
    return [
        {**{key: value for key, value in one.items() if key != "Enabled"}, "Status": "active"}
        for one in asked
        if one.get("Enabled", True)
    ]


def replicas_of(group: Any) -> int:
    return len(group.node_groups[0]["NodeGroupMembers"]) - 1


@gap("ElastiCache: the nodes of a replication group, its changes and its end")
def operations() -> None:
    """moto makes a group without its nodes, which cannot be described, and with one of them where several are asked for; it can change no
    group, and one that is deleted stays for good."""
    from moto.core.responses import ActionResult
    from moto.elasticache.exceptions import ReplicationGroupNotFound
    from moto.elasticache.models import ElastiCacheBackend
    from moto.elasticache.responses import ElastiCacheResponse

    @wrap(ElastiCacheBackend, "create_replication_group")
    def create_replication_group(original, self, **asked):
        if asked.get("num_node_groups") and asked.get("cluster_mode") is None:
            asked["cluster_mode"] = "enabled" if asked["num_node_groups"] > 1 else "disabled"
        group = original(self, **asked)
        group.region_name = self.region_name
        replicas = asked.get("replicas_per_node_group") or (asked.get("num_cache_clusters") or 1) - 1
        lay_out(group, asked.get("num_node_groups") or 1, replicas)
        group.snapshot_window = asked.get("snapshot_window") or DAILY_WINDOW
        group.preferred_maintenance_window = (asked.get("preferred_maintenance_window") or WEEKLY_WINDOW).lower()
        group.log_delivery_configurations = deliveries(asked.get("log_delivery_configurations") or [])
        # On AWS a cache that asks for TLS takes no other connections unless it says so.
        if group.transit_encryption_enabled and not group.transit_encryption_mode:
            group.transit_encryption_mode = "required"
        return group

    @wrap(ElastiCacheBackend, "describe_cache_clusters")
    def describe_cache_clusters(original, self, cache_cluster_id=None):
        members = nodes(self)
        if cache_cluster_id is None:
            return [*original(self), *members]
        found = [one for one in members if one.cache_cluster_id == cache_cluster_id]
        return found or original(self, cache_cluster_id)

    def require(request):
        name = request.params["ReplicationGroupId"].lower()
        groups = request.elasticache_backend.replication_groups
        if name not in groups:
            raise ReplicationGroupNotFound(name)
        return groups[name]

    @add(ElastiCacheResponse)
    def modify_replication_group(self):
        group, asked = require(self), self.params
        for name, attribute in CHANGES.items():
            if name in asked:
                setattr(group, attribute, asked[name])
        if "AutomaticFailoverEnabled" in asked:
            group.automatic_failover = "enabled" if asked["AutomaticFailoverEnabled"] else "disabled"
        if "MultiAZEnabled" in asked:
            group.multi_az = "enabled" if asked["MultiAZEnabled"] else "disabled"
        removed = asked.get("UserGroupIdsToRemove", [])
        group.user_group_ids = [one for one in group.user_group_ids if one not in removed]
        group.user_group_ids += asked.get("UserGroupIdsToAdd", [])
        changed = asked.get("LogDeliveryConfigurations", [])
        kinds = {one["LogType"] for one in changed}
        others = [one for one in group.log_delivery_configurations if one["LogType"] not in kinds]
        group.log_delivery_configurations = [*others, *deliveries(changed)]
        return ActionResult({"ReplicationGroup": group})

    def change_replica_count(request):
        group = require(request)
        lay_out(group, len(group.node_groups), request.params["NewReplicaCount"])
        return ActionResult({"ReplicationGroup": group})

    @add(ElastiCacheResponse)
    def increase_replica_count(self):
        return change_replica_count(self)

    @add(ElastiCacheResponse)
    def decrease_replica_count(self):
        return change_replica_count(self)

    @add(ElastiCacheResponse)
    def modify_replication_group_shard_configuration(self):
        group = require(self)
        lay_out(group, self.params["NodeGroupCount"], replicas_of(group))
        return ActionResult({"ReplicationGroup": group})

    @wrap(ElastiCacheResponse, "delete_replication_group")
    def delete_replication_group(original, self):
        group = require(self)
        final = self.params.get("FinalSnapshotIdentifier")
        if final:
            self.elasticache_backend.create_snapshot(
                snapshot_name=final,
                replication_group_id=group.replication_group_id,
                cache_cluster_id=None,
                kms_key_id=group.kms_key_id,
                tags=[],
            )
        answer = original(self)
        del self.elasticache_backend.replication_groups[group.replication_group_id]
        return answer
