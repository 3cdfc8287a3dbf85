"""EKS Auto Mode of clusters: what AWS refuses of it, and what it fills in.

The texts are those that AWS answers with (hashicorp/terraform-provider-aws, issues 40483 and 40582; terraform-aws-modules/terraform-aws-eks,
issues 3238 and 3366; kubernetes-sigs/cluster-api-provider-aws, issue 5278; read 2026-11)."""

from __future__ import annotations

from typing import Any

from .access import add_node_entry
from .common import bad_parameter

# The node pools that EKS brings along.
NODE_POOLS = ("general-purpose", "system")


def check_auto_mode_at_creation(response: Any) -> None:
    """Raises InvalidParameterException."""
    parts = ("computeConfig", "kubernetesNetworkConfig", "storageConfig")
    asked = {part: response._get_param(part) for part in parts}
    access = response._get_param("accessConfig") or {}
    if not check_auto_mode(asked, {}, access.get("authenticationMode", "CONFIG_MAP")):
        return
    if response._get_param("bootstrapSelfManagedAddons") is not False:
        raise bad_parameter("When EKS Auto Mode is enabled, bootstrapSelfManagedAddons must be set to false.")


def check_auto_mode(asked: dict[str, Any], former: dict[str, Any], mode: str) -> bool:
    """Whether EKS Auto Mode is on after a request. `former` is the compute configuration of before. Raises InvalidParameterException."""
    compute = asked.get("computeConfig") or {}
    switches = (
        compute.get("enabled"),
        ((asked.get("kubernetesNetworkConfig") or {}).get("elasticLoadBalancing") or {}).get("enabled"),
        ((asked.get("storageConfig") or {}).get("blockStorage") or {}).get("enabled"),
    )
    # A request about node pools alone leaves out all three.
    unsaid = all(switch is None for switch in switches)
    on = bool(former.get("enabled")) if unsaid else bool(switches[0])
    if not unsaid and any(bool(switch) != on for switch in switches):
        raise bad_parameter(
            "For EKS Auto Mode, please ensure that all required configs, including computeConfig, kubernetesNetworkConfig, "
            "and blockStorage are all either fully enabled or fully disabled."
        )
    check_pools(compute, former, on)
    # EKS admits the nodes by access entries (Amazon EKS User Guide, "Learn about identity and access in EKS Auto Mode", read 2026-11).
    if on and mode == "CONFIG_MAP":
        raise bad_parameter("EKS Auto Mode requires the authentication mode API or API_AND_CONFIG_MAP.")
    return on


def check_pools(compute: dict[str, Any], former: dict[str, Any], on: bool) -> None:
    pools, role = compute.get("nodePools") or [], compute.get("nodeRoleArn")
    if role and not pools:
        raise bad_parameter("When Compute Config nodeRoleArn is not null or empty, nodePool value(s) must be provided.")
    if pools and not role:
        raise bad_parameter("When Compute Config nodeRoleArn is null or empty, nodePool list cannot be populated.")
    if pools and not on:
        raise bad_parameter("Compute Config nodePools cannot be populated when EKS Auto Mode is disabled.")
    if any(pool not in NODE_POOLS for pool in pools):
        raise bad_parameter(f"Compute Config nodePools must be some of {', '.join(NODE_POOLS)}.")
    if role and former.get("nodeRoleArn") not in (None, role):
        raise bad_parameter("Compute Config nodeRoleArn cannot be changed.")


def with_compute(former: dict[str, Any], given: dict[str, Any]) -> dict[str, Any]:
    """The compute configuration after a change. The role goes with the last pool."""
    compute = {**former, **given}
    if not compute.get("enabled") or not compute.get("nodePools"):
        return {"enabled": bool(compute.get("enabled")), "nodePools": []}
    return compute


def admit_auto_nodes(response: Any, cluster: Any) -> None:
    """The access entry that EKS makes for the nodes of its own pools. It stays when they are taken out."""
    role = (cluster.compute_config or {}).get("nodeRoleArn")
    if role:
        add_node_entry(response, cluster, role, "EC2")
