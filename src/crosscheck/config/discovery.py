"""Which file configures a folder, and the TOML in it."""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from crosscheck.config.patterns import shown_path
from crosscheck.model import CrosscheckError

PROJECT = "pyproject.toml"
_TABLE = rb"tool[\"'\s]*(?:\.[\"'\s]*crosscheck|[\]=])"
"""What a pyproject.toml that has our table holds somewhere: most have none, and need not be parsed."""
NAMES = (".crosscheck.toml", "crosscheck.toml", PROJECT)
"""Of configuration files, the first in a folder wins; of a project's file the table [tool.crosscheck] counts."""


def in_folder(folder: Path) -> Path | None:
    """The configuration file of one folder."""
    for name in NAMES:
        path = folder / name
        if path.is_file() and (name != PROJECT or table(path) is not None):
            return path
    return None


def table(file: Path) -> Mapping[str, Any] | None:
    """The table of crosscheck in a file; None where a pyproject.toml has none. Raises CrosscheckError."""
    shown = shown_path(file)
    try:
        if file.exists() and not (file.is_file() or file.is_dir()):
            raise CrosscheckError(f"{shown}: is no ordinary file: name a file as the configuration")
        content = file.read_bytes()
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or error
        raise CrosscheckError(
            f"{shown}: cannot be read: {reason}: check the path and its permissions"
        ) from None
    if file.name == PROJECT and not re.search(_TABLE, content):
        return None
    import tomllib

    try:
        said: Any = tomllib.loads(content.decode("utf-8-sig"))
    except UnicodeDecodeError:
        raise CrosscheckError(f"{shown}: is not UTF-8: save it as UTF-8") from None
    except RecursionError:
        raise CrosscheckError(f"{shown}: is nested too deep: write it with fewer brackets") from None
    except tomllib.TOMLDecodeError as error:
        reason, line = _syntax(str(error), content)
        raise CrosscheckError(f"{shown}:{line}: is not valid TOML: {reason}: mend the line") from None
    return _of_project(said, shown) if file.name == PROJECT else said


def _of_project(table: Mapping[str, Any], shown: str) -> Mapping[str, Any] | None:
    """The table [tool.crosscheck] of a pyproject.toml."""
    tools = table.get("tool", {})
    ours = tools.get("crosscheck") if isinstance(tools, dict) else None
    if ours is not None and not isinstance(ours, dict):
        raise CrosscheckError(f"{shown}: tool.crosscheck: is no table: write [tool.crosscheck]")
    return ours


def _syntax(said: str, content: bytes) -> tuple[str, int]:
    """Reason and line of an error of tomllib, as "Invalid value (at line 3, column 8)"."""
    place = re.search(r" \(at (?:line (\d+), column \d+|end of document)\)$", said)
    reason = said[: place.start()] if place else said
    line = int(place[1]) if place and place[1] else content.count(b"\n", 0, len(content.rstrip())) + 1
    return reason[:1].lower() + reason[1:], line
