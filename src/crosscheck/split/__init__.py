"""Documents -> one collation: where the summary ends, where each original begins, what is notice and what is residue."""

from __future__ import annotations

from collections.abc import Sequence

from crosscheck.marks import has_marker
from crosscheck.model import Collation, CrosscheckError, Document, Part, Remark, Settings, Span
from crosscheck.ruleset import RuleSet
from crosscheck.split.divide import Reason, likeliest, reasons_of, rows, stretches_of
from crosscheck.split.features import Reading
from crosscheck.split.line import RESIDUE, Line
from crosscheck.split.marked import from_line_numbers, from_marks, given
from crosscheck.split.parts import Numbers, Stretch, build_parts
from crosscheck.split.publishers import name_publishers
from crosscheck.split.residue import mark_residue
from crosscheck.split.roles import read_lines
from crosscheck.split.sequence import Division, Model, model_of
from crosscheck.split.signs import Signs, signs_of

SURE = 0.75
"""Confidence from which nothing is said of a division: 19 of 20 such ones were right on hands that were held out."""
_MANY = 2000
_SENTENCE = 50
_SENTENCE_ENDS = ".!?”\"'’»。"

__all__ = ["Reason", "reasons", "split"]


def split(documents: Sequence[Document], rules: RuleSet, settings: Settings) -> Collation:
    """The parts of one document that holds summary and originals, or of a summary and one document an original.

    Raises CrosscheckError where no boundary is found, with the lines that came nearest and the ways to set it by hand.
    """
    if len(documents) == 1 and not settings.summary_lines and not _reads_like_prose(documents[0]):
        raise CrosscheckError(_no_boundary(documents[0], []))
    signs, model = signs_of(rules), model_of(rules)
    numbers = Numbers()
    parts: list[Part] = []
    remarks: list[Remark] = []
    for number, document in enumerate(documents):
        lines = prepared(document, signs)
        if len(documents) > 1:
            stretches = given(document, lines, "original" if number else "summary")
        else:
            stretches, guesses = _found(document, lines, signs, model, settings)
            remarks += guesses
        parts += build_parts(document, lines, stretches, signs, numbers)
    parts = name_publishers(documents, parts, signs)
    remarks += [_residue(documents[part.span.file], part) for part in parts if part.kind == "furniture"]
    return Collation(tuple(documents), tuple(parts), tuple(remarks))


def reasons(document: Document, rules: RuleSet) -> list[Reason]:
    """What spoke most for and against each boundary of a document that the model divides; empty where it divides none."""
    signs = signs_of(rules)
    reading = Reading(document, prepared(document, signs), signs)
    return reasons_of(document, reading, model_of(rules))


def prepared(document: Document, signs: Signs) -> list[Line]:
    """The lines of a document, not all of them residue: what is nothing but residue is its text."""
    lines = mark_residue(read_lines(document, signs))
    if any(line.role not in RESIDUE and line.block.kind != "marker" for line in lines):
        return lines
    return [line if line.block.kind == "marker" else line._replace(role="prose") for line in lines]


def _found(
    document: Document, lines: list[Line], signs: Signs, model: Model, settings: Settings
) -> tuple[list[Stretch], list[Remark]]:
    """The parts of a document that holds summary and originals, and what is a guess about them."""

    def divide(first: int, stop: int) -> list[Stretch]:
        return rows(document, lines, first, stop, signs, model)

    if settings.summary_lines:
        stretches = from_line_numbers(document, lines, *settings.summary_lines, divide)
        _require(stretches, document, f"lines {settings.summary_lines[0]}-{settings.summary_lines[1]}")
        return stretches, []
    if stretches := from_marks(document, lines, divide):
        _require(stretches, document, "the marker line")
        return stretches, []
    reading = Reading(document, lines, signs)
    divisions = likeliest(reading, model)
    if not divisions[0].originals:
        raise CrosscheckError(_no_boundary(document, _near(reading, divisions), _last_notice(reading)))
    return stretches_of(lines, reading, divisions[0]), _guesses(document, reading, divisions)


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


def _guesses(document: Document, reading: Reading, divisions: Sequence[Division]) -> list[Remark]:
    """What is said of a division that is not sure: how likely it is, the likeliest other, and the ways out."""
    best = divisions[0]
    if best.confidence >= SURE:
        return []
    other = divisions[1] if len(divisions) > 1 else None
    message = f"{_told(document, reading, best)} ({best.confidence:.0%} sure)"
    if other:
        message += f"; else perhaps {_told(document, reading, other)}"
    message += ". A line `=== original: TITLE ===` before each, --summary-lines or --original settles it"
    span = reading.lines[best.originals[0].line].block.span
    return [Remark("guess", message, span, round(best.confidence, 2))]


def _told(document: Document, reading: Reading, division: Division) -> str:
    if not division.originals:
        return "there are no originals"
    numbers = [str(_number(document, reading, start.line)) for start in division.originals]
    if len(numbers) == 1:
        return f"one original begins at line {numbers[0]}"
    return f"originals begin at lines {', '.join(numbers[:-1])} and {numbers[-1]}"


def _number(document: Document, reading: Reading, line: int) -> int:
    return document.position(reading.lines[line].block.span.start).line


def _residue(document: Document, part: Part) -> Remark:
    shown = " ".join(document.text[part.blocks[0].span.start : part.blocks[0].span.end].split())
    more = (
        f" and {len(part.blocks) - 1} more lines"
        if len(part.blocks) > 2
        else " and the next line" * (len(part.blocks) - 1)
    )
    return Remark("residue", f"skipped as page residue: “{_short(shown)}”{more}", part.span)


def _near(reading: Reading, divisions: Sequence[Division]) -> list[Span]:
    """The lines at which the likeliest divisions have their first original."""
    starts = dict.fromkeys(division.originals[0].line for division in divisions if division.originals)
    return [reading.lines[line].block.span for line in list(starts)[:3]]


def _last_notice(reading: Reading) -> Span | None:
    """The last line, where it introduces originals that do not follow."""
    return reading.lines[-1].block.span if reading.shapes[-1] == "notice" else None


def _no_boundary(document: Document, near: Sequence[Span], notice: Span | None = None) -> str:
    name = document.name or "the text"
    shown = [f"  perhaps {_shown(document, span)}" for span in near]
    if notice:
        shown = [f"  originals are introduced by {_shown(document, notice)}, but none follows"]
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
