"""What AWS WAF refuses."""

from __future__ import annotations

from typing import Any

from .core import backend_of, known, refuses

API = "AWS WAF API Reference (2019-07-29), {}, 2026-11"
IN_USE = (
    "AWS WAF couldn’t perform the operation because your resource is being used by another resource "
    "or it’s associated with another resource."
)


def backend_for(request: Any) -> Any:
    """moto keeps what is made for CloudFront apart from the regions."""
    from moto.wafv2.models import GLOBAL_REGION, wafv2_backends

    region = GLOBAL_REGION if request._get_param("Scope") == "CLOUDFRONT" else request.region
    return wafv2_backends[request.current_account][region]


def named_in_rules(request: Any, kind: str) -> str | None:
    """Whether a rule of a web ACL or a rule group names the set that is to be deleted."""
    part = f"/{kind}/{request._get_param('Name')}/{request._get_param('Id')}"
    backend = backend_for(request)
    holders = [*backend.wacls.values(), *backend.rule_groups.values()]
    rules = [getattr(rule, "__dict__", rule) for holder in holders for rule in holder.rules]
    return IN_USE if f"{part}'" in str(rules) else None


@refuses("WAF", "DeleteIPSet", "WAFAssociatedItemException", "a rule names the set", API.format("DeleteIPSet"))
def ip_set_in_use(request: Any) -> str | None:
    return named_in_rules(request, "ipset")


@refuses("WAF", "DeleteRegexPatternSet", "WAFAssociatedItemException", "a rule names the set", API.format("DeleteRegexPatternSet"))
def regex_pattern_set_in_use(request: Any) -> str | None:
    return named_in_rules(request, "regexpatternset")


@refuses("WAF", "DeleteRuleGroup", "WAFAssociatedItemException", "a web ACL has the group", API.format("DeleteRuleGroup"))
def rule_group_in_use(request: Any) -> str | None:
    return named_in_rules(request, "rulegroup")


@refuses(
    "WAF",
    "DeleteWebACL",
    "WAFAssociatedItemException",
    "a load balancer or a distribution has the web ACL",
    API.format("DeleteWebACL"),
)
def web_acl_in_use(request: Any) -> str | None:
    part = f"/webacl/{request._get_param('Name')}/{request._get_param('Id')}"
    backend = backend_for(request)
    account, region = request.current_account, request.region
    # A balancer that is gone is no longer associated, though moto remembers it.
    balancers = getattr(backend_of("elbv2", account, region), "load_balancers", {})
    for arn, acl in backend.wacls.items():
        resources = [name for name in acl.associated_resources if ":loadbalancer/" not in name or name in balancers]
        if arn.endswith(part) and resources:
            return IN_USE
    distributions = getattr(backend_of("cloudfront", account, request.partition), "distributions", {}).values()
    used = [str(getattr(item.distribution_config, "WebACLId", "")) for item in distributions]
    return IN_USE if any(arn.endswith(part) for arn in used) else None


@refuses("WAF", "CreateIPSet", "WAFDuplicateItemException", "one of the scope has the name", API.format("CreateIPSet"))
def second_ip_set(request: Any) -> str | None:
    if any(held.name == request._get_param("Name") for held in backend_for(request).ip_sets.values()):
        return "AWS WAF couldn’t perform the operation because some resource in your request is a duplicate of an existing one."
    return None


for operation in ("CreateWebACL", "CreateRegexPatternSet", "CreateRuleGroup"):
    known("WAF", operation, "WAFDuplicateItemException", "one of the scope has the name", API.format(operation))
