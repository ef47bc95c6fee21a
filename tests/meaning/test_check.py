"""Negations, modal words, opposites and quantifiers: what turns a sentence round, and what only rewords it."""

from __future__ import annotations

import pytest

from crosscheck import check_texts
from crosscheck.model import Finding, Settings

ALONE = Settings(select=("meaning",))
"""This check alone, so that no other check's finding stands for the same words."""


def _findings(summary: str, *originals: str) -> list[Finding]:
    return [*check_texts(summary, originals, config=ALONE).findings]


def _shown(findings: list[Finding]) -> list[tuple[str, str, str]]:
    return [(f.rule, f.summary.text if f.summary else "", f.related[0].text) for f in findings]


@pytest.mark.parametrize(
    ("summary", "original", "rule", "shown", "there"),
    [
        (
            "Lawmakers did not back the fuel duty.",
            "Lawmakers backed the fuel duty.",
            "negation",
            "not",
            "backed",
        ),
        (
            "The vaccine is safe for pregnant women.",
            "The vaccine is unsafe for pregnant women.",
            "negation",
            "safe",
            "unsafe",
        ),
        (
            "Hospitals have enough beds, she said.",
            "Hospitals do not have enough beds, she said.",
            "negation",
            "enough",
            "not have enough",
        ),
        (
            "The suspect admitted taking the money.",
            "The suspect denied taking the money.",
            "negation",
            "admitted",
            "denied taking",
        ),
        (
            "The levy covers homes but not offices.",
            "The levy covers offices but not homes.",
            "negation",
            "not",
            "offices",
        ),
        ("The bank will cut rates in June.", "The bank may cut rates in June.", "modality", "will", "may"),
        (
            "The clerk stole the painting.",
            "The clerk allegedly stole the painting.",
            "modality",
            "stole",
            "allegedly stole",
        ),
        (
            "The minister claimed that the dam was safe.",
            "The minister said that the dam was safe.",
            "modality",
            "claimed",
            "said",
        ),
        (
            "The euro weakened against the dollar.",
            "The euro strengthened against the dollar.",
            "direction",
            "weakened",
            "strengthened",
        ),
        (
            "Exports fell and imports rose last year.",
            "Exports rose and imports fell last year.",
            "direction",
            "rose",
            "fell",
        ),
        (
            "Tariffs on goods from Peru will go.",
            "Tariffs on goods to Peru will go.",
            "direction",
            "from",
            "to",
        ),
        ("All residents were moved.", "Most residents were moved.", "quantifier", "All", "Most"),
        ("Trains are often late.", "Trains are rarely late.", "quantifier", "often", "rarely"),
        (
            "The pass covers only trams and buses.",
            "The pass covers trams and buses.",
            "quantifier",
            "only",
            "trams",
        ),
    ],
)
def test_found(summary: str, original: str, rule: str, shown: str, there: str) -> None:
    """Each change is shown at its own words, on both sides."""
    assert (f"meaning.{rule}", shown, there) in _shown(_findings(summary, original))


@pytest.mark.parametrize(
    ("summary", "original"),
    [
        ("The firm declined to comment on the report.", "The firm did not comment on the report."),
        ("No casualties were reported.", "There were no reports of casualties."),
        ("Talks ended without agreement.", "The talks failed to reach agreement."),
        ("Not many people expected it.", "Few people expected it."),
        ("The suspect denied that he took the money.", "The suspect denied taking the money."),
        ("The minister was absent from the meeting.", "The minister did not attend the meeting."),
        ("It is not yet clear who started the fire.", "It is unclear who started the fire."),
        ("He left not for money but for love.", "He left for love rather than for money."),
        ("The motor cannot run without oil.", "Without oil, the motor cannot run."),
        ("Unemployment eased to 4 percent.", "Unemployment declined to 4 percent."),
        ("“No, I have time,” he said.", "“I have time,” he said."),
        ("Drivers do not have to stop.", "Drivers don't have to stop."),
        ("The plant is due to open in 2027.", "The plant is expected to open in 2027."),
        ("The deal may be signed on Friday.", "The deal could be signed on Friday."),
        ("The potential buyer withdrew.", "The prospective buyer withdrew."),
        ("The visit in May was short.", "The visit was short."),
        ("Rovers beat United 2-1.", "United lost 2-1 to Rovers."),
        ("Costs rose and profit fell.", "Profit fell as costs rose."),
        ("Rents are lower in the suburbs than in the centre.", "Rents are higher in the centre than in the suburbs."),
        ("The plan was not accepted.", "The plan was rejected."),
        ("They visit East Timor.", "They visit West Timor."),
        ("The most important question is open.", "The question is open."),
        ("Some 300 people came.", "About 300 people came."),
        ("Why do we not act?", "We must act now."),
    ],
)  # fmt: skip
def test_quiet(summary: str, original: str) -> None:
    """The same in other words is no change."""
    assert _shown(_findings(summary, original)) == []


def test_only_before_a_figure_is_a_note() -> None:
    """It comments on the figure, and restricts nothing."""
    (found,) = _findings("Entry costs only $5.", "Entry costs $5.")
    assert (found.rule, found.severity) == ("meaning.quantifier", "note")


def test_rewording_lowers_confidence() -> None:
    """A sentence that was reworded around a lost negation is reported with less confidence than one that was not."""
    original = "The committee of nine experts did not recommend the sale of the harbour to a foreign company."
    (close,) = _findings(original.replace("did not recommend", "recommended"), original)
    (loose,) = _findings(
        "A foreign company should buy it: nine experts recommended the sale of the harbour.", original
    )
    assert close.confidence > loose.confidence


def test_each_source_of_a_merged_sentence() -> None:
    """A sentence made from two is held against both."""
    original = (
        "The strike at the northern port ended on Friday. The owners did not sign the wage deal with dockers."
    )
    summary = (
        "The strike at the northern port ended on Friday and the owners signed the wage deal with dockers."
    )
    assert [f.rule for f in _findings(summary, original)] == ["meaning.negation"]


def test_originals_in_any_order() -> None:
    """The order of the originals moves no finding."""
    summary = "The river rose by a metre overnight. The dam did not hold."
    originals = ["The river fell by a metre overnight.", "The dam held."]
    assert _shown(_findings(summary, *originals)) == _shown(_findings(summary, *originals[::-1]))


def test_verbatim_is_quiet() -> None:
    """A text held against itself has nothing that turns it round."""
    text = "No one may leave. Most did not fall, but all rose, and they will never lose. Few could deny it."
    assert _findings(text, text) == []
