"""Gaps of EKS: access entries with their policies, and pod identity associations."""

from __future__ import annotations

import re
from typing import Any

from ..core import add, gap
from .common import (
    Record,
    add_addresses,
    arn_of,
    bad_parameter,
    bad_request,
    body_of,
    cluster_of,
    digest,
    in_use,
    new_uuid,
    not_found,
    now,
    record_of,
    records,
    records_of,
)

PRINCIPAL = re.compile(r"^arn:[\w-]+:iam::(?P<account>\d{12}):(?P<type>role|user)/(?:.*/)?(?P<name>[^/]+)$")
POLICY = re.compile(r"^arn:[\w-]+:eks::aws:cluster-access-policy/AmazonEKS\w+Policy$")

# Names that only EKS itself may give to groups.
RESERVED_GROUPS = ("system:", "eks:", "aws:", "amazon:", "iam:")

# User name and groups of the entries for nodes (Amazon EKS User Guide, "Create access entries", 2025).
NODE_ENTRIES = {
    "EC2_LINUX": ("system:node:{{EC2PrivateDNSName}}", ["system:nodes"]),
    "EC2_WINDOWS": ("system:node:{{EC2PrivateDNSName}}", ["eks:kube-proxy-windows", "system:nodes"]),
    "EC2": ("system:node:{{EC2PrivateDNSName}}", ["system:nodes"]),
    "HYBRID_LINUX": ("system:node:{{SessionName}}", ["system:nodes"]),
    "FARGATE_LINUX": (
        "system:node:{{SessionName}}",
        ["system:bootstrappers", "system:node-proxier", "system:nodes"],
    ),
}


@gap("EKS: access entries")
def access_entries() -> None:
    """moto has none. They are kept by cluster and principal, with the user name and the groups that AWS fills in."""
    from moto.core.responses import ActionResult, EmptyResult
    from moto.eks.responses import EKSResponse

    add_addresses(
        "clusters/(?P<name>[^/]+)/access-entries",
        "clusters/(?P<name>[^/]+)/access-entries/(?P<principalArn>.+)",
    )

    @add(EKSResponse)
    def create_access_entry(self):
        given = body_of(self)
        require_entries(cluster_of(self))
        return ActionResult({"accessEntry": add_entry(self, given).values})

    @add(EKSResponse)
    def describe_access_entry(self):
        return ActionResult({"accessEntry": entry_of(self).values})

    @add(EKSResponse)
    def list_access_entries(self):
        cluster = cluster_of(self)
        require_entries(cluster)
        policy = self._get_param("associatedPolicyArn")
        found = records_of(self.eks_backend, "access_entries", cluster.name)
        matching = [entry for entry in found if policy is None or policy in policies_of(entry)]
        return ActionResult({"accessEntries": sorted(entry.values["principalArn"] for entry in matching)})

    @add(EKSResponse)
    def update_access_entry(self):
        entry = entry_of(self)
        given = {name: value for name, value in body_of(self).items() if name in ("kubernetesGroups", "username")}
        refuse_for_nodes(entry.values["type"], given)
        check_groups(given)
        entry.values.update({**given, "modifiedAt": now()})
        return ActionResult({"accessEntry": entry.values})

    @add(EKSResponse)
    def delete_access_entry(self):
        entry = entry_of(self)
        del records(self.eks_backend, "access_entries")[f"{entry.cluster}/{entry.values['principalArn']}"]
        return EmptyResult()


