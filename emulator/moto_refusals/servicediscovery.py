"""What Cloud Map refuses."""

from __future__ import annotations

from typing import Any

from .core import backend_of, refuses

API = "AWS Cloud Map API Reference (2017-03-14), {}, 2026-11"


def tasks_of(request: Any) -> list[Any]:
    """Services of ECS that are not gone: their tasks are instances in Cloud Map."""
    held = getattr(backend_of("ecs", request.current_account, request.region), "services", {}).values()
    return [service for service in held if service.status != "INACTIVE"]


@refuses("Cloud Map", "DeleteNamespace", "ResourceInUse", "the namespace has services", API.format("DeleteNamespace"))
def namespace_with_services(request: Any) -> str | None:
    backend, namespace_id = request.servicediscovery_backend, request._get_param("Id")
    namespace = backend.namespaces.get(namespace_id)
    if any(service.namespace_id == namespace_id for service in backend.services.values()):
        return "The namespace contains one or more services and can't be deleted."
    for service in tasks_of(request):
        connect = getattr(service, "service_connect_configuration", None) or {}
        names = (getattr(namespace, "arn", None), getattr(namespace, "name", None))
        if namespace is not None and connect.get("services") and connect.get("namespace") in names:
            return "The namespace contains one or more services and can't be deleted."
    return None


@refuses("Cloud Map", "DeleteService", "ResourceInUse", "instances are registered", API.format("DeleteService"))
def service_with_instances(request: Any) -> str | None:
    service = request.servicediscovery_backend.services.get(request._get_param("Id"))
    if service is None:
        return None
    registries = [item for held in tasks_of(request) if held.desired_count for item in held.service_registries or []]
    if getattr(service, "instances", None) or any(item.get("registryArn") == service.arn for item in registries):
        return "The service can't be deleted because it still has instances registered."
    return None


@refuses("Cloud Map", "CreateService", "ServiceAlreadyExists", "the namespace has a service of the name", API.format("CreateService"))
def second_service(request: Any) -> str | None:
    name, namespace_id = request._get_param("Name"), request._get_param("NamespaceId")
    for service in request.servicediscovery_backend.services.values():
        if service.name == name and service.namespace_id == namespace_id:
            return f"Service already exists: {service.id}"
    return None


@refuses(
    "Cloud Map",
    "CreateHttpNamespace",
    "NamespaceAlreadyExists",
    "an HTTP namespace of the account and region has the name",
    API.format("CreateHttpNamespace"),
)
def second_http_namespace(request: Any) -> str | None:
    for namespace in request.servicediscovery_backend.namespaces.values():
        if namespace.name == request._get_param("Name") and namespace.type == "HTTP":
            return "Namespace with same name already exists"
    return None


@refuses(
    "Cloud Map",
    "CreatePrivateDnsNamespace",
    "NamespaceAlreadyExists",
    "the VPC has a namespace of the name",
    API.format("CreatePrivateDnsNamespace"),
)
def second_private_namespace(request: Any) -> str | None:
    for namespace in request.servicediscovery_backend.namespaces.values():
        if namespace.name == request._get_param("Name") and namespace.vpc == request._get_param("Vpc"):
            return "Namespace with same name already exists"
    return None
