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
        ("It bought the mill from Opel.", "It bought the mill for Opel.", "warning", "from", "for"),
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
    assert len(found.places) == 2


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
        ("Moscow agreed to it.", "The Kremlin agreed to it."),
        ("The White House agreed to it.", "Washington agreed to it."),
        ("It is held in Peru at times.", "It is held at Peru at times."),
        ("Leeds University said so.", "The University of Leeds said so."),
        ("Kate Storm sang.", "Katherine Storm sang."),
    ],
)
def test_one_entity_in_another_form(summary: str, original: str) -> None:
    """Short forms, initials, demonyms, possessives, capitals, legal forms, mutual verbs: no error, no warning."""
    assert [f for f in _findings(summary, original) if f.severity != "note"] == []


@pytest.mark.parametrize(
    ("summary", "original", "shown", "there"),
    [
        ("Adjusted revenue rose in May.", "Adjusted EBITDA rose in May.", "revenue", "EBITDA"),
        ("Its marketing budget was cut.", "Its CapEx budget was cut.", "marketing", "CapEx"),
        ("It was approved by doctors.", "It was approved by the FDA.", "doctors", "FDA"),
        ("A regional summit ended.", "A NATO summit ended.", "regional", "NATO"),
        ("The vaccine guards against flu.", "The vaccine guards against MERS.", "flu", "MERS"),
        ("It was made in factories in winter.", "It was made in Corsica in winter.", "factories", "Corsica"),
        ("A cargo ship sank off farms near it.", "A cargo ship sank off Malta near it.", "farms", "Malta"),
        (
            "It sells Wet Storage Tanks to farms.",
            "It sells Dry Storage Tanks to farms.",
            "Wet Storage Tanks",
            "Dry Storage Tanks",
        ),
        (
            "It sells cheap storage tanks to farms.",
            "It sells Dry Storage Tanks to farms.",
            "cheap storage tanks",
            "Dry Storage Tanks",
        ),
        (
            "He rang the foreign ministry at noon.",
            "He rang the Interior Ministry at noon.",
            "foreign ministry",
            "Interior Ministry",
        ),
    ],
)
def test_displaced(summary: str, original: str, shown: str, there: str) -> None:
    """Common words in the place of a name, or another word inside one, are shown with what is left of the name."""
    (found,) = [f for f in _findings(summary, original) if f.rule == "names.changed"]
    assert found.summary is not None
    assert (found.severity, found.summary.text, found.related[0].text) == ("warning", shown, there)


@pytest.mark.parametrize(
    ("summary", "original"),
    [
        ("The agency warned of floods.", "The WMO warned of floods."),
        ("The alliance's summit ended.", "The NATO summit ended."),
        ("The mayor opened the fair.", "Storm opened the fair."),
        ("The drug maker recalled it.", "Kestrel Pharma recalled it."),
        ("Its fleet was sold.", "Lufthansa's fleet was sold."),
        ("It cut capital expenditure.", "It cut CapEx."),
        ("An artificial intelligence firm moved in.", "An AI firm moved in."),
        ("Electric vehicle sales rose.", "EV sales rose."),
        ("A television crew came.", "A TV crew came."),
        ("Economic output fell.", "GDP fell."),
        ("An aid group runs it.", "An NGO runs it."),
        ("Labour lawmakers voted against it.", "Labour MPs voted against it."),
        ("European officials came.", "EU officials came."),
        ("A passenger jet landed.", "An A320 jet landed."),
        ("US lawmakers passed it.", "The US Congress passed it."),
        ("The central bank cut rates.", "The Federal Reserve Bank cut rates."),
        ("He rang the health ministry.", "He rang the Health Ministry."),
        ("He rang the Ministry of Labor.", "He rang the Labour Ministry."),
        ("He rang the Ministry of Foreign Affairs.", "He rang the Foreign Ministry."),
        ("The historic town was flooded.", "The Old Town was flooded."),
        ("The sales team left.", "The Sales Department left."),
        ("The local food bank closed.", "The Community Food Bank closed."),
        ("The botanist Storm found it.", "Carla Storm found it."),
        ("Police in Graz found it. Officers sealed a lane.", "Graz found it. Graz sealed a lane."),
    ],
)
def test_name_told_otherwise(summary: str, original: str) -> None:
    """Descriptions that point back, initials explained or glossed, a vaguer word, another spelling of a body: nothing loud."""
    assert [f for f in _findings(summary, original) if f.severity != "note"] == []


