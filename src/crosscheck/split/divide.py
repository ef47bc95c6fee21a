"""From the likeliest division of a document to its parts, and the reasons for each of its boundaries."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

from crosscheck.model import Document, PartKind
from crosscheck.split.features import MOST_COUNT, Reading
from crosscheck.split.line import Line
from crosscheck.split.parts import Stretch
from crosscheck.split.sequence import Division, Model
from crosscheck.split.signs import Signs

_READINGS = 6
"""Divisions that are looked at where the likeliest is not sure."""
_NONE = 0.3
"""Probability from which the likeliest division may be the one without originals: a file is seldom checked that holds none."""
HOPELESS = 0.03
"""Confidence below which no division is worth showing; of many originals some are always in doubt."""
_TOLD = 3


class Reason(NamedTuple):
    """What spoke for and against an original beginning at a line: features in words, each with its weight in log-odds."""

    line: int
    """Number of the line in the file, from 1."""
    text: str
    pros: tuple[tuple[str, float], ...]
    """Strongest first."""
    cons: tuple[tuple[str, float], ...]


def likeliest(reading: Reading, model: Model) -> list[Division]:
    """The likeliest divisions, likeliest first.

    One without originals comes first only where it is the likeliest and not by little, or none of the others is worth showing.
    """
    divisions = model.divide(reading, _READINGS)
    nothing = next((division for division in divisions if not division.originals), None)
    others = [division for division in divisions if division.originals]
    none = nothing is divisions[0] and nothing.probability >= _NONE
    hopeless = others and others[0].confidence < HOPELESS and len(others[0].originals) <= MOST_COUNT
    if others and not hopeless and not none:
        return others
    return [nothing or Division((), (0, len(reading)), 0.0, 0.0), *others]


def rows(
    document: Document, lines: Sequence[Line], first: int, stop: int, signs: Signs, model: Model
) -> list[Stretch]:
    """The originals in lines that hold nothing else."""
    own = list(lines[first:stop])
    reading = Reading(document, own, signs)
    if not len(reading):
        return [Stretch("original", tuple(range(first, stop)))]
    division = model.divide(reading, 1, originals_only=True)[0]
    return [
        stretch._replace(lines=tuple(k + first for k in stretch.lines), confidence=1.0)
        for stretch in stretches_of(own, reading, division)
        if stretch.kind != "summary"
    ]


def stretches_of(lines: Sequence[Line], reading: Reading, division: Division) -> list[Stretch]:
    """The parts of a division. Residue belongs to the part before it; a rule to the notice below it, or is one by itself."""
    marks: list[tuple[PartKind, int]] = []
    for start in division.originals:
        top = _above_rule(lines, reading.numbers[start.line - start.gap])
        if top < reading.numbers[start.line]:
            marks.append(("notice", top))
        marks.append(("original", reading.numbers[start.line]))
    first, last = division.article
    if first < last:
        marks.append(("summary", reading.numbers[first]))
    marks.sort(key=lambda mark: mark[1])
    cuts = [0, *(line for _, line in marks[1:]), len(lines)]
    return [
        Stretch(kind, tuple(range(a, b)), round(division.confidence, 2))
        for (kind, _), (a, b) in zip(marks, pairwise(cuts), strict=True)
    ]


def _above_rule(lines: Sequence[Line], line: int) -> int:
    """The rule right above a line, or the line."""
    return line - 1 if line and lines[line - 1].role == "rule" else line


def reasons_of(document: Document, reading: Reading, model: Model) -> list[Reason]:
    """The reasons for each original of the likeliest division."""
    division = likeliest(reading, model)[0]
    found = []
    for n, (line, gap) in enumerate(division.originals):
        names = reading.start(line)
        if n:
            names += reading.segment(division.originals[n - 1].line, line, gap)
        elif division.article[0] == 0:
            names += reading.first(line, gap)
        weights = [(name, model.weight(name)) for name in names if name != "start"]
        pros = sorted((w for w in weights if w[1] > 0), key=lambda w: (-w[1], w[0]))[:_TOLD]
        cons = sorted((w for w in weights if w[1] < 0), key=lambda w: (w[1], w[0]))[:_TOLD]
        number = document.position(reading.lines[line].block.span.start).line
        found.append(Reason(number, reading.texts[line], tuple(pros), tuple(cons)))
    return found
