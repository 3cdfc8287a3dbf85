"""Gaps of EKS: managed node groups and Fargate profiles."""

from __future__ import annotations

from typing import Any

from ..core import add, gap, wrap
from .access import add_node_entry, remove_node_entry
from .common import (
    BOTTLEROCKET_RELEASE,
    RELEASE_DATE,
    add_addresses,
    add_security_group,
    add_update,
    bad_parameter,
    bad_request,
    cluster_of,
    digest,
    ec2_of,
    keep_update,
    minor_of,
    not_found,
    remove_security_group,
    subnets_of,
)


@gap("EKS node groups: arguments that moto invents or drops")
def node_groups() -> None:
    """moto invents remote access and its security group, drops update and repair settings, gives every group the version
    1.19, and keeps the version of a launch template as a name such as $Latest, which EKS resolves."""
    from moto.eks.responses import EKSResponse

    @wrap(EKSResponse, "create_nodegroup")
    def create_nodegroup(original, self):
        cluster = cluster_of(self)
        version = self._get_param("version") or cluster.version
        check_version(cluster, version)
        check_scaling(self._get_param("scalingConfig") or {})
        subnets = subnets_of(self, self._get_param("subnets"))
        template = template_of(self, self._get_param("launchTemplate"), self._get_param("instanceTypes"))
        ami_type = self._get_param("amiType") or "AL2023_x86_64_STANDARD"
        if template is None or not template.image_id:
            check_architecture(ami_type, self._get_param("instanceTypes") or [getattr(template, "instance_type", "")])
        answer = original(self)
        group = cluster.nodegroups[self._get_param("nodegroupName")]
        group.version = version
        group.scaling_config = dict(group.scaling_config)
        group.update_config = self._get_param("updateConfig") or {"maxUnavailable": 1}
        group.node_repair_config = self._get_param("nodeRepairConfig")
        group.resources = {"autoScalingGroups": [{"name": f"eks-{group.nodegroup_name}-{group.uuid}"}]}
        group.ami_type = ami_type
        set_remote_access(self, group, subnets[0].vpc_id)
        set_release(group, self._get_param("releaseVersion"))
        if template is not None:
            set_template(group, template)
            # What the template decides is no property of the group.
            group.disk_size = None
            group.instance_types = self._get_param("instanceTypes")
            if not group.instance_types and not template.instance_type:
                group.instance_types = ["t3.medium"]
        add_node_entry(self, cluster, group.node_role, "EC2_LINUX")
        return answer

    @wrap(EKSResponse, "delete_nodegroup")
    def delete_nodegroup(original, self):
        cluster = cluster_of(self)
        group = cluster.nodegroups.get(self._get_param("nodegroupName"))
        answer = original(self)
        remove_security_group(self, group.resources.get("remoteAccessSecurityGroup"))
        remove_node_entry(self, cluster, group.node_role)
        return answer


@gap("EKS node groups: changes")
def node_group_changes() -> None:
    """moto cannot describe the update that a change makes, nor change the version or the launch template."""
    from moto.eks.responses import EKSResponse

    add_addresses("clusters/(?P<name>[^/]+)/node-groups/(?P<nodegroupName>[^/]+)/update-version")

    @wrap(EKSResponse, "update_nodegroup_config")
    def update_nodegroup_config(original, self):
        group = group_of(self)
        check_scaling({**group.scaling_config, **(self._get_param("scalingConfig") or {})})
        answer = original(self)
        keep_update(self, answer.result["update"])
        return answer

    @add(EKSResponse)
    def update_nodegroup_version(self):
        cluster, group = cluster_of(self), group_of(self)
        version = self._get_param("version") or cluster.version
        check_version(cluster, version)
        given = self._get_param("launchTemplate")
        if given and not group.launch_template:
            raise bad_parameter("A launch template can only be given for a node group that was created with one")
        group.version = version
        set_release(group, self._get_param("releaseVersion"))
        template = template_of(self, given, group.instance_types)
        if template is not None:
            if template.template.id != group.launch_template["id"]:
                raise bad_parameter("The launch template of a node group cannot be replaced by another one")
            set_template(group, template)
        return add_update(self, "VersionUpdate", {"version": version, "launchTemplate": given})


@gap("EKS Fargate profiles: checks")
def fargate_profiles() -> None:
    """moto takes any subnet and any number of selectors; AWS takes private subnets and five selectors at most."""
    from moto.eks.responses import EKSResponse

    @wrap(EKSResponse, "create_fargate_profile")
    def create_fargate_profile(original, self):
        cluster = cluster_of(self)
        for subnet in subnets_of(self, self._get_param("subnets") or []):
            if is_public(self, subnet):
                raise bad_parameter(f"Subnet {subnet.id} provided in Fargate Profile is not a private subnet")
        if len(self._get_param("selectors") or []) > 5:
            raise bad_parameter("Fargate Profile has more than 5 selectors")
        answer = original(self)
        add_node_entry(self, cluster, self._get_param("podExecutionRoleArn"), "FARGATE_LINUX")
        return answer

    @wrap(EKSResponse, "delete_fargate_profile")
    def delete_fargate_profile(original, self):
        cluster = cluster_of(self)
        profile = cluster.fargate_profiles.get(self._get_param("fargateProfileName"))
        answer = original(self)
        remove_node_entry(self, cluster, profile.pod_execution_role_arn)
        return answer


