"""Figures, clock times and whole numbers in words, with their scale words, ranges and scores: "2.3 billion", "twenty-six", "4-7".

These need no other words around them; halves, shares and words that answer to numbers are for ``numberphrases``.
"""

import re
from typing import Literal, NamedTuple

from crosscheck.model import Segment
from crosscheck.numbers.words import NumberWords, Unit

NumberKind = Literal["count", "ordinal", "pair", "multiple", "vague", "clock", "code"]

SIGNS = "$€£¥₹₽₩₺₸₪₦₴"
"""Currency signs that stand before a figure."""


class Core(NamedTuple):
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
_LONGEST = 40
"""Signs of a figure that is read: behind it come no amounts, and some hundreds are more than a float holds."""
_MOST = 1e60
"""What scale words come to at most."""
_CLOCK = re.compile(r"(\d{1,3}):([0-5]\d)(?::([0-5]\d))?(\.\d+)?\Z")
_HALVES = ("am", "pm")
_PADDING = ("",) * 8
"""Behind the last token, and thereby before the first: the grammar looks a few tokens past either end."""
_NO_RANGE = frozenset({"from", "under", "over", "above", "below"})
"""Before two figures with "to" between them: the two are no range, as in "cut fares for those under 18 to 50 cents"."""
_FIRM_BLANKS = ("\u00a0", "\u202f", "\u2009")


