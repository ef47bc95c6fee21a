"""Measures in two systems: whether one can be the other, and where a text gives one twice, as in "23 miles (37 kilometres)"."""

from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

from crosscheck.model import Segment
from crosscheck.numbers.read import NumberMention
from crosscheck.numbers.words import Unit

_UNREAD = frozenset({"time", "months", "%", "pp", "degree", "data"})
"""Dimensions of which one amount is customarily given beside another that is not the same."""
_OPENERS = frozenset({"(", "["})
_LINKS = (("(",), ("[",), ("/",), ("or",), (",", "or"))
"""What stands between a measure and the same in other units."""
_COARSE = 0.1
"""Most of a round number that may have been rounded off."""
_HEDGED = 0.05
"""What a measure may be off where it says "about", "over" or the like."""
_EXACT = 0.005
"""What any conversion may be off: 1.6 for 1.609."""


class Twin(NamedTuple):
    """Two numbers of a segment, by their place among its numbers, that give one measure in two units."""

    first: int
    second: int
    right: bool


def twins(segment: Segment, mentions: Sequence[NumberMention]) -> list[Twin]:
    """The measures that a segment gives twice; where the second is not in brackets of its own, only the right ones."""
    found: list[Twin] = []
    for k, (a, b) in enumerate(pairwise(mentions)):
        link = segment.norms[a.bounded[1] : b.bounded[0]]
        right = converts(a, b) if link in _LINKS else None
        if right is None:
            continue
        closed = link[0] in _OPENERS and segment.norms[b.bounded[1] : b.bounded[1] + 1] in ((")",), ("]",))
        compound = k > 0 and mentions[k - 1].unit == a.unit and a.first - mentions[k - 1].last <= 1
        if right or compound or closed:  # "5 ft 4 in (163 cm)" is not added up
            found.append(Twin(k, k + 1, right or compound))
    return found


def converts(a: NumberMention, b: NumberMention) -> bool | None:
    """Whether two measures are the same as far as their figures go; None where they are not of two systems."""
    if a.kind != b.kind or a.kind not in ("count", "pair") or a.weak or b.weak:
        return None
    common = [
        (x, y)
        for x in _units(a)
        for y in _units(b)
        if x.dimension == y.dimension
        and x.dimension not in _UNREAD
        and (x.offset != y.offset or not is_decimal(x.factor / y.factor))
    ]
    hedged = bool(a.bound or b.bound)
    return any(_agree(a, x, b, y, hedged=hedged) for x, y in common) if common else None


def _units(mention: NumberMention) -> tuple[Unit, ...]:
    return (Unit(mention.unit, mention.scale), *mention.also) if mention.unit else ()


def _agree(a: NumberMention, x: Unit, b: NumberMention, y: Unit, *, hedged: bool) -> bool:
    """Whether each amount of one measure, converted, rounds to that of the other, in one direction at least."""
    ours, theirs = ([v / m.scale for v in m.values] for m in (a, b))
    there = [(v * x.factor + x.offset - y.offset) / y.factor for v in ours]
    back = [(v * y.factor + y.offset - x.offset) / x.factor for v in theirs]
    return _round_to(there, theirs, hedged=hedged) or _round_to(back, ours, hedged=hedged)


def _round_to(exact: Sequence[float], printed: Sequence[float], *, hedged: bool) -> bool:
    return all(abs(e - p) <= _slack(p, hedged=hedged) for e, p in zip(exact, printed, strict=True))


def _slack(printed: float, *, hedged: bool) -> float:
    """By how much the exact amount may differ from a printed one."""
    amount = abs(printed)
    if amount == 0:
        return 0.5
    step = last_figure(amount)
    if amount >= 10 and amount % 10 == 5:
        step = 5
    most = step / 2 if amount < 10 or step <= 1 else min(step / 2, _COARSE * amount)
    return 1e-9 + max(most, _EXACT * amount, _HEDGED * amount * hedged)


def last_figure(value: float) -> float:
    """The worth of the last figure of a number that is not zero: 0.01 of 1.98, 1,000,000 of 2 million."""
    text = f"{value:.10g}"
    if "e" in text:
        return 10.0 ** int(text.partition("e")[2])
    if "." in text:
        return 10.0 ** -len(text.partition(".")[2])
    return 10.0 ** (len(text) - len(text.rstrip("0")))


def is_decimal(ratio: float) -> bool:
    """Whether two units with this ratio belong to one decimal system."""
    while ratio > 1.0001:
        ratio /= 10
    while ratio < 0.9999:
        ratio *= 10
    return abs(ratio - 1) < 1e-6 or abs(ratio - 10) < 1e-5
