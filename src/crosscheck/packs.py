"""A project's own rule packs: what its house style, its region and its pages ask for, as data.

A pack is a TOML file. Each of its tables is an entry with a name of its own, ``[KIND.NAME]``, known as ``house.NAME``:

- ``terms``: words the house does not want, and the term it writes instead; found as ``spelling.house-term``;
- ``names``: a name in the forms that are right; none of them is a finding, nor one of them for another;
- ``offices``: a word for an office, and what it is compared as;
- ``notices``: an expression for a whole line that introduces the originals, of at most 200 characters;
- ``datelines``: agencies that sign datelines, or an expression for the row of signs that a dateline is.

Read only where the configuration names one.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from string import Formatter
from typing import Any

from crosscheck.model import CrosscheckError
from crosscheck.ruletables import checked, read_example, read_severity, text, texts

KINDS = ("terms", "names", "offices", "notices", "datelines")

Entries = dict[str, tuple[Mapping[str, Any], ...]]
"""Kind -> its entries, in order of file and place; each as in the file, with "id", "kind" and "file", and defaults filled in."""

_NAME = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
_PIECE = re.compile(
    r"(?:(?P<open>\((?:\?>)?)|(?P<close>\))|\\.|\[\^?\]?(?:\\.|[^\]\\])*\]|[^*+?{])"
    r"(?(open)|(?:(?P<count>[*+?]|\{\d*,?\d*\})(?:(?P<kept>\+)|\?)?)?)"
    r"|.",
    re.DOTALL,
)
"""A piece of a regular expression with what repeats it."""
_REPEATS = 3
"""Repetitions that give back what they took: on a line of 200 letters four may take a minute."""
_FIELDS = ("text", "suggested")
_COMMON = frozenset(("about",))
_PROSE = frozenset(("found", "quiet"))
_LINES = frozenset(("match", "reject"))
_WEIGHT = {"notices": 4.0, "datelines": 3.0}
"""Evidence of an entry that gives none, in log-odds: that of the surest patterns of ``rules/split.toml``."""


def read_packs(paths: Sequence[Path]) -> Entries:
    """The entries of some packs.

    Raises CrosscheckError for a file that cannot be read, and for an entry that cannot be used: an unknown key, a value of
    another type, an invalid expression, a name or term that another entry has; with file, key and reason.
    """
    found: dict[str, list[Mapping[str, Any]]] = {kind: [] for kind in KINDS}
    names: dict[str, str] = {}
    for path in paths:
        file = _shown(path)
        for kind, tables in checked(f"{file}:", _toml(path, file), frozenset(KINDS)).items():
            if not isinstance(tables, dict):
                raise CrosscheckError(f"{file}: {kind!r} must be made of tables, [{kind}.NAME]")
            for name, table in tables.items():
                entry = _entry(file, kind, name, table)
                if name in names:
                    raise CrosscheckError(
                        f"{file}: [{kind}.{name}] has the name of an entry in {names[name]}: give it another"
                    )
                names[name] = file
                found[kind].append(entry)
    _each_term_once(found["terms"])
    return {kind: tuple(entries) for kind, entries in found.items()}


def _shown(path: Path) -> str:
    """A path as messages have it: from the working directory where it lies below it."""
    return (path.relative_to(Path.cwd()) if path.is_relative_to(Path.cwd()) else path).as_posix()


def _toml(path: Path, file: str) -> dict[str, Any]:
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        reason = "no such file: see [rules] paths in the configuration"
    except IsADirectoryError:
        reason = "is a directory: name the packs in it"
    except OSError as error:
        reason = f"cannot be read: {error.strerror}"
    except UnicodeDecodeError:
        reason = "is not UTF-8: save it in that encoding"
    except tomllib.TOMLDecodeError as error:
        reason = f"not valid TOML: {error}"
    except ValueError as error:
        reason = f"cannot be read: {error}: see [rules] paths in the configuration"
    raise CrosscheckError(f"{file}: {reason}")


def _entry(file: str, kind: str, name: str, table: object) -> Mapping[str, Any]:
    where = f"{file}: [{kind}.{name}]"
    if not _NAME.fullmatch(name):
        raise CrosscheckError(f"{where} needs a name of small letters, digits and hyphens")
    keys, read = _READERS[kind]
    known = checked(where, table, keys | _COMMON)
    about = {"about": " ".join(text(where, known, "about").split())} if "about" in known else {}
    return {"id": f"house.{name}", "kind": kind, "file": file, **about, **read(where, known)}


# ---------------------------------------------------------------- kinds


def _term(where: str, table: Mapping[str, Any]) -> dict[str, Any]:
    read: dict[str, Any] = {
        "unwanted": texts(where, table, "unwanted"),
        "wanted": text(where, table, "wanted"),
        **_examples(where, table),
    }
    if "severity" in table:
        read["severity"] = read_severity(where, table["severity"])
    if "message" in table:
        read["message"] = _message(where, text(where, table, "message"))
    return read


def _name(where: str, table: Mapping[str, Any]) -> dict[str, Any]:
    return {"forms": texts(where, table, "forms"), **_examples(where, table)}


def _office(where: str, table: Mapping[str, Any]) -> dict[str, Any]:
    word = text(where, table, "word")
    if len(word.split()) > 1:
        raise CrosscheckError(f"{where} 'word' must be one word, not {word!r}")
    return {"word": word, "means": text(where, table, "means"), **_examples(where, table)}


def _notice(where: str, table: Mapping[str, Any]) -> dict[str, Any]:
    return {"regex": _regex(where, table), "weight": _weight(where, table, "notices"), **_lines(where, table)}


def _dateline(where: str, table: Mapping[str, Any]) -> dict[str, Any]:
    if ("regex" in table) == ("agencies" in table):
        raise CrosscheckError(f"{where} needs either 'agencies', a list of strings, or 'regex', a string")
    if "agencies" in table:
        if "weight" in table:
            raise CrosscheckError(f"{where} 'weight' goes with 'regex', not with 'agencies'")
        return {"agencies": texts(where, table, "agencies"), **_lines(where, table)}
    return {
        "regex": _regex(where, table),
        "weight": _weight(where, table, "datelines"),
        **_lines(where, table),
    }


_READERS: Mapping[
    str, tuple[frozenset[str], Callable[[str, Mapping[str, Any]], dict[str, Any]]]
] = {
    "terms": (_PROSE | {"unwanted", "wanted", "severity", "message"}, _term),
    "names": (_PROSE | {"forms"}, _name),
    "offices": (_PROSE | {"word", "means"}, _office),
    "notices": (_LINES | {"regex", "weight"}, _notice),
    "datelines": (_LINES | {"regex", "weight", "agencies"}, _dateline),
}  # fmt: skip
"""Kind -> the keys it may have, and what reads them."""


# ---------------------------------------------------------------- values


def _examples(where: str, table: Mapping[str, Any]) -> dict[str, Any]:
    for key in _PROSE & table.keys():
        if not isinstance(table[key], list):
            raise CrosscheckError(f"{where} {key!r} must be a list of examples")
    return {key: tuple(read_example(where, e) for e in table.get(key, ())) for key in ("found", "quiet")}


def _lines(where: str, table: Mapping[str, Any]) -> dict[str, Any]:
    return {key: texts(where, table, key) if key in table else () for key in ("match", "reject")}


def _message(where: str, message: str) -> str:
    """A template that can be filled; raises CrosscheckError for one that asks for other fields."""
    try:
        fields = [field for _, field, _, _ in Formatter().parse(message) if field is not None]
    except ValueError as error:
        raise CrosscheckError(f"{where} 'message' cannot be filled in: {error}") from None
    if unknown := [field for field in fields if field not in _FIELDS]:
        raise CrosscheckError(
            f"{where} 'message' has an unknown field {{{unknown[0]}}}; known: {{text}}, {{suggested}}"
        )
    return message


def _regex(where: str, table: Mapping[str, Any]) -> str:
    regex = text(where, table, "regex")
    try:
        re.compile(regex)
    except re.error as error:
        raise CrosscheckError(f"{where} 'regex' is no valid regular expression: {error}") from None
    if said := _endless(regex):
        raise CrosscheckError(
            f"{where} 'regex' may take for ever on some lines: {said}: write *+, ++ or ?+ where nothing is to be given back"
        )
    if "{{" in regex:
        raise CrosscheckError(
            f"{where} 'regex' has double braces, which only the rules of crosscheck itself may use"
        )
    return regex


def _endless(regex: str) -> str | None:
    """Why an expression may go through more ways of matching a line than there is time for; None where it may not.

    Two things make those ways many: a repeated group that can itself match in several ways, and many repetitions in a row.
    What is possessive or atomic gives nothing back, and counts for neither. ``regex`` is a valid expression.
    """
    open_groups: list[tuple[bool, bool]] = []
    varies, repeats = False, 0
    for piece in _PIECE.finditer(regex):
        inside = False
        if piece["open"]:
            open_groups.append((varies, piece["open"] == "(?>"))
            varies = False
            continue
        if piece["close"]:
            outside, atomic = open_groups.pop()
            inside, varies = varies and not atomic, outside
        varies = varies or inside or piece[0] == "|"
        count = piece["count"]
        if count and not piece["kept"]:
            if inside and count != "?":
                return "a group that repeats holds *, +, ?, {} or |"
            varies = varies or not count[1:-1].isdigit()
            repeats += count in "*+" or "," in count
    return f"more than {_REPEATS} of *, + and {{}}" if repeats > _REPEATS else None


def _weight(where: str, table: Mapping[str, Any], kind: str) -> float:
    weight = table.get("weight", _WEIGHT[kind])
    if isinstance(weight, bool) or not isinstance(weight, int | float) or not 0 < weight <= 5:
        raise CrosscheckError(f"{where} 'weight' must be a number above 0, at most 5")
    return float(weight)


def _each_term_once(terms: Sequence[Mapping[str, Any]]) -> None:
    seen: dict[str, Mapping[str, Any]] = {}
    for term in terms:
        for unwanted in term["unwanted"]:
            key = " ".join(unwanted.casefold().split())
            if key in seen:
                other = seen[key]
                raise CrosscheckError(
                    f"{term['file']}: {term['id']} and {other['id']} ({other['file']}) both replace {unwanted!r}: keep one"
                )
            seen[key] = term
