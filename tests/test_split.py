"""Splitting: where the summary ends, where each original begins, and documents that must not be split."""

from __future__ import annotations

import random
import re
import tomllib
from collections.abc import Sequence
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given as over
from hypothesis import strategies as st

from crosscheck.model import Collation, CrosscheckError, Document, Settings, Span
from crosscheck.pipeline import run
from crosscheck.read import from_text, read
from crosscheck.ruleset import RuleSet, load_rules
from crosscheck.split import SURE, reasons, split
from crosscheck.split.datelines import find_opening
from crosscheck.split.roles import notice_weight
from crosscheck.split.signs import signs_of, words_of

CASES = sorted((Path(__file__).parent / "cases" / "split").iterdir())


@cache
def _rules() -> RuleSet:
    return load_rules()


def _split(*texts: str, summary_lines: tuple[int, int] | None = None) -> Collation:
    documents = [from_text(text, n) for n, text in enumerate(texts)]
    return split(documents, _rules(), Settings(summary_lines=summary_lines))


def _lines(document: Document, span: Span) -> list[int]:
    return [document.position(span.start).line, document.position(span.end - 1).line]


# ---------------------------------------------------------------- documents


MISSED = frozenset((CASES[0].parent.parent / "split-missed.txt").read_text(encoding="utf-8").split())
"""Cases that the learned weights divide otherwise; the list only shrinks."""


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_case(case: Path) -> None:
    """Each folder holds a document and its parts: lines, titles, publishers, places and dates of publication.

    What is divided wrongly is said to be a guess, or refused.
    """
    expected = tomllib.loads((case / "expected.toml").read_text(encoding="utf-8"))
    document = read(next(case.glob("input.*")))
    try:
        collation = run([document], _rules(), Settings()).collation
    except CrosscheckError:
        assert (expected["outcome"] == "no-boundary") != (case.name in MISSED)
        return
    parts = expected.get("parts", [])
    found = [
        {key: value for key, value in _described(collation, n).items() if key in part}
        for n, part in enumerate(parts[: len(collation.parts)])
    ]
    assert (found == parts and len(collation.parts) == len(parts)) != (case.name in MISSED)
    if case.name in MISSED:
        assert any(remark.rule == "guess" for remark in collation.remarks)


def _described(collation: Collation, number: int) -> dict[str, Any]:
    part = collation.parts[number]
    dated = part.published_edtf or ""
    return {
        "kind": part.kind,
        "lines": _lines(collation.documents[0], part.span),
        "title": part.title_text or "",
        "publisher": part.publisher or "",
        "place": part.place or "",
        "published": part.published.isoformat() if part.published else dated.replace("XXXX", "-"),
    }


def test_seed(seed: Path) -> None:
    """The seed: a summary, a notice, five originals and the heading of a comment section."""
    collation = split([read(seed)], _rules(), Settings())
    document = collation.documents[0]
    assert [(p.id, *_lines(document, p.span), p.publisher, p.place) for p in collation.parts] == [
        ("S", 1, 28, None, None),
        ("n1", 29, 29, None, None),
        ("1", 30, 42, "MFA", None),
        ("2", 43, 54, "Xinhua", "ALMATY"),
        ("3", 55, 61, "MFA", None),
        ("4", 62, 67, "MFA", None),
        ("5", 68, 74, "MFA", None),
        ("f1", 75, 75, None, None),
    ]
    titles = [document.text.splitlines()[line - 1] for line in (30, 43, 55, 62, 68)]
    assert [p.title_text for p in collation.originals] == titles
    dates = [collation.text(p.dateline.date) for p in collation.originals if p.dateline and p.dateline.date]
    assert dates == ["April 26", "April 25", "April 26", "April 26", "April 27"]
    assert [r.rule for r in collation.remarks if r.rule != "guess"] == ["residue"]


# ---------------------------------------------------------------- apart, and by hand


