"""Gaps of VPC endpoint services."""

from __future__ import annotations

import hashlib

from .core import gap, wrap


@gap("VPC endpoint services: allowed principals")
def endpoint_service_permissions() -> None:
    """moto returns no ids for the grants, by which the provider finds them again."""
    from moto.core.responses import ActionResult
    from moto.ec2.responses.vpc_service_configuration import VPCEndpointServiceConfiguration as Responses

    def grant(service_id, principal):
        digest = hashlib.sha256(f"{service_id} {principal}".encode()).hexdigest()
        kinds = {"root": "Account", "user": "User", "role": "Role"}
        return {
            "Principal": principal,
            "PrincipalType": kinds.get(principal.rsplit(":", 1)[-1].split("/", 1)[0], "All"),
            "ServiceId": service_id,
            "ServicePermissionId": f"vpce-svc-perm-{digest[:17]}",
        }

    @wrap(Responses, "describe_vpc_endpoint_service_permissions")
    def describe_vpc_endpoint_service_permissions(original, self):
        service_id = self._get_param("ServiceId")
        principals = self.ec2_backend.describe_vpc_endpoint_service_permissions(service_id)
        return ActionResult({"AllowedPrincipals": [grant(service_id, principal) for principal in sorted(principals)]})

    @wrap(Responses, "modify_vpc_endpoint_service_permissions")
    def modify_vpc_endpoint_service_permissions(original, self):
        original(self)
        service_id = self._get_param("ServiceId")
        added = self._get_param("AddAllowedPrincipals", [])
        return ActionResult(
            {"AddedPrincipals": [grant(service_id, principal) for principal in added], "ReturnValue": True}
        )


@gap("VPC endpoint services: kinds of address")
def endpoint_service_address_types() -> None:
    """moto forgets the kinds of address that a service takes; AWS begins with IPv4."""
    from moto.ec2.responses.vpc_service_configuration import VPCEndpointServiceConfiguration as Responses

    def keep(self, service_id, added, removed=()):
        service = self.ec2_backend.configurations[service_id]
        before = getattr(service, "supported_ip_address_types", [])
        service.supported_ip_address_types = sorted({*before, *added} - {*removed})

    @wrap(Responses, "create_vpc_endpoint_service_configuration")
    def create_vpc_endpoint_service_configuration(original, self):
        answer = original(self)
        keep(self, answer.result["ServiceConfiguration"].id, self._get_param("SupportedIpAddressTypes", []) or ["ipv4"])
        return answer

    @wrap(Responses, "modify_vpc_endpoint_service_configuration")
    def modify_vpc_endpoint_service_configuration(original, self):
        answer = original(self)
        added = self._get_param("AddSupportedIpAddressTypes", [])
        keep(self, self._get_param("ServiceId"), added, self._get_param("RemoveSupportedIpAddressTypes", []))
        return answer


@gap("EC2 endpoint services: those in use stay")
def services_in_use() -> None:
    """moto deletes a service that endpoints are connected to; AWS lists it as an unsuccessful item."""
    from moto.core.responses import ActionResult
    from moto.ec2.responses.vpc_service_configuration import VPCEndpointServiceConfiguration

    @wrap(VPCEndpointServiceConfiguration, "delete_vpc_endpoint_service_configurations")
    def delete_vpc_endpoint_service_configurations(original, self):
        live = [endpoint for endpoint in self.ec2_backend.vpc_end_points.values() if endpoint.state != "deleted"]
        held = [
            service_id
            for service_id in self._get_param("ServiceIds", [])
            if any(endpoint.service_name.endswith(f".{service_id}") for endpoint in live)
        ]
        if not held:
            return original(self)
        error = {
            "Code": "ExistingVpcEndpointConnections",
            "Message": "Service has existing active VPC Endpoint connections!",
        }
        return ActionResult({"Unsuccessful": [{"ResourceId": service_id, "Error": error} for service_id in held]})
