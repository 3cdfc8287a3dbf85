"""What API Gateway V2 refuses: to delete what is in use."""

from __future__ import annotations

from typing import Any

from .core import refuses

MODULE = "terraform-aws-modules/terraform-aws-apigateway-v2, pull request 55, 2026-11"
MODULE_OF_LINKS = "terraform-provider-aws, issue 12195, 2026-11"
AUTHORIZERS = "anomalyco/sst, issue 5586, 2026-11"
MAPPED = "gruntwork-io/cloud-nuke, issue 370, 2026-11"


def api_of(request: Any) -> Any | None:
    return request.apigatewayv2_backend.apis.get(request.path.split("/apis/")[1].split("/")[0])


def last(request: Any) -> str:
    return request.path.rstrip("/").split("/")[-1]


@refuses("API Gateway", "DeleteIntegration", "ConflictException", "a route leads to it", MODULE)
def integration_of_routes(request: Any) -> str | None:
    api = api_of(request)
    routes = [route.route_id for route in api.routes.values() if route.target == f"integrations/{last(request)}"] if api else []
    if not routes:
        return None
    return f"Cannot delete Integration because it is referenced by the following Routes with Ids: [{', '.join(routes)}]"


@refuses("API Gateway", "DeleteAuthorizer", "ConflictException", "a route asks it", AUTHORIZERS)
def authorizer_of_routes(request: Any) -> str | None:
    api = api_of(request)
    authorizer = api.authorizers.get(last(request)) if api else None
    routes = [route.route_key for route in api.routes.values() if route.authorizer_id == authorizer.id] if authorizer else []
    if not routes:
        return None
    return f"Cannot delete authorizer '{authorizer.name}', is referenced in route: {', '.join(routes)}"


@refuses("API Gateway", "DeleteVpcLink", "BadRequestException", "an integration goes by it", MODULE_OF_LINKS)
def link_of_integrations(request: Any) -> str | None:
    link = last(request)
    users = [
        f"{integration.integration_method}:{integration.id}"
        for api in request.apigatewayv2_backend.apis.values()
        for integration in api.integrations.values()
        if integration.connection_id == link
    ]
    if not users:
        return None
    return f"Cannot delete vpc link. Vpc link '{link}', is referenced in [{', '.join(users)}] in format of [Method:Resource]."


@refuses("API Gateway", "DeleteApi", "BadRequestException", "a domain leads to it", MAPPED)
def api_of_domains(request: Any) -> str | None:
    api_id = last(request)
    domains = [mapping.domain_name for mapping in request.apigatewayv2_backend.api_mappings.values() if mapping.api_id == api_id]
    if not domains:
        return None
    return f"Deleting API {api_id} failed. Please remove all API mappings for the API from your custom domain names."
