"""Numbers of a text, with value, unit and bound: "over $2.3 billion", "two-thirds", "the 15th", "3-1", "half an hour".

One walk over the normalized tokens of a segment. What a number word needs around it to be one ("a third of", not "a third
man") is decided here; which numbers of two texts belong together is decided in ``numberpairs``.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from typing import Literal, NamedTuple

from crosscheck.extract.numberwords import ROMAN, Bound, NumberWords, Unit
from crosscheck.model import Segment, Span

NumberKind = Literal["count", "ordinal", "pair", "multiple", "vague", "clock", "code"]

SEVERAL = 2.0
"""Stands for the amount of "several" and "many": two or more."""
PHRASE = 4
"""Tokens of the longest bound ("as many as") or unit ("kilometres per hour")."""
SHARE = 1000
"""Largest second figure of a share ("one in ten"); beyond that it is a year or another count."""


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


def find_numbers(
    segments: Iterable[Segment], dates: Sequence[Span], words: NumberWords
) -> tuple[NumberMention, ...]:
    """The numbers of a part's segments in order, without those that belong to a date.

    ``dates`` are the spans of the part's dates in order of the text.
    """
    starts = [d.start for d in dates]
    found: list[NumberMention] = []
    for segment in segments:
        for mention in _Reader(segment, words).mentions():
            before = bisect_right(starts, mention.span.end - 1) - 1
            if before < 0 or dates[before].end <= mention.span.start:
                found.append(mention)
    return tuple(found)


class _Core(NamedTuple):
    """A number read so far: ``end`` is the token behind it."""

    end: int
    values: tuple[float, ...]
    kind: NumberKind = "count"
    unit: Unit | None = None
    weak: bool = False
    whole: bool = False
    """Whether it takes no unit or scale any more (a code, a clock time, a fraction with its unit)."""


_FIGURE = re.compile(r"(\d[\d.,:/]*\d|\d)([^\W\d_]*)\Z")
_GROUPED = re.compile(r"\d{1,3}(?:,\d{3})+(?:\.\d+)?\Z")
_PLAIN = re.compile(r"\d+(?:\.\d+)?\Z")
_COMMA = re.compile(r"\d+,\d{1,2}\Z")
_CLOCK = re.compile(r"(\d{1,3}):([0-5]\d)(?::([0-5]\d))?(\.\d+)?\Z")
_VULGAR = {"½": 1 / 2, "⅓": 1 / 3, "⅔": 2 / 3, "¼": 1 / 4, "¾": 3 / 4, "⅕": 1 / 5, "⅖": 2 / 5, "⅗": 3 / 5, "⅘": 4 / 5, "⅛": 1 / 8,
           "⅜": 3 / 8, "⅝": 5 / 8, "⅞": 7 / 8}  # fmt: skip
_FIRM_BLANKS = ("\u00a0", "\u202f", "\u2009")
_MARKS = frozenset(",.;:!?-\"'()[]/&*…%").union(("'s", "--", ".."))
_SIGNS = "$€£¥₹₽₩₺₸₪₦₴"
_CODES = frozenset("usd eur gbp cny rmb jpy inr krw chf hk us a c nz s".split())
_SHARED = frozenset("of the a an its their his her our all these those this that".split())
_PART_OF = frozenset("more less fewer higher lower larger smaller bigger off faster longer shorter".split())
_COMPARED = frozenset("longer later sooner better worse matter doubt wonder place".split())
_TIME_UNITS = frozenset({"time", "months"})


class _Reader:
    """The tokens of one segment, and the grammar of numbers over them."""

    def __init__(self, segment: Segment, words: NumberWords) -> None:
        self.segment, self.words = segment, words
        self.norms, self.bounds = segment.norms, segment.bounds

    def mentions(self) -> Iterator[NumberMention]:
        """All numbers, in order, none overlapping another."""
        openers = self.words.openers
        k = behind = 0
        for k, norm in enumerate(self.norms):
            if (norm in openers or not (norm.isalpha() or norm in _MARKS)) and k >= behind:
                core = self._core(k)
                if core:
                    mention = self._mention(k, behind, core)
                    behind = mention.last
                    yield mention

    # ------------------------------------------------------------ tokens

    def _at(self, k: int) -> str:
        return self.norms[k] if 0 <= k < len(self.norms) else ""

    def _glued(self, k: int) -> bool:
        """Whether token k stands directly behind the one before it."""
        return 0 < k < len(self.norms) and self.bounds[2 * k] == self.bounds[2 * k - 1]

    def _raw(self, k: int) -> str:
        return (
            self.segment.document_text[self.bounds[2 * k] : self.bounds[2 * k + 1]]
            if 0 <= k < len(self.norms)
            else ""
        )

    def _behind_hyphen(self, k: int) -> int:
        """The token behind a hyphen that joins it to the one before, else k itself."""
        return k + 1 if self._at(k) == "-" and self._glued(k) and self._glued(k + 1) else k

    # ------------------------------------------------------------ numbers

    def _core(self, k: int) -> _Core | None:
        """The number that begins at token k, if any."""
        norm = self.norms[k]
        if norm[0].isdigit():
            return None if self._is_enumerator(k) else self._figure(k)
        if norm in _VULGAR:
            return self._scaled(_Core(k + 1, (_VULGAR[norm],)))
        if not norm.isalpha():
            return _Core(k + 1, (), "code", whole=True) if len(norm) > 1 and _has_digit(norm) else None
        return self._worded(k, norm)

    def _is_enumerator(self, k: int) -> bool:
        """Whether a figure numbers the items of a list: "5) ..." at the start of a segment."""
        return k <= 1 and self._at(k + 1) == ")" and (k == 0 or self._at(0) == "(")

    def _figure(self, k: int) -> _Core | None:
        """A number that begins with digits."""
        match = _FIGURE.match(self.norms[k])
        if not match:
            return _Core(k + 1, (), "code", whole=True)
        digits, suffix = match.groups()
        clock = _CLOCK.match(digits)
        if clock and not suffix:
            return self._clock(k, clock)
        value = _number(digits)
        if value is None:
            return _Core(k + 1, (), "code", whole=True)
        if suffix:
            return self._suffixed(k, value, suffix)
        end, value = self._grouped(k, value)
        return self._pair(self._clocked(self._scaled(_Core(end, (value,)))))

    def _grouped(self, k: int, value: float) -> tuple[int, float]:
        """Digits in groups of three: "22 000"; with a plain blank only where nothing but noughts follows."""
        end = k + 1
        if len(self.norms[k]) > 3 or value < 1:
            return end, value
        while len(self._at(end)) == 3 and self._at(end).isdigit():
            blank = self.segment.document_text[self.bounds[2 * end - 1] : self.bounds[2 * end]]
            if not (blank in _FIRM_BLANKS or (blank == " " and self._at(end) == "000")):
                break
            value, end = value * 1000 + float(self._at(end)), end + 1
        return end, value

    def _suffixed(self, k: int, value: float, suffix: str) -> _Core:
        """Digits with letters written onto them: 15th, 18.6bn, 40m, 5G."""
        words, end = self.words, k + 1
        if suffix in ("st", "nd", "rd", "th"):
            return _Core(end, (value,), "ordinal")
        if suffix in words.scales:
            return self._pair(self._scaled(_Core(end, (value * words.scales[suffix],))))
        if suffix in words.letters and (
            suffix == "k" or self._is_money(k) or (suffix == "m" and self._counts_people(end))
        ):
            return self._pair(_Core(end, (value * words.letters[suffix],)))
        if suffix in ("am", "pm"):
            return _Core(end, (_on_the_clock(value * 60, suffix),), "clock", whole=True)
        if suffix == "x":
            return _Core(end, (value,), "multiple", whole=True)
        if suffix == "p":
            return _Core(end, (value * 0.01,), unit=Unit("pound", 0.01), whole=True)
        unit = words.units.get(suffix)
        if unit:
            return _Core(end, (value * unit.factor,), unit=unit, whole=True)
        return _Core(end, (), "code", whole=True)

    def _is_money(self, k: int) -> bool:
        return self._at(k - 1)[:1] in tuple(_SIGNS) or self._at(k - 1) in ("usd", "eur", "gbp", "rmb", "cny")

    def _counts_people(self, end: int) -> bool:
        """Whether a word follows that "m" for million can count, rather than a course of so many metres."""
        following = self._at(end)
        return following.isalpha() and following not in self.words.courses | self.words.grammar

    def _clock(self, k: int, match: re.Match[str]) -> _Core:
        first, second, third, fraction = match.groups()
        minutes = int(first) * 60 + int(second)
        if third is not None:
            return _Core(
                k + 1,
                (minutes * 60 + int(third) + float(fraction or 0),),
                "clock",
                Unit("clock-3", 1),
                whole=True,
            )
        if fraction:
            return _Core(k + 1, (minutes + float(fraction),), "clock", Unit("clock-2", 1), whole=True)
        half = self._half_of_day(k + 1)
        value = _on_the_clock(minutes, half) if half else float(minutes)
        return _Core(k + (2 if half else 1), (value,), "clock", Unit("clock-2", 1), whole=True)

    def _half_of_day(self, k: int) -> str:
        word = self._at(k).replace(".", "")
        return word if word in ("am", "pm") else ""

    def _clocked(self, core: _Core) -> _Core:
        """A bare hour with "a.m." or "p.m." behind it."""
        half = self._half_of_day(core.end)
        if half and core.kind == "count" and core.values[0] <= 12:
            return _Core(
                core.end + 1,
                (_on_the_clock(core.values[0] * 60, half),),
                "clock",
                Unit("clock-2", 1),
                whole=True,
            )
        return core

    def _worded(self, k: int, norm: str) -> _Core | None:
        """A number that begins with a word."""
        words = self.words
        if norm in ("a", "an"):
            return self._with_article(k)
        if norm == "half":
            return self._half(k)
        if norm in words.cardinals:
            return self._cardinal(k)
        if norm in words.ordinals:
            unit = norm == "second" and self._at(k - 1) in ("per", "one", "each", "every", "split")
            ordinal = not unit and not (k == 0 and self._at(1) == ",")  # "First, ..." orders sentences
            return _Core(k + 1, (words.ordinals[norm],), "ordinal", weak=norm == "first") if ordinal else None
        if norm in words.multiples:
            return _Core(k + 1, (words.multiples[norm],), "multiple", weak=norm == "double", whole=True)
        if norm in words.vague:
            return self._vague(k)
        return self._answering(k, norm) or self._roman(k, norm)

    def _answering(self, k: int, norm: str) -> _Core | None:
        """A word that answers to a number without being one: "both", "several", "no", "monthly"."""
        words = self.words
        if norm in words.groups:
            return _Core(k + 1, (words.groups[norm],), weak=True, whole=True)
        if norm in words.periods:
            unit = words.units[words.periods[norm]]
            return _Core(k + 1, (unit.factor,), unit=unit, weak=True, whole=True)
        if norm in words.several:
            return _Core(k + 1, (SEVERAL,), "vague", weak=True, whole=True)
        if norm == "no" and self._counts_nothing(k + 1):
            return _Core(k + 1, (0.0,), weak=True, whole=True)
        return None

    def _counts_nothing(self, k: int) -> bool:
        """Whether "no" before token k denies a thing ("no discount") rather than a comparison or a person ("no longer")."""
        following = self._at(k)
        return following.isalpha() and following not in self.words.grammar and following not in _COMPARED

    def _with_article(self, k: int) -> _Core | None:
        """ "a million", "a dozen", "a third of", "an hour and a half"."""
        following, words = self._at(k + 1), self.words
        if following in words.scales and following.isalpha() and len(following) > 3:
            return self._scaled(_Core(k + 1, (1.0,)))
        if following in words.fractions:
            return self._fraction(k + 1, 1.0)
        unit = words.units.get(following) if following.isalpha() else None
        if unit and self.norms[k + 2 : k + 5] == ("and", "a", "half"):
            return _Core(k + 5, (1.5 * unit.factor,), unit=unit, whole=True)
        return _Core(k + 2, (unit.factor,), unit=unit, weak=True, whole=True) if unit else None

    def _half(self, k: int) -> _Core | None:
        """ "half a million", "half an hour", "half the", "nearly half"; not "the first half" or "half-year"."""
        following = self._at(k + 1)
        if following in ("a", "an"):
            if self._at(k + 2) in self.words.scales:
                return self._scaled(_Core(k + 2, (0.5,)))
            return self._of_unit(_Core(k + 1, (50.0,), unit=Unit("%", 1), whole=True), 0.5)
        hyphened = self._behind_hyphen(k + 1)
        unit = self.words.units.get(self._at(hyphened))
        if unit and (hyphened > k + 1 or following == "hour") and unit.dimension == "time":
            return _Core(hyphened + 1, (0.5 * unit.factor,), unit=unit, whole=True)
        before = self._at(k - 1)
        part = following in _SHARED or before in (
            "by",
            "than",
            "nearly",
            "almost",
            "about",
            "over",
            "roughly",
            "around",
        )
        if not part or before in self.words.ordinals or (self._glued(k + 1) and following == "-"):
            return None
        return _Core(k + 1, (50.0,), unit=Unit("%", 1), whole=True)

    def _fraction(self, k: int, numerator: float) -> _Core | None:
        """The fraction whose denominator stands at k: a third of, two-thirds."""
        denominator = self.words.fractions[self._at(k)]
        following = self._at(k + 1)
        plural = numerator > 1
        if not plural and following[:1].isalnum() and following not in self.words.grammar | _PART_OF:
            return None  # "a third man"
        share = _Core(k + 1, (100.0 * numerator / denominator,), unit=Unit("%", 1), whole=True)
        return self._of_unit(share, numerator / denominator)

    def _of_unit(self, core: _Core, value: float) -> _Core:
        """ "a quarter of a percentage point", "half an hour": so much of one unit."""
        k = core.end
        if self._at(k) == "of":
            k += 1
        if self._at(k) in ("a", "an"):
            end, unit = self._unit(k + 1)
            if unit:
                return _Core(end, (value * unit.factor,), unit=unit, whole=True)
        return core

    def _cardinal(self, k: int) -> _Core | None:
        """Numbers in words: twenty-six, three hundred and fifty, two and a half, two-thirds, one in four."""
        end, value, ordinal = self._whole(k)
        if ordinal:
            return _Core(end, (value,), "ordinal")
        at = self._behind_hyphen(end)
        if self._at(at) in self.words.fractions and value < 100 and (value > 1 or self._at(at) != "second"):
            found = self._fraction(at, value)
            if found:
                return found
        core = self._scaled(_Core(end, (value,), weak=value in (0, 1)))
        return self._share(self._pair(self._clocked(core)))

    def _whole(self, k: int) -> tuple[int, float, bool]:
        """A whole number in words: the token behind it, its value, whether it is an ordinal."""
        total, limit = 0.0, float("inf")
        end = k
        while True:
            group_end, group, ordinal = self._below_hundred(end)
            if group_end == end:
                break
            if self._at(group_end) == "hundred" and not ordinal:
                group_end, group, ordinal = self._hundreds(group_end + 1, group * 100)
            scale_end, scale = self._scale(group_end) if not ordinal else (group_end, 1.0)
            if scale >= limit:
                break
            total, end, limit = total + group * scale, scale_end, scale
            if ordinal or scale < 1000:
                return end, total, ordinal
            if self._at(end) == "and" and self._below_hundred(end + 1)[0] > end + 1:
                end += 1
        return end, total, False

    def _below_hundred(self, k: int) -> tuple[int, float, bool]:
        cardinals, ordinals = self.words.cardinals, self.words.ordinals
        value = cardinals.get(self._at(k))
        if value is None:
            return k, 0.0, False
        if 20 <= value < 100:
            at = self._behind_hyphen(k + 1)
            one = cardinals.get(self._at(at), 0.0)
            if 1 <= one <= 9:
                return at + 1, value + one, False
            rank = ordinals.get(self._at(at), 0.0)
            if at > k + 1 and 1 <= rank <= 9:
                return at + 1, value + rank, True
        return k + 1, value, False

    def _hundreds(self, k: int, value: float) -> tuple[int, float, bool]:
        at = k + 1 if self._at(k) == "and" else k
        end, rest, ordinal = self._below_hundred(at)
        if end > at:
            return end, value + rest, ordinal
        rank = self.words.ordinals.get(self._at(at)) if at > k else None
        return (at + 1, value + rank, True) if rank else (k, value, False)

    def _scale(self, k: int) -> tuple[int, float]:
        """The scale words behind a figure, multiplied: "thousand million", "-million"."""
        scale = 1.0
        while True:
            at = self._behind_hyphen(k)
            factor = self.words.scales.get(self._at(at))
            if factor is None:
                return k, scale
            k, scale = at + 1, scale * factor

    def _scaled(self, core: _Core) -> _Core:
        """With "and a half" and scale words: two and a half, 2.3 billion, one and a half million."""
        end, value = core.end, core.values[0]
        end, scale = self._scale(end)
        half = self.norms[end : end + 3] == ("and", "a", "half")
        if half:
            end += 3
            value += 0.5
            if scale == 1:
                end, scale = self._scale(end)
        if self._at(end) == "m" and scale == 1 and self._is_money(core.end - 1):
            end, scale = end + 1, 1e6
        return core._replace(end=end, values=(value * scale,), weak=core.weak and scale == 1 and not half)

    def _pair(self, core: _Core) -> _Core:
        """Scores and ranges: 3-1, 4-7%, six to eight, between 6 and 8."""
        if core.kind != "count" or core.whole:
            return core
        k = core.end
        start = k - 1
        while start > 0 and (
            self.norms[start - 1] in self.words.cardinals or self.norms[start - 1][0].isdigit()
        ):
            start -= 1
        before = self._at(start - 1)
        joined = self._behind_hyphen(k)
        word = self._at(k)
        if joined == k:
            if not (
                (word == "to" and before != "from")
                or (word == "and" and before == "between")
                or (word == "or" and core.values[0] < 100)
            ):
                return core
            joined = k + 1
        other = self._second(joined)
        if other is None or (word == "or" and other.values[0] != core.values[0] + 1):
            return core
        first = core.values[0]
        if other.values[0] > 1000 * max(first, 1) and other.end > joined + 1:
            first *= self._scale(joined + 1)[1]  # "two to three million"
        return _Core(other.end, (first, other.values[0]), "pair")

    def _second(self, k: int) -> _Core | None:
        norm = self._at(k)
        if norm[:1].isdigit():
            match = _FIGURE.match(norm)
            value = _number(match.group(1)) if match else None
            if value is None or match is None:
                return None
            suffix = match.group(2)
            scale = self.words.scales.get(suffix) or self.words.letters.get(suffix)
            if suffix and not scale:
                return None
            return self._scaled(_Core(k + 1, (value * (scale or 1.0),)))
        if norm in self.words.cardinals:
            end, whole, ordinal = self._whole(k)
            return None if ordinal else self._scaled(_Core(end, (whole,)))
        return None

    def _share(self, core: _Core) -> _Core:
        """ "one in four", "three out of five"."""
        k = core.end
        if core.kind != "count" or core.whole:
            return core
        at = k + 1 if self._at(k) == "in" else k + 2 if self.norms[k : k + 2] == ("out", "of") else 0
        other = self._second(at) if at else None
        if (
            not other
            or not core.values[0] < other.values[0] <= SHARE
            or other.values[0] != int(other.values[0])
        ):
            return core
        if self._at(k) == "in" and self._unit(other.end)[1]:
            return core
        return _Core(other.end, (100.0 * core.values[0] / other.values[0],), unit=Unit("%", 1), whole=True)

    def _vague(self, k: int) -> _Core | None:
        """ "dozens of", "tens of thousands": a magnitude only."""
        words, norm = self.words, self.norms[k]
        if norm in ("scores", "tens") and self._at(k + 1) != "of":
            return None
        value, end = words.vague[norm], k + 1
        if self._at(end) == "of" and self._at(end + 1) in words.vague:
            value, end = value * words.vague[self._at(end + 1)], end + 2
        return None if norm == "tens" and end == k + 1 else _Core(end, (value,), "vague", whole=True)

    def _roman(self, k: int, norm: str) -> _Core | None:
        """Roman numerals in names, written in capitals behind a capitalized word: World War II."""
        if norm in ROMAN and self._raw(k).isupper() and self._raw(k - 1)[:1].isupper():
            return _Core(k + 1, (ROMAN[norm],), "ordinal", whole=True)
        return None

    # ------------------------------------------------------------ what stands around

    def _unit(self, k: int) -> tuple[int, Unit | None]:
        """The unit that begins at token k, and the token behind it."""
        units = self.words.units
        at = self._behind_hyphen(k)
        for length in range(min(3, len(self.norms) - at), 0, -1):
            unit = units.get("_".join(self.norms[at : at + length]))
            if unit:
                return at + length, unit
        return k, None

    def _mention(self, k: int, behind: int, core: _Core) -> NumberMention:
        first, last, unit, values = k, core.end, core.unit, core.values
        if core.kind in ("count", "pair") and not core.whole:
            first, sign = self._currency(k, behind)
            last, unit = self._unit(core.end)
            if unit is None and self._at(core.end) == "of" and self._at(core.end + 1) in ("a", "an"):
                last, unit = self._unit(core.end + 2)
                last = last if unit else core.end
            factor = unit.factor if unit else 1.0
            unit = sign or unit
            values = tuple(v * (sign.factor if sign else factor) for v in values)
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
            form=tuple(n for n in self.norms[k : core.end] if n not in ("-", "and", "a", "an", "of")),
        )

    def _currency(self, k: int, behind: int) -> tuple[int, Unit | None]:
        """The first token of a currency that stands before a figure, not before token ``behind``, and the currency."""
        before = self._at(k - 1) if k > behind else ""
        if not before or not (before in _SIGNS or before in _CODES):
            return k, None
        unit = self.words.units.get("yuan" if before == "¥" else before)
        if unit is None:
            return k, None
        if before in _SIGNS and k - 1 > behind and self._glued(k - 1) and self._at(k - 2) in _CODES:
            return k - 2, unit
        return k - 1, unit

    def _is_negative(self, k: int) -> bool:
        return self._at(k - 1) == "minus" or (
            self._at(k - 1) == "-" and self._glued(k) and not self._glued(k - 1)
        )

    def _counted_off(self, k: int, core: _Core, unit: Unit | None) -> bool:
        """ "the two sides", "these three": counted off from what the text has said."""
        small = (
            core.kind == "count"
            and unit is None
            and core.values
            and core.values[0] <= 10
            and not self.norms[k][0].isdigit()
        )
        return bool(small) and self._at(k - 1) in self.words.definite

    def _bound(self, first: int, last: int, behind: int, unit: Unit | None) -> tuple[Bound, tuple[int, int]]:
        """The bound around a number, and the tokens of both; none for "over" before a span of time, where it means during."""
        words, norms = self.words, self.norms
        for length in range(min(PHRASE, first - behind), 0, -1):
            bound = words.bounds_before.get("_".join(norms[first - length : first]))
            if bound:
                during = norms[first - 1] == "over" and unit is not None and unit.dimension in _TIME_UNITS
                return ("", (first, last)) if during and length == 1 else (bound, (first - length, last))
        at = self._behind_hyphen(last)
        if self._at(at) == "+":
            return "above", (first, at + 1)
        for length in (2, 1):
            bound = words.bounds_behind.get("_".join(norms[at : at + length]))
            if bound:
                return bound, (first, at + length)
        return "", (first, last)


def _number(digits: str) -> float | None:
    """The value of digits with separators; None where they are none (a date, a fraction, a version)."""
    if _PLAIN.match(digits):
        return float(digits)
    if _GROUPED.match(digits):
        return float(digits.replace(",", ""))
    return float(digits.replace(",", ".")) if _COMMA.match(digits) else None


def _on_the_clock(minutes: float, half: str) -> float:
    """Minutes since midnight of a time with "am" or "pm"."""
    return minutes % 720 + (720 if half == "pm" else 0)


def _has_digit(norm: str) -> bool:
    return any(c.isdigit() for c in norm)