@gap("EKS: access policies")
def access_policies() -> None:
    """moto has none. They are kept with their access entry, and go with it."""
    from moto.core.responses import ActionResult, EmptyResult
    from moto.eks.responses import EKSResponse

    @add(EKSResponse)
    def associate_access_policy(self):
        entry = entry_of(self)
        policy = self._get_param("policyArn")
        if not POLICY.match(policy):
            raise bad_parameter("The policyArn parameter format is not valid")
        if entry.values["type"] in ("EC2_LINUX", "EC2_WINDOWS", "FARGATE_LINUX", "HYBRID_LINUX"):
            raise bad_request(f"Access policies cannot be associated with entries of type {entry.values['type']}")
        scope = self._get_param("accessScope")
        namespaces = scope.get("namespaces") or []
        if (scope.get("type") == "namespace") != bool(namespaces):
            raise bad_parameter("Namespaces must be given for the access scope type namespace, and for no other")
        former = policies_of(entry).get(policy, {})
        association = {
            "policyArn": policy,
            "accessScope": {"type": scope.get("type"), "namespaces": namespaces},
            "associatedAt": former.get("associatedAt", now()),
            "modifiedAt": now(),
        }
        policies_of(entry)[policy] = association
        return ActionResult({**named(entry), "associatedAccessPolicy": association})

    @add(EKSResponse)
    def list_associated_access_policies(self):
        entry = entry_of(self)
        associations = [policies_of(entry)[policy] for policy in sorted(policies_of(entry))]
        return ActionResult({**named(entry), "associatedAccessPolicies": associations})

    @add(EKSResponse)
    def disassociate_access_policy(self):
        entry = entry_of(self)
        if policies_of(entry).pop(self._get_param("policyArn"), None) is None:
            raise not_found(f"The policy is not associated with {entry.values['principalArn']}")
        return EmptyResult()


@gap("EKS: pod identity associations")
def pod_identity_associations() -> None:
    """moto has none. A service account has one at most."""
    from moto.core.responses import ActionResult
    from moto.eks.responses import EKSResponse

    add_addresses(
        "clusters/(?P<name>[^/]+)/pod-identity-associations",
        "clusters/(?P<name>[^/]+)/pod-identity-associations/(?P<associationId>[^/]+)",
    )

    def association_of(self) -> Record:
        return record_of(self, "pod_identity_associations", self._get_param("associationId"), "association")

    @add(EKSResponse)
    def create_pod_identity_association(self):
        return ActionResult({"association": add_association(self, body_of(self)).values})

    @add(EKSResponse)
    def describe_pod_identity_association(self):
        return ActionResult({"association": association_of(self).values})

    @add(EKSResponse)
    def list_pod_identity_associations(self):
        found = records_of(self.eks_backend, "pod_identity_associations", cluster_of(self).name)
        for name in ("namespace", "serviceAccount"):
            wanted = self._get_param(name)
            found = [record for record in found if wanted is None or record.values[name] == wanted]
        return ActionResult({"associations": [record.values for record in found]})

    @add(EKSResponse)
    def update_pod_identity_association(self):
        record = association_of(self)
        changes = {
            name: value
            for name, value in body_of(self).items()
            if name in ("roleArn", "disableSessionTags", "targetRoleArn", "policy")
        }
        record.values.update({**changes, "modifiedAt": now()})
        return ActionResult({"association": record.values})

    @add(EKSResponse)
    def delete_pod_identity_association(self):
        record = association_of(self)
        if record.made_by_eks:
            raise bad_request(f"The association is managed by {record.values['ownerArn']}")
        remove_association(self, record)
        return ActionResult({"association": record.values})


def entry_of(response: Any) -> Record:
    require_entries(cluster_of(response))
    return record_of(response, "access_entries", response._get_param("principalArn"), "access entry")


def policies_of(entry: Record) -> dict[str, dict[str, Any]]:
    """Associations of an access entry by the ARN of the policy."""
    return entry.__dict__.setdefault("policies", {})


def named(entry: Record) -> dict[str, str]:
    return {"clusterName": entry.cluster, "principalArn": entry.values["principalArn"]}


def has_entries(cluster: Any) -> bool:
    return cluster.access_config["authenticationMode"] != "CONFIG_MAP"


def require_entries(cluster: Any) -> None:
    if not has_entries(cluster):
        raise bad_request(
            "The cluster's authentication mode must be set to one of [API, API_AND_CONFIG_MAP] to perform this operation."
        )


