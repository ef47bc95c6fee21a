"""One configuration file: TOML -> validated values, with errors that name file, key and reason.

The only module that imports msgspec; it is loaded when there is a file to read, or its schema is asked for.
"""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from pathlib import Path
from typing import Annotated, Any, Literal, get_args, get_origin

import msgspec
from msgspec import UNSET, Meta, Struct, UnsetType

from crosscheck.config.patterns import Pattern, defect, shown_path
from crosscheck.model import CrosscheckError, Revisions, Severity, Suppression

PATTERNS = ("originals", "include", "exclude")
_TYPES = {
    "str": "a text",
    "int": "a whole number",
    "float": "a number",
    "bool": "true or false",
    "array": "a list",
    "object": "a table",
    "date": "a date",
    "datetime": "a date with a time",
}
_REMEDY = "`crosscheck config --schema` tells what it may be"

Names = tuple[str, ...]
Profile = Literal["auto", "en-GB-ise", "en-GB-oxendict", "en-US", "en-CA", "en-AU"]


class Ignore(Struct, frozen=True, forbid_unknown_fields=True):
    """Findings that somebody looked at and accepted."""

    rule: Annotated[str, Meta(description='A rule, a check or "all".')]
    match: Annotated[
        str,
        Meta(description="Words of the finding or of its original, or the finding's id.", min_length=1),
    ]
    reason: Annotated[str, Meta(description="Why it is accepted.", min_length=1)]
    expires: Annotated[
        date | None, Meta(description="Last date of publication of an article for which it holds.")
    ] = None


class Keys(Struct, frozen=True, forbid_unknown_fields=True, rename="kebab"):
    """What may be set for all documents and for some."""

    select: Annotated[Names, Meta(description="Report only these rules or checks.")] | UnsetType = UNSET
    ignore: (
        Annotated[
            tuple[str | Ignore, ...],
            Meta(description="Rules or checks to leave out; tables accept single findings."),
        ]
        | UnsetType
    ) = UNSET
    severity: Annotated[dict[str, Severity], Meta(description="Another severity for a rule.")] | UnsetType = (
        UNSET
    )
    fail_level: (
        Annotated[
            Literal["error", "warning", "note", "never"],
            Meta(description="Lowest severity that makes the exit code 1."),
        ]
        | UnsetType
    ) = UNSET
    min_level: Annotated[Severity, Meta(description="Lowest severity shown.")] | UnsetType = UNSET
    profile: Annotated[Profile, Meta(description="Spelling of the articles.")] | UnsetType = UNSET
    words: Annotated[Names, Meta(description="Words that are never typos.")] | UnsetType = UNSET
    house_terms: (
        Annotated[dict[str, str], Meta(description="Unwanted term = the term the house asks for.")]
        | UnsetType
    ) = UNSET
    names: (
        Annotated[Names, Meta(description="Names that need no source and are never typos.")] | UnsetType
    ) = UNSET
    date: (
        Annotated[date, Meta(description="Publication date of the articles, as 2025-04-27.")] | UnsetType
    ) = UNSET
    numeric_dates: (
        Annotated[Literal["auto", "day-first", "month-first"], Meta(description="How 04/05/2025 is read.")]
        | UnsetType
    ) = UNSET
    originals: (
        Annotated[
            str | Names,
            Meta(
                description="Patterns of the files that hold an article's originals; {stem} is its name, {folder} its folder."
            ),
        ]
        | UnsetType
    ) = UNSET
    encoding: (
        Annotated[str, Meta(description="Encoding of text files, where it is neither UTF-8 nor marked.")]
        | UnsetType
    ) = UNSET
    revisions: (
        Annotated[
            Revisions,
            Meta(
                description="Whether tracked changes of .docx and .odt files are read as accepted, or as never made."
            ),
        ]
        | UnsetType
    ) = UNSET
    max_size: Annotated[int, Meta(description="Largest file to read, in bytes.", ge=1)] | UnsetType = UNSET


class Rules(Struct, frozen=True, forbid_unknown_fields=True):
    """Rules of the project's own."""

    paths: Annotated[Names, Meta(description="Files with such rules.")] = ()


class File(Keys, frozen=True, forbid_unknown_fields=True, rename="kebab"):
    """Configuration of crosscheck."""

    extend: (
        Annotated[str, Meta(description="Another configuration file, whose values hold unless set here.")]
        | UnsetType
    ) = UNSET
    include: (
        Annotated[str | Names, Meta(description="Patterns of the files to check in a folder.")] | UnsetType
    ) = UNSET
    exclude: (
        Annotated[str | Names, Meta(description="Patterns of files and folders to pass over.")] | UnsetType
    ) = UNSET
    baseline: (
        Annotated[str, Meta(description="File of findings that are accepted as they are.")] | UnsetType
    ) = UNSET
    rules: Annotated[Rules, Meta(description="Rules of the project's own.")] | UnsetType = UNSET
    per_file: (
        Annotated[dict[str, Keys], Meta(description="Other values for the files that fit a pattern.")]
        | UnsetType
    ) = UNSET


def schema() -> str:
    """The JSON Schema of a configuration file, for editors."""
    made = msgspec.json.schema(File)
    made = {"$schema": "https://json-schema.org/draft/2020-12/schema", "title": "crosscheck", **made}
    return msgspec.json.format(msgspec.json.encode(made), indent=2).decode() + "\n"


