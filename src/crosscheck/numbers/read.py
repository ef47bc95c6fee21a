"""Numbers of a text, with value, unit and bound: "over $2.3 billion", "two-thirds", "the 15th", "3-1", "half an hour".

One walk over the normalized tokens of a segment. What is a number, and what it is worth, is decided in ``numberphrases``; which
numbers of two texts belong together in ``pair``.
"""

from collections.abc import Iterable, Iterator, Sequence
from itertools import chain, filterfalse
from typing import NamedTuple

from crosscheck.model import Segment, Span
from crosscheck.numbers.numerals import SIGNS, Core, NumberKind
from crosscheck.numbers.phrases import NumberPhrases
from crosscheck.numbers.words import Bound, NumberWords, Unit
from crosscheck.passages import outside

PHRASE = 4
"""Tokens of the longest bound ("as many as") or unit ("kilometres per hour")."""


class NumberMention(NamedTuple):
    """A number as it stands in one segment."""

    span: Span
    """With its currency sign and unit, without its bound."""
    first: int
    """Number of its first token in the segment; ``last`` is behind its last."""
    last: int
    kind: NumberKind
    values: tuple[float, ...]
    """In the first unit of the dimension: two for a pair (score, range), seconds for a clock time, none for a code."""
    unit: str
    """Dimension ("length", "euro", "%"), or empty for a plain count."""
    scale: float
    """What one of the units as written is worth in the first unit of the dimension; 1 for a plain count."""
    bound: Bound
    """What stands around it: above ("over"), below ("up to"), near ("nearly") or about."""
    bounded: tuple[int, int]
    """Its tokens with those of the bound."""
    weak: bool
    """A word such as "one", "both" or "the two" that answers to a number but is no fact of its own."""
    form: tuple[str, ...]
    """The written figure without unit and hyphens, normalized: what ``numbers.form`` compares."""
    also: tuple[Unit, ...] = ()
    """What else its unit may be, beside another measure: pounds of weight, degrees of another scale."""
    lowered: bool = False
    """Whether a word beside it says that it is a fall or a loss ("7.9 fewer")."""


def find_numbers(
    segments: Sequence[Segment], dates: Sequence[Span], words: NumberWords
) -> tuple[NumberMention, ...]:
    """The numbers of a part's segments in order, without those that belong to a date.

    ``dates`` are the spans of the part's dates in order of the text.
    """
    vocabulary = set(chain.from_iterable([segment.norms for segment in segments]))
    opening = words.openers & vocabulary | (set(filterfalse(str.isalpha, vocabulary)) - _MARKS)
    found: list[NumberMention] = []
    for segment in segments:
        places = segment.places(opening)
        if places:
            found += _Reader(segment, words).mentions(places)
    return outside(found, dates)


_MARKS = frozenset(",.;:!?-\"'()[]/&*…%").union(("'s", "--", ".."))
_ARTICLES = frozenset(("a", "an"))
_CODES = frozenset("usd eur gbp cny rmb jpy inr krw chf hk us a c nz s".split())
_TIME_UNITS = frozenset({"time", "months"})


class _Reader(NumberPhrases):
    """The numbers of one segment with what stands around them."""

    def mentions(self, places: Iterable[int]) -> Iterator[NumberMention]:
        """All numbers that begin at some tokens, in order, none overlapping another."""
        behind, closing = 0, self.words.behind_articles
        for k in places:
            if k < behind or (self.norms[k] in _ARTICLES and self.at[k + 1] not in closing):
                continue
            core = self._core(k)
            if core:
                mention = self._mention(k, behind, core)
                behind = mention.last
                yield mention

    def _mention(self, k: int, behind: int, core: Core) -> NumberMention:
        first, last, unit, values = k, core.end, core.unit, core.values
        if core.kind in ("count", "pair") and not core.whole:
            first, sign = self._currency(k, behind)
            last, unit = self._unit(core.end)
            if unit is None and self.at[core.end] == "of" and self.at[core.end + 1] in ("a", "an"):
                last, unit = self._unit(core.end + 2)
                last = last if unit else core.end
            factor = unit.factor if unit else 1.0
            unit = sign or unit
            values = tuple([v * (sign.factor if sign else factor) for v in values])
            last = core.end if sign and factor != 1.0 else last
            if sign is None and first > behind and self._is_negative(first):
                first, values = first - 1, tuple(-v for v in values)
        bound, bounded = self._bound(first, last, behind, unit)
        weak = (core.weak and (unit is None or core.whole)) or self._counted_off(k, core, unit)
        return NumberMention(
            span=Span(self.bounds[2 * first], self.bounds[2 * last - 1], self.segment.span.file),
            first=first,
            last=last,
            kind=core.kind,
            values=values,
            unit=unit.dimension if unit else "",
            scale=unit.factor if unit else 1.0,
            bound=bound,
            bounded=bounded,
            weak=weak,
            form=tuple([n for n in self.norms[k : core.end] if n not in ("-", "and", "a", "an", "of")]),
            also=self.words.also.get(unit, ()) if unit else (),
            lowered=not self.words.lowered.isdisjoint(
                self.norms[max(0, first - 3) : first] + self.norms[last : last + 2]
            ),
        )

    def _currency(self, k: int, behind: int) -> tuple[int, Unit | None]:
        """The first token of a currency that stands before a figure, not before token ``behind``, and the currency."""
        before = self.at[k - 1] if k > behind else ""
        if not before or not (before in SIGNS or before in _CODES):
            return k, None
        unit = self.words.units.get("yuan" if before == "¥" else before)
        if unit is None:
            return k, None
        if before in SIGNS and k - 1 > behind and self._glued(k - 1) and self.at[k - 2] in _CODES:
            return k - 2, unit
        return k - 1, unit

    def _is_negative(self, k: int) -> bool:
        return self.at[k - 1] == "minus" or (
            self.at[k - 1] == "-" and self._glued(k) and not self._glued(k - 1)
        )

    def _counted_off(self, k: int, core: Core, unit: Unit | None) -> bool:
        """ "the two sides", "these three": counted off from what the text has said."""
        small = (
            core.kind == "count"
            and unit is None
            and core.values
            and core.values[0] <= 10
            and not self.norms[k][0].isdigit()
        )
        return bool(small) and self.at[k - 1] in self.words.definite

    def _bound(self, first: int, last: int, behind: int, unit: Unit | None) -> tuple[Bound, tuple[int, int]]:
        """The bound around a number, and the tokens of both; none for "over" before a span of time, where it means during."""
        words, norms = self.words, self.norms
        closes = first > behind and norms[first - 1] in words.bound_closers
        for length in range(min(PHRASE, first - behind) if closes else 0, 0, -1):
            bound = words.bounds_before.get("_".join(norms[first - length : first]))
            if bound:
                during = norms[first - 1] == "over" and unit is not None and unit.dimension in _TIME_UNITS
                return ("", (first, last)) if during and length == 1 else (bound, (first - length, last))
        at = self._behind_hyphen(last)
        if self.at[at] == "+":
            return "above", (first, at + 1)
        for length in (2, 1) if self.at[at] in words.bound_openers else ():
            bound = words.bounds_behind.get("_".join(norms[at : at + length]))
            if bound:
                return bound, (first, at + length)
        return "", (first, last)
