"""Documents -> one collation: where the summary ends, where each original begins, what is notice and what is residue."""

from __future__ import annotations

from collections.abc import Sequence

from crosscheck.marks import has_marker
from crosscheck.model import Collation, CrosscheckError, Document, Part, Remark, Settings, Span
from crosscheck.ruleset import RuleSet
from crosscheck.split.between import mark_credits
from crosscheck.split.boundary import Evidence, Place
from crosscheck.split.line import RESIDUE, Line
from crosscheck.split.parts import Numbers, Stretch, build_parts
from crosscheck.split.publishers import count_named, name_publishers
from crosscheck.split.residue import mark_residue
from crosscheck.split.roles import read_lines
from crosscheck.split.signs import Signs, signs_of, words_of
from crosscheck.split.stretches import from_line_numbers, from_marks, from_place, given

_MANY = 2000
_SENTENCE = 50
_POINTING = frozenset(("following", "below", "here", "original", "originally", "originals", "next", "second"))
"""One of the first three words of a notice inside a row of originals."""
_SENTENCE_ENDS = ".!?”\"'’»。"

__all__ = ["split"]


def split(documents: Sequence[Document], rules: RuleSet, settings: Settings) -> Collation:
    """The parts of one document that holds summary and originals, or of a summary and one document an original.

    Raises CrosscheckError where no boundary is found, with the lines that came nearest and the ways to set it by hand.
    """
    if len(documents) == 1 and not settings.summary_lines and not _reads_like_prose(documents[0]):
        raise CrosscheckError(_no_boundary(documents[0], [], []))
    signs = signs_of(rules)
    numbers = Numbers()
    parts: list[Part] = []
    remarks: list[Remark] = []
    for number, document in enumerate(documents):
        lines = _lines(document, signs)
        if len(documents) > 1:
            stretches = given(document, lines, "original" if number else "summary")
        else:
            lines, stretches, guesses = _found(document, lines, signs, settings)
            remarks += guesses
        parts += build_parts(document, lines, stretches, signs, numbers)
    parts = name_publishers(documents, parts, signs)
    remarks += [_residue(documents[part.span.file], part) for part in parts if part.kind == "furniture"]
    return Collation(tuple(documents), tuple(parts), tuple(remarks))


def _lines(document: Document, signs: Signs) -> list[Line]:
    """The lines of a document, not all of them residue: what is nothing but residue is its text."""
    lines = mark_residue(mark_credits(read_lines(document, signs), document.text, signs))
    if any(line.role not in RESIDUE and line.block.kind != "marker" for line in lines):
        return lines
    return [line if line.block.kind == "marker" else line._replace(role="prose") for line in lines]


def _found(
    document: Document, lines: list[Line], signs: Signs, settings: Settings
) -> tuple[list[Line], list[Stretch], list[Remark]]:
    """The lines and parts of a document that holds summary and originals, and what is a guess about them."""
    evidence = Evidence(document, lines, signs)
    if settings.summary_lines:
        stretches = from_line_numbers(evidence, document, *settings.summary_lines)
        _require(stretches, document, f"lines {settings.summary_lines[0]}-{settings.summary_lines[1]}")
        return lines, stretches, []
    if marked := from_marks(evidence, document):
        _require(marked, document, "the marker line")
        return lines, marked, []
    places = evidence.places()
    if not places or places[0].score <= 0:
        raise CrosscheckError(_no_boundary(document, lines, places))
    place = places[0]
    if own := _own_sentences(document, lines, place, signs):
        lines = [
            line._replace(role="prose", weight=0.0) if k in own else line for k, line in enumerate(lines)
        ]
        evidence = Evidence(document, lines, signs)
    stretches = from_place(evidence, place)
    if _as_many_as_named(document, lines, stretches, signs):
        stretches = [
            stretch._replace(confidence=max(stretch.confidence, place.confidence)) for stretch in stretches
        ]
    return lines, stretches, _guesses(document, lines, place, stretches, evidence.limits["guess"])


def _own_sentences(document: Document, lines: Sequence[Line], place: Place, signs: Signs) -> frozenset[int]:
    """Lines that seem to introduce an original, and are the last sentence of the one before: "The full text is attached."

    Where the originals were announced together, none is introduced so; a further notice begins by pointing at what follows.
    """
    notices = [_text_of(document, lines[k]) for k in place.head.notices]
    if all(signs.many.isdisjoint(words_of(notice)) for notice in notices):
        return frozenset()
    return frozenset(
        k
        for k in range(place.head.body + 1, len(lines))
        if lines[k].role == "notice" and lines[k].weight > 0 and lines[k - 1].role == "prose"
        if not _introduces(_text_of(document, lines[k]))
    )


