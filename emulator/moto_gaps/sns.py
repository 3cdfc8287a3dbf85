"""Gaps of Simple Notification Service."""

from __future__ import annotations

import json

from .core import gap, wrap


@gap("SNS: an empty filter policy takes the filter away")
def empty_filter() -> None:
    """moto keeps `{}` as the filter; AWS takes the filter away (Amazon SNS Developer Guide, "Removing a subscription filter policy in Amazon
    SNS", as of 2026-11)."""
    from moto.sns.models import SNSBackend

    @wrap(SNSBackend, "set_subscription_attributes")
    def set_subscription_attributes(original, self, arn, name, value):
        original(self, arn, name, value)
        if name == "FilterPolicy" and value and json.loads(value) == {}:
            for subscription in self.subscriptions.values():
                if subscription.arn == arn:
                    subscription.attributes.pop("FilterPolicy", None)
                    subscription._filter_policy = None
