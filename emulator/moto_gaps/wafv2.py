"""Gaps of AWS WAF."""

from __future__ import annotations

import json

from .core import add, gap, wrap


@gap("WAF: tags of regular expression sets for CloudFront")
def regex_pattern_set_scope() -> None:
    """moto names every regular expression set regional, and so looks for the tags of those for CloudFront in a region."""
    from moto.wafv2 import models

    @wrap(models, "make_arn_for_regex_pattern_set")
    def make_arn_for_regex_pattern_set(original, name, account_id, region_name, _id, scope):
        arn = original(name, account_id, region_name, _id, scope)
        return arn.replace(":regional/", ":global/") if scope == "CLOUDFRONT" else arn


@gap("WAF: tokens of IP sets in the form of AWS")
def ip_set_tokens() -> None:
    """moto gives IP sets tokens of six characters, which AWS's model refuses when they come back."""
    from moto.moto_api._internal import mock_random
    from moto.wafv2.models import FakeIPSet

    for method in ("__init__", "update"):

        @wrap(FakeIPSet, method)
        def with_token(original, self, *args, **kwargs):
            original(self, *args, **kwargs)
            self.lock_token = str(mock_random.uuid4())


@gap("WAF: a resource has one web ACL")
def one_web_acl() -> None:
    """moto leaves a resource with the web ACL that it had when it gets another one."""
    from moto.wafv2.models import WAFV2Backend

    @wrap(WAFV2Backend, "associate_web_acl")
    def associate_web_acl(original, self, web_acl_arn, resource_arn):
        for acl in self.wacls.values():
            acl.associated_resources = [name for name in acl.associated_resources if name != resource_arn]
        return original(self, web_acl_arn, resource_arn)


@gap("WAF: a change of a web ACL replaces all of it")
def replaced_web_acl() -> None:
    """moto keeps what a change leaves out: the last rule, custom answers, a description. AWS replaces all that can change."""
    from moto.wafv2.models import WAFV2Backend

    # In the order of moto's parameters, after the token.
    names = ["custom_response_bodies", "captcha_config", "challenge_config", "token_domains", "association_config"]

    @wrap(WAFV2Backend, "update_web_acl")
    def update_web_acl(original, self, name, _id, *args):
        token = original(self, name, _id, *args)
        acl = self.get_web_acl(None, name, _id)
        _, rules, description, _, _, *rest = args
        acl.rules = acl.rules if rules else []
        acl.description = description or ""
        for attribute, value in zip(names, rest):
            setattr(acl, attribute, value)
        return token


@gap("WAF: resources of a web ACL")
def resources_of_web_acl() -> None:
    """ListResourcesForWebACL is not implemented. Without a type it means Application Load Balancers (AWS WAF API Reference,
    "ListResourcesForWebACL", read 2026-11)."""
    from moto.wafv2.responses import WAFV2Response

    kinds = {
        "APPLICATION_LOAD_BALANCER": ":loadbalancer/app/",
        "API_GATEWAY": ":/restapis/",
        "APPSYNC": ":apis/",
        "COGNITO_USER_POOL": ":userpool/",
        "APP_RUNNER_SERVICE": ":service/",
        "VERIFIED_ACCESS_INSTANCE": ":verified-access-instance/",
        "AMPLIFY": ":apps/",
    }

    @add(WAFV2Response)
    def list_resources_for_web_acl(self):
        body = json.loads(self.body)
        kind = kinds[body.get("ResourceType", "APPLICATION_LOAD_BALANCER")]
        resources = [
            name
            for acl in self.wafv2_backend.wacls.values()
            if acl.arn == body["WebACLArn"]
            for name in acl.associated_resources
            if kind in name
        ]
        return 200, {"Content-Type": "application/json"}, json.dumps({"ResourceArns": resources})
