"""Gaps of Simple Queue Service."""

from __future__ import annotations

import json

from .core import gap, wrap


@gap("SQS: attributes that are set leave the others as they are, and who may send dead letters is kept")
def attributes_one_by_one() -> None:
    """moto forgets the policy of a queue when another attribute is set, and knows no RedriveAllowPolicy; AWS keeps what is not named, and an
    empty text takes an attribute away (Amazon SQS API Reference, "SetQueueAttributes", as of 2026-11)."""
    from moto.sqs.models import Queue

    @wrap(Queue, "_set_attributes")
    def _set_attributes(original, self, attributes, now=None):
        attributes = dict(attributes)
        allow = attributes.pop("RedriveAllowPolicy", None)
        if allow is not None:
            self.gp_redrive_allow_policy = allow
        policy = attributes.get("Policy", getattr(self, "policy", None))
        original(self, attributes, now)
        self.policy = policy

    Queue.BASE_ATTRIBUTES = [*Queue.BASE_ATTRIBUTES, "RedriveAllowPolicy"]
    Queue.redrive_allow_policy = property(lambda self: getattr(self, "gp_redrive_allow_policy", None) or None)
    whole = Queue.attributes.fget

    def attributes(self):
        found = {name: value for name, value in whole(self).items() if value is not None}
        if self.redrive_policy:
            # As it was given: without blanks.
            found["RedrivePolicy"] = json.dumps(self.redrive_policy, separators=(",", ":"))
        return found

    Queue.attributes = property(attributes)
