"""Gaps of EKS: add-ons and their versions."""

from __future__ import annotations

import re
from typing import Any

from ..core import add, gap
from .access import add_association, remove_association
from .common import (
    MINOR_VERSIONS,
    Record,
    add_addresses,
    add_update,
    arn_of,
    bad_parameter,
    body_of,
    cluster_of,
    in_use,
    minor_of,
    new_uuid,
    now,
    record_of,
    records,
    records_of,
)

VERSION = re.compile(r"^v\d+\.(?P<minor>\d+)\.\d+(-eksbuild\.\d+)?$")

# Some versions of each add-on, the newest first. That a version is in the list does not say that AWS offers it: the
# emulator takes any version of the right form.
ADDONS = {
    "adot": ("observability", ["v0.131.0-eksbuild.1", "v0.117.0-eksbuild.1"]),
    "amazon-cloudwatch-observability": ("observability", ["v4.6.0-eksbuild.1", "v3.10.0-eksbuild.1"]),
    "aws-ebs-csi-driver": ("storage", ["v1.53.0-eksbuild.1", "v1.45.0-eksbuild.2"]),
    "aws-efs-csi-driver": ("storage", ["v2.1.15-eksbuild.1", "v2.1.8-eksbuild.1"]),
    "aws-fsx-csi-driver": ("storage", ["v1.7.0-eksbuild.1", "v1.5.1-eksbuild.1"]),
    "aws-guardduty-agent": ("security", ["v1.12.1-eksbuild.2", "v1.10.0-eksbuild.2"]),
    "aws-mountpoint-s3-csi-driver": ("storage", ["v2.2.0-eksbuild.1", "v1.15.0-eksbuild.1"]),
    "aws-network-flow-monitoring-agent": ("observability", ["v1.1.2-eksbuild.1", "v1.0.2-eksbuild.5"]),
    "cert-manager": ("security", ["v1.19.1-eksbuild.1", "v1.18.2-eksbuild.2"]),
    "coredns": ("networking", ["v1.13.1-eksbuild.1", "v1.12.4-eksbuild.1", "v1.11.4-eksbuild.28"]),
    "eks-node-monitoring-agent": ("observability", ["v1.4.2-eksbuild.1", "v1.3.0-eksbuild.2"]),
    "eks-pod-identity-agent": ("security", ["v1.3.10-eksbuild.1", "v1.3.8-eksbuild.2"]),
    "external-dns": ("networking", ["v0.20.0-eksbuild.1", "v0.19.0-eksbuild.2"]),
    "fluent-bit": ("observability", ["v4.2.0-eksbuild.1", "v4.1.1-eksbuild.1"]),
    "kube-state-metrics": ("observability", ["v2.17.0-eksbuild.1", "v2.16.0-eksbuild.2"]),
    "metrics-server": ("observability", ["v0.8.0-eksbuild.5", "v0.7.2-eksbuild.4"]),
    "prometheus-node-exporter": ("observability", ["v1.10.2-eksbuild.1", "v1.9.1-eksbuild.3"]),
    "snapshot-controller": ("storage", ["v8.3.0-eksbuild.1", "v8.2.0-eksbuild.1"]),
    "vpc-cni": ("networking", ["v1.20.4-eksbuild.2", "v1.19.6-eksbuild.7"]),
}

# Namespaces of the service accounts of add-ons that do not run in kube-system.
NAMESPACES = {
    "adot": "opentelemetry-operator-system",
    "amazon-cloudwatch-observability": "amazon-cloudwatch",
    "aws-guardduty-agent": "amazon-guardduty",
    "aws-network-flow-monitoring-agent": "amazon-network-flow-monitor",
    "cert-manager": "cert-manager",
    "external-dns": "external-dns",
    "kube-state-metrics": "kube-state-metrics",
    "prometheus-node-exporter": "prometheus-node-exporter",
}


