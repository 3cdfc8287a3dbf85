"""What AWS refuses and moto lets pass: deleting what is in use, a second one of a name, a change that AWS does not make.

Each refusal is one function of a few lines with the decorator `refuses`; it looks at a request before moto answers it, and
returns AWS's message if AWS would refuse it. `known` lists what moto refuses by itself, so that the table in docs/emulator.md
(which a test compares with `GET /_emulator/refusals`) is whole.

Nothing that AWS accepts may be refused. Where AWS's answer depends on what it did in the background (whether a network
interface of a service still lingers, for example), the emulator takes the moment at which AWS is done.
"""

from __future__ import annotations

import importlib

from .core import REFUSALS

MODULES = [
    *["ec2_addresses", "ec2_network", "ec2_security_groups", "elbv2", "cloudfront", "wafv2", "ecs", "servicediscovery", "iam"],
    *["eks", "route53", "data", "elasticache", "apigatewayv2", "operations"],
]


def refuse_all() -> dict[str, str]:
    """Puts every refusal in its place. Returns those whose operation this version of moto lacks, with the reason."""
    skipped: dict[str, str] = {}
    for module in MODULES:
        importlib.import_module(f".{module}", __name__)
    # Each is put before those that are there: in reverse, the one that is listed first is asked first.
    for refusal in reversed(REFUSALS):
        try:
            refusal.put_in_place()
        except (ImportError, AttributeError) as error:
            skipped[refusal.name] = str(error)
    return skipped


def table() -> list[dict[str, str]]:
    """What is refused, for the documentation: service, operation, when, code, source."""
    return [refusal.row() for refusal in REFUSALS]
