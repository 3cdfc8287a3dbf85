"""What the services for logs, certificates, groups of instances, schedules, parameters and deployments refuse."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from .core import known, refuses

LOGS = "Amazon CloudWatch Logs API Reference (2014-03-28), {}, 2026-11"
SCALING = "Amazon EC2 Auto Scaling API Reference (2011-01-01), {}, 2026-11"
CERTIFICATES = "AWS Certificate Manager API Reference (2015-12-08), {}, 2026-11"


@refuses("CloudWatch Logs", "DeleteDeliverySource", "ConflictException", "a delivery has the source", LOGS.format("DeleteDeliverySource"))
def source_with_deliveries(request: Any) -> str | None:
    name = request._get_param("name")
    if any(delivery.delivery_source_name == name for delivery in request.logs_backend.deliveries.values()):
        return "This source can't be deleted because it has deliveries associated with it."
    return None


@refuses(
    "CloudWatch Logs",
    "DeleteDeliveryDestination",
    "ConflictException",
    "a delivery has the destination",
    LOGS.format("DeleteDeliveryDestination"),
)
def destination_with_deliveries(request: Any) -> str | None:
    destination = request.logs_backend.delivery_destinations.get(request._get_param("name"))
    for delivery in request.logs_backend.deliveries.values():
        if destination is not None and delivery.delivery_destination_arn == destination.arn:
            return "This destination can't be deleted because it has deliveries associated with it."
    return None


@refuses(
    "CloudWatch Logs",
    "PutDeliverySource",
    "ValidationException",
    "the source is a distribution, and the region is not us-east-1",
    "Amazon CloudFront Developer Guide, Configure standard logging (v2), 2026-11",
)
def source_of_another_region(request: Any) -> str | None:
    if ":cloudfront:" in (request._get_param("resourceArn") or "") and request.region != "us-east-1":
        return "Delivery sources for CloudFront distributions are only supported in us-east-1."
    return None


known("CloudWatch Logs", "CreateLogGroup", "ResourceAlreadyExistsException", "a log group has the name", LOGS.format("CreateLogGroup"))
known("CloudWatch Logs", "CreateDelivery", "ConflictException", "the source has a delivery to a destination of the kind", LOGS.format("CreateDelivery"))


@refuses(
    "Auto Scaling",
    "CreateAutoScalingGroup",
    "AlreadyExists",
    "a group has the name",
    SCALING.format("CreateAutoScalingGroup"),
)
def second_group(request: Any) -> str | None:
    if request._get_param("AutoScalingGroupName") in request.autoscaling_backend.autoscaling_groups:
        return "AutoScalingGroup by this name already exists - A group with the name already exists"
    return None


@refuses(
    "Auto Scaling",
    "DeleteAutoScalingGroup",
    "ResourceInUse",
    "the group has instances, without force",
    SCALING.format("DeleteAutoScalingGroup"),
)
def group_with_instances(request: Any) -> str | None:
    group = request.autoscaling_backend.autoscaling_groups.get(request._get_param("AutoScalingGroupName"))
    if group is not None and group.instance_states and not request._get_param("ForceDelete"):
        return (
            "You cannot delete an AutoScalingGroup while there are instances or pending Spot instance request(s) "
            "still in the group."
        )
    return None


def certificates_in_use(account: str) -> Iterator[str]:
    """Certificates of listeners and distributions in an account."""
    from moto.backends import get_backend

    for backend in list((dict.get(get_backend("elbv2"), account) or {}).values()):
        for balancer in backend.load_balancers.values():
            for listener in balancer.listeners.values():
                yield from (name for name in [listener.certificate, *listener.certificates] if name)
    for backend in list((dict.get(get_backend("cloudfront"), account) or {}).values()):
        for distribution in backend.distributions.values():
            viewer = getattr(distribution.distribution_config, "ViewerCertificate", None) or {}
            yield viewer.get("ACMCertificateArn") or ""


@refuses(
    "Certificate Manager",
    "DeleteCertificate",
    "ResourceInUseException",
    "a listener or a distribution has the certificate",
    CERTIFICATES.format("DeleteCertificate"),
)
def certificate_in_use(request: Any) -> str | None:
    arn = request._get_param("CertificateArn")
    if arn in set(certificates_in_use(request.current_account)):
        return f"Certificate {arn} in account {request.current_account} is in use."
    return None


known("EventBridge", "DeleteRule", "ValidationException", "the rule has targets", "Amazon EventBridge API Reference (2015-10-07), DeleteRule, 2026-11")
known("EventBridge Scheduler", "CreateSchedule", "ConflictException", "the group has a schedule of the name", "EventBridge Scheduler API Reference (2021-06-30), CreateSchedule, 2026-11")
known("Systems Manager", "PutParameter", "ParameterAlreadyExists", "a parameter has the name, without overwrite", "AWS Systems Manager API Reference (2014-11-06), PutParameter, 2026-11")
known("Systems Manager", "CreateDocument", "DocumentAlreadyExists", "a document has the name", "AWS Systems Manager API Reference (2014-11-06), CreateDocument, 2026-11")
known("CodeDeploy", "CreateApplication", "ApplicationAlreadyExistsException", "an application has the name", "AWS CodeDeploy API Reference (2014-10-06), CreateApplication, 2026-11")
known("CodeDeploy", "CreateDeploymentGroup", "DeploymentGroupAlreadyExistsException", "the application has a group of the name", "AWS CodeDeploy API Reference (2014-10-06), CreateDeploymentGroup, 2026-11")
