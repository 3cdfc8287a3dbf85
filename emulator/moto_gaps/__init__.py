"""The gaps of moto that the project's stacks meet, one function each, grouped by AWS service.

A gap is a function with the decorator `gap`, whose text says what moto does wrong and what is done about it. It
replaces single functions of moto by `wrap` or adds missing operations by `add`. Both raise when the place they change
does not exist in the installed version; `fill_all` then reports the gap as skipped and goes on.

The code under test is never bent to please the emulator; the emulator is mended here, or the gap is listed as open in
docs/emulator.md.
"""

from __future__ import annotations

import importlib

from .core import GAPS

MODULES = [
    *["accounts", "acm", "apigatewayv2", "applicationautoscaling", "autoscaling", "awslambda", "cloudfront", "codedeploy"],
    "dynamodb",
    *["ec2.addresses", "ec2.changes", "ec2.endpoint_services", "ec2.instances", "ec2.snapshots", "ec2.transit_gateways"],
    *["ec2.vpc", "ecr", "ecs"],
    *["eks.access", "eks.addons", "eks.clusters", "eks.nodes"],
    *["elasticache.parameter_groups", "elasticache.replication_groups", "elasticache.subnet_groups", "elasticache.users"],
    *["elbv2", "iam", "kinesis", "kms", "logs", "rds", "route53", "s3", "servicediscovery", "sns", "sqs", "ssm", "wafv2"],
]


def fill_all() -> dict[str, object]:
    """Fills every gap. Returns the names of those filled, and those skipped with the reason."""
    filled: list[str] = []
    skipped: dict[str, str] = {}
    for module in MODULES:
        try:
            importlib.import_module(f".{module}", __name__)
        except (ImportError, AttributeError) as error:
            skipped[module] = str(error)
    for name, fill in GAPS.items():
        try:
            fill()
            filled.append(name)
        except (ImportError, AttributeError) as error:
            skipped[name] = str(error)
    return {"filled": filled, "skipped": skipped}
