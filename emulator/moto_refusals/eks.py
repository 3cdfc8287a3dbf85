"""What EKS refuses. Access entries, add-ons and associations are refused where the emulator adds them, in `moto_gaps/eks/*.py`."""

from __future__ import annotations

from typing import Any

from .core import known, refuses

API = "Amazon EKS API Reference (2017-11-01), {}, 2026-11"


def zones(request: Any, subnets: list[str]) -> set[str]:
    from moto.ec2 import ec2_backends

    ec2 = ec2_backends[request.current_account][request.region]
    return {subnet.availability_zone for zone in ec2.subnets.values() for subnet in zone.values() if subnet.id in subnets}


@refuses(
    "EKS",
    "UpdateClusterConfig",
    "InvalidParameterException",
    "the subnets are in other zones than those at creation",
    API.format("UpdateClusterConfig") + "; EKS user guide, VPC and subnet requirements",
)
def other_zones(request: Any) -> str | None:
    cluster = request.eks_backend.clusters.get(request._get_param("name"))
    wanted = (request._get_param("resourcesVpcConfig") or {}).get("subnetIds")
    if cluster is None or not wanted:
        return None
    if not hasattr(cluster, "first_zones"):
        cluster.first_zones = zones(request, cluster.resources_vpc_config.get("subnetIds", []))
    if zones(request, wanted) != cluster.first_zones:
        return (
            "Provided subnets belong to the AZs "
            f"'{','.join(sorted(zones(request, wanted)))}'. But they should belong to the exact set of AZs "
            f"'{','.join(sorted(cluster.first_zones))}' in which subnets were provided during cluster creation."
        )
    return None


known("EKS", "CreateCluster", "ResourceInUseException", "a cluster has the name", API.format("CreateCluster"))
known("EKS", "CreateCluster", "InvalidParameterException", "the subnets are in one zone", API.format("CreateCluster"))
known("EKS", "DeleteCluster", "ResourceInUseException", "the cluster has node groups or Fargate profiles", API.format("DeleteCluster"))
known("EKS", "DeleteCluster", "InvalidRequestException", "deletion protection is on", API.format("DeleteCluster"))
known("EKS", "CreateNodegroup", "ResourceInUseException", "the cluster has a node group of the name", API.format("CreateNodegroup"))
known("EKS", "CreateAddon", "ResourceInUseException", "the cluster has the add-on", API.format("CreateAddon"))
known("EKS", "CreateAccessEntry", "ResourceInUseException", "the principal has an entry", API.format("CreateAccessEntry"))
known(
    "EKS",
    "CreatePodIdentityAssociation",
    "ResourceInUseException",
    "the service account has an association",
    API.format("CreatePodIdentityAssociation"),
)
