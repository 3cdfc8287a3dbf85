"""What the refusals share: the list of them, and how one is put before an operation of moto."""

from __future__ import annotations

import functools
import importlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

# The class of moto that answers for a service, by the name that the documentation gives the service.
SERVICES = {
    "API Gateway": ("moto.apigatewayv2.responses", "ApiGatewayV2Response"),
    "Auto Scaling": ("moto.autoscaling.responses", "AutoScalingResponse"),
    "Certificate Manager": ("moto.acm.responses", "AWSCertificateManagerResponse"),
    "Cloud Map": ("moto.servicediscovery.responses", "ServiceDiscoveryResponse"),
    "CloudFront": ("moto.cloudfront.responses", "CloudFrontResponse"),
    "CloudWatch Logs": ("moto.logs.responses", "LogsResponse"),
    "CodeDeploy": ("moto.codedeploy.responses", "CodeDeployResponse"),
    "EC2": ("moto.ec2.responses", "EC2Response"),
    "ECR": ("moto.ecr.responses", "ECRResponse"),
    "ECS": ("moto.ecs.responses", "EC2ContainerServiceResponse"),
    "EKS": ("moto.eks.responses", "EKSResponse"),
    "ElastiCache": ("moto.elasticache.responses", "ElastiCacheResponse"),
    "Elastic Load Balancing": ("moto.elbv2.responses", "ELBV2Response"),
    "EventBridge": ("moto.events.responses", "EventsHandler"),
    "EventBridge Scheduler": ("moto.scheduler.responses", "EventBridgeSchedulerResponse"),
    "IAM": ("moto.iam.responses", "IamResponse"),
    "KMS": ("moto.kms.responses", "KmsResponse"),
    "Kinesis": ("moto.kinesis.responses", "KinesisResponse"),
    "DynamoDB": ("moto.dynamodb.responses", "DynamoHandler"),
    "RDS": ("moto.rds.responses", "RDSResponse"),
    "Route 53": ("moto.route53.responses", "Route53"),
    "S3": ("moto.s3.responses", "S3Response"),
    "Systems Manager": ("moto.ssm.responses", "SimpleSystemManagerResponse"),
    "WAF": ("moto.wafv2.responses", "WAFV2Response"),
}

# Looks at a request, which is an object of moto's class for the service. Returns the message of the refusal, or None.
Check = Callable[[Any], "str | None"]


@dataclass(frozen=True)
class Refusal:
    service: str
    operation: str
    code: str
    when: str
    source: str
    check: Check | None

    @property
    def name(self) -> str:
        return f"{self.operation}: {self.when}"

    def row(self) -> dict[str, str]:
        names = ("service", "operation", "when", "code", "source")
        return {name: getattr(self, name) for name in names}

    def put_in_place(self) -> None:
        """Raises AttributeError when this version of moto has no such operation."""
        from moto.core.exceptions import ServiceException
        from moto.core.utils import camelcase_to_underscores

        module, owner_name = SERVICES[self.service]
        owner = getattr(importlib.import_module(module), owner_name)
        name = camelcase_to_underscores(self.operation)
        original = getattr(owner, name)
        if self.check is None:
            return
        # moto finds the form of an error by the module of its class.
        refused = type("Refused", (ServiceException,), {"__module__": module})

        @functools.wraps(original)
        def operation(request: Any, *args: Any, **kwargs: Any) -> Any:
            message = self.check(request)
            if message is not None:
                raise refused(self.code, message)
            return original(request, *args, **kwargs)

        setattr(owner, name, operation)


REFUSALS: list[Refusal] = []


def refuses(service: str, operation: str, code: str, when: str, source: str) -> Callable[[Check], Check]:
    """Registers a check that is made before an operation.

    `when` completes "is refused when …"; `source` names the document of AWS and its date.
    """

    def register(check: Check) -> Check:
        REFUSALS.append(Refusal(service, operation, code, when, source, check))
        return check

    return register


def known(service: str, operation: str, code: str, when: str, source: str) -> None:
    """Lists what moto refuses by itself."""
    REFUSALS.append(Refusal(service, operation, code, when, source, None))


def backend_of(service: str, account_id: str, region: str) -> Any | None:
    """Memory of a service in an account and region, or None as long as nobody has used it."""
    from moto.backends import get_backend

    return dict.get(dict.get(get_backend(service), account_id) or {}, region)


def values(backend: Any | None, attribute: str) -> Iterator[Any]:
    """What a backend keeps under an attribute; nothing without the backend."""
    yield from list((getattr(backend, attribute, None) or {}).values())
