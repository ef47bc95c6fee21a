"""Whether two numbers by themselves give the same amount: rounded, converted, bounded or as they are; kinds and units that fit.

Where the numbers stand, and which belong together, is asked in ``pair``.
"""

from math import isclose
from typing import Literal

from crosscheck.numbers.measures import converts, is_decimal, last_figure
from crosscheck.numbers.phrases import SEVERAL
from crosscheck.numbers.read import NumberMention
from crosscheck.numbers.words import Bound

Agreement = Literal["same", "rounded", "bare-rounded", "converted", ""]

CONVERTED = 0.06
"""Relative difference that converting a measure and rounding it may leave."""
_MANY = frozenset({"many", "numerous", "countless"})
"""Words for an amount that is more than two."""
MONEY = frozenset(
    "dollar euro pound yuan yen rupee ruble won franc krone lira tenge peso rand dirham riyal shekel naira hryvnia".split()
)
"""Dimensions that are currencies: a sum never stands for a count of anything else."""
PART, NEAR = 10.0, 6.0
"""Percentage points that a share in words may lie below one in figures, or above: "more than half", "nearly half"."""
AS_GOOD_AS = 1.0
"""Percentage points within which a share in words needs no word that says so: two thirds for 67 percent."""
PLURAL = 1.5
"""Times a magnitude from which its plural may stand for a number: "dozens" for twenty, not for "a dozen"."""
TELLING = 2
"""Figures, noughts around them left out, from which two numbers hardly have the same ones by chance."""
SLIPPED = 3
"""The same for two figures that changed places."""


def agreement(a: NumberMention, b: NumberMention) -> Agreement:
    """Whether two numbers give the same amount of the same thing, and how."""
    if a.kind == "code" or b.kind == "code":
        return "same" if a.form == b.form or _names_number(a, b) else ""
    if "pair" in (a.kind, b.kind):
        return _pairs_agree(a, b)
    if "multiple" in (a.kind, b.kind) and a.kind != b.kind and not (a.weak or b.weak):
        return ""
    if {a.kind, b.kind} == {"count", "ordinal"} and not (_is_roman(a) or _is_roman(b)):
        return ""
    if "clock" in (a.kind, b.kind) and (a.kind, a.unit) != (b.kind, b.unit):
        return "same" if _is_same_time(a, b) else ""
    if a.kind == "vague" or b.kind == "vague":
        return _vaguely(a, b)
    if a.unit and b.unit and a.unit != b.unit:
        return "converted" if (a.also or b.also) and converts(a, b) else ""
    x, y = _comparable(a, b)
    if isclose(x, y, rel_tol=1e-6, abs_tol=1e-9):
        return "same"
    if a.unit and a.scale != b.scale and not is_decimal(a.scale / b.scale):
        return "converted" if isclose(x, y, rel_tol=CONVERTED) and a.unit not in ("time", "months") else ""
    return _rounded(a, x, b, y)


def as_written(mention: NumberMention) -> float:
    """The first amount of a number in the unit it is written with: 3 of "three weeks"."""
    return mention.values[0] / mention.scale


def is_money(mention: NumberMention) -> bool:
    """Whether a number is a sum of money."""
    return mention.unit in MONEY


def hour_of(mention: NumberMention) -> float:
    """A time of day as four figures, 2130 for 9:30 p.m.; -1 for a count that is not written as one."""
    if mention.kind == "clock" and mention.unit != "clock-3":
        return mention.values[0] // 60 * 100 + mention.values[0] % 60
    written = mention.form[0] if len(mention.form) == 1 and not mention.unit else ""
    return float(written) if len(written) == 4 and written.isdecimal() else -1.0


