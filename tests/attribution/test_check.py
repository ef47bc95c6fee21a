"""Who says what: speakers changed, ambiguous, merged or added; and the same speakers in other words."""

from __future__ import annotations

import pytest

from crosscheck import Original, check_texts
from crosscheck.model import Finding, Settings

ALONE = Settings(select=("attribution",))
"""This check alone, so that no other check's finding stands for the same words."""


def _findings(summary: str, *originals: str | Original) -> list[Finding]:
    return [*check_texts(summary, originals, config=ALONE).findings]


@pytest.mark.parametrize(
    ("summary", "original", "rule", "shown"),
    [
        (
            "The pipe is safe, minister Ana Roth said.",
            "The pipe is safe, engineer Paul Meier said. Minister Ana Roth called for an inquiry.",
            "changed",
            "minister Ana Roth said",
        ),
        (
            "Engineer Paul Meier opened the valve. He said that the pipe was safe.",
            "Engineer Paul Meier opened the valve. Minister Ana Roth arrived. She said that the pipe was safe.",
            "changed",
            "He said that",
        ),
        (
            "President Ivo Marek met Premier Jan Zeman in Prague. He said the border would stay open.",
            "President Ivo Marek met Premier Jan Zeman in Prague. Marek said the border would stay open.",
            "ambiguous",
            "He said",
        ),
        (
            "The harbour was dredged twice, fishermen said.",
            "The harbour was dredged twice. The works took a year.",
            "added",
            "fishermen said",
        ),
        (
            "Minister Ana Roth said that the pipe is safe and a second one will be built.",
            "Minister Ana Roth said that the pipe is safe. The band played. Roth stressed that a second one will be built.",
            "merged",
            "a second one will be built",
        ),
        (
            "Ana Roth said that Castellia needs the pipe. Castellia will keep its word on the water.",
            (
                "Ana Roth said that Castellia needs the pipe. The two sides signed a note. Tea was served in the hall. "
                "Ana Roth stressed that the valley has waited long. Castellia will keep its word on the water."
            ),
            "merged",
            "Castellia will keep its word on",
        ),
    ],
)
def test_found(summary: str, original: str, rule: str, shown: str) -> None:
    """The finding is shown at the words that attribute, or at the remark that lost them."""
    findings = _findings(summary, original)
    assert [(f.rule, f.summary.text if f.summary else "") for f in findings] == [
        (f"attribution.{rule}", shown)
    ]


@pytest.mark.parametrize(
    ("summary", "original"),
    [
        (
            "The ministry said on Tuesday that the pipe is safe.",
            "The pipe is safe, the ministry said in a statement on Tuesday.",
        ),
        (
            "Ana Roth told reporters that talks would go on, and added that her country wants peace.",
            "Ana Roth told reporters that talks would go on. She added that her country wants peace.",
        ),
        (
            "Meeting his guests, Wang said that the road would be built.",
            "Wang Yi said that ties were strong. The road would be built. Trade is growing.",
        ),
        (
            "Wang Yi said that ties were strong. He thanked the hosts, saying that the road would be built.",
            "Wang Yi said that ties were strong. Wang Yi thanked the hosts, saying that the road would be built.",
        ),
        (
            "Ana Roth met Paul Meier in Prague. She said the border would stay open.",
            "Ana Roth met Paul Meier in Prague. Roth said the border would stay open.",
        ),
        (
            "The spokesman said the road was closed.",
            "Police spokesman Karl Lang said the road was closed.",
        ),
        (
            "The customer wrote that the parcel was broken.",
            "Dear Sir or Madam, the parcel was broken. Please send me another.",
        ),
        (
            "Sales rose by a tenth. Margins were unchanged.",
            "The firm said sales rose by a tenth. Margins were unchanged.",
        ),
        (
            "Ana Roth said the pipe was safe. The police closed the road.",
            "Ana Roth said the pipe was safe. Paul Meier said he had doubts. The police closed the road.",
        ),
    ],
)
def test_quiet(summary: str, original: str) -> None:
    """Other words for the same speaker, and what needs no speaker."""
    assert [f.rule for f in _findings(summary, original)] == []


def test_publisher_may_be_named() -> None:
    """What an original says in its own voice may be given to who published it."""
    release = "The pipe is safe. It was built in ten months."
    summary = "The pipe is safe, the ministry said."
    assert [f.rule for f in _findings(summary, release)] == ["attribution.added"]
    assert _findings(summary, Original(release, publisher="Ministry of Water")) == []