def add_entry(response: Any, given: dict[str, Any]) -> Record:
    """An access entry with what AWS fills in. Raises ResourceInUseException where the principal has one."""
    cluster = cluster_of(response)
    principal = PRINCIPAL.match(given["principalArn"])
    if principal is None:
        raise bad_parameter("The principalArn parameter format is not valid")
    type = given.get("type", "STANDARD")
    refuse_for_nodes(type, given)
    check_groups(given)
    key = f"{cluster.name}/{given['principalArn']}"
    if key in records(response.eks_backend, "access_entries"):
        raise in_use("The specified access entry resource is already in use on this cluster.")
    session = f"arn:{response.partition}:sts::{principal['account']}:assumed-role/{principal['name']}/{{{{SessionName}}}}"
    standard = (session if principal["type"] == "role" else given["principalArn"], [])
    user, groups = NODE_ENTRIES.get(type, standard)
    owner = (principal["type"], principal["account"], principal["name"], new_uuid())
    arn = arn_of(response, "access-entry", cluster.name, *owner)
    values = {
        "clusterName": cluster.name,
        "principalArn": given["principalArn"],
        "kubernetesGroups": given.get("kubernetesGroups", groups),
        "accessEntryArn": arn,
        "createdAt": now(),
        "modifiedAt": now(),
        "tags": given.get("tags", {}),
        "username": given.get("username", user),
        "type": type,
    }
    entry = Record(cluster.name, arn, values)
    records(response.eks_backend, "access_entries")[key] = entry
    return entry


def add_node_entry(response: Any, cluster: Any, role_arn: str, type: str) -> None:
    """The access entry that EKS makes for the role of a managed node group or a Fargate profile, unless there is one."""
    exists = f"{cluster.name}/{role_arn}" in records(response.eks_backend, "access_entries")
    if has_entries(cluster) and not exists:
        add_entry(response, {"principalArn": role_arn, "type": type}).made_by_eks = True


def remove_node_entry(response: Any, cluster: Any, role_arn: str) -> None:
    """Takes an entry of EKS's own away with the last node group or Fargate profile that has the role."""
    entries = records(response.eks_backend, "access_entries")
    key = f"{cluster.name}/{role_arn}"
    groups = [group.node_role for group in cluster.nodegroups.values()]
    profiles = [profile.pod_execution_role_arn for profile in cluster.fargate_profiles.values()]
    if key in entries and entries[key].made_by_eks and role_arn not in [*groups, *profiles]:
        del entries[key]


def refuse_for_nodes(type: str, given: dict[str, Any]) -> None:
    if type not in ("STANDARD", *NODE_ENTRIES):
        raise bad_parameter(f"The type {type} is not valid")
    if type != "STANDARD" and (given.get("kubernetesGroups") or given.get("username")):
        raise bad_parameter(f"Groups and user name cannot be given for the type {type}")


def check_groups(given: dict[str, Any]) -> None:
    for group in given.get("kubernetesGroups", []):
        if group.startswith(RESERVED_GROUPS):
            raise bad_parameter(f"The kubernetes group name {group} is invalid, it cannot start with {group.split(':')[0]}:")


def add_association(response: Any, given: dict[str, Any], owner_arn: str | None = None) -> Record:
    """An association of a service account with a role. Raises ResourceInUseException where the account has one."""
    cluster = cluster_of(response)
    namespace, account = given["namespace"], given["serviceAccount"]
    id = f"a-{digest(cluster.arn, namespace, account)[:17]}"
    key = f"{cluster.name}/{id}"
    if key in records(response.eks_backend, "pod_identity_associations"):
        raise in_use(f"Association already exists: {id}")
    arn = arn_of(response, "podidentityassociation", cluster.name, id)
    optional = ("disableSessionTags", "targetRoleArn", "policy")
    values = {
        "clusterName": cluster.name,
        "namespace": namespace,
        "serviceAccount": account,
        "roleArn": given["roleArn"],
        "associationArn": arn,
        "associationId": id,
        "tags": given.get("tags", {}),
        "createdAt": now(),
        "modifiedAt": now(),
        **{name: given[name] for name in optional if name in given},
        **({"ownerArn": owner_arn} if owner_arn else {}),
    }
    record = Record(cluster.name, arn, values)
    record.made_by_eks = owner_arn is not None
    records(response.eks_backend, "pod_identity_associations")[key] = record
    return record


def remove_association(response: Any, record: Record) -> None:
    del records(response.eks_backend, "pod_identity_associations")[f"{record.cluster}/{record.values['associationId']}"]
