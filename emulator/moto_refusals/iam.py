"""What IAM refuses."""

from __future__ import annotations

from typing import Any

from .core import known, refuses

API = "AWS Identity and Access Management API Reference (2010-05-08), {}, 2026-11"
QUOTAS = "AWS Identity and Access Management user guide, IAM and AWS STS quotas (names are not distinguished by case), 2026-11"


def taken(request: Any, parameter: str, names: list[str]) -> str | None:
    wanted = request._get_param(parameter) or ""
    return next((name for name in names if name.lower() == wanted.lower()), None)


@refuses("IAM", "CreateRole", "EntityAlreadyExists", "a role has the name, in whichever case", QUOTAS)
def second_role(request: Any) -> str | None:
    name = taken(request, "RoleName", [role.name for role in request.backend.get_roles()])
    return f"Role with name {request._get_param('RoleName')} already exists." if name else None


@refuses("IAM", "CreatePolicy", "EntityAlreadyExists", "a policy of the account has the name, in whichever case", QUOTAS)
def second_policy(request: Any) -> str | None:
    # The policies that AWS manages have no account, and may be named alike.
    own = [policy.name for policy in request.backend.managed_policies.values() if ":aws:policy/" not in policy.arn]
    name = taken(request, "PolicyName", own)
    return f"A policy called {request._get_param('PolicyName')} already exists. Duplicate names are not allowed." if name else None


@refuses("IAM", "CreateInstanceProfile", "EntityAlreadyExists", "an instance profile has the name, in whichever case", QUOTAS)
def second_instance_profile(request: Any) -> str | None:
    name = taken(request, "InstanceProfileName", list(request.backend.instance_profiles))
    return f"Instance Profile {request._get_param('InstanceProfileName')} already exists." if name else None


@refuses("IAM", "DeletePolicy", "DeleteConflict", "the policy is attached, or is a permissions boundary", API.format("DeletePolicy"))
def attached_policy(request: Any) -> str | None:
    arn, backend = request._get_param("PolicyArn"), request.backend
    principals = [*backend.roles.values(), *backend.users.values(), *backend.groups.values()]
    if any(arn in getattr(principal, "managed_policies", {}) for principal in principals):
        return "Cannot delete a policy attached to entities."
    if any(getattr(principal, "permissions_boundary_arn", None) == arn for principal in principals):
        return "Cannot delete a policy attached to entities."
    return None


@refuses("IAM", "DeletePolicy", "DeleteConflict", "the policy has more than one version", API.format("DeletePolicy"))
def policy_with_versions(request: Any) -> str | None:
    policy = request.backend.managed_policies.get(request._get_param("PolicyArn"))
    if policy is not None and len(policy.versions) > 1:
        return "This policy has more than one version. Before you delete a policy, you must delete the policy's versions."
    return None


known("IAM", "DeleteRole", "DeleteConflict", "the role has policies, or an instance profile has the role", API.format("DeleteRole"))
known("IAM", "DeleteInstanceProfile", "DeleteConflict", "the instance profile has a role", API.format("DeleteInstanceProfile"))
known("IAM", "AddRoleToInstanceProfile", "LimitExceeded", "the instance profile has a role", API.format("AddRoleToInstanceProfile"))
known(
    "IAM",
    "CreateOpenIDConnectProvider",
    "EntityAlreadyExists",
    "a provider has the address",
    API.format("CreateOpenIDConnectProvider"),
)
