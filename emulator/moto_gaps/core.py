"""What the gap functions share: the list of gaps, and the two ways to change moto."""

from __future__ import annotations

import functools
import random
from collections.abc import Callable
from typing import Any

GAPS: dict[str, Callable[[], None]] = {}


def gap(name: str) -> Callable[[Callable[[], None]], Callable[[], None]]:
    """Registers a function that fills a gap. The name says the AWS service and what was missing, and is unique."""

    def register(fill: Callable[[], None]) -> Callable[[], None]:
        if name in GAPS:
            raise ValueError(f"two gaps have the name {name!r}")
        GAPS[name] = fill
        return fill

    return register


def wrap(owner: Any, name: str) -> Callable[[Callable[..., Any]], None]:
    """Replaces a function of moto. The replacement gets the original as its first argument.

    Raises AttributeError when this version of moto has no such function.
    """
    original = getattr(owner, name)

    def replace(replacement: Callable[..., Any]) -> None:
        @functools.wraps(original)
        def call(*args: Any, **kwargs: Any) -> Any:
            return replacement(original, *args, **kwargs)

        setattr(owner, name, call)

    return replace


def add(owner: Any) -> Callable[[Callable[..., Any]], None]:
    """Adds an operation that moto lacks, under the function's own name."""

    def set_function(function: Callable[..., Any]) -> None:
        setattr(owner, function.__name__, function)

    return set_function


def random_id(prefix: str) -> str:
    """An EC2 style id: the prefix, a dash and 17 hexadecimal digits."""
    return f"{prefix}-{random.getrandbits(68):017x}"
