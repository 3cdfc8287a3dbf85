"""Gaps of ECS."""

from __future__ import annotations

from .core import gap, wrap

# Arguments of a service that moto takes and forgets, as the API names them.
KEPT = [
    "availabilityZoneRebalancing",
    "capacityProviderStrategy",
    "deploymentConfiguration",
    "enableECSManagedTags",
    "enableExecuteCommand",
    "healthCheckGracePeriodSeconds",
    "placementConstraints",
    "placementStrategy",
    "serviceConnectConfiguration",
]


@gap("ECS: arguments of a service")
def service_arguments() -> None:
    """moto forgets most arguments of a new service; they are kept on it, where describing finds them.

    A service with shares of capacity providers has no launch type, as in AWS.
    """
    from moto.core.utils import camelcase_to_underscores
    from moto.ecs.responses import EC2ContainerServiceResponse

    @wrap(EC2ContainerServiceResponse, "create_service")
    def create_service(original, self):
        answer = original(self)
        service = answer.result["service"]
        for name in KEPT:
            value = self._get_param(name)
            if value is not None:
                setattr(service, camelcase_to_underscores(name), value)
        if self._get_param("capacityProviderStrategy"):
            service.launch_type = None
        return answer


@gap("ECS: fault injection of a task definition")
def fault_injection() -> None:
    """moto forgets whether faults may be injected; the next plan would register another revision."""
    from moto.ecs.responses import EC2ContainerServiceResponse

    @wrap(EC2ContainerServiceResponse, "register_task_definition")
    def register_task_definition(original, self):
        answer = original(self)
        asked = self._get_param("enableFaultInjection")
        if asked is not None:
            answer.result["taskDefinition"].enable_fault_injection = asked
        return answer


@gap("ECS: services reach the desired number of tasks")
def steady_services() -> None:
    """moto starts no task of a service by itself, so a deployment never ends; here it ends at once."""
    from moto.ecs.models import EC2ContainerServiceBackend, Service

    def settle(service) -> None:
        service.running_count = service.desired_count
        service.pending_count = 0
        for deployment in service.deployments:
            deployment.update(
                desiredCount=service.desired_count,
                runningCount=service.desired_count,
                pendingCount=0,
                rolloutState="COMPLETED",
                rolloutStateReason=f"ECS deployment {deployment['id']} completed.",
                taskDefinition=service.task_definition,
            )

    @wrap(Service, "__init__")
    def init(original, self, *args, **kwargs):
        original(self, *args, **kwargs)
        settle(self)

    @wrap(EC2ContainerServiceBackend, "update_service")
    def update_service(original, self, service_properties):
        service = original(self, service_properties)
        settle(service)
        return service


@gap("ECS: a change keeps what it does not name of how a service is deployed")
def kept_deployment_configuration() -> None:
    """moto puts what an update says in the place of all of it. The provider sends the percentages and the circuit breaker only where they have
    changed (AWS provider 5.100.0, `aws_ecs_service`, update, as of 2026-11), and finds the others as they were."""
    from moto.ecs.models import EC2ContainerServiceBackend

    @wrap(EC2ContainerServiceBackend, "update_service")
    def update_service(original, self, service_properties):
        asked = service_properties.get("deployment_configuration")
        if asked:
            service = self._get_service(service_properties.get("cluster", "default"), service_properties["service"].split("/")[-1])
            before = getattr(service, "deployment_configuration", None) or {}
            service_properties["deployment_configuration"] = {**before, **asked}
        return original(self, service_properties)


@gap("ECS: a capacity provider of a cluster is not deleted")
def capacity_provider_in_use() -> None:
    """Whether a provider may go turns out in AWS after the answer: one that a cluster has stays, with the reason."""
    from moto.core.responses import ActionResult
    from moto.ecs.responses import EC2ContainerServiceResponse

    @wrap(EC2ContainerServiceResponse, "delete_capacity_provider")
    def delete_capacity_provider(original, self):
        provider = self.ecs_backend._get_provider(self._get_param("capacityProvider"))
        clusters = [cluster for cluster in self.ecs_backend.clusters.values() if cluster.status != "INACTIVE"]
        held = [
            cluster.name
            for cluster in clusters
            if provider and {provider.name, provider.capacity_provider_arn} & set(cluster.capacity_providers or [])
        ]
        if not held:
            return original(self)
        provider.update_status = "DELETE_FAILED"
        provider.update_status_reason = (
            f"The capacity provider cannot be deleted because it is associated with cluster: {held[0]}. "
            "Remove the capacity provider from the cluster and try again."
        )
        return ActionResult({"capacityProvider": provider})


@gap("ECS: a cluster that is there is not made anew")
def existing_cluster() -> None:
    """moto puts an empty cluster in the place of one that has the name; AWS answers with the one that is there."""
    from moto.ecs.models import EC2ContainerServiceBackend

    @wrap(EC2ContainerServiceBackend, "create_cluster")
    def create_cluster(original, self, cluster_name, *args, **kwargs):
        held = self.clusters.get(cluster_name)
        if held is not None and held.status == "ACTIVE":
            return held
        return original(self, cluster_name, *args, **kwargs)
