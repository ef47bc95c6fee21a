"""Measures that a text gives in two units: which belong together, and whether the one is the other."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crosscheck.numbers.measures import twins
from crosscheck.numbers.read import find_numbers
from crosscheck.numbers.words import number_words
from crosscheck.ruleset import load_rules
from texts import segments_of

WORDS = number_words(load_rules())


def _twins(text: str) -> list[tuple[str, str, bool]]:
    """The twins of a text as (first, second, right)."""
    (segment,) = segments_of(text)
    numbers = find_numbers([segment], (), WORDS)

    def shown(k: int) -> str:
        return text[numbers[k].span.start : numbers[k].span.end]

    return [(shown(t.first), shown(t.second), t.right) for t in twins(segment, numbers)]


@pytest.mark.parametrize(
    ("text", "right"),
    [
        ("It is 23 miles (37 kilometres) long", True),
        ("It is 23 miles (73 kilometres) long", False),
        ("It is 23 miles (about 40 km) long", True),
        ("It is 30 miles (50 km) long", True),
        ("It is 15 miles [25 km] long", True),
        ("It weighs 5.4 pounds (12 kilograms) empty", False),
        ("It weighs 12 pounds (5.4 kilograms) empty", True),
        ("Gusts of 100mph (160km/h) hit it", True),
        ("Gusts of 12 m/s (43 km/h) hit it", True),
        ("It was 20C (68F) at noon", True),
        ("It was 25C (87F) at noon", False),
        ("It warmed by 1.5 degrees Celsius (2.7 degrees Fahrenheit) since", True),
        ("A walk of 10 to 15 miles (16 to 24 km) follows", True),
        ("A walk of 10 to 15 miles (16 to 42 km) follows", False),
        ("It holds 50 gallons (189 litres) of oil", True),
        ("It holds 50 gallons (227 litres) of oil", True),
        ("The 5,000-acre (2,000-hectare) farm burned", True),
        ("A man of 5ft 4in (163cm) came", True),
        ("A flat of 2,000 square feet (186 square metres) is free", True),
    ],
)
def test_twins(text: str, right: bool) -> None:
    """A measure in brackets behind one of another system: right as far as the printed figures go, or not."""
    ((_, _, found),) = _twins(text)
    assert found is right


@pytest.mark.parametrize(
    "text",
    [
        "It costs 20 pounds ($26) to enter",
        "It lasts 3 hours (180 minutes) or so",
        "The plank is 2 m (30 cm) wide",
        "It is 2 miles (5 km north of the lake) away",
        "It is 2 miles and 5 kilometres away",
        "He ran 40 laps (16 km) and left",
    ],
)
def test_no_twins(text: str) -> None:
    """Other numbers in brackets: of one system, of money or time, or with more in the brackets."""
    assert _twins(text) == []


@given(st.integers(1, 5000))
def test_whole_kilometres_of_whole_miles_are_right(miles: int) -> None:
    """A conversion to the nearest whole figure is always right, and one twice as large never."""
    kilometres = round(miles * 1.609344)
    assert [t[2] for t in _twins(f"It is {miles} miles ({kilometres} km) off")] == [True]
    assert [t[2] for t in _twins(f"It is {miles} miles ({2 * kilometres + 1} km) off")] == [False]
