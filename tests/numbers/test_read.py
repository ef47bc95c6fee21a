"""Numbers of a text: where they stand, what they are worth, in which unit and within which bound."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crosscheck.model import Span
from crosscheck.numbers.read import NumberMention, find_numbers
from crosscheck.numbers.words import number_words
from crosscheck.ruleset import load_rules
from texts import segments_of

WORDS = number_words(load_rules())


def _numbers(text: str, dates: tuple[Span, ...] = ()) -> list[NumberMention]:
    return [*find_numbers(segments_of(text), dates, WORDS)]


def _at(text: str, mention: NumberMention) -> str:
    return text[mention.span.start : mention.span.end]


@pytest.mark.parametrize(
    ("text", "shown", "values", "unit"),
    [
        ("It has 1,284 beds.", "1,284", [1284], ""),
        ("It has 41000 beds.", "41000", [41000], ""),
        ("It has 22 000 beds.", "22 000", [22000], ""),
        ("It grew to 2.3 billion euros.", "2.3 billion euros", [2.3e9], "euro"),
        ("It grew to $18.6bn.", "$18.6bn", [18.6e9], "dollar"),
        ("It grew to US$5 million.", "US$5 million", [5e6], "dollar"),
        ("It grew to 4.8 thousand million.", "4.8 thousand million", [4.8e9], ""),
        ("It is a $4.4 billion deal.", "$4.4 billion", [4.4e9], "dollar"),
        ("The 45-million-euro loan.", "45-million-euro", [45e6], "euro"),
        ("Some 8.2m people left.", "8.2m", [8.2e6], ""),
        ("She won the 100m final.", "100m", [100], "length"),
        ("Three hundred and fifty left.", "Three hundred and fifty", [350], ""),
        ("Twenty-six of them left.", "Twenty-six", [26], ""),
        ("Two and a half kilometres.", "Two and a half kilometres", [2500], "length"),
        ("One and a half million.", "One and a half million", [1.5e6], ""),
        ("Half a million homes.", "Half a million", [5e5], ""),
        ("A dozen ships.", "A dozen", [12], ""),
        ("Two thirds of them.", "Two thirds", [200 / 3], "%"),
        ("One in four has it.", "One in four", [25], "%"),
        ("Three out of five have it.", "Three out of five", [60], "%"),
        ("Half of them left.", "Half", [50], "%"),
        ("It cut rates by 25 basis points.", "25 basis points", [0.25], "pp"),
        ("It cut rates by half a percentage point.", "half a percentage point", [0.5], "pp"),
        ("It took an hour and a half.", "an hour and a half", [5400], "time"),
        ("A 17-year-old boy.", "17-year-old", [204], "months"),
        ("It was the 15th time.", "15th", [15], ""),
        ("It was the seventh time.", "seventh", [7], ""),
        ("World War II began.", "II", [2], ""),
        ("They won 3-1.", "3-1", [3, 1], ""),
        ("Sales grew by 4–7%.", "4–7%", [4, 7], "%"),
        ("It takes six to eight hours.", "six to eight hours", [21600, 28800], "time"),
        ("Between 6 and 8 left.", "6 and 8", [6, 8], ""),
        ("It fell to -12 °C.", "-12 °C", [-12], "celsius"),
        ("It leaves at 3:30 p.m. today.", "3:30 p.m.", [930], "clock-2"),
        ("She ran it in 2:07:41.", "2:07:41", [7661], "clock-3"),
        ("Dozens of homes burned.", "Dozens", [12], ""),
        ("Tens of thousands left.", "Tens of thousands", [10000], ""),
        ("Costs doubled.", "doubled", [2], ""),
        ("Use the code ELITE15.", "ELITE15", [], ""),
    ],
)
def test_value(text: str, shown: str, values: list[float], unit: str) -> None:
    """A number is found with its unit, and its value is in the first unit of its dimension."""
    found = next(m for m in _numbers(text) if _at(text, m) == shown)
    assert found.values == pytest.approx(values)
    assert found.unit == unit


@pytest.mark.parametrize(
    ("text", "bound"),
    [
        ("over 180 nations", "above"),
        ("at least 180 nations", "above"),
        ("180 nations or more", ""),
        ("180 or more nations", "above"),
        ("180+ nations", "above"),
        ("up to 180 nations", "below"),
        ("fewer than 180 nations", "below"),
        ("nearly 180 nations", "near"),
        ("about 180 nations", "about"),
        ("180 nations", ""),
        ("rose 3 percent over 18 months", ""),
    ],
)
def test_bound(text: str, bound: str) -> None:
    """What stands around a number bounds it; "over" before a span of time means during."""
    assert _numbers(text)[-1].bound == bound


@pytest.mark.parametrize(
    "text",
    [
        "He was the third man.",
        "A fifth member joined in the first half.",
        "It is four-sided.",
        "Per second, please.",
    ],
)
def test_ordinals_and_fractions_are_told_apart(text: str) -> None:
    """An ordinal before a noun is no share, and a half that is a period is no number."""
    assert "%" not in {m.unit for m in _numbers(text)}


@pytest.mark.parametrize(
    "text",
    [
        "One of them left.",
        "Both left.",
        "The two sides met.",
        "No ship left.",
        "Twice a year.",
        "Several left.",
        "So much per kilo.",
    ],
)
def test_words_that_answer_to_numbers_are_weak(text: str) -> None:
    """Words that only answer to a number elsewhere are no facts of their own."""
    weak = [m for m in _numbers(text) if m.weak]
    assert weak


def test_numbers_of_dates_are_left_out() -> None:
    """What belongs to a date is no number."""
    text = "On April 26, 2025, 14 ships left."
    assert [_at(text, m) for m in _numbers(text, (Span(3, 17),))] == ["14"]


def test_list_numbers_are_left_out() -> None:
    """The number of a list item is layout."""
    assert _numbers("5) The choir sings.") == []


NAMES = ("zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen "
         "eighteen nineteen").split()  # fmt: skip
TENS = "twenty thirty forty fifty sixty seventy eighty ninety".split()


def _in_words(number: int) -> str:
    """A whole number below a million in English words."""
    if number < 20:
        return NAMES[number]
    if number < 100:
        return TENS[number // 10 - 2] + (f"-{NAMES[number % 10]}" if number % 10 else "")
    if number < 1000:
        return f"{NAMES[number // 100]} hundred" + (f" and {_in_words(number % 100)}" if number % 100 else "")
    rest = number % 1000
    joint = " and " if rest < 100 else " "
    return f"{_in_words(number // 1000)} thousand" + (f"{joint}{_in_words(rest)}" if rest else "")


@given(st.integers(2, 999_999))
def test_words_and_digits_agree(number: int) -> None:
    """A whole number has one value, in words, in digits, and in digits with separators."""
    for form in (_in_words(number), str(number), f"{number:,}"):
        found = _numbers(f"They counted {form} cranes.")
        assert [m.values for m in found] == [(float(number),)], form


@given(st.text(alphabet="0123456789.,:/-% $€£ aknmbxth\u00a0½", max_size=60))
def test_any_figures_are_read(text: str) -> None:
    """Whatever is made of figures and signs is read without an error, and spans lie in order inside the text."""
    found = _numbers(text)
    assert all(0 <= m.span.start < m.span.end <= len(text) for m in found)
    assert all(a.span.end <= b.span.start for a, b in pairwise(found))


def test_spans_point_into_the_document() -> None:
    """Numbers of a later sentence stand where the document has them."""
    text = "The crane flew. Then 12 cranes came."
    assert [_at(text, m) for m in _numbers(text)] == ["12"]
