"""Gaps of API Gateway V2."""

from __future__ import annotations

import hashlib
import json
from typing import Any
from urllib.parse import unquote

from .core import add, gap, wrap

# Zones of regional addresses (AWS General Reference, "Amazon API Gateway endpoints and quotas", as of 2026-11).
ZONES = {
    "ap-northeast-1": "Z1YSHQZHG15GKL",
    "ap-northeast-2": "Z20JF4UZKIW1U8",
    "eu-central-1": "Z1U9ULNL0V5AJ3",
    "eu-west-1": "ZLY8HYME6SFDD",
    "us-east-1": "Z1UJRXOUMOOFQ8",
    "us-west-2": "Z2OJLYMUO9EFXC",
}

STAGE = r"{0}/v2/apis/(?P<api_id>[^/]+)/stages/(?P<stage_name>[^/]+)"


def place(request: Any, *, after: str) -> str:
    """The part of the address behind another one."""
    return unquote(request.path.split(f"/{after}/")[1].split("/")[0])


@gap("API Gateway: changes of stages, and what is taken away from them")
def changed_stages() -> None:
    """moto has none of the operations (API Gateway V2 API Reference, "UpdateStage", "DeleteRouteSettings" and "DeleteAccessLogSettings", as of
    2026-11)."""
    from moto.apigatewayv2 import urls
    from moto.apigatewayv2.responses import ApiGatewayV2Response

    names = {
        "accessLogSettings": "access_log_settings",
        "autoDeploy": "auto_deploy",
        "clientCertificateId": "client_certificate_id",
        "defaultRouteSettings": "default_route_settings",
        "description": "description",
    }

    def stage_of(request):
        return request.apigatewayv2_backend.get_stage(place(request, after="apis"), place(request, after="stages"))

    @add(ApiGatewayV2Response)
    def update_stage(self):
        stage, asked = stage_of(self), json.loads(self.body)
        for name, attribute in names.items():
            if name in asked:
                setattr(stage, attribute, asked[name])
        stage.route_settings = {**stage.route_settings, **asked.get("routeSettings", {})}
        # An empty value takes a variable away.
        variables = {**stage.stage_variables, **asked.get("stageVariables", {})}
        stage.stage_variables = {name: value for name, value in variables.items() if value != ""}
        return 200, {}, json.dumps(stage.to_json())

    @add(ApiGatewayV2Response)
    def delete_route_settings(self):
        stage_of(self).route_settings.pop(unquote(self.path.split("/routesettings/")[1]), None)
        return 204, {}, ""

    @add(ApiGatewayV2Response)
    def delete_access_log_settings(self):
        stage_of(self).access_log_settings = None
        return 204, {}, ""

    urls.url_paths[f"{STAGE}/routesettings/(?P<route_key>.+)$"] = ApiGatewayV2Response.dispatch
    urls.url_paths[f"{STAGE}/accesslogsettings$"] = ApiGatewayV2Response.dispatch


@gap("API Gateway: tags of stages and of domains that are changed")
def changed_tags() -> None:
    """moto has no address for them (API Gateway V2 API Reference, "TagResource" and "UntagResource", as of 2026-11)."""
    from moto.apigatewayv2 import urls
    from moto.apigatewayv2.models import ApiGatewayV2Backend
    from moto.apigatewayv2.responses import ApiGatewayV2Response

    def owner(backend, arn):
        parts = arn.split("/")
        if "/stages/" in arn:
            return backend.get_stage(parts[-3], parts[-1])
        return backend.get_domain_name(parts[-1]) if "/domainnames/" in arn else None

    @wrap(ApiGatewayV2Backend, "tag_resource")
    def tag_resource(original, self, resource_arn, tags):
        held = owner(self, resource_arn)
        if held is None:
            return original(self, resource_arn, tags)
        held.tags = {**(held.tags or {}), **tags}

    @wrap(ApiGatewayV2Backend, "untag_resource")
    def untag_resource(original, self, resource_arn, tag_keys):
        held = owner(self, resource_arn)
        if held is None:
            return original(self, resource_arn, tag_keys)
        held.tags = {key: value for key, value in (held.tags or {}).items() if key not in tag_keys}

    tagged = r"{0}/v2/tags/(?P<resource_arn_pt1>[^/]+)"
    urls.url_paths[f"{tagged}/apis/(?P<api_id>[^/]+)/stages/(?P<resource_arn_pt2>[^/]+)$"] = ApiGatewayV2Response.dispatch
    urls.url_paths[f"{tagged}/domainnames/(?P<resource_arn_pt2>[^/]+)$"] = ApiGatewayV2Response.dispatch


