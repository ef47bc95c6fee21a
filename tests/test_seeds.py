"""The documents under ``seeds/``: what must be said about them, checked by hand against the texts."""

from __future__ import annotations

from collections import Counter, defaultdict
from pathlib import Path

import pytest

from crosscheck import Report, check_document, check_text
from crosscheck.model import Finding, Span
from regenerate import SEEDS

# Lines of the summary -> lines of the originals that its sentences come from.
SOURCES = {
    1: {31},
    2: {31},
    3: {31, 32},
    4: {32},
    5: {33},
    6: {34},
    7: {35},
    8: {36},
    9: {37},
    10: {38},
    11: {44},
    12: {45, 47},
    13: {48},
    14: {52},
    15: {56, 63},
    16: {57},
    17: {58},
    18: {59},
    19: {60},
    20: {61},
    21: {64},
    22: {65},
    23: {66},
    24: {69},
    25: {70},
    26: {71},
    27: {72},
    28: set(),
}

# Line, words, rule (or check), severity, and what must be said: in message, explanation, suggestion or evidence.
MUST_SEE = [
    (1, "the capital", "unsourced.words", "warning", []),
    (2, "Parahat Durdyev", "unsourced", "warning", []),
    (3, "April 26", "dates.unanchored", "warning", []),
    (10, "representatives said that they", "attribution.added", "warning", []),
    (10, "modernistion", "spelling.typo", "error", ["modernisation"]),
    (11, "The previous day", "dates.relative", "note", ["April 25"]),
    (12, "China will adhere", "attribution.merged", "warning", ["emphasized"]),
    (14, "upcoming", "dates.overtaken", "warning", []),
    (15, "The same day", "dates.ambiguous", "warning", ["April 25", "April 26"]),
    (19, "prioritizing", "spelling.mixed", "warning", ["prioritising"]),
    (24, "The following day", "dates.ambiguous", "warning", ["April 26", "April 27"]),
    (25, "He said that", "attribution.ambiguous", "warning", ["Wang Yi"]),
    (28, "Brazil", "unsourced.sentence", "warning", []),
]

# Original -> summary, without what stands before a hyphen. The quoted “anti-globalization” may be shown as a quotation
# that was altered.
RESPELT = {
    "behavior": "behaviour",
    "civilization": "civilisation",
    "destabilizing": "destabilising",
    "emphasizing": "emphasising",
    "globalization": "globalisation",
    "honoring": "honouring",
    "neighbor": "neighbour",
    "neighborhood": "neighbourhood",
    "neighboring": "neighbouring",
    "neighborliness": "neighbourliness",
    "neighborly": "neighbourly",
    "Organization": "Organisation",
    "synergize": "synergise",
}


def _line(report: Report, span: Span) -> int:
    return report.collation.documents[span.file].position(span.start).line


def _said(finding: Finding) -> str:
    evidence = [e.text for e in finding.related]
    return "\n".join([finding.message, finding.suggestion or "", *finding.explanation, *evidence])


@pytest.mark.parametrize("path", SEEDS, ids=lambda path: path.stem)
def test_runs(path: Path) -> None:
    """Every seed is split and checked, and what is reported stands in the text at the place that is named."""
    report = check_document(path)
    assert report.alignments
    text = path.read_bytes().decode("utf-8")
    for finding in report.findings:
        for evidence in [e for e in (finding.summary, *finding.related) if e]:
            assert text[evidence.span.start : evidence.span.end] == evidence.text


def test_parts(seed_report: Report) -> None:
    """Summary, notice, five originals and one line of page furniture, with publisher and dates."""
    parts = [
        (p.kind, _line(seed_report, p.span), p.publisher, p.published, p.event_date)
        for p in seed_report.collation.parts
    ]
    assert [p[:2] for p in parts] == [
        ("summary", 1),
        ("notice", 29),
        ("original", 30),
        ("original", 43),
        ("original", 55),
        ("original", 62),
        ("original", 68),
        ("furniture", 75),
    ]
    originals = [
        (publisher, f"{published}", f"{event}")
        for kind, _, publisher, published, event in parts
        if kind == "original"
    ]
    assert originals == [
        ("MFA", "2025-04-26", "2025-04-26"),
        ("Xinhua", "2025-04-25", "2025-04-25"),
        ("MFA", "2025-04-26", "2025-04-25"),
        ("MFA", "2025-04-26", "2025-04-25"),
        ("MFA", "2025-04-27", "2025-04-26"),
    ]


