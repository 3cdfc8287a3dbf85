"""What ECS refuses."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from .core import backend_of, known, refuses
from .elbv2 import groups_in

API = "Amazon ECS API Reference (2014-11-13), {}, 2026-11"

# What UpdateService may change of a service that CodeDeploy deploys, and what says which service is meant.
CODE_DEPLOY_CHANGES = {
    *("desiredCount", "deploymentConfiguration", "healthCheckGracePeriodSeconds", "placementConstraints"),
    *("placementStrategy", "enableECSManagedTags", "propagateTags", "cluster", "service", "forceNewDeployment"),
}


def last_part(name: str | None) -> str:
    return (name or "default").split("/")[-1]


def services_in(request: Any, cluster: str) -> Iterator[Any]:
    for service in request.ecs_backend.services.values():
        if service.cluster_name == cluster and service.status != "INACTIVE":
            yield service


def providers_of(service: Any) -> set[str]:
    strategy = getattr(service, "capacity_provider_strategy", None) or []
    return {last_part(item.get("capacityProvider")) for item in strategy}


@refuses(
    "ECS",
    "PutClusterCapacityProviders",
    "ResourceInUseException",
    "a capacity provider that a service uses is left out",
    API.format("PutClusterCapacityProviders"),
)
def dropped_provider(request: Any) -> str | None:
    kept = {last_part(name) for name in request._get_param("capacityProviders") or []}
    for service in services_in(request, last_part(request._get_param("cluster"))):
        if providers_of(service) - kept:
            return "The specified capacity provider is in use and cannot be removed."
    return None


@refuses(
    "ECS",
    "CreateCapacityProvider",
    "ClientException",
    "a capacity provider has the name",
    "containers-roadmap, issue 632, 2020-05",
)
def second_provider(request: Any) -> str | None:
    if request._get_param("name") in request.ecs_backend.capacity_providers:
        return (
            "The specified capacity provider already exists. To change the configuration of an existing "
            "capacity provider, update the capacity provider."
        )
    return None


@refuses(
    "ECS",
    "DeleteCluster",
    "ClusterContainsContainerInstancesException",
    "container instances are registered",
    API.format("DeleteCluster"),
)
def cluster_with_instances(request: Any) -> str | None:
    if request.ecs_backend.container_instances.get(last_part(request._get_param("cluster"))):
        return "The Cluster cannot be deleted while Container Instances are active or draining."
    return None


@refuses("ECS", "DeleteCluster", "ClusterContainsServicesException", "a service is active", API.format("DeleteCluster"))
def cluster_with_services(request: Any) -> str | None:
    if any(services_in(request, last_part(request._get_param("cluster")))):
        return "The Cluster cannot be deleted while Services are active."
    return None


@refuses("ECS", "CreateService", "InvalidParameterException", "the cluster has a service of the name", API.format("CreateService"))
def second_service(request: Any) -> str | None:
    held = services_in(request, last_part(request._get_param("cluster")))
    if any(service.name == request._get_param("serviceName") for service in held):
        return "Creation of service was not idempotent."
    return None


@refuses(
    "ECS",
    "CreateService",
    "InvalidParameterException",
    "a capacity provider of the strategy is not the cluster's",
    API.format("CreateService; CapacityProviderStrategyItem"),
)
def foreign_provider(request: Any) -> str | None:
    cluster = request.ecs_backend.clusters.get(last_part(request._get_param("cluster")))
    wanted = {last_part(item.get("capacityProvider")) for item in request._get_param("capacityProviderStrategy") or []}
    held = {last_part(name) for name in getattr(cluster, "capacity_providers", None) or []}
    if cluster is not None and wanted - held:
        return (
            f"The specified capacity provider strategy cannot contain a capacity provider that is not associated "
            f"with the cluster. Associate the capacity provider with the cluster and try again."
        )
    return None


def forwarded(request: Any) -> set[str]:
    """Target groups that a listener or a rule forwards to."""
    balancers = getattr(backend_of("elbv2", request.current_account, request.region), "load_balancers", {}).values()
    listeners = [listener for balancer in balancers for listener in balancer.listeners.values()]
    return {
        arn
        for listener in listeners
        for actions in [listener.default_actions, *(rule.actions for rule in listener._non_default_rules.values())]
        for arn in groups_in(actions)
    }


def unbalanced_group(request: Any) -> str | None:
    """A service that CodeDeploy deploys gets one target group now, and the other one may wait."""
    for item in request._get_param("loadBalancers") or []:
        arn = item.get("targetGroupArn")
        if arn and arn not in forwarded(request):
            return f"The target group with targetGroupArn {arn} does not have an associated load balancer."
    return None


for operation in ("CreateService", "UpdateService"):
    refuses(
        "ECS",
        operation,
        "InvalidParameterException",
        "no listener or rule forwards to a target group of the service",
        "aws-cdk, issue 34290, 2025-04",
    )(unbalanced_group)


@refuses(
    "ECS",
    "UpdateService",
    "InvalidParameterException",
    "CodeDeploy deploys the service, and more changes than counts, placement, deployment configuration and tags",
    API.format("UpdateService"),
)
def deployed_by_code_deploy(request: Any) -> str | None:
    name = last_part(request._get_param("service"))
    for service in services_in(request, last_part(request._get_param("cluster"))):
        controller = (service.deployment_controller or {}).get("type")
        refused = sorted({key for key, value in request._get_params().items() if value is not None} - CODE_DEPLOY_CHANGES)
        if service.name == name and controller == "CODE_DEPLOY" and refused:
            return (
                f"Unable to update {', '.join(refused)} on services with a CODE_DEPLOY deployment controller. "
                "Use AWS CodeDeploy to trigger a new deployment."
            )
    return None


known(
    "ECS",
    "DeleteService",
    "InvalidParameterException",
    "the service has tasks, without force",
    API.format("DeleteService"),
)
known(
    "ECS",
    "DeleteCapacityProvider",
    "DELETE_FAILED (the update status of the provider)",
    "a cluster has the capacity provider",
    API.format("DeleteCapacityProvider; CapacityProvider"),
)
