"""Gaps of EKS: clusters, their updates and the tags of everything in them."""

from __future__ import annotations

import base64
import ipaddress
from typing import Any

from ..core import add, gap, wrap
from .auto_mode import admit_auto_nodes, check_auto_mode, check_auto_mode_at_creation, with_compute
from .common import (
    DEFAULT_VERSION,
    add_addresses,
    add_security_group,
    add_update,
    bad_parameter,
    bad_request,
    cluster_of,
    digest,
    ec2_of,
    in_use,
    minor_of,
    not_found,
    records,
    records_of,
    remove_security_group,
    subnets_of,
)

LOG_TYPES = ("api", "audit", "authenticator", "controllerManager", "scheduler")

# Modes of authentication, in the only direction in which a cluster can change.
MODES = ("CONFIG_MAP", "API_AND_CONFIG_MAP", "API")

# Arguments of UpdateClusterConfig, and the kind of update that AWS makes of them.
UPDATES = {
    "resourcesVpcConfig": "VpcConfigUpdate",
    "logging": "LoggingUpdate",
    "accessConfig": "AccessConfigUpdate",
    "upgradePolicy": "UpgradePolicyUpdate",
    "zonalShiftConfig": "ZonalShiftConfigUpdate",
    "computeConfig": "AutoModeUpdate",
    "kubernetesNetworkConfig": "AutoModeUpdate",
    "storageConfig": "AutoModeUpdate",
    "remoteNetworkConfig": "RemoteNetworkConfigUpdate",
    "deletionProtection": "DeletionProtectionUpdate",
}


@gap("EKS clusters: arguments that moto drops, and a security group of their own")
def clusters() -> None:
    """moto drops access, upgrade policy, zonal shift and deletion protection, gives all clusters one issuer, and makes no
    cluster security group. Subnets, version and endpoint access are checked as AWS does."""
    from moto.eks.responses import EKSResponse

    @wrap(EKSResponse, "create_cluster")
    def create_cluster(original, self):
        name = self._get_param("name")
        version = self._get_param("version") or DEFAULT_VERSION
        minor_of(version)
        given = self._get_param("resourcesVpcConfig")
        subnets = subnets_of(self, given["subnetIds"])
        if len({subnet.availability_zone for subnet in subnets}) < 2:
            raise bad_parameter("Subnets specified must be in at least two different AZs")
        vpc_config = with_endpoints({**given, "vpcId": subnets[0].vpc_id})
        network = with_ranges(self, vpc_config["vpcId"], self._get_param("kubernetesNetworkConfig") or {})
        check_auto_mode_at_creation(self)
        answer = original(self)
        cluster = self.eks_backend.clusters[name]
        cluster.version = version
        identify(cluster, self.region)
        group = add_cluster_group(self, cluster, vpc_config["vpcId"])
        cluster.resources_vpc_config = {**vpc_config, "clusterSecurityGroupId": group.id}
        cluster.kubernetes_network_config = network
        access = self._get_param("accessConfig") or {}
        cluster.access_config = {
            "authenticationMode": access.get("authenticationMode", "CONFIG_MAP"),
            "bootstrapClusterCreatorAdminPermissions": access.get("bootstrapClusterCreatorAdminPermissions", True),
        }
        cluster.upgrade_policy = self._get_param("upgradePolicy") or {"supportType": "EXTENDED"}
        cluster.zonal_shift_config = self._get_param("zonalShiftConfig")
        cluster.compute_config = self._get_param("computeConfig")
        cluster.storage_config = self._get_param("storageConfig")
        admit_auto_nodes(self, cluster)
        cluster.deletion_protection = self._get_param("deletionProtection") or False
        cluster.logging = with_log_types({}, self._get_param("logging") or {})
        add_log_group(self, cluster)
        return answer

    @wrap(EKSResponse, "delete_cluster")
    def delete_cluster(original, self):
        cluster = cluster_of(self)
        if getattr(cluster, "deletion_protection", False):
            raise bad_request(f"Cluster {cluster.name} has deletion protection enabled")
        if cluster.fargate_profiles:
            raise in_use("Cluster has Fargate profiles attached")
        answer = original(self)
        remove_security_group(self, cluster.resources_vpc_config.get("clusterSecurityGroupId"))
        # Add-ons, access entries and associations need not be deleted first; they go with the cluster.
        for kind in ("addons", "access_entries", "pod_identity_associations"):
            for key, record in list(records(self.eks_backend, kind).items()):
                if record.cluster == cluster.name:
                    del records(self.eks_backend, kind)[key]
        return answer


