"""What CloudFront refuses. Parts of distributions are refused where the emulator adds them, in `moto_gaps/cloudfront.py`."""

from __future__ import annotations

from typing import Any

from .core import backend_of, known, refuses, values

API = "Amazon CloudFront API Reference (2020-05-31), {}, 2026-11"


def used(request: Any, reference: str) -> str | None:
    """Id of a distribution that refers to something."""
    for distribution in request.backend.distributions.values():
        if reference and reference in str(distribution.distribution_config.__dict__):
            return distribution.distribution_id
    return None


@refuses(
    "CloudFront",
    "DeleteDistribution",
    "DistributionNotDisabled",
    "the distribution is enabled",
    API.format("DeleteDistribution"),
)
def enabled_distribution(request: Any) -> str | None:
    distribution = request.backend.distributions.get(request._get_param("Id"))
    enabled = getattr(getattr(distribution, "distribution_config", None), "Enabled", False)
    if str(enabled).lower() == "true":
        return "The distribution you are trying to delete has not been disabled."
    return None


@refuses(
    "CloudFront",
    "DeleteOriginAccessControl",
    "OriginAccessControlInUse",
    "an origin of a distribution has the control",
    API.format("DeleteOriginAccessControl"),
)
def access_control_in_use(request: Any) -> str | None:
    if used(request, request._get_param("Id")):
        return "Cannot delete the origin access control because it's in use by one or more distributions."
    return None


@refuses(
    "CloudFront",
    "CreateOriginAccessControl",
    "OriginAccessControlAlreadyExists",
    "a control has the name",
    API.format("CreateOriginAccessControl"),
)
def second_access_control(request: Any) -> str | None:
    name = request._get_param("OriginAccessControlConfig.Name")
    if any(control.name == name for control in request.backend.origin_access_controls.values()):
        return "An origin access control with the same name already exists."
    return None


@refuses("CloudFront", "DeletePublicKey", "PublicKeyInUse", "a key group has the key", API.format("DeletePublicKey"))
def public_key_in_use(request: Any) -> str | None:
    key_id = request._get_param("Id")
    if any(key_id in (group.items or []) for group in request.backend.key_groups.values()):
        return "The specified public key is in use."
    return None


def second_of(kind: str, stores: str, label: str) -> None:
    """Policies have a name of their own, beside the id that they are known by."""

    @refuses("CloudFront", f"Create{kind}", f"{kind}AlreadyExists", f"{label} has the name", API.format(f"Create{kind}"))
    def second(request: Any) -> str | None:
        name = request._get_param(f"{kind}Config.Name")
        held = getattr(request.backend, stores, {}).values()
        return f"{label[0].upper()}{label[1:]} with the same name already exists." if any(item.config.get("Name") == name for item in held) else None


second_of("CachePolicy", "cache_policy_store", "a cache policy")
second_of("OriginRequestPolicy", "origin_request_policy_store", "an origin request policy")
second_of("ResponseHeadersPolicy", "response_headers_policy_store", "a response headers policy")


@refuses("CloudFront", "CreateFunction", "FunctionAlreadyExists", "a function has the name", API.format("CreateFunction"))
def second_function(request: Any) -> str | None:
    name = request._get_param("Name")
    held = getattr(request.backend, "function_store", {})
    return f"A function with the name {name} already exists in this account." if name in held else None


for operation, code, what in (
    ("DeleteFunction", "FunctionInUse", "function"),
    ("DeleteCachePolicy", "CachePolicyInUse", "policy"),
    ("DeleteOriginRequestPolicy", "OriginRequestPolicyInUse", "policy"),
    ("DeleteResponseHeadersPolicy", "ResponseHeadersPolicyInUse", "policy"),
):
    known("CloudFront", operation, code, f"a distribution has the {what}", API.format(operation))


def vpc_origin_of(request: Any) -> Any | None:
    return getattr(request.backend, "vpc_origin_store", {}).get(request._get_param("Id"))


@refuses(
    "CloudFront",
    "UpdateVpcOrigin",
    "CannotUpdateEntityWhileInUse",
    "a distribution has the VPC origin, whatever changes",
    API.format("UpdateVpcOrigin"),
)
def vpc_origin_changed_in_use(request: Any) -> str | None:
    if used(request, request._get_param("Id")):
        return VPC_ORIGIN_IN_USE
    return None


@refuses(
    "CloudFront",
    "DeleteVpcOrigin",
    "CannotDeleteEntityWhileInUse",
    "a distribution has the VPC origin",
    API.format("DeleteVpcOrigin"),
)
def vpc_origin_in_use(request: Any) -> str | None:
    if used(request, request._get_param("Id")):
        return VPC_ORIGIN_IN_USE
    return None


VPC_ORIGIN_IN_USE = (
    "The specified VPC origin is currently associated with one or more distributions. "
    "Please disassociate the VPC origin from all distributions before updating or deleting"
)


@refuses(
    "CloudFront",
    "TagResource",
    "CannotUpdateEntityWhileInUse",
    "a distribution has the VPC origin that is tagged",
    "aws-cdk, issue 35765, 2025-10",
)
def vpc_origin_tagged_in_use(request: Any) -> str | None:
    resource = request._get_param("Resource") or ""
    if ":vpcorigin/" in resource and used(request, resource.rsplit("/", 1)[1]):
        return VPC_ORIGIN_IN_USE
    return None


@refuses(
    "CloudFront",
    "CreateVpcOrigin",
    "EntityAlreadyExists",
    "a VPC origin has the name",
    API.format("CreateVpcOrigin"),
)
def second_vpc_origin(request: Any) -> str | None:
    name = request._get_param("VpcOriginEndpointConfig.Name")
    held = getattr(request.backend, "vpc_origin_store", {}).values()
    return "A VPC origin with the same name already exists." if any(item.config["Name"] == name for item in held) else None


@refuses(
    "CloudFront",
    "CreateVpcOrigin",
    "InvalidArgument",
    "the endpoint is no internal load balancer that is there, or its VPC has no internet gateway",
    "Amazon CloudFront Developer Guide, Restrict access with VPC origins, 2026-11",
)
def vpc_origin_out_of_reach(request: Any) -> str | None:
    arn = request._get_param("VpcOriginEndpointConfig.Arn") or ""
    if ":loadbalancer/" not in arn:
        return None
    region = arn.split(":")[3]
    balancers = values(backend_of("elbv2", request.current_account, region), "load_balancers")
    balancer = next((one for one in balancers if one.arn == arn), None)
    if balancer is None or balancer.scheme != "internal":
        return f"{arn} is not an internal load balancer."
    gateways = values(backend_of("ec2", request.current_account, region), "internet_gateways")
    if not any(gateway.vpc and gateway.vpc.id == balancer.vpc_id for gateway in gateways):
        return f"The VPC {balancer.vpc_id} has no internet gateway."
    return None