def test_documents_apart() -> None:
    """Given apart, each document is one part, with its title, dateline and page residue found."""
    collation = _split(
        "Budget approved\n\nThe council approved the budget on Monday.\n\nShare this article",
        "Council approves budget\nBERN, March 3, 2025 (AP) — The council approved the budget.\n2 comments",
        "The opposition abstained.",
    )
    assert [(p.id, p.kind, p.span.file) for p in collation.parts] == [
        ("S", "summary", 0),
        ("f1", "furniture", 0),
        ("1", "original", 1),
        ("f2", "furniture", 1),
        ("2", "original", 2),
    ]
    first = collation.originals[0]
    assert (collation.summary.title_text, first.title_text) == ("Budget approved", "Council approves budget")
    assert (first.publisher, first.place) == ("AP", "BERN")
    assert [collation.text(block.span) for block in first.blocks] == [
        "BERN, March 3, 2025 (AP) — The council approved the budget."
    ]


@pytest.mark.parametrize(
    "text", ["Share this article", "A headline and nothing else", "Originals", "—", "1."]
)
def test_given_text_is_never_lost(text: str) -> None:
    """What would be residue, a title or a notice elsewhere is the text, where it is all there is."""
    collation = _split(text, "The original says so.")
    assert [collation.text(block.span) for block in collation.summary.blocks] == [text]


def test_background_is_no_event() -> None:
    """A day long before an original appeared, told in its first sentence, is not the day that it reports on."""
    text = "Bridge reopened\nOslo, 4 May 2025\nThe bridge was reopened after the flood of 9 July 2024."
    documents = [from_text("The bridge was reopened.", 0), from_text(text, 1)]
    original = run(documents, _rules(), Settings()).collation.originals[0]
    assert (f"{original.event_date}", original.event_assumed) == ("2025-05-04", True)


def test_marker_lines_inside_an_original() -> None:
    """A file of originals may be divided by marker lines."""
    collation = _split(
        "The council met. It approved the budget.",
        "=== original: Council meets ===\nThe council met.\n=== original: Budget ===\nThe budget was approved.",
    )
    assert [p.title_text for p in collation.originals] == ["Council meets", "Budget"]


def test_summary_lines() -> None:
    """The user may say which lines are the summary; the rest is read as originals."""
    text = "One sentence of ours.\nAnother of ours.\nCouncil meets\nBERN (AP) — The council met on Monday."
    collation = _split(text, summary_lines=(1, 2))
    assert [(p.kind, _lines(collation.documents[0], p.span)) for p in collation.parts] == [
        ("summary", [1, 2]),
        ("original", [3, 4]),
    ]


@pytest.mark.parametrize("lines", [(1, 4), (9, 12)])
def test_summary_lines_that_leave_nothing(lines: tuple[int, int]) -> None:
    """Lines that leave no summary, or no original, are an error."""
    with pytest.raises(CrosscheckError, match="leave no text"):
        _split("One.\nTwo.\nThree.\nFour.", summary_lines=lines)


def test_marker_without_originals() -> None:
    """A marker line with nothing behind it is an error."""
    with pytest.raises(CrosscheckError, match="no text for the original"):
        _split("The council met on Monday.\n=== originals ===")


# ---------------------------------------------------------------- what is said about it


def test_no_boundary_shows_candidates() -> None:
    """The error names the lines that came nearest and every way out."""
    text = (
        "The council met on Monday and approved the budget after a long debate, as it does every year.\n" * 3
    )
    text += (
        "What comes next\n"
        + "The mayor will travel to the capital to ask for money for the bridge and for the school.\n" * 3
    )
    with pytest.raises(CrosscheckError) as caught:
        _split(text)
    message = str(caught.value)
    assert "  perhaps line " in message
    assert all(way in message for way in ("--original FILE", "--summary-lines A-B", "=== originals ==="))


def test_guess_is_said() -> None:
    """A division that is not sure is a guess, with the likeliest other one and the ways to settle it."""
    case = next(case for case in CASES if case.name == "trap-two-subheadings-inside-original")
    collation = split([read(case / "input.txt")], _rules(), Settings())
    (remark,) = [r for r in collation.remarks if r.rule == "guess"]
    assert re.match(
        r"originals begin at lines [\d, ]+ and \d+ \(\d+% sure\); else perhaps .*\d", remark.message
    )
    assert "=== original: TITLE ===" in remark.message
    assert 0 < remark.confidence < SURE
    assert collation.originals[0].confidence == remark.confidence