@pytest.mark.parametrize(
    ("summary", "original", "severity"),
    [
        (
            "The toll on cars will end in May, Corvo Bridges said.",
            "Corvo Bridges opens its books\n\nThe toll on cars will end in May. The deck is sound.",
            "note",
        ),
        (
            "The European Fisheries Board said the toll on cars would end in May.",
            "EFB takes over the bridge\n\nThe toll on cars will end in May. The deck is sound. It was painted by the European Fisheries Board.",
            "note",
        ),
        (
            "The company said it was recalling two models of its kettle.",
            "Two kettles\n\nTamsin Appliances Inc. is recalling two models of its kettle. Customers get their money back.",
            "note",
        ),
        (
            "The toll on cars will end in May, Corvo Bridges said.",
            "Village opens its books\n\nThe toll on cars will end in May. The deck is sound.",
            "warning",
        ),
        (
            "The toll on cars will end in May, Anna Tomsa said.",
            "Anna Tomsa opens the bridge\n\nThe toll on cars will end in May. The deck is sound.",
            "warning",
        ),
        (
            "The company said the toll on cars would end in May.",
            "Village opens its books\n\nThe toll on cars will end in May. The deck is sound.",
            "warning",
        ),
    ],
)
def test_head_of_an_original_may_name_its_speaker(summary: str, original: str, severity: str) -> None:
    """A body above a text, or the subject of the sentence for "the company", may well be who says it."""
    findings = [f for f in _findings(summary, original) if f.rule == "attribution.added"]
    assert [f.severity for f in findings] == [severity]


def test_spokeswoman_speaks_for_the_publisher() -> None:
    """A spokeswoman says what the body named before her published."""
    release = Original("The pipe is safe. It was built in ten months.", publisher="Ministry of Water")
    summary = "The Ministry of Water called the report wrong. A spokeswoman said the pipe was safe."
    assert _findings(summary, release) == []


def test_severity_follows_names() -> None:
    """Two names are an error; where only roles tell two speakers apart, a person must look."""
    named = "Paul Meier said the pipe was safe. Ana Roth said the tanks were full."
    (first, *_) = _findings(named.replace("Paul Meier said", "Ana Roth said", 1), named)
    assert (first.rule, first.severity) == ("attribution.changed", "error")
    bodies = "The health office said the pipe was safe. The water board said the tanks were full."
    (first, *_) = _findings(bodies.replace("health office", "water board", 1), bodies)
    assert (first.rule, first.severity) == ("attribution.changed", "warning")


def test_message_names_both() -> None:
    """The message names who speaks here and who speaks there."""
    original = "Engineer Paul Meier said the pipe was safe. Minister Ana Roth left early."
    (finding,) = _findings("Minister Ana Roth said the pipe was safe.", original)
    assert "Minister Ana Roth" in finding.message
    assert "Engineer Paul Meier" in finding.message


def test_text_against_itself() -> None:
    """A text held against itself has no finding, whatever its pronouns."""
    text = (
        "Ivo Marek met Jan Zeman. He said it was cold. “So it is,” he said.\n\n"
        "According to Zeman, he had seen worse. Both sides agreed that spring would come, they said."
    )
    assert _findings(text, text) == []


@pytest.mark.parametrize(
    ("summary", "original"),
    [
        ("The agency said the risk was low.", "The WHO said the risk was low."),
        ("The risk was low, the agency said.", "WHO said the risk was low."),
        ("The World Health Organization said the risk was low.", "The WHO said the risk was low."),
        ("The European Central Bank said that rates would stay.", "ECB said that rates would stay."),
        ("The Food and Drug Administration said it was safe.", "The FDA said it was safe."),
    ],
)
def test_initials_are_no_pronoun_and_stand_for_a_name(summary: str, original: str) -> None:
    """Initials that look like a pronoun name a body, and initials and the name they stand for are one speaker."""
    assert _findings(summary, original) == []


def test_other_initials_are_another_speaker() -> None:
    """Two bodies are told apart by their initials."""
    (finding,) = _findings(
        "The CIA said that the letter was a fake.", "The FBI said that the letter was a fake."
    )
    assert (finding.rule, finding.severity) == ("attribution.changed", "error")
