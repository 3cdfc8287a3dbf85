"""What the gaps of ElastiCache share."""

from __future__ import annotations

from typing import Any


def kept(backend: Any, name: str) -> dict[str, Any]:
    """What a backend keeps under a name that moto does not know; it is forgotten when moto is reset."""
    return backend.__dict__.setdefault(name, {})


def refused(code: str, message: str) -> Exception:
    """An error of ElastiCache, in its form."""
    from moto.elasticache.exceptions import ElastiCacheException

    return type("Refused", (ElastiCacheException,), {"code": code, "__module__": ElastiCacheException.__module__})(message)


def arn(backend: Any, kind: str, name: str) -> str:
    from moto.utilities.utils import get_partition

    return f"arn:{get_partition(backend.region_name)}:elasticache:{backend.region_name}:{backend.account_id}:{kind}:{name}"


def tagged(backend: Any, resource_arn: str, tags: Any) -> None:
    if tags:
        backend.tagging_service.tag_resource(resource_arn, tags)
