"""What CloudFront refuses. Parts of distributions are refused where the emulator adds them, in `moto_gaps/cloudfront.py`."""

from __future__ import annotations

from typing import Any

from .core import known, refuses

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