def test_sentences(seed_report: Report) -> None:
    """53 sentences of the summary, 115 of the originals, 62 of which the summary left out."""
    counts = Counter(
        "summary" if part == "S" else "originals"
        for part, segments in seed_report.segments.items()
        for segment in segments
        if segment.kind == "sentence"
    )
    assert counts == {"summary": 53, "originals": 115}
    assert len(seed_report.dropped) == 62
    assert sum(f.rule == "dropped.sentence" for f in seed_report.findings) == 62


def test_sources(seed_report: Report) -> None:
    """Every paragraph of the summary is traced to the paragraphs that it was made from, and to no other."""
    found: dict[int, set[int]] = defaultdict(set)
    for alignment in seed_report.alignments:
        lines = {_line(seed_report, source.segment.span) for source in alignment.sources}
        found[_line(seed_report, alignment.segment.span)] |= lines
    assert found == SOURCES


def test_relations(seed_report: Report) -> None:
    """22 sentences were copied, one was joined from the leads of two originals, one stands in none of them."""
    relations = Counter(alignment.relation for alignment in seed_report.alignments)
    assert (relations["verbatim"], relations["unsourced"], relations.total()) == (22, 1, 53)
    (joined,) = [a for a in seed_report.alignments if _line(seed_report, a.segment.span) == 15]
    assert joined.relation == "merged"


@pytest.mark.parametrize(
    ("line", "words", "rule", "severity", "said"), MUST_SEE, ids=lambda v: v if isinstance(v, str) else None
)
def test_must_see(
    seed_report: Report, line: int, words: str, rule: str, severity: str, said: list[str]
) -> None:
    """What an editor must be told before publishing, at the words it is about."""
    text = seed_report.collation.documents[0].text
    at = text.index(words, text.index(text.splitlines()[line - 1]))
    place = Span(at, at + len(words))
    found = [
        f
        for f in seed_report.findings
        if f.rule.startswith(rule) and f.severity == severity and f.summary and f.summary.span.overlaps(place)
    ]
    assert found, f"no {rule} at {words!r}"
    assert all(phrase in _said(found[0]) for phrase in said)


def test_only_error(seed_report: Report) -> None:
    """One thing is wrong on its face."""
    assert [f.summary.text for f in seed_report.findings if f.severity == "error" and f.summary] == [
        "modernistion"
    ]


def test_dates_name_their_originals(seed_report: Report) -> None:
    """The reading of “The same day” is held against both originals that report on that day."""
    (finding,) = [
        f
        for f in seed_report.findings
        if f.rule == "dates.ambiguous" and f.summary and "same" in f.summary.text
    ]
    assert {56, 63} <= {_line(seed_report, e.span) for e in finding.related}


def test_dropped_clause(seed_report: Report) -> None:
    """Of a kept sentence, “in the 12 key areas” was left out."""
    dropped = [e.text for f in seed_report.findings if f.rule == "dropped.clause" for e in f.related]
    assert any("12 key areas" in text for text in dropped)


@pytest.mark.parametrize("original", RESPELT)
def test_respelt(seed_report: Report, original: str) -> None:
    """A word respelt for the house is a note that shows both spellings, not an error."""
    pairs = {
        (finding.severity, place.text.rpartition("-")[2], evidence.text.rpartition("-")[2])
        for finding in seed_report.findings
        if finding.rule in ("spelling.variant", "quotes.altered")
        for place in (finding.summary, *finding.places)
        for evidence in (*finding.related, *(e for p in finding.places for e in p.related))
        if place
    }
    assert ("note", RESPELT[original], original) in pairs


def test_as_text(seed: Path, seed_report: Report) -> None:
    """The same text, handed over by a program, gives the same findings."""
    report = check_text(seed.read_bytes().decode("utf-8"))
    assert [f.id for f in report.findings] == [f.id for f in seed_report.findings]
