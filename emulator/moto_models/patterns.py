"""Regular expressions of AWS's models, which are Java's, as Python's.

A pattern without anchors must match the whole value, as `String.matches` does; one with `^` or `$` says itself how much it covers.
"""

from __future__ import annotations

import functools
import re
import unicodedata
from collections.abc import Callable

# `\p{…}`: Unicode's general categories by their letters, and the names of java.util.regex.Pattern (Java SE 21, API documentation),
# of which the POSIX ones hold ASCII only.
CLASSES: dict[str, Callable[[str], bool]] = {
    "ASCII": lambda char: char <= "\x7f",
    "Alnum": lambda char: char <= "\x7f" and char.isalnum(),
    "Alpha": lambda char: char <= "\x7f" and char.isalpha(),
    "Blank": lambda char: char in " \t",
    "Cntrl": lambda char: char < " " or char == "\x7f",
    "Digit": lambda char: char in "0123456789",
    "Graph": lambda char: "!" <= char <= "~",
    "IsAlphabetic": str.isalpha,
    "IsWhitespace": str.isspace,
    "Lower": lambda char: "a" <= char <= "z",
    "Print": lambda char: " " <= char <= "~",
    "Punct": lambda char: "!" <= char <= "~" and not char.isalnum(),
    "Upper": lambda char: "A" <= char <= "Z",
    "XDigit": lambda char: char in "0123456789abcdefABCDEF",
    "all": lambda char: True,
}

TOKEN = re.compile(r"\\([pP])(?:\{(\w+)\}|([A-Z]))|\\x\{([0-9A-Fa-f]+)\}|\\.|\[\^?|\]|&&|\|\||.", re.DOTALL)

ASCII = frozenset(map(chr, range(0x80)))

# The characters beyond the first 65,536, as Java writes them: by both halves of a pair.
SURROGATES = r"\uD800\uDC00-\uDBFF\uDFFF"


def matches(pattern: str, value: str) -> bool | None:
    """Whether a value satisfies a pattern; None when the pattern has something that Python lacks."""
    compiled = compiled_for(pattern, "".join(sorted(set(value) - ASCII)))
    if compiled is None:
        return None
    is_anchored = pattern.startswith("^") or pattern.endswith("$")
    return bool(compiled.search(value) if is_anchored else compiled.fullmatch(value))


@functools.lru_cache(maxsize=10_000)
def compiled_for(pattern: str, others: str) -> re.Pattern[str] | None:
    """A pattern, compiled once, for values in ASCII and the other characters: Unicode's classes are too large to be written out."""
    try:
        return re.compile(translated(pattern, others), re.ASCII)
    except (re.error, KeyError):
        return None


def translated(pattern: str, others: str) -> str:
    """Raises KeyError for what is not known: a class, or two that are intersected."""
    parts: list[str] = []
    in_class = False
    # In a class, a hyphen behind a shorthand (`[\w-.]`) is a character and begins no range.
    after_shorthand = False
    for token in TOKEN.finditer(pattern.replace(SURROGATES, r"\U00010000-\U0010FFFF")):
        text, kind, name = token.group(), token.group(1), token.group(2) or token.group(3)
        if name:
            members = class_members(name, kind == "P", others)
            parts.append(members if in_class else f"[{members}]" if members else r"(?!)")
        elif token.group(4):
            parts.append(f"\\U{int(token.group(4), 16):08x}")
        elif text == r"\z":
            parts.append(r"\Z")
        elif in_class and text == "&&":
            raise KeyError(text)
        elif in_class and text == "||":
            parts.append("|")
        elif in_class and (text.startswith("[") or (text == "-" and after_shorthand)):
            parts.append(re.escape(text))
        else:
            parts.append(text)
        if text.startswith("[") and not in_class:
            in_class = True
        elif text == "]":
            in_class = False
        after_shorthand = bool(name) or text in (r"\w", r"\d", r"\s", r"\W", r"\D", r"\S")
    return "".join(parts)


@functools.cache
def class_members(name: str, is_negated: bool, others: str) -> str:
    """The characters of a class, among ASCII's and the others, as they stand between brackets."""
    holds = CLASSES[name] if name in CLASSES else category(name)
    return "".join(re.escape(char) for char in [*sorted(ASCII), *others] if holds(char) != is_negated)


def category(name: str) -> Callable[[str], bool]:
    """Raises KeyError for what is no general category of Unicode."""
    if not re.fullmatch(r"[LMNPSZC][a-z]?", name):
        raise KeyError(name)
    return lambda char: unicodedata.category(char).startswith(name)