def _is_same_time(a: NumberMention, b: NumberMention) -> bool:
    """Whether two times of day are one in other forms: "2130" and "9:30 p.m.", or "9:30" for "9:30:42", rounded or cut off."""
    if (a.unit, b.unit) == ("clock-2", "clock-3"):
        return a.values[0] in (b.values[0] // 60, (b.values[0] + 30) // 60)
    return hour_of(a) == hour_of(b) >= 0


def _comparable(a: NumberMention, b: NumberMention) -> tuple[float, float]:
    """The two amounts in one unit; where one gives none, as they are written ("17-year-old", "aged 17")."""
    x, y = (a.values[0], b.values[0]) if bool(a.unit) == bool(b.unit) else (as_written(a), as_written(b))
    if min(x, y) < 0 < max(x, y) and (a if x > 0 else b).lowered:
        return abs(x), abs(y)  # "-7.9 days" and "7.9 fewer"
    return x, y


def _pairs_agree(a: NumberMention, b: NumberMention) -> Agreement:
    if a.kind != b.kind:
        pair, single = (a, b) if a.kind == "pair" else (b, a)
        written = as_written(single)
        same = single.kind == "count" and any(
            isclose(written, v / pair.scale, rel_tol=1e-9) for v in pair.values
        )
        return "same" if same and single.unit in ("", pair.unit) else ""
    if a.unit and b.unit and a.unit != b.unit:
        return ""
    x = [v / (1 if a.unit and b.unit else a.scale) for v in a.values]
    y = [v / (1 if a.unit and b.unit else b.scale) for v in b.values]
    same = all(isclose(p, q, rel_tol=1e-9) for p, q in zip(x, y, strict=True))
    return "same" if same or x == y[::-1] else ""


def _vaguely(a: NumberMention, b: NumberMention) -> Agreement:
    """ "Dozens" for "36": a magnitude stands for the numbers of its size."""
    if a.kind == b.kind:
        return "same" if a.values == b.values else ""
    if (a.unit and b.unit and a.unit != b.unit) or "ordinal" in (a.kind, b.kind):
        return ""
    vague, exact = (a, b) if a.kind == "vague" else (b, a)
    if vague.weak:
        return ""
    return "rounded" if PLURAL * vague.values[0] <= as_written(exact) < 10 * vague.values[0] else ""


def _rounded(a: NumberMention, x: float, b: NumberMention, y: float) -> Agreement:
    """Whether ``a`` is ``b`` with fewer figures; "bare" where nothing around it says so."""
    if x == 0 or y == 0 or (x < 0) != (y < 0) or a.kind != "count" or b.kind != "count":
        return ""
    x, y = abs(x), abs(y)
    step = last_figure(x)
    if _is_share(a) and not _is_share(b):
        if not a.bound and abs(x - y) <= AS_GOOD_AS:
            return "rounded"
        step = PART if a.bound in ("above", "below") else NEAR
    elif step <= last_figure(y) or (step > x / 2 and x >= 10):
        return ""
    if a.bound in ("above", "near", "below"):
        beyond = y - x if a.bound == "above" else x - y
        return "rounded" if 0 <= beyond < step else ""
    if abs(x - y) <= step / 2:
        return "rounded" if a.bound in ("about", "near") else "bare-rounded"
    return ""


def _is_share(mention: NumberMention) -> bool:
    """Whether a share is told in words, as "a third" or "one in five" is: 33.3 or 20 percent."""
    return mention.unit == "%" and not mention.form[0][:1].isdigit()


def differ_by_bound(a: NumberMention, b: NumberMention) -> bool:
    """Whether ``a`` would be ``b`` with fewer figures but for its bound: "nearly half" for 52 percent."""
    return a.bound != "" and agreement(a, b) == "" != agreement(a._replace(bound="about"), b)


def bounds_differ(a: Bound, b: Bound) -> bool:
    """Whether two bounds around the same number claim something else; "about" and nothing are left to the hedges."""
    hard = {"above", "below"}
    if a == b or not ({a, b} & hard or {a, b} == {"near", "above"}):
        return False
    return {a, b} not in ({"above", "about"}, {"below", "about"}, {"below", "near"})


def are_opposite(a: Bound, b: Bound) -> bool:
    """Whether one bound says at least, the other at most."""
    return {a, b} == {"above", "below"}


def is_single(a: NumberMention, b: NumberMention) -> bool:
    """Whether two numbers are a magnitude and its plural, as "a dozen" and "dozens" are, which then differ."""
    pair = {a.kind, b.kind} == {"vague", "count"} and not (a.weak or b.weak)
    return pair and as_written(a) == as_written(b)


def is_end(a: NumberMention, b: NumberMention) -> bool:
    """Whether a bound number is that end of a range: "up to ten" for "nine or ten"."""
    if a.kind == b.kind or "pair" not in (a.kind, b.kind):
        return False
    end, span = (b, a) if a.kind == "pair" else (a, b)
    limit = {"below": max, "above": min}.get(end.bound)
    return limit is not None and isclose(as_written(end), limit(span.values) / span.scale, rel_tol=1e-9)


def kind_fits(a: NumberMention, b: NumberMention) -> bool:
    """Whether one number may have been written for the other: two ranks, two counts, "dozens" and a count."""
    alike = {"count", "vague"}
    return a.kind == b.kind or {a.kind, b.kind} <= alike or {a.kind, b.kind} == {"count", "pair"}


def weakly_differ(a: NumberMention, b: NumberMention) -> bool:
    """Whether two numbers of which one is only a word such as "one", "no", "several" or "a month" contradict each other."""
    if a.weak and b.weak and b.kind == "vague":
        a, b = b, a
    if SEVERAL in a.values and a.kind == "vague" and a.weak:
        most = 2.0 if not _MANY.isdisjoint(a.form) else 1.0
        return not b.unit and b.kind == "count" and 1.0 <= b.values[0] <= most
    if a.weak and b.weak and not (a.unit or b.unit):
        counted_off = a.kind == b.kind == "count" and min(a.values[0], b.values[0]) > 1
        return counted_off or {a.values, b.values} == {(0.0,), (1.0,)}
    if a.weak and b.weak:
        return bool(a.unit) and (a.unit == b.unit or kindred(a.unit, b.unit))
    return bool(a.unit) == bool(b.unit) or a.values != (1.0,)


def kindred(a: str, b: str) -> bool:
    """Units of one sort, so that one may have been written for the other: two spans of time, two currencies, % and points."""
    return {a, b} in ({"time", "months"}, {"%", "pp"}, {"celsius", "fahrenheit"}) or {a, b} <= MONEY


def is_slip(a: NumberMention, b: NumberMention) -> bool:
    """Whether two numbers have the same figures in another unit or scale, or two figures that changed places: 43.7 and 47.3."""
    x, y = (m.form[0] if m.form else "" for m in (a, b))
    if not (x[:1].isdigit() and y[:1].isdigit()):
        return False
    if x == y:
        return len("".join(filter(str.isdigit, x)).strip("0")) >= TELLING
    apart = [(p, q) for p, q in zip(x, y, strict=False) if p != q]
    figures = sum(map(str.isdigit, x))
    return len(x) == len(y) and figures >= SLIPPED and len(apart) == 2 and apart[0] == apart[1][::-1]


def _is_roman(mention: NumberMention) -> bool:
    return len(mention.form) == 1 and set(mention.form[0]) <= set("ivx")


def _names_number(a: NumberMention, b: NumberMention) -> bool:
    """ "G7" for the Group of Seven."""
    code, other = (a, b) if a.kind == "code" else (b, a)
    digits = code.form[0].lstrip("abcdefghijklmnopqrstuvwxyz") if code.form else ""
    return other.kind == "count" and digits.isdecimal() and float(digits) == as_written(other)


def separators_differ(a: NumberMention, b: NumberMention) -> bool:
    """Whether two numbers are equal once a point is read as a separator of thousands: "1.284" and "1,284"."""
    x, y = a.values, b.values
    pointed = any("." in f and len(f.rpartition(".")[2]) == 3 for m in (a, b) for f in m.form[:1])
    return (
        pointed and len(x) == len(y) == 1 and isclose(max(x[0], y[0]), 1000 * min(x[0], y[0]), rel_tol=1e-9)
    )
