"""Gaps of AWS WAF."""

from __future__ import annotations

from .core import gap, wrap


@gap("WAF: tags of regular expression sets for CloudFront")
def regex_pattern_set_scope() -> None:
    """moto names every regular expression set regional, and so looks for the tags of those for CloudFront in a region."""
    from moto.wafv2 import models

    @wrap(models, "make_arn_for_regex_pattern_set")
    def make_arn_for_regex_pattern_set(original, name, account_id, region_name, _id, scope):
        arn = original(name, account_id, region_name, _id, scope)
        return arn.replace(":regional/", ":global/") if scope == "CLOUDFRONT" else arn