def test_reasons() -> None:
    """What speaks for and against each boundary is told in words, with its weight."""
    case = next(case for case in CASES if case.name == "agency-before-the-date")
    told = reasons(read(case / "input.txt"), _rules())
    assert [reason.line for reason in told] == [7, 13, 19]
    for reason in told:
        assert 0 < len(reason.pros) <= 3
        assert all(weight > 0 for _, weight in reason.pros)
        assert all(weight < 0 for _, weight in reason.cons)


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("The council approved the budget, and the mayor said that it was a good day for the town.", "en"),
        (
            "Le conseil a approuvé le budget, et le maire a dit que c’était une bonne journée pour la ville.",
            "fr",
        ),
        (
            "Der Rat hat den Haushalt gebilligt, und die Bürgermeisterin sprach von einem guten Tag für die Stadt.",
            "de",
        ),
        ("El consejo aprobó el presupuesto y el alcalde dijo que fue un buen día para la ciudad.", "es"),
        ("Совет утвердил бюджет, и мэр сказал, что это был хороший день для города.", "ru"),
        ("市议会批准了预算，市长说这是全城的好日子。", "zh"),
        ("市議会は予算を承認し、市長は町にとって良い日だと述べた。", "ja"),
        ("시의회는 예산을 승인했고 시장은 도시를 위한 좋은 날이라고 말했다.", "ko"),
        ("Budget approved", "en"),
        ("Kwamba baraza limeidhinisha bajeti hiyo, na meya alisema kwamba ilikuwa siku njema mjini.", "und"),
    ],
)
def test_language(text: str, language: str) -> None:
    """A part in another language than English is known as such; "und" where it is not certain which."""
    assert _split("The council approved the budget.", text).originals[0].language == language


# ---------------------------------------------------------------- wrong inputs


def _novel(size: int) -> str:
    chance = random.Random(7)
    words = "the whale and sea of a ship his captain quite remarkable conversation morning night himself said".split()
    paragraphs: list[str] = []
    while sum(map(len, paragraphs)) < size:
        chapter = len(paragraphs) % 40 == 0
        drawn = [chance.choice(words) for _ in range(4 if chapter else chance.randint(30, 90))]
        text = " ".join(drawn).capitalize()
        paragraphs.append(f"Chapter {len(paragraphs)}. {text}" if chapter else f"{text}.")
    return "\n\n".join(paragraphs)


WRONG = {
    "novel": _novel(300_000),
    "log": "\n".join(
        f"2025-04-02 10:{n % 60:02d}:00,{n} INFO [worker-{n % 7}] served request {n}" for n in range(4000)
    ),
    "csv": "id,name,date\n" + "\n".join(f"{n},Jane Doe {n},2025-04-{n % 28 + 1:02d}" for n in range(4000)),
    "other language": "外交部长今天在阿拉木图会见了各国外长。双方就共同关心的问题交换了意见。\n" * 300,
    "one long line": "a" * 300_000,
    "brackets": "(" * 100_000 + "\n" + "[(" * 50_000,
    "dashes": "— - — " * 50_000,
    "list": "\n".join(f"Item {n}" for n in range(5000)),
}


@pytest.mark.parametrize("name", WRONG)
def test_wrong_input(name: str) -> None:
    """A novel, a log, a table, another language: an error, never a split, and no pattern that runs away."""
    with pytest.raises(CrosscheckError, match="no boundary"):
        _split(WRONG[name])


PLAIN = sorted((Path(__file__).parent / "cases" / "plain").glob("*.txt"))


def _is_certain(document: Document) -> bool:
    """Whether a document is divided, and nothing said of it."""
    try:
        collation = split([document], _rules(), Settings())
    except CrosscheckError:
        return False
    return all(remark.rule != "guess" for remark in collation.remarks)


@pytest.mark.parametrize("path", PLAIN, ids=lambda path: path.stem)
def test_document_without_originals(path: Path) -> None:
    """Letters, minutes, tables, novels, other languages, with blank lines and without: no split of them is presented as certain."""
    text = path.read_text(encoding="utf-8")
    assert not _is_certain(from_text(text))
    assert not _is_certain(from_text("\n".join(line for line in text.splitlines() if line.strip())))


def test_documents_without_originals_are_refused() -> None:
    """Nearly all of them are no compiled documents at all."""
    refused = 0
    for path in PLAIN:
        try:
            split([read(path)], _rules(), Settings())
        except CrosscheckError:
            refused += 1
    assert refused >= 0.85 * len(PLAIN)


