"""Who says what: speakers, remarks and antecedents as they are read out of a text."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crosscheck.attribution.read import find_attributions
from crosscheck.attribution.sentences import Attribution
from crosscheck.attribution.speakers import Speaker, same_speaker, speaker_words
from crosscheck.model import Span
from crosscheck.names.capitals import capitals
from crosscheck.names.read import find_names
from crosscheck.names.words import name_words
from crosscheck.passages import by_segment
from crosscheck.ruleset import load_rules
from texts import segments_of

RULES = load_rules()
WORDS = speaker_words(RULES)


def _attributions(text: str) -> tuple[Attribution, ...]:
    segments = segments_of(text)
    names = find_names(segments, (), capitals(segments), name_words(RULES))
    return find_attributions(segments, by_segment({"S": names}, {"S": segments}), WORDS)


def _read(text: str) -> list[tuple[str, str]]:
    """Each attribution as its own words and the words of its remark."""
    return [
        (
            text[a.span.start : a.span.end],
            " … ".join(text[span.start : span.end] for x, y in a.said for span in [a.segment.span_of(x, y)]),
        )
        for a in _attributions(text)
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Mayor Ana Roth said that the well is dry.", [("Mayor Ana Roth said that", "the well is dry.")]),
        ("Roth told the council the well was dry.", [("Roth told the council", "the well was dry.")]),
        ("The well is dry, Ana Roth said.", [("Ana Roth said", "The well is dry,")]),
        ("The well is dry, said Ana Roth.", [("said Ana Roth", "The well is dry,")]),
        ("“The well is dry,” she said on Monday.", [("she said", "“The well is dry,”")]),
        (
            "“The well,” said Ana Roth, “is dry.”",
            [("said Ana Roth", "“The well,” … is dry.”")],
        ),
        ("According to Ana Roth, the well is dry.", [("According to Ana Roth", "the well is dry.")]),
        ("The well is dry, according to residents.", [("according to residents", "The well is dry,")]),
        (
            "Ana Roth closed the road and said that the well was dry.",
            [("Ana Roth closed the road and said that", "the well was dry.")],
        ),
        (
            "Ana Roth thanked the donors, saying that the well was full.",
            [("Ana Roth thanked the donors, saying that", "the well was full.")],
        ),
        (
            "The mayor, Ana Roth, said that the well was dry.",
            [("The mayor, Ana Roth, said that", "the well was dry.")],
        ),
        (
            "The embassy of Castellia said the well was dry.",
            [("The embassy of Castellia said", "the well was dry.")],
        ),
        ("Both sides believe that the well is dry.", [("Both sides believe that", "the well is dry.")]),
        ("He was told by Ana Roth that the well was dry.", [("told by Ana Roth that", "the well was dry.")]),
        ("The well is said to be dry.", [("is said to", "The well … be dry.")]),
        ("The state of the report card is good.", []),
        ("The firm reported a loss of $3 million.", []),
        ("She declined to comment on the note.", []),
        ("They maintain high standards and safeguard the rules.", []),
        ("The company announced the sale of its mill.", []),
    ],
)
def test_attributions(text: str, expected: list[tuple[str, str]]) -> None:
    """The words that attribute, and the remark as far as the sentence holds it."""
    assert _read(text) == expected


def test_labels() -> None:
    """The labels of a dialogue name its speakers; a single colon makes no dialogue."""
    assert [a[0] for a in _read("Anna: the gate is open.\nMarcus: close it.")] == ["Anna:", "Marcus:"]
    assert _read("Warning: the gate is open.\nNobody came.") == []


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Ivo Marek arrived in Prague. He said that it was cold.", ["marek"]),
        ("Ivo Marek met Jan Zeman in Prague. He said that it was cold.", ["marek", "zeman"]),
        ("Ana Roth met Paul Meier in Prague. She said that it was cold.", ["roth"]),
        ("Ana Roth met Paul Meier in Prague. He said that it was cold.", ["meier"]),
        ("Ivo Marek said that Jan Zeman was ill. He added that it was cold.", ["marek"]),
        ("Ivo Marek's brother stayed away. He said that it was cold.", []),
        ("Queen Sofia opened the fair. She said that it was cold.", ["sofia"]),
        ("Ivo Marek arrived. It rained. The band played. He said that it was cold.", ["marek"]),
    ],
)
def test_antecedents(text: str, names: list[str]) -> None:
    """The persons that a pronoun may mean, by the nearest sentence that names one, gender and remark."""
    assert [c.names[-1] for c in _attributions(text)[-1].candidates] == names


def _speaker(names: str = "", roles: str = "", *, person: bool = True) -> Speaker:
    return Speaker(
        Span(0, 1), 0, tuple(names.split()), frozenset(roles.split()), is_person=person and bool(names)
    )


@pytest.mark.parametrize(
    ("a", "b", "same"),
    [
        (_speaker("wang yi"), _speaker("wang"), True),
        (_speaker("wang yi"), _speaker("jeenbek kulubaev"), False),
        (_speaker("ana hart"), _speaker("milos hart"), None),
        (_speaker("ana roth", "mayor"), _speaker("", "mayor"), True),
        (_speaker("", "health ministry"), _speaker("", "forecast office"), None),
        (_speaker("china", person=False), _speaker("wang yi"), None),
    ],
)
def test_same_speaker(a: Speaker, b: Speaker, same: bool | None) -> None:
    """Names tell speakers apart; where only roles are given, what they share."""
    assert same_speaker(a, b) is same
    assert same_speaker(b, a) is same


@given(
    st.lists(
        st.sampled_from("He said that Wang Yi , “ ” . told by according to the and : Ana's said".split()),
        max_size=40,
    )
)
def test_any_text(words: list[str]) -> None:
    """Whatever the words, remarks lie inside their sentence, in order."""
    for attribution in _attributions(" ".join(words) or "x"):
        ends = [k for pair in attribution.said for k in pair]
        assert ends == sorted(ends)
        assert all(0 <= k <= len(attribution.segment.norms) for k in ends)
        assert attribution.segment.span.holds(attribution.span)
