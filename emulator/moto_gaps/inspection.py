"""Looks into moto's memory: what exists beyond what moto creates by itself, and which requests it could not answer."""

from __future__ import annotations

import json
import os
import threading
from collections.abc import Iterable, Iterator
from typing import Any

from .core import wrap

# Contents of each backend at the moment of its creation: default VPC, AMIs, managed policies and the like.
BASELINES: dict[int, tuple[Any, set[str]]] = {}

# Held while a backend is made and its baseline is taken. Nobody uses or looks at a backend in between: what moto creates by itself
# would be counted as the user's, or the user's as moto's.
MAKING = threading.RLock()

# Values of a state attribute that mean "gone, kept for a while so that it can be described".
GONE = {"deleted", "deleting", "terminated", "delete-complete", "pendingdeletion", "detached", "deleted_in_progress"}

# Stores that hold no resources: request tokens, generated values, histories and data that AWS itself keeps.
IGNORED = {
    ("ec2", "amis"),
    ("ec2", "reservations"),  # the instances inside are counted
    ("iam", "access_keys"),
    ("sts", "assumed_roles"),
    ("kms", "key_to_aliases"),
    ("logs", "queries"),
    ("s3", "bucket_accounts"),
    ("servicediscovery", "operations"),
}


def resources_of(backend: Any, service: str) -> Iterator[str]:
    """Names of the resources in one backend, as `attribute/key`."""
    for attribute, store in list(vars(backend).items()):
        if isinstance(store, dict) and (service, attribute) not in IGNORED:
            for key in keys_of(store):
                yield f"{attribute}/{key}"
        elif isinstance(store, list) and (service, attribute) not in IGNORED:
            for value in list(store):
                if is_model(value) and not is_gone(value):
                    yield f"{attribute}/{name_of(value)}"
    if service == "ec2":
        for reservation in list(getattr(backend, "reservations", {}).values()):
            for instance in reservation.instances:
                if not is_gone(instance):
                    yield f"instances/{instance.id}"
    if service == "eks":
        for cluster in list(backend.clusters.values()):
            for kind in ("nodegroups", "fargate_profiles"):
                for name in list(getattr(cluster, kind)):
                    yield f"{kind}/{cluster.name}/{name}"


def keys_of(store: dict[Any, Any]) -> Iterator[str]:
    """Keys of a store whose values are models of moto, one level of nesting (by zone, for example) looked through."""
    for key, value in list(store.items()):
        if is_model(value):
            if not is_gone(value) and not is_owned_by_aws(key, value):
                yield str(key)
        elif isinstance(value, dict):
            for inner_key, inner in list(value.items()):
                if is_model(inner) and not is_gone(inner) and not is_owned_by_aws(inner_key, inner):
                    yield f"{key}/{inner_key}"


def name_of(value: Any) -> str:
    """What a resource that is kept in a list, an Elastic IP for example, goes by."""
    names = (getattr(value, attribute, None) for attribute in ("allocation_id", "id", "arn", "name"))
    return next((str(name) for name in names if name), type(value).__name__)


def is_model(value: Any) -> bool:
    return type(value).__module__.startswith("moto.") and hasattr(value, "__dict__")


def is_gone(value: Any) -> bool:
    for attribute in ("state", "status", "key_state", "lifecycle_state", "_state", "deleted_date"):
        state = getattr(value, attribute, None)
        if attribute == "deleted_date" and state is not None:
            return True
        state = getattr(state, "name", None) or getattr(state, "code", None) or state
        if isinstance(state, str) and state.lower() in GONE:
            return True
        # ECS keeps what was deleted as inactive: clusters, services and revisions of task definitions.
        if state == "INACTIVE" and type(value).__module__.startswith("moto.ecs."):
            return True
    return False


def is_owned_by_aws(key: Any, value: Any) -> bool:
    """AWS managed keys and the like, which appear on first use and nobody deletes."""
    aliases = getattr(value, "aliases", None) or []
    names = [str(key), str(getattr(value, "name", "")), *map(str, aliases if isinstance(aliases, Iterable) else [])]
    return any(name.startswith("alias/aws/") for name in names) or getattr(value, "key_manager", "") == "AWS"


def record_baselines() -> None:
    """From now on, remembers what each new backend holds at the start."""
    from moto.core.base_backend import AccountSpecificBackend

    @wrap(AccountSpecificBackend, "__getitem__")
    def getitem(original, self, region_name):
        with MAKING:
            is_new = region_name not in self.keys() and region_name != "global"
            backend = original(self, region_name)
            if is_new and id(backend) not in BASELINES:
                # The backend is kept with its baseline, so that its id is not given to another object.
                BASELINES[id(backend)] = (backend, set(resources_of(backend, self.service_name)))
            return backend


def existing_resources() -> list[str]:
    """`account/region/service/attribute/key` of everything that exists beyond the baselines, sorted."""
    from moto.core.base_backend import BackendDict

    found: set[str] = set()
    with MAKING:
        for backends in list(BackendDict._instances):
            for account, region, backend in list(backends.iter_backends()):
                baseline = BASELINES.get(id(backend), (None, set()))[1]
                for name in set(resources_of(backend, backends.service_name)) - baseline:
                    found.add(f"{account}/{region}/{backends.service_name}/{name}")
    return sorted(found)


class Inspection:
    """WSGI application around moto's that adds the addresses under /_emulator."""

    def __init__(self, application: Any):
        self.application = application
        self.errors: list[str] = []

    def __call__(self, environ: dict[str, Any], start_response: Any) -> Iterable[bytes]:
        path = environ.get("PATH_INFO", "")
        if path == "/_emulator/resources":
            return self.answer(start_response, existing_resources())
        if path == "/_emulator/server":
            return self.answer(start_response, {"pid": os.getpid()})
        if path == "/_emulator/errors":
            return self.answer(start_response, self.errors)

        def note_errors(status: str, headers: Any, *rest: Any) -> Any:
            if status.startswith("5"):
                self.errors.append(f"{environ.get('REQUEST_METHOD')} {path}: HTTP {status}")
            return start_response(status, headers, *rest)

        try:
            return self.application(environ, note_errors)
        except Exception as error:
            self.errors.append(f"{environ.get('REQUEST_METHOD')} {path}: {type(error).__name__}: {error}")
            raise

    @staticmethod
    def answer(start_response: Any, value: Any) -> Iterable[bytes]:
        start_response("200 OK", [("Content-Type", "application/json")])
        return [json.dumps(value).encode()]