@gap("EKS clusters: changes")
def cluster_changes() -> None:
    """moto answers a change with the cluster instead of an update, forgets what is not sent again, and cannot upgrade."""
    from moto.core.responses import ActionResult
    from moto.eks.responses import EKSResponse

    add_addresses(
        "clusters/(?P<name>[^/]+)/updates",
        "clusters/(?P<name>[^/]+)/updates/(?P<updateId>[^/]+)",
        "clusters/(?P<name>[^/]+)/encryption-config/associate",
    )

    @wrap(EKSResponse, "update_cluster_config")
    def update_cluster_config(original, self):
        cluster = cluster_of(self)
        changes = {name: self._get_param(name) for name in UPDATES if self._get_param(name) is not None}
        if not changes:
            raise bad_parameter("The type for cluster update was not provided.")
        if any(UPDATES[name] == "AutoModeUpdate" for name in changes):
            check_auto_mode(changes, cluster.compute_config or {}, cluster.access_config["authenticationMode"])
        for name, value in changes.items():
            change(self, cluster, name, value)
        admit_auto_nodes(self, cluster)
        return add_update(self, UPDATES[next(iter(changes))], changes)

    @add(EKSResponse)
    def update_cluster_version(self):
        cluster = cluster_of(self)
        version = self._get_param("version")
        if minor_of(version) != minor_of(cluster.version) + 1:
            raise bad_parameter(f"Unsupported Kubernetes minor version update from {cluster.version} to {version}")
        cluster.version = version
        return add_update(self, "VersionUpdate", {"version": version})

    @add(EKSResponse)
    def associate_encryption_config(self):
        cluster = cluster_of(self)
        if cluster.encryption_config:
            raise bad_parameter("Cluster already has an encryption configuration")
        cluster.encryption_config = self._get_param("encryptionConfig")
        return add_update(self, "AssociateEncryptionConfig", {"encryptionConfig": cluster.encryption_config})

    @add(EKSResponse)
    def describe_update(self):
        cluster = cluster_of(self)
        update = getattr(self.eks_backend, "updates", {}).get(self._get_param("updateId"))
        if update is None or update["cluster"] != cluster.name:
            raise not_found(f"No update found for ID: {self._get_param('updateId')}")
        return ActionResult({"update": update})

    @add(EKSResponse)
    def list_updates(self):
        cluster = cluster_of(self)
        updates = getattr(self.eks_backend, "updates", {})
        return ActionResult({"updateIds": [id for id, update in updates.items() if update["cluster"] == cluster.name]})


@gap("EKS: tags of everything but clusters")
def tags() -> None:
    """moto knows the tags of clusters only, and of several keys removes the first."""
    from moto.eks.models import EKSBackend
    from moto.eks.responses import EKSResponse

    @wrap(EKSBackend, "tag_resource")
    def tag_resource(original, self, resource_arn, tags):
        tags_of(self, resource_arn).update(tags)

    @wrap(EKSBackend, "list_tags_for_resource")
    def list_tags_for_resource(original, self, resource_arn):
        return tags_of(self, resource_arn)

    @wrap(EKSResponse, "untag_resource")
    def untag_resource(original, self):
        from moto.core.responses import EmptyResult

        kept = tags_of(self.eks_backend, self._extract_arn_from_path())
        for key in self.querystring.get("tagKeys", []):
            kept.pop(key, None)
        return EmptyResult()


def tags_of(backend: Any, arn: str) -> dict[str, str]:
    for cluster in backend.clusters.values():
        groups = {group.arn: group for group in cluster.nodegroups.values()}
        profiles = {profile.fargate_profile_arn: profile for profile in cluster.fargate_profiles.values()}
        entries = {
            record.arn: record
            for kind in ("addons", "access_entries", "pod_identity_associations")
            for record in records_of(backend, kind, cluster.name)
        }
        found = {cluster.arn: cluster, **groups, **profiles, **entries}.get(arn)
        if found is not None:
            return found.tags
    raise not_found(f"Resource {arn} was not found")


def change(response: Any, cluster: Any, name: str, value: Any) -> None:
    """Applies one argument of UpdateClusterConfig. What it does not mention stays as it is."""
    if name == "resourcesVpcConfig":
        subnets_of(response, value.get("subnetIds", []))
        cluster.resources_vpc_config = with_endpoints({**cluster.resources_vpc_config, **value})
    elif name == "logging":
        cluster.logging = with_log_types(cluster.logging, value)
        add_log_group(response, cluster)
    elif name == "accessConfig":
        former, mode = cluster.access_config["authenticationMode"], value["authenticationMode"]
        if MODES.index(mode) <= MODES.index(former):
            raise bad_parameter(f"Unsupported authentication mode update from {former} to {mode}")
        cluster.access_config = {**cluster.access_config, "authenticationMode": mode}
    elif name == "kubernetesNetworkConfig":
        cluster.kubernetes_network_config = {**cluster.kubernetes_network_config, **value}
    elif name == "computeConfig":
        cluster.compute_config = with_compute(cluster.compute_config or {}, value)
    elif name == "deletionProtection":
        cluster.deletion_protection = value
    else:
        attributes = {
            "upgradePolicy": "upgrade_policy",
            "zonalShiftConfig": "zonal_shift_config",
            "storageConfig": "storage_config",
            "remoteNetworkConfig": "remote_network_config",
        }
        setattr(cluster, attributes[name], value)