def _text_of(document: Document, line: Line) -> str:
    return document.text[line.block.body.start : line.block.body.end]


def _introduces(shown: str) -> bool:
    return not shown.endswith(".") or not _POINTING.isdisjoint(shown.lower().split()[:3])


def _as_many_as_named(
    document: Document, lines: Sequence[Line], stretches: Sequence[Stretch], signs: Signs
) -> bool:
    """Whether the notice above the originals lists as many publishers as originals were found."""
    kinds = [stretch.kind for stretch in stretches]
    first = kinds.index("original")
    if not first or kinds[first - 1] != "notice":
        return False
    own = stretches[first - 1].lines
    notice = document.text[lines[own[0]].block.span.start : lines[own[-1]].block.span.end]
    return count_named(notice, signs) == kinds.count("original")


def _reads_like_prose(document: Document) -> bool:
    """Whether a long document has sentences at all, or marker lines: tables and logs need no closer look."""
    if len(document.blocks) < _MANY or has_marker(document.text):
        return True
    ends = (block.span.end for block in document.blocks if block.span.end - block.span.start >= _SENTENCE)
    return sum(document.text[end - 1] in _SENTENCE_ENDS for end in ends) >= len(document.blocks) * 0.02


def _require(stretches: Sequence[Stretch], document: Document, where: str) -> None:
    """Raise CrosscheckError where a boundary set by hand leaves no summary or no originals."""
    kinds = {stretch.kind for stretch in stretches}
    for kind in ("summary", "original"):
        if kind not in kinds:
            name = document.name or "the text"
            raise CrosscheckError(
                f"{name}: {where} leave{'s' * (' ' not in where[:6])} no text for the {kind}: set it elsewhere"
            )


def _guesses(
    document: Document, lines: Sequence[Line], place: Place, stretches: Sequence[Stretch], certain: float
) -> list[Remark]:
    """What is said to be a guess: a boundary that nothing printed shows, or little; an original that may be none."""
    remarks: list[Remark] = []
    if not place.marked or place.confidence < certain:
        block = lines[place.cut].block
        line = document.position(block.span.start).line
        what = "the summary is taken to begin" if place.summary_last else "the originals are taken to begin"
        message = (
            f"{what} at line {line}: no notice says so" if not place.marked else f"{what} at line {line}"
        )
        remarks.append(Remark("guess", message, block.span, round(min(place.confidence, 0.9), 2)))
    for stretch in stretches:
        if stretch.kind == "original" and stretch.confidence < min(certain, place.confidence):
            block = lines[stretch.lines[0]].block
            line = document.position(block.span.start).line
            message = f"another original is taken to begin at line {line}"
            remarks.append(Remark("guess", message, block.span, round(stretch.confidence, 2)))
    return remarks


def _residue(document: Document, part: Part) -> Remark:
    shown = " ".join(document.text[part.blocks[0].span.start : part.blocks[0].span.end].split())
    more = (
        f" and {len(part.blocks) - 1} more lines"
        if len(part.blocks) > 2
        else " and the next line" * (len(part.blocks) - 1)
    )
    return Remark("residue", f"skipped as page residue: “{_short(shown)}”{more}", part.span)


def _no_boundary(document: Document, lines: Sequence[Line], places: Sequence[Place]) -> str:
    name = document.name or "the text"
    near = [lines[place.cut].block.span for place in places[:3]]
    shown = [f"  perhaps {_shown(document, span)}" for span in near]
    last = next((line for line in reversed(lines) if line.role not in RESIDUE), None)
    if last and last.role == "notice" and last.weight > 0:
        shown = [f"  originals are introduced by {_shown(document, last.block.span)}, but none follows"]
    return "\n".join(
        [
            f"{name}: no boundary between a summary and its originals was found",
            *shown,
            "  to set it: give the originals apart with --original FILE, name the summary's lines with --summary-lines A-B,",
            "  or put a line `=== originals ===` before the first original",
        ]
    )


def _shown(document: Document, span: Span) -> str:
    return f"line {document.position(span.start).line}: “{_short(document.text[span.start : span.end])}”"


def _short(text: str) -> str:
    text = " ".join(text[:200].split())
    return text if len(text) <= 70 else f"{text[:67].rstrip()}..."
