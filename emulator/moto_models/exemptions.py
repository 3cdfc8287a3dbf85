"""Constraints of the models that AWS itself does not hold its callers to."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Exemption:
    service: str
    # A shape of the service's model, or a member of one: `Rule.Prefix`.
    shape: str
    # How the constraint begins.
    constraint: str
    reason: str


EXEMPTIONS = [
    Exemption(
        "ec2",
        "InstanceType",
        "Member must satisfy enum value set",
        "AWS adds instance types all the time, and the model is as old as the installed botocore; synth has a table of its own",
    ),
]


def is_exempt(service: str, shape: str, constraint: str) -> bool:
    return any(
        (one.service, one.shape) == (service, shape) and constraint.startswith(one.constraint) for one in EXEMPTIONS
    )