# ---------------------------------------------------------------- the data


def _said(text: str) -> list[str]:
    """The examples of a pattern, one a line."""
    return text.strip("\n").split("\n")


def _examples() -> list[Any]:
    groups = _rules().data("split", "patterns")
    return [
        pytest.param(group, number, kind == "match", line, id=f"{group}-{table['name']}-{line[:30]}")
        for group, tables in groups.items()
        if group not in ("pieces", "notice", "notice_examples")
        for number, table in enumerate(tables)
        for kind in ("match", "reject")
        for line in _said(table[kind])
    ]


@pytest.mark.parametrize(("group", "number", "wanted", "line"), _examples())
def test_pattern(group: str, number: int, wanted: bool, line: str) -> None:
    """Every pattern of rules/split.toml matches the lines it says it does, and no line that it says it does not."""
    signs = signs_of(_rules())
    pattern = signs.group(group)[number]
    if group.startswith("dateline"):
        opening = find_opening(line, 0, len(line), signs, alone=group == "dateline_alone")
        found = opening is not None and opening.name == pattern.name
    else:
        found = pattern.match(line, words_of(line)) is not None
    assert found == wanted


@pytest.mark.parametrize(
    ("wanted", "line"),
    [
        pytest.param(kind == "match", line, id=line[:40])
        for kind, lines in _rules().data("split", "patterns")["notice_examples"].items()
        for line in _said(lines)
    ],
)
def test_notice(wanted: bool, line: str) -> None:
    """What a notice says adds up; what an article says about texts does not."""
    assert bool(notice_weight(line, words_of(line), signs_of(_rules()))) == wanted


# ---------------------------------------------------------------- properties

_PROSE = [
    "The council approved the budget on Monday, the mayor said.",
    "Nobody was hurt in the fire, which began at night.",
]
_PIECES = st.sampled_from(
    [
        *_PROSE,
        "Council approves budget after long debate",
        "BERN, March 3, 2025 (AP) — The council approved the budget on Monday.",
        "The following articles were originally published by AP.",
        "Source: AP",
        "By Jane Doe",
        "March 3, 2025",
        "1. A numbered title of some length",
        "- an item of a list",
        "Share this article",
        "Related articles",
        "2 comments",
        "---",
        "Originals",
        "Summary",
        "=== originals ===",
        "=== original: Budget ===",
        "",
        "“",
        "\u200b",
    ]
)


@over(st.lists(_PIECES, min_size=1, max_size=14), st.sampled_from(["\n", "\r\n", "\n\n"]))
def test_parts_tile_the_document(pieces: Sequence[str], end: str) -> None:
    """Every line that shows something lies in exactly one part, and every block in the part that lists it."""
    text = end.join([_PROSE[0] * 2, *pieces, *_PROSE, "=== originals ===", *pieces, _PROSE[1]])
    try:
        collation = _split(text)
    except CrosscheckError:
        return
    _assert_tiled(collation)


@over(st.lists(st.lists(_PIECES, min_size=1, max_size=5).map("\n".join), min_size=2, max_size=4))
def test_given_documents_are_tiled(texts: Sequence[str]) -> None:
    """The same for documents given apart, whatever stands in them."""
    documents = [from_text(f"{_PROSE[0]}\n{text}", n) for n, text in enumerate(texts)]
    _assert_tiled(split(documents, _rules(), Settings()))


def _assert_tiled(collation: Collation) -> None:
    for document in collation.documents:
        owners = [0] * len(document.text)
        for part in collation.parts:
            for span in part.spans:
                if span.file == document.file:
                    owners[span.start : span.end] = [n + 1 for n in owners[span.start : span.end]]
        assert max(owners, default=0) <= 1
        shown = [block.span for block in document.blocks]
        assert all(owners[at] == 1 for span in shown for at in range(span.start, span.end))
        assert sum(owners) >= sum(len(line.strip("\u200b \r")) for line in document.text.split("\n"))
    for part in collation.parts:
        for block in (*part.blocks, *([part.title] if part.title else [])):
            assert any(span.holds(block.span) for span in part.spans)
            assert block.span.holds(block.body)
            assert collation.text(block.body).strip() == collation.text(block.body) != ""
    assert len({part.id for part in collation.parts}) == len(collation.parts)
