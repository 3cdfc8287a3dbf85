"""Gaps of ElastiCache: parameter groups."""

from __future__ import annotations

from ..core import add, gap
from .common import arn, kept, refused, tagged


class ParameterGroup:
    """A group, by what ElastiCache tells of it (Amazon ElastiCache API Reference, "CacheParameterGroup", read 2026-11)."""

    def __init__(self, backend, asked):
        self.cache_parameter_group_name = asked["CacheParameterGroupName"].lower()
        self.cache_parameter_group_family = asked["CacheParameterGroupFamily"]
        self.description = asked.get("Description", "")
        self.is_global = False
        self.arn = arn(backend, "parametergroup", self.cache_parameter_group_name)
        self.values: dict[str, str] = {}


def parameter_groups(backend) -> dict[str, ParameterGroup]:
    return kept(backend, "gp_parameter_groups")


@gap("ElastiCache: parameter groups")
def operations() -> None:
    """moto has none of their operations."""
    from moto.core.responses import ActionResult, EmptyResult
    from moto.elasticache.responses import ElastiCacheResponse

    def require(request):
        name = request.params["CacheParameterGroupName"].lower()
        groups = parameter_groups(request.elasticache_backend)
        if name not in groups:
            raise refused("CacheParameterGroupNotFound", f"CacheParameterGroup {name} not found.")
        return groups[name]

    @add(ElastiCacheResponse)
    def create_cache_parameter_group(self):
        backend = self.elasticache_backend
        group = ParameterGroup(backend, self.params)
        parameter_groups(backend)[group.cache_parameter_group_name] = group
        tagged(backend, group.arn, self.params.get("Tags"))
        return ActionResult({"CacheParameterGroup": group})

    @add(ElastiCacheResponse)
    def describe_cache_parameter_groups(self):
        asked = self.params.get("CacheParameterGroupName")
        found = [require(self)] if asked else list(parameter_groups(self.elasticache_backend).values())
        return ActionResult({"CacheParameterGroups": found})

    @add(ElastiCacheResponse)
    def describe_cache_parameters(self):
        """Those that somebody has set; ElastiCache tells the others too where their source is not asked for."""
        parameters = [
            {"ParameterName": name, "ParameterValue": value, "Source": "user", "IsModifiable": True}
            for name, value in sorted(require(self).values.items())
        ]
        return ActionResult({"Parameters": parameters, "CacheNodeTypeSpecificParameters": []})

    @add(ElastiCacheResponse)
    def modify_cache_parameter_group(self):
        group = require(self)
        for one in self.params.get("ParameterNameValues", []):
            group.values[one["ParameterName"]] = one["ParameterValue"]
        return ActionResult({"CacheParameterGroupName": group.cache_parameter_group_name})

    @add(ElastiCacheResponse)
    def reset_cache_parameter_group(self):
        group = require(self)
        if self.params.get("ResetAllParameters"):
            group.values.clear()
        for one in self.params.get("ParameterNameValues", []):
            group.values.pop(one["ParameterName"], None)
        return ActionResult({"CacheParameterGroupName": group.cache_parameter_group_name})

    @add(ElastiCacheResponse)
    def delete_cache_parameter_group(self):
        group = require(self)
        del parameter_groups(self.elasticache_backend)[group.cache_parameter_group_name]
        return EmptyResult()
