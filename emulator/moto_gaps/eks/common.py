"""What the gaps of EKS share: records of what moto does not know, updates, and the network that a cluster lies in."""

from __future__ import annotations

import hashlib
from typing import Any

# Kubernetes versions that a cluster can be created with, as minor versions of 1.
MINOR_VERSIONS = range(28, 37)
DEFAULT_VERSION = "1.34"

# The releases that node images are of when none is named.
RELEASE_DATE = "20251120"
BOTTLEROCKET_RELEASE = "1.50.0"


class Record:
    """An add-on, access entry or association with its attributes, under the names that AWS returns."""

    # The inspection counts models of moto.
    __module__ = "moto.eks.models"

    def __init__(self, cluster: str, arn: str, values: dict[str, Any]):
        self.cluster = cluster
        self.arn = arn
        self.values = values
        # Whether EKS made it for a node group, a Fargate profile or an add-on, and takes it away with them.
        self.made_by_eks = False

    @property
    def tags(self) -> dict[str, str]:
        return self.values.setdefault("tags", {})


def records(backend: Any, kind: str) -> dict[str, Record]:
    """All records of a kind by `<cluster>/<name>`, on the backend, so that a reset empties them."""
    return backend.__dict__.setdefault(kind, {})


def records_of(backend: Any, kind: str, cluster: str) -> list[Record]:
    return [record for record in list(records(backend, kind).values()) if record.cluster == cluster]


def record_of(response: Any, kind: str, name: str, what: str) -> Record:
    """A record of the cluster that the request names. Raises ResourceNotFoundException."""
    cluster = cluster_of(response)
    found = records(response.eks_backend, kind).get(f"{cluster.name}/{name}")
    if found is None:
        raise not_found(f"No {what} found in cluster {cluster.name}: {name}.")
    return found


def cluster_of(response: Any) -> Any:
    """The cluster in the address of the request. Raises ResourceNotFoundException."""
    return response.eks_backend.describe_cluster(response._get_param("name"))


def body_of(response: Any) -> dict[str, Any]:
    """The arguments in the body of a request, without those that are null."""
    import json

    values = json.loads(response.body) if response.body else {}
    return {name: value for name, value in values.items() if value is not None}


def arn_of(response: Any, *parts: str) -> str:
    scope = f"arn:{response.partition}:eks:{response.region}:{response.current_account}"
    return f"{scope}:{'/'.join(parts)}"


def digest(*parts: str) -> str:
    """Hexadecimal digits that depend on the parts only."""
    return hashlib.sha256("/".join(parts).encode()).hexdigest()


def new_uuid() -> str:
    from moto.moto_api._internal import mock_random

    return str(mock_random.uuid4())


def now() -> Any:
    from moto.core.utils import utcnow

    return utcnow()


def add_update(response: Any, kind: str, changes: dict[str, Any]) -> Any:
    """The answer to a request that changes something: an update that is over already, and can be described."""
    from moto.core.responses import ActionResult

    params = [{"type": name[0].upper() + name[1:], "value": str(value)} for name, value in changes.items()]
    update = {"id": new_uuid(), "status": "Successful", "type": kind, "params": params, "createdAt": now(), "errors": []}
    keep_update(response, update)
    return ActionResult({"update": update})


def keep_update(response: Any, update: dict[str, Any]) -> None:
    response.eks_backend.__dict__.setdefault("updates", {})[update["id"]] = {**update, "cluster": cluster_of(response).name}


def add_addresses(*addresses: str) -> None:
    from moto.eks import urls
    from moto.eks.responses import EKSResponse

    for address in addresses:
        urls.url_paths[f"{{0}}/{address}$"] = EKSResponse.dispatch


def not_found(message: str) -> Exception:
    from moto.eks.exceptions import ResourceNotFoundException

    return ResourceNotFoundException(message=message)


def in_use(message: str) -> Exception:
    from moto.eks.exceptions import ResourceInUseException

    return ResourceInUseException(message=message)


def bad_parameter(message: str) -> Exception:
    from moto.eks.exceptions import InvalidParameterException

    return InvalidParameterException(message=message)


def bad_request(message: str) -> Exception:
    from moto.eks.exceptions import InvalidRequestException

    return InvalidRequestException(message=message)


def minor_of(version: str) -> int:
    """The minor version of `1.<minor>`. Raises InvalidParameterException for one that EKS does not offer."""
    major, _, minor = version.partition(".")
    if major != "1" or not minor.isdigit() or int(minor) not in MINOR_VERSIONS:
        raise bad_parameter(f"unsupported Kubernetes version {version}")
    return int(minor)


def ec2_of(response: Any) -> Any:
    from moto.ec2.models import ec2_backends

    return ec2_backends[response.current_account][response.region]


def subnets_of(response: Any, ids: list[str]) -> list[Any]:
    """The subnets with these ids. Raises InvalidParameterException where one does not exist."""
    known = {subnet.id: subnet for subnet in ec2_of(response).describe_subnets()}
    missing = [id for id in ids if id not in known]
    if missing:
        raise bad_parameter(f"The subnet ID '{missing[0]}' does not exist")
    return [known[id] for id in ids]


def add_security_group(response: Any, name: str, description: str, vpc_id: str, tags: dict[str, str]) -> Any:
    """A security group that EKS makes by itself, whose members reach each other."""
    ec2 = ec2_of(response)
    group = ec2.create_security_group(name, description, vpc_id=vpc_id, tags=tags)
    ec2.authorize_security_group_ingress(group.id, "-1", None, None, [], source_groups=[{"GroupId": group.id}])
    return group


def remove_security_group(response: Any, group_id: str | None) -> None:
    """Nothing happens when somebody has deleted the group already."""
    ec2 = ec2_of(response)
    if group_id and ec2.get_security_group_from_id(group_id):
        ec2.delete_security_group(group_id=group_id)