def with_endpoints(config: dict[str, Any]) -> dict[str, Any]:
    """The network configuration of a cluster with what AWS fills in. Raises InvalidParameterException."""
    public, private = config.get("endpointPublicAccess", True), config.get("endpointPrivateAccess", False)
    if not public and not private:
        raise bad_parameter("Private and public endpoint access cannot be false")
    everyone = ["0.0.0.0/0"] if public else []
    return {
        **config,
        "endpointPublicAccess": public,
        "endpointPrivateAccess": private,
        "securityGroupIds": config.get("securityGroupIds") or [],
        "publicAccessCidrs": config.get("publicAccessCidrs") or everyone,
    }


def with_ranges(response: Any, vpc_id: str, config: dict[str, Any]) -> dict[str, Any]:
    """The ranges of Kubernetes services: as given, or as AWS chooses them beside the VPC."""
    associations = ec2_of(response).get_vpc(vpc_id).get_cidr_block_association_set()
    taken = [ipaddress.ip_network(association["cidr_block"]) for association in associations]
    family = config.get("ipFamily", "ipv4")
    balancing = config.get("elasticLoadBalancing") or {"enabled": False}
    if family == "ipv6":
        return {"ipFamily": family, "serviceIpv6Cidr": "fd12:3456:789a::/108", "elasticLoadBalancing": balancing}
    given = config.get("serviceIpv4Cidr")
    if given and any(ipaddress.ip_network(given).overlaps(network) for network in taken):
        raise bad_parameter(f"The service range {given} overlaps with the VPC {vpc_id}")
    in_ten = any(network.overlaps(ipaddress.ip_network("10.0.0.0/8")) for network in taken)
    chosen = given or ("172.20.0.0/16" if in_ten else "10.100.0.0/16")
    return {"ipFamily": family, "serviceIpv4Cidr": chosen, "elasticLoadBalancing": balancing}


def with_log_types(former: dict[str, Any], given: dict[str, Any]) -> dict[str, Any]:
    """Which logs are on and off, after the given ones were switched."""
    setups = [*former.get("clusterLogging", []), *given.get("clusterLogging", [])]
    state = {type: False for type in LOG_TYPES}
    for setup in setups:
        state.update({type: setup.get("enabled", False) for type in setup.get("types", [])})
    lists = [([type for type in LOG_TYPES if state[type] == enabled], enabled) for enabled in (True, False)]
    return {"clusterLogging": [{"types": types, "enabled": enabled} for types, enabled in lists if types]}


def add_log_group(response: Any, cluster: Any) -> None:
    """EKS makes the log group when it is not there yet. It then outlives the cluster, with logs kept for ever."""
    from moto.logs.models import logs_backends

    if any(setup["enabled"] for setup in cluster.logging["clusterLogging"]):
        logs = logs_backends[response.current_account][response.region]
        name = f"/aws/eks/{cluster.name}/cluster"
        if name not in logs.groups:
            logs.create_log_group(name, {})


def identify(cluster: Any, region: str) -> None:
    """Issuer, address and certificate of a cluster, which depend on its ARN only."""
    id = digest(cluster.arn)[:32].upper()
    cluster.identity = {"oidc": {"issuer": f"https://oidc.eks.{region}.amazonaws.com/id/{id}"}}
    cluster.endpoint = f"https://{id}.gr7.{region}.eks.amazonaws.com"
    body = base64.b64encode(digest(cluster.arn, "certificate").encode()).decode()
    certificate = f"-----BEGIN CERTIFICATE-----\n{body}\n-----END CERTIFICATE-----\n"
    cluster.certificate_authority = {"data": base64.b64encode(certificate.encode()).decode()}


def add_cluster_group(response: Any, cluster: Any, vpc_id: str) -> Any:
    number = int(digest(cluster.arn, "security-group")[:8], 16)
    name = f"eks-cluster-sg-{cluster.name}-{number}"
    description = (
        "EKS created security group applied to ENI that is attached to EKS Control Plane master nodes, "
        "as well as any managed workloads."
    )
    tags = {
        "Name": name,
        f"kubernetes.io/cluster/{cluster.name}": "owned",
        "aws:eks:cluster-name": cluster.name,
    }
    return add_security_group(response, name, description, vpc_id, tags)
