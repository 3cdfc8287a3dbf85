"""Gaps of ElastiCache: subnet groups."""

from __future__ import annotations

from ..core import add, gap


@gap("ElastiCache: modify and delete a subnet group")
def subnet_group_operations() -> None:
    """moto creates and describes cache subnet groups, and can neither change nor delete them."""
    from moto.core.responses import ActionResult, EmptyResult
    from moto.elasticache.exceptions import CacheSubnetGroupNotFound
    from moto.elasticache.models import CacheSubnetGroup
    from moto.elasticache.responses import ElastiCacheResponse

    def require(backend, name):
        if name not in backend.cache_subnet_groups:
            raise CacheSubnetGroupNotFound(name)
        return backend.cache_subnet_groups[name]

    @add(ElastiCacheResponse)
    def delete_cache_subnet_group(self):
        backend = self.elasticache_backend
        group = require(backend, self._get_param("CacheSubnetGroupName"))
        del backend.cache_subnet_groups[group.cache_subnet_group_name]
        return EmptyResult()

    @add(ElastiCacheResponse)
    def modify_cache_subnet_group(self):
        backend = self.elasticache_backend
        old = require(backend, self._get_param("CacheSubnetGroupName"))
        group = CacheSubnetGroup(
            account_id=self.current_account,
            region_name=self.region,
            cache_subnet_group_name=old.cache_subnet_group_name,
            cache_subnet_group_description=self._get_param("CacheSubnetGroupDescription")
            or old.cache_subnet_group_description,
            subnet_ids=self._get_param("SubnetIds", []) or old.subnet_ids,
            tags=None,
        )
        backend.cache_subnet_groups[old.cache_subnet_group_name] = group
        return ActionResult({"CacheSubnetGroup": group})
