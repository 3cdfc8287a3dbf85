"""Looks into moto's memory: what exists beyond what moto creates by itself, and which requests it could not answer."""

from __future__ import annotations

import io
import json
import os
import sys
import threading
from collections import OrderedDict
from collections.abc import Iterable, Iterator
from typing import Any

from moto_models import Judge, errors
from moto_refusals import table

from .core import wrap
from .unanswered import NO_SUCH_PATH, STATUS, action_of, operation_of, path_of, refusal, service_of, unknown_operation

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
    ("rds", "events"),  # what happened in the last 14 days (Amazon RDS API Reference, "DescribeEvents", as of 2026-11)
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


# Seconds that a request waits for the one before it. moto calls its own address in a few operations (a Lambda function that uses
# AWS, for example), which must not wait for themselves for ever.
TURN_SECONDS = 20

# Letters of an exception's text that are told; botocore's hold pages.
LONGEST_REASON = 300


# Answers that are kept for a request that comes again.
KEPT_ANSWERS = 1000


class Inspection:
    """WSGI application around moto's that adds the addresses under /_emulator, and refuses what moto cannot answer.

    A request that an SDK repeats because the answer got lost is answered as before, not done twice. Requests are answered one at a time. moto reads a list and writes it back in many places, so that of two requests side by side
    one can undo the other: a rule of a security group was lost in this way.
    """

    def __init__(self, application: Any):
        self.application = application
        self.errors: list[str] = []
        self.judge = Judge()
        self.turn = threading.Lock()
        self.answers: OrderedDict[str, tuple[str, Any, list[bytes]]] = OrderedDict()

    def __call__(self, environ: dict[str, Any], start_response: Any) -> Iterable[bytes]:
        path = environ.get("PATH_INFO", "")
        if path == "/_emulator/resources":
            return self.answer(start_response, existing_resources())
        if path == "/_emulator/server":
            return self.answer(start_response, {"pid": os.getpid()})
        if path == "/_emulator/errors":
            return self.answer(start_response, self.errors)
        if path == "/_emulator/refusals":
            return self.answer(start_response, table())
        if path == "/_emulator/judged":
            return self.answer(start_response, self.judge.summary())
        body = take_body(environ)
        has_turn = self.turn.acquire(timeout=TURN_SECONDS)
        try:
            return (
                self.repeat(environ, start_response)
                or self.break_model(environ, body, start_response)
                or self.ask(environ, body, start_response)
            )
        finally:
            if has_turn:
                self.turn.release()

    def repeat(self, environ: dict[str, Any], start_response: Any) -> Iterable[bytes] | None:
        """The answer that a request had at an earlier attempt; SDKs give all attempts of a call one id."""
        status, headers, chunks = self.answers.get(environ.get("HTTP_AMZ_SDK_INVOCATION_ID", ""), (None, None, None))
        if status is None:
            return None
        start_response(status, headers)
        return chunks

    def keep(self, environ: dict[str, Any], status: str, headers: Any, chunks: list[bytes]) -> None:
        """Keeps what was done. What was refused is asked again: it may be granted by then."""
        call = environ.get("HTTP_AMZ_SDK_INVOCATION_ID")
        if call and status.startswith("2") and environ.get("REQUEST_METHOD") not in ("GET", "HEAD"):
            self.answers[call] = (status, headers, chunks)
            if len(self.answers) > KEPT_ANSWERS:
                self.answers.popitem(last=False)

    def break_model(self, environ: dict[str, Any], body: bytes, start_response: Any) -> Iterable[bytes] | None:
        """AWS's error for a request that breaks the model of its operation."""
        refused = self.judge.refusal(environ, body, self.backend_of(environ))
        if refused is None:
            return None
        headers, chunks = errors.answer(environ, body, *refused)
        self.note_refusal(environ, body, errors.STATUS, chunks)
        start_response(errors.STATUS, headers)
        return chunks

    def ask(self, environ: dict[str, Any], body: bytes, start_response: Any) -> Iterable[bytes]:
        started: list[Any] = []

        def keep_start(*arguments: Any) -> None:
            started[:] = arguments

        try:
            chunks = list(self.application(environ, keep_start))
        except NotImplementedError as error:
            return self.refuse(environ, body, start_response, unknown_operation(environ, body), error)
        except Exception as error:
            reason = f"{type(error).__name__}: {error}"[:LONGEST_REASON]
            return self.refuse(environ, body, start_response, "EmulatorFailure", reason)
        status, headers, *rest = started
        if status.startswith("404") and any(NO_SUCH_PATH in chunk for chunk in chunks):
            reason = f"it has no operation at {path_of(environ)}"
            return self.refuse(environ, body, start_response, unknown_operation(environ, body), reason)
        if status.startswith("5"):
            self.errors.append(f"{path_of(environ)}: HTTP {status}")
        if status.startswith("4"):
            self.note_refusal(environ, body, status, chunks)
        self.keep(environ, status, headers, chunks)
        start_response(status, headers, *rest)
        return chunks

    def note_refusal(self, environ: dict[str, Any], body: bytes, status: str, chunks: list[bytes]) -> None:
        """A line in the log: what was refused, at which attempt of the SDK, and the beginning of the answer."""
        operation = action_of(environ, body) or environ.get("HTTP_X_AMZ_TARGET") or path_of(environ)
        attempt = environ.get("HTTP_AMZ_SDK_REQUEST", "attempt=1").split(";")[0]
        answer = " ".join(b"".join(chunks).decode("utf-8", "replace").split())[:LONGEST_REASON]
        print(f"{status[:3]} {service_of(environ)} {operation} ({attempt}): {answer}", file=sys.stderr, flush=True)

    def refuse(
        self, environ: dict[str, Any], body: bytes, start_response: Any, code: str, reason: Any
    ) -> Iterable[bytes]:
        operation = operation_of(environ, body, self.backend_of(environ))
        message = f"The emulator cannot answer {operation} of {service_of(environ) or 'an unknown service'}: {reason}"
        self.errors.append(f"{path_of(environ)}: {message}")
        headers, chunks = refusal(environ, body, code, message)
        start_response(STATUS, headers)
        return chunks

    def backend_of(self, environ: dict[str, Any]) -> str | None:
        """Name of moto's part for the service of a request."""
        host = self.application.infer_service_region_host(environ, environ.get("PATH_INFO", ""))
        return self.application.get_backend_for_host(host)

    @staticmethod
    def answer(start_response: Any, value: Any) -> Iterable[bytes]:
        start_response("200 OK", [("Content-Type", "application/json")])
        return [json.dumps(value).encode()]


def take_body(environ: dict[str, Any]) -> bytes:
    """Reads the body before the request has its turn, so that a slow client keeps nobody waiting, and puts it back."""
    length = int(environ.get("CONTENT_LENGTH") or 0)
    if not length:
        return b""
    body = environ["wsgi.input"].read(length)
    environ["wsgi.input"] = io.BytesIO(body)
    return body
