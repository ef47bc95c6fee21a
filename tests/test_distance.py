"""Slips between words and between names."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crosscheck.distance import is_common_slip, name_slips, near, nearest, shared_start, slips

WORDS = st.text(alphabet="abcde", max_size=8)


@pytest.mark.parametrize(
    ("a", "b", "expected"),
    [
        ("treaty", "treaty", 0),
        ("traety", "treaty", 1),  # two letters swapped are one slip
        ("tretty", "treaty", 1),
        ("treat", "treaty", 1),
        ("trreaty", "treaty", 1),
        ("trraety", "treaty", 2),
        ("treason", "treaty", 3),
        ("", "treaty", 3),  # 6, but more than two are not counted
    ],
)
def test_slips(a: str, b: str, expected: int) -> None:
    """A letter too many, too few, wrong, or swapped with its neighbour is one slip."""
    assert slips(a, b) == expected


@pytest.mark.parametrize(
    ("a", "b", "expected"),
    [
        ("signd", "signed", True),
        ("sgnd", "signed", False),  # two slips make another word of a short one
        ("parlaiemnt", "parliament", True),
        ("council", "council", False),  # equal is not near
        ("county", "bounty", True),
        ("negotiation", "renegotiations", False),
    ],
)
def test_near(a: str, b: str, expected: bool) -> None:
    """One slip, or two in a long word."""
    assert near(a, b) is expected


def test_nearest_keeps_the_fewest_slips() -> None:
    """Only the candidates with the fewest slips are left, in the order in which they came."""
    assert nearest("ministery", ["minister", "ministry", "monastery", "mystery"]) == ["minister", "ministry"]
    assert nearest("ministery", ["embassy"]) == []


@pytest.mark.parametrize(
    ("typed", "meant", "expected"),
    [
        ("goverment", "government", True),  # a letter left out
        ("comming", "coming", True),  # doubled
        ("truely", "truly", True),  # a vowel too many
        ("freind", "friend", True),  # swapped
        ("seperate", "separate", True),  # a vowel for a vowel
        ("untill", "until", True),  # doubled at the end
        ("xtrade", "trade", False),  # a slip in the first letter
        ("gonvernment", "government", False),  # a consonant from nowhere
        ("designee", "designed", False),  # another ending
        ("batter", "better", True),
        ("badger", "banger", False),  # a consonant for another
        ("embassy", "embassy", False),
    ],
)
def test_is_common_slip(typed: str, meant: str, expected: bool) -> None:
    """Slips that typists often make, told from other words one letter away."""
    assert is_common_slip(typed, meant) is expected


@given(WORDS, WORDS)
def test_common_slips_are_single(typed: str, meant: str) -> None:
    """A common slip is one slip, and never changes the first letter."""
    if is_common_slip(typed, meant):
        assert slips(typed, meant) == 1
        assert typed[0] == meant[0]


@given(WORDS, WORDS)
def test_slips_go_both_ways(a: str, b: str) -> None:
    """The distance is symmetric, and zero only for equal strings."""
    assert slips(a, b) == slips(b, a)
    assert (slips(a, b) == 0) is (a == b)


@pytest.mark.parametrize(
    ("a", "b", "expected"),
    [
        ("murat nurtleu", "murat nurtleu", 0),
        ("murat nurtlue", "murat nurtleu", 1),
        ("o'connor", "oconnor", 0),
        ("jean-paul sartre", "jean paul sarte", 1),
        ("nurtleu", "murat nurtleu", 3),  # a shorter form is no misspelling
        ("wang yi", "li qiang", 3),
    ],
)
def test_name_slips(a: str, b: str, expected: int) -> None:
    """Slips are counted name by name, apostrophes and hyphens apart."""
    assert name_slips(a, b) == expected


@given(WORDS, WORDS)
def test_shared_start(a: str, b: str) -> None:
    """Both strings begin with what they share, and go on differently."""
    length = shared_start(a, b)
    assert a[:length] == b[:length]
    assert a[length : length + 1] != b[length : length + 1] or length == min(len(a), len(b))