@gap("API Gateway: where a domain leads to, whether it is ready, and its changes")
def whole_domains() -> None:
    """moto forgets the address and zone that a record leads to, and the state, and lacks changes (API Gateway V2 API Reference,
    "DomainNameConfiguration", "UpdateDomainName" and "UpdateApiMapping", as of 2026-11)."""
    from moto.apigatewayv2.models import DomainName
    from moto.apigatewayv2.responses import ApiGatewayV2Response

    def told(region, name, configuration):
        address = hashlib.sha256(name.encode()).hexdigest()[:10]
        return {
            "apiGatewayDomainName": f"d-{address}.execute-api.{region}.amazonaws.com",
            "hostedZoneId": ZONES.get(region, ZONES["us-east-1"]),
            "domainNameStatus": "AVAILABLE",
            "ipAddressType": "ipv4",
            **configuration,
        }

    @wrap(DomainName, "to_json")
    def to_json(original, self):
        answer = original(self)
        region = self.domain_name_arn.split(":")[3]
        answer["domainNameConfigurations"] = [told(region, self.domain_name, one) for one in self.domain_name_configurations]
        if not self.mutual_tls_authentication:
            answer.pop("mutualTlsAuthentication")
        return answer

    @add(ApiGatewayV2Response)
    def update_domain_name(self):
        domain, asked = self.apigatewayv2_backend.get_domain_name(place(self, after="domainnames")), json.loads(self.body)
        domain.domain_name_configurations = asked.get("domainNameConfigurations", domain.domain_name_configurations)
        if "mutualTlsAuthentication" in asked:
            # An empty address takes it away.
            mutual = asked["mutualTlsAuthentication"]
            domain.mutual_tls_authentication = mutual if mutual.get("truststoreUri") else {}
        return 200, {}, json.dumps(domain.to_json())

    @add(ApiGatewayV2Response)
    def update_api_mapping(self):
        domain, mapping_id = place(self, after="domainnames"), place(self, after="apimappings")
        mapping, asked = self.apigatewayv2_backend.get_api_mapping(mapping_id, domain), json.loads(self.body)
        mapping.api_id = asked["apiId"]
        mapping.stage = asked.get("stage", mapping.stage)
        mapping.api_mapping_key = asked.get("apiMappingKey", mapping.api_mapping_key)
        return 200, {}, json.dumps(mapping.to_json())


@gap("API Gateway: mappings go with their domain, and scopes of a route can be taken away")
def taken_away() -> None:
    """moto breaks at a domain with mappings, and keeps the scopes of a route that asks for none any more (API Gateway V2 API Reference,
    "DeleteDomainName" and "UpdateRoute", as of 2026-11)."""
    from moto.apigatewayv2.models import ApiGatewayV2Backend, Route

    @wrap(ApiGatewayV2Backend, "delete_domain_name")
    def delete_domain_name(original, self, domain_name):
        kept = {key: mapping for key, mapping in self.api_mappings.items() if mapping.domain_name != domain_name}
        self.api_mappings = kept
        return original(self, domain_name)

    @wrap(Route, "update")
    def update(original, self, *args, **kwargs):
        scopes = kwargs.get("authorization_scopes")
        original(self, *args, **kwargs)
        if scopes is not None:
            self.authorization_scopes = scopes


@gap("API Gateway: whether an API and its address speak IPv6")
def address_types() -> None:
    """moto forgets it (API Gateway V2 API Reference, "CreateApi" and "UpdateApi", `ipAddressType`, as of 2026-11)."""
    from moto.apigatewayv2.models import Api
    from moto.apigatewayv2.responses import ApiGatewayV2Response

    @wrap(Api, "to_json")
    def to_json(original, self):
        return {**original(self), "ipAddressType": getattr(self, "gp_address_type", "ipv4")}

    def keeping(name):
        @wrap(ApiGatewayV2Response, name)
        def operation(original, self):
            status, headers, body = original(self)
            asked = json.loads(self.body or "{}").get("ipAddressType")
            answer = json.loads(body)
            if asked is not None and "apiId" in answer:
                self.apigatewayv2_backend.get_api(answer["apiId"]).gp_address_type = asked
                answer["ipAddressType"] = asked
            return status, headers, json.dumps(answer)

    for name in ("create_api", "update_api"):
        keeping(name)