def test_name_told_in_another_sentence() -> None:
    """What the article names elsewhere is not lost; of initials that describe, only where another word says which."""
    original = "It raised operating EBITDA by a tenth. Analysts had expected less EBITDA."
    (found,) = _findings("It raised operating costs by a tenth. Analysts had expected less EBITDA.", original)
    assert found.summary is not None
    assert found.summary.text == "costs"
    original = "A NATO summit ended. The next NATO summit is in May."
    assert _findings("A regional summit ended. The next NATO summit is in May.", original) == []


@pytest.mark.parametrize(
    ("summary", "original", "shown"),
    [
        ("We will open a shop in May.", "They will open a shop in May.", {"We"}),
        ("It is our third shop.", "It is their third shop.", {"our"}),
        (
            "She thanked the crew for bringing her home.",
            "He thanked the crew for bringing him home.",
            {"She", "her"},
        ),
    ],
)
def test_other_person(summary: str, original: str, shown: set[str]) -> None:
    """A pronoun of the first person for one of the third, or of the other sex, is one finding."""
    (found,) = _findings(summary, original)
    assert found.summary is not None
    assert found.rule == "names.changed"
    assert {found.summary.text, *(p.text for p in found.places)} == shown


@pytest.mark.parametrize(
    ("summary", "original"),
    [
        ("They will open a shop in May.", "We will open a shop in May."),
        ("The crew said, “We are safe.”", "The crew said they were safe."),
        ("The company said it would close.", "The company said they would close."),
        ("Everyone must bring her cup.", "Everyone must bring his cup."),
        ("The US fleet left the bay.", "Their fleet left the bay."),
        ("Storm left the bay.", "He left the bay."),
    ],
)
def test_same_person(summary: str, original: str) -> None:
    """Indirect speech, quotations, one body as "it" and "they", either sex behind "everyone": no other person."""
    verdicts = [f.data["verdict"] for f in _findings(summary, original) if f.rule == "names.changed"]
    assert "person" not in verdicts


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


CLUB = "Mikkel Ravnborg has joined Harrow City from Aalgaard. Jonas Lind stays."
THANKS = "We thank Mikkel for five good seasons with our club."


@pytest.mark.parametrize(
    ("thanks", "shown"),
    [
        ("Aalgaard thanked Lind for five good seasons.", ["Lind"]),
        ("Aalgaard thanked Ravnborg for five good seasons.", []),
    ],
)
def test_a_name_stands_for_one(thanks: str, shown: list[str]) -> None:
    """Of two names in the place of one only the likelier took it, and none where its bearer is named otherwise."""
    found = _findings(f"Ravnborg has joined Harrow City from Aalgaard. Lind stays. {thanks}", CLUB, THANKS)
    assert [f.summary.text for f in found if f.rule == "names.changed" and f.summary] == shown


@pytest.mark.parametrize(
    ("summary", "original"),
    [
        ("The chef praised the host for the dinner.", "The host praised the chef for the dinner."),
        ("The seller must inform the buyer in time.", "The buyer must inform the seller in time."),
        ("Exports exceeded imports in the spring.", "Imports exceeded exports in the spring."),
        (
            "The nurse called the patient after the doctor fell.",
            "The nurse called the doctor after the patient fell.",
        ),
        ("The parents outnumbered the teachers.", "The teachers outnumbered the parents."),
        ("The goat chased the farmer up a tree.", "The farmer chased the goat up a tree."),
    ],
)
def test_nouns_exchanged(summary: str, original: str) -> None:
    """Two common nouns that play each other's part are one warning."""
    (finding,) = _findings(summary, original)
    assert (finding.rule, finding.severity, len(finding.places)) == ("names.changed", "warning", 2)


@pytest.mark.parametrize(
    ("summary", "original"),
    [
        ("The parents met the teachers at the school.", "The teachers met the parents at the school."),
        ("The postman was bitten on the leg by the dog.", "The dog bit the postman on the leg."),
        ("It shows the letters and the paintings.", "It shows the paintings and the letters."),
        (
            "The talks between the firm and the union failed.",
            "The talks between the union and the firm failed.",
        ),
        ("The school stands beside the library.", "The library stands beside the school."),
        ("The truck collided with the bus.", "The bus collided with the truck."),
        ("The host was the winner.", "The winner was the host."),
        ("It was sent by the clerks to the council.", "It was sent to the council by the clerks."),
        ("Brisbane holds the Summer Olympic Games.", "Brisbane holds the Summer Olympics."),
    ],
)
def test_nouns_that_only_moved(summary: str, original: str) -> None:
    """Lists, voices and what is mutual may be told from either side."""
    assert _findings(summary, original) == []