@gap("EKS: add-ons")
def addons() -> None:
    """moto has none. They are kept with their arguments, are active at once, and have associations of their own."""
    from moto.core.responses import ActionResult
    from moto.eks.responses import EKSResponse

    add_addresses(
        "clusters/(?P<name>[^/]+)/addons",
        "clusters/(?P<name>[^/]+)/addons/(?P<addonName>[^/]+)",
        "clusters/(?P<name>[^/]+)/addons/(?P<addonName>[^/]+)/update",
    )

    def addon_of(self) -> Record:
        return record_of(self, "addons", self._get_param("addonName"), "addon")

    @add(EKSResponse)
    def create_addon(self):
        cluster = cluster_of(self)
        given = body_of(self)
        name = given["addonName"]
        key = f"{cluster.name}/{name}"
        if key in records(self.eks_backend, "addons"):
            raise in_use(f"Addon already exists: {name}")
        version = given.get("addonVersion") or versions_of(name, minor_of(cluster.version))[-1]
        check(cluster, name, version, given)
        arn = arn_of(self, "addon", cluster.name, name, new_uuid())
        values = {
            "addonName": name,
            "clusterName": cluster.name,
            "status": "ACTIVE",
            "addonVersion": version,
            "health": {"issues": []},
            "addonArn": arn,
            "createdAt": now(),
            "modifiedAt": now(),
            "serviceAccountRoleArn": given.get("serviceAccountRoleArn"),
            "tags": given.get("tags", {}),
            "publisher": "eks",
            "owner": "aws",
            "configurationValues": given.get("configurationValues"),
            "podIdentityAssociations": [],
        }
        record = Record(cluster.name, arn, values)
        set_associations(self, record, given.get("podIdentityAssociations", []))
        records(self.eks_backend, "addons")[key] = record
        return ActionResult({"addon": values})

    @add(EKSResponse)
    def describe_addon(self):
        return ActionResult({"addon": addon_of(self).values})

    @add(EKSResponse)
    def list_addons(self):
        found = records_of(self.eks_backend, "addons", cluster_of(self).name)
        return ActionResult({"addons": sorted(record.values["addonName"] for record in found)})

    @add(EKSResponse)
    def update_addon(self):
        record = addon_of(self)
        given = body_of(self)
        values = record.values
        check(cluster_of(self), values["addonName"], given.get("addonVersion", values["addonVersion"]), given)
        if "podIdentityAssociations" in given:
            set_associations(self, record, given["podIdentityAssociations"])
        values["addonVersion"] = given.get("addonVersion", values["addonVersion"])
        values["configurationValues"] = given.get("configurationValues", values["configurationValues"])
        # Without a role, the add-on falls back to the permissions of the nodes.
        values["serviceAccountRoleArn"] = given.get("serviceAccountRoleArn")
        values["modifiedAt"] = now()
        return add_update(self, "AddonUpdate", given)

    @add(EKSResponse)
    def delete_addon(self):
        # What `preserve` keeps is the software in the cluster; the add-on itself is gone in either case.
        record = addon_of(self)
        set_associations(self, record, [])
        del records(self.eks_backend, "addons")[f"{record.cluster}/{record.values['addonName']}"]
        return ActionResult({"addon": {**record.values, "status": "DELETING"}})


@gap("EKS: versions of add-ons")
def addon_versions() -> None:
    """moto has none. Each add-on has some plausible versions, the oldest of them the default."""
    from moto.core.responses import ActionResult
    from moto.eks.responses import EKSResponse

    add_addresses("addons/supported-versions")

    @add(EKSResponse)
    def describe_addon_versions(self):
        wanted, version = self._get_param("addonName"), self._get_param("kubernetesVersion")
        minors = [minor_of(version)] if version else list(MINOR_VERSIONS)
        names = [name for name in sorted([*ADDONS, "kube-proxy"]) if wanted in (None, name)]
        return ActionResult({"addons": [described(name, minors) for name in names]})


def described(name: str, minors: list[int]) -> dict[str, Any]:
    clusters_by_version: dict[str, list[dict[str, Any]]] = {}
    for minor in minors:
        offered = versions_of(name, minor)
        for version in offered:
            compatibility = {
                "clusterVersion": f"1.{minor}",
                "platformVersions": ["*"],
                "defaultVersion": version == offered[-1],
            }
            clusters_by_version.setdefault(version, []).append(compatibility)
    return {
        "addonName": name,
        "type": ADDONS.get(name, ("networking", []))[0],
        "publisher": "eks",
        "owner": "aws",
        "addonVersions": [
            {"addonVersion": version, "architecture": ["amd64", "arm64"], "compatibilities": compatibilities}
            for version, compatibilities in clusters_by_version.items()
        ],
    }


def versions_of(name: str, minor: int) -> list[str]:
    """Some versions of an add-on for a Kubernetes version, the newest first. Raises InvalidParameterException."""
    if name == "kube-proxy":
        return [f"v1.{minor}.3-eksbuild.2", f"v1.{minor}.0-eksbuild.1"]
    if name not in ADDONS:
        raise bad_parameter(f"Addon {name} specified is not supported")
    return ADDONS[name][1]


def check(cluster: Any, name: str, version: str, given: dict[str, Any]) -> None:
    """Raises InvalidParameterException as AWS does for what the add-on cannot be."""
    minor = minor_of(cluster.version)
    versions_of(name, minor)
    match = VERSION.match(version)
    # kube-proxy may be older than the API server, never newer.
    if match is None or (name == "kube-proxy" and int(match["minor"]) > minor):
        raise bad_parameter("Addon version specified is not supported")
    values = given.get("configurationValues")
    if values and not isinstance(parsed(values), dict):
        raise bad_parameter("ConfigurationValue provided in request is not supported: it is no JSON or YAML object")


def parsed(text: str) -> Any:
    """JSON or YAML, of which JSON is a part; nothing where it is neither."""
    import yaml

    try:
        return yaml.safe_load(text)
    except yaml.YAMLError:
        return None


def set_associations(response: Any, addon: Record, wanted: list[dict[str, str]]) -> None:
    """Replaces the pod identity associations that belong to an add-on."""
    for record in records_of(response.eks_backend, "pod_identity_associations", addon.cluster):
        if record.values.get("ownerArn") == addon.arn:
            remove_association(response, record)
    namespace = NAMESPACES.get(addon.values["addonName"], "kube-system")
    made = [add_association(response, {**item, "namespace": namespace}, addon.arn) for item in wanted]
    addon.values["podIdentityAssociations"] = [record.arn for record in made]