def values(
    table: Mapping[str, Any], folder: Path, shown: str
) -> tuple[dict[str, Any], list[tuple[Pattern, dict[str, Any]]]]:
    """What a file says: its values by key, and those for some files by pattern.

    Patterns and paths carry the folder of the file; ``extend`` stays as it was written. Raises CrosscheckError.
    """
    rest = {key: value for key, value in table.items() if key != "per-file"}
    whole = _flat(_convert(rest, File, shown, ""), folder, shown, "")
    some = table.get("per-file", {})
    if not isinstance(some, dict):
        raise CrosscheckError(f'{shown}: per-file: write a table for each pattern, as [per-file."archive/*"]')
    tables = []
    for pattern, keys in some.items():
        key = f'per-file."{pattern}"'
        _refuse(defect(pattern), f"{shown}: {key}")
        found = _flat(_convert(keys, Keys, shown, f"{key}."), folder, shown, f"{key}.")
        tables.append((Pattern(folder, pattern), found))
    return whole, tables


def _convert(table: object, kind: type[Keys], shown: str, prefix: str) -> Keys:
    try:
        return msgspec.convert(table, kind)
    except msgspec.ValidationError as error:
        reason, _, place = str(error).partition(" - at `$")
        key = place.rstrip("`").lstrip(".")
        if unknown := re.fullmatch(r"Object contains unknown field `(.*)`", reason):
            key = f"{key}.{unknown[1]}".lstrip(".")
            reason, remedy = "unknown key", _known(unknown[1], key, kind)
        else:
            key = _culprit(table, kind, key)
            reason, remedy = _said(reason, key, kind), _REMEDY
        where = f"{prefix}{key}".rstrip(".")
        raise CrosscheckError(
            f"{shown}: {where}: {reason}: {remedy}" if where else f"{shown}: {reason}"
        ) from None


def _said(reason: str, key: str, kind: type[Keys]) -> str:
    """What msgspec says about a value, in the words of TOML."""
    if wrong := re.fullmatch(r"Expected `(.*?)`(.*?)(?:, got `(.*)`)?", reason):
        wanted = " or ".join(_TYPES.get(name, name) for name in wrong[1].split(" | "))
        got = f", not {_TYPES.get(wrong[3], wrong[3])}" if wrong[3] else ""
        return f"must be {wanted}{wrong[2]}{got}"
    if wrong := re.fullmatch(r"Invalid enum value (.*)", reason):
        hints = [f.type for f in msgspec.structs.fields(kind) if f.encode_name == re.split(r"[.\[]", key)[0]]
        return f"must be one of {', '.join(_choices(hints))}, not {wrong[1]}"
    return reason[:1].lower() + reason[1:]


def _choices(hints: Iterable[Any]) -> Iterator[str]:
    """The values that type hints allow, in order."""
    for hint in hints:
        if get_origin(hint) is Literal:
            yield from get_args(hint)
        else:
            yield from _choices(get_args(hint))


def _culprit(table: object, kind: type[Keys], key: str) -> str:
    """The key with the entry of a table at which msgspec only says ``[...]``."""
    field, dots, rest = key.partition("[...]")
    entries = table.get(field) if dots and isinstance(table, dict) else None
    for name, value in entries.items() if isinstance(entries, dict) else ():
        try:
            msgspec.convert({field: {name: value}}, kind)
        except msgspec.ValidationError:
            return f'{field}."{name}"{rest}'
    return key


def _known(name: str, key: str, kind: type[Keys]) -> str:
    inner: dict[str, type[Struct]] = {"ignore": Ignore, "rules": Rules}
    fields = inner.get(key.partition("[")[0].partition(".")[0], kind)
    names = [field.encode_name for field in msgspec.structs.fields(fields if key != name else kind)]
    near = difflib.get_close_matches(name, names, 1)
    return f"did you mean {near[0]}?" if near else f"known are {', '.join(names)}"


def _flat(keys: Keys, folder: Path, shown: str, prefix: str) -> dict[str, Any]:
    """The values that were set, under their names in TOML, lists of patterns and paths with their folder."""
    found: dict[str, Any] = {}
    for field in msgspec.structs.fields(keys):
        value = getattr(keys, field.name)
        if value is not UNSET and field.encode_name != "per-file":
            found.update(_set(field.encode_name, value, folder, f"{shown}: {prefix}"))
    return found


def _set(key: str, value: Any, folder: Path, where: str) -> Iterator[tuple[str, Any]]:
    if key in PATTERNS:
        texts = (value,) if isinstance(value, str) else value
        for text in texts:
            _refuse(defect(text, placeholders=key == "originals"), f"{where}{key}")
        value = tuple(Pattern(folder, text) for text in texts)
    elif key == "ignore":
        tables = tuple(v for v in value if isinstance(v, Ignore))
        yield "suppressions", tuple(Suppression(t.rule, t.match, t.reason, t.expires) for t in tables)
        value = tuple(v for v in value if isinstance(v, str))
    elif key == "rules":
        key, value = "rules.paths", tuple(shown_path(folder / p) for p in value.paths)
    elif key == "baseline":
        value = shown_path(folder / value)
    yield key, value


def _refuse(reason: str | None, where: str) -> None:
    if reason:
        raise CrosscheckError(f"{where}: {reason}")
