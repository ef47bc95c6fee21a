"""What the tables of rule files and packs may hold, read with errors that name file, key and reason."""

from __future__ import annotations

from collections.abc import Mapping
from collections.abc import Set as AbstractSet
from datetime import date
from typing import Any

from crosscheck.model import SEVERITIES, CrosscheckError, Example, Settings, Severity

PROFILES = ("auto", "en-GB-ise", "en-GB-oxendict", "en-US", "en-CA", "en-AU")
NUMERIC_DATES = ("auto", "day-first", "month-first")

_EXAMPLE_KEYS = frozenset(("summary", "original", "originals", "text", "summary_date", "settings"))
_SETTINGS_KEYS = frozenset(("profile", "words", "house-terms", "numeric-dates"))


def read_example(where: str, table: object) -> Example:
    """An example of a rule: a summary, one original or several, and what else the rule needs to be tried.

    ``where`` opens every error. Raises CrosscheckError for an unknown key, a missing one and a value of another type.
    """
    known = checked(f"{where} an example", table, _EXAMPLE_KEYS)
    if "summary" not in known or not ("original" in known) ^ ("originals" in known):
        raise CrosscheckError(f"{where} an example needs 'summary', and 'original' or 'originals'")
    originals = (
        texts(where, known, "originals") if "originals" in known else (text(where, known, "original"),)
    )
    day = known.get("summary_date")
    if day is not None and type(day) is not date:
        raise CrosscheckError(
            f"{where} 'summary_date' must be a date such as 2025-04-27, without quotation marks"
        )
    return Example(
        summary=text(where, known, "summary"),
        originals=originals,
        text=text(where, known, "text") if "text" in known else None,
        summary_date=day,
        settings=_settings(f"{where} 'settings'", known["settings"]) if "settings" in known else None,
    )


def read_severity(where: str, value: object) -> Severity:
    """A severity; raises CrosscheckError for anything else."""
    for severity in SEVERITIES:
        if value == severity:
            return severity
    raise CrosscheckError(f"{where} severity must be one of {', '.join(SEVERITIES)}, not {value!r}")


def checked(where: str, table: object, keys: AbstractSet[str]) -> Mapping[str, Any]:
    """A table that has no other keys than these; raises CrosscheckError for one that has, and for what is no table."""
    if not isinstance(table, dict):
        raise CrosscheckError(f"{where} must be a table")
    if unknown := sorted(table.keys() - keys):
        raise CrosscheckError(f"{where} has an unknown key {unknown[0]!r}; known: {', '.join(sorted(keys))}")
    return table


def text(where: str, table: Mapping[str, Any], key: str) -> str:
    """A string of a table that is not blank; raises CrosscheckError where there is none."""
    value = table.get(key)
    if not isinstance(value, str) or not value.strip():
        raise CrosscheckError(f"{where} needs {key!r}, a string")
    return value


def texts(where: str, table: Mapping[str, Any], key: str) -> tuple[str, ...]:
    """A list of one or more strings of a table; raises CrosscheckError where there is none."""
    values = table.get(key)
    if (
        not isinstance(values, list)
        or not values
        or not all(isinstance(v, str) and v.strip() for v in values)
    ):
        raise CrosscheckError(f"{where} needs {key!r}, a list of strings")
    return tuple(values)


def _settings(where: str, table: object) -> Settings:
    """The settings under which an example holds, by their names in the configuration."""
    known = checked(where, table, _SETTINGS_KEYS)
    terms = known.get("house-terms", {})
    if not isinstance(terms, dict) or not all(isinstance(wanted, str) for wanted in terms.values()):
        raise CrosscheckError(f"{where} needs 'house-terms', a table of strings")
    for key, names in (("profile", PROFILES), ("numeric-dates", NUMERIC_DATES)):
        if known.get(key, "auto") not in names:
            raise CrosscheckError(f"{where} {key!r} must be one of {', '.join(names)}, not {known[key]!r}")
    words = texts(where, known, "words") if "words" in known else ()
    return Settings(
        profile=known.get("profile", "auto"),
        words=frozenset(word.casefold() for word in words),
        house_terms=terms,
        numeric_dates=known.get("numeric-dates", "auto"),
    )
