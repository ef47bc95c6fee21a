"""What no original holds: additions are found, and harmless editing is left alone."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from crosscheck import Original, Report, check_texts
from crosscheck.model import Finding, Settings

ALONE = Settings(select=("unsourced",))
FACTS = Settings(select=("numbers", "names", "unsourced"))
"""The checks of facts, so that no other check's finding stands for theirs."""


def _findings(summary: str, *originals: str) -> list[Finding]:
    return [*check_texts(summary, originals, config=ALONE).findings]


def _shown(findings: list[Finding]) -> list[tuple[str, str]]:
    return [(f.rule, f.summary.text if f.summary else "") for f in findings]


@pytest.mark.parametrize(
    ("summary", "original", "rule", "shown"),
    [
        (
            "The ferry, which is ageing, sank off Chios.",
            "The ferry sank off Chios.",
            "words",
            "ageing",
        ),
        (
            "Nurses in the north walked out over pay.",
            "Nurses in the north walked out.",
            "words",
            "pay",
        ),
        (
            "The disgraced banker was acquitted on Monday.",
            "The banker was acquitted on Monday.",
            "words",
            "disgraced",
        ),
        (
            "The bridge was designed by Oona Virtala.",
            "The bridge was designed by an engineer.",
            "name",
            "Oona Virtala",
        ),
        (
            "Customs seized 300 parrots at the airport.",
            "Customs seized parrots at the airport.",
            "number",
            "300",
        ),
        (
            "The mill was sold to its workers on May 4, 2017.",
            "The mill was sold to its workers.",
            "date",
            "May 4, 2017",
        ),
    ],
)
def test_addition_is_found(summary: str, original: str, rule: str, shown: str) -> None:
    """An added word, name, number or date is shown with no more than its article around it."""
    assert (f"unsourced.{rule}", shown) in _shown(_findings(summary, original))


@pytest.mark.parametrize(
    ("summary", "original"),
    [
        ("The council decided on a repair of the roof.", "The council took the decision to repair the roof."),
        ("The roof, he said, was repaired.", "The roof was repaired."),
        ("The firm bought the mill.", "The firm purchased the mill."),
        ("Egyptian envoys met UN staff.", "Envoys from Egypt met staff of the United Nations."),
        ("Half the fleet is idle.", "Fifty percent of the fleet is idle."),
        ("Ana Diaz opened the fair. Diaz sang.", "Ana Diaz opened the fair. She sang."),
        ("Leeds lost to York.", "York beat Leeds."),
        ("An artificial intelligence firm moved in.", "An AI firm moved in."),
        ("The chief executive of the bank left.", "The CEO of the bank left."),
        ("The bank's finance chief left.", "The bank's CFO left."),
        ("European officials came.", "EU officials came."),
        ("The agency warned of floods in May.", "The WHO warned of floods in May."),
    ],
)
def test_restatement_is_quiet(summary: str, original: str) -> None:
    """Derived words, synonyms, demonyms, initials, names for pronouns and the other side of an event add nothing."""
    assert _findings(summary, original) == []


def test_confidence_falls_where_the_originals_have_the_word() -> None:
    """A word that stands elsewhere in the originals is shown there, and the finding is less sure."""
    summary = "The hearing in the harbour case was adjourned amid protests."
    original = "The hearing in the harbour case was adjourned."
    other = "A dozen protests were held against the new motorway near Lund."
    (unknown,) = _findings(summary, original)
    (known,) = _findings(summary, original, other)
    assert known.confidence < unknown.confidence
    assert "protests" in [e.text for e in known.related]


def test_what_the_same_passage_says_is_no_addition() -> None:
    """Words that the sentence beside the source has only restate it; those of one further off are a note."""
    original = "The museum shut its doors. A burst pipe had flooded the cellar."
    assert "unsourced.words" not in {
        f.rule for f in _findings("The flooded museum shut its doors.", original)
    }
    original = "The museum shut its doors. Nobody knows for how long. A burst pipe had flooded the cellar."
    (found,) = [
        f for f in _findings("The flooded museum shut its doors.", original) if f.rule == "unsourced.words"
    ]
    assert found.severity == "note"


def test_sentence_without_a_source_names_its_numbers() -> None:
    """A sentence from nowhere is one finding; a number in it that no original has is another."""
    original = "The talks in Oslo ended without a statement. Both delegations flew home."
    summary = f"{original} Some 4,000 people had marched through Bergen against the pact."
    rules = {f.rule for f in _findings(summary, original)}
    assert rules == {"unsourced.sentence", "unsourced.number"}


def test_stray_list_number() -> None:
    """A list number before a single paragraph, in an article without a list, is a number from nowhere."""
    original = "The choir will tour Chile in the spring."
    assert _shown(_findings(f"5) {original}", original)) == [("unsourced.number", "5)")]
    assert _findings(f"1) {original}\n2) It sings Sibelius.", f"{original} It sings Sibelius.") == []


# ---------------------------------------------------------------- harmless editing

