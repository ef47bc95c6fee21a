"""The words that numbers are written with, made ready for looking up: numerals, units, currencies, bounds."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from typing import TYPE_CHECKING, Literal, NamedTuple

if TYPE_CHECKING:
    from crosscheck.ruleset import RuleSet

Bound = Literal["", "above", "below", "near", "about"]

ROMAN = {"ii": 2.0, "iii": 3.0, "iv": 4.0, "vi": 6.0, "vii": 7.0, "viii": 8.0, "ix": 9.0, "xi": 11.0, "xii": 12.0, "xiii": 13.0,
          "xiv": 14.0, "xv": 15.0, "xvi": 16.0, "xvii": 17.0, "xviii": 18.0, "xix": 19.0, "xx": 20.0, "xxi": 21.0, "xxii": 22.0,
          "xxiii": 23.0}  # fmt: skip


class Unit(NamedTuple):
    """What a unit measures, and its worth in the first unit of that dimension."""

    dimension: str
    factor: float
    offset: float = 0.0
    """What nought of it is in the first unit, as of Fahrenheit."""


class NumberWords(NamedTuple):
    """The word data of ``rules/numbers.toml`` and ``rules/words/units.txt``, made ready for looking up."""

    cardinals: Mapping[str, float]
    scales: Mapping[str, float]
    letters: Mapping[str, float]
    ordinals: Mapping[str, float]
    fractions: Mapping[str, float]
    multiples: Mapping[str, float]
    groups: Mapping[str, float]
    periods: Mapping[str, str]
    """Nouns and adjectives of time -> the name of their unit."""
    several: frozenset[str]
    vague: Mapping[str, float]
    courses: frozenset[str]
    definite: frozenset[str]
    grammar: frozenset[str]
    """Words that carry grammar rather than facts."""
    units: Mapping[str, Unit]
    also: Mapping[Unit, tuple[Unit, ...]]
    """Units whose name or scale has a second meaning (pounds of money and of weight, Fahrenheit in Celsius)."""
    glued: Mapping[str, str]
    """Letters that are a unit only when they are written onto the figure -> the unit's name."""
    lowered: frozenset[str]
    """Words beside an amount that say it is a loss or a fall."""
    bounds_before: Mapping[str, Bound]
    bounds_behind: Mapping[str, Bound]
    openers: frozenset[str]
    """Words at which a number can begin, besides figures and codes."""
    behind_articles: frozenset[str]
    """Words that "a" needs behind it to begin a number."""
    unit_openers: frozenset[str]
    """The first words of units, and of the bounds behind a number; the last ones of those before."""
    bound_openers: frozenset[str]
    bound_closers: frozenset[str]


@lru_cache(maxsize=4)
def number_words(rules: RuleSet) -> NumberWords:
    """The word data of a set of rules, read once."""
    data = rules.data("numbers")
    tables = {
        name: _values(data[name])
        for name in (
            "cardinals",
            "scales",
            "letters",
            "ordinals",
            "fractions",
            "multiples",
            "groups",
            "vague",
        )
    }
    bounds = data["bounds"]
    before = {p: b for b in ("above", "below", "near", "about") for p in _phrases(bounds[b])}
    behind = {p: b for b in ("above", "below", "about") for p in _phrases(bounds[f"after_{b}"])}
    periods = dict(entry.split("=") for entry in data["periods"].split())
    several = rules.words("numbers", "several")
    units, also = _units(rules.path("words", "units.txt").read_text(encoding="utf-8"))
    openers = frozenset().union(*(tables[t] for t in tables if t not in ("scales", "letters", "fractions")))
    return NumberWords(
        **tables,
        periods=periods,
        several=several,
        courses=rules.words("numbers", "courses"),
        definite=rules.words("numbers", "definite"),
        grammar=rules.words("english", "function"),
        units=units,
        also=also,
        glued=dict(entry.split("=") for entry in data["glued"].split()),
        lowered=rules.words("numbers", "lowered"),
        bounds_before=before,  # type: ignore[arg-type]
        bounds_behind=behind,  # type: ignore[arg-type]
        openers=openers | several | {"half", "a", "an", "no", "per", "once", *periods, *ROMAN},
        behind_articles=frozenset((*tables["scales"], *tables["fractions"], *units)),
        unit_openers=frozenset(name.partition("_")[0] for name in units),
        bound_openers=frozenset(phrase.partition("_")[0] for phrase in behind),
        bound_closers=frozenset(phrase.rpartition("_")[2] for phrase in before),
    )


def _values(text: str) -> dict[str, float]:
    pairs = (entry.split("=") for entry in text.split())
    return {word: float(value) for word, value in pairs}


def _phrases(text: str) -> list[str]:
    return [phrase.strip() for phrase in text.replace("\n", " ").split("|")]


def _units(text: str) -> tuple[dict[str, Unit], dict[Unit, tuple[Unit, ...]]]:
    """The units by name, and what a line "also" says of some: "also <unit> <unit> [<offset>]"."""
    units: dict[str, Unit] = {}
    also: dict[Unit, tuple[Unit, ...]] = {}
    for line in text.splitlines():
        if not line or line.startswith("#"):
            continue
        dimension, factor, *rest = line.split()
        if dimension == "also":
            unit, other = Unit(factor, float(rest[0])), Unit(rest[1], *map(float, rest[2:]))
            also[unit] = (*also.get(unit, ()), other)
        else:
            units.update((name, Unit(dimension, float(factor))) for name in rest)
    return units, also
