"""Gaps of ElastiCache: users and their groups."""

from __future__ import annotations

from re import compile as re_compile

from ..core import add, gap, wrap
from .common import arn, kept, refused, tagged


class UserGroup:
    """A group, by what ElastiCache tells of it (Amazon ElastiCache API Reference, "UserGroup", read 2026-11)."""

    def __init__(self, backend, asked):
        self.user_group_id = asked["UserGroupId"].lower()
        self.status = "active"
        self.engine = asked["Engine"].lower()
        self.user_ids = list(asked.get("UserIds", []))
        self.minimum_engine_version = "6.0"
        self.arn = arn(backend, "usergroup", self.user_group_id)
        self._backend = backend

    @property
    def replication_groups(self) -> list[str]:
        held = self._backend.replication_groups.values()
        return [group.replication_group_id for group in held if self.user_group_id in group.user_group_ids]


def user_groups(backend) -> dict[str, UserGroup]:
    return kept(backend, "gp_user_groups")


def in_order(access: str) -> str:
    """An access string as ElastiCache tells it: on or off, keys, channels, commands, of which all or none come first.

    Amazon ElastiCache User Guide, "Role-Based Access Control (RBAC)": `off +get ~keys*` is told as `off ~keys* -@all +get`, read 2026-11.
    """
    words = access.split()
    state = [word for word in words if word in ("on", "off")] or ["off"]
    keys = [word for word in words if word[0] in "~%" or word in ("allkeys", "resetkeys")]
    channels = [word for word in words if word[0] == "&" or word in ("allchannels", "resetchannels")]
    commands = [word for word in words if word[0] in "+-"]
    every = [word for word in commands if word in ("+@all", "-@all")][-1:] or ["-@all"]
    return " ".join([state[-1], *keys, *channels, *every, *(word for word in commands if word not in ("+@all", "-@all"))])


@gap("ElastiCache: user groups, and users that change and go")
def operations() -> None:
    """moto has no user groups, and cannot change users; one that is deleted stays until somebody asks for it."""
    from moto.core.responses import ActionResult
    from moto.elasticache.models import ElastiCacheBackend, User
    from moto.elasticache.responses import ElastiCacheResponse

    @wrap(ElastiCacheBackend, "__init__")
    def __init__(original, self, *args, **kwargs):
        original(self, *args, **kwargs)
        kinds = "cluster|parametergroup|replicationgroup|snapshot|subnetgroup|user|usergroup"
        self.arn_regex = re_compile(rf"^arn:aws[a-z-]*:elasticache:.*:[0-9]*:({kinds}):.*$")

    @wrap(User, "__init__")
    def user(original, self, *args, **kwargs):
        original(self, *args, **kwargs)
        self.access_string = in_order(self.access_string)

    def require(backend, user_id):
        if user_id not in backend.users:
            raise refused("UserNotFound", f"User {user_id} not found.")
        return backend.users[user_id]

    @add(ElastiCacheResponse)
    def modify_user(self):
        user = require(self.elasticache_backend, self.params["UserId"])
        if "AccessString" in self.params:
            user.access_string = in_order(self.params["AccessString"])
        mode = self.params.get("AuthenticationMode", {})
        if "Type" in mode:
            user.authentication_type = mode["Type"]
            user.no_password_required = mode["Type"] == "no-password-required"
        if "NoPasswordRequired" in self.params:
            user.no_password_required = self.params["NoPasswordRequired"]
        return ActionResult(user)

    @wrap(ElastiCacheBackend, "delete_user")
    def delete_user(original, self, user_id):
        user = original(self, user_id=user_id)
        for group in user_groups(self).values():
            group.user_ids = [one for one in group.user_ids if one != user_id]
        self.users.pop(user_id, None)
        return user

    def require_group(request):
        name = request.params["UserGroupId"].lower()
        groups = user_groups(request.elasticache_backend)
        if name not in groups:
            raise refused("UserGroupNotFound", f"User group {name} not found.")
        return groups[name]

    @add(ElastiCacheResponse)
    def create_user_group(self):
        backend = self.elasticache_backend
        for user_id in self.params.get("UserIds", []):
            require(backend, user_id)
        group = UserGroup(backend, self.params)
        user_groups(backend)[group.user_group_id] = group
        tagged(backend, group.arn, self.params.get("Tags"))
        return ActionResult(group)

    @add(ElastiCacheResponse)
    def describe_user_groups(self):
        asked = self.params.get("UserGroupId")
        found = [require_group(self)] if asked else list(user_groups(self.elasticache_backend).values())
        return ActionResult({"UserGroups": found})

    @add(ElastiCacheResponse)
    def modify_user_group(self):
        group = require_group(self)
        removed = self.params.get("UserIdsToRemove", [])
        added = [require(self.elasticache_backend, one).id for one in self.params.get("UserIdsToAdd", [])]
        group.user_ids = [one for one in group.user_ids if one not in removed] + added
        return ActionResult(group)

    @add(ElastiCacheResponse)
    def delete_user_group(self):
        group = require_group(self)
        del user_groups(self.elasticache_backend)[group.user_group_id]
        return ActionResult(group)
