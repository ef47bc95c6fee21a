"""What applies to a document, as TOML, with who said so behind each line."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from datetime import date
from typing import Any

from crosscheck.config import DEFAULTS, Value
from crosscheck.config.patterns import Pattern
from crosscheck.model import Suppression

WIDEST = 44
"""Columns of a setting before its origin; a longer one runs on."""


def listing(values: Mapping[str, Value]) -> str:
    """A line for each setting, in the order of the documentation, tables entry by entry; unset ones as comments."""
    lines = []
    for key in DEFAULTS:
        entries = {k: v for k, v in values.items() if k.startswith(f"{key}.")}
        for name, one in (entries or {key: values[key]}).items():
            said = (
                [f"ignore = [{_toml(s)}]" for s in one.value] if key == "suppressions" else [_line(name, one)]
            )
            lines += [f"{text:{WIDEST}}  # {one.origin}" for text in said]
    return "\n".join(lines) + "\n"


def _line(key: str, one: Value) -> str:
    table, _, name = key.partition(".")
    written = key if re.fullmatch(r"[\w-]*", name) else f"{table}.{_toml(name)}"
    return f"# {written} =" if one.value is None else f"{written} = {_toml(one.value)}"


def _toml(value: Any) -> str:
    """A value as TOML writes it on one line."""
    if isinstance(value, Pattern):
        return _toml(value.text)
    if isinstance(value, Suppression):
        value = {k: v for k, v in value._asdict().items() if v is not None}
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Mapping):
        return "{" + ", ".join(f"{k} = {_toml(v)}" for k, v in value.items()) + "}"
    if isinstance(value, tuple):
        return f"[{', '.join(map(_toml, value))}]"
    return json.dumps(value, ensure_ascii=False)
