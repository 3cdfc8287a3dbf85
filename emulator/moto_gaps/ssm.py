"""Gaps of Systems Manager."""

from __future__ import annotations

import re

from .core import gap, wrap
from .eks.common import BOTTLEROCKET_RELEASE, MINOR_VERSIONS, RELEASE_DATE, digest

AMAZON_LINUX = re.compile(
    r"^/aws/service/eks/optimized-ami/(?P<version>1\.\d+)/amazon-linux-2023/(?P<architecture>x86_64|arm64)/"
    r"(?P<variant>standard|nvidia|neuron)/(?P<release>recommended)/(?P<value>image_id|release_version)$"
)
BOTTLEROCKET = re.compile(
    r"^/aws/service/bottlerocket/aws-k8s-(?P<version>1\.\d+)(?P<variant>(-nvidia)?(-fips)?)/"
    r"(?P<architecture>x86_64|arm64)/(?P<release>latest|\d+\.\d+\.\d+)/(?P<value>image_id|image_version)$"
)


@gap("Systems Manager: images of EKS nodes")
def node_images() -> None:
    """moto has no public parameters for the images of Amazon Linux 2023 and Bottlerocket. Each name has an id of its own,
    always the same."""
    from moto.core.utils import utcnow
    from moto.ssm.models import Parameter, ParameterDict

    @wrap(ParameterDict, "_check_loading_status")
    def check_loading_status(original, self, key):
        original(self, key)
        value = value_of(self.region_name, str(key or ""))
        if value and key not in self.keys():
            self[key] = [
                Parameter(
                    account_id=self.account_id,
                    name=key,
                    value=value,
                    parameter_type="String",
                    description=None,
                    allowed_pattern=None,
                    keyid=None,
                    last_modified_date=utcnow(),
                    version=1,
                    data_type="aws:ec2:image" if value.startswith("ami-") else "text",
                )
            ]


def value_of(region: str, name: str) -> str | None:
    """The value of a parameter for node images, nothing for other names and for versions that EKS does not offer."""
    match = AMAZON_LINUX.match(name) or BOTTLEROCKET.match(name)
    if match is None or int(match["version"].partition(".")[2]) not in MINOR_VERSIONS:
        return None
    if match["value"] == "image_id":
        return f"ami-{digest(region, name)[:17]}"
    if match["value"] == "release_version":
        return f"{match['version']}.0-{RELEASE_DATE}"
    return BOTTLEROCKET_RELEASE if match["release"] == "latest" else match["release"]