class Numerals:
    """The tokens of one segment, and the numerals among them."""

    def __init__(self, segment: Segment, words: NumberWords) -> None:
        self.segment, self.words = segment, words
        self.norms, self.bounds = segment.norms, segment.bounds
        self.at = (*segment.norms, *_PADDING)

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
        return k + 1 if self.at[k] == "-" and self._glued(k) and self._glued(k + 1) else k

    def _unit(self, k: int) -> tuple[int, Unit | None]:
        """The unit that begins at token k, and the token behind it."""
        units = self.words.units
        at = self._behind_hyphen(k)
        if self.at[at] not in self.words.unit_openers:
            return k, None
        for length in range(min(3, len(self.norms) - at), 0, -1):
            unit = units.get("_".join(self.norms[at : at + length]))
            if unit:
                return at + length, unit
        return k, None

    # ------------------------------------------------------------ figures

    def _figure(self, k: int) -> Core | None:
        """A number that begins with digits."""
        match = _FIGURE.match(self.norms[k])
        if not match:
            return Core(k + 1, (), "code", whole=True)
        digits, suffix = match.groups()
        clock = _CLOCK.match(digits)
        if clock and suffix in ("", *_HALVES):
            return self._clock(k, clock, suffix)
        value = _number(digits)
        if value is None:
            return Core(k + 1, (), "code", whole=True)
        if suffix:
            return self._suffixed(k, value, suffix)
        end, value = self._grouped(k, value)
        return self._pair(self._clocked(self._scaled(Core(end, (value,)))))

    def _grouped(self, k: int, value: float) -> tuple[int, float]:
        """Digits in groups of three: "22 000"; with a plain blank only where nothing but noughts follows."""
        end = k + 1
        if len(self.norms[k]) > 3 or value < 1:
            return end, value
        while len(self.at[end]) == 3 and self.at[end].isdecimal() and value < _MOST:
            blank = self.segment.document_text[self.bounds[2 * end - 1] : self.bounds[2 * end]]
            if not (blank in _FIRM_BLANKS or (blank == " " and self.at[end] == "000")):
                break
            value, end = value * 1000 + float(self.at[end]), end + 1
        return end, value

    def _suffixed(self, k: int, value: float, suffix: str) -> Core:
        """Digits with letters written onto them: 15th, 18.6bn, 40m, 5G."""
        words, end = self.words, k + 1
        if suffix in ("st", "nd", "rd", "th"):
            return Core(end, (value,), "ordinal")
        if suffix in words.scales:
            return self._pair(self._scaled(Core(end, (value * words.scales[suffix],))))
        if suffix in words.letters and (
            suffix == "k" or self._is_money(k) or (suffix == "m" and self._counts_people(end))
        ):
            return self._pair(Core(end, (value * words.letters[suffix],)))
        if suffix in _HALVES:
            return _hour(end, value, suffix)
        if suffix == "x":
            return Core(end, (value,), "multiple", whole=True)
        if suffix == "p":
            return Core(end, (value * 0.01,), unit=Unit("pound", 0.01), whole=True)
        for length in range(min(2, len(self.norms) - end), -1, -1):  # "160km/h"
            unit = words.units.get("_".join((suffix, *self.norms[end : end + length])))
            if unit:
                return Core(end + length, (value * unit.factor,), unit=unit, whole=True)
        unit = words.units.get(words.glued.get(self._raw(k)[-len(suffix) :], ""))
        if unit:
            return Core(end, (value * unit.factor,), unit=unit, whole=True)
        return Core(end, (), "code", whole=True)

    def _is_money(self, k: int) -> bool:
        return self.at[k - 1][:1] in tuple(SIGNS) or self.at[k - 1] in ("usd", "eur", "gbp", "rmb", "cny")

    def _counts_people(self, end: int) -> bool:
        """Whether a word follows that "m" for million can count, rather than a course of so many metres."""
        following = self.at[end]
        return following.isalpha() and following not in self.words.courses | self.words.grammar

    def _clock(self, k: int, match: re.Match[str], suffix: str) -> Core:
        first, second, third, fraction = match.groups()
        minutes = int(first) * 60 + int(second)
        if third is not None:
            return Core(
                k + 1,
                (minutes * 60 + int(third) + float(fraction or 0),),
                "clock",
                Unit("clock-3", 1),
                whole=True,
            )
        if fraction:
            return Core(k + 1, (minutes + float(fraction),), "clock", Unit("clock-2", 1), whole=True)
        half = suffix or self._half_of_day(k + 1)
        value = _on_the_clock(minutes, half) if half else float(minutes)
        return Core(k + (2 if half and not suffix else 1), (value,), "clock", Unit("clock-2", 1), whole=True)

    def _half_of_day(self, k: int) -> str:
        word = self.at[k].replace(".", "")
        return word if word in _HALVES else ""

    def _clocked(self, core: Core) -> Core:
        """A bare hour with "a.m." or "p.m." behind it."""
        half = self._half_of_day(core.end)
        if half and core.kind == "count" and core.values[0] < 13:
            return _hour(core.end + 1, core.values[0], half)
        return core

    # ------------------------------------------------------------ in words

    def _whole(self, k: int) -> tuple[int, float, bool]:
        """A whole number in words: the token behind it, its value, whether it is an ordinal."""
        total, limit = 0.0, float("inf")
        end = k
        while True:
            group_end, group, ordinal = self._below_hundred(end)
            if group_end == end:
                break
            if self.at[group_end] == "hundred" and not ordinal:
                group_end, group, ordinal = self._hundreds(group_end + 1, group * 100)
            scale_end, scale = self._scale(group_end) if not ordinal else (group_end, 1.0)
            if scale >= limit:
                break
            total, end, limit = total + group * scale, scale_end, scale
            if ordinal or scale < 1000:
                return end, total, ordinal
            if self.at[end] == "and" and self._below_hundred(end + 1)[0] > end + 1:
                end += 1
        return end, total, False

    def _below_hundred(self, k: int) -> tuple[int, float, bool]:
        cardinals, ordinals = self.words.cardinals, self.words.ordinals
        value = cardinals.get(self.at[k])
        if value is None:
            return k, 0.0, False
        if 20 <= value < 100:
            at = self._behind_hyphen(k + 1)
            one = cardinals.get(self.at[at], 0.0)
            if 1 <= one <= 9:
                return at + 1, value + one, False
            rank = ordinals.get(self.at[at], 0.0)
            if at > k + 1 and 1 <= rank <= 9:
                return at + 1, value + rank, True
        return k + 1, value, False

    def _hundreds(self, k: int, value: float) -> tuple[int, float, bool]:
        at = k + 1 if self.at[k] == "and" else k
        end, rest, ordinal = self._below_hundred(at)
        if end > at:
            return end, value + rest, ordinal
        rank = self.words.ordinals.get(self.at[at]) if at > k else None
        return (at + 1, value + rank, True) if rank else (k, value, False)

    def _scale(self, k: int) -> tuple[int, float]:
        """The scale words behind a figure, multiplied: "thousand million", "-million"."""
        scale = 1.0
        while True:
            at = self._behind_hyphen(k)
            factor = self.words.scales.get(self.at[at])
            if factor is None or scale > _MOST:
                return k, scale
            k, scale = at + 1, scale * factor

    def _scaled(self, core: Core) -> Core:
        """With "and a half" and scale words: two and a half, 2.3 billion, one and a half million."""
        end, value = core.end, core.values[0]
        end, scale = self._scale(end)
        half = self.norms[end : end + 3] == ("and", "a", "half")
        if half:
            end += 3
            value += 0.5
            if scale == 1:
                end, scale = self._scale(end)
        if self.at[end] == "m" and scale == 1 and self._is_money(core.end - 1):
            end, scale = end + 1, 1e6
        if end == core.end:
            return core
        return core._replace(end=end, values=(value * scale,), weak=core.weak and scale == 1 and not half)

    # ------------------------------------------------------------ two figures

    def _pair(self, core: Core) -> Core:
        """Scores and ranges: 3-1, 4-7%, six to eight, between 6 and 8."""
        if core.kind != "count" or core.whole:
            return core
        k = core.end
        joined = self._behind_hyphen(k)
        word = self.at[k]
        if joined == k:
            if word not in ("to", "and", "or"):
                return core
            before = self._before_figures(k - 1)
            if not (
                (word == "to" and before not in _NO_RANGE)
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
        return Core(other.end, (first, other.values[0]), "pair")

    def _before_figures(self, k: int) -> str:
        """The word before the figures and number words of which token k is the last."""
        while k > 0 and (self.norms[k - 1] in self.words.cardinals or self.norms[k - 1][0].isdigit()):
            k -= 1
        return self.at[k - 1]

    def _second(self, k: int) -> Core | None:
        norm = self.at[k]
        if norm[:1].isdigit():
            match = _FIGURE.match(norm)
            value = _number(match.group(1)) if match else None
            if value is None or match is None:
                return None
            suffix = match.group(2)
            scale = self.words.scales.get(suffix) or self.words.letters.get(suffix)
            if suffix and not scale:
                return None
            return self._scaled(Core(k + 1, (value * (scale or 1.0),)))
        if norm in self.words.cardinals:
            end, whole, ordinal = self._whole(k)
            return None if ordinal else self._scaled(Core(end, (whole,)))
        return None


def _number(digits: str) -> float | None:
    """The value of digits with separators; None where they are none (a date, a fraction, a version), or too many."""
    if len(digits) > _LONGEST:
        return None
    if _PLAIN.match(digits):
        return float(digits)
    if _GROUPED.match(digits):
        return float(digits.replace(",", ""))
    return float(digits.replace(",", ".")) if _COMMA.match(digits) else None


def _hour(end: int, figure: float, half: str) -> Core:
    """An hour with "am" or "pm" as it is written with a point: 5.3 for "5.30 p.m."."""
    hour, minute = divmod(round(figure * 100), 100)
    return Core(end, (_on_the_clock(hour * 60 + minute, half),), "clock", Unit("clock-2", 1), whole=True)


def _on_the_clock(minutes: float, half: str) -> float:
    """Minutes since midnight of a time with "am" or "pm"."""
    return minutes % 720 + (720 if half == "pm" else 0)