SLOTTED = """
{Harbour|Harbor} pilots in Gdynia went on strike on Tuesday, and {twelve|12|a dozen} ships had to
wait at sea. {Marek Zielinski|Zielinski} of the pilots{’|'}s union said that the men work {90|ninety} hours
a week. The port handles {2,300 million|2.3 billion} tonnes of cargo in a decade.

{Lena Okafor|Okafor}, who runs the clinic, said that {one in four|a quarter of the} patients had missed a
dose. The clinic has treated {4,300|4300} people since it opened {nine|9} years ago. It is paid for by the
{World Health Organization|WHO}.

The orchestra of Tromsø will play {three|3} symphonies in Norway and {two|2} in
Sweden. The {program|programme} was chosen by {Ingrid Dahl|Dahl}, its conductor. {Half|50 percent}
of the seats have been sold.

A court in Leeds fined the brewer {$3.2 million|3.2 million dollars} for dumping {colored|coloured}
dye. Judge {Harold Whitby|Whitby} {criticized|criticised} the firm for {favoring|favouring} profit over
safety. The firm has {30|thirty} days to appeal.

{Dr. Amina Yusuf|Dr Yusuf} found lead in {64|sixty-four} of the {200|two hundred} wells that her team
tested. The wells, most of them in Mali, supply {1.1 million|1,100,000} people. Yusuf said that the
pipes were to blame.

Storm Ada tore roofs off {thirty-five|35} houses and cut power to {nearly|almost} {half a
million|500,000} homes. Winds reached {140 kilometers per hour|140 km/h}. The mayor of Brest, {Yann
Le Goff|Le Goff}, {apologized|apologised} for the late warning.

The {European Union|EU} will lend Moldova {€750m|750 million euros}, {Commissioner Petra
Novak|Novak} said. The loan, the {second|2nd} of its kind, is repayable over {fifteen|15} years. Parliament
must {authorize|authorise} it.

{United States|U.S.} growers harvested {600,000|0.6 million} tonnes of {gray|grey} lentils, {a
third|one third} more than {in the year before|the year before}. Prices rose {7|seven} percent. {Carl
Jensen|Jensen}, a farmer, said it was his best crop{—|-}and his last.

The {labor|labour} court in Nairobi ruled that {Safari Freight Ltd.|Safari Freight} must rehire
{eighteen|18} drivers. {Grace Wanjiru|Wanjiru}, who drove for the firm for {ten years|a decade}, called it
{“|"}a great day{”|"}.

Skier {Elsa Brunner|Brunner} won the first of {four|4} races in 1:52.30 and leads by
{8|eight} points. Her rival, {Mia Kost|Kost}, fell twice. The {center|centre} in
Davos drew {22,000|22 000} spectators.

{Samir Haddad|Haddad} gave the museum {a hundred|100} coins and {two dozen|24} maps. The {catalog|catalogue}
runs to {1,006|1006} pages. Visitors from Jordan and Egypt made up {two thirds|two-thirds}
of the total.

Engineers {analyzed|analysed} {over|more than} 180 welds in the tunnel under the
Bosporus. {Three in five|Three out of five} had cracks, {Chief Engineer Deniz Kaya|Kaya} said.
Repairs will take {18 months|eighteen months}.
"""
TEXTS = [" ".join(text.splitlines()) for text in SLOTTED.strip().split("\n\n")]
"""Texts with slots: the first form of each is the original's, any other only changes its dress."""

SEED = (
    (Path(__file__).parents[2] / "seeds" / "china-central-asia-2025.txt")
    .read_text(encoding="utf-8")
    .splitlines()
)
SEED_BODIES = [
    re.sub(r"^.{0,40}?\((?:MFA|Xinhua)\)\W+", "", " ".join(SEED[a:b]))
    for a, b in ((30, 42), (43, 54), (55, 61), (62, 67), (68, 74))
]
"""The five originals, without their datelines."""
SEED_FORMS = (
    (r"\b180 countries", "one hundred and eighty countries"),
    (r"\bthe 12 key", "the twelve key"),
    (r"\bsix countries\b", "6 countries"),
    (r"\b80th anniversary", "eightieth anniversary"),
    (r"\bneighbor", "neighbour"),
    (r"ization\b", "isation"),
    (r"’", "'"),
    (r"[“”]", '"'),
    (r"Bakhtiyor Saidov (said|expressed)", r"Saidov \1"),
    (r"Jeenbek Kulubaev (said|thanked)", r"Kulubaev \1"),
    (r"\bShanghai Cooperation Organization\b(?! \()", "SCO"),
)
"""The same changes for the seed's originals."""

_SLOT = re.compile(r"\{([^{}]*)\}")


def _loud(report: Report) -> list[tuple[str, str]]:
    return [(f.rule, f.message) for f in report.findings if f.severity != "note"]


def _kept(text: str, data: st.DataObject) -> str:
    """Some sentences of a text, at least one of them."""
    sentences = re.split(r"(?<=[.”\"]) (?=[A-Z“\"])", text)
    chosen = data.draw(st.sets(st.integers(0, len(sentences) - 1), min_size=1))
    return " ".join(s for n, s in enumerate(sentences) if n in chosen)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.data())
def test_harmless_editing_is_quiet(data: st.DataObject) -> None:
    """Another form of a number, a short name, another region's spelling, typography, dropped sentences: no error, no warning."""
    text = data.draw(st.sampled_from(TEXTS))
    original = _SLOT.sub(lambda m: m.group(1).split("|")[0], text)
    edited = _SLOT.sub(lambda m: data.draw(st.sampled_from(m.group(1).split("|"))), text)
    summary = _kept(edited, data)
    assert _loud(check_texts(summary, [original], config=FACTS)) == []


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.data())
def test_harmless_editing_of_the_seed_is_quiet(data: st.DataObject) -> None:
    """The same over the originals of the seed, several joined to one article."""
    chosen = sorted(data.draw(st.sets(st.integers(0, len(SEED_BODIES) - 1), min_size=1)))
    paragraphs = []
    for n in chosen:
        edited = _kept(SEED_BODIES[n], data)
        for pattern, instead in SEED_FORMS:
            if data.draw(st.booleans()):
                edited = re.sub(pattern, instead, edited)
        paragraphs.append(edited)
    originals = [Original(b, published=date(2025, 4, 26)) for b in SEED_BODIES]
    assert _loud(check_texts("\n\n".join(paragraphs), originals, config=FACTS)) == []