def group_of(response: Any) -> Any:
    cluster = cluster_of(response)
    name = response._get_param("nodegroupName")
    if name not in cluster.nodegroups:
        raise not_found(f"No node group found for name: {name}.")
    return cluster.nodegroups[name]


def check_version(cluster: Any, version: str) -> None:
    if minor_of(version) > minor_of(cluster.version):
        raise bad_parameter(f"The version {version} of the node group is newer than the cluster's, {cluster.version}")


def check_scaling(scaling: dict[str, int]) -> None:
    least, most = scaling.get("minSize", 1), scaling.get("maxSize", 2)
    desired = scaling.get("desiredSize", least)
    if desired < least:
        raise bad_parameter(f"Minimum capacity {least} can't be greater than desired size {desired}")
    if desired > most:
        raise bad_parameter(f"desired capacity {desired} can't be greater than max size {most}")


def check_architecture(ami_type: str, instance_types: list[str]) -> None:
    """Raises InvalidParameterException for instance types that cannot start the image. Types that moto does not know pass."""
    from moto.ec2.models.instance_types import INSTANCE_TYPES

    architecture = "arm64" if "arm" in ami_type.lower() else "x86_64"
    for name in instance_types:
        supported = INSTANCE_TYPES.get(name, {}).get("ProcessorInfo", {}).get("SupportedArchitectures", [architecture])
        if architecture not in supported:
            raise bad_parameter(f"[{name}] is not a valid instance type for requested amiType {ami_type}")


def template_of(response: Any, given: dict[str, str] | None, instance_types: list[str] | None) -> Any:
    """The version of the launch template that a request names. Raises as AWS does for a template that nodes cannot have."""
    if not given:
        return None
    ec2 = ec2_of(response)
    template = (
        ec2.get_launch_template(given["id"]) if given.get("id") else ec2.get_launch_template_by_name(given["name"])
    )
    version = template.get_version(given.get("version") or "$Default")
    if version.data.get("IamInstanceProfile"):
        raise bad_request(
            f"Launch template {template.name} should not specify an instance profile. The noderole in your request will "
            "be used to construct an instance profile."
        )
    if version.instance_type and instance_types:
        raise bad_parameter("Instance type can be given in the launch template or for the node group, not in both")
    if any(interface.get("SubnetId") for interface in version.data.get("NetworkInterfaces", [])):
        raise bad_request(f"Launch template {template.name} should not specify a subnet")
    return version


def set_template(group: Any, version: Any) -> None:
    group.launch_template = {
        "id": version.template.id,
        "name": version.template.name,
        "version": str(version.number),
    }
    if version.image_id:
        group.ami_type = "CUSTOM"
        group.release_version = version.image_id


def set_release(group: Any, given: str | None) -> None:
    """The release of the image: as given, the one of the launch template, or the newest for the version."""
    if group.ami_type == "CUSTOM":
        return
    bottlerocket = group.ami_type.startswith("BOTTLEROCKET")
    default = f"{BOTTLEROCKET_RELEASE}-{digest(group.version)[:8]}" if bottlerocket else f"{group.version}.0-{RELEASE_DATE}"
    group.release_version = given or default


def set_remote_access(response: Any, group: Any, vpc_id: str) -> None:
    """Remote access as given. Without groups that may connect, EKS makes a group that lets everyone in."""
    group.remote_access = response._get_param("remoteAccess")
    if group.remote_access and not group.remote_access.get("sourceSecurityGroups"):
        name = f"eks-remoteAccess-{group.uuid}"
        description = "Security group for all nodes in the nodeGroup to allow SSH access"
        tags = {"eks": group.nodegroup_name, "eks:cluster-name": group.cluster_name}
        made = add_security_group(response, name, description, vpc_id, tags)
        group.resources["remoteAccessSecurityGroup"] = made.id


def is_public(response: Any, subnet: Any) -> bool:
    """Whether the subnet's route table, its own or the main one, leads to an internet gateway."""
    ec2 = ec2_of(response)
    tables = ec2.describe_route_tables(filters={"association.subnet-id": [subnet.id]}) or ec2.describe_route_tables(
        filters={"vpc-id": [subnet.vpc_id], "association.main": ["true"]}
    )
    return any((route.gateway_id or "").startswith("igw-") for table in tables for route in table.routes)
