"""What a parsed request breaks of the constraints that AWS's model of the operation has, in the words of AWS."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from .exemptions import is_exempt
from .patterns import matches


@dataclass(frozen=True)
class Violation:
    # Where the value stands, as AWS writes it: `tags.1.member.value`.
    path: str
    # What was found, in quotes; `null` where a member is missing, empty where the value is secret.
    found: str
    constraint: str

    def __str__(self) -> str:
        value = f"Value {self.found}" if self.found else "Value"
        return f"{value} at '{self.path}' failed to satisfy constraint: {self.constraint}"


# Characters of a value that are told.
LONGEST_VALUE = 200


def violations(shape: Any, value: Any, service: str, path: str = "") -> Iterator[Violation]:
    """Every constraint of a shape that a value breaks: lengths, ranges, patterns, enumerations and required members."""
    if value is None or getattr(shape, "is_document_type", False):
        return
    for constraint in broken(shape, value):
        if not is_exempt(service, shape.name, constraint):
            yield Violation(path, shown(shape, value), constraint)
    if shape.type_name == "structure" and isinstance(value, dict):
        yield from of_structure(shape, value, service, path)
    elif shape.type_name == "list" and isinstance(value, list):
        for number, item in enumerate(value, start=1):
            yield from violations(shape.member, item, service, f"{path}.{number}.member")
    elif shape.type_name == "map" and isinstance(value, dict):
        for key, item in value.items():
            yield from violations(shape.key, key, service, f"{path}.key")
            yield from violations(shape.value, item, service, f"{path}.{key}.member")


def of_structure(shape: Any, value: dict[str, Any], service: str, path: str) -> Iterator[Violation]:
    for name in shape.required_members:
        if value.get(name) is None and not is_exempt(service, f"{shape.name}.{name}", "Member must not be null"):
            yield Violation(joined(path, name), "null", "Member must not be null")
    for name, member in shape.members.items():
        yield from violations(member, value.get(name), service, joined(path, name))


def broken(shape: Any, value: Any) -> Iterator[str]:
    """The constraints of one shape, without what is below it."""
    constraints = shape.metadata
    if shape.type_name in ("string", "blob", "list", "map") and hasattr(value, "__len__"):
        yield from outside(constraints, len(value), "length")
    elif shape.type_name in ("integer", "long", "float", "double") and isinstance(value, int | float):
        yield from outside(constraints, value, "value")
    if shape.type_name != "string" or not isinstance(value, str):
        return
    pattern, allowed = constraints.get("pattern"), getattr(shape, "enum", None)
    if pattern and matches(pattern, value) is False:
        yield f"Member must satisfy regular expression pattern: {pattern}"
    if allowed and value not in allowed:
        yield f"Member must satisfy enum value set: [{', '.join(allowed)}]"


def outside(constraints: dict[str, Any], number: float, what: str) -> Iterator[str]:
    if "min" in constraints and number < constraints["min"]:
        yield f"Member must have {what} greater than or equal to {constraints['min']}"
    if "max" in constraints and number > constraints["max"]:
        yield f"Member must have {what} less than or equal to {constraints['max']}"


def shown(shape: Any, value: Any) -> str:
    if shape.metadata.get("sensitive"):
        return ""
    text = str(value)
    return f"'{text[:LONGEST_VALUE]}{'…' if len(text) > LONGEST_VALUE else ''}'"


def joined(path: str, name: str) -> str:
    """AWS names members with a small letter first."""
    member = name[:1].lower() + name[1:]
    return f"{path}.{member}" if path else member
