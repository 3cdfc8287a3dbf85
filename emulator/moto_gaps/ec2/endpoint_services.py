"""Gaps of VPC endpoint services."""

from __future__ import annotations

import hashlib

from ..core import add, gap, wrap


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


@gap("VPC endpoint services: the private name is verified when that is asked for")
def private_name_verification() -> None:
    """moto takes every private name for verified from the start, with one record for all services. AWS waits for
    StartVpcEndpointServicePrivateDnsVerification, and looks for the record then (Amazon EC2 API Reference, and AWS PrivateLink Guide,
    "Manage DNS names for VPC endpoint services", as of 2026-11)."""
    from moto.core.responses import ActionResult
    from moto.ec2.models.vpc_service_configuration import VPCServiceConfiguration
    from moto.ec2.responses.vpc_service_configuration import VPCEndpointServiceConfiguration as Responses
    from moto.route53 import route53_backends

    def proof(service):
        digest = hashlib.sha256(f"{service.id} {service.private_dns_name}".encode()).hexdigest()
        return f"_{digest[:20]}", f"vpce:{digest[20:40]}"

    def has_record(service):
        name, value = proof(service)
        record = f"{name}.{service.private_dns_name.removeprefix('*.')}."
        zones = [zone for backend in route53_backends[service.ec2_backend.account_id].values() for zone in backend.zones.values()]
        return any(
            rrset.type == "TXT" and rrset.name.lower() == record and f'"{value}"' in rrset.records
            for zone in zones
            for rrset in zone.rrsets
        )

    def configuration(service):
        if not service.private_dns_name:
            return {}
        name, value = proof(service)
        looked = getattr(service, "verified_names", {}).get(service.private_dns_name, "pendingVerification")
        return {"State": looked, "Type": "TXT", "Value": value, "Name": name}

    VPCServiceConfiguration.private_dns_name_configuration = property(configuration)

    @add(Responses)
    def start_vpc_endpoint_service_private_dns_verification(self):
        service = self.ec2_backend.describe_vpc_endpoint_service_configurations([self._get_param("ServiceId")])[0]
        service.verified_names = {service.private_dns_name: "verified" if has_record(service) else "failed"}
        return ActionResult({"ReturnValue": True})

    @wrap(Responses, "modify_vpc_endpoint_service_configuration")
    def modify_vpc_endpoint_service_configuration(original, self):
        answer = original(self)
        if self._get_bool_param("RemovePrivateDnsName"):
            self.ec2_backend.configurations[self._get_param("ServiceId")].private_dns_name = None
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
