"""Names compared inside aligned passages: misspelt, replaced, exchanged, and all the forms of one name."""

from __future__ import annotations

import pytest

from crosscheck import check_texts
from crosscheck.model import Finding, Settings

ALONE = Settings(select=("names",))
"""This check alone, its rules that are off by default included."""


def _findings(summary: str, *originals: str) -> list[Finding]:
    return [*check_texts(summary, originals, config=ALONE).findings]


@pytest.mark.parametrize(
    ("summary", "original", "severity", "shown", "there"),
    [
        ("Oona Virtaal signed it.", "Oona Virtala signed it.", "error", "Oona Virtaal", "Oona Virtala"),
        ("It flew to Chad on Monday.", "It flew to Mali on Monday.", "warning", "Chad", "Mali"),
        ("The plant that Ford sold is shut.", "The plant that Opel sold is shut.", "warning", "Ford", "Opel"),
        ("The China-Nepal road opened.", "The China-Laos road opened.", "warning", "Nepal", "Laos"),
        (
            "Hans Weber spoke for the mill.",
            "Karl Weber spoke for the mill.",
            "warning",
            "Hans Weber",
            "Karl Weber",
        ),
        ("It bought the mill from Opel.", "It bought the mill for Opel.", "warning", "from Opel", "for Opel"),
    ],
)
def test_changed(summary: str, original: str, severity: str, shown: str, there: str) -> None:
    """A name one slip away is an error; another name, or another part in the sentence, is a warning."""
    (found,) = [f for f in _findings(summary, original) if f.rule == "names.changed"]
    assert found.summary is not None
    assert (found.severity, found.summary.text, found.related[0].text) == (severity, shown, there)


@pytest.mark.parametrize(
    ("summary", "original"),
    [
        ("Alba Reyes beat Carla Storm in the final.", "Carla Storm beat Alba Reyes in the final."),
        ("Ford will buy the mill from Opel.", "Opel will buy the mill from Ford."),
    ],
)
def test_exchanged_names(summary: str, original: str) -> None:
    """Two names in each other's place are one finding, with a word on it."""
    (found,) = [f for f in _findings(summary, original) if f.rule == "names.changed"]
    assert found.data["verdict"] == "swapped"
    assert len(found.places) == 1


@pytest.mark.parametrize(
    ("summary", "original"),
    [
        ("Alba Reyes met Carla Storm.", "Carla Storm met Alba Reyes."),
        ("Alba Reyes was beaten by Carla Storm.", "Carla Storm beat Alba Reyes."),
        ("Ford and Opel merged.", "Opel and Ford merged."),
        ("It flew to Graz from Lund.", "It flew from Lund to Graz."),
        ("Storm sang.", "Carla Storm sang."),
        ("President Storm sang.", "President Carla Storm sang."),
        ("Carla Storm's song won.", "The song of Carla Storm won."),
        ("Dutch growers sued the EU.", "Growers from the Netherlands sued the European Union."),
        ("The UN sent aid.", "The United Nations sent aid."),
        ("Opel made a loss.", "Opel Automobile GmbH made a loss."),
        ("Moscow agreed to it.", "Russia agreed to it."),
        ("It is held in Peru at times.", "It is held at Peru at times."),
        ("Leeds University said so.", "The University of Leeds said so."),
        ("Kate Storm sang.", "Katherine Storm sang."),
    ],
)
def test_one_entity_in_another_form(summary: str, original: str) -> None:
    """Short forms, initials, demonyms, possessives, capitals, legal forms, mutual verbs: no error, no warning."""
    assert [f for f in _findings(summary, original) if f.severity != "note"] == []


@pytest.mark.parametrize(
    ("summary", "original", "severity"),
    [
        ("President Lena Storm spoke.", "Vice President Lena Storm spoke.", "warning"),
        ("Mrs Storm spoke.", "Mr Storm spoke.", "warning"),
        ("Governor Lena Storm spoke.", "Mayor Lena Storm spoke.", "warning"),
        ("Lena Storm spoke.", "Professor Lena Storm spoke.", "note"),
    ],
)
def test_title(summary: str, original: str, severity: str) -> None:
    """Another office, or a limit left out, is a warning; a title left out a note."""
    (found,) = [f for f in _findings(summary, original) if f.rule == "names.title"]
    assert found.severity == severity


@pytest.mark.parametrize(
    ("summary", "original"),
    [
        ("Lena Storm, the foreign minister, spoke.", "Foreign Minister Lena Storm spoke."),
        ("Dr Storm spoke.", "Dr. Storm spoke."),
        ("CEO Lena Storm spoke.", "Chief Executive Officer Lena Storm spoke."),
        ("Defence Secretary Lena Storm spoke.", "Defense Secretary Lena Storm spoke."),
    ],
)
def test_same_office(summary: str, original: str) -> None:
    """The same office in another place, abbreviation or spelling is no change."""
    assert [f for f in _findings(summary, original) if f.rule == "names.title"] == []


def test_romanization_is_a_note() -> None:
    """Another romanization is a note that names both spellings."""
    (found,) = _findings("Sergey Markov left.", "Sergei Markov left.")
    assert (found.rule, found.severity) == ("names.transliteration", "note")


def test_misspelling_suggests_the_name() -> None:
    """A misspelt name comes with the original's spelling."""
    (found,) = [
        f for f in _findings("Oona Virtaal signed it.", "Oona Virtala signed it.") if f.severity == "error"
    ]
    assert found.suggestion == "Oona Virtala"
