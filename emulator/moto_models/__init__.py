"""AWS's own service models as judges: what they say of a request's parameters is held before moto answers.

The models are those of the botocore that moto came with; what is judged are lengths, patterns, ranges, enumerations and required members.
A request that no model reads is answered as before, and counted.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import asdict
from typing import Any

from .constraints import violations
from .exemptions import EXEMPTIONS
from .errors import code_of, message_of
from .operations import Unreadable, read


class Judge:
    """Judges requests, and counts what was judged."""

    def __init__(self) -> None:
        self.judged: Counter[str] = Counter()
        self.unread: Counter[str] = Counter()
        self.refused: list[str] = []

    def refusal(self, environ: dict[str, Any], body: bytes, backend: str | None) -> tuple[str, str] | None:
        """Code and message of AWS's error for a request that breaks the model of its operation, or None."""
        if backend in (None, "moto_api", "instance_metadata"):
            return None
        try:
            operation, parameters = read(environ, body, backend)
        except Unreadable as error:
            self.unread[f"{backend}: {error}"] += 1
            return None
        service = operation.service_model
        name = f"{service.service_name}.{operation.name}"
        self.judged[name] += 1
        found = list(violations(operation.input_shape, parameters, service.service_name)) if operation.input_shape else []
        if not found:
            return None
        message = message_of(found)
        self.refused.append(f"{name}: {message}")
        return code_of(service.service_name, service.metadata["protocol"], found), message

    def summary(self) -> dict[str, Any]:
        """Requests by operation, those that no model reads, the refusals, and what is exempt from the models."""
        return {
            "judged": dict(sorted(self.judged.items())),
            "unread": dict(sorted(self.unread.items())),
            "refused": self.refused,
            "exempt": [asdict(exemption) for exemption in EXEMPTIONS],
        }
